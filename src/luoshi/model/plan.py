"""The plan: goals, the commitments that serve them, and who carries them, over all documents."""

from dataclasses import dataclass, field
from typing import Literal, NewType

from luoshi.model.commitment import GoalId
from luoshi.model.reading import Reading
from luoshi.model.text import Span

OrganisationId = NewType("OrganisationId", str)
EdgeKind = Literal["part_of", "serves", "targets", "owned_by", "same_as", "asserted_by"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Something that commitments serve: a section of a plan, or a positioning or programme that it names."""

    id: GoalId
    title: str
    parent: GoalId | None
    spans: tuple[Span, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A unit under one name, with the other names that the documents use for it."""

    id: OrganisationId
    name: str
    aliases: tuple[str, ...] = ()
    spans: tuple[Span, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A relation between two ids, with the spans and the rule that it rests on."""

    source: str
    target: str
    kind: EdgeKind
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The readings of one or more documents, linked."""

    readings: tuple[Reading, ...]
    goals: tuple[Goal, ...]
    organisations: tuple[Organisation, ...]
    edges: tuple[Edge, ...]
