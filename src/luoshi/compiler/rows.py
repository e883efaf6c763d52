"""A table row → fields: which column each cell stands in, and what the cell holds.

`tables` finds the tables and calls `read_row` for every row.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from luoshi.compiler.columns import Column
from luoshi.compiler.lines import Line
from luoshi.compiler.parts import Field

Parting = Literal["marks", "gaps", "blanks"]
"""How cells are parted: by tabs or bars; by two blanks and more; by single blanks."""


class Cell(NamedTuple):
    """A cell in the flow."""

    start: int
    end: int
    text: str


class Row(NamedTuple):
    """What a row holds: its fields, its item title or group heading, and the cells that later rows may inherit."""

    fields: tuple[Field, ...]
    name: tuple[int, int] | None
    group: tuple[int, int] | None
    cells: Mapping[int, Cell]


NUMBER = re.compile(
    r"[≥≤<>＞＜＝=约近超不低少高于足多±+\-－〔（(\[]*\d[\d.,]*(?:[—–~～至-]+\d[\d.,]*)?\s?"
    r"(?:%|‰|[亿万千百]*(?:元|吨|个|家|人|平方公里|公里|千瓦时?|户|件|所|岁|年|张|亩|标箱|立方米|平方米)?)?"
    r"(?:左右|以上|以下|以内)?[〕）)\]]*$"
)
TOTAL = re.compile(r"[（(]?(?:合 ?计|总 ?计|小 ?计|共 ?计|汇总)")
_SPLITS: dict[Parting, re.Pattern[str]] = {
    "gaps": re.compile(r"[^ \t]+(?: [^ \t]+)*"),
    "blanks": re.compile(r"[^ \t]+"),
}
NOTHING = re.compile(r"(?:[—－\-–/／…]+|无|暂无|空|不安排|待定)?$")
_DATE = re.compile(
    r"20\d\d|\d{1,2}月|年内|年底|季度|长期|立行立改|立即|持续|常态|全年|每[年月季]|上半年|下半年|月底|[上中下]旬"
)
_BODY = re.compile(
    r"(?:局|委|厅|办|部|政府|管委会|办公室|委员会|中心|公司|集团|街道|镇|乡|单位|部门|区县|县|区|市|院|银行|队|会|处|署"
    r"|站|社|所)(?:[（(].{1,8}[）)]|牵头|负责|配合|指导|实施|落实|等)*$"
)
_SAME = re.compile(r"(?:同上|同左|〃|″|\")$")
_GROUP_SERIAL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.]?$")
_IN_BRACKET = re.compile(r"[（(]([^（()）]{1,10})[）)]$")
_BARE = re.compile(r"[\d.,]+")
# Cells of these columns may be merged over several rows.
_MERGED = ("units", "deadline", "place", "name")
_LONGEST_NAME = 40


def split_cells(line: Line, parting: Parting) -> list[Cell]:
    """The cells of a line; between tabs and bars empty ones keep their place."""
    if parting != "marks":
        return [
            Cell(line.start + match.start(), line.start + match.end(), match[0])
            for match in _SPLITS[parting].finditer(line.text)
        ]
    body = line.text
    at = line.start
    if body.startswith("|"):
        body, at = body[1:], at + 1
    if body.endswith("|"):
        body = body[:-1]
    found = []
    for part in re.split(r"[\t|]", body):
        text = part.strip()
        start = at + (part.index(text) if text else 0)
        found.append(Cell(start, start + len(text), text))
        at += len(part) + 1
    return found


def read_row(
    line: Line,
    parting: Parting,
    columns: Sequence[Column | None],
    record: int,
    unit: str | None,
    previous: Mapping[int, Cell],
) -> Row:
    """The row's fields. ``unit`` is the table's, ``previous`` the cells of the row above by column."""
    cells = split_cells(line, parting)
    filled = [cell for cell in cells if cell.text]
    if any(TOTAL.match(cell.text) for cell in filled[:2]):
        return total_row(filled, record, unit)
    if 0 < len(filled) <= 2 < len(columns) and (len(filled) == 1 or _GROUP_SERIAL.match(filled[0].text)):
        return Row((), None, (filled[0].start, filled[-1].end), {})
    if parting == "blanks":
        cells = _joined(cells, columns)
    places = _align(cells, columns) if len(cells) < len(columns) else range(len(cells))
    present = {place: cell for place, cell in zip(places, cells, strict=True) if cell.text}
    return fill_row(present, columns, record, previous)


def total_row(cells: Sequence[Cell], record: int, unit: str | None) -> Row:
    """A row of totals, which are facts."""
    return Row(tuple(_total(cell, record, unit) for cell in cells), None, None, {})


def fill_row(
    own: Mapping[int, Cell], columns: Sequence[Column | None], record: int, previous: Mapping[int, Cell]
) -> Row:
    """The row that has these cells of its ``own``, by column."""
    cells = {**own, **_inherited(own, columns, previous)}
    unit = _unit_of_row(own, columns)
    level = _holds_level(own, columns)
    fields = []
    name = None
    for place in sorted(cells, key=lambda at: cells[at].start):
        column = columns[place] if place < len(columns) else None
        if column is None:
            continue
        field = _field(cells[place], column, record, unit, level)
        if field.kind == "name" and place in own:
            if len(cells[place].text) <= _LONGEST_NAME or "。" not in cells[place].text:
                name = (field.start, field.end)
            else:
                field = field._replace(kind="fact")
        fields.append(field)
    return Row(tuple(fields), name, None, cells)


def _inherited(
    own: Mapping[int, Cell], columns: Sequence[Column | None], previous: Mapping[int, Cell]
) -> dict[int, Cell]:
    """The merged cells that hold for this row too; a row that names one unit inherits no other."""
    units = any(column and column.kind == "units" for place, column in enumerate(columns) if place in own)
    found = {}
    for place, column in enumerate(columns):
        if column is None or column.kind not in _MERGED or place not in previous:
            continue
        here = own.get(place)
        if (here is None and not (units and column.kind == "units")) or (here and _SAME.match(here.text)):
            found[place] = previous[place]
    return found


def _unit_of_row(own: Mapping[int, Cell], columns: Sequence[Column | None]) -> str | None:
    """The measuring unit that an indicator's name or the column of units gives."""
    unit = None
    for place, cell in own.items():
        column = columns[place] if place < len(columns) else None
        if column and column.measure:
            unit = cell.text
        elif column and column.kind == "indicator":
            bracket = _IN_BRACKET.search(cell.text)
            unit = bracket[1] if bracket else unit
    return unit


