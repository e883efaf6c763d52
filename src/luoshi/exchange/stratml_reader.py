"""StratML (ISO 17469-1, and Part 2) → a tree that can be written again, or a plan.

`read_tree` keeps every element, the empty ones too; `read_stratml` makes a plan of it: the words of the file, one
line for each, become the canonical text of a document, so that goals, commitments and targets have spans. Persons
among the stakeholders are not read. Entities are refused before anything is expanded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any, NamedTuple, cast

from lxml import etree

from luoshi.compiler.identity import commitment_ids, goal_ids, quantity_ids
from luoshi.compiler.link import link
from luoshi.compiler.review_fields import is_deadline
from luoshi.diagnostics import diagnose
from luoshi.exchange.plan_words import BOUNDS, MODALITIES, ROLES, TRUTHS, code_of
from luoshi.exchange.stratml import BASE, BOUND, CONDITIONAL, DEADLINE, PERIOD, STRENGTH
from luoshi.exchange.stratml_structure import NAMESPACES, Element, Part, check_structure, day_of
from luoshi.exchange.transcript import UnreadableError
from luoshi.exchange.xml_parts import parse_xml
from luoshi.model.commitment import (
    Bound,
    Commitment,
    CommitmentId,
    GoalId,
    Klass,
    Owner,
    Quantity,
    QuantityId,
    QuantityKind,
    Statement,
)
from luoshi.model.diagnostic import Diagnostic, Outcome
from luoshi.model.plan import Edge, Goal, Plan
from luoshi.model.reading import Reading
from luoshi.model.structure import Heading
from luoshi.model.text import Document, DocumentId, Span

MEDIA_TYPE = "application/stratml+xml"
_FORMAT = "StratML"


class Tree(NamedTuple):
    """A file as it was: its part and its root."""

    part: Part
    root: Element


class _Draft(NamedTuple):
    """What has been read so far: lines of text, and what stands in them."""

    document: DocumentId
    lines: list[str]
    statements: list[Statement]
    headings: list[Heading]
    goals: list[Goal]
    commitments: list[Commitment]
    quantities: list[Quantity]
    edges: list[Edge]
    taken: set[str]
    faults: list[tuple[int, str]]

    def add_line(self, text: str, klass: Klass) -> Span:
        """Put a line at the end; its span."""
        words = " ".join(text.split())
        start = sum(len(line) + 1 for line in self.lines[-1:]) + (
            self.statements[-1].span.start if self.lines else 0
        )
        span = Span(self.document, start, start + len(words))
        self.lines.append(words)
        self.statements.append(Statement(span=span, klass=klass, rule="stratml"))
        return span


def read_tree(data: bytes, *, name: str) -> Outcome[Tree | None]:
    """Every element of the file, and where it departs from StratML's structure."""
    try:
        node = parse_xml(data, name, _FORMAT)
    except UnreadableError as error:
        details: dict[str, Any] = error.details
        return Outcome(value=None, diagnostics=(diagnose(error.code, path=name, **details),))
    space = etree.QName(node).namespace
    part = next((part for part, known in NAMESPACES.items() if known == space), None)
    if part is None:
        reason = f"命名空间不是 ISO 17469 的：{space or '没有'}"
        return Outcome(value=None, diagnostics=(diagnose("LS801", path=name, format=_FORMAT, reason=reason),))
    root = _element(node, NAMESPACES[part])
    found = [_structure(name, line, fault) for line, fault in check_structure(root, part)]
    return Outcome(value=Tree(part, root), diagnostics=tuple(found))


def read_stratml(data: bytes, *, name: str, document_id: DocumentId) -> Outcome[Plan | None]:
    """The plan in the file; None where it cannot be read."""
    outcome = read_tree(data, name=name)
    if outcome.value is None:
        return Outcome(value=None, diagnostics=outcome.diagnostics)
    part, root = outcome.value
    draft = _Draft(document_id, [], [], [], [], [], [], [], set(), [])
    title = draft.add_line(root.words("Name"), "heading") if root.words("Name") else None
    core = root.first("StrategicPlanCore") or Element(name="StrategicPlanCore")
    for key in ("Vision", "Mission"):
        for each in core.all(key):
            if each.words("Description"):
                draft.add_line(each.words("Description"), "slogan")
    for value in core.all("Value"):
        words = "：".join(part for part in (value.words("Name"), value.words("Description")) if part)
        if words:
            draft.add_line(words, "principle")
    for goal in core.all("Goal"):
        _read_goal(goal, part, draft)
    text = "\n".join(draft.lines) + ("\n" if draft.lines else "")
    issuers = [each.words("Name") for each in core.all("Organization") if each.words("Name")]
    administration = root.first("AdministrativeInformation")
    reading = _reading(
        draft,
        Document(
            id=document_id, text=text, path=name, sha256=sha256(data).hexdigest(), media_type=MEDIA_TYPE
        ),
        title,
        issuers[0] if issuers else None,
        day_of(administration.words("PublicationDate")) if administration else None,
    )
    linked = link((reading,)).value
    kept = [edge for edge in linked.edges if edge.kind not in ("serves", "part_of")]
    plan = replace(linked, goals=tuple(draft.goals), edges=(*draft.edges, *kept))
    faults = [_structure(name, line, fault) for line, fault in draft.faults]
    return Outcome(value=plan, diagnostics=(*outcome.diagnostics, *faults))


