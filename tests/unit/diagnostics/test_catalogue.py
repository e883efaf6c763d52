import re
import string

import pytest

from luoshi.compiler.link import link
from luoshi.compiler.pipeline import compile_document
from luoshi.diagnostics import CODES, Code, diagnose, explain, find_code
from luoshi.model.text import Document, DocumentId
from luoshi.rules import check

WITH_EXAMPLE = [entry for entry in CODES if entry.example]


def test_codes_ascend_and_are_unique() -> None:
    codes = [entry.code for entry in CODES]
    names = [entry.name for entry in CODES]
    assert codes == sorted(set(codes))
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"LS\d{3}", code) for code in codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


@pytest.mark.parametrize("entry", CODES, ids=lambda entry: entry.code)
def test_every_entry_says_everything_in_both_languages(entry: Code) -> None:
    words = [entry.headline, entry.finds, entry.matters, entry.limits, entry.source]
    assert all(each.zh and each.en for each in words)
    assert bool(entry.example) == bool(entry.better)
    assert "{" not in entry.headline.en
    for lang in ("zh", "en"):
        assert entry.code in explain(entry, lang=lang)


@pytest.mark.parametrize("entry", CODES, ids=lambda entry: entry.code)
def test_headline_is_filled_in(entry: Code) -> None:
    fields = [name for _, name, _, _ in string.Formatter().parse(entry.headline.zh) if name]
    found = diagnose(entry.code, **dict.fromkeys(fields, "某"))
    assert "{" not in found.message
    assert (found.code, found.name, found.severity) == (entry.code, entry.name, entry.severity)


@pytest.mark.parametrize("asked", ["LS007", "ls007", "uncertain-seam"])
def test_entry_is_found_by_code_and_name(asked: str) -> None:
    entry = find_code(asked)
    assert entry is not None
    assert entry.code == "LS007"


def test_unknown_code_is_none() -> None:
    assert find_code("LS000") is None


@pytest.mark.parametrize("entry", WITH_EXAMPLE, ids=lambda entry: entry.code)
def test_example_has_the_finding_and_better_wording_has_not(entry: Code) -> None:
    assert entry.code in _codes_found(entry.example)
    assert entry.code not in _codes_found(entry.better)


def _codes_found(text: str) -> set[str]:
    """An example of several documents parts them by lines 〔文件一〕, 〔文件二〕."""
    parts = [part for part in re.split(r"^〔文件.〕\n", text, flags=re.MULTILINE) if part]
    compiled = [compile_document(Document(id=DocumentId(f"d{i}"), text=part)) for i, part in enumerate(parts)]
    found = [each for outcome in compiled for each in outcome.diagnostics]
    return {each.code for each in (*found, *check(link([outcome.value for outcome in compiled]).value))}
