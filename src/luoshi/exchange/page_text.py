"""Characters and rules of pages → lines of text; the readers of PDF and OFD share these steps.

`layout_page` reads one page, its tables among its text; `running_lines` finds the heads and feet of all pages, and
`without_running_lines` leaves them out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from luoshi.exchange.page_layout import Run, read_page_lines
from luoshi.exchange.ruled_tables import Char, Rule, Table, find_tables, lines_of, spell
from luoshi.exchange.transcript import Line

_RUN_GAP = 1.2
_EDGE = 0.12
_FEWEST_PAGES = 3
_DIGITS = re.compile(r"[\dIVXivx]+|[一二三四五六七八九十百]+")


def layout_page(chars: Sequence[Char], rules: Sequence[Rule], page: int) -> list[Line]:
    """The lines of the characters and tables of a page, from top to bottom."""
    tables, rest = find_tables(chars, rules)
    lines: list[Line] = []
    above: list[Char] = list(rest)
    for table in tables:
        before = [char for char in above if (char.top + char.bottom) / 2 < table.top]
        above = [char for char in above if (char.top + char.bottom) / 2 >= table.top]
        lines += read_page_lines(list(_runs(before)), page)
        lines += _table_lines(table, page)
    return lines + read_page_lines(list(_runs(above)), page)


def _table_lines(table: Table, page: int) -> list[Line]:
    return [
        line._replace(pieces=tuple(piece._replace(page=page) for piece in line.pieces))
        for line in table.lines
    ]


def _runs(chars: Sequence[Char]) -> Iterator[Run]:
    """Neighbours that stand on one line without a wide gap; the order of the file says nothing."""
    for row in lines_of(chars):
        run: list[Char] = []
        reach = 0.0
        for char in row:
            size = max(char.bottom - char.top, 1.0)
            if run and char.text != " " and char.left - reach >= _RUN_GAP * size:
                yield _run(run)
                run = []
            run.append(char)
            reach = char.right if len(run) == 1 or char.text != " " else reach
        if run:
            yield _run(run)


def _run(chars: Sequence[Char]) -> Run:
    inked = [char for char in chars if char.text != " "] or chars
    top, bottom = min(char.top for char in inked), max(char.bottom for char in inked)
    size = max(char.bottom - char.top for char in inked)
    return Run(inked[0].left, top, max(char.right for char in inked), bottom, spell(chars), size)


def running_lines(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[str]:
    """The heads and feet that come again on page after page, digits apart, as the first page prints them."""
    if len(pages) < _FEWEST_PAGES:
        return []
    counts: Counter[tuple[bool, str]] = Counter()
    shown: dict[tuple[bool, str], str] = {}
    for page, height in zip(pages, heights, strict=True):
        for line in {id(line): line for line in (*page[:2], *page[-2:])}.values():
            key = _edge_key(line, height)
            if key:
                counts[key] += 1
                shown.setdefault(key, line.text.strip())
    wanted = max(_FEWEST_PAGES, 0.4 * len(pages))
    return [shown[key] for key, count in counts.items() if count >= wanted]


def _edge_key(line: Line, height: float) -> tuple[bool, str] | None:
    """The line without its digits, and whether it stands at the upper edge; None where it stands at neither."""
    if (
        not line.pieces
        or line.pieces[0].box is None
        or not height
        or len(line.text) > 80
        or "\t" in line.text
    ):
        return None
    top, bottom = line.pieces[0].box[1], line.pieces[0].box[3]
    if bottom < _EDGE * height or top > (1 - _EDGE) * height:
        return bottom < _EDGE * height, _DIGITS.sub("#", re.sub(r"\s", "", line.text))
    return None


def without_running_lines(
    pages: Sequence[Sequence[Line]], heights: Sequence[float], heads: Sequence[str]
) -> Iterator[Line]:
    """The lines of all pages but the running heads and feet."""
    keys = {_DIGITS.sub("#", re.sub(r"\s", "", head)) for head in heads}
    for page, height in zip(pages, heights, strict=True):
        edges = {id(line) for line in (*page[:2], *page[-2:])}
        for line in page:
            key = _edge_key(line, height) if id(line) in edges else None
            if key is None or key[1] not in keys:
                yield line
