"""Reading ↔ ``readings/<slug>.jsonl``: everything that was found in a document, in the order of its text.

The first line says what the document is; then each heading, clause, commitment, figure … follows on a line of its
own, with its place and, for people, its quote. The layout of the page (articles, sections, paragraphs) comes last.
Spans are written by sentence (`anchors`), so that two versions of the file differ where the document differs. The
workspace calls `write_reading` and `read_reading`; what was written and is read back is the same reading.
"""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from luoshi.diagnostics import diagnose
from luoshi.exchange.anchors import Anchors, anchors_of, read_place, write_place
from luoshi.exchange.rows import RowError, read_rows, write_rows
from luoshi.exchange.typed_rows import ReadSpan, WriteSpan, read_object, write_object
from luoshi.model.commitment import Commitment, Deadline, OwnerList, Quantity, Statement, System, Term
from luoshi.model.diagnostic import Outcome
from luoshi.model.reading import Reading
from luoshi.model.structure import Article, Damage, Duplicate, Heading, Join, Paragraph, Section, Truncation
from luoshi.model.text import Document, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """The document as a whole."""

    language: str
    title: Span | None
    issuer: str | None
    published: str | None
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seam:
    """A join: its two places are written as empty spans."""

    left_end: Span
    right_start: Span
    doubtful: bool = False


# Name of the row, its type, the field of the reading.
_KINDS: tuple[tuple[str, type, str], ...] = (
    ("heading", Heading, "headings"),
    ("clause", Statement, "statements"),
    ("commitment", Commitment, "commitments"),
    ("quantity", Quantity, "quantities"),
    ("deadline", Deadline, "deadlines"),
    ("owners", OwnerList, "owner_lists"),
    ("term", Term, "terms"),
    ("system", System, "systems"),
    ("copy", Duplicate, "duplicates"),
    ("cut", Truncation, "truncated"),
    ("damage", Damage, "damages"),
)
_TYPES: dict[str, type] = {name: kind for name, kind, _ in _KINDS}
_LAYOUT = ("article", "section", "paragraph")
_Row = tuple[str, Any]


def write_reading(reading: Reading) -> bytes:
    """The reading as lines."""
    text = reading.document.text
    anchors = anchors_of(reading.document.id, text)

    def place(span: Span) -> str:
        return write_place(anchors, span.start, span.end)

    return write_rows(_rows(reading, text, place))


def read_reading(data: bytes, document: Document, path: str) -> Outcome[Reading | None]:
    """The reading of ``document`` in ``data``; None, and the faults, where any line is wrong."""
    anchors = anchors_of(document.id, document.text)
    rows = read_rows(data, path, lambda row, _: _read_row(row, anchors, document.text))
    if rows.diagnostics:
        return Outcome(value=None, diagnostics=rows.diagnostics)
    try:
        return Outcome(value=_assemble(rows.value, document))
    except RowError as fault:
        return Outcome(value=None, diagnostics=(diagnose("LS822", path=path, reason=str(fault)),))


def _rows(reading: Reading, text: str, place: WriteSpan) -> Iterator[dict[str, Any]]:
    head = _Head(
        language=reading.language,
        title=reading.title,
        issuer=reading.issuer,
        published=reading.published,
        aliases=reading.aliases,
    )
    yield {"row": "document", **write_object(head, place)}
    groups = [_placed(name, getattr(reading, field), text, place) for name, _, field in _KINDS]
    groups.append(_seams(reading, place))
    # By place, and within one kind in the order of the reading.
    for _, row in heapq.merge(*groups, key=lambda each: each[0]):
        yield row
    for article in reading.articles:
        yield {"row": "article", **_title("title", article.title, place)}
        for section in article.sections:
            yield {"row": "section", **_title("heading", section.heading, place)}
            for paragraph in section.paragraphs:
                yield {"row": "paragraph", "pieces": [place(piece) for piece in paragraph.pieces]}


def _placed(
    name: str, values: Iterable[Any], text: str, place: WriteSpan
) -> Iterator[tuple[int, dict[str, Any]]]:
    for value in values:
        if isinstance(value, Duplicate):
            yield value.copy.start, {"row": name, **write_object(value, place)}
            continue
        span = value.span
        yield span.start, {"row": name, **write_object(value, place), "quote": text[span.start : span.end]}


def _seams(reading: Reading, place: WriteSpan) -> Iterator[tuple[int, dict[str, Any]]]:
    document = reading.document.id
    for join in reading.joins:
        seam = _Seam(
            left_end=Span(document, join.left_end, join.left_end),
            right_start=Span(document, join.right_start, join.right_start),
            doubtful=not join.certain,
        )
        yield join.left_end, {"row": "join", **write_object(seam, place)}


def _title(name: Literal["title", "heading"], span: Span | None, place: WriteSpan) -> dict[str, str]:
    return {} if span is None else {name: place(span)}


def _read_row(row: dict[str, Any], anchors: Anchors, text: str) -> _Row:
    name = row.pop("row", None)
    quote = row.pop("quote", None)

    def place(words: str) -> Span:
        return read_place(anchors, words)

    value = _value(name, row, place)
    if quote is not None and name in _TYPES:
        span: Span = value.span
        if text[span.start : span.end] != quote:
            raise RowError("引文与原文不符")
    return str(name), value


def _value(name: object, row: dict[str, Any], place: ReadSpan) -> Any:
    if name == "document":
        return read_object(_Head, row, place)
    if name == "join":
        return read_object(_Seam, row, place)
    if name == "article":
        return read_object(Article, row, place)
    if name == "section":
        return read_object(Section, row, place)
    if name == "paragraph":
        return read_object(Paragraph, row, place)
    if isinstance(name, str) and name in _TYPES:
        return read_object(_TYPES[name], row, place)
    raise RowError(f"不认识“{name}”这种行")


def _assemble(rows: Iterable[_Row], document: Document) -> Reading:
    head: _Head | None = None
    found: dict[str, list[Any]] = {name: [] for name in (*_TYPES, "join")}
    layout: list[_Row] = []
    for name, value in rows:
        if name == "document":
            head = value
        elif name in _LAYOUT:
            layout.append((name, value))
        else:
            found[name].append(value)
    if head is None:
        raise RowError("缺少 document 一行")
    return Reading(
        document=document,
        language=head.language,
        title=head.title,
        issuer=head.issuer,
        published=head.published,
        aliases=head.aliases,
        joins=tuple(
            Join(left_end=each.left_end.start, right_start=each.right_start.start, certain=not each.doubtful)
            for each in found["join"]
        ),
        articles=_articles(layout),
        **{field: tuple(found[name]) for name, _, field in _KINDS},
    )


def _articles(layout: Iterable[_Row]) -> tuple[Article, ...]:
    articles: list[tuple[Span | None, list[tuple[Span | None, list[Paragraph]]]]] = []
    for name, value in layout:
        if name == "article":
            articles.append((value.title, []))
        elif not articles or (name == "paragraph" and not articles[-1][1]):
            raise RowError(f"{name} 一行没有归属")
        elif name == "section":
            articles[-1][1].append((value.heading, []))
        else:
            articles[-1][1][-1][1].append(value)
    return tuple(
        Article(
            title=title,
            sections=tuple(Section(heading=each, paragraphs=tuple(below)) for each, below in sections),
        )
        for title, sections in articles
    )
