"""What the compiler has read in one document."""

from dataclasses import dataclass

from luoshi.model.commitment import Commitment, Deadline, OwnerList, Quantity, Statement, System, Term
from luoshi.model.structure import Article, Damage, Duplicate, Heading, Join, Truncation
from luoshi.model.text import Document, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document with everything found in it; nothing here knows of another document."""

    document: Document
    language: str
    title: Span | None
    issuer: str | None
    published: str | None
    duplicates: tuple[Duplicate, ...]
    joins: tuple[Join, ...]
    truncated: tuple[Truncation, ...]
    damages: tuple[Damage, ...]
    headings: tuple[Heading, ...]
    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    commitments: tuple[Commitment, ...]
    quantities: tuple[Quantity, ...]
    deadlines: tuple[Deadline, ...]
    owner_lists: tuple[OwnerList, ...]
    terms: tuple[Term, ...]
    systems: tuple[System, ...]
    aliases: tuple[tuple[str, str], ...] = ()
