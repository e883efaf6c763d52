"""Reading text → outline: titles, issuer, headings with levels, cells and labels.

`pipeline` calls `find_outline` with the flow; `heading_indexes` gives every offset its nearest heading.
"""

from collections.abc import Iterable

from luoshi.compiler.flow import Flow
from luoshi.compiler.headings import Candidate, find_series
from luoshi.compiler.labels import find_labels
from luoshi.compiler.levels import give_levels
from luoshi.compiler.lines import Line, read_lines
from luoshi.compiler.parts import HeadingSpan, Outline
from luoshi.compiler.subheads import find_subheads, is_page
from luoshi.compiler.tables import find_cells
from luoshi.compiler.titles import Head, find_issuer, find_published, find_signature, read_head


def find_outline(flow: Flow) -> Outline:
    """What the reading text is made up of."""
    lines = read_lines(flow)
    head = Head((), (), 0) if is_page(lines) else read_head(lines)
    signature, signed, used = find_signature(lines)
    cells = find_cells(lines, frozenset(head.title))
    numbered = find_series(lines)
    subheads = find_subheads(lines, head, used | cells.inside, numbered)
    named = [Candidate(i, start, end, "name", 0, True) for i, start, end in cells.names]
    groups = [Candidate(i, start, end, "group", 0, False) for i, start, end in cells.groups]
    candidates = sorted([*numbered, *subheads, *named, *groups], key=lambda candidate: candidate.start)
    headings = _with_levels(candidates, cells.inside)
    skip = cells.inside | {*head.title, *head.brackets}
    fields, stretches = find_labels(lines, skip, headings, cells.records)
    return Outline(
        titles=tuple((lines[i].start, lines[i].end) for i in sorted({*head.title, *head.brackets})),
        issuer=find_issuer(lines, head, signature),
        published=find_published(lines, head, signed),
        headings=headings,
        fields=tuple(sorted([*cells.fields, *fields], key=lambda field: (field.start, field.end))),
        title=_title(lines, head),
        stretches=tuple(sorted([*cells.stretches, *stretches])),
    )


def _title(lines: list[Line], head: Head) -> tuple[int, int] | None:
    return (lines[head.title[0]].start, lines[head.title[-1]].end) if head.title else None


def _with_levels(candidates: list[Candidate], inside: frozenset[int]) -> tuple[HeadingSpan, ...]:
    return tuple(
        HeadingSpan(candidate.start, candidate.end, level, candidate.run_in)
        for candidate, level in zip(candidates, give_levels(candidates, inside), strict=True)
    )


def heading_indexes(outline: Outline, offsets: Iterable[int]) -> list[int | None]:
    """For each of the ascending offsets the index of the nearest heading that starts at or before it."""
    heads = outline.headings
    found: list[int | None] = []
    h = 0
    for offset in offsets:
        while h < len(heads) and heads[h].start <= offset:
            h += 1
        found.append(h - 1 if h else None)
    return found
