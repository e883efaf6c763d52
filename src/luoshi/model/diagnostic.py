"""What the compiler and the rules have to say about a text, and how passes return it."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from luoshi.model.text import Span

Severity = Literal["note", "warning", "error"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A secondary place of a diagnostic, with the words that explain it."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding: a code of the catalogue, a headline and the text that it is about.

    ``span`` is None only where no text exists (an unreadable file).
    """

    code: str
    name: str
    severity: Severity
    message: str
    span: Span | None = None
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    help: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[T]):
    """A value and what had to be said while it was made."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()
