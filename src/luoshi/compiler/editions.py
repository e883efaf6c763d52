"""Documents that come in → slugs, so that a later edition keeps the slug of the earlier one and with it all ids.

A workspace knows its documents by slug; files are renamed and moved. `assign_slugs` takes what is known and what
comes in, and goes from the surest sign to the weakest: the same path, the same bytes, the same file name with some of
the same text, most of the same text. What rests on likeness is said. The command line calls it before it compiles.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from luoshi.compiler.identity import normal_clause, slug_of
from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic, Outcome
from luoshi.model.text import Document, DocumentId

_SENTENCE = re.compile(r"[^\n。；]+")
_EDITION = re.compile(
    r"[（(【\[]?(?:第[一二三四五六七八九十\d]+[稿版次]|(?:征求意见|送审|报批|讨论|修订|修改|草案|初|终)[稿版本]?|修订|定稿|v\d+)[】\])）]?$"
)
# Sentences shorter than this stand in any document (附件, 一是).
_SHORTEST = 6
_MOSTLY = 0.8
_HALF = 0.5
_SOME = 0.2


class _Text(NamedTuple):
    """A text as far as it is compared: its first line without the mark of its edition, its sentences."""

    head: str
    sentences: frozenset[str]


def assign_slugs(
    known: Sequence[Document], incoming: Sequence[Document], chosen: Mapping[str, str] | None = None
) -> Outcome[tuple[DocumentId, ...]]:
    """A slug for each incoming document: that of the known document of which it is an edition, else a new one.

    ``chosen`` gives slugs by path where the user has said so.
    """
    slugs: dict[int, DocumentId] = {
        i: DocumentId(chosen[document.path])
        for i, document in enumerate(incoming)
        if chosen and document.path in chosen
    }
    free = {document.id: document for document in known if document.id not in slugs.values()}
    found: list[Diagnostic] = []
    _take(slugs, free, incoming, lambda old, new: old.path == new.path and bool(new.path))
    _take(slugs, free, incoming, lambda old, new: old.sha256 == new.sha256 and bool(new.sha256))
    texts: dict[int, _Text] = {}

    def shared(old: Document, new: Document) -> float:
        return _shared(*(texts.setdefault(id(each), _read(each.text)) for each in (old, new)))

    def same_name(old: Document, new: Document) -> bool:
        return old.id == slug_of(new.path) and shared(old, new) >= _SOME

    def same_text(old: Document, new: Document) -> bool:
        share = shared(old, new)
        return share >= _MOSTLY or (share >= _HALF and texts[id(old)].head == texts[id(new)].head)

    for sign, reason in ((same_name, "文件名相同"), (same_text, "内容大半相同")):
        found += [
            diagnose("LS824", path=incoming[i].path or None, slug=slugs[i], reason=reason)
            for i in _take(slugs, free, incoming, sign)
        ]
    taken = {*slugs.values(), *(document.id for document in known)}
    for i, document in enumerate(incoming):
        if i not in slugs:
            slugs[i] = _fresh(slug_of(document.path), taken)
            taken.add(slugs[i])
    return Outcome(value=tuple(slugs[i] for i in range(len(incoming))), diagnostics=tuple(found))


def _take(
    slugs: dict[int, DocumentId],
    free: dict[DocumentId, Document],
    incoming: Sequence[Document],
    sign: Callable[[Document, Document], bool],
) -> list[int]:
    """Give each document the first known one that ``sign`` finds for it; the places of those that got one."""
    met = []
    for i, document in enumerate(incoming):
        if i in slugs:
            continue
        slug = next((slug for slug, old in free.items() if sign(old, document)), None)
        if slug is not None:
            slugs[i] = slug
            del free[slug]
            met.append(i)
    return met


def _fresh(slug: DocumentId, taken: set[DocumentId]) -> DocumentId:
    ordinal, fresh = 2, slug
    while fresh in taken:
        fresh = DocumentId(f"{slug}-{ordinal}")
        ordinal += 1
    return fresh


def _read(text: str) -> _Text:
    head = next((line for line in text.splitlines() if line.strip()), "")
    wordings = (normal_clause(sentence) for sentence in _SENTENCE.findall(text))
    return _Text(
        normal_clause(_EDITION.sub("", head.strip())),
        frozenset(wording for wording in wordings if len(wording) >= _SHORTEST),
    )


def _shared(left: _Text, right: _Text) -> float:
    """The characters of shared sentences as a share of the longer text."""
    longer = max(sum(map(len, each.sentences)) for each in (left, right))
    return sum(map(len, left.sentences & right.sentences)) / longer if longer else 0.0
