import re
from dataclasses import replace

import pytest

from luoshi.cli.summary import Shape, summary_text
from luoshi.diagnostics import Lang, diagnose_reading
from luoshi.diagnostics.width import cell_width
from luoshi.model.commitment import Member, Parameter, System
from luoshi.model.plan import Edge, Goal, GoalId, Organisation, OrganisationId, Plan
from luoshi.model.text import Span
from tests.annotated import annotated_plan


def _summary(plan: Plan, *, lang: Lang = "zh", width: int = 80, everything: bool = False) -> str:
    found = tuple(each for reading in plan.readings for each in diagnose_reading(reading))
    return summary_text(plan, found, Shape(lang=lang, everything=everything), width=width)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(lang: Lang, width: int) -> None:
    text = _summary(annotated_plan("20", "23"), lang=lang, width=width)
    assert max(map(cell_width, text.splitlines())) <= width


def test_one_document_is_not_a_wall() -> None:
    assert len(_summary(annotated_plan("23")).splitlines()) < 110


def test_summary_says_what_an_inspector_asks_for() -> None:
    text = _summary(annotated_plan("20"))
    for words in (
        "发文机关：青岚市安全生产委员会",
        "责任单位",
        "时限",
        "力度",
        "量化指标",
        "按责任单位",
        "提法",
        "相符",
    ):
        assert words in text
    assert "…… 另有" in text


def test_all_leaves_nothing_out() -> None:
    plan = annotated_plan("20")
    text = _summary(plan, everything=True)
    assert "…… 另有" not in text
    assert text.count("必须") >= sum(each.modality == "must" for each in plan.readings[0].commitments)


def test_nobody_is_said_and_counted() -> None:
    plan = annotated_plan("20")
    reading = plan.readings[0]
    nobody = replace(reading.commitments[0], owner=None, owners=())
    text = _summary(replace(plan, readings=(replace(reading, commitments=(nobody,)),)))
    assert "未指明 1" in text


def test_page_repair_shows_the_seams() -> None:
    text = _summary(annotated_plan("23"))
    assert "拼接断句 3 · 重复段落 8 · 残缺段落 2" in text
    assert "┊" in text


def test_a_unit_counts_under_one_name() -> None:
    plan = annotated_plan("20")
    reading = plan.readings[0]
    names = ("市应急管理局", "市应急局")
    commitments = tuple(replace(reading.commitments[0], owner=name) for name in names)
    unit = Organisation(id=OrganisationId("o"), name=names[0], aliases=(names[1],))
    merged = replace(plan, readings=(replace(reading, commitments=commitments),), organisations=(unit,))
    assert "按责任单位 1\n 市应急管理局 2" in _summary(merged)


def test_systems_and_goals_have_their_tables() -> None:
    plan = annotated_plan("20")
    reading = plan.readings[0]
    span = Span(reading.document.id, 0, 4)
    member = Member(span=span, text="重庆")
    hubs = Parameter(name="枢纽", value="2", members=(member, replace(member, text="新加坡")))
    system = System(span=span, name="双枢纽网络", kind="network", parameters=(hubs,))
    title = Goal(id=GoalId("t"), title="行动方案", parent=None, spans=(span,), rule="title")
    goal = Goal(id=GoalId("g"), title="打造综合枢纽", parent=title.id, spans=(span,), rule="heading")
    part = Goal(id=GoalId("p"), title="物流枢纽", parent=goal.id, spans=(span,), rule="heading")
    served = (("c1", "t"), ("c2", "g"), ("c3", "p"), ("c3", "g"))
    edges = tuple(Edge(source=c, target=g, kind="serves", spans=(), rule="heading") for c, g in served)
    readings = (replace(reading, systems=(system,)),)
    text = _summary(replace(plan, readings=readings, goals=(title, goal, part), edges=edges))
    assert "枢纽：2（重庆、新加坡）" in text
    assert re.search(r"打造综合枢纽 +2\n", text)
    assert "物流枢纽" not in text


def test_many_documents_are_counted_not_listed() -> None:
    text = _summary(annotated_plan("01", "02", "03", "05", "13", "14", "20"))
    assert "文档 7" in text
    assert "发文机关：" not in text
