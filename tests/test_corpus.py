"""What must hold for any document, on every document that is at hand."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.accuracy import SET_ASIDE
from luoshi.compiler.link import link
from luoshi.compiler.pipeline import compile_document
from luoshi.exchange.json_plan import write_json
from luoshi.exchange.schema import plan_schema
from luoshi.exchange.text import read_text
from luoshi.model.text import Document, DocumentId
from tests.annotated import CORPUS

ROOT = CORPUS.parent.parent
PAGE = ROOT.parent / "shared" / "seeds" / "page.txt"
TEXTS = [
    *(path for path in sorted(CORPUS.glob("*.txt")) if path.stem not in SET_ASIDE),
    *sorted((ROOT / "src" / "luoshi" / "examples").glob("*.txt")),
    *([PAGE] if PAGE.exists() else []),
]
VALIDATOR = jsonschema.Draft202012Validator(plan_schema())
# Alphabet of texts that try the passes' nerves: marks, digits, numbering, units, tables, broken lines.
PIECES = [
    *"，。；：、！？“”（）《》\n\t 　—·%|#①㈠🙂１２臺灣",
    *("一、", "（一）", "1.", "第一条", "市水务局", "各区县", "牵头", "责任单位：", "整改时限："),
    *("到2027年", "年底前", "是指", "即", "其中", "均", "120公里", "3—5家", "两个百分点", "翻一番"),
    *("不得", "要", "力争", "建设", "完成", "“六个区”", "abc", "**", "\r\n", "\ufeff", "\u200b"),
]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_output_agrees_with_the_schema_and_spans_lie_in_the_text(path: Path) -> None:
    document = read_text(path.read_bytes(), path.name, DocumentId(path.stem)).value
    assert document is not None
    _check(document)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_is_compiled_without_a_crash(text: str) -> None:
    _check(Document(id=DocumentId("any"), text=text))


def _check(document: Document) -> None:
    outcome = compile_document(document, published="2026-03-01")
    plan = link((outcome.value,))
    data = write_json(plan.value, (*outcome.diagnostics, *plan.diagnostics))
    written = json.loads(data)
    VALIDATOR.validate(written)
    text = document.text
    for entry in _entries(written["documents"][0]):
        start, end = entry["span"]
        assert 0 <= start < end <= len(text)
        if "text" in entry:
            assert _closed_up(text[start:end]) == _closed_up(entry["text"]), entry


def _entries(value: Any) -> Iterator[dict[str, Any]]:
    """All objects with a span of their own."""
    if isinstance(value, dict):
        if value.get("span"):
            yield value
        for each in value.values():
            yield from _entries(each)
    elif isinstance(value, list):
        for each in value:
            yield from _entries(each)


def _closed_up(text: str) -> str:
    return "".join(text.split())
