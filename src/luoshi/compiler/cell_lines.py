"""Lines → cells: tables that were flattened with one cell on each line, as office files and web pages often yield them.

A run of column heads on lines of their own opens the table. `cell_order` gives each line below the column that
suits its form; a row may lack cells, and what is done may take several lines. Called by `sections` for the lines
that `tables` has left.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from luoshi.compiler.cell_forms import GROUP_SERIAL, SERIAL
from luoshi.compiler.cell_order import Order, group_state, read_order, total_state
from luoshi.compiler.columns import Column, read_column
from luoshi.compiler.lines import Line
from luoshi.compiler.parts import Field, Stretch
from luoshi.compiler.rows import TOTAL, Cell, Row, fill_row, total_row
from luoshi.compiler.tables import Cells, measure_of, settle_columns


class _Table(NamedTuple):
    """A table's header lines, its columns as far as its rows print them, and its measuring unit."""

    heads: tuple[int, ...]
    columns: tuple[Column | None, ...]
    unit: str | None


class _Found(NamedTuple):
    """What the tables read so far hold."""

    fields: list[Field]
    stretches: list[Stretch]
    names: list[tuple[int, int, int]]
    groups: list[tuple[int, int, int]]
    inside: set[int]


_LONGEST_HEAD = 14
_WIDEST = 14
_LONGEST_VAIN = 40
_YEAR_HEAD = re.compile(r"20\d\d ?年?[\u4e00-\u9fff]{0,6}(?:[（(][^（()）]{1,8}[）)])?$")
_CAPTION = re.compile(
    r"(?:清单|任务表|项目表|分工表|一览表|计划表|安排表|分解表|台账|指标表|明细表|汇总表|统计表|情况表|责任表|进度表|目标表|主要指标|任务分工)"
    r"(?:[（(][^）)]{1,16}[）)])?$"
)
_LONGEST_CAPTION = 40
_STOPS = frozenset(("row", "signed", "attachment", "attachments", "note", "byline", "contents", "subtitle"))
_STRUCTURE = frozenset(("chapter", "section", "article"))


def find_cell_lines(
    lines: Sequence[Line], skip: frozenset[int], records: int
) -> tuple[Cells, tuple[int, ...]]:
    """All such tables, and their caption lines.

    ``skip`` are titles and the lines of other tables, ``records`` is the last record number in use.
    """
    found = _Found([], [], [], [], set())
    captions: list[int] = []
    shown = [i for i, line in enumerate(lines) if line.form != "furniture"]
    at = 0
    while at < len(shown):
        heads = _read_heads(lines, shown, at, skip)
        read, table = _read_table(lines, shown, at, heads, skip, found, records) if heads else (0, False)
        if table:
            captions.extend(_caption(lines, shown, at, skip))
        # what a long vain reading has passed is not read again
        at += read if table or read > _LONGEST_VAIN else 1
    cells = Cells(
        tuple(found.fields),
        tuple(found.stretches),
        tuple(found.names),
        tuple(found.groups),
        frozenset(found.inside),
        records + len(found.stretches),
    )
    return cells, tuple(captions)


def starts_table(lines: Sequence[Line], i: int) -> bool:
    """Whether a run of column heads, each on its own line, begins at line ``i``."""
    return bool(_read_heads(lines, range(i, min(i + _WIDEST, len(lines))), 0, frozenset()))


def _read_heads(
    lines: Sequence[Line], shown: Sequence[int], at: int, skip: frozenset[int]
) -> tuple[Column | None, ...]:
    """The columns of the run of heads that begins at ``at``, none where there is no header.

    One head among them may be a word that nobody knows.
    """
    if not _may_head(lines, shown[at], skip) or read_column(lines[shown[at]].text) is None:
        return ()
    run = []
    for i in shown[at : at + _WIDEST]:
        if not _may_head(lines, i, skip):
            break
        run.append(lines[i].text)
    indicators = any("指标" in text for text in run[:3])
    columns: list[Column | None] = []
    known = 0
    for text in run:
        column = read_column(text, indicators=indicators)
        if (column and column.kind == "serial" and columns) or (column is None and None in columns):
            break
        columns.append(column)
        known = len(columns) if column else known
    columns = columns[:known]
    kinds = [column.kind for column in columns if column]
    what = any(kind in ("name", "content", "fact", "indicator") for kind in kinds)
    sure = any(kind in ("units", "deadline", "indicator", "serial") for kind in kinds)
    if len(kinds) < 3 or not what or not sure or len(set(kinds)) < 3 or len(set(run[:known])) < known:
        return ()
    return tuple(columns)


