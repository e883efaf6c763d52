from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.compiler.invariants import check_invariants
from luoshi.exchange.stratml import write_stratml, write_tree
from luoshi.exchange.stratml_reader import read_stratml, read_tree
from luoshi.exchange.stratml_structure import NAMESPACES, Element, Part, check_structure
from luoshi.model.commitment import Owner
from luoshi.model.plan import Plan
from luoshi.model.text import DocumentId
from tests.annotated import annotated_plan
from tests.planned import water_plan

SLUG = DocumentId("exchanged")
PARTS: tuple[Part, ...] = (1, 2)
OPEN = {
    1: f'<StrategicPlan xmlns="{NAMESPACES[1]}">',
    2: f'<PerformancePlanOrReport xmlns="{NAMESPACES[2]}" Type="Performance_Plan">',
}
CLOSE = {1: "</StrategicPlan>", 2: "</PerformancePlanOrReport>"}
GOAL = "<Goal><Name>供水</Name><Description/>%s</Goal>"


def _file(part: Part, goals: str, before: str = "<Name>计划</Name>", after: str = "") -> bytes:
    return f"{OPEN[part]}{before}<StrategicPlanCore>{goals}</StrategicPlanCore>{after}{CLOSE[part]}".encode()


def _faults(data: bytes) -> list[str]:
    return [found.message for found in read_tree(data, name="plan.xml").diagnostics]


def _codes(data: bytes) -> list[str]:
    outcome = read_stratml(data, name="plan.xml", document_id=SLUG)
    assert outcome.value is None
    return [found.code for found in outcome.diagnostics]


def _read(data: bytes) -> Plan:
    outcome = read_stratml(data, name="plan.xml", document_id=SLUG)
    assert outcome.value is not None
    for reading in outcome.value.readings:
        check_invariants(reading)
    return outcome.value


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _walk(child)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("names", [(), ("13",), ("20", "23")])
def test_any_plan_agrees_with_the_structure(names: tuple[str, ...], part: Part) -> None:
    for plan in (annotated_plan(*names), water_plan()):
        data = write_stratml(plan, part=part).value
        assert _faults(data) == []
        assert data == write_stratml(plan, part=part).value


@pytest.mark.parametrize("part", PARTS)
def test_what_is_written_can_be_read_and_written_again(part: Part) -> None:
    data = write_stratml(water_plan(), part=part).value
    tree = read_tree(data, name="plan.xml").value
    assert tree is not None
    assert tree.part == part
    assert write_tree(tree.root, part) == data


@pytest.mark.parametrize("part", PARTS)
def test_plan_comes_back_with_ids_units_strength_and_deadlines(part: Part) -> None:
    plan = _read(write_stratml(water_plan(), part=part).value)
    before, after = water_plan().readings[0], plan.readings[0]
    for old, new in zip(before.commitments, after.commitments, strict=True):
        assert (old.id, old.owners, old.modality, old.deadline, old.conditional, old.goal) == (
            new.id, new.owners, new.modality, new.deadline, new.conditional, new.goal,
        )  # fmt: skip
        assert old.action + old.object == new.object
    assert (after.issuer, after.published) == (before.issuer, before.published)
    if part == 2:
        for figure, read in zip(before.quantities, after.quantities, strict=True):
            assert (figure.id, figure.indicator, figure.value, figure.unit, figure.bound, figure.period) == (
                read.id, read.indicator, read.value, read.unit, read.bound, read.period,
            )  # fmt: skip
    assert {edge.kind for edge in plan.edges} >= {"serves", "owned_by"}


def test_range_and_base_come_back() -> None:
    plan = water_plan()
    reading = plan.readings[0]
    figure = replace(
        reading.quantities[0], value=None, low=Decimal("7.0"), high=Decimal(9), bound="range", base="2025年"
    )
    plan = replace(plan, readings=(replace(reading, quantities=(figure, *reading.quantities[1:])),))
    read = _read(write_stratml(plan).value).readings[0].quantities[0]
    assert (read.value, str(read.low), read.high, read.bound) == (None, "7.0", Decimal(9), "range")
    assert read.base == "2025年"


def test_unit_is_a_stakeholder_with_the_role_performer() -> None:
    tree = read_tree(write_stratml(water_plan()).value, name="plan.xml").value
    assert tree is not None
    stakeholders = [each for each in _walk(tree.root) if each.name == "Stakeholder"]
    assert len(stakeholders) == sum(len(each.owners) for each in water_plan().readings[0].commitments)
    for each in stakeholders:
        assert [kind.text for role in each.all("Role") for kind in role.all("RoleType")] == ["Performer"]


