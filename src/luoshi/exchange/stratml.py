"""Plan → StratML (ISO 17469-1, and Part 2), with a report of what StratML cannot hold.

`write_stratml` is called by the command line, `write_tree` by it and by whoever has read a file with
`stratml_reader.read_tree`. A goal that commitments serve becomes a Goal, each commitment an Objective of it, a unit
a Stakeholder (in Part 2 with the role Performer), a target a PerformanceIndicator with a TargetResult. What has no
element stands as words in OtherInformation, where the reader finds it again; every kind of loss is a diagnostic.
"""

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from lxml import etree

from luoshi.diagnostics import diagnose
from luoshi.exchange.plan_words import MODALITIES, ROLES, TRUTHS, quantity_words
from luoshi.exchange.stratml_structure import NAMESPACES, ROOTS, Element, Part, day_of
from luoshi.exchange.task_rows import TaskRow, task_rows, title_of
from luoshi.model.commitment import GoalId, Quantity, Role
from luoshi.model.diagnostic import Diagnostic, Label, Outcome
from luoshi.model.plan import Goal, Plan
from luoshi.model.text import Span

# Labels of the lines in OtherInformation; `stratml_reader` reads them back.
STRENGTH, DEADLINE, PRINTED, CONDITIONAL, PATH, PLACE = (
    "力度",
    "时限",
    "时限原文",
    "有条件",
    "上级目标",
    "原文位置",
)
PERIOD, BASE = "期间", "对照"
BOUND = "bound"
UNASSIGNED = "未归入目标的任务"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PERFORMERS: tuple[Role, ...] = ("lead", "responsible", "cooperate")
_MOST_LABELS = 5


class _Losses(NamedTuple):
    """What cannot be held, by kind, with the places."""

    places: dict[str, list[Span]]

    def add(self, kind: str, *spans: Span) -> None:
        if spans:
            self.places.setdefault(kind, []).extend(spans)


# Kind of loss: what is said about it in the two parts; None where the part can hold it.
_KEPT: Mapping[str, tuple[str, str]] = {
    "上下界": ("指标只剩 OtherInformation 里的文字", "写在 Descriptor 里，别的程序不一定认得"),
    "量化目标的数值": ("只剩 OtherInformation 里的文字", ""),
    "数值区间": ("指标只剩文字", "写在 Descriptor 和 Description 里，NumberOfUnits 为空"),
    "责任单位的分工": ("写在 Stakeholder 的 Description 里", "牵头、责任、配合都是 Performer，分工写在 Role 的名称里"),
    "多级目标": ("上级目标只剩 OtherInformation 里的文字", "上级目标只剩 OtherInformation 里的文字"),
    "完成时限": ("只剩 OtherInformation 里的文字", "目标没有日期，只剩 OtherInformation 里的文字；指标的 EndDate 取期末"),
    "力度": ("只剩 OtherInformation 里的文字", "只剩 OtherInformation 里的文字"),
    "前提条件": ("只剩 OtherInformation 里的文字", "只剩 OtherInformation 里的文字"),
    "对照和期间": ("没有保留", "只剩指标的 OtherInformation 里的文字"),
    "现状数值": ("没有保留", "没有保留"),
    "不属于任务的指标": ("没有保留", "没有保留"),
    "提法": ("没有保留", "没有保留"),
    "体系": ("没有保留", "没有保留"),
    "原文和跨度": ("只保留原句和行号", "只保留原句和行号"),
    "跨文件的关系": ("没有保留", "没有保留"),
    "没有任务的目标": ("没有保留", "没有保留"),
}  # fmt: skip


def write_stratml(plan: Plan, *, part: Part = 2, title: str | None = None) -> Outcome[bytes]:
    """The file, and what it does not hold of the plan."""
    losses = _Losses({})
    tree = plan_tree(plan, part=part, title=title, losses=losses)
    return Outcome(value=write_tree(tree, part), diagnostics=tuple(_reports(losses, part)))


def write_tree(root: Element, part: Part) -> bytes:
    """A tree of elements as a file."""
    space = NAMESPACES[part]
    node = _node(root, space, {None: space})
    etree.indent(node)
    return etree.tostring(node, xml_declaration=True, encoding="UTF-8") + b"\n"


