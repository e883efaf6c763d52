"""``luoshi review``: what people say about the readings of a workspace, one by one or from an edited table.

`review_workspace` returns the exit code: 0 done, 2 where something asked for is wrong; nothing is written then.
"""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import cast, get_args

from luoshi.cli.words import MESSAGES
from luoshi.compiler.review_fields import fault_of, fields_of, show_value
from luoshi.compiler.reviewing import review_of
from luoshi.diagnostics import Lang, render
from luoshi.exchange.task_table_reader import read_task_table
from luoshi.model.commitment import Commitment, Owner, Quantity, Role
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.reading import Reading
from luoshi.model.review import FieldValue, Review, ReviewField, Verdict
from luoshi.workspace import Workspace, add_reviews, open_workspace, save_workspace

_NUMBERS = ("value", "low", "high")
_TRUTHS = {"true": True, "false": False, "是": True, "否": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOptions:
    """What the user asked for."""

    workspace: str
    subject: str | None
    verdict: str | None
    changes: tuple[str, ...]
    table: str | None
    by: str
    reason: str
    write: bool
    lang: Lang


def review_workspace(options: ReviewOptions) -> int:
    """List, add one review, or read a table back; the exit code."""
    folder = Path(options.workspace)
    opened = open_workspace(folder)
    if opened.value is None:
        _show(opened.diagnostics, options.lang)
        return 2
    now = datetime.now(UTC).replace(microsecond=0).isoformat()
    if options.table is not None:
        return _from_table(opened.value, folder, options, now)
    if options.subject is None:
        _show(opened.diagnostics, options.lang)
        return _list(opened.value, options.lang)
    return _add_one(opened.value, folder, options, now)


def _list(workspace: Workspace, lang: Lang) -> int:
    held = {(standing.review.at, standing.review.subject): standing for standing in workspace.standings}
    for review in workspace.reviews:
        standing = held.get((review.at, review.subject))
        state = standing.found if standing else "-"
        said = "；".join(f"{each.field}: {show_value(each.old)} → {show_value(each.new)}" for each in review.corrections)
        print(f"{review.at}  {review.by}  {review.subject}  {review.verdict}  [{state}]  {said}  {review.reason}".rstrip())
        print(f"    {review.quote}")
    if not workspace.reviews:
        print(MESSAGES["no-reviews"].in_language(lang))
    return 0


def _add_one(workspace: Workspace, folder: Path, options: ReviewOptions, now: str) -> int:
    found = _find(workspace, options.subject or "")
    if found is None:
        _say(MESSAGES["unknown-id"].in_language(options.lang).format(value=options.subject))
        return 2
    reading, subject = found
    changes = _changes(options, subject)
    if changes is None:
        return 2
    review = review_of(
        reading,
        subject,
        cast(Verdict, options.verdict),
        by=options.by,
        at=now,
        changes=changes,
        reason=options.reason,
    )
    return _record(folder, (review,), options.lang)


def _find(workspace: Workspace, name: str) -> tuple[Reading, Commitment | Quantity] | None:
    for reading in workspace.plan.readings:
        for commitment in reading.commitments:
            if commitment.id == name:
                return reading, commitment
        for quantity in reading.quantities:
            if quantity.id == name:
                return reading, quantity
    return None


def _changes(options: ReviewOptions, subject: Commitment | Quantity) -> list[tuple[ReviewField, FieldValue]] | None:
    """The fields and values of ``--set``; None where one is wrong, which has been said."""
    known = fields_of(subject)
    changes: list[tuple[ReviewField, FieldValue]] = []
    for entry in options.changes:
        name, equals, printed = entry.partition("=")
        if not equals:
            _say(MESSAGES["bad-set"].in_language(options.lang).format(value=entry))
            return None
        field = next((each for each in known if each == name.strip()), None)
        if field is None:
            _say(MESSAGES["no-field"].in_language(options.lang).format(field=name, known="、".join(known)))
            return None
        value = _value(field, printed.strip())
        fault = fault_of(field, value)
        if fault is not None:
            _say(MESSAGES["bad-field"].in_language(options.lang).format(field=name, reason=fault))
            return None
        changes.append((field, value))
    return changes


def _value(field: ReviewField, printed: str) -> FieldValue:
    """What was typed as a value of ``field``; what cannot be one is left as text for `fault_of` to name."""
    if printed == "":
        return () if field == "owners" else None
    if field == "owners":
        owners = []
        for part in printed.replace("，", ",").replace("、", ",").split(","):
            name, _, role = part.strip().partition(":")
            given = role.strip() or "responsible"
            if given not in get_args(Role):
                return printed
            owners.append(Owner(name=name.strip(), role=cast(Role, given)))
        return tuple(owners)
    if field == "conditional":
        return _TRUTHS.get(printed.lower(), printed)
    if field in _NUMBERS:
        try:
            return Decimal(printed)
        except InvalidOperation:
            return printed
    return printed


def _from_table(workspace: Workspace, folder: Path, options: ReviewOptions, now: str) -> int:
    path = Path(options.table or "")
    try:
        data = path.read_bytes()
    except OSError as error:
        _say(MESSAGES["out"].in_language(options.lang).format(path=path, reason=error.strerror))
        return 2
    read = read_task_table(
        data, workspace.plan, name=path.name, by=options.by, at=now, standings=workspace.standings
    )
    _show(read.diagnostics, options.lang)
    table = read.value
    if table is None:
        return 2
    for edit in table.edits:
        print(f"{edit.sheet}!{edit.cell}  {edit.column}：{edit.old or '（空）'} → {edit.new or '（空）'}")
        print(f"    {edit.quote}")
    if any(fault.severity == "error" for fault in table.faults):
        return 2
    if not table.reviews:
        print(MESSAGES["no-edits"].in_language(options.lang))
        return 0
    if not options.write:
        print(MESSAGES["not-written"].in_language(options.lang))
        return 0
    return _record(folder, table.reviews, options.lang)


def _record(folder: Path, reviews: tuple[Review, ...], lang: Lang) -> int:
    """Add to the log and let the generated files follow."""
    try:
        count = add_reviews(folder, reviews)
        renewed = open_workspace(folder)
        if renewed.value is not None:
            save_workspace(renewed.value, folder)
    except (OSError, ValueError) as error:
        _say(MESSAGES["out"].in_language(lang).format(path=folder, reason=error))
        return 2
    print(MESSAGES["recorded"].in_language(lang).format(count=count))
    return 0


def _show(found: tuple[Diagnostic, ...], lang: Lang) -> None:
    if found:
        _say("\n".join(render(each, None, lang=lang) for each in found))


def _say(words: str) -> None:
    print(words, file=sys.stderr)