@pytest.mark.parametrize(
    ("part", "losses"),
    [
        (1, ["上下界（2 处）", "量化目标的数值（4 处）", "多级目标（3 处）", "提法（1 处）", "力度（8 处）"]),
        (2, ["上下界（2 处）", "责任单位的分工（1 处）", "多级目标（3 处）", "完成时限（6 处）"]),
    ],
)
def test_losses_are_reported_with_their_places(part: Part, losses: list[str]) -> None:
    found = write_stratml(water_plan(), part=part).diagnostics
    assert {each.code for each in found} == {"LS833"}
    assert all(each.span is not None for each in found)
    said = "\n".join(each.message for each in found)
    assert all(loss in said for loss in losses)


@pytest.mark.parametrize("part", PARTS)
def test_empty_and_absent_elements_stay_apart(part: Part) -> None:
    empty = "<Objective><Name></Name><Description/><OtherInformation> </OtherInformation></Objective>"
    data = _file(part, GOAL % (empty + "<Objective/><Objective><Name>更新管网</Name></Objective>"))
    tree = read_tree(data, name="plan.xml").value
    assert tree is not None
    first, second, third = (each for each in _walk(tree.root) if each.name == "Objective")
    assert [(child.name, child.text) for child in first.children] == [
        ("Name", ""), ("Description", ""), ("OtherInformation", " "),
    ]  # fmt: skip
    assert second.children == ()
    assert third.first("Description") is None
    again = read_tree(write_tree(tree.root, part), name="plan.xml").value
    assert again == tree


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_file(1, ""), "StrategicPlanCore 缺少 Goal"),
        (_file(1, "<Goal><Name>甲</Name></Goal>"), "Goal 缺少 Description"),
        (_file(1, "<Goal><Description/><Name>甲</Name></Goal>"), "Name 应在 Description 之前"),
        (_file(1, GOAL % "<Bound>5</Bound>"), "Goal 里没有 Bound 这个元素"),
        (_file(1, GOAL % "<Identifier>1a</Identifier>"), "不是合格的 XML 标识"),
        (_file(1, (GOAL % "<Identifier>a</Identifier>") * 2), "Identifier 重复"),
        (_file(1, GOAL % "", after="<AdministrativeInformation><StartDate/></AdministrativeInformation>"), "应为日期"),
        (_file(1, GOAL % '<Stakeholder StakeholderTypeType="Robot"><Name/></Stakeholder>'), "只能是 Person"),
        (_file(1, GOAL % "<Stakeholder><Name/><Role><Name/></Role></Stakeholder>"), "没有 Role 这个元素"),
        (_file(1, GOAL % "文字"), "Goal 里不能直接有文字"),
        (_file(2, GOAL % "").replace(b' Type="Performance_Plan"', b""), "缺少属性 Type"),
        (
            _file(2, GOAL % ("<Stakeholder><Name/><Role><Name/>" + "<RoleType>Performer</RoleType>" * 3 + "</Role></Stakeholder>")),
            "最多 2 个",
        ),
        (
            _file(2, GOAL % "<Objective><PerformanceIndicator><MeasurementDimension/></PerformanceIndicator></Objective>"),
            "缺少 UnitOfMeasurement",
        ),
    ],
)  # fmt: skip
def test_departure_from_the_structure_is_named(data: bytes, said: str) -> None:
    faults = _faults(data)
    assert len(faults) == 1
    assert said in faults[0]
    assert read_stratml(data, name="plan.xml", document_id=SLUG).value is not None


def test_part_2_allows_empty_dates_and_numbers() -> None:
    result = "<TargetResult><StartDate/><EndDate></EndDate><NumberOfUnits/></TargetResult>"
    indicator = (
        "<PerformanceIndicator><MeasurementDimension/><UnitOfMeasurement/>"
        f"<MeasurementInstance>{result}</MeasurementInstance></PerformanceIndicator>"
    )
    data = _file(2, GOAL % f"<Objective><Name>甲</Name>{indicator}</Objective>")
    assert _faults(data) == []
    assert _read(data).readings[0].quantities == ()