def plan_tree(plan: Plan, *, part: Part, title: str | None, losses: _Losses) -> Element:
    """The elements for a plan."""
    rows = task_rows(plan, "zh")
    taken: set[str] = set()
    issuers = dict.fromkeys(reading.issuer for reading in plan.readings if reading.issuer)
    ids = {name: unit.id for unit in plan.organisations for name in (unit.name, *unit.aliases)}
    organisations = [
        _branch("Organization", _leaf("Name", issuer), *_identifier(ids.get(issuer, ""), taken))
        for issuer in issuers
    ]
    goals = list(_goals(plan, rows, part, taken, losses))
    _add_unheld(plan, losses)
    titles = [title_of(reading) for reading in plan.readings]
    name = title or "、".join(titles) or UNASSIGNED
    children = [
        _leaf("Name", name),
        _branch("StrategicPlanCore", *organisations, *goals),
        *_administration(plan),
    ]
    attributes = () if part == 1 else (("Type", "Performance_Plan"),)
    return Element(name=ROOTS[part], attributes=attributes, children=tuple(children))


def _goals(
    plan: Plan, rows: list[TaskRow], part: Part, taken: set[str], losses: _Losses
) -> Iterator[Element]:
    goals = {goal.id: goal for goal in plan.goals}
    served: dict[GoalId | None, list[TaskRow]] = {}
    for row in rows:
        goal_id = row.commitment.goal
        served.setdefault(goal_id if goal_id in goals else None, []).append(row)
    above = {goal.parent for goal in plan.goals}
    idle = [each for each in plan.goals if each.id not in served and each.id not in above]
    losses.add("没有任务的目标", *(each.spans[0] for each in idle))
    order = [goal.id for goal in plan.goals if goal.id in served]
    for number, name in enumerate([*order, *([None] if None in served or not order else [])], 1):
        goal = goals[name] if name else None
        path = _ancestors(goal, goals)
        if goal is not None and goal.parent:
            losses.add("多级目标", goal.spans[0])
        notes = f"{PATH}：{' › '.join(path)}" if path else ""
        yield _branch(
            "Goal",
            _leaf("Name", UNASSIGNED if goal is None else goal.title),
            _leaf("Description", "" if goal is None else goal.title),
            *_identifier("" if goal is None else goal.id, taken),
            _leaf("SequenceIndicator", str(number)),
            *([_leaf("OtherInformation", notes)] if notes else []),
            *(
                _objective(row, f"{number}.{i}", part, taken, losses)
                for i, row in enumerate(served.get(name, ()), 1)
            ),
        )


def _ancestors(goal: Goal | None, goals: Mapping[GoalId, Goal]) -> list[str]:
    """Titles of the goals above, the highest first."""
    path: list[str] = []
    seen: set[GoalId] = set()
    above = goals.get(goal.parent) if goal and goal.parent else None
    while above is not None and above.id not in seen:
        seen.add(above.id)
        path.append(above.title)
        above = goals.get(above.parent) if above.parent else None
    return path[::-1]


def _objective(row: TaskRow, number: str, part: Part, taken: set[str], losses: _Losses) -> Element:
    commitment = row.commitment
    span = commitment.span
    figures = [each for each in row.figures if each.kind == "target"]
    notes = [f"{STRENGTH}：{MODALITIES[commitment.modality].zh}"]
    losses.add("力度", span)
    if commitment.deadline:
        notes.append(f"{DEADLINE}：{commitment.deadline}")
        losses.add("完成时限", span)
        if row.printed:
            notes.append(f"{PRINTED}：{row.printed}")
    if commitment.conditional:
        notes.append(f"{CONDITIONAL}：{TRUTHS['true'].zh}")
        losses.add("前提条件", span)
    if len(commitment.owners) > 1 or any(
        each.role not in ("lead", "responsible") for each in commitment.owners
    ):
        losses.add("责任单位的分工", span)
    if part == 1:
        notes += [quantity_words(each, "zh") for each in figures]
        losses.add("量化目标的数值", *(each.span for each in figures))
    notes.append(f"{PLACE}：{row.place}")
    losses.add("原文和跨度", span)
    for each in figures:
        if each.bound == "range":
            losses.add("数值区间", each.span)
        elif each.bound != "=":
            losses.add("上下界", each.span)
        if each.base or each.period:
            losses.add("对照和期间", each.span)
    return _branch(
        "Objective",
        _leaf("Name", row.task),
        _leaf("Description", row.quote),
        *_identifier(commitment.id, taken),
        _leaf("SequenceIndicator", number),
        *(_stakeholder(owner.name, owner.role, part) for owner in commitment.owners),
        _leaf("OtherInformation", "\n".join(notes)),
        *(_indicator(each, commitment.deadline, taken) for each in figures if part == 2),
    )


