"""A plan as a folder: written, read back, edited, broken, renewed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.compiler.difference import compare_plans
from luoshi.compiler.editions import assign_slugs
from luoshi.compiler.pipeline import compile_document
from luoshi.compiler.reviewing import review_of
from luoshi.diagnostics import diagnose
from luoshi.diagnostics.waiving import apply_settings
from luoshi.exchange.text import read_text
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.reading import Reading
from luoshi.model.text import Document, DocumentId
from luoshi.workspace import (
    Workspace,
    add_reviews,
    assemble,
    is_workspace,
    may_become_workspace,
    open_workspace,
    renew,
    save_workspace,
    subjects_of,
)
from tests.annotated import CORPUS

TEXT = """青岚市人民政府关于老旧小区改造的实施意见

一、改造任务
市住房城乡建设局要在2026年底前改造老旧小区420个，惠及居民9万户。
市财政局要在2026年6月底前筹集改造资金12亿元。
市水务局负责更换老旧供水管网120公里。

二、保障措施
市城管局要建立物业服务评价制度，每季度通报一次。
各县区要在今年年底前完成自查。
"""


def read(
    text: str = TEXT, slug: str = "opinion", path: str = "意见.txt"
) -> tuple[Reading, tuple[Diagnostic, ...]]:
    document = read_text(text.encode(), path, DocumentId(slug)).value
    assert document is not None
    outcome = compile_document(document)
    return outcome.value, outcome.diagnostics


def new_workspace(text: str = TEXT) -> Workspace:
    reading, findings = read(text)
    return renew(None, (reading,), findings=findings).value


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [each.code for each in found]


def opened(folder: Path) -> Workspace:
    outcome = open_workspace(folder)
    assert outcome.value is not None
    return outcome.value


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    workspace = new_workspace()
    save_workspace(workspace, tmp_path)
    outcome = open_workspace(tmp_path)
    assert outcome.value == workspace
    assert outcome.diagnostics == ()
    assert is_workspace(tmp_path)


@pytest.mark.parametrize("name", ["02", "03", "13", "20", "23"])
def test_corpus_is_read_back(name: str, tmp_path: Path) -> None:
    reading, findings = read((CORPUS / f"{name}.txt").read_bytes().decode(), name)
    workspace = renew(None, (reading,), findings=findings).value
    save_workspace(workspace, tmp_path)
    again = opened(tmp_path)
    assert again == workspace
    assert [each.origin for each in again.readings[0].commitments] == [
        each.origin for each in reading.commitments
    ]


def test_writing_twice_changes_no_byte(tmp_path: Path) -> None:
    assert save_workspace(new_workspace(), tmp_path)
    before = contents(tmp_path)
    assert save_workspace(renew(opened(tmp_path), *_again()).value, tmp_path) == ()
    assert save_workspace(new_workspace(), tmp_path) == ()
    assert contents(tmp_path) == before
    assert not any(name.endswith((".part", ".edited")) for name in before)


def _again() -> tuple[tuple[Reading, ...]]:
    return ((read()[0],),)


def test_later_edition_keeps_ids_and_reviews_and_lists_changes(tmp_path: Path) -> None:
    first = new_workspace()
    save_workspace(first, tmp_path)
    reading = first.plan.readings[0]
    task = next(each for each in reading.commitments if "420个" in TEXT[each.span.start : each.span.end])
    add_reviews(
        tmp_path,
        [review_of(reading, task, "change", by="督查室", at="2026-03-01", changes=[("deadline", "2026-10")])],
    )
    edited = TEXT.replace("一、改造任务\n", "一、改造任务\n本件为修订稿，请各单位遵照执行。\n").replace(
        "120公里", "90公里"
    )
    before = opened(tmp_path)
    incoming = Document(id=DocumentId("x"), text=edited, path="意见（修订）.txt")
    slugs = assign_slugs([each.document for each in before.readings], [incoming])
    assert slugs.value == ("opinion",)
    assert codes(slugs.diagnostics) == ["LS824"]
    later, findings = read(edited, slugs.value[0], incoming.path)
    outcome = renew(before, (later,), findings=findings)
    assert outcome.diagnostics == ()
    save_workspace(outcome.value, tmp_path)
    now = opened(tmp_path).plan.readings[0]
    assert next(each for each in now.commitments if each.id == task.id).deadline == "2026-10"
    changed = compare_plans(before.plan, outcome.value.plan)
    kinds = {(aspect.kind, aspect.field) for each in changed.changes for aspect in each.aspects if each.old}
    assert kinds == {("softened", "target")}


def test_files_differ_only_where_the_text_differs(tmp_path: Path) -> None:
    save_workspace(new_workspace(), tmp_path)
    before = (tmp_path / "readings/opinion.jsonl").read_text(encoding="utf-8").splitlines()
    save_workspace(new_workspace("说明：本件公开发布。\n" + TEXT), tmp_path)
    after = (tmp_path / "readings/opinion.jsonl").read_text(encoding="utf-8").splitlines()
    assert set(before) <= set(after)
    assert len(after) <= len(before) + 3


def test_documents_that_are_not_named_stay(tmp_path: Path) -> None:
    save_workspace(new_workspace(), tmp_path)
    other, findings = read("青岚市财政局要在2026年底前完成决算公开。\n", "notice", "通知.txt")
    workspace = renew(
        opened(tmp_path), (other,), findings=findings, dates={DocumentId("notice"): "2026-01-05"}
    ).value
    save_workspace(workspace, tmp_path)
    again = opened(tmp_path)
    assert [each.document.id for each in again.readings] == ["opinion", "notice"]
    assert again == workspace
    gone = renew(again, (), drop=[DocumentId("opinion")]).value
    save_workspace(gone, tmp_path, drop=[DocumentId("opinion")])
    assert [each.document.id for each in opened(tmp_path).readings] == ["notice"]
    assert not (tmp_path / "documents/opinion.txt").exists()


def test_settings_and_reviews_are_never_rewritten(tmp_path: Path) -> None:
    save_workspace(new_workspace(), tmp_path)
    (tmp_path / "luoshi.toml").write_text('[severity]\nLS203 = "off" # 我们的\n', encoding="utf-8")
    (tmp_path / "reviews.jsonl").write_bytes(b"{broken\n")
    save_workspace(opened(tmp_path), tmp_path)
    assert (tmp_path / "luoshi.toml").read_text(encoding="utf-8").endswith("# 我们的\n")
    assert (tmp_path / "reviews.jsonl").read_bytes() == b"{broken\n"


def test_broken_review_is_named_by_line_and_the_others_are_read(tmp_path: Path) -> None:
    workspace = new_workspace()
    save_workspace(workspace, tmp_path)
    reading = workspace.plan.readings[0]
    entries = [
        review_of(reading, each, "accept", by="督查室", at="2026-03-01") for each in reading.commitments[:2]
    ]
    log = tmp_path / "reviews.jsonl"
    add_reviews(tmp_path, entries[:1])
    with log.open("ab") as file:
        file.write(b'{"at": "2026-03-01", "by')
    assert add_reviews(tmp_path, entries[1:]) == 1
    outcome = open_workspace(tmp_path)
    assert outcome.value is not None
    assert outcome.value.reviews == tuple(entries)
    assert [each.place.rpartition(":")[2] for each in outcome.value.reviews] == ["1", "3"]
    assert codes(outcome.diagnostics) == ["LS822"]
    assert outcome.diagnostics[0].path == f"{log}:2"


def test_review_that_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    workspace = new_workspace()
    save_workspace(workspace, tmp_path)
    reading = workspace.plan.readings[0]
    entry = review_of(reading, reading.commitments[0], "accept", by="督查室", at="昨天")
    with pytest.raises(ValueError, match="at"):
        add_reviews(tmp_path, [entry])
    assert (tmp_path / "reviews.jsonl").read_bytes() == b""


def test_faulty_reading_is_said_and_compiled_anew(tmp_path: Path) -> None:
    workspace = new_workspace()
    save_workspace(workspace, tmp_path)
    path = tmp_path / "readings/opinion.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines) if '"modality": "must"' in line)
    lines[number] = lines[number].replace('"must"', '"maybe"')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    outcome = open_workspace(tmp_path)
    assert outcome.value == workspace
    assert codes(outcome.diagnostics) == ["LS823", "LS822"]
    assert outcome.diagnostics[1].path == f"{path}:{number + 1}"
    assert "modality" in outcome.diagnostics[1].message
    save_workspace(outcome.value, tmp_path)
    assert "maybe" in (tmp_path / "readings/opinion.jsonl.edited").read_text(encoding="utf-8")
    assert open_workspace(tmp_path).diagnostics == ()


def test_edited_text_no_longer_carries_its_reading(tmp_path: Path) -> None:
    save_workspace(new_workspace(), tmp_path)
    path = tmp_path / "documents/opinion.txt"
    path.write_bytes(path.read_bytes().replace("420个".encode(), "400个".encode()))
    outcome = open_workspace(tmp_path)
    assert codes(outcome.diagnostics)[0] == "LS823"
    assert "LS822" in codes(outcome.diagnostics)
    assert outcome.value is not None
    assert "400个" in outcome.value.readings[0].document.text


@pytest.mark.parametrize(
    "name", ["readings/opinion.jsonl", "documents.jsonl", "plan/edges.jsonl", "checksums.txt"]
)
def test_lost_file_is_made_again(name: str, tmp_path: Path) -> None:
    workspace = new_workspace()
    save_workspace(workspace, tmp_path)
    (tmp_path / name).unlink()
    outcome = open_workspace(tmp_path)
    assert outcome.value is not None
    assert outcome.value.plan.goals == workspace.plan.goals
    save_workspace(outcome.value, tmp_path)
    assert open_workspace(tmp_path).diagnostics == ()


def test_interrupted_writing_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_workspace(new_workspace(), tmp_path)
    later = new_workspace(TEXT.replace("120公里", "90公里"))
    moved = 0
    replace_path = Path.replace

    def fail(self: Path, target: Path) -> Path:
        nonlocal moved
        moved += 1
        if moved > 1:
            raise OSError(28, "no space")
        return replace_path(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(OSError, match="no space"):
            save_workspace(later, tmp_path)
    assert not list(tmp_path.rglob("*.part"))
    outcome = open_workspace(tmp_path)
    assert outcome.value is not None
    assert outcome.value.readings[0].commitments == later.readings[0].commitments
    save_workspace(later, tmp_path)
    assert opened(tmp_path) == later


def test_what_is_no_workspace(tmp_path: Path) -> None:
    assert codes(open_workspace(tmp_path / "none").diagnostics) == ["LS821"]
    assert may_become_workspace(tmp_path / "none")
    (tmp_path / "letter.txt").write_text("x")
    assert not may_become_workspace(tmp_path)
    save_workspace(new_workspace(), tmp_path / "w")
    manifest = tmp_path / "w/workspace.json"
    manifest.write_text(json.dumps({"format": 99}))
    assert codes(open_workspace(tmp_path / "w").diagnostics) == ["LS828"]
    manifest.write_text("[]")
    assert codes(open_workspace(tmp_path / "w").diagnostics) == ["LS821"]


def test_slug_never_leaves_the_folder(tmp_path: Path) -> None:
    save_workspace(new_workspace(), tmp_path / "w")
    path = tmp_path / "w/documents.jsonl"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"opinion"', '"../../opinion"'), encoding="utf-8"
    )
    assert "LS822" in codes(open_workspace(tmp_path / "w").diagnostics)
    with pytest.raises(ValueError, match="slug"):
        save_workspace(assemble((read(slug="../x")[0],)).value, tmp_path / "w")


@pytest.mark.parametrize(
    ("known", "incoming", "slug", "said"),
    [
        (TEXT, ("意见.txt", "全新的内容。"), "opinion", []),
        (TEXT, ("别处/文件.txt", TEXT), "opinion", ["LS824"]),
        (TEXT, ("x.txt", TEXT.replace("420", "400").replace("各县区", "各区")), "opinion", ["LS824"]),
        (TEXT, ("x.txt", "青岚市人民政府工作报告\n今年要做好三件事，完成投资20亿元。"), "x", []),
        (TEXT, ("opinion.txt", "青岚市人民政府工作报告\n今年要做好三件事。"), "opinion-2", []),
    ],
)
def test_editions(known: str, incoming: tuple[str, str], slug: str, said: list[str]) -> None:
    old = Document(id=DocumentId("opinion"), text=known, path="意见.txt")
    outcome = assign_slugs([old], [Document(id=DocumentId("?"), text=incoming[1], path=incoming[0])])
    assert outcome.value == (slug,)
    assert codes(outcome.diagnostics) == said


def test_user_names_the_slug() -> None:
    old = Document(id=DocumentId("opinion"), text=TEXT, path="意见.txt")
    new = Document(id=DocumentId("?"), text=TEXT, path="b.txt")
    assert assign_slugs([old], [new], {"b.txt": "other"}).value == ("other",)
    assert assign_slugs([old], [new, replace(new, path="c.txt")]).value == ("opinion", "c")


def test_settings_are_read_with_lines_and_applied(tmp_path: Path) -> None:
    reading, _ = read()
    undated = diagnose("LS202", reading.deadlines[0].span, text="今年年底前")
    workspace = renew(None, (reading,), findings=(undated,)).value
    save_workspace(workspace, tmp_path)
    task = workspace.plan.readings[0].commitments[0]
    (tmp_path / "luoshi.toml").write_text(
        '[severity]\nLS203 = "off"\nLS999 = "note"\nLS202 = "grave"\n\n'
        f'[[waiver]]\ncode = "LS202"\nreason = "年份已知"\nuntil = 2026-06-30\ndocument = "意*"\n\n'
        '[[waiver]]\ncode = "LS007"\nreason = ""\nuntil = 2026-06-30\n\n'
        f'[[waiver]]\ncode = "uncertain-seam"\nreason = "原件如此"\nuntil = "2025-12-31"\nsubject = "{task.id}"\n\n'
        '[[waiver]]\ncode = "LS008"\nreason = "x"\n',
        encoding="utf-8",
    )
    outcome = open_workspace(tmp_path)
    assert outcome.value is not None
    assert codes(outcome.diagnostics) == ["LS825"] * 4
    assert [str(each.path).rpartition(":")[2] for each in outcome.diagnostics] == ["3", "4", "12", "23"]
    decided = apply_settings(
        outcome.value.findings,
        outcome.value.settings,
        today="2026-06-30",
        paths={DocumentId("opinion"): "意见.txt"},
        subjects=subjects_of(outcome.value.plan),
    )
    assert [each.code for each, _ in decided.waived] == ["LS202"]
    assert codes(decided.shown) == ["LS826"]
    late = apply_settings(
        outcome.value.findings,
        outcome.value.settings,
        today="2026-07-01",
        paths={DocumentId("opinion"): "意见.txt"},
        subjects=subjects_of(outcome.value.plan),
    )
    assert codes(late.shown) == ["LS202", "LS826", "LS826"]


def test_broken_toml_names_its_line(tmp_path: Path) -> None:
    save_workspace(new_workspace(), tmp_path)
    (tmp_path / "luoshi.toml").write_text('[severity]\nLS203 = "off\n', encoding="utf-8")
    found = open_workspace(tmp_path).diagnostics
    assert codes(found) == ["LS825"]
    assert found[0].path == f"{tmp_path / 'luoshi.toml'}:2"


LINE = st.sampled_from(
    [
        *TEXT.splitlines(),
        "",
        "\t",
        "\u2028",
        "完成120公里；完成120公里。",
        "（牵头单位：市水务局）",
        "A" * 30,
        "\ud800",
    ]
)


@settings(max_examples=20)
@given(st.lists(LINE, min_size=1, max_size=12), st.sampled_from(["\n", "\r\n", ""]))
def test_any_text_is_written_and_read_back(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], end: str
) -> None:
    document = Document(id=DocumentId("任意"), text=end.join(lines) or " ", path="任意.txt")
    outcome = compile_document(document)
    workspace = renew(None, (outcome.value,), findings=outcome.diagnostics).value
    folder = tmp_path_factory.mktemp("w")
    save_workspace(workspace, folder)
    again = open_workspace(folder)
    assert again.diagnostics == ()
    assert again.value == workspace
    assert save_workspace(workspace, folder) == ()


@settings(max_examples=20)
@given(st.data())
def test_broken_files_never_crash(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("w")
    save_workspace(new_workspace(), folder)
    name = data.draw(st.sampled_from(sorted(contents(folder))))
    before = (folder / name).read_bytes()
    at = data.draw(st.integers(0, len(before)))
    junk = data.draw(
        st.sampled_from([b"", b"\xff", b"{}\n", b"[[", b'"\n', b"\n\n<<<<<<< HEAD\n", b"9" * 5000])
    )
    cut = data.draw(st.integers(0, 40))
    (folder / name).write_bytes(before[:at] + junk + before[at + cut :])
    outcome = open_workspace(folder)
    if outcome.value is None:
        assert outcome.diagnostics
    else:
        save_workspace(outcome.value, folder)
