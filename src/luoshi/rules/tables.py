"""Tables whose cells are parted by tabs, as rows of cells. Called by the rules about totals and empty cells."""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Cell(NamedTuple):
    """A cell and where its text begins."""

    start: int
    text: str


TOTAL = re.compile(r"(?:合|总|小)\s*计|总数")


def rows_of(text: str) -> Iterator[list[Cell]]:
    """Rows that begin with a serial number or 合计; a cell that the page wrapped goes on in the next line."""
    row: list[Cell] = []
    at = 0
    for line in text.split("\n"):
        cells: list[Cell] = []
        start = at
        for part in line.split("\t"):
            cells.append(Cell(start + len(part) - len(part.lstrip()), part.strip()))
            start += len(part) + 1
        at += len(line) + 1
        if len(cells) > 1 and (cells[0].text.isdigit() or TOTAL.fullmatch(cells[0].text)):
            if row:
                yield row
            row = cells
        elif row and len(cells) > 1 and not _is_header(cells):
            row = [*row[:-1], Cell(row[-1].start, row[-1].text + cells[0].text), *cells[1:]]
        elif row and line.strip() and len(cells) == 1 and not line.strip().startswith(("(", "（", "注")):
            row = [*row[:-1], Cell(row[-1].start, row[-1].text + cells[0].text)]
        elif row:
            yield row
            row = []
    if row:
        yield row


def headers_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Where header rows stand (序号 first) and their cells."""
    at = 0
    for line in text.split("\n"):
        if "\t" in line:
            cells = [Cell(at, part.strip()) for part in line.split("\t")]
            if _is_header(cells):
                yield at, [cell.text for cell in cells]
        at += len(line) + 1


def _is_header(cells: list[Cell]) -> bool:
    return "".join(cells[0].text.split()) in ("序号", "编号")
