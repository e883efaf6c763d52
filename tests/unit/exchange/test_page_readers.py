"""Readers of formats with pages: PDF, OFD, pictures, and the layout that they share."""

import importlib.util

import pytest

from luoshi.exchange.page_layout import Run, read_page_lines
from luoshi.exchange.readers import read_source
from tests.office_files import make_ofd, make_pdf

TEXT = "枫陵市人民政府关于加强供水保障的通知\n市水务局要在2026年底前改造管网120公里。\n"


def _column(left: float, top: float, name: str) -> list[Run]:
    return [
        Run(left, top + 18 * i, left + 200, top + 18 * i + 12, f"{name}{i}行文字写满了这一整行", 12)
        for i in range(5)
    ]


def test_columns_are_read_one_after_the_other_below_their_title() -> None:
    runs = [*_column(300, 88, "右"), Run(150, 40, 450, 56, "标题", 16), *_column(50, 80, "左")]
    assert [line.text[:2] for line in read_page_lines(runs, 1)] == [
        "标题",
        *(f"左{i}" for i in range(5)),
        *(f"右{i}" for i in range(5)),
    ]


def test_short_cells_beside_one_another_are_a_row() -> None:
    runs = [Run(x, y, x + 40, y + 12, f"{x}{y}", 12) for y in (0, 20, 40) for x in (0, 100, 200)]
    assert read_page_lines(runs, 1)[0].text == "00\t1000\t2000"


def test_pdf_gives_page_and_box() -> None:
    document = read_source(make_pdf(TEXT), "a.pdf").value[0]
    at = document.text.index("120公里")
    place = next(place for place in document.places if place.start <= at < place.end)
    assert place.page == 1
    assert place.box is not None
    left, top, right, bottom = place.box
    assert 0 < left < right < 595
    assert 0 < top < bottom < 842


def test_ruled_table_with_wrapped_cells_is_rows() -> None:
    rows = "序号\t工作任务\t责任单位\n1\t改造老旧供水管网120公里并同步更新沿线阀门和计量设施\t市水务局\n"
    assert read_source(make_pdf(rows), "a.pdf").value[0].text.startswith(rows)


def test_running_heads_are_left_out_and_reported() -> None:
    body = "\n".join(f"第{i}项工作要按时完成并报告市政府。" for i in range(120))
    outcome = read_source(make_pdf(body, running_head="枫陵市供水专项规划"), "a.pdf")
    assert "专项规划" not in outcome.value[0].text
    assert [found.code for found in outcome.diagnostics] == ["LS811"]


def test_ofd_gives_its_text_layer() -> None:
    document = read_source(make_ofd([["第一页的标题", "市水务局要改造管网。"], ["第二页。"]]), "a.ofd").value[
        0
    ]
    assert document.text.split() == ["第一页的标题", "市水务局要改造管网。", "第二页。"]
    assert [place.page for place in document.places] == [1, 1, 2]


def test_picture_without_recogniser_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luoshi.exchange.ocr_reader.has_recogniser", lambda: False)
    found = read_source(b"\x89PNG\r\n\x1a\n", "scan.png").diagnostics
    assert [each.code for each in found] == ["LS806"]
    assert "luoshi[ocr]" in (found[0].help or "")


@pytest.mark.skipif(importlib.util.find_spec("rapidocr") is None, reason="the extra ocr is not installed")
@pytest.mark.filterwarnings("ignore")
def test_scanned_pdf_keeps_the_confidence_of_its_lines() -> None:
    outcome = read_source(make_pdf(TEXT, scanned=True), "scan.pdf")
    assert "120公里" in outcome.value[0].text
    assert [found.code for found in outcome.diagnostics] == ["LS810"]
    assert all(place.confidence and place.confidence > 0.5 for place in outcome.value[0].places)