def test_foreign_plan_becomes_a_plan() -> None:
    indicator = (
        '<PerformanceIndicator PerformanceIndicatorType="Quantitative"><MeasurementDimension>Leakage</MeasurementDimension>'
        "<UnitOfMeasurement>%</UnitOfMeasurement><MeasurementInstance><TargetResult><EndDate>2027-06-30</EndDate>"
        "<NumberOfUnits>9.0</NumberOfUnits><Descriptor><DescriptorName>Region</DescriptorName><DescriptorValue>&gt;=</DescriptorValue>"
        "</Descriptor></TargetResult><ActualResult><NumberOfUnits>11</NumberOfUnits></ActualResult></MeasurementInstance>"
        "</PerformanceIndicator>"
    )
    water = "<Stakeholder><Name>Water Board</Name><Role><Name>Operator</Name><RoleType>Performer</RoleType></Role></Stakeholder>"
    others = (
        '<Stakeholder StakeholderTypeType="Person"><Name>Nobody In Particular</Name><Role><Name/><RoleType>Performer</RoleType></Role></Stakeholder>'
        "<Stakeholder><Name>Residents</Name><Role><Name>Users</Name><RoleType>Beneficiary</RoleType></Role></Stakeholder>"
    )
    objective = f"<Objective><Name>Cut leakage</Name>{water}{others}{indicator}</Objective>"
    data = _file(
        2, f"<Organization><Name>Town</Name></Organization>{GOAL % objective}", "<Name>Water Plan</Name>"
    )
    outcome = read_stratml(data, name="plan.xml", document_id=SLUG)
    assert outcome.value is not None
    reading = outcome.value.readings[0]
    (commitment,) = reading.commitments
    assert commitment.owners == (Owner(name="Water Board", role="responsible"),)
    assert (commitment.object, commitment.deadline, commitment.modality) == (
        "Cut leakage",
        "2027-06-30",
        "will",
    )
    target, fact = reading.quantities
    assert (target.value, target.bound, target.kind, fact.kind) == (Decimal("9.0"), "=", "target", "fact")
    assert "Nobody" not in reading.document.text
    assert any("是个人" in found.message for found in outcome.diagnostics)
    assert reading.document.media_type == "application/stratml+xml"
    text = reading.document.text
    assert [text[each.span.start : each.span.end] for each in reading.statements] == text.splitlines()


def test_stakeholder_of_part_1_owns_nothing_unless_it_says_so() -> None:
    concerned = "<Stakeholder><Name>居民</Name></Stakeholder>"
    lead = "<Stakeholder><Name>市水务局</Name><Description>牵头</Description></Stakeholder>"
    data = _file(1, GOAL % f"<Objective><Name>更新管网</Name>{concerned}{lead}</Objective>")
    assert _read(data).readings[0].commitments[0].owners == (Owner(name="市水务局", role="lead"),)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c '
    '"&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize(
    "head",
    [
        BOMB,
        '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE StrategicPlan SYSTEM "http://127.0.0.1:9/plan.dtd">',
    ],
)
def test_entities_are_refused(head: str) -> None:
    body = _file(1, GOAL % "").decode().replace("计划", "&c;" if "ENTITY" in head else "计划")
    assert _codes((head + body).encode()) == ["LS805"]
    if "?xml" not in head:
        assert _codes((head + body).encode("utf-16")) == ["LS805"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"plan",
        b"<StrategicPlan/>",
        b"<StrategicPlan xmlns='http://www.stratml.net'/>",
        b"<a>" * 5000,
        b"\xff\xfe",
    ],
)
def test_what_is_no_stratml_is_refused(data: bytes) -> None:
    assert _codes(data) == ["LS801"]


def test_text_that_xml_cannot_hold_is_marked() -> None:
    plan = water_plan()
    reading = plan.readings[0]
    odd = replace(reading.commitments[0], action="改\x00\ud800", object="<b>\x0b&amp;</b>")
    plan = replace(plan, readings=(replace(reading, commitments=(odd,)),))
    assert (
        _read(write_stratml(plan).value).readings[0].commitments[0].object
        == "改\ufffd\ufffd<b>\ufffd&amp;</b>"
    )


TREES = st.recursive(
    st.builds(Element, name=st.sampled_from(["Name", "Goal", "Objective", "NumberOfUnits", "X"]), text=st.just("")),
    lambda below: st.builds(
        Element,
        name=st.sampled_from(["StrategicPlanCore", "Goal", "Objective", "PerformanceIndicator", "Stakeholder"]),
        children=st.lists(below, max_size=4).map(tuple),
    ),
    max_leaves=12,
)  # fmt: skip


@given(st.lists(TREES, max_size=4), st.sampled_from(PARTS))
def test_any_tree_is_kept_and_read(children: list[Element], part: Part) -> None:
    name = "StrategicPlan" if part == 1 else "PerformancePlanOrReport"
    root = Element(name=name, children=tuple(children))
    data = write_tree(root, part)
    outcome = read_tree(data, name="plan.xml")
    assert outcome.value is not None
    assert outcome.value.root == root
    assert len(outcome.diagnostics) == len(list(check_structure(root, part)))
    _read(data)
