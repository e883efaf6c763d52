"""Bytes of a workbook → the rows of its sheets of tasks and targets, by column.

`task_table_reader` calls `read_sheets`. Columns are known by their headings, in any order and under other
people's names; merged cells give their value to every row; formulas, errors and times are named as faults, since
a review must not rest on what a program works out. A workbook that cannot be read raises `UnreadableError`.
"""

import json
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from luoshi.diagnostics import Lang
from luoshi.exchange.edited_table import CellFault
from luoshi.exchange.package import LARGEST_SHEET, open_archive, read_member
from luoshi.exchange.task_table_columns import (
    COLUMNS,
    FORMAT_VERSION,
    SHEETS,
    SHOWN_SHEET,
    Column,
    SheetKind,
    column_named,
    plain_head,
    unguarded,
)
from luoshi.exchange.transcript import UnreadableError

_EDITABLE: tuple[SheetKind, ...] = ("tasks", "targets")
_FORMAT = "XLSX"
_OLE = b"\xd0\xcf\x11\xe0"
_LARGEST_BOOK = 256 * 2**20
_HEAD_WITHIN = 30
_LEAST_HEADS = 3
_MOST_COLUMNS = 200
# Formatting alone can make a sheet a million rows long.
_GAP = 500
_TRUTH_WORDS = {True: "true", False: "false"}


class TableCell(NamedTuple):
    """A cell: its name (D5), its value as text, and why it cannot be taken, empty where it can."""

    name: str
    text: str
    fault: str = ""


class TableRow(NamedTuple):
    """A row: its number in the sheet and its cells by column."""

    number: int
    cells: dict[str, TableCell]


class Sheet(NamedTuple):
    """A sheet of tasks or targets as it came back; ``lang`` is the language of its headings."""

    kind: SheetKind
    name: str
    lang: Lang
    columns: frozenset[str]
    rows: list[TableRow]


class Sheets(NamedTuple):
    """All sheets that were read, what their cells showed when the table was written, and what is odd about them."""

    sheets: list[Sheet]
    shown: dict[str, dict[str, str]]
    faults: list[CellFault]


def read_sheets(data: bytes) -> Sheets:
    """The sheets of a workbook that hold tasks or targets."""
    book = _open(data)
    found = Sheets([], {}, [])
    if SHOWN_SHEET in book.sheetnames:
        found.shown.update(_read_shown(book[SHOWN_SHEET]))
    for sheet in book.worksheets:
        title = plain_head(sheet.title)
        named = next(
            (kind for kind, words in SHEETS.items() if title in map(plain_head, (words.zh, words.en))), None
        )
        if sheet.title == SHOWN_SHEET or (named is not None and named not in _EDITABLE):
            continue
        read = _read_sheet(sheet, named, found.faults)
        if read is not None:
            found.sheets.append(read)
        elif named is not None or sheet.max_row > 1:
            said = "没有找到表头，没有读取；表头要有“编号”（或“原文”）和其他两列以上"
            found.faults.append(CellFault("error" if named else "note", sheet.title, "A1", "", said))
    return found


def _open(data: bytes) -> Workbook:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableError("LS802", format=_FORMAT)
        raise UnreadableError("LS801", format=_FORMAT, reason="这是旧版 XLS，请另存为 XLSX")
    with open_archive(data, _FORMAT) as archive:
        total = 0
        for name in archive.namelist():
            if name.endswith((".xml", ".rels", ".vml")):
                part = read_member(archive, name, _FORMAT, LARGEST_SHEET)
                total += len(part)
                if any("<!DOCTYPE".encode(code) in part for code in ("ascii", "utf-16-le", "utf-16-be")):
                    raise UnreadableError("LS805", member=name)
            if total > _LARGEST_BOOK:
                raise UnreadableError("LS803", what="解压后的表格", limit=f"{_LARGEST_BOOK // 2**20} MB")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(data))
    except Exception as error:  # openpyxl raises whatever the damaged part leads it to
        raise UnreadableError("LS801", format=_FORMAT, reason=type(error).__name__) from error


def _read_shown(sheet: Worksheet) -> dict[str, dict[str, str]]:
    """What the cells showed by id; empty where someone has touched the sheet."""
    shown: dict[str, dict[str, str]] = {}
    rows = sheet.iter_rows(max_col=2, values_only=True)
    if tuple(map(str, next(rows, ()))) != (SHOWN_SHEET, FORMAT_VERSION):
        return shown
    for name, text in rows:
        try:
            cells = json.loads(str(text))
        except ValueError:
            continue
        if isinstance(cells, dict):
            shown[str(name)] = {str(key): str(value) for key, value in cells.items()}
    return shown


