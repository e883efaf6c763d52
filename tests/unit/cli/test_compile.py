import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest

import luoshi.cli.compile
from luoshi.exchange.schema import line_schema, plan_schema
from luoshi.model.diagnostic import Outcome
from luoshi.model.text import Document
from tests.commands import luoshi as run

NOTICE = "枫陵市人民政府关于加强供水保障的通知\n\n市水务局要在2026年底前改造管网120公里。\n"


@pytest.fixture
def notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_example_prints_a_summary() -> None:
    result = run("compile", "--example")
    assert result.exit_code == 0
    assert result.stderr == ""
    for words in ("示例文档", "文档 4", "33618", "六个区", "市发展改革委"):
        assert words in result.stdout


def test_json_agrees_with_its_schema_and_spans_give_their_quotes(notice: Path) -> None:
    result = run("compile", "notice.txt", "--format", "json", "--with-text")
    written = json.loads(result.stdout)
    jsonschema.Draft202012Validator(plan_schema()).validate(written)
    document = written["documents"][0]
    assert (document["id"], document["path"], document["text"]) == ("notice", "notice.txt", NOTICE)
    start, end = document["commitments"][0]["span"]
    assert "改造管网120公里" in NOTICE[start:end]


def test_jsonl_has_one_line_a_document(notice: Path) -> None:
    notice.with_name("second.txt").write_text(NOTICE, encoding="utf-8")
    result = run("compile", "notice.txt", "second.txt", "--format", "jsonl")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["notice", "second"]
    jsonschema.Draft202012Validator(line_schema()).validate(lines[0])


@pytest.mark.parametrize("name", ["plan.json", "plan.jsonl"])
def test_extension_of_the_output_decides_the_format(notice: Path, name: str) -> None:
    result = run("compile", "notice.txt", "--out", name)
    assert result.stdout == ""
    assert result.stderr == f"已写入 {name}\n"
    assert json.loads(notice.with_name(name).read_text(encoding="utf-8"))["schema"] == 1
    assert {path.name for path in notice.parent.iterdir()} == {"notice.txt", name}


def test_summary_goes_to_a_file(notice: Path) -> None:
    assert run("compile", "notice.txt", "--out", "plan.txt").exit_code == 0
    assert "任务和目标" in notice.with_name("plan.txt").read_text(encoding="utf-8")


def test_folder_stands_for_its_texts(notice: Path) -> None:
    folder = notice.parent / "folder"
    (folder / "inner").mkdir(parents=True)
    for name in ("b.txt", "a.md", "inner/c.TXT", "d.exe", ".hidden.txt"):
        (folder / name).write_text(NOTICE, encoding="utf-8")
    written = json.loads(run("compile", "folder", "--format", "json").stdout)
    assert [Path(each["path"]).name for each in written["documents"]] == ["a.md", "b.txt", "c.TXT"]


def test_archive_stands_for_its_documents(notice: Path) -> None:
    with zipfile.ZipFile(notice.with_name("all.zip"), "w") as archive:
        archive.writestr("一/notice.txt", NOTICE)
        archive.writestr("二/notice.txt", NOTICE)
        archive.writestr("__MACOSX/notice.txt", NOTICE)
    written = json.loads(run("compile", "all.zip", "--format", "json").stdout)
    assert [each["path"] for each in written["documents"]] == [
        "all.zip/一/notice.txt",
        "all.zip/二/notice.txt",
    ]
    data = notice.with_name("all.zip").read_bytes()
    assert len(json.loads(run("compile", "-", "--format", "json", stdin=data).stdout)["documents"]) == 2


def test_documents_of_one_name_get_different_slugs(notice: Path) -> None:
    written = json.loads(run("compile", "notice.txt", "notice.txt", "--format", "json").stdout)
    assert [each["id"] for each in written["documents"]] == ["notice", "notice-2"]


def test_standard_input() -> None:
    written = json.loads(run("compile", "-", "--format", "json", stdin=NOTICE.encode()).stdout)
    assert written["documents"][0]["id"] == "stdin"


def test_number_of_processes_does_not_change_the_bytes() -> None:
    alone = run("compile", "--example", "--format", "json")
    several = run("compile", "--example", "--format", "json", "--jobs", "2")
    assert alone.stdout_bytes == several.stdout_bytes