def _may_head(lines: Sequence[Line], i: int, skip: frozenset[int]) -> bool:
    line = lines[i]
    if i in skip or len(line.text) > _LONGEST_HEAD or "，" in line.text:
        return False
    if line.form not in ("open", "date") or line.number is not None:
        return False
    return not line.text[0].isdigit() or bool(_YEAR_HEAD.match(line.text))


def _read_table(
    lines: Sequence[Line],
    shown: Sequence[int],
    at: int,
    heads: tuple[Column | None, ...],
    skip: frozenset[int],
    found: _Found,
    records: int,
) -> tuple[int, bool]:
    """Read the rows below the heads into ``found``: how many lines were read, and whether they are a table."""
    unit = _unit_above(lines, shown, at)
    columns = settle_columns(heads, unit)
    first = at + len(heads)
    numbered = any(SERIAL.match(lines[i].text) for i in shown[first : first + 3])
    if _kind(columns[0]) == "serial" and not numbered:
        # numbers that the office program counts are no text
        columns = columns[1:]
    elif first < len(shown) and lines[shown[first]].text == "1" and _kind(columns[0]) != "serial":
        # the head of the numbers is lost, or hangs on the caption
        columns = (Column("serial"), *columns)
    dated = any(column and column.kind == "deadline" for column in columns)
    repeated: list[int] = []
    body = _body(lines, shown, at, len(heads), skip, repeated, dated=dated)
    order = read_order(lines, body, columns)
    read = bisect_right(shown, order.lines[-1]) - at if order.lines else len(heads)
    if not _is_table(order, columns):
        return read, False
    last = order.lines[-1]
    table = _Table((*shown[at:first], *(i for i in repeated if i < last)), columns, unit)
    found.inside.update(table.heads, order.lines)
    found.fields.extend(Field(lines[i].start, lines[i].end, "header", 0) for i in table.heads)
    _add_rows(lines, table, order, found, records)
    return read, True


def _kind(column: Column | None) -> str:
    return column.kind if column else ""


def _body(
    lines: Sequence[Line],
    shown: Sequence[int],
    at: int,
    width: int,
    skip: frozenset[int],
    repeated: list[int],
    *,
    dated: bool,
) -> Iterator[int]:
    """The lines below the header that may be cells; heads that come again on a later page go to ``repeated``."""
    heads = [lines[i].text for i in shown[at : at + width]]
    groups: set[tuple[str, int]] = set()
    k = at + width
    while k < len(shown):
        i = shown[k]
        line = lines[i]
        if line.number and line.number.style in ("han", "hanp") and not SERIAL.match(line.text):
            style, value = line.number.style, line.number.value
            goes_on = value > 1 and groups and (style, value - 1) not in groups
            if goes_on or (style == "han" and not groups and k > at + 2 * width + 2):
                return  # the numbers of the document, not of groups
            groups.add((style, value))
        if _comes_again(lines, shown, k, heads):
            repeated.extend(shown[k : k + width])
            k += width
        elif SERIAL.match(line.text) and _comes_again(lines, shown, k + 1, heads):
            repeated.append(i)  # the number of the page
            k += 1
        elif (
            line.form in _STOPS
            or i in skip
            or (line.form == "date" and not dated)
            or (line.number is not None and line.number.style in _STRUCTURE)
            or (_names_table(line) and _comes_again(lines, shown, k + 1, heads))
        ):
            return
        else:
            yield i
            k += 1


