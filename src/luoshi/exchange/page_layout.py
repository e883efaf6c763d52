"""Runs of text with boxes → the lines of a page in reading order.

Columns are found by the white gutters between them and read one after the other, where both sides hold full
lines; short cells beside one another are the row of a table that has no rules, and are parted by tabs. A line set in
from its column keeps its indent as two full-width blanks, because hard line breaks are told from paragraphs by it.
The readers of PDF, OFD and pictures call `read_page_lines`.
"""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from luoshi.exchange.transcript import Line, Piece
from luoshi.model.text import Box


class Run(NamedTuple):
    """Text on one line without a wide gap; y grows downward, all in points; ``size`` is the height of the type."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    size: float
    confidence: float | None = None


_INDENT = "\u3000\u3000"
_GUTTER = 1.2  # in heights of the type
_CELL_GAP = 1.2
_WORD_GAP = 0.18
_CHAR_GAP = 0.45
_FULL = 0.55
_FEWEST_LINES = 3
_DEEPEST = 8
_MOST_RUNS = 60_000


def read_page_lines(runs: Sequence[Run], page: int) -> list[Line]:
    """The lines of a page in reading order."""
    inked = [run for run in runs if run.text.strip() and run.right > run.left and run.bottom > run.top][
        :_MOST_RUNS
    ]
    if not inked:
        return []
    size = median(run.size for run in inked)
    return _read_block(inked, page, max(size, 1.0), 0)


def box_of(runs: Sequence[Run]) -> Box:
    """The box round all runs."""
    return (
        round(min(run.left for run in runs), 1),
        round(min(run.top for run in runs), 1),
        round(max(run.right for run in runs), 1),
        round(max(run.bottom for run in runs), 1),
    )


def join_runs(runs: Sequence[Run]) -> str:
    """The text of neighbouring runs: a blank where words or columns of figures part, none between characters."""
    text = ""
    before: Run | None = None
    for run in sorted(runs, key=lambda run: run.left):
        if before is not None:
            text += gap_between(text[-1:], run.text[:1], (run.left - before.right) / max(run.size, 1.0))
        text += run.text
        before = run
    return text


def gap_between(left: str, right: str, gap: float) -> str:
    """What stands for a gap of so many heights of the type between two characters; nothing more before a blank."""
    if right == " " or left == " ":
        return ""
    # type-setting puts a quarter of a height between Chinese characters and figures
    return " " if gap > (_WORD_GAP if left.isascii() and right.isascii() else _CHAR_GAP) else ""


def _read_block(runs: list[Run], page: int, size: float, depth: int) -> list[Line]:
    strips = _strips(runs)
    found: list[Line] = []
    i = 0
    plain: list[list[Run]] = []
    while i < len(strips):
        stop, gutter = _zone(strips, i, size)
        zone = [run for strip in strips[i:stop] for run in strip]
        if gutter is not None and depth < _DEEPEST and _is_columns(zone, gutter, size):
            found += _read_rows(plain, page, size)
            plain = []
            middle = (gutter[0] + gutter[1]) / 2
            found += _read_block([run for run in zone if run.right <= middle], page, size, depth + 1)
            found += _read_block([run for run in zone if run.right > middle], page, size, depth + 1)
            i = stop
        else:
            plain.append(strips[i])
            i += 1
    return found + _read_rows(plain, page, size)


def _strips(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs between horizontal stretches of white, from top to bottom."""
    found: list[list[Run]] = []
    lowest = float("-inf")
    for run in sorted(runs, key=lambda run: (run.top, run.left)):
        # letters hang a little into the line below
        if run.top >= lowest - 0.25 * run.size:
            found.append([])
        found[-1].append(run)
        lowest = max(lowest, run.bottom)
    return found


def _gaps(strip: Sequence[Run], size: float) -> list[tuple[float, float]]:
    """The vertical stretches of white inside a strip that are wide enough for a gutter."""
    found = []
    reach = float("-inf")
    for run in sorted(strip, key=lambda run: run.left):
        if run.left - reach >= _GUTTER * size and reach > float("-inf"):
            found.append((reach, run.left))
        reach = max(reach, run.right)
    return found


