"""The page of an official document after GB/T 9704—2012, made of python-docx's parts.

`official_document` asks for an empty document and puts its paragraphs in: A4, margins 37, 28, 35 and 26 mm
(top, left, bottom, right), 22 lines of 28 characters of 3号 (16 pt), page numbers of 4号 between dashes, outside.

28 characters of 16 pt are 448 pt wide and the type area 156 mm (442.2 pt), so that characters are narrowed by a
quarter of a point; lines have an exact height. A grid of characters in the section would do the same in Word and
cost a character in LibreOffice.
"""

from typing import NamedTuple

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from luoshi.diagnostics.width import cell_width

LINES, CHARACTERS = 22, 28
MARGINS_MM = (37, 28, 35, 26)
# 225 mm in 22 lines and 156 mm in 28 characters, rounded down to the twentieth of a point.
LINE_TWIPS = 579
_NARROWER_TWIPS = -5
BODY_PT, TITLE_PT, NUMBER_PT = 16, 22, 14
_NUMBER_LINE_PT = 18
# The dash of the page number stands 7 mm below the type area, in the middle of its line.
_FOOTER_MM = 24.8

LATIN = "Times New Roman"


class Face(NamedTuple):
    """A style: its id, its name, font and size, and whether its first line is indented by two characters."""

    id: str
    name: str
    font: str
    size: int = BODY_PT
    indented: bool = True


TITLE = Face("OfficialTitle", "公文标题", "方正小标宋简体", TITLE_PT, indented=False)
FIRST = Face("OfficialFirst", "公文一级标题", "黑体")
SECOND = Face("OfficialSecond", "公文二级标题", "楷体")
BODY = Face("OfficialBody", "公文正文", "仿宋")
NOTE = Face("OfficialNote", "公文注记", "楷体")
SIGNATURE = Face("OfficialSignature", "公文署名", "仿宋", indented=False)
FACES = (TITLE, FIRST, SECOND, BODY, NOTE, SIGNATURE)
_OUTLINE_LEVELS = {FIRST: 0, SECOND: 1}
_NUMBER_FONT = "宋体"


def new_page() -> DocxDocument:
    """An empty document with the page, the styles and the page numbers set up."""
    document = Document()
    _set_up_defaults(document)
    for face in FACES:
        _add_style(document, face)
    _set_up_section(document)
    return document


def _set_up_defaults(document: DocxDocument) -> None:
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _set_face(normal, BODY)
    languages = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    if languages is not None:
        # Without it a program may choose the Japanese or Taiwanese forms of characters and marks.
        languages.set(qn("w:eastAsia"), "zh-CN")
    document.settings.odd_and_even_pages_header_footer = True


