"""Annotations of the corpus as readings, so that writers and summaries can be tested without the compiler."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from luoshi.model.commitment import (
    Commitment,
    CommitmentId,
    Deadline,
    Member,
    Owner,
    OwnerList,
    Quantity,
    QuantityId,
    Statement,
    Term,
)
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.model.structure import Article, Duplicate, Heading, Join, Paragraph, Section, Truncation
from luoshi.model.text import Document, DocumentId, Span

CORPUS = Path(__file__).parent / "corpus"


def annotated_reading(name: str) -> Reading:
    """What the annotation says about document ``name``, as if the compiler had said it."""
    gold = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    slug = DocumentId(name)
    text = (CORPUS / f"{name}.txt").read_bytes().decode("utf-8")

    def span(pair: list[int]) -> Span:
        return Span(slug, pair[0], pair[1])

    quantities = tuple(_quantity(f"q{i}", each, span) for i, each in enumerate(gold["quantities"]))
    return Reading(
        document=Document(id=slug, text=text, path=f"{name}.txt"),
        language="zh-Hans",
        title=span(gold["title"]["span"]) if gold["title"] else None,
        issuer=gold["issuer"],
        published=None,
        duplicates=tuple(
            Duplicate(first=span(each[:2]), copy=span(each[2:4])) for each in gold.get("duplicates", [])
        ),
        joins=tuple(Join(left_end=each[0], right_start=each[1]) for each in gold.get("joins", [])),
        truncated=tuple(
            Truncation(span=span(each["span"]), edge=each["edge"]) for each in gold.get("truncated", [])
        ),
        damages=(),
        headings=tuple(
            Heading(span=span(each["span"]), level=each["level"], text=each["text"])
            for each in gold["headings"]
        ),
        articles=tuple(_article(each, span) for each in gold.get("articles", [])),
        statements=tuple(
            Statement(span=span(each["span"]), klass=each["klass"], rule="gold") for each in gold["clauses"]
        ),
        commitments=tuple(_commitment(f"c{i}", each, span) for i, each in enumerate(gold["commitments"])),
        quantities=quantities,
        deadlines=tuple(
            Deadline(
                span=span(each["span"]),
                text=text[each["span"][0] : each["span"][1]],
                normalised=each["normalised"],
            )
            for each in gold["deadlines"]
        ),
        owner_lists=tuple(
            OwnerList(
                span=span(each["span"]),
                owners=tuple(Owner(name=unit, role=_role(each)) for unit in each["units"]),
            )
            for each in gold["owner_lists"]
        ),
        terms=tuple(_term(each, span) for each in gold["terms"]),
        systems=(),
    )


def annotated_plan(*names: str) -> Plan:
    """The readings of several annotations, unlinked."""
    return Plan(readings=tuple(map(annotated_reading, names)), goals=(), organisations=(), edges=())


def _role(each: dict[str, Any]) -> Any:
    return "responsible" if each.get("role") in (None, "mixed") else each["role"]


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:g}" if value < 1e6 else str(value))


def _quantity(number: str, each: dict[str, Any], span: Any) -> Quantity:
    return Quantity(
        id=QuantityId(number),
        span=span(each["span"]),
        indicator=each["indicator"],
        value=_decimal(each["value"]),
        low=_decimal(each["low"]),
        high=_decimal(each["high"]),
        unit=each["unit"] or "",
        bound=each["bound"],
        base=each["base"],
        period=each["period"],
        comparison=each.get("comparison"),
        kind=each["kind"],
    )


def _commitment(number: str, each: dict[str, Any], span: Any) -> Commitment:
    return Commitment(
        id=CommitmentId(number),
        span=span(each["span"]),
        pieces=tuple(map(span, each.get("pieces") or [])),
        owner=each["owner"],
        owners=tuple(Owner(name=owner["name"], role=owner["role"]) for owner in each["owners"]),
        asserted_by=None,
        action=each.get("action") or "",
        object=each.get("object") or "",
        modality=each["modality"],
        conditional=each.get("conditional", False),
        trigger=span(each["trigger"]) if each.get("trigger") else None,
        deadline=each["deadline"],
        section=each["section"],
        quantities=tuple(QuantityId(f"q{i}") for i in each.get("target_ids", [])),
    )


def _term(each: dict[str, Any], span: Any) -> Term:
    members = tuple(Member(span=span(m["span"]), text=m["text"]) for m in each["members"])
    return Term(span=span(each["span"]), text=each["text"], members=members, count_ok=each.get("count_ok"))


def _article(each: dict[str, Any], span: Any) -> Article:
    return Article(
        title=span(each["title_span"]) if each.get("title_span") else None,
        sections=tuple(
            Section(
                heading=span(section["heading"]) if isinstance(section["heading"], list) else None,
                paragraphs=tuple(
                    Paragraph(pieces=tuple(map(span, paragraph["pieces"])))
                    for paragraph in section["paragraphs"]
                ),
            )
            for section in each["sections"]
        ),
    )
