"""Bytes of a DOCX file → lines of text, as Word shows them.

A paragraph is a line; its automatic number is printed, a heading without a number gets the marks of Markdown from
the third rank on (the first two are a page's article titles to the compiler). Tables become rows of cells parted by
tabs. Text boxes stand below the paragraph that holds them, footnotes at the end. Tracked changes count as accepted;
hidden text, comments, headers and footers are left out. `readers` calls `read_docx`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from luoshi.compiler.lines import read_number
from luoshi.exchange.docx_numbering import Numbering, W, value_of, whole
from luoshi.exchange.package import open_archive
from luoshi.exchange.table_rows import Cell, join_cell, write_rows
from luoshi.exchange.transcript import Transcript, UnreadableError, plain_lines
from luoshi.exchange.xml_parts import find_xml, read_xml

FORMAT = "DOCX"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# What was deleted or moved away, what is never printed, and properties.
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in (
        "del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid",
        "trPr", "tcPr", "sectPr", "rt", "rubyPr", "footnoteRef", "endnoteRef", "annotationRef", "fldData",
    )
) | {f"{_MC}Fallback"}  # fmt: skip
# Pictures of characters in the symbol fonts that officials use: ticked and empty boxes.
_SYMBOLS = {
    "F0FE": "☑", "F052": "☑", "F053": "☒", "F0FD": "☒", "F0A8": "□", "F06F": "□", "F0A3": "□", "F0FC": "√", "F050": "√",
}  # fmt: skip
_LONGEST_HEADING = 60
_MOST_COLUMNS = 200
_HEADING_NAME = re.compile(r"(?:heading|标题) ?([1-9])$", re.I)
_OUTLINE_BODY = 9


class _Style(NamedTuple):
    parent: str
    name: str
    outline: int | None
    number: str | None
    level: int | None
    hidden: bool


class _Reader:
    """The parts that paragraphs refer to, and the notes in the order of their references."""

    __slots__ = ("default", "notes", "numbering", "styles", "texts")

    def __init__(self, styles: dict[str, _Style], default: str, numbering: Numbering) -> None:
        self.styles = styles
        self.default = default
        self.numbering = numbering
        self.notes: list[str] = []
        self.texts: dict[str, etree._Element] = {}


def read_docx(data: bytes) -> Transcript:
    """The lines of the document in ``data``."""
    archive = open_archive(data, FORMAT)
    root = read_xml(archive, main_part(archive.NameToInfo, "word/document"), FORMAT)
    body = root.find(f"{W}body")
    if body is None:
        raise UnreadableError("LS801", format=FORMAT, reason="缺少正文")
    styles, default = _read_styles(find_xml(archive, "word/styles.xml", FORMAT))
    reader = _Reader(styles, default, Numbering(find_xml(archive, "word/numbering.xml", FORMAT)))
    for kind in ("footnote", "endnote"):
        part = find_xml(archive, f"word/{kind}s.xml", FORMAT)
        for note in part.iterfind(f"{W}{kind}") if part is not None else ():
            if note.get(f"{W}type") in (None, "normal"):
                reader.texts[f"{kind}{note.get(f'{W}id')}"] = note
    lines = list(_blocks(reader, body))
    for ordinal, key in enumerate(reader.notes, 1):
        text = join_cell(list(_blocks(reader, reader.texts.pop(key)))) if key in reader.texts else ""
        if text:
            lines.append(f"注{ordinal}：{text}")
    return Transcript(plain_lines(lines))


def main_part(names: object, stem: str) -> str:
    """The main part's name; some programs write ``document2.xml``."""
    known = [str(name) for name in names] if isinstance(names, dict) else []
    plain = f"{stem}.xml"
    return plain if plain in known else next((name for name in known if name.startswith(stem)), plain)


def _read_styles(root: etree._Element | None) -> tuple[dict[str, _Style], str]:
    found: dict[str, _Style] = {}
    default = ""
    for style in root.iterfind(f"{W}style") if root is not None else ():
        if style.get(f"{W}type") not in (None, "paragraph"):
            continue
        name = style.get(f"{W}styleId") or ""
        if style.get(f"{W}default") in ("1", "true"):
            default = name
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        numbers = style.find(f"{W}pPr/{W}numPr")
        number = level = None
        if numbers is not None:
            number = value_of(numbers, "numId")
            level = whole(value_of(numbers, "ilvl")) if numbers.find(f"{W}ilvl") is not None else None
        found[name] = _Style(
            parent=value_of(style, "basedOn") or "",
            name=value_of(style, "name") or "",
            outline=whole(outline.get(f"{W}val")) if outline is not None else None,
            number=number,
            level=level,
            hidden=_is_on(style.find(f"{W}rPr/{W}vanish")),
        )
    return found, default


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off")


def _chain(reader: _Reader, name: str) -> Iterator[tuple[str, _Style]]:
    """A style and those that it is based on."""
    seen: set[str] = set()
    name = name or reader.default
    while name in reader.styles and name not in seen:
        seen.add(name)
        yield name, reader.styles[name]
        name = reader.styles[name].parent


def _blocks(reader: _Reader, parent: etree._Element) -> Iterator[str]:
    """The lines of all paragraphs and tables in ``parent``."""
    pending = ""
    for child in parent:
        if child.tag == f"{W}p":
            first, *rest = _paragraph(reader, child)
            if _is_on(child.find(f"{W}pPr/{W}rPr/{W}del")) and not rest:
                # its paragraph mark is deleted: the next paragraph goes on in it
                pending += first
                continue
            yield pending + first
            yield from rest
            pending = ""
        elif child.tag == f"{W}tbl":
            yield from _table(reader, child)
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _blocks(reader, child)
    if pending:
        yield pending