def _zone(strips: Sequence[list[Run]], start: int, size: float) -> tuple[int, tuple[float, float] | None]:
    """How far the strips from ``start`` on share a gutter, and the gutter; (start + 1, None) where they have none."""
    best: tuple[int, tuple[float, float] | None] = (start + 1, None)
    for gap in _gaps(strips[start], size):
        low, high = gap
        stop = start + 1
        while stop < len(strips):
            narrowed = _narrow(strips[stop], low, high, size)
            if narrowed is None:
                break
            low, high = narrowed
            stop += 1
        if stop > best[0] or best[1] is None:
            best = (stop, (low, high))
    return best


def _narrow(strip: Sequence[Run], low: float, high: float, size: float) -> tuple[float, float] | None:
    """The part of a gutter that this strip leaves white."""
    for run in strip:
        if run.right <= low or run.left >= high:
            continue
        # a run that reaches into the gutter from one side makes it narrower
        if run.left <= low and run.right < high:
            low = run.right
        elif run.left > low and run.right >= high:
            high = run.left
        else:
            return None
    return (low, high) if high - low >= _GUTTER * size * 0.8 else None


def _is_columns(zone: Sequence[Run], gutter: tuple[float, float], size: float) -> bool:
    """Whether both sides of a gutter hold columns of full lines and not cells of a table."""
    middle = (gutter[0] + gutter[1]) / 2
    for side in ([run for run in zone if run.right <= middle], [run for run in zone if run.right > middle]):
        if not side:
            return False
        rows = _rows(side)
        left, right = min(run.left for run in side), max(run.right for run in side)
        widths = [max(run.right for run in row) - min(run.left for run in row) for row in rows]
        full = sum(width >= _FULL * (right - left) for width in widths)
        if len(rows) < _FEWEST_LINES or right - left < 8 * size or full * 2 < len(rows):
            return False
    return True


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs line by line: those whose middles are on one height."""
    found: list[list[Run]] = []
    middle = height = 0.0
    for run in sorted(runs, key=lambda run: ((run.top + run.bottom) / 2, run.left)):
        here = (run.top + run.bottom) / 2
        if not found or here - middle > 0.5 * min(height, run.bottom - run.top):
            found.append([])
            middle, height = here, run.bottom - run.top
        found[-1].append(run)
    return found


def _read_rows(strips: Sequence[Sequence[Run]], page: int, size: float) -> list[Line]:
    """Lines one below the other; neighbours that are parted at the same places are rows of a table."""
    rows = [row for strip in strips for row in _rows(strip)]
    if not rows:
        return []
    parted = [_gaps(row, size) for row in rows]
    starts = sorted(min(run.left for run in row) for row in rows)
    margin = starts[len(starts) // 5]
    return [_line(row, page, size, margin, table=_in_table(parted, i)) for i, row in enumerate(rows)]


def _in_table(parted: Sequence[Sequence[tuple[float, float]]], i: int) -> bool:
    """Whether a row is parted where a neighbour is parted too."""
    return bool(parted[i]) and any(
        min(here[1], there[1]) > max(here[0], there[0])
        for k in (i - 1, i + 1)
        if 0 <= k < len(parted)
        for here in parted[i]
        for there in parted[k]
    )


def _line(row: Sequence[Run], page: int, size: float, margin: float, *, table: bool) -> Line:
    runs = sorted(row, key=lambda run: run.left)
    indent = _INDENT if not table and 1.2 * size <= runs[0].left - margin <= 5 * size else ""
    text = indent
    pieces: list[Piece] = []
    before: Run | None = None
    for run in runs:
        if before is not None:
            gap = (run.left - before.right) / max(run.size, 1.0)
            text += (
                ("\t" if table else _INDENT)
                if gap >= _CELL_GAP
                else gap_between(text[-1:], run.text[:1], gap)
            )
        text += run.text
        pieces.append(Piece(len(text), page, box_of([run]), "", run.confidence))
        before = run
    return Line(text, tuple(pieces))
