"""Plan → JSON, in the shape that `contract` declares.

`write_json` gives one object for all documents, `write_json_line` one line for one document. The bytes depend
on their arguments alone. Numbers keep the precision that the document prints (5.0 stays 5.0).
"""

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal, cast

from luoshi import __version__
from luoshi.exchange.contract import (
    SCHEMA_VERSION,
    ArticleJson,
    CommitmentJson,
    DiagnosticJson,
    DocumentJson,
    DocumentLineJson,
    MemberJson,
    OwnerJson,
    PlacedSpanJson,
    PlanFileJson,
    PlanJson,
    QuantityJson,
    SpanJson,
    SystemJson,
)
from luoshi.model.commitment import Commitment, Member, Owner, Quantity, Role, System
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.model.structure import Article
from luoshi.model.text import Span

# A Decimal travels through the encoder as a string between NULs, which no text that was read can hold.
_NUMBER = re.compile(r'"\\u0000([-+.0-9E]+)"')


def write_json(plan: Plan, diagnostics: Iterable[Diagnostic], *, with_text: bool = False) -> bytes:
    """The whole plan as one JSON object, one line for each list entry, in UTF-8."""
    file: PlanFileJson = {
        "schema": SCHEMA_VERSION,
        "luoshi": __version__,
        "documents": [document_json(reading, with_text=with_text) for reading in plan.readings],
        "plan": plan_json(plan),
        "diagnostics": [diagnostic_json(found) for found in diagnostics],
    }
    return (_with_numbers(_laid_out(file, 0)) + "\n").encode()


def write_json_line(reading: Reading, diagnostics: Iterable[Diagnostic], *, with_text: bool = False) -> bytes:
    """One document with its diagnostics as one line of JSON, in UTF-8."""
    line: DocumentLineJson = {
        "schema": SCHEMA_VERSION,
        "luoshi": __version__,
        **document_json(reading, with_text=with_text),
        "diagnostics": [diagnostic_json(found) for found in diagnostics],
    }
    return (_with_numbers(_encode(line)) + "\n").encode()


def document_json(reading: Reading, *, with_text: bool = False) -> DocumentJson:
    """The entry of ``documents`` for one reading."""
    text = reading.document.text
    document: DocumentJson = {
        "id": reading.document.id,
        "path": reading.document.path,
        "sha256": reading.document.sha256,
        "length": len(text),
        "title": text[reading.title.start : reading.title.end] if reading.title else None,
        "title_span": _span(reading.title) if reading.title else None,
        "issuer": reading.issuer,
        "published": reading.published,
        "language": reading.language,
        "duplicates": [(*_span(each.first), *_span(each.copy)) for each in reading.duplicates],
        "joins": [(join.left_end, join.right_start) for join in reading.joins if join.certain],
        "truncated": [{"span": _span(cut.span), "edge": cut.edge} for cut in reading.truncated],
        "damages": [
            {"span": _span(each.span), "kind": each.kind, "suggestion": each.suggestion}
            for each in reading.damages
        ],
        "headings": [
            {"span": _span(each.span), "level": each.level, "text": each.text} for each in reading.headings
        ],
        "articles": [_article(article) for article in reading.articles],
        "clauses": [
            {"span": _span(each.span), "klass": each.klass, "rule": each.rule} for each in reading.statements
        ],
        "commitments": [_commitment(each) for each in reading.commitments],
        "quantities": [_quantity(each) for each in reading.quantities],
        "deadlines": [
            {"span": _span(each.span), "text": each.text, "normalised": each.normalised}
            for each in reading.deadlines
        ],
        "owner_lists": [
            {
                "span": _span(each.span),
                "units": [owner.name for owner in each.owners],
                "role": cast("Role | Literal['mixed']", each.role),
                "owners": _owners(each.owners),
            }
            for each in reading.owner_lists
        ],
        "terms": [
            {
                "span": _span(term.span),
                "text": term.text,
                "members": _members(term.members),
                "count_ok": term.count_ok,
            }
            for term in reading.terms
        ],
        "systems": [_system(system) for system in reading.systems],
    }
    if with_text or reading.document.media_type != "text/plain":
        document["text"] = text
    return document


