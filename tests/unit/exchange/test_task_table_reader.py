import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from luoshi.compiler.reviewing import apply_reviews
from luoshi.diagnostics import Lang
from luoshi.exchange.edited_table import EditedTable
from luoshi.exchange.task_table import write_task_table
from luoshi.exchange.task_table_reader import read_task_table
from luoshi.model.commitment import Commitment, Owner
from luoshi.model.plan import Plan
from tests.planned import water_plan

CREATED = date(2026, 3, 1)
CLAUSE = "市住房城乡建设局要在2026年底前更新老旧管网30公里"
Edit = Callable[[Any], None]
# The row of 更新老旧管网30公里, and columns of the sheet of tasks.
ROW = 8
TASK, LEAD, UNIT, HELPER, OVERSIGHT, DEADLINE, STRENGTH = "B", "D", "E", "F", "G", "I", "J"
KLASS, CONDITIONAL, STATUS, REMARK, ID = "O", "P", "Q", "R", "S"


def _read(data: bytes, plan: Plan | None = None) -> EditedTable:
    outcome = read_task_table(
        data, water_plan() if plan is None else plan, name="分解表.xlsx", by="市政府督查室", at="2026-03-02"
    )
    assert outcome.value is not None
    assert len(outcome.diagnostics) == len(outcome.value.faults)
    return outcome.value


@cache
def _written(lang: Lang = "zh") -> bytes:
    return write_task_table(water_plan(), (), created=CREATED, lang=lang)


def _edited(edit: Edit, *, sheet: str = "任务", lang: Lang = "zh") -> bytes:
    book = openpyxl.load_workbook(BytesIO(_written(lang)))
    edit(book[sheet])
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _set(cell: str, value: object) -> Edit:
    def edit(sheet: Any) -> None:
        sheet[cell].value = value

    return edit


def _commitment(task: str = "更新老旧管网30公里") -> Commitment:
    commitments = water_plan().readings[0].commitments
    return next(each for each in commitments if each.action + each.object == task)


def _faults(table: EditedTable, severity: str = "error") -> list[tuple[str, str]]:
    return [(fault.cell, fault.value) for fault in table.faults if fault.severity == severity]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_untouched_table_says_nothing(lang: Lang) -> None:
    for data in (
        _written(lang),
        _edited(lambda sheet: None, sheet="任务" if lang == "zh" else "Tasks", lang=lang),
    ):
        assert _read(data) == EditedTable(edits=(), reviews=(), faults=())


@pytest.mark.parametrize(
    ("cell", "value", "field", "new"),
    [
        (DEADLINE, "2026年11月底前", "deadline", "2026-11"),
        (DEADLINE, datetime(2026, 11, 30), "deadline", "2026-11-30"),
        (DEADLINE, 2027, "deadline", "2027"),
        (DEADLINE, "2026.9.30", "deadline", "2026-09-30"),
        (DEADLINE, "每季度", "deadline", "recurring:quarterly"),
        (DEADLINE, "30天内", "deadline", "relative:P30D"),
        (DEADLINE, "（未定）", "deadline", None),
        (DEADLINE, None, "deadline", None),
        (STRENGTH, "力争", "modality", "strive"),
        (KLASS, "口号", "klass", "slogan"),
        (CONDITIONAL, "是", "conditional", True),
        (TASK, "更新老旧管网35公里", "object", "老旧管网35公里"),
        (UNIT, "市城管局", "owners", (Owner(name="市城管局", role="responsible"),)),
        (UNIT, "无", "owners", ()),
        (
            LEAD,
            "市水务局",
            "owners",
            (Owner(name="市水务局", role="lead"), Owner(name="市住房城乡建设局", role="responsible")),
        ),
        (
            HELPER,
            "市财政局，市城管局；各区县",
            "owners",
            (
                Owner(name="市住房城乡建设局", role="responsible"),
                Owner(name="市财政局", role="cooperate"),
                Owner(name="市城管局", role="cooperate"),
                Owner(name="各区县", role="cooperate"),
            ),
        ),
        (
            OVERSIGHT,
            "市政府督查室、市审计局（验收）",
            "owners",
            (
                Owner(name="市住房城乡建设局", role="responsible"),
                Owner(name="市政府督查室", role="supervise"),
                Owner(name="市审计局", role="accept"),
            ),
        ),
    ],
)
def test_edited_cell_becomes_a_change(cell: str, value: object, field: str, new: object) -> None:
    table = _read(_edited(_set(f"{cell}{ROW}", value)))
    assert table.faults == ()
    (review,) = table.reviews
    (correction,) = review.corrections
    assert (review.verdict, review.subject, review.by) == ("change", _commitment().id, "市政府督查室")
    assert (correction.field, correction.new) == (field, new)
    assert "更新老旧管网30公里" in review.quote
    assert review.place == f"分解表.xlsx 任务!{cell}{ROW}"
    (edit,) = table.edits
    assert (edit.sheet, edit.cell, edit.subject) == ("任务", f"{cell}{ROW}", _commitment().id)
    reviewed = apply_reviews(water_plan().readings, table.reviews)
    assert reviewed.diagnostics == ()


