import pytest

from luoshi.exchange.html_reader import read_html
from luoshi.exchange.readers import read_source
from tests.office_files import make_html

TEXT = "一、工作目标\n市水务局要在2026年底前改造管网120公里，漏损率控制在9%以内。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk"])
def test_main_text_is_read_without_the_site(encoding: str) -> None:
    lines = [
        line.text.strip()
        for line in read_html(make_html(TEXT, encoding=encoding, title="供水保障方案")).lines
    ]
    assert lines == ["供水保障方案", *TEXT.split()]


def test_title_and_dateline_come_from_the_metadata() -> None:
    page = (
        "<html><head><meta name='ArticleTitle' content='关于供水保障的通知'><meta name='PubDate' content='2026-03-01 10:00'>"
        f"<meta name='ContentSource' content='市水务局'></head><body><div><p>{TEXT}</p></div></body></html>"
    )
    assert [line.text for line in read_html(page.encode()).lines][:2] == [
        "关于供水保障的通知",
        "发布日期：2026-03-01 来源：市水务局",
    ]


def test_merged_cells_and_ordered_lists() -> None:
    page = (
        "<html><body><ol><li>抓好水源。<li>抓好管网。</ol><table><tr><th>序号<th>工作任务<th>责任单位</tr>"
        "<tr><td>1<td>改造<br>管网<td rowspan=2>市水务局</tr><tr><td>2<td>新建泵站</tr></table></body></html>"
    )
    assert [line.text for line in read_html(page.encode()).lines] == [
        "1. 抓好水源。", "2. 抓好管网。", "序号\t工作任务\t责任单位", "1\t改造 管网\t市水务局", "2\t新建泵站\t〃",
    ]  # fmt: skip


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<table><tr><td>", "<ul><li>"])
def test_deep_nesting_is_no_crash(tag: str) -> None:
    outcome = read_source(f"<html><body>{tag * 20_000}市水务局要改造管网。".encode(), "deep.html")
    assert outcome.value or outcome.diagnostics
