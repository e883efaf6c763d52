"""Rows → cells: tables that were flattened to lines, with tabs, bars or blanks between their cells.

A header row says what each column holds; `find_cells` gives every cell a `Field` and all cells of a row one record.
A cell merged over several rows is a field of each row's record. Called by `sections`.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from luoshi.compiler.columns import Column, read_column
from luoshi.compiler.lines import Line
from luoshi.compiler.parts import Field, Stretch

Parting = Literal["marks", "gaps", "blanks"]
"""Tabs or bars; two blanks and more; single blanks."""


class Cell(NamedTuple):
    """A cell in the flow."""

    start: int
    end: int
    text: str


class Cells(NamedTuple):
    """The tables of a text: fields, rows, item titles (line and stretch) and the lines that belong to a table."""

    fields: list[Field]
    stretches: list[Stretch]
    names: list[tuple[int, int, int]]
    groups: list[tuple[int, int, int]]
    inside: frozenset[int]
    records: int


class _Table(NamedTuple):
    """The columns of a table and how its cells are parted."""

    columns: tuple[Column, ...]
    parting: Parting
    unit: str | None
    named: bool


_NUMBER = re.compile(
    r"[≥≤<>＞＜＝=约近超不低少高于足多±+\-－〔（(\[]*\d[\d.,]*(?:[—–~～至-]+\d[\d.,]*)?\s?"
    r"(?:%|‰|[亿万千百]*(?:元|吨|个|家|人|平方公里|公里|千瓦时?|户|件|所|岁|年|张|亩|标箱|立方米|平方米)?)?(?:左右|以上|以下|以内)?[〕）)\]]*$"
)
_NOTHING = re.compile(r"(?:[—－\-–/／…]+|无|暂无|空|不安排|待定)?$")
_DATE = re.compile(
    r"(?:20\d\d|\d{1,2}月|年内|年底|季度|长期|立行立改|立即|持续|常态|每[年月季]|上半年|下半年|月底|[上中下]旬)"
)
_BODY = re.compile(
    r"(?:局|委|厅|办|部|政府|管委会|办公室|委员会|中心|公司|集团|街道|镇|乡|单位|部门|区县|县|区|市|院|银行|队|会|处|署|站|社|所)(?:[（(].{1,8}[）)]|牵头|负责|配合|指导|实施|落实|等)*$"
)
_TOTAL = re.compile(r"[（(]?(?:合 ?计|总 ?计|小 ?计|共 ?计|汇总)")
_SAME = re.compile(r"(?:同上|〃|″|\"|同左)$")
_GROUP_SERIAL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.]?$")
_RULE = re.compile(r"[|:\-—\s]+$")
_SPLITS: dict[Parting, re.Pattern[str]] = {
    "marks": re.compile(r"[^\t|]+"),
    "gaps": re.compile(r"[^ \t]+(?: [^ \t]+)*"),
    "blanks": re.compile(r"[^ \t]+"),
}
_MERGED = ("units", "deadline", "place", "name")
_SHORT_NAME = 40


def find_cells(lines: Sequence[Line], titles: frozenset[int]) -> Cells:
    """All tables of the text; ``titles`` are the title lines."""
    found = Cells([], [], [], [], frozenset(), 0)
    inside: set[int] = set()
    table: _Table | None = None
    unit: str | None = None
    record = 0
    previous: dict[int, Cell] = {}
    for i, line in enumerate(lines):
        if line.form == "unit":
            unit = line.text.split("：")[-1].split(":")[-1].strip(" ）)")
            if table:
                inside.add(i)
            continue
        if line.form == "furniture":
            continue
        header = None if i in titles else _read_header(line, unit)
        if header:
            table = header
            previous = {}
            inside.add(i)
            found.fields.extend(Field(c.start, c.end, "header", record) for c in _split(line, header.parting))
            continue
        if table is None:
            continue
        if line.form == "row" and _RULE.match(line.text):
            inside.add(i)
            continue
        cells = _split(line, table.parting)
        if _is_row(line, cells, table):
            record += 1
            inside.add(i)
            previous = _read_row(found, i, line, cells, table, record, previous)
        elif _is_group(lines, i, table):
            inside.add(i)
            previous = {}
        else:
            table, unit = None, None
    return found._replace(inside=frozenset(inside), records=record)


def _split(line: Line, parting: Parting) -> list[Cell]:
    spaced = parting != "marks"
    found = []
    for match in _SPLITS[parting].finditer(line.text):
        text = match[0].strip()
        if not text and not spaced:
            # an empty cell between two marks keeps its place
            found.append(Cell(line.start + match.start(), line.start + match.start(), ""))
            continue
        start = line.start + match.start() + match[0].index(text)
        found.append(Cell(start, start + len(text), text))
    if not spaced:
        return _with_empty_cells(line, found)
    return found


def _with_empty_cells(line: Line, cells: list[Cell]) -> list[Cell]:
    """Cells with nothing between two tabs are cells too."""
    if "\t\t" not in line.text and "||" not in line.text and not line.text.startswith("\t"):
        if line.text.startswith("|"):
            return [cell for cell in cells if cell.text or cell is not cells[-1]]
        return cells
    body = line.text.strip("|") if line.text.startswith("|") else line.text
    at = line.start + line.text.index(body)
    found = []
    for part in re.split(r"[\t|]", body):
        text = part.strip()
        start = at + (part.index(text) if text else 0)
        found.append(Cell(start, start + len(text), text))
        at += len(part) + 1
    return found


def _read_header(line: Line, unit: str | None) -> _Table | None:
    if line.form not in ("row", "open") or line.number or len(line.text) > 200:
        return None
    spaced = line.form == "open"
    if spaced and " " not in line.text:
        return None
    parting: Parting = "marks" if not spaced else "gaps" if "  " in line.text else "blanks"
    cells = _split(line, parting)
    if len(cells) < 2 + spaced or any(len(cell.text) > 20 for cell in cells):
        return None
    indicators = any(re.match(r"(?:[^ ]{0,4})指标", cell.text) for cell in cells)
    columns = [read_column(cell.text, indicators=indicators) for cell in cells]
    known = sum(column is not None for column in columns)
    if (
        known < 2 + spaced
        or 3 * known < 2 * len(cells)
        or any(_NUMBER.match(cell.text) and not column for cell, column in zip(cells, columns, strict=True))
    ):
        return None
    settled = _settle([column or Column("note") for column in columns], unit)
    return _Table(settled, parting, unit, any(column.kind == "name" for column in settled))


def _settle(columns: list[Column], unit: str | None) -> tuple[Column, ...]:
    """Give sums the table's measuring unit, the base year of an indicator table its kind, and find the item title."""
    kinds = [column.kind for column in columns]
    years = [column.year for column in columns if column.kind == "amount" and column.year]
    if "indicator" in kinds and years:
        base = min(years)
        columns = [
            column._replace(kind="fact")
            if column.kind == "amount" and column.year == base and len(set(years)) + (len(columns) > 4) > 1
            else column
            for column in columns
        ]
    elif (
        "name" not in kinds and "indicator" not in kinds and kinds.count("content") + kinds.count("fact") > 1
    ):
        first = next(i for i, kind in enumerate(kinds) if kind in ("content", "fact"))
        columns[first] = columns[first]._replace(kind="name")
    return tuple(
        column._replace(unit=unit)
        if unit and column.kind in ("amount", "fact") and not column.unit and "indicator" not in kinds
        else column
        for column in columns
    )