def _stakeholder(name: str, role: Role, part: Part) -> Element:
    words = ROLES[role].zh
    if part == 1:
        below = [_leaf("Name", name), _leaf("Description", words)]
    else:
        kind = [_leaf("RoleType", "Performer")] if role in _PERFORMERS else []
        below = [_leaf("Name", name), _branch("Role", _leaf("Name", words), *kind)]
    return Element(
        name="Stakeholder", attributes=(("StakeholderTypeType", "Organization"),), children=tuple(below)
    )


def _indicator(quantity: Quantity, deadline: str | None, taken: set[str]) -> Element:
    end = _last_day(quantity.period) or _last_day(deadline)
    bound = quantity.bound
    if bound == "range":
        low, high = (("" if end is None else format(end, "f")) for end in (quantity.low, quantity.high))
        described = f"{low}..{high}"
    else:
        described = bound
    result = [
        *([_leaf("EndDate", end)] if end else []),
        _leaf("NumberOfUnits", "" if quantity.value is None else format(quantity.value, "f")),
        *(
            [_branch("Descriptor", _leaf("DescriptorName", BOUND), _leaf("DescriptorValue", described))]
            if bound != "="
            else []
        ),
        _leaf("Description", quantity_words(quantity, "zh")),
    ]
    notes = [
        f"{label}：{words}" for label, words in ((PERIOD, quantity.period), (BASE, quantity.base)) if words
    ]
    return Element(
        name="PerformanceIndicator",
        attributes=(("PerformanceIndicatorType", "Quantitative"),),
        children=(
            _leaf("MeasurementDimension", quantity.indicator or ""),
            _leaf("UnitOfMeasurement", quantity.unit),
            *_identifier(quantity.id, taken),
            _branch("MeasurementInstance", _branch("TargetResult", *result)),
            *([_leaf("OtherInformation", "\n".join(notes))] if notes else []),
        ),
    )


def _administration(plan: Plan) -> list[Element]:
    days = {day for reading in plan.readings if (day := day_of(reading.published or ""))}
    if len(days) != 1:
        return []
    return [_branch("AdministrativeInformation", _leaf("PublicationDate", days.pop()))]


def _last_day(text: str | None) -> str | None:
    """The last day of a year, a month or a day of the closed vocabulary.

    >>> _last_day("2026"), _last_day("2026-02"), _last_day("recurring:monthly")
    ('2026-12-31', '2026-02-28', None)
    """
    parts = (text or "").split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return None
    year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12
    if not (1 <= year <= 9999 and len(parts[0]) == 4 and 1 <= month <= 12):
        return None
    last = calendar.monthrange(year, month)[1]
    day = int(parts[2]) if len(parts) > 2 else last
    return date(year, month, day).isoformat() if 1 <= day <= last else None


def _add_unheld(plan: Plan, losses: _Losses) -> None:
    for reading in plan.readings:
        losses.add("现状数值", *(each.span for each in reading.quantities if each.kind == "fact"))
        held = {name for each in reading.commitments for name in each.quantities}
        loose = [each for each in reading.quantities if each.kind == "target" and each.id not in held]
        losses.add("不属于任务的指标", *(each.span for each in loose))
        losses.add("提法", *(term.span for term in reading.terms))
        losses.add("体系", *(system.span for system in reading.systems))
    losses.add(
        "跨文件的关系", *(edge.spans[0] for edge in plan.edges if edge.kind == "same_as" and edge.spans)
    )


def _reports(losses: _Losses, part: Part) -> Iterator[Diagnostic]:
    for what, kept in _KEPT.items():
        places = losses.places.get(what, [])
        if places and kept[part - 1]:
            labels = tuple(Label(span=span, message=what) for span in places[1:_MOST_LABELS])
            yield diagnose(
                "LS833", places[0], labels=labels, what=what, count=len(places), kept=kept[part - 1]
            )


def _identifier(name: str, taken: set[str]) -> list[Element]:
    """An Identifier, once for each id: the schema wants them unique."""
    if not name or name in taken:
        return []
    taken.add(name)
    return [_leaf("Identifier", name)]


def _leaf(name: str, text: str) -> Element:
    return Element(name=name, text=_ILLEGAL.sub("\ufffd", text.replace("\r", "")))


def _branch(name: str, *children: Element) -> Element:
    return Element(name=name, children=children)


def _node(element: Element, space: str, prefixes: dict[str | None, str] | None = None) -> etree._Element:
    names = {} if prefixes is None else {"nsmap": prefixes}
    node = etree.Element(f"{{{space}}}{element.name}", **names)  # type: ignore[arg-type]  # the stubs' maps are narrow
    for name, value in element.attributes:
        node.set(name, value)
    if element.text:
        node.text = element.text
    for child in element.children:
        node.append(_node(child, space))
    return node
