"""Clauses end at Chinese marks, tabs and paragraphs, not inside numbers."""

from hypothesis import given
from hypothesis import strategies as st

from luoshi.compiler.clauses import split_clauses
from luoshi.compiler.normalise import read_flow
from luoshi.model.text import Document, DocumentId


def clauses_of(text: str) -> list[str]:
    flow = read_flow(Document(id=DocumentId("d"), text=text))
    return [flow.text[clause.start : clause.end] for clause in split_clauses(flow)]


def test_marks_and_paragraphs_end_clauses() -> None:
    assert clauses_of("建设中心1个，推广技术；年底前完成。\n严禁新增。") == ["建设中心1个", "推广技术", "年底前完成", "严禁新增"]


def test_a_grouped_number_is_whole() -> None:
    assert clauses_of("总面积9,386.4平方公里，占43.0%。") == ["总面积9,386.4平方公里", "占43.0%"]


def test_a_closing_quote_begins_no_clause() -> None:
    assert clauses_of("“要把路修好。”市交通局局长说。") == ["“要把路修好", "市交通局局长说"]


@given(st.text(alphabet="建设，。；“”\n\t0123456789,.市局 ", max_size=80))
def test_clauses_ascend_and_stay_in_their_paragraph(text: str) -> None:
    flow = read_flow(Document(id=DocumentId("d"), text=text))
    at = 0
    for clause in split_clauses(flow):
        paragraph = flow.paragraphs[clause.paragraph]
        assert at <= clause.start < clause.end
        assert paragraph.start <= clause.start
        assert clause.end <= paragraph.end
        at = clause.end