def _element(node: etree._Element, space: str) -> Element:
    """The tree below a node; elements of another namespace keep it in their name."""
    tag = etree.QName(node)
    children = tuple(_element(child, space) for child in node)
    # Text between elements belongs nowhere in StratML; it is kept with the element so that it can be named.
    text = "".join((node.text or "", *(child.tail or "" for child in node)))
    line = cast("int | None", node.sourceline)
    return Element(
        name=tag.localname if tag.namespace == space else str(node.tag),
        text="" if children and not text.strip() else text,
        attributes=tuple((str(key), str(value)) for key, value in node.attrib.items()),
        children=children,
        line=line or 0,
    )


def _read_goal(element: Element, part: Part, draft: _Draft) -> None:
    objectives = element.all("Objective")
    words = element.words("Name") or element.words("Description")
    if not words:
        draft.faults.append((element.line, "Goal 没有名称和说明，其下的 Objective 照常读入"))
    goal = None
    if words:
        span = draft.add_line(words, "heading")
        heading = draft.lines[-1]
        draft.headings.append(Heading(span=span, level=1, text=heading))
        made = goal_ids([(f"{draft.document}\x1f{len(draft.goals)}", heading)])[0]
        name = GoalId(_own_id(element, made, draft))
        goal = Goal(id=name, title=heading, parent=None, spans=(span,), rule="stratml")
        draft.goals.append(goal)
    for objective in objectives:
        _read_objective(objective, part, goal, draft)


def _read_objective(element: Element, part: Part, goal: Goal | None, draft: _Draft) -> None:
    name, quote = element.words("Name"), element.words("Description")
    if not name and not quote:
        draft.faults.append((element.line, "Objective 没有名称和说明，没有读入"))
        return
    indicators = element.all("PerformanceIndicator")
    span = draft.add_line(quote or name, "target" if indicators else "task")
    notes = _notes(element.words("OtherInformation"))
    made = commitment_ids(draft.document, [f"{len(draft.commitments)}{quote or name}"])[0]
    own = CommitmentId(_own_id(element, made, draft))
    first = len(draft.quantities)
    for indicator in indicators:
        _read_indicator(indicator, draft)
    figures = draft.quantities[first:]
    deadline = notes.get(DEADLINE, "")
    modality = code_of(notes.get(STRENGTH, ""), MODALITIES)
    owners = tuple(_owners(element.all("Stakeholder"), part, draft))
    leads = [owner.name for owner in owners if owner.role == "lead"] or [owner.name for owner in owners]
    draft.commitments.append(
        Commitment(
            id=own,
            span=span,
            owner=leads[0] if leads else None,
            owners=owners,
            asserted_by=None,
            action="",
            object=" ".join((name or quote).split()),
            modality=modality or "will",
            conditional=code_of(notes.get(CONDITIONAL, ""), TRUTHS) == "true",
            trigger=None,
            deadline=deadline if is_deadline(deadline) else _end_of(indicators),
            section=goal.title if goal else None,
            goal=goal.id if goal else None,
            quantities=tuple(each.id for each in figures if each.kind == "target"),
            rule="stratml",
        )
    )
    if goal is not None:
        draft.edges.append(
            Edge(source=own, target=goal.id, kind="serves", spans=(span, goal.spans[0]), rule="stratml")
        )


