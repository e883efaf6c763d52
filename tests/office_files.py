"""Files of the formats that people have, made from plain text for the tests of the readers.

Lines are paragraphs; neighbouring lines with tabs are the rows of one table.
"""

import html
import io
import zipfile
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import docx
import xlsxwriter


def blocks(text: str) -> list[tuple[bool, list[str]]]:
    """The lines in groups: tables, and paragraphs."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [(table, list(group)) for table, group in groupby(lines, key=lambda line: "\t" in line)]


def make_docx(text: str, *, ruled: bool = True) -> bytes:
    document: Any = docx.Document()
    for table, lines in blocks(text):
        if not table:
            for line in lines:
                document.add_paragraph(line)
            continue
        rows = [line.split("\t") for line in lines]
        grid = document.add_table(rows=len(rows), cols=max(map(len, rows)))
        grid.style = "Table Grid" if ruled else "Normal Table"
        for i, row in enumerate(rows):
            for k, cell in enumerate(row):
                grid.cell(i, k).text = cell
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def make_html(text: str, *, encoding: str = "utf-8", title: str = "") -> bytes:
    """A page as a government site publishes it: menus, a dateline, the text, a foot."""
    parts = []
    for table, lines in blocks(text):
        if table:
            rows = "".join(
                "<tr>"
                + "".join(f"<td><p>{html.escape(cell)}</p></td>" for cell in line.split("\t"))
                + "</tr>"
                for line in lines
            )
            parts.append(f"<table border='1'><tbody>{rows}</tbody></table>")
        else:
            parts += [f"<p style='text-indent:2em'>&nbsp;&nbsp;{html.escape(line)}</p>\n" for line in lines]
    page = (
        f"<!DOCTYPE html><html><head><meta charset='{encoding}'><title>{title}_枫陵市人民政府</title>"
        "<script>var a='市水务局要在2026年底前改造管网120公里。';</script><style>p{margin:0}</style></head><body>"
        "<div class='header'><ul class='nav'><li><a href='/'>首页</a></li><li><a href='/zw'>政务公开</a></li></ul></div>"
        "<div class='crumb'>您的位置：<a href='/'>首页</a> &gt; <a href='/zw'>政务公开</a></div>"
        f"<div class='content'><div class='article'><div class='TRS_Editor'>{''.join(parts)}</div></div></div>"
        "<div class='sidebar'><ul><li><a href='/1'>枫陵市关于开展春季造林，建设绿色家园的通知</a></li></ul></div>"
        "<div class='footer'>主办单位：枫陵市人民政府办公室 网站标识码：0000000000</div></body></html>"
    )
    return page.encode(encoding)


def make_xlsx(sheets: Sequence[tuple[str, Sequence[Sequence[Any]]]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                for k, value in enumerate(row):
                    if value not in ("", None):
                        sheet.write(i, k, value)
    return file.getvalue()


def make_zip(members: Iterable[tuple[str, bytes]]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def make_pdf(
    text: str,
    *,
    width: int = 40,
    running_head: str = "",
    password: str = "",
    drawn: bool = False,
    scanned: bool = False,
) -> bytes:
    """A page-by-page PDF in the reader's own Chinese font, lines wrapped, tables ruled, pages numbered."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Table

    if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    size = 12
    style = ParagraphStyle(
        "text", fontName="STSong-Light", fontSize=size, leading=20, wordWrap="CJK", firstLineIndent=2 * size
    )
    cell = ParagraphStyle("cell", fontName="STSong-Light", fontSize=9, leading=12, wordWrap="CJK")
    flow: list[Any] = []
    for table, lines in blocks(text):
        if table:
            rows = [line.split("\t") for line in lines]
            columns = max(map(len, rows))
            filled = [
                [Paragraph(html.escape(each), cell) for each in [*row, *[""] * (columns - len(row))]]
                for row in rows
            ]
            flow.append(
                Table(
                    filled,
                    colWidths=[width * size / columns] * columns,
                    style=[("GRID", (0, 0), (-1, -1), 0.5, "black")],
                )
            )
        else:
            flow += [
                Paragraph(html.escape(line.strip()).replace("  ", "&nbsp;&nbsp;"), style) for line in lines
            ]

    def decorate(canvas: Any, document: Any) -> None:
        if drawn:
            canvas.rect(100, 100, 300, 300, fill=1)
            return
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(280, 30, f"— {document.page} —")
        if running_head:
            canvas.drawString(60, 810, running_head)

    file = io.BytesIO()
    document = BaseDocTemplate(file, pagesize=A4, encrypt=password or None)
    frame = Frame(55, 55, width * size + 12, 735, id="text")
    document.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=decorate)])
    document.build(flow or [PageBreak()])
    return _scan(file.getvalue()) if scanned else file.getvalue()


def _scan(data: bytes) -> bytes:
    """The pages of a PDF as pictures."""
    import pypdfium2

    pages = [page.render(scale=200 / 72).to_pil() for page in pypdfium2.PdfDocument(data)]
    file = io.BytesIO()
    pages[0].save(file, "PDF", resolution=200, save_all=True, append_images=pages[1:])
    return file.getvalue()


def make_ofd(pages: Sequence[Sequence[str]]) -> bytes:
    """An OFD with one text object for every line."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    members = [
        (
            "OFD.xml",
            f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        ),
        (
            "Doc_0/Document.xml",
            f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            "</ofd:CommonData><ofd:Pages>"
            + "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
            + "</ofd:Pages></ofd:Document>",
        ),
    ]
    for i, lines in enumerate(pages):
        objects = "".join(
            f'<ofd:TextObject ID="{k}" Boundary="30 {40 + 10 * k} 150 6" Font="1" Size="5">'
            f'<ofd:TextCode X="0" Y="4.4" DeltaX="g {max(len(line) - 1, 1)} 5">{html.escape(line)}</ofd:TextCode></ofd:TextObject>'
            for k, line in enumerate(lines)
        )
        content = f"<ofd:Page {space}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        members.append((f"Doc_0/Pages/Page_{i}/Content.xml", content))
    return make_zip([(name, text.encode()) for name, text in members])
