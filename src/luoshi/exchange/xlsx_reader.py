"""Bytes of an XLSX workbook → lines of text: task lists with anybody's columns.

Every visible sheet gives its rows in order, cells parted by tabs. The header row is the first row with two heads
that say something (任务, 责任单位, 完成时限 …); a caller may say what other heads mean. Heads that stay unknown count
as remarks where they would keep the compiler from seeing the header, and are reported. Numbers are printed as their cells
show them. `readers` calls `read_xlsx`. The sheets are streamed by own code because openpyxl needs some 50 times a
sheet's size in memory, or forgets merged cells.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree

from luoshi.diagnostics import diagnose
from luoshi.exchange.package import LARGEST_SHEET, open_archive, read_member
from luoshi.exchange.table_rows import Cell, Row, join_cell, read_heads, write_rows
from luoshi.exchange.transcript import Line, Piece, Transcript, UnreadableError
from luoshi.exchange.xlsx_numbers import S, format_at, print_number, read_formats
from luoshi.exchange.xml_parts import find_xml, read_xml, stream_xml
from luoshi.model.diagnostic import Diagnostic

FORMAT = "XLSX"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_PLAIN_SHEET = re.compile(r"(?:sheet|工作表|表) ?\d*$", re.I)
# Heads that ask what the column answers.
_QUESTIONS = (
    (
        re.compile(
            r"(?:由|该|归)?谁(?:来)?(?:干|做|办|管|抓|落实|负责|牵头|完成|承担)(?:的)?|哪个?(?:单位|部门)(?:干|办|负责)"
        ),
        "责任单位",
    ),
    (
        re.compile(
            r"(?:什么时候|何时|啥时候?|几时|多久|哪天)(?:前|能|要)?(?:干|做|办|抓)?(?:完|成|好|到位|完成|办结|见效)?"
        ),
        "完成时限",
    ),
    (re.compile(r"(?:干|做|办|抓)(?:些)?(?:什么|啥)(?:事|工作)?|要(?:干|做|办)的(?:事|工作)"), "工作任务"),
    (
        re.compile(
            r"(?:怎么|如何|咋)(?:干|做|办|抓|推进|落实)|(?:干|做|办)(?:到|成)(?:什么|啥|何种)(?:程度|样|样子|效果)"
        ),
        "工作内容",
    ),
)
_MOST_CELLS = 1_000_000
_MOST_COLUMNS = 300
_MOST_MERGED = 50_000
_LONGEST_HEAD = 20
_LONGEST_HEADER = 190
_HEADER_WITHIN = 30


class _Sheet(NamedTuple):
    name: str
    part: str
    visible: bool


class _Book(NamedTuple):
    archive: ZipFile
    strings: list[str]
    formats: tuple[str, ...]
    since_1904: bool


def read_xlsx(data: bytes, columns: Mapping[str, str] | None = None) -> Transcript:
    """The lines of the workbook in ``data``; ``columns`` says what heads mean: {"要干的事": "工作任务"}."""
    archive = open_archive(data, FORMAT)
    root = read_xml(archive, "xl/workbook.xml", FORMAT)
    properties = root.find(f"{S}workbookPr")
    book = _Book(
        archive=archive,
        strings=list(_shared_strings(archive)),
        formats=read_formats(find_xml(archive, "xl/styles.xml", FORMAT)),
        since_1904=properties is not None and properties.get("date1904") in ("1", "true"),
    )
    lines: list[Line] = []
    found: list[Diagnostic] = []
    for page, sheet in enumerate(_sheets(archive, root), 1):
        if not sheet.visible:
            found.append(diagnose("LS812", part=f"工作表“{sheet.name}”", reason="工作表是隐藏的"))
            continue
        rows, unknown, empty = _read_sheet(book, sheet, page, columns or {})
        if unknown:
            found.append(diagnose("LS813", columns="、".join(unknown), sheet=sheet.name))
        if empty:
            part = f"工作表“{sheet.name}”的 {empty} 个公式"
            found.append(diagnose("LS812", part=part, reason="文件里没有存下计算结果"))
        named = not _PLAIN_SHEET.match(sheet.name) and not any(sheet.name in row.text for row in rows[:2])
        if rows and lines:
            lines.append(Line(""))
        if rows and named and len(archive.NameToInfo) and _several(root):
            lines.append(Line(sheet.name, (Piece(len(sheet.name), page),)))
        lines += rows
    return Transcript(tuple(lines), tuple(found))


def _several(root: etree._Element) -> bool:
    return len(root.findall(f"{S}sheets/{S}sheet")) > 1


def _sheets(archive: ZipFile, root: etree._Element) -> Iterator[_Sheet]:
    relations = find_xml(archive, "xl/_rels/workbook.xml.rels", FORMAT)
    targets = {
        each.get("Id"): each.get("Target") or ""
        for each in (relations.iterfind(_RELATION) if relations is not None else ())
        if (each.get("Type") or "").endswith("/worksheet")
    }
    for sheet in root.iterfind(f"{S}sheets/{S}sheet"):
        target = targets.get(sheet.get(f"{_R}id"))
        if target:
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            yield _Sheet(sheet.get("name") or "", part, sheet.get("state") in (None, "visible"))


def _shared_strings(archive: ZipFile) -> Iterator[str]:
    name = next((each for each in archive.NameToInfo if each.lower() == "xl/sharedstrings.xml"), None)
    if name is None:
        return
    data = read_member(archive, name, FORMAT, LARGEST_SHEET)
    for item in stream_xml(data, name, FORMAT, (f"{S}si",)):
        yield _rich_text(item)


def _rich_text(item: etree._Element) -> str:
    """The text of a string and its runs, without phonetic readings."""
    parts = [each.text or "" for each in item.iterfind(f"{S}t")]
    parts += [each.text or "" for each in item.iterfind(f"{S}r/{S}t")]
    return "".join(parts)


def _read_sheet(
    book: _Book, sheet: _Sheet, page: int, meant: Mapping[str, str]
) -> tuple[list[Line], tuple[str, ...], int]:
    """The rows of a sheet, the heads that stay unknown, and how many formulas have no result."""
    data = read_member(book.archive, sheet.part, FORMAT, LARGEST_SHEET)
    cells: dict[int, dict[int, str]] = {}
    merged: list[tuple[int, int, int, int]] = []
    count = empty = 0
    for element in stream_xml(data, sheet.part, FORMAT, (f"{S}c", f"{S}mergeCell")):
        if element.tag == f"{S}mergeCell":
            area = _area(element.get("ref") or "")
            if area and len(merged) < _MOST_MERGED:
                merged.append(area)
            continue
        at = _place(element.get("r") or "")
        if at is None or at[1] >= _MOST_COLUMNS:
            continue
        text, lacks_result = _value(element, book)
        empty += lacks_result
        if text:
            count += 1
            if count > _MOST_CELLS:
                raise UnreadableError(
                    "LS803", what=f"工作表“{sheet.name}”的单元格", limit=f"{_MOST_CELLS // 10_000} 万个"
                )
            cells.setdefault(at[0], {})[at[1]] = text
    if not cells:
        return [], (), empty
    numbers, grid, left = _grid(cells, merged)
    unknown = _name_heads(grid, meant)
    lines = [
        _line(row, number, left, page)
        for row, number in zip(write_rows(grid), numbers, strict=True)
        if row is not None
    ]
    return lines, unknown, empty


def _line(row: Row, number: int, left: int, page: int) -> Line:
    return Line(
        row.text,
        tuple(Piece(end, page, cell=f"{column_letters(left + at)}{number + 1}") for at, end in row.parts),
    )


def _value(cell: etree._Element, book: _Book) -> tuple[str, bool]:
    """What a cell shows, and whether it holds a formula without a result."""
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        inline = cell.find(f"{S}is")
        return _text(_rich_text(inline) if inline is not None else ""), False
    stored = (cell.findtext(f"{S}v") or "").strip()
    if not stored:
        return "", cell.find(f"{S}f") is not None and kind != "str"
    if kind == "s":
        at = int(stored) if stored.isdecimal() and len(stored) < 9 else -1
        return (_text(book.strings[at]) if 0 <= at < len(book.strings) else ""), False
    if kind == "b":
        return ("是" if stored == "1" else "否"), False
    if kind == "n":
        number_format = format_at(book.formats, {"s": cell.get("s") or ""})
        return print_number(stored, number_format, since_1904=book.since_1904), False
    if kind == "d":
        return stored[:10], False
    return _text(stored), False


def _text(stored: str) -> str:
    text = stored.replace("_x000D_", "\n")
    return join_cell(text.splitlines()) if "\n" in text or "\r" in text else re.sub(r"\s+", " ", text).strip()


def _grid(
    cells: dict[int, dict[int, str]], merged: list[tuple[int, int, int, int]]
) -> tuple[list[int], list[list[Cell]], int]:
    """The rows that hold text as a grid, their numbers, and the first column in use."""
    left = min(min(row) for row in cells.values())
    right = max(max(row) for row in cells.values())
    numbers = sorted(cells)
    if len(numbers) * (right - left + 1) > 4 * _MOST_CELLS:
        right = left + 4 * _MOST_CELLS // len(numbers)
    grid = [[Cell(cells[n].get(k, "")) for k in range(left, right + 1)] for n in numbers]
    at = {number: i for i, number in enumerate(numbers)}
    budget = 4 * _MOST_CELLS
    for top, first, bottom, last in merged:
        rows = [at[n] for n in range(top, min(bottom, numbers[-1]) + 1) if n in at] if top in at else []
        first, last = max(first, left), min(last, right)
        budget -= max(bottom - top, 0) + len(rows) * max(last - first + 1, 0)
        if not rows or budget < 0 or first > last:
            continue
        text = grid[rows[0]][first - left].text
        for i in rows:
            for k in range(first - left, last - left + 1):
                grid[i][k] = Cell(text, across=k > first - left, down=i > rows[0])
    return numbers, grid, left


def _name_heads(grid: list[list[Cell]], meant: Mapping[str, str]) -> tuple[str, ...]:
    """Write the heads of the header row so that the compiler knows them; those that stay unknown."""
    meanings = {re.sub(r"\s", "", head): meaning for head, meaning in meant.items()}
    for row in grid[:_HEADER_WITHIN]:
        heads = [_meaning(cell.text, meanings) for cell in row]
        known = read_heads([_short(head) for head in heads])
        own = [k for k, cell in enumerate(row) if cell.text and not cell.across]
        filled = [k for k in own if known[k] is not None]
        if len(filled) < 2 or len(own) < 2:
            continue
        unknown = [k for k in own if known[k] is None]
        numbered = any(known[k] is not None and known[k].kind == "serial" for k in own[:1])  # type: ignore[union-attr]
        seen = (2 if numbered else 3) * len(filled) >= (1 if numbered else 2) * len(own)
        if not seen and len(filled) * 4 < len(own):
            continue
        longest = max(4, min(_LONGEST_HEAD, _LONGEST_HEADER // len(own) - 1))
        for k in own:
            head = _short(heads[k])[:longest]
            row[k] = row[k]._replace(text=f"{head[:14]}备注" if k in unknown and not seen else head)
        return tuple(heads[k] for k in unknown) if not seen else ()
    return ()


def _meaning(head: str, meanings: Mapping[str, str]) -> str:
    """What a head means: as the caller says, else as a question that a list answers (谁来干)."""
    bare = re.sub(r"\s", "", head).rstrip("？?")
    if bare in meanings:
        return meanings[bare]
    return next((word for pattern, word in _QUESTIONS if pattern.fullmatch(bare)), head)


def _short(head: str) -> str:
    """A head without the instructions for filling it in, where it is long."""
    head = re.sub(r"\s", "", head)
    if len(head) <= _LONGEST_HEAD:
        return head
    return re.sub(r"[（(【\[].*", "", head)[:_LONGEST_HEAD] or head[:_LONGEST_HEAD]


def _place(reference: str) -> tuple[int, int] | None:
    """B3 → row 2, column 1."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _area(reference: str) -> tuple[int, int, int, int] | None:
    first, _, last = reference.partition(":")
    start, end = _place(first), _place(last or first)
    return (*start, *end) if start and end and start <= end else None


def column_letters(column: int) -> str:
    """0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
