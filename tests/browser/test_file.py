"""The page as a file: what is in it before a browser has read it."""

import base64
import hashlib
import json
import re
from importlib import resources
from typing import Any, get_args

import pytest

from luoshi.exchange.html_page import SCRIPTS, STYLES, page_data, write_html
from luoshi.model.commitment import Klass, Modality, Role
from luoshi.model.plan import Plan
from tests.browser.marked import MARKUP, TEXT, marked_plan


@pytest.fixture(scope="module")
def page() -> str:
    plan, found = marked_plan()
    return write_html(plan, found).decode()


def block(page: str) -> str:
    """The data block."""
    return page.split('<script type="application/json" id="plan-data">')[1].split("</script>")[0]


def test_same_plan_same_bytes() -> None:
    plan, found = marked_plan()
    assert write_html(plan, found) == write_html(plan, list(found))


def test_every_file_of_the_folder_is_in_the_page() -> None:
    folder = resources.files("luoshi.exchange") / "page"
    names = {entry.name for entry in folder.iterdir() if not entry.name.startswith((".", "_"))}
    assert names == {"page.html", *SCRIPTS, *STYLES}


def test_policy_names_the_script_and_the_style(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    for name in ("style", "script"):
        inline = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert len(inline) == 1
        digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy[1]
    assert "unsafe" not in policy[1]


def test_data_can_end_no_block(page: str) -> None:
    data = block(page)
    assert not set("<>&\u2028\u2029") & set(data)
    assert page.count("<script") == page.count("</script>") == 2
    assert MARKUP not in page
    assert json.loads(data)["documents"][0]["text"] == TEXT


def test_nothing_is_fetched(page: str) -> None:
    own = page.replace(block(page), "").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//cdn|@import|url\(|\bsrc=|\bhref=\"[^#]", own)
    assert not re.search(r"\son\w+=|javascript:|innerHTML|\beval\b|\bFunction\(|document\.write", own)


def test_every_word_of_the_page_exists_in_both_languages(page: str) -> None:
    known = dict(re.findall(r"^  (\w+): \[('.*?[^\\]'), '.+'\],$", page, re.MULTILINE))
    used = set(re.findall(r"\bsay\('(\w+)'[,)]", page)) | set(
        re.findall(r'data-(?:say|label|hint)="(\w+)"', page)
    )
    assert used - set(known) == set()


def test_lone_surrogates_and_placeholders_do_no_harm() -> None:
    plan, found = marked_plan()
    data: dict[str, Any] = page_data(plan, found, lang="en")
    assert data["lang"] == "en"
    reading = plan.readings[0]
    title = "{{script}}\ud800"
    odd = type(reading.document)(id=reading.document.id, text=title + TEXT[len(title) :], path="{{data}}")
    changed = {name: getattr(reading, name) for name in type(reading).__slots__} | {"document": odd}
    page = write_html(Plan(readings=(type(reading)(**changed),), goals=(), organisations=(), edges=()), ())
    text = json.loads(block(page.decode()))["documents"][0]["text"]
    assert text.startswith(title)


def test_an_empty_plan_is_a_page() -> None:
    page = write_html(Plan(readings=(), goals=(), organisations=(), edges=()), (), lang="en").decode()
    assert "<title>Luoshi</title>" in page


def test_every_class_and_role_has_words_and_a_colour(page: str) -> None:
    words = page.split("const KLASS_WORDS")[1].split("};")[0]
    roles = page.split("const ROLE_WORDS")[1].split("};")[0]
    strengths = page.split("const MODALITY_WORDS")[1].split("};")[0]
    plan, found = marked_plan()
    assert set(page_data(plan, found, lang="zh")["klasses"]) == set(get_args(Klass))
    for klass in get_args(Klass):
        assert f"{klass}: [" in words
        assert f".k-{klass}" in page
    assert [role for role in get_args(Role) if f"{role}: [" not in roles] == []
    assert [each for each in get_args(Modality) if f"{each}: [" not in strengths] == []
