"""The way of an inspection office: compile, correct in the spreadsheet, read back, compile the next edition."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands import luoshi as run

PLAN = """枫陵市供水保障行动方案

为保障城乡供水，制定本方案。

一、主要任务

（一）改造管网。市水务局要在2026年底前改造老旧管网120公里。市财政局要在2026年6月底前下达补助资金。

（二）保护水源。市生态环境局要划定水源保护区8处。市水务局要每月公布水质监测结果。

（三）推进节水。市发展改革委要在2027年底前建成节水型小区60个。市机关事务局要带头更换节水器具。
"""
NEXT = (
    PLAN.replace("改造老旧管网120公里", "改造老旧管网100公里")
    .replace("划定水源保护区8处", "划定各类水源保护区8处")
    .replace("\n（三）", "市应急管理局要储备应急水源2处。\n\n（三）")
    .replace("市机关事务局要带头更换节水器具。", "")
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert run("compile", "plan.txt", "--out", "ws").exit_code == 0
    return tmp_path


def _commitments() -> dict[str, dict[str, Any]]:
    """The commitments of the workspace as it stands, by the words of their clause."""
    document = json.loads(run("compile", "ws", "--format", "json", "--with-text").stdout)["documents"][0]
    return {document["text"][slice(*each["span"])]: each for each in document["commitments"]}


def _of(words: str) -> dict[str, Any]:
    return next(each for clause, each in _commitments().items() if words in clause)


def _id(words: str) -> str:
    return str(_of(words)["id"])


def _edit(table: Path, edits: list[tuple[str, str, str]]) -> None:
    """Change cells as a person would: (words of the clause, column, new value)."""
    book = openpyxl.load_workbook(table)
    sheet = book["任务"]
    columns = {cell.value: cell.column for cell in sheet[3]}
    for words, column, value in edits:
        row = next(
            r for r in range(4, sheet.max_row + 1) if words in str(sheet.cell(r, columns["原文"]).value)
        )
        sheet.cell(row, columns[column]).value = value
    book.save(table)


def test_corrections_in_the_table_outlive_the_next_edition(folder: Path) -> None:
    assert run("compile", "ws", "--out", "table.xlsx").exit_code == 0
    edits = [
        ("划定水源保护区", "牵头单位", "市规划资源局"),
        ("下达补助资金", "完成时限", "2026年9月"),
        ("节水型小区", "力度", "力争"),
        ("更换节水器具", "状态", "否决"),
        ("水质监测", "状态", "采纳"),
    ]
    _edit(folder / "table.xlsx", edits)
    log = folder / "ws" / "reviews.jsonl"
    shown = run("review", "ws", "--table", "table.xlsx")
    assert shown.exit_code == 0
    for words in ("市规划资源局", "完成时限：2026年6月 → 2026年9月", "5 处改动，5 条意见", "未写入"):
        assert words in shown.stdout
    assert log.read_bytes() == b""

    unnamed = run("review", "ws", "--table", "table.xlsx", "--write")
    assert (unnamed.exit_code, log.read_bytes()) == (2, b"")
    written = run("review", "ws", "--table", "table.xlsx", "--write", "--by", "市政府督查室")
    assert written.exit_code == 0
    assert "已记录 5 条意见" in written.stdout
    assert len(log.read_text(encoding="utf-8").splitlines()) == 5
    assert "更换节水器具" not in "".join(_commitments())

    (folder / "plan-2.txt").write_text(NEXT, encoding="utf-8")
    renewed = run("compile", "plan-2.txt", "--out", "ws")
    assert renewed.exit_code == 0
    assert "视为“plan”的新版本" in renewed.stderr
    for words in ("[放松]", "120公里", "100公里", "[新增]", "储备应急水源2处"):
        assert words in renewed.stdout
    assert "4 条复核意见仍然有效，1 条找不到对象" in renewed.stdout

    lead = {"name": "市规划资源局", "role": "lead"}
    assert lead in _of("水源保护区")["owners"]
    assert _of("补助资金")["deadline"] == "2026-09"
    assert _of("节水型小区")["modality"] == "strive"
    listed = run("review", "ws").stdout
    assert "[有效，按相近的句子找到]" in listed
    assert "[不起作用]" in listed
    checked = run("check", "ws")
    assert "LS391" in checked.stdout
    assert run("compile", "ws", "--out", "again.xlsx").exit_code == 0
    statuses = [
        row[16].value for row in openpyxl.load_workbook(folder / "again.xlsx")["任务"].iter_rows(min_row=4)
    ]
    assert statuses.count("更正") == 3
    assert statuses.count("采纳") == 1


def test_a_table_that_was_read_back_may_come_back_with_more(folder: Path) -> None:
    run("compile", "ws", "--out", "table.xlsx")
    edits = [("下达补助资金", "完成时限", "2026年底"), ("更换节水器具", "状态", "否决")]
    _edit(folder / "table.xlsx", edits)
    run("review", "ws", "--table", "table.xlsx", "--write", "--by", "市政府督查室")
    again = run("review", "ws", "--table", "table.xlsx")
    assert (again.exit_code, again.stdout) == (0, "表中没有改动。\n")
    _edit(folder / "table.xlsx", [("水质监测", "状态", "采纳")])
    assert "1 处改动，1 条意见" in run("review", "ws", "--table", "table.xlsx").stdout
    _edit(folder / "table.xlsx", [("下达补助资金", "完成时限", "2027年"), ("更换节水器具", "状态", "采纳")])
    stale = run("review", "ws", "--table", "table.xlsx")
    assert stale.exit_code == 2
    assert "请重新导出后再改" in stale.stderr
    assert "已被否决" in stale.stderr


def test_faulty_cells_are_named_and_nothing_is_written(folder: Path) -> None:
    run("compile", "ws", "--out", "table.xlsx")
    _edit(folder / "table.xlsx", [("下达补助资金", "完成时限", "过几天"), ("水质监测", "状态", "采纳")])
    result = run("review", "ws", "--table", "table.xlsx", "--write", "--by", "市政府督查室")
    assert result.exit_code == 2
    assert "过几天" in result.stderr
    assert "没有写入" in result.stderr
    assert (folder / "ws" / "reviews.jsonl").read_bytes() == b""


def test_untouched_table_has_no_edits(folder: Path) -> None:
    run("compile", "ws", "--out", "table.xlsx", "--lang", "en")
    result = run("review", "ws", "--table", "table.xlsx")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "表中没有改动。\n", "")


def test_a_second_compilation_changes_no_byte(folder: Path) -> None:
    files = {path: path.read_bytes() for path in (folder / "ws").rglob("*") if path.is_file()}
    result = run("compile", "plan.txt", "--out", "ws")
    assert (result.stdout, result.stderr) == ("", "工作区 ws：没有变化。\n")
    assert {path: path.read_bytes() for path in (folder / "ws").rglob("*") if path.is_file()} == files


def test_a_folder_that_holds_its_workspace_is_compiled_without_it(folder: Path) -> None:
    for _ in range(2):
        run("compile", ".", "--out", "ws")
        run("compile", ".", "--out", "page.html")
    documents = (folder / "ws" / "documents.jsonl").read_text(encoding="utf-8")
    assert "ws/documents" not in documents
    run("compile", ".", "--out", "all.json")
    paths = [
        each["path"] for each in json.loads((folder / "all.json").read_text(encoding="utf-8"))["documents"]
    ]
    assert "plan.txt" in paths
    assert not any(path.startswith("ws") for path in paths)


def test_number_of_processes_does_not_change_the_workspace(folder: Path) -> None:
    (folder / "second.txt").write_text(NEXT, encoding="utf-8")
    for jobs in ("1", "2"):
        run("compile", "plan.txt", "second.txt", "--out", f"w{jobs}", "--jobs", jobs)
    for path in (folder / "w1").rglob("*"):
        if path.is_file():
            assert (folder / "w2" / path.relative_to(folder / "w1")).read_bytes() == path.read_bytes()


def test_given_date_stays_with_the_file(folder: Path) -> None:
    text = "枫陵市供水通知\n\n市水务局要在今年10月底前检修泵站6座。\n"
    (folder / "dated.txt").write_text(text, encoding="utf-8")
    run("compile", "dated.txt", "--out", "w", "--published", "2026-03-01")
    assert "没有变化" in run("compile", "dated.txt", "--out", "w").stderr
    (folder / "dated.txt").write_text(text + "\n市水务局要公布结果。\n", encoding="utf-8")
    assert "2026-10 → 未写明" in run("compile", "dated.txt", "--out", "w").stdout


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("p.html", b"<!DOCTYPE"),
        ("p.xlsx", b"PK"),
        ("p.docx", b"PK"),
        ("p.xml", b"<?xml"),
        ("p.txt", "枫".encode()),
    ],
)
def test_a_workspace_is_written_in_every_format(folder: Path, name: str, start: bytes) -> None:
    run(
        "review", "ws", _id("改造老旧管网"), "change", "--set", "owners=市城管局:lead", "--by", "市政府督查室"
    )
    assert run("compile", "ws", "--out", name).exit_code == 0
    data = (folder / name).read_bytes()
    assert data.lstrip().upper().startswith(start.upper())
    if name in ("p.html", "p.txt", "p.xml"):
        assert "市城管局" in data.decode()


def test_workspace_lines_hold_the_reviews(folder: Path) -> None:
    run("review", "ws", _id("改造老旧管网"), "change", "--set", "deadline=2028", "--by", "市政府督查室")
    lines = run("compile", "ws", "--format", "jsonl").stdout.splitlines()
    assert json.loads(lines[0])["commitments"][0]["deadline"] == "2028"


def test_one_review_after_the_other(folder: Path) -> None:
    name = _id("更换节水器具")
    assert run("review", "ws").stdout == "还没有意见。\n"
    assert run("review", "ws", name, "reject", "--by", "甲室", "--reason", "重复").exit_code == 0
    assert "更换节水器具" not in "".join(_commitments())
    assert run("review", "ws", name, "accept", "--by", "乙室").exit_code == 0
    assert "更换节水器具" in "".join(_commitments())
    listed = run("review", "ws").stdout
    assert "否决  [已被后来的意见取代]  重复" in listed
    shown = run("review", "ws", name).stdout
    assert "modality = must" in shown
    assert "采纳  [有效]" in shown


def test_figures_are_reviewed_too(folder: Path) -> None:
    document = json.loads(run("compile", "ws", "--format", "json").stdout)["documents"][0]
    name = next(each["id"] for each in document["quantities"] if each["value"] == 120)
    assert run("review", "ws", name, "change", "--set", "value=125.50", "--by", "甲室").exit_code == 0
    assert "125.50" in run("compile", "ws", "--format", "json").stdout


def _arguments(name: str) -> list[list[str]]:
    return [
        ["review", "ws", name, "change", "--by", "甲室"],
        ["review", "ws", name, "accept"],
        ["review", "ws", name, "accept", "--by", "甲室", "--set", "deadline=2026"],
        ["review", "ws", name, "change", "--by", "甲室", "--set", "deadline"],
        ["review", "ws", name, "change", "--by", "甲室", "--set", "nothing=2026"],
        ["review", "ws", name, "change", "--by", "甲室", "--set", "deadline=明年"],
        ["review", "ws", name, "change", "--by", "甲室", "--set", "owners=市水务局:boss"],
        ["review", "ws", "c-none", "accept", "--by", "甲室"],
        ["review", "ws", "c-none"],
        ["review", "ws", name, "--table", "t.xlsx"],
        ["review", "ws", "--write"],
        ["review", "ws", "--table", "missing.xlsx"],
        ["review", "ws", "--table", "plan.txt"],
        ["review", "missing"],
        ["check", "missing"],
        ["check", "plan.txt"],
        ["diff", "ws", "missing"],
        ["diff", "missing", "ws"],
        ["diff", "ws", "plan.txt", "--out", "no/such/diff.txt"],
        ["diff", "ws", "plan.txt", "--published", "soon"],
        ["compile", "ws", "plan.txt"],
        ["compile", "ws", "--out", "copy"],
        ["compile", "ws", "--published", "2026-01-01"],
        ["compile", "plan.txt", "--out", "."],
        ["compile", "plan.txt", "--out", "plan.txt/ws"],
        ["compile", "plan.txt", "--out", "plan.unknown"],
        ["compile", "plan.txt", "--as", "x=plan.txt"],
        ["compile", "plan.txt", "--as", "../x=plan.txt", "--out", "ws"],
        ["compile", "plan.txt", "--as", "x=other.txt", "--out", "ws"],
        ["compile", "missing.txt", "--out", "new"],
        ["compile", "missing.txt", "--out", "new.xlsx"],
    ]


@pytest.mark.parametrize("number", range(len(_arguments(""))))
def test_what_cannot_be_done_is_said_and_changes_nothing(folder: Path, number: int) -> None:
    arguments = _arguments(_id("改造老旧管网"))[number]
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for lang in ("zh", "en"):
        result = run(*arguments, "--lang", lang)
        assert result.exit_code == 2, arguments
        assert result.stdout == "", arguments
        assert result.stderr.strip(), arguments
        assert "Traceback" not in result.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == files


def test_check_grades_and_waives(folder: Path) -> None:
    text = PLAN + "\n市水务局要深入实施“四水行动”。\n"
    (folder / "plan.txt").write_text(text, encoding="utf-8")
    run("compile", "plan.txt", "--out", "ws")
    assert "LS104" in run("check", "ws").stdout
    assert run("check", "ws").exit_code == 0
    assert run("check", "ws", "--fail-on", "note").exit_code == 1

    settings = folder / "ws" / "luoshi.toml"
    settings.write_text('[severity]\nunexplained-term = "error"\n', encoding="utf-8")
    graded = run("check", "ws")
    assert (graded.exit_code, "错误[LS104]" in graded.stdout) == (1, True)
    assert run("compile", "plan.txt", "--out", "ws", "--fail-on", "error").exit_code == 1
    assert run("compile", "ws", "--fail-on", "error").exit_code == 1

    waiver = '[severity]\nLS104 = "error"\n\n[[waiver]]\ncode = "LS104"\nreason = "另文说明"\nuntil = '
    settings.write_text(waiver + "2999-12-31\n", encoding="utf-8")
    waived = run("check", "ws")
    assert waived.exit_code == 0
    assert "LS104 1 条：另文说明（至 2999-12-31）" in waived.stdout
    assert json.loads(run("check", "ws", "--format", "json").stdout)["waived"] == 1
    settings.write_text(waiver + "2020-12-31\n", encoding="utf-8")
    expired = run("check", "ws", "--lang", "en")
    assert expired.exit_code == 1
    assert "LS826" in expired.stdout
    assert settings.read_text(encoding="utf-8").endswith("2020-12-31\n")


def test_labels_quote_the_other_document(folder: Path) -> None:
    other = PLAN.replace("2026年底前改造老旧管网120公里", "2026年底前改造老旧管网150公里")
    (folder / "other.txt").write_text(other.replace("供水保障", "城市更新"), encoding="utf-8")
    run("compile", "plan.txt", "other.txt", "--out", "both", "--as", "other=other.txt")
    shown = run("check", "both").stdout
    assert "LS302" in shown
    headline = shown[shown.index("LS302") :].split("\n\n")[0]
    assert "plan.txt:" in headline
    assert "other.txt:" in headline
    assert "120公里" in headline
    assert "150公里" in headline


def test_differences_in_text_json_and_html(folder: Path) -> None:
    (folder / "plan-2.txt").write_text(NEXT, encoding="utf-8")
    text = run("diff", "ws", "plan-2.txt")
    assert text.exit_code == 0
    for words in ("[放松]", "[新增]", "[删去]", "120公里", "100公里", "plan.txt:", "plan-2.txt:"):
        assert words in text.stdout
    assert "softened" in run("diff", "ws", "plan-2.txt", "--lang", "en").stdout
    printed = json.loads(run("diff", "plan.txt", "plan-2.txt", "--format", "json").stdout)
    assert run("diff", "plan.txt", "plan-2.txt", "--out", "d.json").stdout == ""
    assert json.loads((folder / "d.json").read_text(encoding="utf-8")) == printed
    assert run("diff", "ws", "plan-2.txt", "--out", "d.html").exit_code == 0
    page = (folder / "d.html").read_text(encoding="utf-8")
    assert "储备应急水源" in page
    assert "<script" not in page
    assert "没有变化" in run("diff", "ws", "plan.txt").stdout
    assert "没有变化" in run("diff", "ws", "-", stdin=PLAN.encode()).stdout


def test_the_table_is_a_workbook_with_its_sheets(folder: Path) -> None:
    run("compile", "plan.txt", "--out", "plan.xlsx")
    book = openpyxl.load_workbook(BytesIO((folder / "plan.xlsx").read_bytes()))
    assert [name for name in book.sheetnames if book[name].sheet_state == "visible"] == [
        "任务",
        "目标",
        "提法",
        "体系",
        "单位",
        "诊断",
    ]


def test_a_faulty_file_of_a_workspace_is_said_whatever_is_written(folder: Path) -> None:
    with (folder / "ws" / "reviews.jsonl").open("a", encoding="utf-8") as log:
        log.write("broken\n")
    for arguments in (["compile", "ws", "--out", "p.html"], ["review", "ws"], ["diff", "ws", "plan.txt"]):
        result = run(*arguments)
        assert (result.exit_code, "LS822" in result.stderr) == (0, True)
    assert run("check", "ws").exit_code == 1
