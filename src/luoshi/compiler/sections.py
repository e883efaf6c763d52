"""Reading text → outline: titles, issuer, headings with levels, cells and labels.

`pipeline` calls `find_outline` with the flow; `heading_indexes` and `section_texts` give offsets their section.
"""

from collections.abc import Iterable, Sequence

from luoshi.compiler.cell_lines import find_cell_lines
from luoshi.compiler.flow import Flow
from luoshi.compiler.headings import Candidate, find_series
from luoshi.compiler.labels import find_labels
from luoshi.compiler.levels import give_levels
from luoshi.compiler.lines import RANK, Line, read_lines
from luoshi.compiler.parts import HeadingSpan, Outline
from luoshi.compiler.subheads import find_subheads, read_articles
from luoshi.compiler.tables import Cells, find_cells
from luoshi.compiler.titles import Head, find_issuer, find_published, find_signature, read_head

_NO_HEAD = Head((), (), 0)


def find_outline(flow: Flow) -> Outline:
    """What the reading text is made up of."""
    lines = read_lines(flow)
    page = read_articles(lines)
    head = _NO_HEAD if page.several else read_head(lines)
    titles = frozenset((*head.title, *head.brackets))
    cells = find_cells(lines, titles)
    stacked, captions = find_cell_lines(lines, titles | cells.inside, cells.records)
    signature = find_signature(lines, stacked.inside)
    cells = _together(cells, stacked)
    within = titles | stacked.inside
    numbered = [candidate for candidate in find_series(lines) if candidate.line not in within]
    numbered.extend(Candidate(i, lines[i].start, lines[i].end, "plain", 0, False) for i in captions)
    taken = titles | signature.lines | cells.inside | {candidate.line for candidate in numbered}
    subheads = find_subheads(lines, head, taken, page, signature.last)
    candidates = sorted(
        [*numbered, *subheads, *_of_cells(lines, cells)], key=lambda candidate: candidate.start
    )
    headings = _with_levels(candidates, give_levels(candidates, cells.inside, several=page.several))
    fields, stretches = find_labels(lines, titles | cells.inside, headings, cells.records)
    return Outline(
        titles=tuple((lines[i].start, lines[i].end) for i in sorted(titles)),
        issuer=None if page.several else find_issuer(lines, head, signature),
        published=find_published(lines, head, signature),
        headings=headings,
        fields=tuple(
            sorted([*cells.fields, *fields], key=lambda field: (field.start, field.end, field.record))
        ),
        title=_title(lines, head),
        stretches=tuple(sorted([*cells.stretches, *stretches])),
    )


def _together(cells: Cells, stacked: Cells) -> Cells:
    return Cells(
        cells.fields + stacked.fields,
        cells.stretches + stacked.stretches,
        cells.names + stacked.names,
        cells.groups + stacked.groups,
        cells.inside | stacked.inside,
        stacked.records,
    )


def _of_cells(lines: Sequence[Line], cells: Cells) -> list[Candidate]:
    found = []
    for i, start, end in cells.names:
        found.append(Candidate(i, start, end, "name", 0, end < lines[i].end))
    for i, start, end in cells.groups:
        number = lines[i].number if start == lines[i].start else None
        style = number.style if number and number.style in RANK else "group"
        found.append(Candidate(i, start, end, style, number.value if number else 0, False))
    return found


def _title(lines: Sequence[Line], head: Head) -> tuple[int, int] | None:
    return (lines[head.title[0]].start, lines[head.title[-1]].end) if head.title else None


def _with_levels(candidates: Sequence[Candidate], levels: Sequence[int]) -> tuple[HeadingSpan, ...]:
    return tuple(
        HeadingSpan(c.start, c.end, level, c.run_in, c.style == "article-title")
        for c, level in zip(candidates, levels, strict=True)
    )


def heading_indexes(outline: Outline, offsets: Iterable[int]) -> list[int | None]:
    """For each of the ascending offsets the index of the heading of its section.

    That is the nearest heading that starts at or before it; the lead of an article, below its title, has none.
    """
    heads = outline.headings
    found: list[int | None] = []
    h = 0
    for offset in offsets:
        while h < len(heads) and heads[h].start <= offset:
            h += 1
        found.append(h - 1 if h and not heads[h - 1].article else None)
    return found
