import io
import resource
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.exchange.readers import read_source
from tests.commands import luoshi as run
from tests.office_files import make_docx, make_html, make_ofd, make_pdf, make_xlsx, make_zip

NOTICE = "枫陵市人民政府关于加强供水保障的通知\n市水务局要在2026年底前改造管网120公里。\n"
ROWS = [["序号", "工作任务", "责任单位", "完成时限"], [1, "改造管网120公里", "市水务局", "2026年底"]]
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><d>&j;</d>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
GOOD = {
    "a.docx": make_docx(NOTICE),
    "a.xlsx": make_xlsx([("清单", ROWS)]),
    "a.pdf": make_pdf(NOTICE),
    "a.html": make_html(NOTICE),
    "a.ofd": make_ofd([["市水务局要在2026年底前改造管网120公里。"]]),
    "a.zip": make_zip([("b.txt", NOTICE.encode()), ("c.docx", make_docx(NOTICE))]),
}


def _with_part(data: bytes, name: str, part: bytes) -> bytes:
    """The archive with one member replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, part if info.filename == name else old.read(info))
    return file.getvalue()


def _locked(data: bytes) -> bytes:
    """The archive with the flag of encryption on every member."""
    changed = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.find(mark)
        while found >= 0:
            changed[found + at] |= 1
            found = data.find(mark, found + 4)
    return bytes(changed)


def _of_another_version(data: bytes) -> bytes:
    """The archive with a version in its directory that nobody knows."""
    changed = bytearray(data)
    changed[data.find(b"PK\x01\x02") + 6] = 199
    return bytes(changed)


def _bomb() -> bytes:
    return make_zip([(f"{i}.txt", bytes(60_000_000)) for i in range(6)])


BAD = {
    "cut.docx": (GOOD["a.docx"][:3000], "LS801"),
    "version.xlsx": (_of_another_version(GOOD["a.xlsx"]), "LS801"),
    "cut.xlsx": (GOOD["a.xlsx"][:3000], "LS801"),
    "cut.ofd": (GOOD["a.ofd"][:-30], "LS801"),
    "cut.pdf": (GOOD["a.pdf"][:40], "LS801"),
    "broken.docx": (_with_part(GOOD["a.docx"], "word/document.xml", b"<w:document"), "LS801"),
    "locked.zip": (_locked(GOOD["a.zip"]), "LS802"),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "LS802"),
    "locked.pdf": (make_pdf(NOTICE, password="secret"), "LS802"),
    "bomb.zip": (_bomb(), "LS803"),
    "bomb.docx": (_with_part(GOOD["a.docx"], "word/document.xml", bytes(60_000_000)), "LS803"),
    "escape.zip": (make_zip([("../../etc/plan.txt", NOTICE.encode())]), "LS804"),
    "laughs.docx": (_with_part(GOOD["a.docx"], "word/document.xml", LAUGHS.encode()), "LS805"),
    "laughs.xlsx": (_with_part(GOOD["a.xlsx"], "xl/worksheets/sheet1.xml", LAUGHS.encode()), "LS805"),
    "laughs16.docx": (_with_part(GOOD["a.docx"], "word/document.xml", LAUGHS.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")), "LS805"),
    "outside.ofd": (_with_part(GOOD["a.ofd"], "OFD.xml", OUTSIDE.encode()), "LS805"),
    "drawn.pdf": (make_pdf("", drawn=True), "LS806"),
    "empty.docx": (make_docx(""), "LS004"),
    "empty.pdf": (b"", "LS004"),
    "nothing.zip": (make_zip([("a.exe", b"x")]), "LS001"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_file_gives_one_finding_and_costs_only_itself(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luoshi.exchange.ocr_reader.has_recogniser", lambda: False)
    monkeypatch.setattr("luoshi.exchange.pdf_reader.has_recogniser", lambda: False)
    monkeypatch.chdir(tmp_path)
    data, code = BAD[name]
    Path(name).write_bytes(data)
    Path("good.txt").write_text(NOTICE, encoding="utf-8")
    started = time.monotonic()
    result = run("compile", name, "good.txt", "--format", "jsonl")
    assert time.monotonic() - started < 10
    assert result.exit_code == 2
    errors = [line for line in result.stderr.splitlines() if line.startswith("错误[")]
    assert len(errors) == 1 or name == "locked.zip"
    assert errors[0].startswith(f"错误[{code}]")
    assert name in result.stderr
    assert "怎么办：" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_no_bad_file_takes_a_gigabyte() -> None:
    for name, (data, _) in BAD.items():
        read_source(data, name)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2**20


def test_mislabelled_file_is_read_by_its_content() -> None:
    outcome = read_source(GOOD["a.docx"], "plan.pdf")
    assert "120公里" in outcome.value[0].text
    assert [found.code for found in outcome.diagnostics] == ["LS809"]


def test_old_format_without_converter_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luoshi.exchange.office_converter.find_converter", lambda: None)
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    assert [found.code for found in read_source(data, "old.wps").diagnostics] == ["LS807"]


@pytest.mark.parametrize("name", GOOD)
@given(data=st.data())
def test_changed_bytes_give_documents_or_findings(name: str, data: st.DataObject) -> None:
    changed = bytearray(GOOD[name])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.none(), st.integers(1, len(changed))))
    outcome = read_source(bytes(changed[:cut]), name)
    assert outcome.value or outcome.diagnostics
    for document in outcome.value:
        assert all(0 <= place.start < place.end <= len(document.text) for place in document.places)


XML_PARTS = (
    ("a.docx", "word/document.xml"),
    ("a.xlsx", "xl/worksheets/sheet1.xml"),
    ("a.ofd", "Doc_0/Pages/Page_0/Content.xml"),
)


@pytest.mark.parametrize(("name", "part"), XML_PARTS)
@given(data=st.data())
def test_changed_xml_gives_documents_or_findings(name: str, part: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD[name])) as archive:
        text = bytearray(archive.read(part))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.sampled_from([b"0", b"-1", b"99999999", b"", b"e", b"x"])
        )
    outcome = read_source(_with_part(GOOD[name], part, bytes(text)), name)
    assert outcome.value or outcome.diagnostics


@given(
    st.binary(max_size=400),
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04word/document", b"<html><body>", b"\x89PNG\r\n\x1a\n", b""]),
)
def test_any_bytes_behind_any_mark(data: bytes, mark: bytes) -> None:
    outcome = read_source(mark + data, "file")
    assert outcome.value or outcome.diagnostics
