import io
import zipfile

from luoshi.exchange.docx_numbering import print_number
from luoshi.exchange.docx_reader import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _lines(body: str, **parts: str) -> list[str]:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {W}>{text}</w:{name}>")
    return [line.text for line in read_docx(file.getvalue()).lines]


def _p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_p(text)}</w:tc>"


def _level(level: int, form: str, pattern: str) -> str:
    return f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'


def _num(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def test_automatic_numbers_are_printed_and_start_again_below_a_new_heading() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{_level(0, "chineseCounting", "%1、")}{_level(1, "chineseCounting", "（%2）")}'
        f'{_level(2, "decimal", "%3.")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )
    body = (
        _p("水源", _num(0))
        + _p("保护", _num(1))
        + _p("划界", _num(2))
        + _p("管网", _num(0))
        + _p("更新", _num(1))
    )
    assert _lines(body, numbering=numbering) == ["一、水源", "（一）保护", "1.划界", "二、管网", "（一）更新"]


def test_number_formats() -> None:
    printed = [print_number(n, "chineseCounting") for n in (9, 10, 11, 20, 101, 110)]
    assert printed == ["九", "十", "十一", "二十", "一百零一", "一百一十"]


def test_only_headings_without_numbers_are_marked() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    style = '<w:pStyle w:val="1"/>'
    assert _lines(_p("总体要求", style) + _p("二、管网", style), styles=styles) == [
        "### 总体要求",
        "二、管网",
    ]


def test_tracked_changes_count_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>改造</w:t></w:r><w:del><w:r><w:delText>80</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>120</w:t></w:r></w:ins><w:r><w:t>公里</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>" + _p("后半")
    )
    assert _lines(body) == ["改造120公里", "前半后半"]


def test_merged_cells_are_told_from_empty_ones() -> None:
    head = "<w:tr>" + "".join(map(_tc, ("序号", "工作任务", "责任单位", "完成时限"))) + "</w:tr>"
    merged = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = "".join(
        f"<w:tr>{_tc(number)}{_tc(task)}{_tc(unit, merge)}{_tc(day)}</w:tr>"
        for number, task, unit, merge, day in (
            ("1", "改造管网", "市水务局", merged[0], "2026年"),
            ("2", "新建泵站", "", merged[1], "2027年"),
        )
    )
    wide = '<w:gridSpan w:val="4"/>'
    group = f"<w:tr>{_tc('二、其他', wide)}</w:tr>"
    lines = _lines(f"<w:tbl>{head}{rows}{group}</w:tbl>")
    assert lines[1:] == ["1\t改造管网\t市水务局\t2026年", "2\t新建泵站\t〃\t2027年", "二、其他"]


def test_text_boxes_and_footnotes_are_read_once() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{_p('枫陵市人民政府文件')}</w:txbxContent>"
    body = (
        f"<w:p {mc}><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        '<w:r><w:t>一库两网</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    notes = f'<w:footnote w:id="2">{_p("指水库与供排水管网。")}</w:footnote>'
    assert _lines(body, footnotes=notes) == ["一库两网", "枫陵市人民政府文件", "注1：指水库与供排水管网。"]
