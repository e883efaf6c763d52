from hypothesis import given
from hypothesis import strategies as st

from luoshi.diagnostics import diagnose, render
from luoshi.diagnostics.width import cell_width, shorten
from luoshi.model.diagnostic import Label
from luoshi.model.text import Document, DocumentId, Span

SLUG = DocumentId("notice")
TEXT = "一、管网\n市水务局要在今年底前改造管网120公里。\n二、附则\n"
DOCUMENT = Document(id=SLUG, text=TEXT, path="notice.txt")


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(SLUG, start, start + len(words))


def test_carets_stand_below_what_they_mark() -> None:
    shown = render(diagnose("LS202", _span("今年底前"), text="今年底前"), DOCUMENT)
    assert shown.splitlines() == [
        "警告[LS202] 时限“今年底前”推算不出年份",
        "  --> notice.txt:2:7",
        "   2 | 市水务局要在今年底前改造管网120公里。",
        "     |             ^^^^^^^^",
        "  = 怎么办：请用 --published 给出发布日期，例如 --published 2026-03-01。",
    ]


def test_english_headline_is_the_catalogues() -> None:
    shown = render(diagnose("LS202", _span("今年底前"), text="今年底前"), DOCUMENT, lang="en")
    assert shown.startswith("warning[LS202] a deadline whose year cannot be worked out\n")


def test_label_is_quoted_with_its_message() -> None:
    found = diagnose(
        "LS007", _span("市水务局"), labels=(Label(span=_span("二、附则"), message="可能的下半句"),)
    )
    assert "^^^^^^^^ 可能的下半句" in render(found, DOCUMENT)


def test_finding_without_text_names_the_file() -> None:
    assert "  --> scan.pdf" in render(diagnose("LS002", path="scan.pdf", format="PDF"), None)


def test_span_over_several_lines_shows_the_first() -> None:
    shown = render(diagnose("LS008", Span(SLUG, 0, len(TEXT)), edge="尾"), DOCUMENT)
    assert "   1 | 一、管网\n     | ^^^^^^^^" in shown


@given(
    st.text(alphabet="市水务局要改造管网a1 ，。“”\t\n\r\u3000é", max_size=200),
    st.integers(0, 200),
    st.integers(0, 200),
    st.integers(30, 120),
)
def test_quote_never_breaks_and_keeps_its_width(text: str, start: int, length: int, width: int) -> None:
    span = Span(SLUG, min(start, len(text)), min(start + length, len(text)))
    shown = render(diagnose("LS008", span, edge="尾"), Document(id=SLUG, text=text, path="x"), width=width)
    quoted = [line for line in shown.splitlines() if " | " in line]
    assert all(cell_width(line) <= width for line in quoted)


@given(st.text(max_size=60), st.integers(2, 40))
def test_shortened_text_fits(text: str, cells: int) -> None:
    assert cell_width(shorten(text, cells)) <= max(cells, 1)
