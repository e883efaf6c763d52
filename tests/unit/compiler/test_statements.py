"""Clause classes: what the outline fixes, and the plain cases of each class."""

import pytest

from luoshi.compiler.pipeline import compile_document
from luoshi.compiler.statement_weights import CLASSES, WEIGHTS
from luoshi.compiler.statements import classify
from luoshi.model.text import Document, DocumentId


def classes(text: str) -> list[tuple[str, str]]:
    reading = compile_document(Document(id=DocumentId("d"), text=text)).value
    return [(text[item.span.start : item.span.end], item.klass) for item in reading.statements]


@pytest.mark.parametrize(
    ("clause", "klass"),
    [
        ("完善城市排水防涝体系", "task"),
        ("建设调蓄池3座", "target"),
        ("到2027年", "scope"),
        ("坚持人民至上、生命至上", "principle"),
        ("以重大项目为抓手", "means"),
    ],
)
def test_plain_clauses(clause: str, klass: str) -> None:
    found = dict(classes(f"汀州市排水防涝实施方案\n一、主要任务\n{clause}，推进各项工作落实。"))
    assert found[clause] == klass


def test_a_review_section_tells_what_was_done() -> None:
    text = "汀州市政府工作报告\n一、2025年工作回顾\n过去一年，新建公园12个，城镇新增就业3.2万人。"
    assert [klass for _, klass in classes(text)[-2:]] == ["past", "past"]


def test_headings_and_lists_are_fixed_by_the_outline() -> None:
    found = dict(classes("汀州市排水实施方案\n一、主要任务\n建设调蓄池3座。（责任单位：市水利局、市财政局）"))
    assert found["一、主要任务"] == "heading"
    assert next(klass for clause, klass in found.items() if "市水利局" in clause) == "list"


def test_without_cues_the_heaviest_class_is_still_named() -> None:
    assert classify([], [], None) == ()  # type: ignore[arg-type]


def test_weights_fit_their_lanes() -> None:
    assert all(len(row) == len(CLASSES) for row in WEIGHTS.values())
    # some 60 cues of a clause must not overflow half a lane of 20 bits
    assert 60 * max(abs(weight) for row in WEIGHTS.values() for weight in row) < 1 << 19
