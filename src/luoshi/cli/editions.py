"""What was read, each document under the slug that it has among those that are known.

Called by `keep` and `diff` before they compile: a later edition keeps the slug of the earlier one, so that unchanged
clauses keep their ids.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from luoshi.compiler.editions import assign_slugs
from luoshi.model.diagnostic import Outcome
from luoshi.model.text import Document, DocumentId

Read = Outcome[Document | None]


def with_editions(
    reads: Sequence[Read], known: Sequence[Document], chosen: Mapping[str, str] | None = None
) -> tuple[Read, ...]:
    """``reads`` under their slugs; what rests on likeness is said by a finding at the document.

    ``chosen`` gives slugs by path where the user has said so.
    """
    slugs = assign_slugs(known, [read.value for read in reads if read.value], chosen)
    taken = iter(slugs.value)
    said = {each.path: each for each in slugs.diagnostics}
    renamed: list[Read] = []
    for read in reads:
        if read.value is None:
            renamed.append(read)
            continue
        moved = _renamed(read, read.value, next(taken))
        note = said.get(read.value.path or None)
        renamed.append(replace(moved, diagnostics=(*moved.diagnostics, note)) if note else moved)
    return tuple(renamed)


def _renamed(read: Read, document: Document, slug: DocumentId) -> Read:
    placed = tuple(
        replace(each, span=each.span._replace(document=slug)) if each.span else each
        for each in read.diagnostics
    )
    return Outcome(value=replace(document, id=slug), diagnostics=placed)
