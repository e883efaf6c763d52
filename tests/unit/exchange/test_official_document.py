import os
import re
import shutil
import subprocess
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from luoshi.exchange.official_document import write_official_document
from luoshi.exchange.official_page import BODY, CHARACTERS, LINES, add_line, new_page
from luoshi.model.plan import Plan
from tests.annotated import annotated_plan
from tests.planned import water_plan

CREATED = date(2026, 3, 1)
ISSUER = "柳浦市人民政府办公室"
HAN = "一二三四五六七八九十"
# The fonts of official documents are rarely at hand: others of the same widths stand in for them.
_STAND_INS = {"仿宋": "Serif", "楷体": "Serif", "宋体": "Serif", "方正小标宋简体": "Serif", "黑体": "Sans"}
_MISSING = [name for name in ("soffice", "pdftotext", "pdfinfo", "fc-list") if shutil.which(name) is None]


def _texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]


def _water(**options: object) -> bytes:
    return write_official_document(water_plan(), created=CREATED, **options)  # type: ignore[arg-type]


def test_same_plan_gives_same_bytes() -> None:
    assert _water() == _water()
    with zipfile.ZipFile(BytesIO(_water())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_page_is_that_of_the_standard() -> None:
    section = Document(BytesIO(_water())).sections[0]
    lengths = (
        section.page_width, section.page_height,
        section.top_margin, section.left_margin, section.bottom_margin, section.right_margin,
    )  # fmt: skip
    assert [round(each.mm, 1) if each else None for each in lengths] == [210, 297, 37, 28, 35, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is not None
    assert LINES * int(grid.get(qn("w:linePitch"), "0")) <= round(225 / 25.4 * 1440)


def test_styles_name_fonts_and_sizes_of_the_standard() -> None:
    styles = Document(BytesIO(_water())).styles
    found = {}
    for name in ("公文标题", "公文一级标题", "公文二级标题", "公文正文"):
        font = styles[name].font  # type: ignore[attr-defined]
        fonts = styles[name].element.find(f".//{qn('w:rFonts')}")
        found[name] = (fonts.get(qn("w:eastAsia")), font.size)
    assert found == {
        "公文标题": ("方正小标宋简体", Pt(22)),
        "公文一级标题": ("黑体", Pt(16)),
        "公文二级标题": ("楷体", Pt(16)),
        "公文正文": ("仿宋", Pt(16)),
    }


def test_page_numbers_stand_outside_between_dashes() -> None:
    document = Document(BytesIO(_water()))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (2, 0)
    for paragraph in (odd, even):
        assert re.fullmatch("— 1 —", paragraph.text)
        assert {run.font.size for run in paragraph.runs} == {Pt(14)}
        assert "PAGE" in str(paragraph._p.xml)


def test_tasks_stand_below_their_goals_with_units_deadline_and_source() -> None:
    texts = _texts(_water())
    assert texts[0].replace("\n", "") == "《柳浦市供水保障三年行动方案》任务分解"
    assert texts[3:7] == [
        "一、总体目标",
        "1. 城市公共供水管网漏损率控制在9%以内。目标值：城市公共供水管网漏损率≤9%（2027年）。",
        "（责任单位：柳浦市人民政府；完成时限：到2027年；来源：原文第4行）",
        "2. 新建改建供水管网120公里以上。目标值：新建改建供水管网≥120公里（2027年）。",
    ]
    at = texts.index("（一）保护饮用水水源")
    assert texts[at - 1] == "二、重点任务"
    assert texts[at + 2] == (
        "（牵头单位：市水利局；配合单位：市生态环境局；完成时限：2026年6月底前；来源：原文第8行）"
    )
    assert "（责任单位：未指明；完成时限：未定；来源：原文第10行）" in texts
    assert "8项任务、4项量化目标，其中原文1项未指明责任单位、2项未定完成时限" in texts[2]


def test_every_task_is_there_without_goals_as_well() -> None:
    plan = annotated_plan("13", "20")
    texts = _texts(write_official_document(plan, created=CREATED))
    count = sum(len(reading.commitments) for reading in plan.readings)
    assert sum(bool(re.match(r"\d+\. ", text)) for text in texts) == count
    assert any("来源：文件2" in text for text in texts)
    empty = Plan(readings=(), goals=(), organisations=(), edges=())
    assert _texts(write_official_document(empty, created=CREATED))


def test_title_issuer_and_date_are_printed_where_given() -> None:
    texts = _texts(_water(title="供水任务分工", issuer=ISSUER, dated=date(2026, 3, 5)))
    assert texts[0] == "供水任务分工"
    assert texts[-2:] == [ISSUER, "2026年3月5日"]
    assert "2026年3月5日" not in _texts(_water())


@pytest.mark.parametrize(
    "title",
    [
        "关于落实“两大定位”建设“六个区”的工作意见（示例文本）任务分解",
        "柳浦市" * 30,
        "”" * 50,
        "《《《《《《《《《《《《《《《《《《《《《《《《",
        "短题",
    ],
)
def test_title_keeps_its_words_and_marks_together(title: str) -> None:
    lines = _texts(_water(title=title))[0].split("\n")
    assert "".join(lines) == title
    if "市" in title or "两大" in title:
        assert all(len(line) <= 20 and line[0] not in "”）》、" and line[-1] not in "“（《" for line in lines)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to convert in, with fonts of the right widths under the names of the standard."""
    if _MISSING:
        pytest.skip(f"needs {'、'.join(_MISSING)} (LibreOffice Writer, poppler-utils, fontconfig)")
    fonts = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    if not all(f"Noto {kind} CJK SC" in fonts for kind in ("Serif", "Sans")):
        pytest.skip("needs the fonts Noto Serif CJK SC and Noto Sans CJK SC (fonts-noto-cjk)")
    folder = tmp_path_factory.mktemp("office")
    matches = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test><edit name="family" '
        f'mode="assign" binding="same"><string>Noto {kind} CJK SC</string></edit></match>'
        for name, kind in _STAND_INS.items()
    )
    configuration = f"<fontconfig><include>/etc/fonts/fonts.conf</include>{matches}</fontconfig>"
    (folder / "fonts.conf").write_text(configuration, encoding="utf-8")
    return folder


def _pages(office: Path, data: bytes) -> list[list[str]]:
    """The lines of the pages as LibreOffice lays them out, page numbers last."""
    (office / "document.docx").write_bytes(data)
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(office / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
            "--outdir", str(office), str(office / "document.docx"),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(office / "fonts.conf")},
        capture_output=True,
        timeout=180,
        check=True,
    )  # fmt: skip
    pdf = str(office / "document.pdf")
    assert "A4" in subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    text = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
    ).stdout
    return [[line for line in page.split("\n") if line.strip()] for page in text.split("\f")[:-1]]


def test_full_page_has_22_lines_of_28_characters(office: Path) -> None:
    document = new_page()
    for _ in range(3):
        add_line(document, BODY, HAN * 70)
    buffer = BytesIO()
    document.save(buffer)
    first, second, *_ = _pages(office, buffer.getvalue())
    assert len(first) == len(second) == LINES + 1
    widths = [len(line.strip()) for line in first[:-1]]
    # The first line is indented by two characters.
    assert widths == [CHARACTERS - 2] + [CHARACTERS] * (LINES - 1)
    numbers = [re.sub(r"\s", "", page[-1]) for page in (first, second)]
    assert numbers == ["—1—", "—2—"]


def test_plan_fills_its_pages(office: Path) -> None:
    data = write_official_document(annotated_plan("13", "20"), created=CREATED, issuer=ISSUER, dated=CREATED)
    pages = _pages(office, data)
    assert len(pages) > 2
    # The title's page has one empty line below the title.
    assert [len(page) for page in pages[:-1]] == [LINES] + [LINES + 1] * (len(pages) - 2)
    for number, page in enumerate(pages, 1):
        assert re.fullmatch(rf"—\s*{number}\s*—", page[-1].strip())
        indent = len(page[-1]) - len(page[-1].lstrip())
        assert (indent > 10) is (number % 2 == 1)
    assert pages[-1][-2].strip().replace(" ", "") == "2026年3月1日"
