"""Ids that stay, goals of a document, and the plan over several readings."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.compiler.flow import Flow
from luoshi.compiler.goals import assign_goals, goals_of, home_of, plain_title
from luoshi.compiler.identity import commitment_ids, distinct_slugs, quantity_ids, slug_of
from luoshi.compiler.link import link
from luoshi.compiler.normalise import read_flow
from luoshi.compiler.parts import CommitmentDraft, HeadingSpan, Outline
from luoshi.model.commitment import (
    Commitment,
    CommitmentId,
    Member,
    Owner,
    Quantity,
    QuantityId,
    Term,
)
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.model.structure import Heading
from luoshi.model.text import Document, DocumentId, Span

# ── a small writer of readings ──────────────────────────────────────────────────────────────────────────────────


def flow_of(text: str) -> Flow:
    return read_flow(Document(id=DocumentId("d"), text=text))


def draft(text: str, wording: str, nth: int = 0) -> CommitmentDraft:
    start = -1
    for _ in range(nth + 1):
        start = text.index(wording, start + 1)
    return CommitmentDraft(start, start + len(wording), 0, "will", False, None, None, "test")


def outline_of(text: str, title: str | None, headings: list[tuple[str, int]]) -> Outline:
    at = 0
    found = []
    for wording, level in headings:
        at = text.index(wording, at)
        found.append(HeadingSpan(at, at + len(wording), level))
        at += len(wording)
    return Outline(
        titles=(),
        issuer=None,
        published=None,
        headings=tuple(found),
        fields=(),
        title=(text.index(title), text.index(title) + len(title)) if title else None,
    )


def reading_of(
    slug: str,
    text: str,
    wordings: list[str],
    *,
    issuer: str | None = "枫陵市人民政府",
    owner: str | None = None,
    title: str | None = None,
    headings: list[tuple[str, int]] | None = None,
    quantities: tuple[Quantity, ...] = (),
    terms: tuple[Term, ...] = (),
    aliases: tuple[tuple[str, str], ...] = (),
) -> Reading:
    document = DocumentId(slug)
    outline = outline_of(text, title, headings or [])
    drafts = sorted((draft(text, wording) for wording in wordings), key=lambda item: item.start)
    flow = Flow(
        text=text, source=text, run_starts=(0,), run_origins=(0,), paragraphs=flow_of(text).paragraphs
    )
    goals = assign_goals(document, flow, replace_issuer(outline, issuer), drafts)
    ids = commitment_ids(document, [text[item.start : item.end] for item in drafts])
    commitments = tuple(
        Commitment(
            id=ids[i],
            span=Span(document, item.start, item.end),
            owner=owner,
            owners=(Owner(name=owner, role="lead"),) if owner else (),
            asserted_by=None,
            action="",
            object=text[item.start : item.end],
            modality="will",
            conditional=False,
            trigger=None,
            deadline=None,
            section=section_of(outline, text, item.start),
            goal=None if goals.served[i] is None else goals.drafts[goals.served[i] or 0].id,
            quantities=tuple(
                quantity.id for quantity in quantities if item.start <= quantity.span.start < item.end
            ),
        )
        for i, item in enumerate(drafts)
    )
    return Reading(
        document=Document(id=document, text=text),
        language="zh-Hans",
        title=Span(document, *outline.title) if outline.title else None,
        issuer=issuer,
        published=None,
        duplicates=(),
        joins=(),
        truncated=(),
        damages=(),
        headings=tuple(
            Heading(
                span=Span(document, head.start, head.end), level=head.level, text=text[head.start : head.end]
            )
            for head in outline.headings
        ),
        articles=(),
        statements=(),
        commitments=commitments,
        quantities=quantities,
        deadlines=(),
        owner_lists=(),
        terms=terms,
        systems=(),
        aliases=aliases,
    )


def replace_issuer(outline: Outline, issuer: str | None) -> Outline:
    return outline._replace(issuer=issuer)


def section_of(outline: Outline, text: str, offset: int) -> str | None:
    above = [head for head in outline.headings if head.start <= offset]
    return text[above[-1].start : above[-1].end] if above else None


def target(slug: str, text: str, wording: str, indicator: str, value: int, unit: str) -> Quantity:
    start = text.index(wording)
    return Quantity(
        id=QuantityId(f"q-{slug}-{start}"),
        span=Span(DocumentId(slug), start, start + len(wording)),
        indicator=indicator,
        value=Decimal(value),
        low=None,
        high=None,
        unit=unit,
        bound=">=",
        base=None,
        period="2027",
        comparison=None,
        kind="target",
    )


def plan_of(*readings: Reading) -> Plan:
    return link(readings).value


def same_pairs(plan: Plan) -> list[tuple[str, str]]:
    return [(edge.source, edge.rule) for edge in plan.edges if edge.kind == "same_as"]


# ── identity ────────────────────────────────────────────────────────────────────────────────────────────────────

WORDINGS = st.lists(
    st.text(alphabet="推进河道整治新建泵站12座3。， ", min_size=2, max_size=12), max_size=8, unique=True
)


@given(WORDINGS, WORDINGS)
@settings(max_examples=60, deadline=None)
def test_an_edit_elsewhere_changes_no_id(before: list[str], after: list[str]) -> None:
    document = DocumentId("plan")
    mine = "改造老旧管网86公里"
    alone = commitment_ids(document, [mine])
    others = [wording for wording in (*before, *after) if wording != mine]
    ids = commitment_ids(document, [*others[: len(before)], mine, *others[len(before) :]])
    assert alone[0] in ids
    assert len(set(ids)) == len(ids)


def test_marks_and_widths_change_no_id() -> None:
    document = DocumentId("plan")
    plain = commitment_ids(document, ["改造管网86公里"])
    assert commitment_ids(document, ["改造管网８６ 公里，"]) == plain
    assert commitment_ids(document, ["改造管网8.6公里"]) != plain
    assert commitment_ids(DocumentId("other"), ["改造管网86公里"]) != plain


def test_repeats_take_ordinals() -> None:
    first, second = commitment_ids(DocumentId("plan"), ["按月通报进展", "按月通报进展"])
    assert first != second
    assert commitment_ids(DocumentId("plan"), ["按月通报进展"]) == (first,)


def test_quantities_are_told_apart_by_their_clause() -> None:
    ids = quantity_ids(DocumentId("plan"), [("新建泵站3座", "3座"), ("新建水闸3座", "3座")])
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("given_name", "slug"),
    [
        ("plans/Water Plan 2026.txt", "water-plan-2026"),
        ("C:\\plans\\水网计划.docx", "水网计划"),
        ("枫陵市现代水网建设行动计划（2026—2028年）", "枫陵市现代水网建设行动计划-2026-2028年"),
        ("", "document"),
        ("///", "document"),
    ],
)
def test_slugs_are_readable(given_name: str, slug: str) -> None:
    assert slug_of(given_name) == slug


def test_equal_slugs_are_numbered() -> None:
    assert distinct_slugs(["a/plan.txt", "b/plan.txt", "plan-2.txt", "c/plan.txt"]) == (
        "plan",
        "plan-2",
        "plan-2-2",
        "plan-3",
    )


# ── goals of one document ───────────────────────────────────────────────────────────────────────────────────────

PLAN_TEXT = (
    "枫陵市现代水网行动计划\n一、现状\n水网老旧。\n二、重点任务\n（一）补齐水源短板\n新建水库2座。\n"
    "（二）推进深度节水\n推广滴灌技术。\n三、保障措施\n按月通报进展。"
)
PLAN_HEADINGS = [
    ("一、现状", 1),
    ("二、重点任务", 1),
    ("（一）补齐水源短板", 2),
    ("（二）推进深度节水", 2),
    ("三、保障措施", 1),
]


def test_headings_nest_and_empty_sections_are_no_goals() -> None:
    outline = outline_of(PLAN_TEXT, "枫陵市现代水网行动计划", PLAN_HEADINGS)
    drafts = [draft(PLAN_TEXT, wording) for wording in ("新建水库2座", "推广滴灌技术", "按月通报进展")]
    goals = assign_goals(DocumentId("plan"), flow_of(PLAN_TEXT), outline, drafts)
    titles = [
        (goal.title, None if goal.parent is None else goals.drafts[goal.parent].title)
        for goal in goals.drafts
    ]
    assert titles == [
        ("枫陵市现代水网行动计划", None),
        ("重点任务", "枫陵市现代水网行动计划"),
        ("补齐水源短板", "重点任务"),
        ("推进深度节水", "重点任务"),
        ("保障措施", "枫陵市现代水网行动计划"),
    ]
    assert [goals.drafts[goal or 0].title for goal in goals.served] == [
        "补齐水源短板",
        "推进深度节水",
        "保障措施",
    ]


def test_a_sentence_that_opens_a_paragraph_is_a_goal() -> None:
    text = "推动两地全方位合作。共建物流基地，开通班列，互认检测结果。\n加强监督，按月通报。"
    drafts = [
        draft(text, wording)
        for wording in (
            "推动两地全方位合作",
            "共建物流基地",
            "开通班列",
            "互认检测结果",
            "加强监督",
            "按月通报",
        )
    ]
    goals = assign_goals(DocumentId("talk"), flow_of(text), outline_of(text, None, []), drafts)
    assert [(goal.title, goal.rule) for goal in goals.drafts] == [("推动两地全方位合作", "theme")]
    assert goals.served == (0, 0, 0, 0, None, None)


def test_a_reading_gives_its_goals_back() -> None:
    text = PLAN_TEXT + "\n推动两地全方位合作。共建物流基地，开通班列。"
    wordings = [
        "新建水库2座",
        "推广滴灌技术",
        "按月通报进展",
        "推动两地全方位合作",
        "共建物流基地",
        "开通班列",
    ]
    reading = reading_of("plan", text, wordings, title="枫陵市现代水网行动计划", headings=PLAN_HEADINGS)
    outline = outline_of(text, "枫陵市现代水网行动计划", PLAN_HEADINGS)._replace(issuer="枫陵市人民政府")
    flow = flow_of(text)
    drafts = assign_goals(
        DocumentId("plan"), flow, outline, [draft(text, wording) for wording in wordings]
    ).drafts
    parents = {goal.id: None if goal.parent is None else drafts[goal.parent].id for goal in drafts}
    found = goals_of(reading)
    assert {goal.id: goal.parent for goal in found} == parents
    assert {goal.title for goal in found} == {goal.title for goal in drafts}


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("（一）补齐水源短板。", "补齐水源短板"),
        ("第三章　建设现代化产业体系", "建设现代化产业体系"),
        ("1.加快骨干水库建设", "加快骨干水库建设"),
        ("2026年工作回顾", "2026年工作回顾"),
        ("**发挥优势**", "发挥优势"),
        ("一、", "一、"),
    ],
)
def test_titles_lose_their_numbers(heading: str, title: str) -> None:
    assert plain_title(heading) == title


def test_a_document_speaks_for_the_place_of_its_issuer() -> None:
    assert home_of("枫陵市发展和改革委员会", None) == "枫陵市"
    assert home_of(None, "枫陵市现代水网行动计划") == "枫陵市"
    assert home_of(None, None) == ""


# ── the plan ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_commitment_in_two_documents_is_linked() -> None:
    first = reading_of(
        "plan", "市水利局要新建青溪水库和配套灌渠。", ["新建青溪水库和配套灌渠"], owner="市水利局"
    )
    second = reading_of(
        "scheme", "枫陵市水利局新建青溪水库和配套灌渠。", ["新建青溪水库和配套灌渠"], owner="枫陵市水利局"
    )
    plan = plan_of(first, second)
    assert same_pairs(plan) == [(second.commitments[0].id, "equal-wording")]
    assert [organisation.name for organisation in plan.organisations] == ["枫陵市水利局"]
    assert plan.organisations[0].aliases == ("市水利局",)


def test_near_equal_wordings_are_linked_when_figures_agree() -> None:
    one = "改造中心城区老旧供水管网86公里和泵站12座"
    near = "更新改造中心城区老旧供水管网86公里和泵站12座"
    other = "改造中心城区老旧供水管网95公里和泵站12座"
    first = reading_of("a", one + "。", [one])
    assert same_pairs(plan_of(first, reading_of("b", near + "。", [near])))[0][1] == "near-equal-wording"
    assert same_pairs(plan_of(first, reading_of("b", other + "。", [other]))) == []


def test_the_same_target_in_other_words_is_linked() -> None:
    one, two = "再生水利用率提高到30%以上", "到那时全市再生水回用比例不低于30%"
    first = reading_of("a", one, [one], quantities=(target("a", one, "30%", "再生水利用率", 30, "%"),))
    second = reading_of("b", two, [two], quantities=(target("b", two, "30%", "再生水利用率", 30, "%"),))
    assert same_pairs(plan_of(first, second)) == [(second.commitments[0].id, "same-target")]


@pytest.mark.parametrize(
    ("owner", "issuer", "wording"),
    [
        ("市财政局", "枫陵市人民政府", "新建青溪水库和配套灌渠"),  # another unit
        ("市水利局", "青岭市人民政府", "新建青溪水库和配套灌渠"),  # another city
        (None, "枫陵市人民政府", "按月通报"),  # too short to mean the same by itself
    ],
)
def test_what_only_sounds_alike_stays_apart(owner: str | None, issuer: str, wording: str) -> None:
    first = reading_of("a", wording, [wording], owner="市水利局")
    second = reading_of("b", wording, [wording], owner=owner, issuer=issuer)
    assert same_pairs(plan_of(first, second)) == []


def test_abbreviations_meet_their_full_names() -> None:
    text = "领导小组办公室（以下简称“水网办”）设在市水利局。水网办要建立台账。"
    reading = reading_of(
        "plan", text, ["建立台账"], owner="水网办", aliases=(("水网办", "市水网建设领导小组办公室"),)
    )
    (organisation,) = plan_of(reading).organisations
    assert organisation.name == "市水网建设领导小组办公室"
    assert organisation.aliases == ("水网办",)


def test_cities_keep_their_own_bureaus() -> None:
    first = reading_of("a", "建立台账制度体系", ["建立台账制度体系"], owner="市财政局")
    second = reading_of(
        "b", "建立台账制度体系", ["建立台账制度体系"], owner="市财政局", issuer="青岭市人民政府"
    )
    assert len(plan_of(first, second).organisations) == 2


def test_targets_hang_on_commitments_or_sections() -> None:
    text = "二、建设目标任务\n新建水库2座。\n灌溉面积达到35万亩。"
    reading = reading_of(
        "plan",
        text,
        ["新建水库2座"],
        headings=[("二、建设目标任务", 1)],
        quantities=(
            target("plan", text, "2座", "水库", 2, "座"),
            target("plan", text, "35万亩", "灌溉面积", 35, "万亩"),
        ),
    )
    found = {(edge.source, edge.rule) for edge in plan_of(reading).edges if edge.kind == "targets"}
    assert found == {(reading.commitments[0].id, "stated"), (reading.commitments[0].goal, "section")}


def zone_reading(slug: str, text: str, wordings: list[str]) -> Reading:
    document = DocumentId(slug)
    members = tuple(
        Member(span=Span(document, text.index(name), text.index(name) + len(name)), text=name)
        for name in ("制造业高质量发展先行区", "内陆开放合作引领区")
        if name in text
    )
    start = text.index("两个区")
    term = Term(
        span=Span(document, start, start + 3),
        text="两个区",
        members=members,
        count_ok=True if members else None,
    )
    return reading_of(slug, text, wordings, terms=(term,))


def test_positionings_and_zones_are_goals_over_documents() -> None:
    first = zone_reading(
        "opinion",
        "打造制造业高质量发展先行区、内陆开放合作引领区“两个区”。",
        ["打造制造业高质量发展先行区、内陆开放合作引领区“两个区”"],
    )
    second = zone_reading(
        "plan", "聚焦“两个区”。加快打造内陆开放合作引领区。", ["加快打造内陆开放合作引领区"]
    )
    plan = plan_of(first, second)
    by_title = {goal.title: goal for goal in plan.goals}
    assert by_title["内陆开放合作引领区"].parent == by_title["两个区"].id
    served = {
        (edge.source, edge.target) for edge in plan.edges if edge.kind == "serves" and edge.rule == "names"
    }
    assert (second.commitments[0].id, by_title["内陆开放合作引领区"].id) in served


def test_a_heading_that_says_something_is_one_goal_in_all_documents() -> None:
    text = "一、保障措施\n按月调度重点项目。\n二、补齐骨干水源短板\n新建青溪水库{}座。"
    headings = [("一、保障措施", 1), ("二、补齐骨干水源短板", 1)]
    first = reading_of("a", text.format(1), ["按月调度重点项目", "新建青溪水库1座"], headings=headings)
    second = reading_of("b", text.format(2), ["按月调度重点项目", "新建青溪水库2座"], headings=headings)
    goals = plan_of(first, second).goals
    assert sorted((goal.title, len(goal.spans)) for goal in goals) == [
        ("保障措施", 1),
        ("保障措施", 1),
        ("补齐骨干水源短板", 2),
    ]


def test_every_edge_ends_in_the_plan_and_stands_on_spans() -> None:
    reading = reading_of(
        "plan",
        PLAN_TEXT,
        ["新建水库2座", "推广滴灌技术"],
        owner="市水利局",
        title="枫陵市现代水网行动计划",
        headings=PLAN_HEADINGS,
    )
    plan = plan_of(reading)
    known: set[str] = {goal.id for goal in plan.goals} | {
        organisation.id for organisation in plan.organisations
    }
    known |= {commitment.id for commitment in reading.commitments}
    known |= {quantity.id for quantity in reading.quantities}
    for edge in plan.edges:
        assert edge.source in known
        assert edge.target in known
        assert edge.spans
        assert edge.rule
        for span in edge.spans:
            assert 0 <= span.start < span.end <= len(PLAN_TEXT)


def test_a_goal_that_nothing_explains_is_left_alone() -> None:
    reading = reading_of("plan", "新建水库。", ["新建水库"])
    strange = replace(reading.commitments[0], goal=None, id=CommitmentId("c-1"))
    assert plan_of(replace(reading, commitments=(strange,))).goals == ()


def test_linking_twice_gives_the_same_plan() -> None:
    readings = [
        reading_of(slug, PLAN_TEXT, ["新建水库2座", "推广滴灌技术"], headings=PLAN_HEADINGS, owner="市水利局")
        for slug in ("a", "b")
    ]
    assert plan_of(*readings) == plan_of(*readings)


def test_no_reading_makes_an_empty_plan() -> None:
    assert plan_of() == Plan(readings=(), goals=(), organisations=(), edges=())