def plan_json(plan: Plan) -> PlanJson:
    """The entry ``plan``: what all documents say together."""
    return {
        "goals": [
            {
                "id": goal.id,
                "title": goal.title,
                "parent": goal.parent,
                "spans": _placed(goal.spans),
                "rule": goal.rule,
            }
            for goal in plan.goals
        ],
        "organisations": [
            {"id": each.id, "name": each.name, "aliases": list(each.aliases)} for each in plan.organisations
        ],
        "edges": [
            {
                "from": edge.source,
                "to": edge.target,
                "kind": edge.kind,
                "spans": _placed(edge.spans),
                "rule": edge.rule,
            }
            for edge in plan.edges
        ],
    }


def diagnostic_json(found: Diagnostic) -> DiagnosticJson:
    """The entry of ``diagnostics`` for one finding."""
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity,
        "document": found.span.document if found.span else None,
        "path": found.path,
        "span": _span(found.span) if found.span else None,
        "message": found.message,
        "labels": [
            {"document": label.span.document, "span": _span(label.span), "message": label.message}
            for label in found.labels
        ],
        "notes": list(found.notes),
        "help": found.help,
    }


def _commitment(each: Commitment) -> CommitmentJson:
    return {
        "id": each.id,
        "span": _span(each.span),
        "pieces": [_span(piece) for piece in each.pieces],
        "occurrences": [_span(place) for place in each.occurrences],
        "owner": each.owner,
        "owners": _owners(each.owners),
        "asserted_by": each.asserted_by,
        "action": each.action,
        "object": each.object,
        "modality": each.modality,
        "conditional": each.conditional,
        "trigger": _span(each.trigger) if each.trigger else None,
        "deadline": each.deadline,
        "section": each.section,
        "goal": each.goal,
        "quantities": list(each.quantities),
        "rule": each.rule,
        "inherit_rule": each.inherit_rule,
    }


def _quantity(each: Quantity) -> QuantityJson:
    return {
        "id": each.id,
        "span": _span(each.span),
        "indicator": each.indicator,
        "value": each.value,
        "low": each.low,
        "high": each.high,
        "unit": each.unit,
        "bound": each.bound,
        "base": each.base,
        "period": each.period,
        "comparison": each.comparison,
        "kind": each.kind,
        "rule": each.rule,
    }


def _article(article: Article) -> ArticleJson:
    return {
        "title": _span(article.title) if article.title else None,
        "sections": [
            {
                "heading": _span(section.heading) if section.heading else None,
                "paragraphs": [
                    {"pieces": [_span(piece) for piece in paragraph.pieces]}
                    for paragraph in section.paragraphs
                ],
            }
            for section in article.sections
        ],
    }


def _system(system: System) -> SystemJson:
    return {
        "span": _span(system.span),
        "name": system.name,
        "kind": system.kind,
        "parameters": [
            {"name": each.name, "value": each.value, "members": _members(each.members)}
            for each in system.parameters
        ],
    }


def _span(span: Span) -> SpanJson:
    return (span.start, span.end)


def _placed(spans: Iterable[Span]) -> list[PlacedSpanJson]:
    return [{"document": span.document, "span": _span(span)} for span in spans]


def _owners(owners: Iterable[Owner]) -> list[OwnerJson]:
    return [{"name": owner.name, "role": owner.role} for owner in owners]


def _members(members: Iterable[Member]) -> list[MemberJson]:
    return [{"span": _span(member.span), "text": member.text} for member in members]


def _laid_out(value: Any, depth: int) -> str:
    """JSON with one line for each entry of a list: readable, and quick to write."""
    indent = " " * (depth + 1)
    if isinstance(value, Mapping) and depth < 4:
        fields = (f"{json.dumps(key)}: {_laid_out(each, depth + 1)}" for key, each in value.items())
        return "{" + f",\n{indent}".join(fields) + "}"
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        expand = depth < 2 and "commitments" in value[0]
        rows = (_laid_out(each, depth + 1) if expand else _encode(each) for each in value)
        return f"[\n{indent}" + f",\n{indent}".join(rows) + "]"
    return _encode(value)


def _number(value: object) -> str:
    if isinstance(value, Decimal):
        return f"\0{value}"
    raise TypeError(f"no JSON for {type(value).__name__}")


# Made once: a new encoder for every entry would take longer than the encoding.
_encode = json.JSONEncoder(ensure_ascii=False, default=_number).encode


def _with_numbers(text: str) -> str:
    return _NUMBER.sub(r"\1", text)
