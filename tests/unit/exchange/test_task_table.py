import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from luoshi.diagnostics import Lang, diagnose, diagnose_reading
from luoshi.exchange.task_table import write_task_table
from luoshi.exchange.task_table_columns import guarded, is_formula_like, unguarded
from luoshi.model.plan import Plan
from luoshi.model.review import Review, Standing
from luoshi.model.text import DocumentId, Span
from tests.annotated import annotated_plan
from tests.planned import water_plan

CREATED = date(2026, 3, 1)


def _sheet(data: bytes, name: str) -> Worksheet:
    sheet = openpyxl.load_workbook(BytesIO(data))[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def _rows(sheet: Worksheet) -> list[dict[str, object]]:
    heads = [str(cell.value) for cell in sheet[3]]
    return [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=4, values_only=True)]


def _first_changed(plan: Plan, **changes: object) -> Plan:
    """The plan with other words in its first commitment."""
    reading = plan.readings[0]
    first = replace(reading.commitments[0], **changes)  # type: ignore[arg-type]
    return replace(plan, readings=(replace(reading, commitments=(first, *reading.commitments[1:])),))


def test_same_plan_gives_same_bytes_and_the_date_is_an_argument() -> None:
    plan = water_plan()
    data = write_task_table(plan, (), created=CREATED)
    assert data == write_task_table(plan, (), created=CREATED)
    assert data != write_task_table(plan, (), created=date(2026, 3, 2))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("zh", ["任务", "目标", "提法", "体系", "单位", "诊断", "luoshi"]),
        ("en", ["Tasks", "Targets", "Terms", "Systems", "Units", "Findings", "luoshi"]),
    ],
)
def test_sheets_are_in_one_language(lang: Lang, names: list[str]) -> None:
    book = openpyxl.load_workbook(BytesIO(write_task_table(water_plan(), (), created=CREATED, lang=lang)))
    assert book.sheetnames == names
    assert book["luoshi"].sheet_state == "veryHidden"


def test_task_shows_units_deadline_strength_place_and_source() -> None:
    rows = _rows(_sheet(write_task_table(water_plan(), (), created=CREATED), "任务"))
    row = next(row for row in rows if row["任务/事项"] == "更新老旧管网30公里")
    assert row["责任单位"] == "市住房城乡建设局"
    assert (row["完成时限（原文）"], row["完成时限"]) == ("2026年底前", "2026年12月")
    assert (row["力度"], row["类别"], row["有条件"]) == ("必须", "目标", "否")
    assert row["章节路径"] == "二、重点任务 › （二）改造老旧管网"
    assert (row["位置"], row["文件"]) == ("第10行", "供水方案.txt")
    assert str(row["原文"]) in water_plan().readings[0].document.text
    assert "30公里" in str(row["目标值"])


def test_what_is_unknown_is_said() -> None:
    plan = _first_changed(water_plan(), owners=(), owner=None, deadline=None)
    row = _rows(_sheet(write_task_table(plan, (), created=CREATED), "任务"))[0]
    assert (row["责任单位"], row["完成时限"]) == ("（未指明）", "（未定）")


def test_numbers_are_numbers_with_their_printed_digits() -> None:
    plan = water_plan()
    reading = plan.readings[0]
    values = (Decimal("98.50"), Decimal("12345678901234567.5"))
    quantities = tuple(
        replace(each, value=value) for each, value in zip(reading.quantities, values, strict=False)
    )
    plan = replace(plan, readings=(replace(reading, quantities=quantities),))
    sheet = _sheet(write_task_table(plan, (), created=CREATED), "目标")
    first, second = sheet["D4"], sheet["D5"]
    assert (first.value, first.number_format) == (98.5, "0.00")
    assert second.value == "12345678901234567.5"


def test_print_set_up() -> None:
    sheet = _sheet(write_task_table(water_plan(), (), created=CREATED), "任务")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((None, 0), (1, 0))
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.auto_filter.ref == "A3:S11"
    assert sheet.freeze_panes == "C4"
    assert "&P" in str(sheet.oddFooter.center.text)
    assert str(sheet.print_area).endswith("$A$1:$N$11")
    assert all(sheet.column_dimensions[name].width > 4 for name in "ABCDEFGHIJKLMN")
    assert sheet["B4"].alignment.wrap_text


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+86", "-5%", "@sum(a1)", "\t=1", "\r=1", "＝1+1", "－2", "＠甲", "  =1+1", '=HYPERLINK("x")'],
)
def test_text_never_becomes_a_formula(text: str) -> None:
    plan = _first_changed(water_plan(), action=text, object="")
    data = write_task_table(plan, (diagnose("LS001", path=text, reason=text),), created=CREATED)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if "worksheets" in name)
        assert b'quotePrefix="1"' in archive.read("xl/styles.xml")
    cell = _sheet(data, "任务")["B4"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")
    assert cell.quotePrefix
    assert unguarded(str(cell.value)).strip() == text.strip()


def test_ordinary_text_is_not_touched() -> None:
    for text in ("市水务局", "'引号", "——第二季度", "“十四五”", "5-10公里", ""):
        assert guarded(text) == text == unguarded(text)
        assert not is_formula_like(text)


def test_what_xml_cannot_hold_is_marked() -> None:
    plan = _first_changed(water_plan(), action="改\x00造\ud800\x0b" + "长" * 40_000, object="")
    value = str(_sheet(write_task_table(plan, (), created=CREATED), "任务")["B4"].value)
    assert value.startswith("改\ufffd造\ufffd\ufffd长")
    assert value.endswith("…")
    assert len(value) < 32_767


def test_standing_reviews_are_shown() -> None:
    plan = water_plan()
    commitment = plan.readings[0].commitments[0]
    review = Review(
        by="督查室", at="2026-03-01", verdict="accept", subject=commitment.id,
        document=DocumentId("water"), quote="", reason="属实",
    )  # fmt: skip
    standing = Standing(subject=commitment.id, review=review, found="id")
    row = _rows(_sheet(write_task_table(plan, (), created=CREATED, standings=(standing,)), "任务"))[0]
    assert (row["状态"], row["备注"]) == ("采纳", "属实")


def test_units_and_findings() -> None:
    plan = water_plan()
    found = diagnose_reading(plan.readings[0])
    found += (diagnose("LS008", Span(DocumentId("water"), 0, 4), edge="尾"),)
    data = write_task_table(plan, found, created=CREATED)
    units = {row["单位"]: row for row in _rows(_sheet(data, "单位"))}
    assert units["柳浦市人民政府"]["合计"] == units["柳浦市人民政府"]["责任"]
    findings = _rows(_sheet(data, "诊断"))
    assert findings[-1]["代码"] == "LS008"
    assert findings[-1]["原文"] == "柳浦市供"


@pytest.mark.parametrize("names", [(), ("13",), ("20", "23")])
def test_any_plan_can_be_written(names: tuple[str, ...]) -> None:
    plan = annotated_plan(*names)
    data = write_task_table(plan, (), created=CREATED)
    ids = [row["编号"] for row in _rows(_sheet(data, "任务"))]
    assert [each for each in ids if each] == [each.id for r in plan.readings for each in r.commitments]
    title = str(_sheet(data, "任务")["A1"].value)
    assert re.search(r"任务分解表$", title)
