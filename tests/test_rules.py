"""Runs tests/rules/*.md: each file is a rule's prose, its snippets and the findings that they must give.

A section (``##``) is one case: its ``text`` blocks are the documents, its ``findings`` block the expected
findings of that code, one quote a line, ``-`` where the finding is about the whole document. ``text`` takes
``published=…`` and ``encoding=…``; ``hex`` holds the bytes of a file.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from luoshi.compiler.link import link
from luoshi.compiler.pipeline import compile_document
from luoshi.diagnostics import CODES, find_code
from luoshi.exchange.text import read_text
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.model.text import Document, DocumentId
from luoshi.rules import RULES, check

FOLDER = Path(__file__).parent / "rules"
SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
BLOCK = re.compile(r"^```(text|hex|findings)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OPTION = re.compile(r"(\w+)=(\S+)")
# No text shows a path that cannot be opened or, so far, a seam that the compiler leaves open.
# LS007 is made from a reading in tests/unit/diagnostics/test_reading.py.
WITHOUT_TEXT = {"LS001", "LS007"}
# From here on codes are about reviews, engines and files, which are tested where they are found.
RULES_END = "LS390"


class Source(NamedTuple):
    data: bytes
    published: str | None


class Case(NamedTuple):
    code: str
    title: str
    sources: tuple[Source, ...]
    expected: tuple[str, ...]


def read_cases(path: Path) -> list[Case]:
    parts = SECTION.split(path.read_text(encoding="utf-8"))
    return [_read_case(path.stem, title, body) for title, body in zip(parts[1::2], parts[2::2], strict=True)]


def _read_case(code: str, title: str, body: str) -> Case:
    sources: list[Source] = []
    expected: tuple[str, ...] | None = None
    for kind, info, content in BLOCK.findall(body):
        options = dict(OPTION.findall(info))
        if kind == "findings":
            expected = tuple(content.splitlines())
        elif kind == "hex":
            sources.append(Source(bytes.fromhex(content), None))
        else:
            data = content.encode(options.get("encoding", "utf-8"))
            sources.append(Source(data, options.get("published")))
    assert expected is not None, f"{code} {title}: no findings block"
    assert sources, f"{code} {title}: no snippet"
    return Case(code, title, tuple(sources), expected)


CASES = [case for path in sorted(FOLDER.glob("LS*.md")) for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.title}")
def test_snippet_gives_the_findings(case: Case) -> None:
    found, texts = _run(case)
    quotes = [_quote(each, texts) for each in found if each.code == case.code]
    assert quotes == list(case.expected)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.title}")
def test_every_span_lies_in_its_document(case: Case) -> None:
    found, texts = _run(case)
    for each in found:
        for span in (each.span, *(label.span for label in each.labels)):
            assert span is None or 0 <= span.start <= span.end <= len(texts[span.document])


@pytest.mark.parametrize("code", [entry.code for entry in CODES if entry.code < RULES_END])
def test_every_code_has_a_file_that_shows_and_spares(code: str) -> None:
    if code in WITHOUT_TEXT:
        return
    cases = [case for case in CASES if case.code == code]
    assert any(case.expected for case in cases), "nothing that is found"
    assert any(not case.expected for case in cases), "nothing that is left alone"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_file_is_about_a_code_of_the_catalogue(path: Path) -> None:
    entry = find_code(path.stem)
    assert entry is not None
    first, _, prose = path.read_text(encoding="utf-8").partition("\n")
    assert first == f"# {entry.code} {entry.name}"
    assert prose.strip().split("\n## ")[0].strip()


def test_an_empty_plan_has_no_findings() -> None:
    assert check(Plan(readings=(), goals=(), organisations=(), edges=())) == ()


def test_every_rule_is_a_file_that_names_its_code() -> None:
    named = [
        (rule.__module__, (__import__(rule.__module__, fromlist=["_"]).__doc__ or "")[:5]) for rule in RULES
    ]
    assert len(dict(named)) == len(RULES)
    assert [code for _, code in named] == sorted({code for _, code in named})
    assert all(find_code(code) for _, code in named)


def test_findings_stand_in_the_order_of_the_documents() -> None:
    case = next(case for case in CASES if case.code == "LS302" and case.expected)
    readings = [compile_document(each).value for each in _documents(case)]
    found = check(link(readings).value)
    places = [(each.span.document, each.span.start) for each in found if each.span]
    assert places == sorted(places)
    assert found == check(link(readings).value)


def _documents(case: Case) -> list[Document]:
    read = [read_text(source.data, f"{i}.txt", DocumentId(f"d{i}")) for i, source in enumerate(case.sources)]
    return [outcome.value for outcome in read if outcome.value is not None]


def _run(case: Case) -> tuple[list[Diagnostic], dict[str, str]]:
    found: list[Diagnostic] = []
    readings = []
    texts: dict[str, str] = {}
    for i, source in enumerate(case.sources):
        outcome = read_text(source.data, f"{i}.txt", DocumentId(f"d{i}"))
        found += outcome.diagnostics
        if outcome.value is not None:
            compiled = compile_document(outcome.value, published=source.published)
            found += compiled.diagnostics
            readings.append(compiled.value)
            texts[outcome.value.id] = outcome.value.text
    return [*found, *check(link(readings).value)], texts


def _quote(found: Diagnostic, texts: dict[str, str]) -> str:
    span = found.span
    quoted = texts[span.document][span.start : span.end] if span else ""
    return quoted.replace("\n", "⏎") or "-"
