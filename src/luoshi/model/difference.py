"""What changed between two plans: `compiler.difference` finds it, the writers of `exchange` show it."""

from dataclasses import dataclass
from typing import Literal

from luoshi.model.text import Span

ChangeKind = Literal[
    "added",
    "dropped",
    "softened",
    "hardened",
    "reassigned",
    "delayed",
    "advanced",
    "reversed",
    "reworded",
]
ChangedField = Literal[
    "modality", "target", "condition", "owners", "cooperation", "deadline", "period", "wording"
]
Match = Literal["id", "wording", "likeness"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What one of the plans says, and where; ``line`` counts from 1."""

    id: str
    span: Span
    line: int
    path: str
    quote: str
    section: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """One respect in which two passages differ; an empty side says nothing about it."""

    kind: ChangeKind
    field: ChangedField
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A passage that was added or dropped, or two that say the same thing differently.

    ``match`` says how the two were found to belong together, ``likeness`` how near their wordings are (0–1).
    """

    old: Passage | None
    new: Passage | None
    aspects: tuple[Aspect, ...]
    match: Match | None = None
    likeness: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All changes in the order of the new plan, and how many passages stayed as they were."""

    changes: tuple[Change, ...]
    unchanged: int
