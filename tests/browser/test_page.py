"""The page in a real browser: what it shows, what a click, a key and a filter do, that nothing in a document runs."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.marked import CUT, DREDGE, LEFT, MARKUP, PLANT, TEXT, TITLE
from tests.browser.sizes import NARROW, WIDE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Open = Callable[..., "Page"]


def rows(page: "Page") -> "Locator":
    return page.locator("#view .row")


def in_sight(page: "Page", selector: str) -> None:
    """Wait until the first match lies inside the source pane."""
    page.wait_for_function(
        """(selector) => {
            const node = document.querySelector(selector);
            if (!node) return false;
            const box = node.getBoundingClientRect(), frame = document.getElementById('source').getBoundingClientRect();
            return box.top >= frame.top && box.bottom <= frame.bottom;
        }""",
        arg=selector,
    )


# What is shown


def test_text_stands_in_the_page_as_it_is(open_page: Open) -> None:
    page = open_page("marked")
    lines = page.locator("#source .b").evaluate_all("nodes => nodes.map((node) => node.textContent)")
    assert lines == TEXT.split("\n")
    page.wait_for_selector("#source .s")
    lines = page.locator("#source .b").evaluate_all("nodes => nodes.map((node) => node.textContent)")
    assert lines == TEXT.split("\n")


def test_every_kind_of_mark_is_visible_and_named(open_page: Open) -> None:
    page = open_page("marked")
    page.wait_for_selector("#source .sign")
    words = page.locator("#source .sign").evaluate_all(
        "nodes => nodes.map((node) => node.getAttribute('aria-label'))"
    )
    expected = (
        "下接第 5 行",
        "上承第 4 行",
        "接缝存疑",
        "重复，初见第 3 行",
        "缺尾",
        "疑似识别错误，或为“排查”",
        "LS202 时限推算不出",
        "LS101 数目不符",
    )
    assert [word for word in expected if word not in words] == []
    counts = page.locator("#marks .mark").evaluate_all("nodes => nodes.map((node) => node.textContent)")
    assert counts == ["断句拼接1", "接缝存疑1", "重复段落1", "残缺段落1", "疑似识别错误1"]


def test_classes_are_told_apart_by_more_than_colour(open_page: Open) -> None:
    page = open_page("marked")
    page.wait_for_selector("#source .k-slogan")
    lines = page.locator("#classes .swatch").evaluate_all(
        """nodes => nodes.map((node) => { const style = getComputedStyle(node);
             return style.textDecorationLine === 'none' ? 'none' : style.textDecorationStyle + style.textDecorationThickness; })"""
    )
    drawn = [line for line in lines if line != "none"]
    assert len(set(drawn)) == len(drawn) >= 4
    assert page.locator("#source .k-target").first.get_attribute("title") == "目标"


def test_unknown_is_shown_as_unknown(open_page: Open) -> None:
    page = open_page("marked")
    third = rows(page).nth(2)
    assert third.locator(".c-units").inner_text() == "未指明"
    assert rows(page).nth(1).locator(".c-due").inner_text() == "未定时限"
    assert rows(page).nth(1).locator(".c-marks").inner_text() == "推断"
    assert rows(page).nth(0).locator(".c-due").inner_text() == "2031年12月"


def test_marks_that_need_two_units_do_not_shift_spans(open_page: Open) -> None:
    page = open_page("marked")
    rows(page).first.click()
    assert page.locator("#detail blockquote").inner_text() == DREDGE
    start = TEXT.index(DREDGE)
    assert f"{start}–{start + len(DREDGE)}" in page.locator("#detail").inner_text()


# Both ways


def test_a_row_leads_to_its_place(open_page: Open) -> None:
    page = open_page("marked")
    rows(page).first.click()
    in_sight(page, "#source .chosen")
    chosen = page.locator("#source .chosen").evaluate_all(
        "nodes => nodes.map((node) => node.textContent).join('')"
    )
    assert chosen == DREDGE
    assert page.evaluate("location.hash") == "#c-1"


def test_a_place_leads_to_its_row(open_page: Open) -> None:
    page = open_page("marked")
    page.locator("#source .s.item", has_text=PLANT).first.click()
    assert page.locator("#view .row[aria-selected=true] .said").inner_text() == PLANT
    assert page.locator("#detail blockquote").inner_text() == PLANT


def test_a_place_without_an_item_says_what_it_is(open_page: Open) -> None:
    page = open_page("marked")
    page.locator("#source .k-slogan").first.click()
    assert "口号" in page.locator("#detail .kind").inner_text()
    assert page.locator("#view .row[aria-selected=true]").count() == 0


def test_far_places_are_reached_in_both_directions(open_page: Open) -> None:
    page = open_page("seed")
    page.locator("#view .rows").focus()
    page.keyboard.press("End")
    in_sight(page, "#source .chosen")
    quote = page.locator("#detail blockquote").inner_text()
    assert page.locator("#view .row[aria-selected=true]").count() == 1
    page.keyboard.press("Home")
    page.wait_for_function(
        "(old) => document.querySelector('#detail blockquote').textContent !== old", arg=quote
    )
    in_sight(page, "#source .chosen")


def test_an_address_opens_what_it_names(open_page: Open) -> None:
    page = open_page("marked", fragment="#c-3")
    assert page.locator("#detail blockquote").inner_text().startswith(LEFT)
    assert page.locator("#view .row[aria-selected=true]").count() == 1


def test_a_seam_leads_to_its_other_half(open_page: Open) -> None:
    page = open_page("seed")
    page.locator(".mark.seams").click()
    in_sight(page, "#source .sign.seam")
    sign = page.locator("#source .sign.seam").first
    line = re.search(r"\d+", sign.get_attribute("aria-label") or "")
    assert line
    sign.click()
    in_sight(page, f'#source .b[data-n="{line[0]}"] .flash')


# Filters and search


@pytest.mark.parametrize(
    ("select", "value", "left"),
    [
        ("by-unit", "nobody", [LEFT]),
        ("by-unit", "1", [PLANT]),
        ("by-deadline", "undated", [PLANT]),
        ("by-deadline", "recurring", [LEFT]),
        ("by-finding", "LS202", [LEFT]),
        ("by-finding", "doubtful", [PLANT, LEFT]),
    ],
)
def test_filters(open_page: Open, select: str, value: str, left: list[str]) -> None:
    page = open_page("marked")
    page.locator(f"#{select}").select_option(value)
    said = rows(page).locator(".said").all_inner_texts()
    assert [text.split("⋯")[0] for text in said] == left
    assert page.locator("#count").inner_text() == f"共 3 项，筛选后 {len(left)} 项"
    faded = (
        "off" in (page.locator("#source .s.item", has_text=PLANT).first.get_attribute("class") or "").split()
    )
    assert faded == (PLANT not in left)
    page.locator("#clear").click()
    assert rows(page).count() == 3


def test_class_filter_keeps_what_is_no_item(open_page: Open) -> None:
    page = open_page("marked")
    page.locator("[data-klass=slogan]").click()
    assert rows(page).locator(".said").all_inner_texts() == ["久久为功"]
    assert page.locator("#source .k-task:not(.off)").count() == 0
    assert page.locator("#source .k-slogan:not(.off)").count() == 1
    page.locator("[data-klass=slogan]").click()
    assert rows(page).count() == 3


def test_search_goes_through_the_hits(open_page: Open) -> None:
    page = open_page("marked")
    page.keyboard.press("/")
    page.keyboard.type("清淤")
    assert rows(page).count() == 1
    page.keyboard.press("Enter")
    assert page.locator("#hits").inner_text() == "1/2"
    in_sight(page, "#source .hit.now")
    page.keyboard.press("Enter")
    assert page.locator("#hits").inner_text() == "2/2"
    page.keyboard.press("Escape")
    assert page.locator("#query").input_value() == ""
    assert rows(page).count() == 3


# Views


def test_tree_folds_and_unfolds_by_keys(open_page: Open) -> None:
    page = open_page("marked")
    page.keyboard.press("2")
    tree = page.get_by_role("tree")
    assert tree.get_by_role("treeitem").count() == 7
    tree.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert tree.get_by_role("treeitem").count() == 3
    page.keyboard.press("ArrowRight")
    assert tree.get_by_role("treeitem").count() == 7
    page.keyboard.press("ArrowRight")
    assert page.locator(".row[aria-selected=true] .said").inner_text() == "河道整治"


def test_panorama_draws_goals_items_and_units(open_page: Open) -> None:
    page = open_page("marked")
    page.keyboard.press("3")
    assert page.locator(".box.goal").count() == 2
    assert page.locator(".box.task").count() == 3
    assert page.locator(".box.unit").count() == 4
    assert page.locator(".box.unit.unknown").count() == 1
    page.locator(".box.task").first.click()
    assert page.locator("#detail blockquote").inner_text() == DREDGE
    page.locator(".box.unit", has_text="市园林局").focus()
    page.keyboard.press("Enter")
    assert page.locator(".box.task").count() == 1
    assert page.locator("#by-unit").input_value() == "1"


def test_panorama_of_many_items_bundles_and_opens(open_page: Open) -> None:
    page = open_page("example")
    page.get_by_role("tab", name="全景图").click()
    items = page.locator(".box.task[data-item]")
    assert page.locator(".box.task").count() > 1
    assert items.count() == 0
    page.locator(".box.goal.live").first.click()
    assert items.count() > 0
    page.locator(".trail button").first.click()
    assert items.count() == 0


def test_terms_figures_and_findings_lead_to_the_source(open_page: Open) -> None:
    page = open_page("marked")
    for key, words in (("4", "清淤河道长度"), ("5", "巡查台账"), ("6", "数目不符")):
        page.keyboard.press(key)
        row = rows(page).filter(has_text=words)
        row.click()
        page.wait_for_selector("#source .flash")
    assert page.locator("#detail .headline").inner_text() == "数目不符"


def test_every_tab_shows_something_of_the_seed(open_page: Open) -> None:
    page = open_page("seed")
    for key in "123456":
        page.keyboard.press(key)
        page.wait_for_selector("#view .row, #view .box")


def test_only_rows_in_sight_are_in_the_page(open_page: Open) -> None:
    page = open_page("seed")
    total = int(re.sub(r"\D", "", page.locator("#count").inner_text()))
    assert rows(page).count() < 40 < total
    assert page.locator(".rows").get_attribute("aria-rowcount") == str(total + 1)


# Language, keys, sizes, paper


def test_english_changes_words_and_leaves_the_text(open_page: Open) -> None:
    page = open_page("marked")
    before = page.locator("#source").text_content()
    page.keyboard.press("e")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("tab").all_inner_texts() == [
        "Table",
        "Tree",
        "Panorama",
        "Figures",
        "Terms & systems",
        "Findings",
    ]
    assert rows(page).nth(2).locator(".c-units").inner_text() == "not named"
    assert page.locator("#source .b").first.text_content() == TITLE
    assert page.locator("#source").text_content() == (before or "").replace(" 字", " characters")
    left = page.evaluate(
        """() => [...document.querySelectorAll('[data-say], [data-label]')].map((node) => node.textContent + node.getAttribute('aria-label'))
             .filter((words) => /undefined/.test(words))"""
    )
    assert left == []
    page.keyboard.press("e")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


@pytest.mark.parametrize("name", ["example", "seed"])
def test_no_chinese_is_left_in_the_english_interface(open_page: Open, name: str) -> None:
    page = open_page(name)
    page.keyboard.press("e")
    for key in "123456":
        page.keyboard.press(key)
        words = page.evaluate(
            """() => [...document.querySelectorAll('button, label > span, .head, .flag, .count, .legend, .column')]
                 .filter((node) => !node.closest('[lang="zh-Hans"], .link, #language, .sort, #source, .found'))
                 .map((node) => node.textContent).filter((words) => /[\\u4e00-\\u9fff]/.test(words) && words !== '文')
                 .filter((words) => !/^文/.test(words))"""
        )
        assert words == [], key


def test_keys_are_documented_and_can_be_turned_off(open_page: Open) -> None:
    page = open_page("marked")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    for key in ("/", "n", "j", "Enter", "1–6", "m", "s", "e", "d", "Esc", "?"):
        assert dialog.locator("kbd", has_text=re.compile(f"^{re.escape(key)}$")).count() == 1, key
    dialog.get_by_label("启用单键快捷键").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    assert page.locator("#tab-table").get_attribute("aria-selected") == "true"


def test_items_by_keys_alone(open_page: Open) -> None:
    page = open_page("marked")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("#detail blockquote").inner_text() == PLANT
    page.keyboard.press("k")
    assert page.locator("#detail blockquote").inner_text() == DREDGE
    page.keyboard.press("Escape")
    assert page.locator("#detail").is_hidden()


def test_mark_key_goes_round_all_marks(open_page: Open) -> None:
    page = open_page("marked")
    seen = set()
    for _ in range(5):
        page.keyboard.press("m")
        page.wait_for_selector("#source .flash")
        seen.add(page.locator("#source .flash").first.evaluate("node => node.closest('.b').dataset.n"))
    assert len(seen) >= 3


def test_themes(open_page: Open) -> None:
    page = open_page("marked", scheme="dark")
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(colour)
    page.keyboard.press("d")
    light = page.evaluate(colour)
    assert light != dark
    page.keyboard.press("d")
    assert page.evaluate(colour) == dark


@pytest.mark.parametrize("name", ["example", "seed"])
def test_narrow_shows_one_side_and_leads_to_the_other(open_page: Open, name: str) -> None:
    page = open_page(name, size=NARROW)
    assert page.locator("#source-pane").is_hidden()
    rows(page).nth(1).click()
    quote = page.locator("#detail blockquote").inner_text()
    page.locator("#detail .to-source").click()
    assert page.locator("#plan").is_hidden()
    in_sight(page, "#source .chosen")
    page.locator("#detail .to-plan").click()
    assert page.locator("#source-pane").is_hidden()
    assert page.locator("#detail blockquote").inner_text() == quote
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_cell_lies_over_another(open_page: Open, size: dict[str, int]) -> None:
    page = open_page("example", size=size)
    for key in "1456":
        page.keyboard.press(key)
        over = page.evaluate(
            """() => [...document.querySelectorAll('#view .row')].flatMap((row) => {
                const boxes = [...row.children].map((cell) => cell.getBoundingClientRect()).filter((box) => box.width && box.height);
                const frame = row.getBoundingClientRect();
                return boxes.filter((a, i) => a.bottom > frame.bottom + 1 || boxes.slice(i + 1).some((b) =>
                    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)).map(() => row.textContent);
            })"""
        )
        assert over == [], key


@pytest.mark.parametrize("key", ["1", "2", "3", "6"])
def test_paper_has_the_whole_view_and_the_source(open_page: Open, key: str, tmp_path: Path) -> None:
    page = open_page("seed")
    page.keyboard.press(key)
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    data = (tmp_path / "page.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) > 4


def test_paper_has_every_row(open_page: Open) -> None:
    page = open_page("seed")
    total = int(re.sub(r"\D", "", page.locator("#count").inner_text()))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#paper tbody tr").count() == total
    assert page.locator("#source").is_visible()
    assert page.locator("#filters").is_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper tbody tr").count() == 0


# Nothing in a document runs


def test_markup_in_a_document_is_text(open_page: Open) -> None:
    page = open_page("marked")
    page.wait_for_selector("#source .s")
    assert page.locator("#source .b").nth(5).text_content() == MARKUP
    assert page.title() == TITLE
    assert page.locator("script").count() == 2
    assert page.locator("img").count() == 0


def test_policy_refuses_whatever_would_get_in(
    open_page: Open, browser: Any, files: Callable[[str], Path]
) -> None:
    page = browser.new_page()
    page.goto(files("marked").as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    refused = page.evaluate(
        """async () => {
            const refused = [];
            document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
            const script = document.createElement('script');
            try { script.text = "document.title = 'hacked'"; } catch { refused.push('text'); }
            try { document.body.insertAdjacentHTML('beforeend', "<img src=x onerror=\\"document.title='hacked'\\">"); } catch { refused.push('html'); }
            const link = document.createElement('button');
            try { link.setAttribute('onclick', "document.title = 'hacked'"); } catch { refused.push('handler'); }
            document.body.append(link);
            link.click();
            try { await fetch('https://example.org/'); } catch { refused.push('fetch'); }
            const image = new Image();
            await new Promise((done) => { image.onerror = done; image.src = 'https://example.org/x.png'; });
            const frame = document.createElement('iframe');
            frame.src = 'data:text/html,x';
            document.body.append(frame);
            await new Promise((done) => setTimeout(done));
            return refused;
        }"""
    )
    assert {"text", "html", "fetch", "connect-src", "img-src"} <= set(refused)
    assert page.title() == TITLE
    page.close()


# For everybody


@pytest.mark.parametrize(("size", "lang"), [(WIDE, "zh"), (NARROW, "en")], ids=["wide-zh", "narrow-en"])
@pytest.mark.parametrize("name", ["example", "seed", "marked"])
def test_axe_finds_no_serious_fault(
    open_page: Open, axe: str, name: str, size: dict[str, int], lang: str
) -> None:
    page = open_page(name, size=size, scheme="dark" if lang == "en" else "light")
    page.evaluate(axe)
    if lang == "en":
        page.keyboard.press("e")
    found = []
    for key in "123456":
        page.keyboard.press(key)
        if key == "1":
            page.keyboard.press("j")
        if key == "6" and size is NARROW:
            page.keyboard.press("s")
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found += [
            (key, each["id"], node["target"], node["failureSummary"])
            for each in result["violations"]
            if each["impact"] in ("serious", "critical")
            for node in each["nodes"][:2]
        ]
    assert found == []


def test_the_cut_tail_is_marked_where_it_ends(open_page: Open) -> None:
    page = open_page("marked")
    page.wait_for_selector("#source .sign.torn")
    before = page.locator("#source .sign.torn").evaluate("node => node.previousSibling.textContent")
    assert CUT.endswith(before)


def test_an_input_method_is_left_to_compose(open_page: Open) -> None:
    page = open_page("marked")
    page.locator("#query").focus()
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "qingyu", "selectionStart": 6, "selectionEnd": 6})
    assert page.locator("#hits").inner_text() == ""
    assert rows(page).count() == 3
    client.send("Input.insertText", {"text": "清淤"})
    page.wait_for_function("document.getElementById('hits').textContent !== ''")
    assert rows(page).count() == 1
