"""``luoshi review``: what people say about the readings of a workspace, one by one or from an edited table.

`review_workspace` returns the exit code: 0 done, 2 where something asked for is wrong; nothing is written then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import cast, get_args

from luoshi.cli.compile import say
from luoshi.cli.opened import open_or_say, show
from luoshi.cli.sources import reason_of
from luoshi.cli.words import KLASSES, MESSAGES, MODALITIES, deadline_words
from luoshi.compiler.review_fields import FIELD_NAMES, fault_of, fields_of, show_value, value_of
from luoshi.compiler.reviewing import review_of
from luoshi.diagnostics import Lang
from luoshi.diagnostics.render import line_number
from luoshi.exchange.task_table_columns import VERDICTS
from luoshi.exchange.task_table_reader import read_task_table
from luoshi.model.commitment import Commitment, Klass, Owner, Quantity, Role
from luoshi.model.reading import Reading
from luoshi.model.review import Correction, FieldValue, Review, ReviewField, Standing, Verdict
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
    """List, show one reading, add one review, or read a table back; the exit code."""
    folder = Path(options.workspace)
    workspace, troubles = open_or_say(options.workspace, options.lang)
    if workspace is None:
        return 2
    now = datetime.now(UTC).replace(microsecond=0).isoformat()
    if options.table is not None:
        return _from_table(workspace, folder, options, now)
    if options.subject is None:
        show(troubles, options.lang)
        return _list(workspace, workspace.reviews, options.lang)
    if options.verdict is None:
        return _show_one(workspace, options)
    return _add_one(workspace, folder, options, now)


def _list(workspace: Workspace, reviews: Sequence[Review], lang: Lang) -> int:
    """Reviews in the order of the log, each with its clause and whether it holds."""
    holding = {id(standing.review): standing for standing in workspace.standings}
    for review in reviews:
        standing = holding.get(id(review))
        if standing is None:
            state = MESSAGES["no-effect"]
        elif _is_superseded(standing, workspace.standings):
            state = MESSAGES["superseded"]
        else:
            state = MESSAGES[f"by-{standing.found}"]
        verdict = VERDICTS[review.verdict].in_language(lang)
        parts = [review.at, review.by, review.subject, verdict, f"[{state.in_language(lang)}]"]
        parts += [_correction(each, lang) for each in review.corrections]
        print("  ".join((*parts, review.reason)).rstrip())
        print(f"    {review.figure or review.quote}")
    if not reviews:
        print(MESSAGES["no-reviews"].in_language(lang))
    return 0


def _is_superseded(standing: Standing, standings: Sequence[Standing]) -> bool:
    """Whether later reviews of the same reading say something else on all that this one says."""
    position = next(i for i, each in enumerate(standings) if each is standing)
    later = [each.review for each in standings[position + 1 :] if each.subject == standing.subject]
    if standing.review.verdict != "change":
        return any(review.verdict != "change" for review in later)
    renewed = {correction.field for review in later for correction in review.corrections}
    return renewed.issuperset(correction.field for correction in standing.review.corrections)


def _correction(correction: Correction, lang: Lang) -> str:
    field = correction.field
    if lang == "en":
        return f"{field}: {_typed(correction.old)} → {_typed(correction.new)}"
    return f"{FIELD_NAMES[field]}：{_shown(field, correction.old)} → {_shown(field, correction.new)}"


def _shown(field: ReviewField, value: FieldValue) -> str:
    """A value in Chinese."""
    if isinstance(value, str):
        if field in ("deadline", "period"):
            return deadline_words(value, "zh")
        words = {"modality": MODALITIES, "klass": KLASSES}.get(field, {}).get(value)
        return words.zh if words else value
    return show_value(value)


def _show_one(workspace: Workspace, options: ReviewOptions) -> int:
    """A reading as it stands: its clause, its place, its fields as ``--set`` takes them, and its reviews."""
    found = _find(workspace, options.subject or "")
    if found is None:
        say(MESSAGES["unknown-id"].in_language(options.lang).format(value=options.subject))
        return 2
    reading, subject = found
    document, span = reading.document, subject.span
    print(f"{document.path or document.id}:{line_number(document.text, span.start)}")
    print(f"    {document.text[span.start : span.end]}")
    around = (each for each in reading.statements if each.span.start <= span.start < each.span.end)
    clause = next(around, None)
    klass: Klass = clause.klass if clause else "other"
    for field in fields_of(subject):
        print(f"  {field} = {_typed(value_of(subject, field, klass))}")
    own = [standing.review for standing in workspace.standings if standing.subject == subject.id]
    return _list(workspace, own, options.lang) if own else 0


def _typed(value: FieldValue) -> str:
    """A value as ``--set`` takes it."""
    if isinstance(value, tuple):
        return ",".join(f"{owner.name}:{owner.role}" for owner in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _add_one(workspace: Workspace, folder: Path, options: ReviewOptions, now: str) -> int:
    found = _find(workspace, options.subject or "")
    if found is None:
        say(MESSAGES["unknown-id"].in_language(options.lang).format(value=options.subject))
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
    """The reading with the id ``name`` as it stands; one that was rejected, as it was compiled."""
    for reading in (*workspace.plan.readings, *workspace.readings):
        subjects: tuple[Commitment | Quantity, ...] = (*reading.commitments, *reading.quantities)
        for subject in subjects:
            if subject.id == name:
                return reading, subject
    return None


def _changes(
    options: ReviewOptions, subject: Commitment | Quantity
) -> list[tuple[ReviewField, FieldValue]] | None:
    """The fields and values of ``--set``; None where one is wrong, which has been said."""
    known = fields_of(subject)
    changes: list[tuple[ReviewField, FieldValue]] = []
    for entry in options.changes:
        name, equals, printed = entry.partition("=")
        if not equals:
            say(MESSAGES["bad-set"].in_language(options.lang).format(value=entry))
            return None
        field = next((each for each in known if each == name.strip()), None)
        if field is None:
            say(MESSAGES["no-field"].in_language(options.lang).format(field=name, known="、".join(known)))
            return None
        value = _value(field, printed.strip())
        fault = fault_of(field, value)
        if fault is not None:
            say(MESSAGES["bad-field"].in_language(options.lang).format(field=name, reason=fault))
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
        say(
            MESSAGES["unread"]
            .in_language(options.lang)
            .format(path=path, reason=reason_of(error, options.lang))
        )
        return 2
    read = read_task_table(
        data, workspace.plan, name=path.name, by=options.by, at=now, standings=workspace.standings
    )
    show(read.diagnostics, options.lang)
    table = read.value
    if table is None:
        return 2

    def words(name: str) -> str:
        return MESSAGES[name].in_language(options.lang)

    colon = "：" if options.lang == "zh" else ": "
    for edit in table.edits:
        old, new = edit.old or words("empty"), edit.new or words("empty")
        print(f"{edit.sheet}!{edit.cell}  {edit.column}{colon}{old} → {new}")
        print(f"    {edit.quote}")
    if any(fault.severity == "error" for fault in table.faults):
        say(words("faulty-table"))
        return 2
    if not table.reviews:
        print(words("no-edits"))
        return 0
    print(words("table-counts").format(edits=len(table.edits), reviews=len(table.reviews)))
    if not options.write:
        print(words("not-written"))
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
        reason = reason_of(error, lang) if isinstance(error, OSError) else str(error)
        say(MESSAGES["out"].in_language(lang).format(path=folder, reason=reason))
        return 2
    print(MESSAGES["recorded"].in_language(lang).format(count=count))
    return 0
