"""Rows → cells: tables that were flattened to lines, with tabs, bars or blanks between their cells.

A header row says what each column holds; `find_cells` gives every cell a `Field` and all cells of a row one
record. A cell merged over several rows is a field of each row's record. Called by `sections`.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.columns import Column, read_column
from luoshi.compiler.lines import Line
from luoshi.compiler.parts import Field, Stretch
from luoshi.compiler.rows import NUMBER, TOTAL, Cell, Parting, read_row, split_cells


class Cells(NamedTuple):
    """The tables of a text.

    ``names`` are the item titles and ``groups`` the headings between rows, each with its line; ``inside`` the
    lines that belong to a table, ``records`` the last record number in use.
    """

    fields: tuple[Field, ...]
    stretches: tuple[Stretch, ...]
    names: tuple[tuple[int, int, int], ...]
    groups: tuple[tuple[int, int, int], ...]
    inside: frozenset[int]
    records: int


class _Header(NamedTuple):
    """The heads of a table and how its cells are parted; ``line`` is the header's last line."""

    heads: tuple[Cell, ...]
    columns: tuple[Column | None, ...]
    parting: Parting
    line: int


_RULE = re.compile(r"[|:\-—\s]+$")
_INDICATORS = re.compile(r"[^ ]{0,4}指标")
_MONEY = re.compile(r"[亿万千]*元")
_LONGEST_HEAD = 20
_LONGEST_GROUP = 40


def find_cells(lines: Sequence[Line], titles: frozenset[int]) -> Cells:
    """All tables of the text; ``titles`` are the title lines."""
    fields: list[Field] = []
    stretches: list[Stretch] = []
    names: list[tuple[int, int, int]] = []
    groups: list[tuple[int, int, int]] = []
    inside: set[int] = set()
    header: _Header | None = None
    unit: str | None = None
    previous: dict[int, Cell] = {}
    for i, line in enumerate(lines):
        if line.form == "furniture":
            continue
        if line.form == "unit":
            unit = measure_of(line.text)
            inside.update([i] if header else [])
            continue
        found = None if i in titles else _read_header(lines, i)
        if found:
            header = _below(header, found) if header and header.line == i - 1 else found
            inside.add(i)
            previous = {}
            # parted by blanks the row is one clause, and one head
            whole = (line.start, line.end) if found.parting != "marks" else None
            heads = [whole] if whole else [(head.start, head.end) for head in found.heads if head.text]
            fields.extend(Field(start, end, "header", 0) for start, end in heads)
        elif header and line.form == "row" and _RULE.match(line.text):
            inside.add(i)
            header = header._replace(line=i)
        elif header and _is_row(line, header):
            inside.add(i)
            columns = settle_columns(header.columns, unit)
            row = read_row(line, header.parting, columns, len(stretches) + 1, unit, previous)
            fields.extend(row.fields)
            stretches.extend([Stretch(line.start, line.end, len(stretches) + 1)] if row.fields else [])
            names.extend([(i, *row.name)] if row.name else [])
            groups.extend([(i, *row.group)] if row.group else [])
            previous = dict(row.cells)
        elif header and _is_group(lines, i, header):
            inside.add(i)
            previous = {}
        elif header:
            header, unit = None, None
    return Cells(
        tuple(fields), tuple(stretches), tuple(names), tuple(groups), frozenset(inside), len(stretches)
    )


def measure_of(text: str) -> str | None:
    """单位：亿元 → 亿元; of several units the one of money."""
    unit = re.split("[:：]", text)[-1].strip(" ）)")
    money = _MONEY.search(unit)
    return unit if not re.search("[、，/]", unit) or not money else money[0]


def _read_header(lines: Sequence[Line], i: int) -> _Header | None:
    line = lines[i]
    if line.form not in ("row", "open") or line.number or len(line.text) > 200:
        return None
    parting: Parting = "marks" if line.form == "row" else "gaps" if "  " in line.text else "blanks"
    if parting != "marks" and " " not in line.text:
        return None
    heads = split_cells(line, parting)
    filled = [head for head in heads if head.text]
    if not filled or filled[0].text.isdigit() or any(len(head.text) > _LONGEST_HEAD for head in filled):
        return None
    indicators = any(_INDICATORS.match(head.text) for head in filled)
    columns = [read_column(head.text, indicators=indicators) for head in heads]
    known = sum(column is not None for column in columns)
    if any(NUMBER.match(h.text) and not column for h, column in zip(heads, columns, strict=True) if h.text):
        return None
    first = columns[0]
    numbered = first is not None and first.kind == "serial"
    wanted = 3 if parting != "marks" else 2
    if known < wanted or (2 if numbered else 3) * known < (1 if numbered else 2) * len(filled):
        return None
    return _Header(tuple(heads), tuple(columns), parting, i)


