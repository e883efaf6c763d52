import io
from datetime import date

import pytest
import xlsxwriter

from luoshi.compiler.pipeline import compile_document
from luoshi.exchange.readers import read_source
from luoshi.exchange.xlsx_numbers import print_number
from luoshi.exchange.xlsx_reader import read_xlsx
from tests.office_files import make_xlsx

TASKS = [["改造管网120公里", "市水务局", "2026年底"], ["新增学位5000个", "市教育局", "2026年8月"]]


@pytest.mark.parametrize(
    ("stored", "shape", "printed"),
    [
        ("0.85", "0%", "85%"),
        ("0.0855", "0.00%", "8.55%"),
        ("18.600000000000001", "", "18.6"),
        ("120", '0"公里"', "120公里"),
        ("46387", "yyyy/m/d", "2026年12月31日"),
        ("46357", 'yyyy"年"m"月"', "2026年12月"),
        ("7", "General", "7"),
        ("1e400", "", "1e400"),
    ],
)
def test_numbers_are_printed_as_cells_show_them(stored: str, shape: str, printed: str) -> None:
    assert print_number(stored, shape) == printed


@pytest.mark.parametrize(
    ("heads", "meant"),
    [
        (["重点工作", "牵头单位", "完成时限"], {}),
        (["要干什么", "谁来干", "什么时候干完"], {}),
        (["甲", "乙", "丙"], {"甲": "工作任务", "乙": "责任单位", "丙": "完成时限"}),
    ],
)
def test_rows_become_commitments_whatever_the_heads(heads: list[str], meant: dict[str, str]) -> None:
    data = make_xlsx([("Sheet1", [["枫陵市2026年任务清单"], [], heads, *TASKS])])
    document = read_source(data, "list.xlsx", columns=meant).value[0]
    found = [(each.owner, each.deadline) for each in compile_document(document).value.commitments]
    assert found == [("市水务局", "2026-12"), ("市教育局", "2026-08")]


def test_unknown_heads_are_reported_and_do_not_hide_the_table() -> None:
    rows = [["工作任务", "责任单位", "亮点", "难点", "堵点"], [*TASKS[0][:2], "a", "b", "c"]]
    outcome = read_source(make_xlsx([("Sheet1", rows)]), "list.xlsx")
    assert [found.code for found in outcome.diagnostics] == ["LS813"]
    assert [each.owner for each in compile_document(outcome.value[0]).value.commitments] == ["市水务局"]


def test_merged_cells_dates_and_hidden_sheets() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("任务")
        for k, head in enumerate(["序号", "工作任务", "责任单位", "完成时限"]):
            sheet.write(0, k, head)
        sheet.merge_range("C2:C3", "市水务局")
        for i, task in enumerate(["改造管网", "新建泵站"], 1):
            sheet.write_row(i, 0, [i, task])
            sheet.write_datetime(i, 3, date(2026, 12, i), book.add_format({"num_format": "yyyy-mm-dd"}))
        book.add_worksheet("草稿").hide()
    transcript = read_xlsx(file.getvalue())
    assert [line.text for line in transcript.lines][1:] == [
        "1\t改造管网\t市水务局\t2026年12月1日",
        "2\t新建泵站\t〃\t2026年12月2日",
    ]
    assert [found.code for found in transcript.diagnostics] == ["LS812"]
    cells = [piece.cell for line in transcript.lines for piece in line.pieces]
    assert "C2" in cells
