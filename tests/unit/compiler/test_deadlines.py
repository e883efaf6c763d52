"""Which dates are deadlines, from where their years come, and what they govern."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.compiler.clauses import split_clauses
from luoshi.compiler.dateline import find_anchor
from luoshi.compiler.deadlines import find_deadlines
from luoshi.compiler.flow import Flow
from luoshi.compiler.governing import assign_deadlines
from luoshi.compiler.normalise import read_flow
from luoshi.compiler.parts import CommitmentDraft, Outline
from luoshi.compiler.sections import find_outline
from luoshi.language.dates import Anchor, find_dates
from luoshi.model.commitment import Klass
from luoshi.model.text import Document, DocumentId

ANCHOR = Anchor(2026, 3, 5, "dateline")
EMPTY = Outline((), None, None, (), ())


def flow_of(text: str) -> Flow:
    return read_flow(Document(id=DocumentId("test"), text=text))


def deadlines(
    text: str, klasses: Sequence[Klass], outline: Outline = EMPTY, anchor: Anchor = ANCHOR
) -> list[str]:
    flow = flow_of(text)
    clauses = split_clauses(flow)
    assert len(clauses) == len(klasses)
    found = find_deadlines(flow, clauses, klasses, find_dates(flow.text), outline, anchor)
    return [f"{flow.text[d.start : d.end]}: {d.normalised}" for d in found if d.listed]


def governed(text: str, parts: str) -> list[str | None]:
    """The deadline of each clause that ``parts`` marks: T target, t task, s scope, f fact, h heading, o other."""
    names: dict[str, Klass] = {
        "T": "target",
        "t": "task",
        "s": "scope",
        "f": "fact",
        "h": "heading",
        "o": "other",
    }
    flow = flow_of(text)
    clauses = split_clauses(flow)
    klasses = [names[part] for part in parts]
    assert len(clauses) == len(klasses)
    outline = find_outline(flow)
    drafts = find_deadlines(flow, clauses, klasses, find_dates(flow.text), outline, ANCHOR)
    commitments = [
        CommitmentDraft(clause.start, clause.end, i, "will", False, None, None, "test")
        for i, (clause, part) in enumerate(zip(clauses, parts, strict=True))
        if part in "Tt"
    ]
    return list(assign_deadlines(flow, clauses, klasses, drafts, commitments, outline))


def test_a_frame_looks_forward_only_where_what_follows_does() -> None:
    assert deadlines("到2028年，建成水厂3座。", ["scope", "target"]) == ["到2028年: 2028"]
    assert deadlines("今年1至2月，全市已检查企业20家。", ["scope", "past"]) == []


def test_past_base_and_validity_are_no_deadlines() -> None:
    text = "去年完成50公里，较2023年下降5%，有效期至2028年12月31日。"
    assert deadlines(text, ["past", "target", "other"]) == []


def test_a_service_time_is_no_deadline_but_an_ordered_limit_is() -> None:
    assert deadlines("申请5个工作日内办结。", ["target"]) == []
    assert deadlines("应在2小时内报告。", ["task"]) == ["2小时内: relative:PT2H"]
    assert deadlines("收到申请后20个工作日内完成审核。", ["task"]) == [
        "收到申请后20个工作日内: relative:P20WD"
    ]


def test_a_bare_date_beside_a_rhythm_comes_back_with_it() -> None:
    text = "各县每月10日前核对数据，15日前报送。市局每年评估一次，11月底前报告，次年1月底前公布。"
    assert deadlines(text, ["task"] * 5) == [
        "每月10日前: recurring:monthly",
        "15日前: recurring:monthly",
        "每年: recurring:annual",
        "11月底前: recurring:annual",
        "次年1月底前: recurring:annual",
    ]


def test_a_bare_month_takes_the_year_before_it() -> None:
    text = "2027年3月底前启动，9月底前完成。年底前验收。"
    assert deadlines(text, ["task"] * 3) == ["2027年3月底前: 2027-03", "9月底前: 2027-09", "年底前: 2026-12"]


def test_without_an_anchor_the_year_stays_open() -> None:
    assert deadlines("年底前完成。", ["task"], anchor=Anchor()) == ["年底前: None"]


def test_a_date_in_a_bracket_of_units_is_listed() -> None:
    text = "改造管网60公里。（市水利局牵头；12月底前完成）"
    assert deadlines(text, ["target", "list", "list"]) == ["12月底前: 2026-12"]
    flow = flow_of(text)
    clauses = split_clauses(flow)
    klasses: list[Klass] = ["target", "list", "list"]
    drafts = find_deadlines(flow, clauses, klasses, find_dates(flow.text), EMPTY, ANCHOR)
    draft = CommitmentDraft(clauses[0].start, clauses[0].end, 0, "will", False, None, None, "test")
    assert assign_deadlines(flow, clauses, klasses, drafts, [draft], EMPTY) == ("2026-12",)


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        # A frame before the paragraph reaches the targets of all its sentences, not the tasks.
        (
            "到2028年，产值突破9亿元；培育企业5家。漏损率降到8%。完善考核机制。",
            "sTTTt",
            ["2028", "2028", "2028", None],
        ),
        # A date inside a clause that opens its sentence reaches up to the semicolon.
        ("2026年9月底前建成平台，接入数据30类；完善制度。", "tTt", ["2026-09", "2026-09", None]),
        # In the middle of a sentence it reaches only what says more of the same object.
        ("推进水库建设，2026年底前下闸蓄水，推广喷灌技术。", "ttt", [None, "2026-12", None]),
        ("完善机制，年底前完成80处溯源，其中整治完成率达到六成。", "tTT", [None, "2026-12", "2026-12"]),
        # A rhythm stays in its clause, but for parts of it.
        ("每年新增学位900个，优先保障园区。", "Tt", ["recurring:annual", None]),
        ("每年规模2亿元，其中上游出资1亿元。", "TT", ["recurring:annual", "recurring:annual"]),
        # Of several dates the last counts, and a date beats a frequency.
        ("2026年、2027年分别完成8座、9座。", "T", ["2027"]),
        ("占比逐年提高、2030年不低于4%。", "T", ["2030"]),
        # A ban is not dated by what stands before it.
        ("应在10日内返还，不得以任何理由拒绝。", "tt", ["relative:P10D", None]),
    ],
)
def test_reach(text: str, parts: str, expected: list[str | None]) -> None:
    assert governed(text, parts) == expected


def test_a_frame_before_a_list_reaches_its_items() -> None:
    text = "到2030年，实现以下目标：\n——实力增强。产值突破7亿元。\n——民生改善。\n完善保障机制。"
    assert governed(text, "soTTTt") == ["2030", "2030", "2030", None]


def test_a_stage_in_a_heading_dates_its_section() -> None:
    text = (
        "青麓县安全专项整治方案\n一、阶段安排\n（一）部署阶段（2026年3月31日前）\n各镇制定方案，3月25日前报县安委办。\n"
        "（二）整治阶段（2026年4月1日至9月30日）\n各单位自查自改。每月至少检查1次。\n"
    )
    assert governed(text, "hhhtthtT") == ["2026-03-31", "2026-03-25", "2026-09-30", "recurring:monthly"]


def _clause_at(clauses: Sequence[object], offset: int) -> int:
    return max(i for i, clause in enumerate(clauses) if clause[0] <= offset)  # type: ignore[index]


def test_a_labelled_deadline_governs_its_record() -> None:
    text = (
        "青麓县整改方案\n一、整改任务\n（一）污水直排\n整改目标：全面消除直排口。\n整改措施：新建管网6公里。\n"
        "整改时限：2027年10月底前\n责任单位：县水利局\n"
    )
    flow = flow_of(text)
    clauses = split_clauses(flow)
    klasses: list[Klass] = ["task"] * len(clauses)
    outline = find_outline(flow)
    drafts = find_deadlines(flow, clauses, klasses, find_dates(flow.text), outline, ANCHOR)
    at = flow.text.index("新建管网")
    commitment = CommitmentDraft(at, at + 7, _clause_at(clauses, at), "will", False, None, None, "test")
    assert assign_deadlines(flow, clauses, klasses, drafts, [commitment], outline) == ("2027-10",)


@pytest.mark.parametrize(
    ("text", "year", "source"),
    [
        ("本报讯 2026年6月18日，县委召开会议。", 2026, "dateline"),
        ("新闻发布会实录\n时间：2026年3月26日上午\n主持人：大家好。", 2026, "dateline"),
        ("2026-04-22 07:35　来源：青麓日报\n县政府召开会议。", 2026, "dateline"),
        ("关于印发清单的通知\n青发改〔2025〕17号\n各镇：", 2025, "number"),
        ("青麓县水网行动计划（2027—2030年）\n为落实要求，制定本计划。", 2027, "title"),
        ("青麓县国民经济和社会发展第十五个五年规划纲要\n第一章 总则", 2026, "title"),
        ("2026年底前建成水厂，到2030年全面覆盖。", 2026, "text"),
        ("县里去年建成水厂。", None, "unknown"),
    ],
)
def test_anchor(text: str, year: int | None, source: str) -> None:
    flow = flow_of(text)
    anchor = find_anchor(flow, find_outline(flow), None, find_dates(flow.text))
    assert (anchor.year, anchor.source) == (year, source)


def test_the_argument_outranks_the_text() -> None:
    flow = flow_of("本报讯 2024年6月18日，县委召开会议。")
    assert find_anchor(flow, find_outline(flow), "2025-02-03").published == "2025-02-03"


_WORDS = [
    "到2028年，",
    "2026年底前",
    "每月5日前",
    "，",
    "。",
    "；",
    "\n",
    "完成",
    "30%",
    "（",
    "）",
    "15日前",
    "次年",
    "目标：",
    "其中",
    "三年内",
]


@given(
    st.lists(st.sampled_from(_WORDS), max_size=24),
    st.sampled_from(["task", "target", "scope", "past", "list"]),
)
def test_any_text_is_read(words: list[str], klass: Klass) -> None:
    flow = flow_of("".join(words))
    clauses = split_clauses(flow)
    klasses: list[Klass] = [klass] * len(clauses)
    drafts = find_deadlines(flow, clauses, klasses, find_dates(flow.text), EMPTY, ANCHOR)
    assert all(0 <= d.start < d.end <= len(flow.text) for d in drafts)
    commitments = [
        CommitmentDraft(clause.start, clause.end, i, "will", False, None, None, "test")
        for i, clause in enumerate(clauses)
    ]
    assert len(assign_deadlines(flow, clauses, klasses, drafts, commitments, EMPTY)) == len(clauses)
