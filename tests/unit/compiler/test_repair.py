"""Pages put together again: seams, copies, lost edges; nothing lost, nothing invented."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.mangled import measure
from luoshi.compiler.repair import read_page
from luoshi.model.text import Document, DocumentId

PAGE = Path(__file__).parents[3].parent / "shared" / "seeds" / "page.txt"


def document(text: str) -> Document:
    return Document(id=DocumentId("page"), text=text)


def test_a_page_number_inside_a_sentence_is_a_seam() -> None:
    text = (
        "一、排水设施\n市水务局要在汛期前完成全市管网清淤疏通，同步建立重点泵站、闸门和低洼路段的巡\n— 3 —\n"
        "查台账，每周通报一次进展情况。各区县要落实值守人员。\n"
    )
    page = read_page(document(text))
    assert [(text[: join.left_end][-2:], text[join.right_start :][:2]) for join in page.joins] == [("的巡", "查台")]
    assert "重点泵站、闸门和低洼路段的巡查台账" in page.flow.text


def test_a_later_copy_is_kept_and_marked() -> None:
    paragraph = "市交通局将在年底前开通环湖公交线路五条，新增新能源公交车六十辆，方便沿线居民出行和游客换乘。"
    text = f"{paragraph}\n\n市商务局将组织消费促进活动十二场，带动夜间经济和首店经济加快发展。\n\n{paragraph}\n"
    page = read_page(document(text))
    assert [(pair.first.start, pair.copy.start) for pair in page.duplicates] == [(0, text.rindex("市交通局"))]
    assert page.flow.text.count(paragraph) == 2


def test_whole_documents_have_no_seams() -> None:
    text = "一、总体要求\n坚持问题导向，完善排水体系。\n二、主要任务\n（一）加快管网改造。新建管网60公里。\n（二）强化运行管理。建立巡查制度。\n"
    page = read_page(document(text))
    assert (page.joins, page.duplicates, page.truncated) == ((), (), ())


def test_mangled_pages_do_not_get_worse() -> None:
    # What `python -m benchmarks.mangled` measured over 500 pages, less three points for so few pages.
    figures = measure(60)
    assert figures["joins"]["precision"] >= 0.92
    assert figures["joins"]["recall"] >= 0.66
    assert figures["duplicates"]["precision"] >= 0.97
    assert figures["duplicates"]["recall"] >= 0.95


@pytest.mark.skipif(not PAGE.exists(), reason="the real page is not on this machine")
def test_the_real_page_shows_four_seams() -> None:
    text = PAGE.read_text(encoding="utf-8")
    page = read_page(document(text))
    seams = [(text[: join.left_end][-2:], text[join.right_start :][:2]) for join in page.joins if join.certain]
    assert seams == [("旅游", "走廊"), ("新深", "度融"), ("平运", "行。"), ("新深", "度融")]


@given(st.text(alphabet="建设管网，。；\n \t“”（）—-12市局", max_size=200))
@settings(max_examples=100, deadline=None)
def test_nothing_is_lost_but_white_space_and_marks(text: str) -> None:
    flow = read_page(document(text)).flow
    kept = sorted("".join(flow.source[s:e] for p in flow.paragraphs for s, e in flow.pieces(p.start, p.end)))
    assert [c for c in kept if "\u4e00" <= c <= "\u9fff"] == sorted(c for c in text if "\u4e00" <= c <= "\u9fff")