def _is_row(line: Line, cells: Sequence[Cell], table: _Table) -> bool:
    if table.parting == "marks":
        return line.form == "row"
    if (
        line.form not in ("open", "sentence")
        or len(cells) < 2
        or (line.number and line.number.style != "int")
    ):
        return False
    return (
        len(cells) >= len(table.columns) - 1
        or bool(cells[0].text.isdigit() and len(cells) > 2)
        or bool(_TOTAL.match(line.text))
    )


def _is_group(lines: Sequence[Line], i: int, table: _Table) -> bool:
    """A line between two rows that heads those below it."""
    line = lines[i]
    if line.form not in ("open", "lead") or len(line.text) > 40:
        return False
    for other in lines[i + 1 : i + 3]:
        if other.form == "furniture":
            continue
        cells = _split(other, table.parting)
        return _is_row(other, cells, table) or _read_header(other, None) is not None
    return False


def _read_row(
    found: Cells, i: int, line: Line, cells: list[Cell], table: _Table, record: int, previous: dict[int, Cell]
) -> dict[int, Cell]:
    found.stretches.append(Stretch(line.start, line.end, record))
    filled = [cell for cell in cells if cell.text]
    if filled and any(_TOTAL.match(cell.text) for cell in filled[:2]):
        found.fields.extend(_total(cell, table, record) for cell in filled)
        return {}
    if (
        len(filled) <= 2 < len(table.columns)
        and filled
        and (len(filled) == 1 or _GROUP_SERIAL.match(filled[0].text))
    ):
        found.groups.append((i, filled[0].start, filled[-1].end))
        return {}
    if table.parting == "blanks":
        cells = _align_spaced(cells, table.columns)
        places = list(range(len(cells)))
    elif len(cells) < len(table.columns):
        places = _align(cells, table.columns)
    else:
        places = list(range(len(cells)))
    return _fields(found, i, cells, places, table, record, previous)