def _read_sheet(sheet: Worksheet, named: SheetKind | None, faults: list[CellFault]) -> Sheet | None:
    head = _find_head(sheet, named)
    if head is None:
        return None
    kind, row_number = head
    columns: dict[int, Column] = {}
    english = 0
    for i, cell in enumerate(_row(sheet, row_number), 1):
        text = _text(cell).text
        column = column_named(text, kind)
        if column is None:
            if text:
                said = "不认识的列，没有读取"
                faults.append(CellFault("note", sheet.title, cell.coordinate, text, said))
        elif column in columns.values():
            said = f"“{column.head.zh}”已经有一列，这一列没有读取"
            faults.append(CellFault("error", sheet.title, cell.coordinate, text, said))
        else:
            columns[i] = column
            english += plain_head(text) == plain_head(column.head.en)
    keys = frozenset(column.key for column in columns.values())
    absent = [each.head.zh for each in COLUMNS[kind] if each.editable and each.key not in keys]
    if absent:
        said = f"没有这些列，按未修改处理：{'、'.join(absent)}"
        faults.append(CellFault("note", sheet.title, f"A{row_number}", "", said))
    rows = list(_read_rows(sheet, row_number, columns, faults))
    return Sheet(kind, sheet.title, "en" if english * 2 > len(columns) else "zh", keys, rows)


def _find_head(sheet: Worksheet, named: SheetKind | None) -> tuple[SheetKind, int] | None:
    """The kind of the sheet and the row with most headings, one of which must lead back to a reading."""
    best: tuple[int, SheetKind, int] | None = None
    for kind in (named,) if named else _EDITABLE:
        for number in range(1, min(sheet.max_row, _HEAD_WITHIN) + 1):
            heads = [column_named(_text(cell).text, kind) for cell in _row(sheet, number)]
            keys = {column.key for column in heads if column is not None}
            if len(keys) >= _LEAST_HEADS and keys & {"id", "quote"} and (best is None or len(keys) > best[0]):
                best = (len(keys), kind, number)
    return best[1:] if best else None


def _read_rows(
    sheet: Worksheet, head: int, columns: dict[int, Column], faults: list[CellFault]
) -> Iterator[TableRow]:
    merged = _merged(sheet, head, columns, faults)
    empty = 0
    for number in range(head + 1, sheet.max_row + 1):
        cells: dict[str, TableCell] = {}
        for i, column in columns.items():
            source = merged.get((number, i), (number, i))
            cell = _text(sheet.cell(*source))
            cells[column.key] = cell._replace(name=f"{get_column_letter(i)}{number}")
        if any(cell.text or cell.fault for key, cell in cells.items() if key != "number"):
            empty = 0
            yield TableRow(number, cells)
        else:
            empty += 1
            if empty >= _GAP:
                return


def _merged(
    sheet: Worksheet, head: int, columns: dict[int, Column], faults: list[CellFault]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For cells below the heads that were merged: where their value stands."""
    sources: dict[tuple[int, int], tuple[int, int]] = {}
    for block in sorted(sheet.merged_cells.ranges, key=lambda each: (each.min_row, each.min_col)):
        wide = [i for i in range(block.min_col, block.max_col + 1) if i in columns]
        if block.min_row <= head or not wide:
            continue
        name = f"{get_column_letter(block.min_col)}{block.min_row}"
        value = _text(sheet.cell(block.min_row, block.min_col)).text
        if len(wide) > 1:
            said = "跨列合并的单元格，只算作第一列的内容；请取消合并后分别填写"
            faults.append(CellFault("error", sheet.title, name, value, said))
        elif columns[wide[0]].key == "id":
            said = "编号不能合并，只算作第一行的编号"
            faults.append(CellFault("error", sheet.title, name, value, said))
            continue
        elif columns[wide[0]].editable:
            said = f"合并的单元格，算作第 {block.min_row}–{block.max_row} 行都是这个内容"
            faults.append(CellFault("note", sheet.title, name, value, said))
        for row in range(block.min_row, min(block.max_row, sheet.max_row) + 1):
            sources[row, block.min_col] = (block.min_row, block.min_col)
    return sources


def _row(sheet: Worksheet, number: int) -> Iterator[BookCell | MergedCell]:
    for i in range(1, min(sheet.max_column, _MOST_COLUMNS) + 1):
        yield sheet.cell(number, i)


def _text(cell: BookCell | MergedCell) -> TableCell:
    """The value of a cell as people see it."""
    name, value = cell.coordinate, cell.value
    if value is None:
        return TableCell(name, "")
    if isinstance(cell, BookCell) and cell.data_type in ("f", "e"):
        formula = value if isinstance(value, str) else "="
        fault = "不能是公式，请粘贴为数值" if cell.data_type == "f" else "不能是错误值"
        return TableCell(name, formula, fault)
    if isinstance(value, bool):
        return TableCell(name, _TRUTH_WORDS[value])
    if isinstance(value, int | float):
        number = Decimal(format(value, ".15g"))
        if "%" in str(cell.number_format):
            return TableCell(name, f"{(number * 100).normalize():f}%")
        return TableCell(name, f"{number:f}")
    if isinstance(value, datetime):
        return TableCell(name, value.date().isoformat())
    if isinstance(value, date):
        return TableCell(name, value.isoformat())
    if isinstance(value, str):
        return TableCell(name, unguarded(value.replace("\r\n", "\n").replace("\r", "\n").strip()))
    return TableCell(name, str(value), "不能是时间或其他格式，请改为文字")
