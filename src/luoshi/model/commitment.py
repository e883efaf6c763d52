"""What a document says will be done: statements, commitments and what hangs on them."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NewType

from luoshi.model.text import Span

Klass = Literal[
    "task", "target", "fact", "means", "scope", "slogan", "principle", "past", "heading", "list", "other"
]
Modality = Literal["will", "must", "strive", "explore", "encourage", "forbid", "support"]
Role = Literal["lead", "cooperate", "responsible", "guide", "supervise", "accept"]
Bound = Literal["=", ">=", "<=", ">", "<", "~", "range"]
QuantityKind = Literal["fact", "target"]

CommitmentId = NewType("CommitmentId", str)
QuantityId = NewType("QuantityId", str)
GoalId = NewType("GoalId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A clause and its class; ``rule`` names the pattern that decided."""

    span: Span
    klass: Klass
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """An organisation (never a person) and its part in a commitment."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerList:
    """A list of units as printed in a bracket, a label line or a cell; ``role`` is ``mixed`` where they differ."""

    span: Span
    owners: tuple[Owner, ...]

    @property
    def role(self) -> str:
        """The common role of the units, else ``mixed``."""
        roles = {owner.role for owner in self.owners}
        return roles.pop() if len(roles) == 1 else "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A date, period or frequency; ``normalised`` is a string of the closed vocabulary, None where unresolved."""

    span: Span
    text: str
    normalised: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit and meaning; ``value`` is None for a range, ``low`` and ``high`` for all else."""

    id: QuantityId
    span: Span
    indicator: str | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: Bound
    base: str | None
    period: str | None
    comparison: str | None
    kind: QuantityKind
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What a unit says that it will or must do, build, keep, reach or refrain from.

    ``owner`` is the first lead, else the first unit, None where the text names nobody; ``asserted_by`` is who
    said it. ``rule`` names the pattern that found the commitment, ``inherit_rule`` the inference that gave it an
    owner that its own clause does not name.
    """

    id: CommitmentId
    span: Span
    pieces: tuple[Span, ...] = ()
    occurrences: tuple[Span, ...] = ()
    owner: str | None
    owners: tuple[Owner, ...]
    asserted_by: str | None
    action: str
    object: str
    modality: Modality
    conditional: bool
    trigger: Span | None
    deadline: str | None
    section: str | None
    goal: GoalId | None = None
    quantities: tuple[QuantityId, ...] = ()
    rule: str = ""
    inherit_rule: str | None = None
    origin: tuple[Span, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of the things that a coined term counts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A coined number or quoted programme name with the members that the text enumerates.

    ``count_ok``: whether the enumeration closes; None without a number or an enumeration.
    """

    span: Span
    text: str
    members: tuple[Member, ...] = ()
    count_ok: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A number or list that shapes a system (枢纽: 2, with the hubs that the text names)."""

    name: str
    value: str
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A system that the text names (清单体系, 评价系统, 网络 …): the seed of a draft definition."""

    span: Span
    name: str
    kind: str
    parameters: tuple[Parameter, ...] = ()
