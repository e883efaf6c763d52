"""A small plan with known readings of a text of our own, for the tests of the formats."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

from luoshi.compiler.identity import commitment_ids, quantity_ids
from luoshi.compiler.link import link
from luoshi.model.commitment import (
    Bound,
    Commitment,
    Deadline,
    GoalId,
    Klass,
    Member,
    Modality,
    Owner,
    Quantity,
    Statement,
    Term,
)
from luoshi.model.plan import Goal, Plan
from luoshi.model.reading import Reading
from luoshi.model.structure import Heading
from luoshi.model.text import Document, DocumentId, Span

SLUG = DocumentId("water")
TEXT = """柳浦市供水保障三年行动方案

一、总体目标
到2027年，城市公共供水管网漏损率控制在9%以内，新建改建供水管网120公里以上。

二、重点任务
（一）保护饮用水水源
市水利局、市生态环境局在2026年6月底前建成青石江水源保护区围栏。市水利局要每月开展一次水质巡查。
（二）改造老旧管网
市住房城乡建设局要在2026年底前更新老旧管网30公里。鼓励有条件的区县先行改造二次供水设施。
力争2027年全市供水水质合格率达到98.5%。
不得以罚款代替整改。
（三）实施“两保一提”
落实保水源、保水压、提水质。