def _holds_level(own: Mapping[int, Cell], columns: Sequence[Column | None]) -> bool:
    """Whether the row prints the level itself, so that a cumulative figure in % is in points."""
    return any(
        column.kind in ("fact", "amount") and not column.cumulative and bool(NUMBER.match(own[place].text))
        for place, column in enumerate(columns)
        if column and place in own
    )


def _field(cell: Cell, column: Column, record: int, unit: str | None, level: bool) -> Field:
    kind = column.kind
    if kind in ("amount", "content", "fact") and NOTHING.match(cell.text):
        kind = "note"
    elif kind == "content" and NUMBER.match(cell.text):
        kind = "amount"
    elif kind == "amount" and not NUMBER.match(cell.text):
        kind = "content"
    if kind not in ("amount", "fact"):
        unit = None
    elif column.cumulative and level and unit in ("%", "％"):
        unit = "百分点" if cell.text[0] in "〔[（(" else unit
    return Field(cell.start, cell.end, kind, record, column.role, column.year, column.unit or unit)


def _total(cell: Cell, record: int, unit: str | None) -> Field:
    bare = _BARE.fullmatch(cell.text)
    return Field(cell.start, cell.end, "fact" if bare else "note", record, None, None, unit if bare else None)


def _joined(cells: list[Cell], columns: Sequence[Column | None]) -> list[Cell]:
    """Blanks inside a name make cells too many: the surplus goes into the first column of text."""
    surplus = len(cells) - len(columns)
    if surplus <= 0:
        return cells
    kinds = [column.kind if column else "" for column in columns]
    at = next((i for i, kind in enumerate(kinds) if kind in ("indicator", "name", "content")), 0)
    joined = cells[at : at + surplus + 1]
    whole = Cell(joined[0].start, joined[-1].end, " ".join(cell.text for cell in joined))
    return [*cells[:at], whole, *cells[at + surplus + 1 :]]


def _align(cells: Sequence[Cell], columns: Sequence[Column | None]) -> list[int]:
    """Cells of a row that lacks some → their columns: the order is kept, and cells and columns fit best."""
    rows, width = len(cells), len(columns)
    best = [[0.0] * (width + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        best[i][width] = float("-inf")
        for k in range(width - 1, -1, -1):
            best[i][k] = max(best[i][k + 1], _fit(cells[i].text, columns[k]) + best[i + 1][k + 1])
    places = []
    k = 0
    for i in range(rows):
        while k < width - 1 and best[i][k] > _fit(cells[i].text, columns[k]) + best[i + 1][k + 1]:
            k += 1
        places.append(k)
        k += 1
    return places


def _fit(text: str, column: Column | None) -> float:
    if column is None or not text:
        return 0.0
    kind = column.kind
    number = bool(NUMBER.match(text))
    if kind == "serial":
        return 3.0 if text.isdigit() else -2.0
    if kind == "deadline":
        return 3.0 if _DATE.search(text) else -2.0
    if kind == "amount" or (kind == "fact" and column.unit):
        return 3.0 if number or NOTHING.match(text) else -2.0
    if kind == "units":
        return 2.0 if _BODY.search(text) else -1.0
    return -1.0 if number or re.match(r"20\d\d\D", text) else 1.0
