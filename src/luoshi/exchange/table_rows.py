"""Tables with merged cells → rows of text, cells parted by tabs.

The readers of DOCX, XLSX, HTML and PDF call `write_rows`. A cell that is merged over several columns leaves
empty cells behind it, as a head over several sub-heads does in plain text. A cell that is merged over several rows
comes again as 〃 where it says who, where or when, so that the compiler knows it for the same cell and not for
an empty one. A row of one cell over the whole width is a line of its own.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.columns import Column, read_column

DITTO = "〃"
_SAME_KINDS = ("units", "deadline", "place", "name", "note", "serial")
_SPACE = re.compile(r"[\s\u3000]+")
_MARKS = "，。；：、！？,;:!?（(“《—"


class Cell(NamedTuple):
    """A cell of the grid. ``across`` and ``down`` say that the cell goes on from its neighbour left or above."""

    text: str = ""
    across: bool = False
    down: bool = False


class Row(NamedTuple):
    """A row as a line, and for each of its parts the column that it comes from and where it ends."""

    text: str
    parts: tuple[tuple[int, int], ...]


def join_cell(lines: Sequence[str]) -> str:
    """The lines of a cell as one: a blank parts what a mark does not."""
    text = ""
    for line in lines:
        line = _SPACE.sub(" ", line).strip()
        if not line:
            continue
        text += line if not text or text[-1] in _MARKS else f" {line}"
    return text


def write_rows(grid: Sequence[Sequence[Cell]]) -> list[Row | None]:
    """A line for every row of the grid, None for an empty row."""
    first, last, kinds = _find_header(grid)
    found: list[Row | None] = []
    for i, row in enumerate(grid):
        origins = [cell for cell in row if cell.text and not cell.across and not cell.down]
        if not origins:
            found.append(None)
        elif len(origins) == 1 and _is_wide(row):
            at = next(k for k, cell in enumerate(row) if cell is origins[0])
            found.append(Row(origins[0].text, ((at, len(origins[0].text)),)))
        else:
            below = last < i if first is not None else i > 0
            texts = [
                _text(cell, kinds[k] if k < len(kinds) else None, below=below, leading=not k)
                for k, cell in enumerate(row)
            ]
            found.append(_join(texts))
    return found


def _text(cell: Cell, kind: str | None, *, below: bool, leading: bool) -> str:
    if cell.across:
        return ""
    if not cell.down:
        return cell.text
    if not cell.text or not below:
        return ""
    # an empty first cell would be lost with the white space at the start of the line
    return DITTO if leading or kind in _SAME_KINDS else ""


def _join(texts: Sequence[str]) -> Row:
    while texts and not texts[-1]:
        texts = texts[:-1]
    line = ""
    parts = []
    for k, text in enumerate(texts):
        line += text + ("\t" if k + 1 < len(texts) else "")
        parts.append((k, len(line)))
    return Row(line, tuple(parts))


def _is_wide(row: Sequence[Cell]) -> bool:
    """Whether the row is one merged cell, or one cell alone in a row of empty ones."""
    return all(cell.across or not cell.text or not cell.down for cell in row)


def _find_header(grid: Sequence[Sequence[Cell]]) -> tuple[int | None, int, tuple[str | None, ...]]:
    """The first and last line of the header and the kinds of its columns; the first row where none is known."""
    for i, row in enumerate(grid[:30]):
        columns = read_heads([cell.text for cell in row])
        if sum(column is not None and not cell.across for column, cell in zip(columns, row, strict=True)) < 2:
            continue
        last = i
        while last + 1 < len(grid) and any(
            cell.down and above.text for cell, above in zip(grid[last + 1], row, strict=False)
        ):
            last += 1
            if last - i > 2:
                last = i
                break
        return i, last, tuple(column.kind if column else None for column in columns)
    return None, 0, ()


def read_heads(heads: Sequence[str]) -> list[Column | None]:
    """What the columns below these heads hold."""
    return [read_column(head) if head else None for head in heads]
