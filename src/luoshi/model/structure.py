"""The make-up of a page: headings, articles, copies, seams and cut edges."""

from dataclasses import dataclass
from typing import Literal

from luoshi.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading with its level (1 is the highest below the title)."""

    span: Span
    level: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the reading order; several pieces where the page broke it."""

    pieces: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading (None where it was lost) and the paragraphs below it."""

    heading: Span | None
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text of a page: its title (None where it was lost) and its sections in reading order."""

    title: Span | None
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A later copy of a paragraph, paired with its first occurrence."""

    first: Span
    copy: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """One sentence cut between two blocks: the left half ends at ``left_end``, the right starts at ``right_start``."""

    left_end: int
    right_start: int
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Truncation:
    """A block whose other half stands nowhere on the page; ``edge`` is the missing side."""

    span: Span
    edge: Literal["start", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Text that looks damaged by recognition; it is flagged, never corrected."""

    span: Span
    kind: str
    suggestion: str | None = None