def _comes_again(lines: Sequence[Line], shown: Sequence[int], k: int, heads: Sequence[str]) -> bool:
    if k >= len(shown) or lines[shown[k]].text != heads[0]:
        return False
    return [lines[i].text for i in shown[k : k + len(heads)]] == heads


def _names_table(line: Line) -> bool:
    """Whether a line above heads that come again begins another table: its caption or its section."""
    return bool(line.number and line.number.style in ("han", "hanp", "ara")) or bool(
        _CAPTION.search(line.text)
    )


def _is_table(order: Order, columns: Sequence[Column | None]) -> bool:
    rows = [row for row in order.rows if order.states[row[0]] < len(columns)]
    if not rows:
        return False
    cells = sum(len({order.states[k] for k in row}) for row in rows)
    numbered = _kind(columns[0]) == "serial"
    filled = cells / len(rows)
    if len(rows) < (1 if numbered else 2) or filled < 2.5 or filled < 0.55 * len(columns):
        return False
    return order.score >= len(order.lines)


def _add_rows(lines: Sequence[Line], table: _Table, order: Order, found: _Found, records: int) -> None:
    columns = table.columns
    previous: dict[int, Cell] = {}
    for row in order.rows:
        members = [(order.lines[k], order.states[k]) for k in row]
        cells = [Cell(lines[i].start, lines[i].end, lines[i].text) for i, _ in members]
        if members[0][1] == group_state(columns):
            named = [i for i, _ in members if not GROUP_SERIAL.match(lines[i].text)]
            found.groups.extend((i, lines[i].start, lines[i].end) for i in named)
            previous = {}
            continue
        if members[0][1] == total_state(columns) and not TOTAL.match(cells[0].text):
            continue  # the number of a page
        record = records + len(found.stretches) + 1
        further: tuple[Field, ...] = ()
        if members[0][1] == total_state(columns):
            filled = total_row(cells, record, table.unit)
        else:
            filled, further = _fill(cells, [state for _, state in members], columns, record, previous)
        found.fields.extend(filled.fields)
        found.fields.extend(further)
        found.stretches.append(Stretch(cells[0].start, cells[-1].end, record))
        if filled.name:
            line = next(i for i, _ in members if lines[i].start == filled.name[0])
            found.names.append((line, *filled.name))
        # what is missing is merged with the cell above, but for a time limit: a row may well have none
        previous = {k: cell for k, cell in filled.cells.items() if _kind(columns[k]) in ("units", "place")}


def _fill(
    cells: Sequence[Cell],
    states: Sequence[int],
    columns: Sequence[Column | None],
    record: int,
    previous: dict[int, Cell],
) -> tuple[Row, tuple[Field, ...]]:
    """The row, and a field for each further line of a cell."""
    own: dict[int, Cell] = {}
    later: list[tuple[Cell, int]] = []
    for cell, state in zip(cells, states, strict=True):
        if state in own:
            later.append((cell, own[state].start))
        else:
            own[state] = cell
    row = fill_row(own, columns, record, previous)
    fields = {field.start: field for field in row.fields}
    further = tuple(
        fields[start]._replace(start=cell.start, end=cell.end) for cell, start in later if start in fields
    )
    return row, further


def _unit_above(lines: Sequence[Line], shown: Sequence[int], at: int) -> str | None:
    """The measuring unit that a line above the header states for the whole table."""
    return next(
        (measure_of(lines[i].text) for i in shown[max(at - 2, 0) : at] if lines[i].form == "unit"), None
    )


def _caption(lines: Sequence[Line], shown: Sequence[int], at: int, skip: frozenset[int]) -> list[int]:
    """The line above the header that names the table."""
    for i in reversed(shown[max(at - 2, 0) : at]):
        line = lines[i]
        if line.form == "unit":
            continue
        named = line.form == "open" and line.number is None and i not in skip
        return [i] if named and len(line.text) <= _LONGEST_CAPTION and _CAPTION.search(line.text) else []
    return []
