"""What a StratML file may hold: elements, their order and number, their values; and a file as a tree of elements.

Part 1 is ISO 17469-1 (a strategic plan), Part 2 the performance plan or report. `stratml` writes trees of
`Element`, `stratml_reader` reads them; both ask `check_structure`. An element that is there and empty has the text
``""``, one that is absent is not among the children, so that the two stay apart.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Part = Literal[1, 2]

NAMESPACES: Mapping[Part, str] = {
    1: "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
    2: "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport",
}
ROOTS: Mapping[Part, str] = {1: "StrategicPlan", 2: "PerformancePlanOrReport"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An element with its text (empty where it has children), attributes and children; ``line`` counts from 1."""

    name: str
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple["Element", ...] = ()
    line: int = field(default=0, compare=False)

    def all(self, name: str) -> list["Element"]:
        """The children called ``name``."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> "Element | None":
        """The first child called ``name``, None where it is absent."""
        return next((child for child in self.children if child.name == name), None)

    def words(self, name: str) -> str:
        """The text of a child without the space around it; empty where it is absent."""
        child = self.first(name)
        return child.text.strip() if child else ""

    def attribute(self, name: str) -> str:
        """The value of an attribute; empty where it is absent."""
        return dict(self.attributes).get(name, "")


class StructureFault(NamedTuple):
    """Where a file departs from the structure, and how."""

    line: int
    fault: str


class _Child(NamedTuple):
    """A child in its place in the order, with the least and the greatest number of it (None: any)."""

    name: str
    least: int
    most: int | None


def _sequence(*names: str) -> tuple[_Child, ...]:
    """Children in order: ``Name`` once, ``Name?`` at most once, ``Name*`` and ``Name+`` as in patterns."""
    numbers: Mapping[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None), "2": (0, 2)}
    children = []
    for name in names:
        least, most = numbers.get(name[-1], (1, 1))
        children.append(_Child(name.rstrip("?*+2"), least, most))
    return tuple(children)


_COMMON: Mapping[str, tuple[_Child, ...]] = {
    "StrategicPlanCore": _sequence("Organization*", "Vision?", "Mission?", "Value*", "Goal+"),
    "Organization": _sequence("Name?", "Acronym?", "Identifier?", "Description?", "Stakeholder*"),
    "Vision": _sequence("Description?", "Identifier?"),
    "Mission": _sequence("Description?", "Identifier?"),
    "Value": _sequence("Name?", "Description?"),
    "Goal": _sequence(
        "Name",
        "Description",
        "Identifier?",
        "SequenceIndicator?",
        "Stakeholder*",
        "OtherInformation?",
        "Objective*",
    ),
}
_CONTENT: Mapping[Part, Mapping[str, tuple[_Child, ...]]] = {
    1: {
        **_COMMON,
        "StrategicPlan": _sequence(
            "Name", "Description?", "OtherInformation?", "StrategicPlanCore", "AdministrativeInformation?"
        ),
        "Objective": _sequence(
            "Name?", "Description?", "Identifier?", "SequenceIndicator?", "Stakeholder*", "OtherInformation?"
        ),
        "Stakeholder": _sequence("Name", "Description?"),
        "AdministrativeInformation": _sequence("StartDate?", "EndDate?", "PublicationDate?", "Source?", "Submitter?"),
        "Submitter": _sequence("GivenName?", "Surname?", "PhoneNumber?", "EmailAddress?"),
    },
    2: {
        **_COMMON,
        "PerformancePlanOrReport": _sequence(
            "Name", "Description?", "OtherInformation?", "StrategicPlanCore", "AdministrativeInformation?", "Submitter?"
        ),
        "Objective": _sequence(
            "Name?", "Description?", "Identifier?", "SequenceIndicator?", "Stakeholder*", "OtherInformation?",
            "PerformanceIndicator*",
        ),
        "Stakeholder": _sequence("Name", "Description?", "Role*"),
        "Role": _sequence("Name", "Description?", "RoleType2"),
        "PerformanceIndicator": _sequence(
            "SequenceIndicator?", "MeasurementDimension", "UnitOfMeasurement", "Identifier?", "Relationship*",
            "MeasurementInstance*", "OtherInformation?",
        ),
        "Relationship": _sequence("Identifier?", "ReferentIdentifier*", "Name?", "Description?"),
        "MeasurementInstance": _sequence("TargetResult*", "ActualResult*"),
        "TargetResult": _sequence("StartDate?", "EndDate?", "NumberOfUnits?", "Descriptor?", "Description?"),
        "ActualResult": _sequence("StartDate?", "EndDate?", "NumberOfUnits?", "Descriptor?", "Description?"),
        "Descriptor": _sequence("DescriptorName?", "DescriptorValue?"),
        "AdministrativeInformation": _sequence(
            "Identifier?", "StartDate?", "EndDate?", "PublicationDate?", "Source?"
        ),
        "Submitter": _sequence("Identifier?", "GivenName?", "Surname?", "PhoneNumber?", "EmailAddress?"),
    },
}  # fmt: skip
_STAKEHOLDER_TYPES = ("Person", "Organization", "Generic_Group")
# Attributes with their values, and whether they must be there.
_ATTRIBUTES: Mapping[Part, Mapping[str, Mapping[str, tuple[tuple[str, ...], bool]]]] = {
    1: {"Stakeholder": {"StakeholderTypeType": (_STAKEHOLDER_TYPES, False)}},
    2: {
        "PerformancePlanOrReport": {
            "Type": (("Strategic_Plan", "Performance_Plan", "Performance_Report"), True)
        },
        "Stakeholder": {"StakeholderTypeType": (_STAKEHOLDER_TYPES, False)},
        "Relationship": {"RelationshipType": (("Broader_Than", "Peer_To", "Narrower_Than"), False)},
        "PerformanceIndicator": {
            "ValueChainStage": (
                ("Outcome", "Output_Processing", "Output", "Input_Processing", "Input"),
                False,
            ),
            "PerformanceIndicatorType": (("Quantitative", "Qualitative"), False),
        },
    },
}
_DATES = {"StartDate", "EndDate", "PublicationDate"}
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:Z|[+-]\d\d:\d\d)?")
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_ID = re.compile(r"[^\W\d][\w.·-]*")


def check_structure(root: Element, part: Part) -> Iterator[StructureFault]:
    """All departures of a tree from the structure of its part, in the order of the file."""
    if root.name != ROOTS[part]:
        yield StructureFault(root.line, f"根元素应为 {ROOTS[part]}，不是 {root.name}")
        return
    seen: set[str] = set()
    stack = [root]
    while stack:
        element = stack.pop()
        yield from _check_element(element, part, seen)
        known = {child.name for child in _CONTENT[part].get(element.name, ())}
        stack.extend(child for child in reversed(element.children) if child.name in known)


def is_leaf(name: str, part: Part) -> bool:
    """Whether an element holds text and no elements."""
    return name not in _CONTENT[part]


def day_of(text: str) -> str | None:
    """The day of an xsd:date, None where it is none.

    >>> day_of("2026-06-30Z"), day_of("2026-06"), day_of("2026-02-30")
    ('2026-06-30', None, None)
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def _check_element(element: Element, part: Part, seen: set[str]) -> Iterator[StructureFault]:
    yield from _check_attributes(element, part)
    content = _CONTENT[part].get(element.name)
    if content is None:
        if element.children:
            yield StructureFault(element.line, f"{element.name} 里不能有元素")
        yield from _check_value(element, part, seen)
        return
    if element.text.strip():
        yield StructureFault(element.line, f"{element.name} 里不能直接有文字")
    order = {child.name: i for i, child in enumerate(content)}
    at = 0
    for child in element.children:
        place = order.get(child.name)
        if place is None:
            yield StructureFault(child.line, f"{element.name} 里没有 {child.name} 这个元素")
        elif place < at:
            yield StructureFault(child.line, f"{child.name} 应在 {content[at].name} 之前")
        else:
            at = place
    for expected in content:
        count = len(element.all(expected.name))
        if count < expected.least:
            yield StructureFault(element.line, f"{element.name} 缺少 {expected.name}")
        elif expected.most is not None and count > expected.most:
            yield StructureFault(
                element.line, f"{element.name} 里的 {expected.name} 最多 {expected.most} 个，有 {count} 个"
            )


