"""Straight lines and characters of a page → tables: rows of cells parted by tabs.

Lines that meet make a grid; where a line is missing between two cells they are one merged cell. The characters
inside the grid belong to its cells, a wrapped cell becomes one stretch of text. `pdf_reader` calls `find_tables`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.exchange.page_layout import gap_between
from luoshi.exchange.table_rows import Cell, join_cell, write_rows
from luoshi.exchange.transcript import Line, Piece


class Char(NamedTuple):
    """A character and its box."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


class Rule(NamedTuple):
    """A straight line, as a box that is thin one way."""

    left: float
    top: float
    right: float
    bottom: float


class Table(NamedTuple):
    """A table: where it stands on the page, and its rows (their pieces lack the page)."""

    top: float
    bottom: float
    lines: tuple[Line, ...]


class _Grid(NamedTuple):
    columns: list[float]
    rows: list[float]
    across: list[Rule]
    upright: list[Rule]


_THIN = 3.0
_NEAR = 3.0
_SHORTEST = 6.0
_MOST_CELLS = 20_000
_MOST_LINES = 4000
_SAME_LINE = 0.35
_DOUBLE = 0.15
_WRAP_ROOM = 2.6


def find_tables(chars: Sequence[Char], rules: Sequence[Rule]) -> tuple[list[Table], list[Char]]:
    """The tables of a page from top to bottom, and the characters outside them."""
    tables = []
    rest = list(chars)
    for grid in _grids(rules):
        inside: list[Char] = []
        outside: list[Char] = []
        for char in rest:
            (inside if _is_inside(char, grid) else outside).append(char)
        table = _read_table(grid, inside)
        if table is not None:
            tables.append(table)
            rest = outside
    return sorted(tables, key=lambda table: table.top), rest


def _is_inside(char: Char, grid: _Grid) -> bool:
    across, down = (char.left + char.right) / 2, (char.top + char.bottom) / 2
    return grid.columns[0] <= across <= grid.columns[-1] and grid.rows[0] <= down <= grid.rows[-1]


