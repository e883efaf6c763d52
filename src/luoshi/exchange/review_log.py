"""Reviews ↔ ``reviews.jsonl``: one review a line, in the order in which they were made.

`write_review` gives the line that the workspace adds to the file; `read_reviews` reads the log and checks every value
against its vocabulary. A line that is wrong is a diagnostic; it stays in the file, and the others are read.
"""

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, cast, get_args

from luoshi.compiler.review_fields import COMMITMENT_FIELDS, FIELD_NAMES, QUANTITY_FIELDS, fault_of
from luoshi.exchange.rows import RowError, read_rows, write_row
from luoshi.model.commitment import Owner
from luoshi.model.diagnostic import Outcome
from luoshi.model.review import Correction, FieldValue, Review, ReviewField, Verdict
from luoshi.model.text import DocumentId

_WHEN = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_FIELDS: tuple[ReviewField, ...] = (*COMMITMENT_FIELDS, *QUANTITY_FIELDS)
_KEYS = ("at", "by", "verdict", "subject", "document", "quote", "figure", "changes", "reason")
_DECIMALS = ("value", "low", "high")


def write_review(review: Review) -> bytes:
    """The review as a line."""
    row: dict[str, Any] = {
        "at": review.at,
        "by": review.by,
        "verdict": review.verdict,
        "subject": review.subject,
        "document": review.document,
        "quote": review.quote,
    }
    if review.figure:
        row["figure"] = review.figure
    if review.corrections:
        row["changes"] = [
            {"field": each.field, "old": _value_json(each.old), "new": _value_json(each.new)}
            for each in review.corrections
        ]
    if review.reason:
        row["reason"] = review.reason
    return write_row(row)


def read_reviews(data: bytes, path: str) -> Outcome[tuple[Review, ...]]:
    """The log in ``data``; each review knows its line."""
    return read_rows(data, path, _review)


def fault_of_review(review: Review) -> str | None:
    """What keeps a review from being added to the log, None where nothing does."""
    try:
        _review(json.loads(write_review(review)), "")
    except RowError as fault:
        return str(fault)
    return None


def _review(row: Mapping[str, Any], place: str) -> Review:
    unknown = [key for key in row if key not in _KEYS]
    if unknown:
        raise RowError(f"不认识“{unknown[0]}”一项")
    for key in ("at", "by", "verdict", "subject", "document", "quote"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise RowError(f"缺少“{key}”一项" if key not in row else f"“{key}”应是文字")
    for key in ("figure", "reason"):
        if not isinstance(row.get(key, ""), str):
            raise RowError(f"“{key}”应是文字")
    if not _WHEN.fullmatch(row["at"]):
        raise RowError("“at”应写作 2026-03-01 或 2026-03-01T09:30:00+08:00")
    if row["verdict"] not in _VERDICTS:
        raise RowError(f"“verdict”应是 {'、'.join(_VERDICTS)} 之一")
    changes = row.get("changes", [])
    if not isinstance(changes, list) or (changes and row["verdict"] != "change"):
        raise RowError("只有 verdict 为 change 时才有“changes”列表")
    return Review(
        by=row["by"],
        at=row["at"],
        verdict=row["verdict"],
        subject=row["subject"],
        document=DocumentId(row["document"]),
        quote=row["quote"],
        figure=row.get("figure", ""),
        corrections=tuple(_correction(each) for each in changes),
        reason=row.get("reason", ""),
        place=place,
    )


def _correction(row: object) -> Correction:
    if not isinstance(row, Mapping) or set(row) != {"field", "old", "new"}:
        raise RowError("每一项更正应有 field、old、new")
    name = row["field"]
    if name not in _FIELDS:
        raise RowError(f"没有“{str(name)[:20]}”这一项，可以更正的有 {'、'.join(_FIELDS)}")
    field = cast("ReviewField", name)
    new = _value(field, row["new"])
    fault = fault_of(field, new)
    if fault:
        raise RowError(fault)
    return Correction(field=field, old=_value(field, row["old"]), new=new)


def _value(field: ReviewField, value: object) -> FieldValue:
    if field == "owners":
        return _owners(value)
    if field in _DECIMALS and isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation:
            raise RowError(f"{FIELD_NAMES[field]}须是数字") from None
    if value is None or isinstance(value, str | bool):
        return value
    raise RowError(f"{FIELD_NAMES[field]}的写法不对")


def _owners(value: object) -> tuple[Owner, ...]:
    rows = value if isinstance(value, list) else [None]
    owners = []
    for each in rows:
        if not isinstance(each, Mapping) or set(each) != {"name", "role"}:
            raise RowError("责任单位应是由 name 和 role 组成的列表")
        if not isinstance(each["name"], str) or not isinstance(each["role"], str):
            raise RowError("责任单位的 name 和 role 应是文字")
        owners.append(Owner(name=each["name"], role=cast("Any", each["role"])))
    return tuple(owners)


def _value_json(value: FieldValue) -> Any:
    if isinstance(value, tuple):
        return [{"name": owner.name, "role": owner.role} for owner in value]
    return str(value) if isinstance(value, Decimal) else value