def _check_attributes(element: Element, part: Part) -> Iterator[StructureFault]:
    known = _ATTRIBUTES[part].get(element.name, {})
    for name, value in element.attributes:
        if name.startswith("{"):
            continue  # such as xsi:schemaLocation: of no concern to the structure
        if name not in known:
            yield StructureFault(element.line, f"{element.name} 没有属性 {name}")
        elif value not in known[name][0]:
            yield StructureFault(
                element.line, f"属性 {name} 只能是 {'、'.join(known[name][0])}，不是“{value[:40]}”"
            )
    for name, (_, required) in known.items():
        if required and name not in dict(element.attributes):
            yield StructureFault(element.line, f"{element.name} 缺少属性 {name}")


def _check_value(element: Element, part: Part, seen: set[str]) -> Iterator[StructureFault]:
    text = element.text.strip()
    shown = text[:40]
    if element.name in _DATES:
        if day_of(text) is None and not (part == 2 and text == ""):
            yield StructureFault(element.line, f"{element.name} 应为日期（2026-06-30），不是“{shown}”")
    elif element.name == "NumberOfUnits":
        if text and not _DECIMAL.fullmatch(text):
            yield StructureFault(element.line, f"NumberOfUnits 应为数字，不是“{shown}”")
    elif element.name == "RoleType":
        if element.text not in ("Performer", "Beneficiary"):
            yield StructureFault(element.line, f"RoleType 只能是 Performer 或 Beneficiary，不是“{shown}”")
    elif element.name == "Identifier":
        if not _ID.fullmatch(text):
            yield StructureFault(element.line, f"Identifier 不是合格的 XML 标识：“{shown}”")
        elif text in seen:
            yield StructureFault(element.line, f"Identifier 重复：“{shown}”")
        seen.add(text)