def _paragraph(reader: _Reader, paragraph: etree._Element) -> list[str]:
    """The lines of a paragraph: its own, and those of text boxes in it."""
    properties = paragraph.find(f"{W}pPr")
    style = (value_of(properties, "pStyle") if properties is not None else None) or ""
    chain = list(_chain(reader, style))
    boxes: list[str] = []
    text = "" if any(each.hidden for _, each in chain) else "".join(_inline(reader, paragraph, boxes))
    number = _number(reader, properties, chain) if text.strip() else ""
    # one tab sets a line to the right or parts a number from its text; cells have several
    body = text.strip("\n")
    if body.strip().count("\t") < 2:
        body = body.replace("\t", "　　")
    lines = (number + body.lstrip() if number else body).split("\n")
    rank = _rank(properties, chain)
    head = lines[0].strip()
    if (
        rank
        and len(lines) == 1
        and 0 < len(head) <= _LONGEST_HEADING
        and head[-1] not in "。；："
        and not read_number(head)
    ):
        lines = [f"{'#' * min(rank + 2, 6)} {head}"]
    return [*lines, *boxes]


def _rank(properties: etree._Element | None, chain: list[tuple[str, _Style]]) -> int:
    """The rank of a heading from 1, 0 for other paragraphs."""
    own = value_of(properties, "outlineLvl") if properties is not None else None
    if own is not None:
        return whole(own) + 1 if whole(own) < _OUTLINE_BODY else 0
    for _, style in chain:
        if style.outline is not None:
            return style.outline + 1 if style.outline < _OUTLINE_BODY else 0
        named = _HEADING_NAME.match(style.name)
        if named:
            return int(named[1])
    return 0


def _number(reader: _Reader, properties: etree._Element | None, chain: list[tuple[str, _Style]]) -> str:
    numbers = properties.find(f"{W}numPr") if properties is not None else None
    number = value_of(numbers, "numId") if numbers is not None else None
    level = value_of(numbers, "ilvl") if numbers is not None else None
    if number is not None:
        return reader.numbering.next(number, whole(level))
    for name, style in chain:
        if style.number is not None:
            known = reader.numbering.level_of_style(style.number, name)
            here = whole(level) if level is not None else style.level if known is None else known
            return reader.numbering.next(style.number, here or 0)
    return ""


def _inline(reader: _Reader, parent: etree._Element, boxes: list[str]) -> Iterator[str]:
    """The characters of a paragraph or run; text boxes go to ``boxes``."""
    for child in parent:
        tag = child.tag
        if tag in (f"{W}t", f"{_MATH}t"):
            yield (child.text or "").replace("\n", " ").replace("\t", " ")
        elif tag in _SKIPPED or not isinstance(tag, str):
            continue
        elif tag == f"{W}r":
            if not _is_on(child.find(f"{W}rPr/{W}vanish")):
                yield from _inline(reader, child, boxes)
        elif tag == f"{W}tab":
            yield "\t"
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}ptab":
            yield " "
        elif tag == f"{W}sym":
            yield _SYMBOLS.get((child.get(f"{W}char") or "").upper(), "")
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "footnote" if tag == f"{W}footnoteReference" else "endnote"
            reader.notes.append(f"{kind}{child.get(f'{W}id')}")
        elif tag == f"{W}txbxContent":
            boxes += _blocks(reader, child)
        else:
            yield from _inline(reader, child, boxes)


def _table(reader: _Reader, table: etree._Element) -> Iterator[str]:
    rows = [_cells(row) for row in _inside(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
    if all(len(row) <= 1 for row in rows):
        # a frame round text, not a table
        for row in rows:
            for cell, _, _ in row:
                yield from _blocks(reader, cell)
        return
    grid: list[list[Cell]] = []
    for row in rows:
        line: list[Cell] = []
        for cell, width, goes_on in row:
            at = len(line)
            above = grid[-1][at] if goes_on and grid and at < len(grid[-1]) else None
            if above is not None:
                text = above.text
            else:
                text = join_cell([part.lstrip("# ") for part in _blocks(reader, cell)]).replace("\t", " ")
            line.append(Cell(text, down=above is not None))
            line += [Cell(text, across=True, down=above is not None)] * (width - 1)
        grid.append(line[:_MOST_COLUMNS])
    widest = max(map(len, grid), default=0)
    for written in write_rows([[*line, *[Cell()] * (widest - len(line))] for line in grid]):
        if written is not None:
            yield written.text


def _cells(row: etree._Element) -> list[tuple[etree._Element, int, bool]]:
    """The cells of a row: element, columns that it spans, and whether it goes on from the row above."""
    before = min(whole(_value_at(row, f"{W}trPr/{W}gridBefore")), _MOST_COLUMNS)
    found = [(etree.Element(f"{W}tc"), 1, False)] * before
    for cell in _inside(row, "tc"):
        width = max(1, min(whole(_value_at(cell, f"{W}tcPr/{W}gridSpan") or "1"), _MOST_COLUMNS))
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        found.append((cell, width, merge is not None and merge.get(f"{W}val") != "restart"))
        if len(found) > _MOST_COLUMNS:
            break
    return found


def _value_at(parent: etree._Element, path: str) -> str | None:
    child = parent.find(path)
    return None if child is None else child.get(f"{W}val")


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those inside content controls and insertions."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag not in _SKIPPED and child.tag not in (f"{W}tbl", f"{W}tc", f"{W}p"):
            yield from _inside(child, name)