def test_accept_and_reject_with_reason() -> None:
    def edit(sheet: Any) -> None:
        sheet[f"{STATUS}{ROW}"].value, sheet[f"{REMARK}{ROW}"].value = "采纳", "与台账一致"
        sheet[f"{STATUS}4"].value, sheet[f"{TASK}4"].value = "否决", "别的"

    table = _read(_edited(edit))
    assert [(each.verdict, each.reason) for each in table.reviews] == [
        ("reject", ""),
        ("accept", "与台账一致"),
    ]
    assert _faults(table, "note") == [("B4", "别的")]
    assert [edit.cell for edit in table.edits] == ["Q4", "Q8", "R8"]


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        (DEADLINE, "明年", "时限须写作"),
        (DEADLINE, "2026年13月", "时限须写作"),
        (DEADLINE, "=A1", "公式"),
        (STRENGTH, "也许", "只能填 必须、将"),
        (KLASS, "什么", "只能填 任务"),
        (CONDITIONAL, "可能", "是"),
        (STATUS, "好的", "只能填 待核、采纳、否决、更正"),
        (REMARK, "请再核", "没有结论"),
        (OVERSIGHT, "市审计局（牵头）", "各自的列"),
        (UNIT, "甲" * 90, "单位名称"),
        (HELPER, "市财政局、市财政局", "重复"),
        (TASK, None, "不能为空"),
        (ID, "c-000000000000", "没有这个编号"),
    ],
)
def test_faulty_cell_is_named_and_not_taken(cell: str, value: object, said: str) -> None:
    table = _read(_edited(_set(f"{cell}{ROW}", value)))
    fault = next(fault for fault in table.faults if fault.severity == "error")
    assert (fault.sheet, fault.cell) == ("任务", f"{cell}{ROW}")
    assert said in fault.expected
    assert table.reviews == table.edits == ()


def test_faulty_cell_costs_no_other_cell() -> None:
    def edit(sheet: Any) -> None:
        sheet[f"{DEADLINE}{ROW}"].value, sheet[f"{STRENGTH}{ROW}"].value = "以后", "将"

    table = _read(_edited(edit))
    assert [each.field for review in table.reviews for each in review.corrections] == ["modality"]
    assert _faults(table) == [("I8", "以后")]


def test_same_value_in_other_words_is_no_edit() -> None:
    table = _read(_edited(_set(f"{DEADLINE}{ROW}", "2026-12")))
    assert table == EditedTable(edits=(), reviews=(), faults=())


@pytest.mark.parametrize(
    ("cell", "value", "number_format", "changes"),
    [
        ("D4", 8, "General", {"value": Decimal(8)}),
        ("D4", "８．５", "@", {"value": Decimal("8.5")}),
        ("D4", " 8.5% ", "@", {"value": Decimal("8.5")}),
        ("D4", 0.085, "0.0%", {"value": Decimal("8.5")}),
        ("C4", "≥", "@", {"bound": ">="}),
        ("C4", "低于", "@", {"bound": "<"}),
        ("B4", "漏损率", "@", {"indicator": "漏损率"}),
        ("I4", None, "@", {"period": None}),
        ("Q4", "现状值", "@", {"kind": "fact"}),
    ],
)
def test_edited_figure(cell: str, value: object, number_format: str, changes: dict[str, object]) -> None:
    def edit(sheet: Any) -> None:
        sheet[cell].value, sheet[cell].number_format = value, number_format

    table = _read(_edited(edit, sheet="目标"))
    assert table.faults == ()
    (review,) = table.reviews
    assert {each.field: each.new for each in review.corrections} == changes
    assert review.subject == water_plan().readings[0].quantities[0].id
    assert review.figure
    assert apply_reviews(water_plan().readings, table.reviews).diagnostics == ()


@pytest.mark.parametrize(("cell", "value"), [("D4", "九"), ("D4", None), ("C4", "区间"), ("E4", 3)])
def test_contradictory_figure_is_a_fault(cell: str, value: object) -> None:
    table = _read(_edited(_set(cell, value), sheet="目标"))
    assert [place for place, _ in _faults(table)] == [cell]
    assert table.reviews == ()


def test_range_takes_bound_and_both_ends_together() -> None:
    def edit(sheet: Any) -> None:
        sheet["C4"].value, sheet["D4"].value = "区间", None
        sheet["E4"].value, sheet["F4"].value = "7", 9

    (review,) = _read(_edited(edit, sheet="目标")).reviews
    assert {each.field: each.new for each in review.corrections} == {
        "bound": "range", "value": None, "low": Decimal(7), "high": Decimal(9),
    }  # fmt: skip


def test_moved_and_renamed_columns_are_known() -> None:
    def edit(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        heads = rows[0]
        heads[heads.index("责任单位")], heads[heads.index("完成时限")] = "承办单位", "办结时限 "
        rows[5][heads.index("承办单位")] = "市城管局"
        for block in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(block))
        sheet.delete_rows(1, sheet.max_row)
        for row in rows:
            sheet.append(list(reversed(row)))

    table = _read(_edited(edit))
    (review,) = table.reviews
    assert review.subject == _commitment().id
    assert [each.field for each in review.corrections] == ["owners"]
    assert table.faults == ()


