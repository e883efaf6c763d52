"""Two plans compared: what changed, in which direction, and the same from either side."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.compiler.difference import compare_plans, kinds_of
from luoshi.compiler.link import link
from luoshi.compiler.pipeline import compile_document
from luoshi.model.difference import Change, ChangeKind
from luoshi.model.plan import Plan
from luoshi.model.text import Document, DocumentId
from tests.annotated import CORPUS

HEAD = "青岚市人民政府关于老旧小区改造的实施意见\n\n一、改造任务\n"
BASE = "市住房城乡建设局要在2026年底前改造老旧小区420个。"
SWAPPED: dict[ChangeKind, ChangeKind] = {
    "added": "dropped",
    "dropped": "added",
    "softened": "hardened",
    "hardened": "softened",
    "delayed": "advanced",
    "advanced": "delayed",
    "reassigned": "reassigned",
    "reversed": "reversed",
    "reworded": "reworded",
}


def plan_of(*lines: str, slug: str = "opinion") -> Plan:
    text = HEAD + "\n".join(lines) + "\n"
    return link((compile_document(Document(id=DocumentId(slug), text=text)).value,)).value


def changes(old: str | Sequence[str], new: str | Sequence[str]) -> tuple[Change, ...]:
    sides = [plan_of(*([side] if isinstance(side, str) else side)) for side in (old, new)]
    return compare_plans(*sides).changes


def said(found: Sequence[Change]) -> list[tuple[str, str]]:
    return [(aspect.kind, aspect.field) for change in found for aspect in change.aspects]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (BASE, BASE.replace("420", "380"), [("softened", "target")]),
        (BASE, BASE.replace("420个", "450个以上"), [("hardened", "target")]),
        (BASE, BASE.replace("420个", "400—420个"), [("softened", "target")]),
        (BASE, BASE.replace("420个", "420个左右"), [("softened", "target")]),
        (BASE, BASE.replace("2026年底", "2027年6月底"), [("delayed", "deadline")]),
        (BASE, BASE.replace("2026年底", "2026年9月底"), [("advanced", "deadline")]),
        (BASE, BASE.replace("要在", "力争在"), [("softened", "modality")]),
        (BASE, BASE.replace("住房城乡建设局", "城市管理局"), [("reassigned", "owners")]),
        (BASE, BASE.replace("改造", "原则上改造"), [("softened", "condition")]),
        (
            "市水务局要将管网漏损率控制在9%以内。",
            "市水务局要将管网漏损率控制在10%以内。",
            [("softened", "target")],
        ),
        ("市水务局要将管网漏损率降至9%。", "市水务局要将管网漏损率降至8%。", [("hardened", "target")]),
        (
            "市发展改革委要推动单位能耗下降3%。",
            "市发展改革委要推动单位能耗下降5%。",
            [("hardened", "target")],
        ),
        ("市财政局要筹集改造资金12亿元。", "市财政局要筹集改造资金120000万元。", [("reworded", "wording")]),
        ("市城管局要每季度通报评价结果。", "市城管局要每半年通报评价结果。", [("softened", "deadline")]),
        (
            "市城管局要建立物业服务评价制度。",
            "市城管局要研究建立物业服务评价制度。",
            [("softened", "condition")],
        ),
        ("市城管局要建立物业服务评价制度。", "市城管局要健全物业服务评价制度。", [("reworded", "wording")]),
    ],
)
def test_direction_of_a_change(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    found = changes(old, new)
    assert said(found) == expected
    assert len(found) == 1
    backward = changes(new, old)
    assert said(backward) == [(SWAPPED[kind], field) for kind, field in expected]  # type: ignore[index]


def test_passages_carry_quote_and_place() -> None:
    (change,) = changes(BASE, BASE.replace("420", "380"))
    assert change.old is not None
    assert change.new is not None
    assert "420个" in change.old.quote
    assert "380个" in change.new.quote
    assert (change.old.line, change.new.line, change.old.path) == (4, 4, "opinion")
    assert change.old.section == "一、改造任务"
    assert change.match == "likeness"
    assert kinds_of(change) == ["softened"]


def test_added_and_dropped_stand_in_their_order() -> None:
    first, second, third = (
        "市财政局要筹集改造资金12亿元。",
        "市水务局负责更换老旧供水管网120公里。",
        "市城管局要建立物业服务评价制度。",
    )
    found = changes([first, second, third], [first, BASE, third])
    assert said(found) == [("dropped", "wording"), ("added", "wording")]


def test_several_aspects_of_one_clause() -> None:
    (change,) = changes(BASE, "市城市管理局力争在2027年底前改造老旧小区300个。")
    assert {aspect.kind for aspect in change.aspects} == {"softened", "reassigned", "delayed"}
    assert kinds_of(change) == ["softened", "delayed", "reassigned"]


def test_same_unit_under_another_name_is_no_change() -> None:
    line = "市经济和信息化委员会要在2026年底前培育企业30家。"
    assert said(changes(line, line.replace("市经济和信息化委员会", "市经信委"))) in (
        [],
        [("reworded", "wording")],
    )


def test_slug_says_nothing() -> None:
    lines = [BASE, "市财政局要筹集改造资金12亿元。"]
    assert compare_plans(plan_of(*lines), plan_of(*lines, slug="final")).changes == ()


def test_repeated_clause_is_dropped_where_it_stood() -> None:
    lines = ["市水务局要按月报送改造进展情况。", "市财政局要按月报送改造进展情况。"]
    (change,) = changes(lines, lines[1:])
    assert change.old is not None
    assert change.old.line == 4


@pytest.mark.parametrize("name", ["02", "05", "13", "20", "23"])
def test_nothing_differs_from_itself(name: str) -> None:
    text = (CORPUS / f"{name}.txt").read_bytes().decode()
    plan = link((compile_document(Document(id=DocumentId(name), text=text)).value,)).value
    difference = compare_plans(plan, plan)
    assert difference.changes == ()
    assert difference.unchanged >= len(plan.readings[0].commitments)


UNITS = ("市水务局", "市财政局", "市住房城乡建设局", "市城管局")
DEEDS = (
    "{when}改造老旧小区{n}个",
    "{when}更换老旧供水管网{n}公里",
    "{when}将管网漏损率控制在{n}%以内",
    "{when}建立物业服务评价制度",
    "{when}新增停车位{n}个以上",
    "每季度通报改造进展",
)
LINES = st.builds(
    lambda unit, strength, deed, when, n: unit + strength + deed.format(when=when, n=n) + "。",
    st.sampled_from(UNITS),
    st.sampled_from(("要", "力争", "负责", "探索", "不得")),
    st.sampled_from(DEEDS),
    st.sampled_from(("", "在2026年底前", "在2027年6月底前")),
    st.sampled_from((5, 8, 120, 300)),
)


@settings(max_examples=30)
@given(st.lists(LINES, min_size=1, max_size=7), st.lists(LINES, min_size=1, max_size=7))
def test_comparing_backwards_exchanges_the_sides(old: list[str], new: list[str]) -> None:
    left, right = plan_of(*old), plan_of(*new)
    forward, backward = compare_plans(left, right), compare_plans(right, left)
    assert forward.unchanged == backward.unchanged

    def facts(found: Sequence[Change], swap: bool) -> set[object]:
        return {
            (
                (change.new if swap else change.old),
                (change.old if swap else change.new),
                frozenset(
                    (SWAPPED[aspect.kind], aspect.field, aspect.new, aspect.old)
                    if swap
                    else (aspect.kind, aspect.field, aspect.old, aspect.new)
                    for aspect in change.aspects
                ),
                change.match,
                change.likeness,
            )
            for change in found
        }

    assert facts(forward.changes, swap=False) == facts(backward.changes, swap=True)
    passages = [each.old for each in forward.changes if each.old] + [
        each.new for each in forward.changes if each.new
    ]
    assert len({(each.id, each.span, each.quote) for each in passages}) <= len(passages)


@settings(max_examples=15)
@given(st.lists(LINES, max_size=7))
def test_every_passage_is_accounted_for(lines: list[str]) -> None:
    old, new = plan_of(BASE, *lines), plan_of(*lines, "市审计局要开展专项审计。")
    difference = compare_plans(old, new)
    gone = sum(change.old is not None for change in difference.changes)
    assert gone + difference.unchanged >= len(old.readings[0].commitments)