def _owners(stakeholders: Iterable[Element], part: Part, draft: _Draft) -> Iterable[Owner]:
    """Those who are to do something. Part 1 says only who is concerned, unless the description names a part."""
    seen: set[Owner] = set()
    for each in stakeholders:
        name = " ".join(each.words("Name").split())
        if each.attribute("StakeholderTypeType") == "Person":
            draft.faults.append((each.line, "Stakeholder 是个人，没有读入"))
            continue
        if not name:
            continue
        found: list[Owner] = []
        if part == 1:
            role = code_of(each.words("Description"), ROLES)
            found = [Owner(name=name, role=role)] if role else []
        for entry in each.all("Role"):
            named = code_of(entry.words("Name"), ROLES)
            performs = any(kind.text.strip() == "Performer" for kind in entry.all("RoleType"))
            if named or performs:
                found.append(Owner(name=name, role=named or "responsible"))
        if not found:
            draft.faults.append((each.line, f"“{name[:40]}”没有写明是执行者，没有当作责任单位"))
        for owner in found:
            if owner not in seen:
                seen.add(owner)
                yield owner


def _read_indicator(element: Element, draft: _Draft) -> None:
    notes = _notes(element.words("OtherInformation"))
    kinds: Mapping[str, QuantityKind] = {"TargetResult": "target", "ActualResult": "fact"}
    results = [
        (result, kind)
        for instance in element.all("MeasurementInstance")
        for key, kind in kinds.items()
        for result in instance.all(key)
    ]
    for i, (result, kind) in enumerate(results):
        indicator, unit = element.words("MeasurementDimension"), element.words("UnitOfMeasurement")
        described = result.words("Description")
        bound, low, high = _bound(result.first("Descriptor"))
        value = _number(result.words("NumberOfUnits"))
        if value is None and low is None and high is None:
            if described:
                draft.add_line(described, "other")
            draft.faults.append((result.line, f"{result.name} 没有数值，只读入文字"))
            continue
        number = format(value, "f") if value is not None else f"{low}–{high}"
        span = draft.add_line(
            described or f"{indicator}{number}{unit}", "target" if kind == "target" else "fact"
        )
        made = quantity_ids(draft.document, [(f"{len(draft.quantities)}", draft.lines[-1])])[0]
        day = day_of(result.words("EndDate"))
        draft.quantities.append(
            Quantity(
                id=QuantityId(_own_id(element, made, draft) if i == 0 else made),
                span=span,
                indicator=indicator or None,
                value=None if bound == "range" else value,
                low=low,
                high=high,
                unit=unit,
                bound=bound,
                base=notes.get(BASE) or None,
                period=notes.get(PERIOD) or day,
                comparison=None,
                kind=kind,
                rule="stratml",
            )
        )


def _bound(descriptor: Element | None) -> tuple[Bound, Decimal | None, Decimal | None]:
    """The bound in a Descriptor of our own; any other describes something else."""
    if descriptor is None or descriptor.words("DescriptorName") != BOUND:
        return "=", None, None
    words = descriptor.words("DescriptorValue")
    low, dots, high = words.partition("..")
    if dots:
        ends = (_number(low), _number(high))
        return ("range", *ends) if ends != (None, None) else ("=", None, None)
    code = code_of(words, BOUNDS)
    return (code if code and code != "range" else "="), None, None


def _end_of(indicators: Iterable[Element]) -> str | None:
    """The one day on which all targets of an objective end."""
    days = {
        day_of(result.words("EndDate"))
        for indicator in indicators
        for instance in indicator.all("MeasurementInstance")
        for result in instance.all("TargetResult")
    } - {None}
    return days.pop() if len(days) == 1 else None


def _own_id(element: Element, made: str, draft: _Draft) -> str:
    """The element's Identifier, where it has one that nothing else has."""
    own = element.words("Identifier")
    name = own if own and own not in draft.taken else made
    draft.taken.add(name)
    return name


def _notes(text: str) -> dict[str, str]:
    """Lines ``label：words`` of OtherInformation."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        label, colon, words = line.partition("：")
        if colon:
            found.setdefault(label.strip(), words.strip())
    return found


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _reading(
    draft: _Draft, document: Document, title: Span | None, issuer: str | None, published: str | None
) -> Reading:
    chinese = any("\u4e00" <= char <= "\u9fff" for char in document.text)
    return Reading(
        document=document,
        language="zh-Hans" if chinese else "en",
        title=title,
        issuer=issuer,
        published=published,
        duplicates=(),
        joins=(),
        truncated=(),
        damages=(),
        headings=tuple(draft.headings),
        articles=(),
        statements=tuple(draft.statements),
        commitments=tuple(draft.commitments),
        quantities=tuple(draft.quantities),
        deadlines=(),
        owner_lists=(),
        terms=(),
        systems=(),
    )


def _structure(name: str, line: int, fault: str) -> Diagnostic:
    return diagnose("LS834", path=name, line=line, fault=fault)