def test_interface_language_does_not_change_the_json(notice: Path) -> None:
    chinese = run("compile", "notice.txt", "--format", "json", "--lang", "zh")
    english = run("compile", "notice.txt", "--format", "json", "--lang", "en")
    assert chinese.stdout_bytes == english.stdout_bytes


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("missing.txt", None, "LS001"),
        ("scan.pdf", b"%PDF-1.7", "LS801"),
        ("packed.7z", b"7z\xbc\xaf\x27\x1c", "LS002"),
        ("big5.txt", "橋樑與隧道".encode("big5"), "LS003"),
        ("empty.txt", b"\n", "LS004"),
    ],
)
def test_bad_input_costs_only_itself(notice: Path, name: str, data: bytes | None, code: str) -> None:
    if data is not None:
        notice.with_name(name).write_bytes(data)
    result = run("compile", name, "notice.txt", "--format", "json")
    assert result.exit_code == 2
    assert f"错误[{code}]" in result.stderr
    assert f"--> {name}" in result.stderr
    assert "怎么办：" in result.stderr
    assert "1 个输入没有编译，其余 1 个已完成。" in result.stderr
    written = json.loads(result.stdout)
    assert [each["id"] for each in written["documents"]] == ["notice"]
    assert written["diagnostics"][0]["path"] == name


def test_only_bad_input_prints_no_summary(notice: Path) -> None:
    result = run("compile", "missing.txt", "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "error[LS001]" in result.stderr


def test_our_own_fault_costs_only_its_document(notice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_document = luoshi.cli.compile.compile_document

    def failing(document: Document, *, published: str | None) -> Outcome[object]:
        if document.id == "bad":
            raise IndexError("out of range")
        return compile_document(document, published=published)

    monkeypatch.setattr(luoshi.cli.compile, "compile_document", failing)
    notice.with_name("bad.txt").write_text(NOTICE, encoding="utf-8")
    result = run("compile", "bad.txt", "notice.txt", "--format", "json")
    assert result.exit_code == 2
    assert "LS901" in result.stderr
    assert "IndexError: out of range (test_compile.py:" in result.stderr
    assert len(json.loads(result.stdout)["documents"]) == 1


def test_fail_on_sets_the_exit_code(notice: Path) -> None:
    notice.write_bytes(NOTICE.encode("gb18030"))
    assert run("compile", "notice.txt").exit_code == 0
    assert run("compile", "notice.txt", "--fail-on", "warning").exit_code == 1
    assert run("compile", "notice.txt", "--fail-on", "error").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["compile"],
        ["compile", "--example", "notice.txt"],
        ["compile", "notice.txt", "--published", "2026-13-01"],
        ["compile", "notice.txt", "--published", "20260301"],
        ["compile", "notice.txt", "--jobs", "0"],
        ["compile", "notice.txt", "--format", "xlsx"],
        ["compile", "notice.txt", "--out", "no/such/folder/plan.json"],
        ["explain", "LS000"],
        ["nonsense"],
    ],
)
def test_bad_usage_is_exit_code_2(notice: Path, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_output_that_cannot_be_written_leaves_the_old_file(notice: Path) -> None:
    folder = notice.with_name("plan.json")
    folder.mkdir()
    assert run("compile", "notice.txt", "--out", "plan.json").exit_code == 2
    assert {path.name for path in notice.parent.iterdir()} == {"notice.txt", "plan.json"}


def test_explain_prints_the_entry() -> None:
    assert run("explain", "uncertain-seam").stdout.startswith("# LS007 uncertain-seam\n")
    assert "## Why it matters" in run("explain", "ls007", "--lang", "en").stdout


def _imported(arguments: list[str]) -> set[str]:
    """The modules that a command has imported when it ends."""
    script = (
        "import sys; sys.argv = ['luoshi', *sys.argv[1:]]\n"
        "from luoshi.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", script, *arguments]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    return set(result.stderr.split())


# Readers and writers of other formats, and what only tests and training use.
HEAVY = {
    "docx",
    "lxml",
    "numpy",
    "openpyxl",
    "playwright",
    "pypdfium2",
    "selectolax",
    "sklearn",
    "xlsxwriter",
}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["compile", "--help"], ["review", "--help", "--lang", "en"]]
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    imported = _imported(arguments)
    assert imported.isdisjoint(HEAVY)
    assert imported.isdisjoint({"rich", "luoshi.compiler", "luoshi.exchange", "opencc", "multiprocessing"})


@pytest.mark.parametrize("end", [[], ["--format", "json"], ["--out", "plan.html"], ["--out", "ws"]])
def test_compiling_text_imports_no_library_of_other_formats(notice: Path, end: list[str]) -> None:
    assert _imported(["compile", "notice.txt", *end]).isdisjoint(HEAVY)


def test_a_closed_pipe_is_no_crash(notice: Path) -> None:
    command = f"{sys.executable} -m luoshi compile notice.txt --format json | head -c 10"
    result = subprocess.run(["bash", "-c", command], check=True, capture_output=True)
    assert b"Traceback" not in result.stderr


def test_a_terminal_without_chinese_gets_question_marks(notice: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "luoshi", "compile", "notice.txt"],
        check=True,
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert b"?" in result.stdout
