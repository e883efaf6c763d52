"""A difference as text, JSON and a page that runs nothing."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

from luoshi.compiler.difference import KINDS, compare_plans
from luoshi.compiler.link import link
from luoshi.compiler.pipeline import compile_document
from luoshi.diagnostics import Lang
from luoshi.exchange.difference_html import write_difference_html
from luoshi.exchange.difference_json import write_difference_json
from luoshi.exchange.difference_text import write_difference_text
from luoshi.exchange.difference_words import FIELD_WORDS, KIND_WORDS, marked_parts
from luoshi.model.difference import Difference
from luoshi.model.plan import Plan
from luoshi.model.text import Document, DocumentId

OLD = """青岚市老旧小区改造方案

一、改造任务<script>alert(1)</script>
市住房城乡建设局要在2026年底前改造老旧小区420个。
市财政局要筹集改造资金12亿元。
市城管局要每季度通报评价结果。
"""
NEW = (
    OLD.replace("420个", "380个")
    .replace("要在2026年底前改造", "力争在2027年底前改造")
    .replace("市财政局要筹集改造资金12亿元。\n", "市审计局要开展“<img src=x onerror=alert(1)>”专项审计。\n")
)


def plan_of(text: str, path: str = "方案<b>.txt") -> Plan:
    return link((compile_document(Document(id=DocumentId("d"), text=text, path=path)).value,)).value


@pytest.fixture(scope="module")
def compared() -> tuple[Difference, Plan, Plan]:
    old, new = plan_of(OLD), plan_of(NEW)
    return compare_plans(old, new), old, new


def test_json_holds_both_quotes_with_their_places(compared: tuple[Difference, Plan, Plan]) -> None:
    difference, old, new = compared
    written = json.loads(write_difference_json(*compared))
    assert list(written["counts"]) == list(KINDS)
    assert written["unchanged"] == difference.unchanged
    assert len(written["changes"]) == len(difference.changes) > 2
    texts = {"old": old.readings[0].document.text, "new": new.readings[0].document.text}
    for change in written["changes"]:
        for side, text in texts.items():
            if change[side]:
                start, end = change[side]["span"]
                assert text[start:end] == change[side]["quote"]
                assert text.count("\n", 0, start) + 1 == change[side]["line"]


def test_json_without_changes() -> None:
    plan = plan_of(OLD)
    written = json.loads(write_difference_json(compare_plans(plan, plan), plan, plan))
    assert written["changes"] == []
    assert not any(written["counts"].values())


def test_text_names_kind_value_quote_and_place(compared: tuple[Difference, Plan, Plan]) -> None:
    text = write_difference_text(compared[0])
    assert "放松" in text
    assert "时限：2026-12 → 2027-12" in text
    assert "力度：必须 → 力争" in text
    assert "方案<b>.txt:4" in text
    english = write_difference_text(compared[0], lang="en")
    assert "deadline: 2026-12 → 2027-12" in english
    assert re.search(r"\d+ unchanged\n$", english)
    assert write_difference_text(Difference(changes=(), unchanged=2)) == "没有变化；2 项相同\n"


def test_like_changes_stand_under_one_headline() -> None:
    old = "市水务局要改造管网20公里，新建泵站2座，更换水表500只。\n"
    text = write_difference_text(
        compare_plans(plan_of(old), plan_of(old.replace("市水务局", "市城管局"))), lang="zh"
    )
    assert text.count("[") == 1
    assert text.count("  = ") + text.count("  - ") == 3


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_runs_and_fetches_nothing(compared: tuple[Difference, Plan, Plan], lang: Lang) -> None:
    html = write_difference_html(*compared, lang=lang).decode()
    page = _Page()
    page.feed(html)
    assert not {"script", "img", "b", "iframe", "link", "form"} & set(page.tags)
    assert not [
        name for name, _ in page.attributes if name.startswith("on") or name in ("style", "src", "href")
    ]
    policy = next(
        value for name, value in page.attributes if name == "content" and "default-src" in str(value)
    )
    style = html.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert "<ins>" in html
    assert "<del>" in html


def test_page_survives_what_no_page_can_hold() -> None:
    plan = plan_of(OLD.replace("420个", "420个\x00\ud800"))
    html = write_difference_html(compare_plans(plan_of(OLD), plan), plan, plan)
    assert b"\x00" not in html
    html.decode()


def test_every_kind_and_field_has_words() -> None:
    assert set(KIND_WORDS) == set(KINDS)
    assert all(words.zh and words.en for words in (*KIND_WORDS.values(), *FIELD_WORDS.values()))


def test_marked_parts_make_up_both_wordings() -> None:
    parts = list(marked_parts("改造小区420个", "改造老旧小区380个"))
    assert "".join(old for _, old, _ in parts) == "改造小区420个"
    assert "".join(new for _, _, new in parts) == "改造老旧小区380个"
