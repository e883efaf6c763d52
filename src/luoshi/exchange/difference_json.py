"""Difference → JSON, for programs; `write_difference_json` is called by ``luoshi diff --format json``.

`DifferenceFileJson` declares the shape. Fields may be added; a change of meaning raises `SCHEMA_VERSION`.
"""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, TypedDict

from luoshi import __version__
from luoshi.compiler.difference import KINDS, kinds_of
from luoshi.exchange.contract import SpanJson
from luoshi.model.difference import Change, ChangedField, ChangeKind, Difference, Match, Passage
from luoshi.model.plan import Plan

SCHEMA_VERSION = 1


class ComparedDocumentJson(TypedDict):
    """A document of one of the plans."""

    id: str
    path: str
    sha256: str
    title: str | None


class PassageJson(TypedDict):
    """What one of the plans says, and where."""

    id: Annotated[str, "of the commitment, or of the first figure of a target without a commitment"]
    document: str
    path: str
    line: Annotated[int, "counted from 1"]
    span: SpanJson
    section: str | None
    quote: str


class AspectJson(TypedDict):
    """One respect in which two passages differ."""

    kind: ChangeKind
    field: ChangedField
    old: str
    new: str


class ChangeJson(TypedDict):
    """A passage that was added (`old` is null) or dropped (`new` is null), or two that differ."""

    kinds: Annotated[list[ChangeKind], "the gravest first"]
    old: PassageJson | None
    new: PassageJson | None
    aspects: list[AspectJson]
    match: Annotated[Match | None, "how the two were found to belong together"]
    likeness: Annotated[float, "of their wordings without figures and firmness, 0 to 1"]


class DifferenceFileJson(TypedDict):
    """What `luoshi diff --format json` writes."""

    schema: int
    luoshi: str
    old: list[ComparedDocumentJson]
    new: list[ComparedDocumentJson]
    counts: Annotated[dict[ChangeKind, int], "changes by kind; a change of several kinds counts in each"]
    unchanged: int
    changes: list[ChangeJson]


def write_difference_json(difference: Difference, old: Plan, new: Plan) -> bytes:
    """The difference as one JSON object, a line for each change, in UTF-8."""
    file: DifferenceFileJson = {
        "schema": SCHEMA_VERSION,
        "luoshi": __version__,
        "old": _documents(old),
        "new": _documents(new),
        "counts": count_kinds(difference.changes),
        "unchanged": difference.unchanged,
        "changes": [_change(each) for each in difference.changes],
    }
    rows = file.pop("changes")  # type: ignore[misc]  # written below, a line each
    head = json.dumps(file, ensure_ascii=False, indent=1)[:-2]
    lines = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in rows)
    body = f"[\n  {lines}\n ]" if rows else "[]"
    return f'{head},\n "changes": {body}\n}}\n'.encode("utf-8", "backslashreplace")


def count_kinds(changes: Iterable[Change]) -> dict[ChangeKind, int]:
    """How many changes there are of each kind, the gravest kind first; all kinds are named."""
    counts = Counter(kind for change in changes for kind in kinds_of(change))
    return {kind: counts[kind] for kind in KINDS}


def _documents(plan: Plan) -> list[ComparedDocumentJson]:
    return [
        {
            "id": each.document.id,
            "path": each.document.path,
            "sha256": each.document.sha256,
            "title": each.document.text[each.title.start : each.title.end] if each.title else None,
        }
        for each in plan.readings
    ]


def _change(change: Change) -> ChangeJson:
    return {
        "kinds": list(kinds_of(change)),
        "old": _passage(change.old) if change.old else None,
        "new": _passage(change.new) if change.new else None,
        "aspects": [
            {"kind": each.kind, "field": each.field, "old": each.old, "new": each.new}
            for each in change.aspects
        ],
        "match": change.match,
        "likeness": change.likeness,
    }


def _passage(passage: Passage) -> PassageJson:
    return {
        "id": passage.id,
        "document": passage.span.document,
        "path": passage.path,
        "line": passage.line,
        "span": (passage.span.start, passage.span.end),
        "section": passage.section,
        "quote": passage.quote,
    }