def test_deleted_rows_added_rows_and_columns_are_named() -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(3, 20).value = "分管领导"
        sheet.append([None, "建设应急水源", None, None, "市水利局"])
        sheet.delete_rows(ROW)

    table = _read(_edited(edit))
    assert table.reviews == ()
    assert table.missing == (_commitment().id,)
    assert len(table.added) == 1
    said = " ".join(fault.expected for fault in table.faults)
    assert all(words in said for words in ("不认识的列", "新增的行不会成为任务", "删行不等于否决"))


def test_missing_ids_are_found_by_source_text() -> None:
    def edit(sheet: Any) -> None:
        sheet[f"{ID}{ROW}"].value = None
        sheet[f"{STRENGTH}{ROW}"].value = "力争"

    assert [review.subject for review in _read(_edited(edit)).reviews] == [_commitment().id]


def test_copied_row_is_read_once() -> None:
    def edit(sheet: Any) -> None:
        sheet.append([cell.value for cell in sheet[ROW]])

    table = _read(_edited(edit))
    assert _faults(table) == [("S12", _commitment().id)]


def test_merged_cells_hold_for_every_row() -> None:
    def edit(sheet: Any) -> None:
        sheet["E8"].value = "市城管局"
        sheet.merge_cells("E8:E9")

    table = _read(_edited(edit))
    assert [each.corrections[0].new for each in table.reviews] == [
        (Owner(name="市城管局", role="responsible"),)
    ] * 2
    assert _faults(table, "note") == [("E8", "市城管局")]


def test_cells_merged_across_columns_are_a_fault() -> None:
    table = _read(_edited(lambda sheet: sheet.merge_cells("D8:E8")))
    assert ("D8", "") in _faults(table)


def test_reading_that_changed_since_is_a_fault() -> None:
    plan = water_plan()
    reading = plan.readings[0]
    changed = tuple(
        replace(each, deadline="2027-06") if each.id == _commitment().id else each
        for each in reading.commitments
    )
    later = replace(plan, readings=(replace(reading, commitments=changed),))
    untouched = _read(_written(), later)
    assert untouched.faults == untouched.reviews == ()
    table = _read(_edited(_set(f"{DEADLINE}{ROW}", "2026年10月")), later)
    assert _faults(table) == [("I8", "2026年10月")]
    assert "读数已经变了" in table.faults[0].expected


def test_table_without_the_hidden_sheet_is_compared_with_today() -> None:
    book = openpyxl.load_workbook(BytesIO(_edited(_set(f"{STRENGTH}{ROW}", "将"))))
    del book["luoshi"]
    assert [each.corrections[0].new for each in _read(_saved(book)).reviews] == ["will"]


def test_column_that_only_shows_something_is_noted() -> None:
    table = _read(_edited(_set(f"C{ROW}", "40公里")))
    assert _faults(table, "note") == [("C8", "40公里")]
    assert table.reviews == ()


def test_text_that_looked_like_a_formula_comes_back() -> None:
    plan = water_plan()
    reading = plan.readings[0]
    first = replace(reading.commitments[0], action="", object="=1+1")
    odd = replace(plan, readings=(replace(reading, commitments=(first, *reading.commitments[1:])),))
    assert _read(write_task_table(odd, (), created=CREATED), odd).reviews == ()


def test_table_of_other_people() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["柳浦市供水任务台账"])
    sheet.append(["项次", "工作任务", "主办单位", "协办单位", "完成时间", "原文"])
    sheet.append([1, "更新老旧管网", "市水务局", "市财政局", datetime(2026, 12, 31), CLAUSE])
    (review,) = _read(_saved(book)).reviews
    assert review.subject == _commitment().id
    assert {each.field for each in review.corrections} == {"object", "owners", "deadline"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "LS801"),
        (b"PK\x03\x04rest", "LS801"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "LS801"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "LS802"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, code: str) -> None:
    outcome = read_task_table(data, water_plan(), name="x.xlsx", by="", at="")
    assert outcome.value is None
    assert [found.code for found in outcome.diagnostics] == [code]


def test_workbook_with_entities_is_refused() -> None:
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(_written())) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sharedStrings.xml"):
                part = part.replace(b"<sst", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst', 1)
            new.writestr(name, part)
    outcome = read_task_table(buffer.getvalue(), water_plan(), name="x.xlsx", by="", at="")
    assert outcome.value is None
    assert [found.code for found in outcome.diagnostics] == ["LS805"]


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 16),
            st.integers(1, 20),
            st.none() | st.text(max_size=12) | st.floats(allow_nan=False),
        ),
        max_size=12,
    )
)
def test_any_edit_gives_reviews_or_faults(edits: list[tuple[int, int, Any]]) -> None:
    def edit(sheet: Any) -> None:
        for block in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(block))
        for row, column, value in edits:
            try:
                sheet.cell(row, column).value = value
            except (ValueError, openpyxl.utils.exceptions.IllegalCharacterError):
                continue

    table = _read(_edited(edit))
    assert apply_reviews(water_plan().readings, table.reviews).value.readings