def _add_style(document: DocxDocument, face: Face) -> None:
    style = document.styles.add_style(face.name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.element.set(qn("w:styleId"), face.id)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _set_face(style, face)
    if face is TITLE:
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    level = _OUTLINE_LEVELS.get(face)
    if level is not None:
        style.element.get_or_add_pPr().append(_element("w:outlineLvl", val=str(level)))


def _set_face(style: ParagraphStyle, face: Face) -> None:
    style.font.size = Pt(face.size)
    style.font.name = LATIN
    run = style.element.get_or_add_rPr()
    fonts = run.find(qn("w:rFonts"))
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:eastAsia"), face.font)
    fonts.set(qn("w:hint"), "eastAsia")
    if face.size == BODY_PT:
        size = run.find(qn("w:sz"))
        size.addprevious(_element("w:spacing", val=str(_NARROWER_TWIPS)))
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(LINE_TWIPS / 20)
    form.widow_control = False
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    properties = style.element.get_or_add_pPr()
    # No mark hangs over the margin, digits stand close: both are counted as characters of the line.
    for name in ("w:overflowPunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid"):
        _put(properties, _element(name, val="0"))
    if face.indented:
        # Two characters: the first attribute follows the font, the second is for programs that know only lengths.
        indent = _element(
            "w:ind", firstLineChars="200", firstLine=str(2 * (face.size * 20 + _NARROWER_TWIPS))
        )
    else:
        indent = _element("w:ind", firstLineChars="0", firstLine="0")
    _put(properties, indent)


def _set_up_section(document: DocxDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, left, bottom, right = MARGINS_MM
    section.top_margin, section.left_margin = Mm(top), Mm(left)
    section.bottom_margin, section.right_margin = Mm(bottom), Mm(right)
    section.gutter = Mm(0)
    section.header_distance, section.footer_distance = Mm(15), Mm(_FOOTER_MM)
    properties = section._sectPr  # noqa: SLF001  # python-docx has no other way to the grid
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
    properties.append(_element("w:docGrid", type="lines", linePitch=str(LINE_TWIPS)))
    _put_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _put_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def add_line(document: DocxDocument, face: Face, text: str) -> None:
    """Add a paragraph; a line break in ``text`` stays one."""
    run = document.add_paragraph(style=face.name).add_run(text)
    # Quotation marks and dashes are those of the Chinese font.
    run._r.get_or_add_rPr().insert(0, _element("w:rFonts", hint="eastAsia"))  # noqa: SLF001  # no other way


def add_signature(document: DocxDocument, issuer: str, day: str) -> None:
    """Issuer and date without seal: the longer of them two characters from the right, the date two behind the issuer."""
    widths = [cell_width(words) / 2 for words in (issuer, day)]
    from_right = max(widths[0] - widths[1], 2.0) if issuer else 2.0
    indents = (max(4 + widths[1] - widths[0], 2.0) if day else 2.0, from_right)
    for words, indent in zip((issuer, day), indents, strict=True):
        if words:
            add_line(document, SIGNATURE, words)
            paragraph = document.paragraphs[-1]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            twips = round(indent * (BODY_PT * 20 + _NARROWER_TWIPS))
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # no other way to indents by characters
            _put(properties, _element("w:ind", right=str(twips), firstLine="0", firstLineChars="0"))


def _put_number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, one character from the outer edge."""
    paragraph.alignment = side
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_NUMBER_LINE_PT)
    form.first_line_indent = Pt(0)
    outer = "right" if side == WD_ALIGN_PARAGRAPH.RIGHT else "left"
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # see above
    _put(
        properties, _element("w:ind", **{outer: str(NUMBER_PT * 20), "firstLine": "0", "firstLineChars": "0"})
    )
    for text, field in (("— ", None), ("1", "PAGE"), (" —", None)):
        for part in _field_parts(text, field):
            run = paragraph.add_run()
            run.font.size = Pt(NUMBER_PT)
            run.font.name = _NUMBER_FONT
            fonts = run._r.get_or_add_rPr().find(qn("w:rFonts"))  # noqa: SLF001
            if fonts is not None:
                fonts.set(qn("w:eastAsia"), _NUMBER_FONT)
            run._r.append(part)  # noqa: SLF001


def _field_parts(text: str, field: str | None) -> list[BaseOxmlElement]:
    """A text, or a field that shows it until it is worked out."""
    shown = _element("w:t")
    shown.text = text
    shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if field is None:
        return [shown]
    instruction = _element("w:instrText")
    instruction.text = f" {field} "
    marks = [_element("w:fldChar", fldCharType=kind) for kind in ("begin", "separate", "end")]
    return [marks[0], instruction, marks[1], shown, marks[2]]


# The order that the schema wants in paragraph properties, as far as it is used here.
_ORDER = (
    "w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:widowControl", "w:numPr", "w:overflowPunct",
    "w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid",
    "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr",
)  # fmt: skip


def _put(properties: BaseOxmlElement, child: BaseOxmlElement) -> None:
    """Put ``child`` in its place among the paragraph properties, in place of one of the same name."""
    for old in properties.findall(child.tag):
        properties.remove(old)
    names = [qn(name) for name in _ORDER]
    later = set(names[names.index(child.tag) + 1 :])
    following = next((each for each in properties if each.tag in later), None)
    if following is None:
        properties.append(child)
    else:
        following.addprevious(child)


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(name)  # type: ignore[assignment]  # its own annotation is too wide
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