def _fields(
    found: Cells,
    i: int,
    cells: Sequence[Cell],
    places: Sequence[int],
    table: _Table,
    record: int,
    previous: dict[int, Cell],
) -> dict[int, Cell]:
    present: dict[int, Cell] = {}
    unit = None
    for place, cell in zip(places, cells, strict=True):
        column = table.columns[place] if place < len(table.columns) else Column("note")
        if not cell.text:
            continue
        present[place] = cell
        if column.measure:
            unit = cell.text
        if column.kind == "indicator":
            bracket = re.search(r"[（(]([^（()）]{1,10})[）)]$", cell.text)
            unit = bracket[1] if bracket else unit
    kept = dict(present)
    units = any(table.columns[place].kind == "units" for place in present if place < len(table.columns))
    for place, column in enumerate(table.columns):
        cell_here = present.get(place)
        if column.kind == "units" and units and cell_here is None:
            continue
        if (
            (cell_here is None or _SAME.match(cell_here.text))
            and place in previous
            and column.kind in _MERGED
        ):
            present[place] = kept[place] = previous[place]
    for place in sorted(present, key=lambda at: present[at].start):
        column = table.columns[place] if place < len(table.columns) else Column("note")
        field = _field(present[place], column, record, unit)
        if field.kind == "name" and present[place].start >= cells[0].start:
            if len(present[place].text) <= _SHORT_NAME or "。" not in present[place].text:
                found.names.append((i, field.start, field.end))
            else:
                field = field._replace(kind="fact")
        found.fields.append(field)
    return kept


def _field(cell: Cell, column: Column, record: int, unit: str | None) -> Field:
    kind = column.kind
    if kind in ("amount", "content", "fact") and _NOTHING.match(cell.text):
        kind = "note"
    elif kind == "content" and _NUMBER.match(cell.text):
        kind = "amount"
    elif kind == "amount" and not _NUMBER.match(cell.text):
        kind = "content"
    return Field(
        cell.start,
        cell.end,
        kind,
        record,
        column.role,
        column.year,
        column.unit or (unit if kind in ("amount", "fact") else None),
    )


def _total(cell: Cell, table: _Table, record: int) -> Field:
    bare = re.fullmatch(r"[\d.,]+", cell.text)
    return Field(
        cell.start, cell.end, "fact" if bare else "note", record, None, None, table.unit if bare else None
    )


def _align_spaced(cells: list[Cell], columns: Sequence[Column]) -> list[Cell]:
    """Blanks inside a name make one cell too many: put the surplus into the widest text column."""
    surplus = len(cells) - len(columns)
    if surplus <= 0:
        return cells
    at = next((i for i, column in enumerate(columns) if column.kind in ("indicator", "name", "content")), 0)
    joined = cells[at : at + surplus + 1]
    gap = " ".join(cell.text for cell in joined)
    return [*cells[:at], Cell(joined[0].start, joined[-1].end, gap), *cells[at + surplus + 1 :]]


def _align(cells: Sequence[Cell], columns: Sequence[Column]) -> list[int]:
    """Cells of a row that lacks some → their columns: the order is kept and the best fit of cell and column taken."""
    rows, width = len(cells), len(columns)
    best = [[0.0] * (width + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        best[i][width] = float("-inf")
        for k in range(width - 1, -1, -1):
            best[i][k] = max(best[i][k + 1], _fit(cells[i].text, columns[k]) + best[i + 1][k + 1])
    places = []
    k = 0
    for i in range(rows):
        while k < width - 1 and best[i][k] == best[i][k + 1]:
            k += 1
        while k < width - 1 and best[i][k] > _fit(cells[i].text, columns[k]) + best[i + 1][k + 1]:
            k += 1
        places.append(k)
        k += 1
    return places


def _fit(text: str, column: Column) -> float:
    kind = column.kind
    number = bool(_NUMBER.match(text))
    if kind == "serial":
        return 3.0 if text.isdigit() else -2.0
    if kind == "deadline":
        return 3.0 if _DATE.search(text) else -2.0
    if kind == "amount" or (kind == "fact" and column.unit):
        return 3.0 if number or _NOTHING.match(text) else -2.0
    if kind == "units":
        return 2.0 if _BODY.search(text) else -1.0
    return -1.0 if number or re.match(r"20\d\d\D", text) else 1.0
