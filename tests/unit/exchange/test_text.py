import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.exchange.text import read_text
from luoshi.model.text import DocumentId

SLUG = DocumentId("notice")
TEXT = "一、管网\r\n市水务局2026年底前改造管网120公里。\n"
TRADITIONAL = "市水務局2026年底前改造供水管網120公里，將漏損率控制在9%以內，並報請審議。"


def _codes(data: bytes) -> list[str]:
    return [found.code for found in read_text(data, "notice.txt", SLUG).diagnostics]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_read_unchanged_and_without_comment(encoding: str) -> None:
    data = TEXT.encode(encoding)
    outcome = read_text(data, "notice.txt", SLUG)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    assert outcome.value.text == TEXT
    assert outcome.value.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("text", [TEXT, TRADITIONAL])
def test_other_encodings_are_read_with_a_warning(text: str, encoding: str) -> None:
    outcome = read_text(text.encode(encoding), "notice.txt", SLUG)
    assert outcome.value is not None
    assert outcome.value.text == text
    assert [found.code for found in outcome.diagnostics] == ["LS005"]
    assert outcome.diagnostics[0].span == (SLUG, 0, 0)


def test_big5_is_read_with_a_warning() -> None:
    outcome = read_text(TRADITIONAL.encode("big5"), "notice.txt", SLUG)
    assert outcome.value is not None
    assert outcome.value.text == TRADITIONAL
    assert [(found.code, "Big5" in found.message) for found in outcome.diagnostics] == [("LS005", True)]


@pytest.mark.parametrize(
    "data",
    [
        "橋樑與隧道".encode("big5"),
        ("시장은 2026년까지 상수도관 교체 사업을 완료하고 그 결과를 의회에 보고하여야 한다. " * 4).encode("euc-kr"),
        ("市長は二千二十六年までに水道管を更新し、その結果を議会に報告しなければならない。" * 4).encode("euc-jp"),
        TEXT.encode()[:-2],
        TEXT.encode() + b"\xff",
        "Überprüfung der Maßnahmen".encode("latin-1"),
        "これはテストです。".encode("shift-jis"),
    ],
    ids=["short big5", "euc-kr", "euc-jp", "cut utf-8", "damaged utf-8", "latin-1", "shift-jis"],
)
def test_text_is_never_garbled_in_silence(data: bytes) -> None:
    outcome = read_text(data, "notice.txt", SLUG)
    assert outcome.value is None
    assert [found.code for found in outcome.diagnostics] == ["LS003"]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0", bytes(range(256)), b"text\x00text"]
)
def test_binary_is_refused(data: bytes) -> None:
    assert _codes(data) == ["LS002"]


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\u3000\n".encode(), b"\xef\xbb\xbf"])
def test_empty_is_refused(data: bytes) -> None:
    assert _codes(data) == ["LS004"]


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    outcome = read_text(data, "notice.txt", SLUG)
    assert (outcome.value is None) <= bool(outcome.diagnostics)
