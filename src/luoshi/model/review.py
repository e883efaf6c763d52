"""What people say about readings: accepted, rejected, corrected.

Reviews are an append-only log; the workspace keeps it, `compiler.reviewing` replays it over what was read. Who
reviews is an account or a unit, when is a date or time that the caller knows; nothing here asks a clock.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from luoshi.model.commitment import Owner
from luoshi.model.text import DocumentId

Verdict = Literal["accept", "reject", "change"]
CommitmentField = Literal[
    "owners", "deadline", "modality", "action", "object", "conditional", "asserted_by", "klass"
]
QuantityField = Literal["indicator", "value", "low", "high", "unit", "bound", "base", "period", "kind"]
ReviewField = CommitmentField | QuantityField
FieldValue = str | bool | Decimal | tuple[Owner, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One field of a reading: what the reviewer saw and what it should be."""

    field: ReviewField
    old: FieldValue
    new: FieldValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One entry of the log.

    ``subject`` is the id of a commitment or of a quantity and ``quote`` its clause as the reviewer saw it, by
    which it is found again when a later edition changes the id. ``figure`` is the wording of a quantity.
    ``place`` says where in which file the entry stands.
    """

    by: str
    at: str
    verdict: Verdict
    subject: str
    document: DocumentId
    quote: str
    figure: str = ""
    corrections: tuple[Correction, ...] = ()
    reason: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A review and the reading that it is about today; ``found`` says how it was found."""

    subject: str
    review: Review
    found: Literal["id", "wording", "likeness"]
