"""What the people of a workspace have decided about findings: how grave they are, and which are waived."""

from dataclasses import dataclass, field
from typing import Literal

from luoshi.model.diagnostic import Severity

Grade = Severity | Literal["off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding that is known and borne until a day (YYYY-MM-DD, that day included), with the reason.

    ``subject`` narrows it to the reading with that id, ``document`` to the slugs or paths that the pattern
    matches (``*`` and ``?``); without both it holds for every finding of the code.
    """

    code: str
    reason: str
    until: str
    subject: str | None = None
    document: str | None = None
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Severities by code and waivers in the order of the file."""

    severities: tuple[tuple[str, Grade], ...] = ()
    waivers: tuple[Waiver, ...] = ()