柳浦市人民政府
2026年1月5日
"""
_LEAD = Owner(name="市水利局", role="lead")
_HELPER = Owner(name="市生态环境局", role="cooperate")
_WATER = Owner(name="市水利局", role="responsible")
_BUILDING = Owner(name="市住房城乡建设局", role="responsible")
_CITY = Owner(name="柳浦市人民政府", role="responsible")
_TOTAL, _SOURCE, _PIPES = "一、总体目标", "（一）保护饮用水水源", "（二）改造老旧管网"

# Clause, commitment in it, act, class, strength, units, deadline, section.
_Row = tuple[str, str, str, Klass, Modality, tuple[Owner, ...], str | None, str]
_ROWS: tuple[_Row, ...] = (
    ("城市公共供水管网漏损率控制在9%以内", "城市公共供水管网漏损率控制在9%以内", "", "target", "will", (_CITY,), "2027", _TOTAL),
    ("新建改建供水管网120公里以上", "新建改建供水管网120公里以上", "新建改建", "target", "will", (_CITY,), "2027", _TOTAL),
    ("市水利局、市生态环境局在2026年6月底前建成青石江水源保护区围栏", "建成青石江水源保护区围栏", "建成", "task", "will", (_LEAD, _HELPER), "2026-06", _SOURCE),
    ("市水利局要每月开展一次水质巡查", "开展一次水质巡查", "开展", "task", "must", (_WATER,), "recurring:monthly", _SOURCE),
    ("市住房城乡建设局要在2026年底前更新老旧管网30公里", "更新老旧管网30公里", "更新", "target", "must", (_BUILDING,), "2026-12", _PIPES),
    ("鼓励有条件的区县先行改造二次供水设施", "鼓励有条件的区县先行改造二次供水设施", "鼓励", "task", "encourage", (), None, _PIPES),
    ("力争2027年全市供水水质合格率达到98.5%", "力争2027年全市供水水质合格率达到98.5%", "力争", "target", "strive", (_CITY,), "2027", _PIPES),
    ("不得以罚款代替整改", "不得以罚款代替整改", "", "task", "forbid", (_CITY,), None, _PIPES),
)  # fmt: skip
# Clause, wording, indicator, value, unit, bound, period.
_FIGURES: tuple[tuple[str, str, str, str, str, Bound, str | None], ...] = (
    (_ROWS[0][0], "9%", "城市公共供水管网漏损率", "9", "%", "<=", "2027"),
    (_ROWS[1][0], "120公里", "新建改建供水管网", "120", "公里", ">=", "2027"),
    (_ROWS[4][0], "30公里", "更新老旧管网", "30", "公里", "=", "2026"),
    (_ROWS[6][0], "98.5%", "供水水质合格率", "98.5", "%", "=", "2027"),
)
_HEADINGS = ((_TOTAL, 1), ("二、重点任务", 1), (_SOURCE, 2), (_PIPES, 2), ("（三）实施“两保一提”", 2))
_GOALS = (
    ("g-total", _TOTAL, "g-title"), ("g-main", "二、重点任务", "g-title"), ("g-source", _SOURCE, "g-main"),
    ("g-pipes", _PIPES, "g-main"),
)  # fmt: skip
_DEADLINES = (
    ("到2027年", "2027"), ("2026年6月底前", "2026-06"), ("每月", "recurring:monthly"), ("2026年底前", "2026-12"),
)  # fmt: skip


@cache
def water_reading() -> Reading:
    """The reading of `TEXT`."""
    names = commitment_ids(SLUG, [row[1] for row in _ROWS])
    numbers = quantity_ids(SLUG, [(figure[0], figure[1]) for figure in _FIGURES])
    quantities = tuple(
        Quantity(
            id=name,
            span=_span(wording, within=clause),
            indicator=indicator,
            value=Decimal(value),
            low=None,
            high=None,
            unit=unit,
            bound=bound,
            base=None,
            period=period,
            comparison=None,
            kind="target",
        )
        for name, (clause, wording, indicator, value, unit, bound, period) in zip(
            numbers, _FIGURES, strict=True
        )
    )
    commitments = tuple(
        Commitment(
            id=name,
            span=_span(words, within=clause),
            owner=owners[0].name if owners else None,
            owners=owners,
            asserted_by=None,
            action=action,
            object=words.removeprefix(action),
            modality=modality,
            conditional=modality == "encourage",
            trigger=None,
            deadline=deadline,
            section=section,
            goal=next(GoalId(name) for name, heading, _ in _GOALS if heading == section),
            quantities=tuple(each.id for each in quantities if _lies_in(each.span, clause)),
            inherit_rule="issuer" if owners == (_CITY,) else None,
        )
        for name, (clause, words, action, _, modality, owners, deadline, section) in zip(
            names, _ROWS, strict=True
        )
    )
    members = tuple(Member(span=_span(word), text=word) for word in ("保水源", "保水压", "提水质"))
    return Reading(
        document=Document(id=SLUG, text=TEXT, path="方案/供水方案.txt"),
        language="zh-Hans",
        title=_span("柳浦市供水保障三年行动方案"),
        issuer="柳浦市人民政府",
        published="2026-01-05",
        duplicates=(),
        joins=(),
        truncated=(),
        damages=(),
        headings=tuple(Heading(span=_span(text), level=level, text=text) for text, level in _HEADINGS),
        articles=(),
        statements=tuple(Statement(span=_span(row[0]), klass=row[3], rule="test") for row in _ROWS),
        commitments=commitments,
        quantities=quantities,
        deadlines=tuple(
            Deadline(span=_span(text), text=text, normalised=value) for text, value in _DEADLINES
        ),
        owner_lists=(),
        terms=(Term(span=_span("两保一提"), text="两保一提", members=members, count_ok=True),),
        systems=(),
    )


@cache
def water_plan() -> Plan:
    """The plan of that reading, with the title and the sections as goals."""
    plan = link((water_reading(),)).value
    title = Goal(
        id=GoalId("g-title"),
        title="供水保障三年行动方案",
        parent=None,
        spans=(_span("柳浦市供水保障三年行动方案"),),
        rule="title",
    )
    goals = [title]
    for name, heading, above in _GOALS:
        goals.append(
            Goal(
                id=GoalId(name),
                title=heading.lstrip("一二（）、"),
                parent=GoalId(above),
                spans=(_span(heading),),
                rule="heading",
            )
        )
    return replace(plan, goals=tuple(goals))


def _span(words: str, *, within: str = "") -> Span:
    start = TEXT.index(words, TEXT.index(within))
    return Span(SLUG, start, start + len(words))


def _lies_in(span: Span, clause: str) -> bool:
    return _span(clause).start <= span.start < _span(clause).end