def _below(above: _Header, found: _Header) -> _Header:
    """Two header rows: the heads of the second part a head of the first (投资 → 总投资, 年度计划)."""
    sub = [(head, column) for head, column in zip(found.heads, found.columns, strict=True) if head.text]
    if len(sub) >= len(above.columns) or above.parting != found.parting:
        return found
    columns: list[Column | None] = []
    waiting = list(sub)
    heads = above.heads
    parent: Column | None = None
    for i, column in enumerate(above.columns):
        follows = i + 1 < len(heads) and not heads[i + 1].text
        if heads[i].text:
            parent = column
        if heads[i].text and not follows:
            columns.append(column)
        elif waiting:
            columns.append(_part(waiting.pop(0)[1], parent))
    if len(waiting) == len(sub):
        # no empty head shows which one is parted: the one of the same kind
        columns = _parted(above.columns, [column for _, column in sub])
    return _Header(above.heads, tuple(columns), above.parting, found.line)


def _part(column: Column | None, parent: Column | None) -> Column | None:
    if column is None or parent is None or column.unit or column.kind not in ("amount", "fact", "content"):
        return column
    return column._replace(unit=parent.unit, year=column.year or parent.year)


def _parted(columns: Sequence[Column | None], parts: Sequence[Column | None]) -> list[Column | None]:
    kinds = {part.kind for part in parts if part}
    sums = {"amount", "fact"}
    for i, column in enumerate(columns):
        if column and (column.kind in kinds or (column.kind in sums and kinds & sums)):
            return [*columns[:i], *(_part(part, column) for part in parts), *columns[i + 1 :]]
    return [*columns, *parts]


def settle_columns(columns: Sequence[Column | None], unit: str | None) -> tuple[Column | None, ...]:
    """Give sums the table's measuring unit, indicators their base and final years, and find the item title."""
    kinds = [column.kind if column else "" for column in columns]
    if "indicator" in kinds:
        return _with_years(columns)
    titled = list(columns)
    if "name" not in kinds and kinds.count("content") + kinds.count("fact") > 1:
        first = next(i for i, kind in enumerate(kinds) if kind in ("content", "fact"))
        head = columns[first]
        if head and not head.unit:
            titled[first] = head._replace(kind="name")
    return tuple(
        column._replace(unit=unit)
        if unit and column and column.kind in ("amount", "fact") and not column.unit
        else column
        for column in titled
    )


def _with_years(columns: Sequence[Column | None]) -> tuple[Column | None, ...]:
    """The earliest year is the base where others follow; what accrues by year or in sum runs to the last one."""
    years = [c.year for c in columns if c and c.kind in ("amount", "fact") and c.year and not c.cumulative]
    if not years:
        return tuple(columns)
    base, final = min(years), max(years)
    several = base != final or any(c and c.cumulative for c in columns)
    found: list[Column | None] = []
    for column in columns:
        if column and column.kind == "amount" and column.cumulative and not column.year:
            found.append(column._replace(year=final if base != final else None))
        elif column and column.kind == "amount" and column.year == base and several:
            found.append(column._replace(kind="fact"))
        else:
            found.append(column)
    return tuple(found)


def _is_row(line: Line, header: _Header) -> bool:
    if header.parting == "marks":
        return line.form == "row"
    if line.form not in ("open", "sentence") or (line.number and line.number.style != "int"):
        return False
    cells = split_cells(line, header.parting)
    if len(cells) < 2:
        return False
    if len(cells) >= len(header.columns) - 1 or TOTAL.match(line.text):
        return True
    return cells[0].text.isdigit() and len(cells) > 2


def _is_group(lines: Sequence[Line], i: int, header: _Header) -> bool:
    """A line between two rows that heads those below it."""
    line = lines[i]
    if line.form not in ("open", "lead") or len(line.text) > _LONGEST_GROUP:
        return False
    for k in range(i + 1, min(i + 3, len(lines))):
        if lines[k].form != "furniture":
            return _is_row(lines[k], header) or _read_header(lines, k) is not None
    return False
