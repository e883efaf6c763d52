"""Bytes of a PDF → lines of text with page and box, in reading order.

Characters are taken with their boxes and put together by geometry alone. Tables with rules become rows of cells
parted by tabs, columns are read one after the other, hard line breaks stay. Heads, feet and page numbers that come
again on page after page are left out and reported. A page without text is recognised where the extra ``ocr`` is
installed. `readers` calls `read_pdf`.
"""

import ctypes
import importlib
import unicodedata
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from luoshi.diagnostics import diagnose
from luoshi.exchange.ocr_reader import confidence_of, has_recogniser, page_of, recognise
from luoshi.exchange.page_text import layout_page, running_lines, without_running_lines
from luoshi.exchange.ruled_tables import Char, Rule
from luoshi.exchange.transcript import Line, Transcript, UnreadableError
from luoshi.model.diagnostic import Diagnostic

FORMAT = "PDF"
_MOST_PAGES = 5000
_Frame = tuple[float, float, float, float]
_BLANKS = frozenset((0xA0, 0x3000, 0xFFFE, 0xFEFF, 0xAD))
_FAR = 1e5
_ASCENT = 0.88
_MOST_CHARS = 200_000
_MOST_RULES = 20_000
_MOST_SEGMENTS = 2000
_DOTS_PER_INCH = 200
# Fonts map some characters to their look-alikes among the radicals and the compatibility characters.
_LOOK_ALIKES = {
    code: unicodedata.normalize("NFKC", chr(code))
    for block in (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))
    for code in block
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
}


def read_pdf(data: bytes) -> Transcript:
    """The lines of the document in ``data``."""
    document = _open(data)
    try:
        count = len(document)
        if count > _MOST_PAGES:
            raise UnreadableError("LS803", what="页数", limit=f"{_MOST_PAGES} 页")
        pages: list[list[Line]] = []
        heights: list[float] = []
        found: list[Diagnostic] = []
        empty = []
        for index in range(count):
            lines, height, pictured = _read_page(document, index)
            if not lines and pictured:
                empty.append(index + 1)
            pages.append(lines)
            heights.append(height)
    finally:
        document.close()
    if not any(pages):
        raise UnreadableError("LS806" if empty else "LS004", format=FORMAT)
    if empty:
        named = "、".join(map(str, empty[:10])) + ("等" if len(empty) > 10 else "")
        found.append(diagnose("LS812", part=f"第 {named} 页", reason="这一页没有文字层，没有装文字识别组件"))
    heads = running_lines(pages, heights)
    if heads:
        shown = "；".join(f"“{text}”" for text in heads[:4])
        found.append(diagnose("LS811", lines=shown))
    lines = list(without_running_lines(pages, heights, heads))
    return Transcript(tuple(lines), (*found, *confidence_of(lines)))


def _open(data: bytes) -> pypdfium2.PdfDocument:
    start = data.find(b"%PDF", 0, 1024)
    try:
        return pypdfium2.PdfDocument(data[max(start, 0) :])
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise UnreadableError("LS802", format=FORMAT) from error
        raise UnreadableError("LS801", format=FORMAT, reason="打不开") from error


def _read_page(document: pypdfium2.PdfDocument, index: int) -> tuple[list[Line], float, bool]:
    """The lines of a page, its height, and whether it shows anything but text."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return [], 0.0, True
    try:
        turn = page.get_rotation()
        height = page.get_size()[1]
        frame = page.get_mediabox()
        text = page.get_textpage()
        chars = list(_chars(text, frame, turn))
        rules = [_turn_rule(rule, frame, turn) for rule in _rules(page)] if chars else []
        pictured = not chars and _shows_something(page)
        if pictured and has_recogniser():
            return _recognise(page, index + 1), height, True
        return layout_page(chars, rules, index + 1), height, pictured
    except pypdfium2.PdfiumError:
        return [], 0.0, True
    finally:
        page.close()


def _chars(text: pypdfium2.PdfTextPage, frame: _Frame, turn: int) -> Iterator[Char]:
    """The characters of a page with the blanks among them, each on its base line.

    Boxes are made from base line and size of type, because the fonts of one line differ in what they call their height.
    """
    raw = text.raw
    count = min(pdfium.FPDFText_CountChars(raw), _MOST_CHARS)
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    pair = 0
    for i in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, i)
        if 0xD800 <= code < 0xDC00:
            pair = code
            continue
        if 0xDC00 <= code < 0xE000 and pair:
            code = 0x10000 + ((pair - 0xD800) << 10) + code - 0xDC00
        pair = 0
        if code in (32, 0xA0) and pdfium.FPDFText_IsGenerated(raw, i) == 0:
            code = 32
        elif code <= 32 or code in _BLANKS:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, i, box) or not pdfium.FPDFText_GetCharOrigin(
            raw, i, x, y
        ):
            continue
        corners = (
            min(box.left, box.right),
            min(box.bottom, box.top),
            max(box.left, box.right),
            max(box.bottom, box.top),
        )
        if not all(-_FAR < value < _FAR for value in (*corners, x.value, y.value)):
            continue
        left, top, right, bottom = _shown(corners, frame, turn)
        base = _shown((x.value, y.value, x.value, y.value), frame, turn)[1]
        size = pdfium.FPDFText_GetFontSize(raw, i)
        if not 0.4 * (bottom - top) < size < 2 * (bottom - top):
            size = (bottom - top) / 1.2
        if size > 0:
            character = _LOOK_ALIKES.get(code) or (chr(code) if code < 0x110000 else "\ufffd")
            yield Char(left, base - _ASCENT * size, right, base + (1 - _ASCENT) * size, character)


def _turn_rule(rule: Rule, frame: _Frame, turn: int) -> Rule:
    return Rule(*_shown(tuple(rule), frame, turn))


def _shown(box: tuple[float, ...], frame: _Frame, turn: int) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    left, bottom, right, top = frame
    if turn == 90:
        return (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
    if turn == 180:
        return (right - x1, y0 - bottom, right - x0, y1 - bottom)
    if turn == 270:
        return (top - y1, right - x1, top - y0, right - x0)
    return (x0 - left, top - y1, x1 - left, top - y0)


def _rules(page: pypdfium2.PdfPage) -> Iterator[Rule]:
    """The straight lines of a page, as thin boxes; y grows upward."""
    seen = 0
    for element in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=2):
        matrix = pdfium.FS_MATRIX()
        if not pdfium.FPDFPageObj_GetMatrix(element.raw, matrix):
            continue
        x, y = ctypes.c_float(), ctypes.c_float()
        first = last = None
        for i in range(min(pdfium.FPDFPath_CountSegments(element.raw), _MOST_SEGMENTS)):
            segment = pdfium.FPDFPath_GetPathSegment(element.raw, i)
            if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                continue
            here = (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                first = here
            elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
                yield _rule(last, here)
            last = here
            if pdfium.FPDFPathSegment_GetClose(segment) and first is not None:
                yield _rule(last, first)
            seen += 1
            if seen > _MOST_RULES:
                return


def _rule(start: tuple[float, float], end: tuple[float, float]) -> Rule:
    return Rule(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))


def _shows_something(page: pypdfium2.PdfPage) -> bool:
    return next(iter(page.get_objects(max_depth=2)), None) is not None


def _recognise(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    scale = min(_DOTS_PER_INCH / 72, 4000 / max(*page.get_size(), 1.0))
    image: Any = page.render(scale=scale).to_numpy()
    array = importlib.import_module("numpy").ascontiguousarray(image[:, :, :3])
    return page_of(recognise(array), number, 1 / scale)