def _grids(rules: Sequence[Rule]) -> list[_Grid]:
    """The sets of lines that meet one another and make at least two cells."""
    across = [r for r in rules if r.bottom - r.top <= _THIN and r.right - r.left >= _SHORTEST][:_MOST_LINES]
    upright = [r for r in rules if r.right - r.left <= _THIN and r.bottom - r.top >= _SHORTEST][:_MOST_LINES]
    across = _joined(sorted(across, key=lambda r: (round(r.top / _NEAR), r.left)))
    upright = [
        Rule(r.top, r.left, r.bottom, r.right)
        for r in _joined(
            sorted(
                (Rule(r.top, r.left, r.bottom, r.right) for r in upright),
                key=lambda r: (round(r.top / _NEAR), r.left),
            )
        )
    ]
    found = []
    for horizontal, vertical in _meeting(across, upright):
        edges = [r.left for r in horizontal] + [r.right for r in horizontal]
        columns = _places([min(edges), max(edges), *((r.left + r.right) / 2 for r in vertical)])
        rows = _places([(r.top + r.bottom) / 2 for r in horizontal])
        cells = (len(columns) - 1) * (len(rows) - 1)
        if len(columns) > 2 and len(rows) > 1 and 1 < cells <= _MOST_CELLS:
            found.append(_Grid(columns, rows, horizontal, vertical))
    return found


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Level lines that go on in one another, put together; they are sorted by height and start."""
    found: list[Rule] = []
    for rule in rules:
        last = found[-1] if found else None
        if last and abs(rule.top - last.top) <= _NEAR and rule.left <= last.right + _NEAR:
            found[-1] = Rule(last.left, last.top, max(last.right, rule.right), last.bottom)
        else:
            found.append(rule)
    return found


def _meeting(across: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The lines in groups that are connected by crossings."""
    parent = list(range(len(across) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    heights = sorted((rule.top, i) for i, rule in enumerate(across))
    keys = [top for top, _ in heights]
    for k, line in enumerate(upright):
        low, high = bisect_left(keys, line.top - _NEAR), bisect_right(keys, line.bottom + _NEAR)
        for _, i in heights[low:high]:
            if across[i].left - _NEAR <= line.left and line.right <= across[i].right + _NEAR:
                parent[root(i)] = root(len(across) + k)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate((*across, *upright)):
        groups.setdefault(root(i), ([], []))[i >= len(across)].append(rule)
    return [group for group in groups.values() if len(group[0]) > 1 and group[1]]


def _places(values: Sequence[float]) -> list[float]:
    """Values without those that repeat their neighbour."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _read_table(grid: _Grid, chars: Sequence[Char]) -> Table | None:
    width, height = len(grid.columns) - 1, len(grid.rows) - 1
    owner = _merged(grid)
    held: dict[tuple[int, int], list[Char]] = {}
    for char in chars:
        i = min(max(bisect_right(grid.rows, (char.top + char.bottom) / 2) - 1, 0), height - 1)
        k = min(max(bisect_right(grid.columns, (char.left + char.right) / 2) - 1, 0), width - 1)
        held.setdefault(owner[i][k], []).append(char)
    if len(held) < 2:
        return None
    ends: dict[tuple[int, int], float] = {}
    for i in range(height):
        for k in range(width):
            ends[owner[i][k]] = grid.columns[k + 1]
    texts = {at: _cell_text(inside, grid.columns[at[1]], ends[at]) for at, inside in held.items()}
    cells = [
        [
            Cell(texts.get(owner[i][k], ""), across=owner[i][k][1] < k, down=owner[i][k][0] < i)
            for k in range(width)
        ]
        for i in range(height)
    ]
    lines = []
    for i, row in enumerate(write_rows(cells)):
        if row is None:
            continue
        pieces = tuple(
            Piece(end, 0, (round(grid.columns[k], 1), round(grid.rows[i], 1), round(grid.columns[k + 1], 1), round(grid.rows[i + 1], 1)))
            for k, end in row.parts
        )  # fmt: skip
        lines.append(Line(row.text, pieces))
    return Table(grid.rows[0], grid.rows[-1], tuple(lines))


def _merged(grid: _Grid) -> list[list[tuple[int, int]]]:
    """For every cell of the grid the first cell of the merged one that it belongs to."""
    width, height = len(grid.columns) - 1, len(grid.rows) - 1
    # the lines that stand on each inner border, so that looking for one is quick
    upright: dict[int, list[Rule]] = {}
    for rule in grid.upright:
        upright.setdefault(_nearest(grid.columns, (rule.left + rule.right) / 2), []).append(rule)
    across: dict[int, list[Rule]] = {}
    for rule in grid.across:
        across.setdefault(_nearest(grid.rows, (rule.top + rule.bottom) / 2), []).append(rule)
    owner = [[(i, k) for k in range(width)] for i in range(height)]
    for i in range(height):
        middle = (grid.rows[i] + grid.rows[i + 1]) / 2
        for k in range(width):
            centre = (grid.columns[k] + grid.columns[k + 1]) / 2
            if k and not any(rule.top <= middle <= rule.bottom for rule in upright.get(k, ())):
                owner[i][k] = owner[i][k - 1]
            elif i and not any(rule.left <= centre <= rule.right for rule in across.get(i, ())):
                owner[i][k] = owner[i - 1][k]
    return owner


def _nearest(places: Sequence[float], value: float) -> int:
    at = bisect_left(places, value)
    return min(
        (k for k in (at - 1, at, at + 1) if 0 <= k < len(places)), key=lambda k: abs(places[k] - value)
    )


def lines_of(chars: Sequence[Char]) -> list[list[Char]]:
    """The characters line by line and from left to right; one that is printed twice in its place counts once."""
    rows: list[list[Char]] = []
    base = size = 0.0
    for char in sorted(chars, key=lambda char: (char.bottom, char.left)):
        if not rows or char.bottom - base > _SAME_LINE * min(size, char.bottom - char.top):
            rows.append([])
            base, size = char.bottom, char.bottom - char.top
        rows[-1].append(char)
    return [_without_doubles(sorted(row, key=lambda char: (char.left, char.text != " "))) for row in rows]


def _without_doubles(row: Sequence[Char]) -> list[Char]:
    """Bold type is sometimes made by printing a character twice, a hair apart."""
    found: list[Char] = []
    for char in row:
        last = found[-1] if found else None
        if last and last.text == char.text and char.left - last.left < _DOUBLE * (char.right - char.left):
            continue
        found.append(char)
    return found


def spell(row: Sequence[Char]) -> str:
    """The text of the characters of a line, blanks where the file or the distance has them."""
    text = ""
    before: Char | None = None
    blanks = 0
    for char in row:
        if char.text == " ":
            blanks += 1
            continue
        if before is not None:
            gap = (char.left - before.right) / max(char.bottom - char.top, 1.0)
            # two blanks part the columns of a table without tabs
            text += " " * min(blanks, 2) or gap_between(text[-1:], char.text[:1], gap)
        text += char.text
        before, blanks = char, 0
    return text


def _cell_text(chars: Sequence[Char], left: float, right: float) -> str:
    """The text of a cell; a line that fills the cell goes on in the next without a blank."""
    parts: list[str] = []
    goes_on = False
    for row in lines_of(chars):
        text = spell(row)
        inked = [char for char in row if char.text != " "]
        if not inked:
            continue
        if goes_on:
            parts[-1] += text
        else:
            parts.append(text)
        size = max(inked[-1].bottom - inked[-1].top, 1.0)
        # centred text leaves the same room on both sides
        room = max(right - inked[-1].right, 0) + max(inked[0].left - left, 0)
        goes_on = room < _WRAP_ROOM * size
    return join_cell(parts).replace("\t", " ")
