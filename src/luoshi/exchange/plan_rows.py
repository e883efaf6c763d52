"""What lies over the documents ↔ rows: goals, organisations and edges (``plan/*.jsonl``), findings, documents.

Spans name their document: ``opinion#3fa9c107:4+22``. The workspace calls these with the anchors of all documents.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from luoshi.exchange.anchors import Anchors, read_place, write_place
from luoshi.exchange.rows import RowError, read_rows, write_rows
from luoshi.exchange.typed_rows import read_object, write_object
from luoshi.model.diagnostic import Diagnostic, Outcome
from luoshi.model.plan import Edge, Goal, Organisation
from luoshi.model.text import Document, DocumentId, Span

T = TypeVar("T", Goal, Organisation, Edge, Diagnostic)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """A document of a workspace: its slug, the file that it came from, and the date that the user gave for it."""

    slug: str
    path: str
    sha256: str
    media_type: str
    given_date: str | None


def write_values(values: tuple[T, ...], anchors: Mapping[DocumentId, Anchors]) -> bytes:
    """Goals, organisations, edges or findings as lines, in their order."""

    def place(span: Span) -> str:
        return f"{span.document}#{write_place(anchors[span.document], span.start, span.end)}"

    return write_rows(write_object(value, place) for value in values)


def read_values(
    kind: type[T], data: bytes, anchors: Mapping[DocumentId, Anchors], path: str
) -> Outcome[tuple[T, ...]]:
    """The values in ``data``; faulty lines become diagnostics."""

    def place(words: str) -> Span:
        slug, _, rest = words.rpartition("#")
        document = anchors.get(DocumentId(slug))
        if document is None:
            raise RowError(f"没有“{slug[:40]}”这份文档")
        return read_place(document, rest)

    return read_rows(data, path, lambda row, _: read_object(kind, row, place))


def write_documents(entries: tuple[DocumentEntry, ...]) -> bytes:
    """The list of documents, in the order of the plan."""
    return write_rows(write_object(entry, _no_place) for entry in entries)


def read_documents(data: bytes, path: str) -> Outcome[tuple[DocumentEntry, ...]]:
    """The list of documents; a slug that is none or stands twice is a fault."""
    seen: set[str] = set()

    def read(row: dict[str, Any], _: str) -> DocumentEntry:
        entry = read_object(DocumentEntry, row, _no_span)
        if not is_slug(entry.slug):
            raise RowError(f"“{entry.slug[:40]}”不能作文档标识")
        if entry.slug in seen:
            raise RowError(f"文档标识“{entry.slug}”重复")
        seen.add(entry.slug)
        return entry

    return read_rows(data, path, read)


def entry_of(document: Document, given_date: str | None) -> DocumentEntry:
    """The entry of a document."""
    return DocumentEntry(
        slug=document.id,
        path=document.path,
        sha256=document.sha256,
        media_type=document.media_type,
        given_date=given_date,
    )


def is_slug(words: str) -> bool:
    """Whether a file can be called so on any system, inside of its folder.

    >>> is_slug("行动方案-2026"), is_slug("../x"), is_slug("a/b"), is_slug("con.")
    (True, False, False, False)
    """
    return (
        0 < len(words) <= 80
        and words[0] not in ".-"
        and words[-1] != "."
        and all(char.isalnum() or char in "-_." for char in words)
    )


def _no_place(_: Span) -> str:
    raise TypeError("no spans here")


def _no_span(_: str) -> Span:
    raise RowError("这里没有位置")
