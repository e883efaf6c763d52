"""Readings and the log of reviews → readings as people have accepted, rejected and corrected them.

`apply_reviews` is called by the workspace before `link`. Each review is first brought to the reading that it is
about (`rematching`), then the log is replayed in its order: the last word holds, everything stays in the log, and
whatever had no effect is said. A rejected commitment leaves the plan and its figures are no targets any more; a
clause that is given another class leaves or keeps its commitment with it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from luoshi.compiler.rematching import bring_to_subjects, clause_around
from luoshi.compiler.review_fields import (
    COMMITTING,
    FIELD_NAMES,
    fault_of,
    fields_of,
    same_value,
    show_value,
    value_of,
    with_figures,
    with_values,
)
from luoshi.diagnostics import diagnose
from luoshi.model.commitment import Commitment, Klass, Quantity, QuantityId, Statement
from luoshi.model.diagnostic import Diagnostic, Outcome
from luoshi.model.reading import Reading
from luoshi.model.review import Correction, FieldValue, Review, ReviewField, Standing, Verdict

_VERDICTS: dict[Verdict, str] = {"accept": "采纳", "reject": "否决", "change": "更正"}


class Reviewed(NamedTuple):
    """The readings after the reviews, and which review now stands for which reading."""

    readings: tuple[Reading, ...]
    standings: tuple[Standing, ...]


class _State:
    """What the reviews of one reading have come to so far."""

    __slots__ = ("rejected", "values", "verdict")

    def __init__(self) -> None:
        self.verdict: Review | None = None
        self.rejected = False
        self.values: dict[ReviewField, tuple[FieldValue, Review]] = {}


def apply_reviews(readings: Sequence[Reading], reviews: Sequence[Review]) -> Outcome[Reviewed]:
    """Replay ``reviews``, in the order of the log, over what was read."""
    if not reviews:
        return Outcome(value=Reviewed(tuple(readings), ()))
    brought = bring_to_subjects(readings, reviews)
    by_subject: dict[str, list[Standing]] = {}
    for standing in brought.value:
        by_subject.setdefault(standing.subject, []).append(standing)
    found = list(brought.diagnostics)
    changed = []
    for reading in readings:
        outcome = _review_reading(reading, by_subject)
        changed.append(outcome.value)
        found += outcome.diagnostics
    return Outcome(value=Reviewed(tuple(changed), brought.value), diagnostics=tuple(found))


def review_of(
    reading: Reading,
    subject: Commitment | Quantity,
    verdict: Verdict,
    *,
    by: str,
    at: str,
    changes: Iterable[tuple[ReviewField, FieldValue]] = (),
    reason: str = "",
) -> Review:
    """A review of a commitment or figure of ``reading`` (as it stands now, reviews applied), to be added to the log.

    Who makes a review calls `review_fields.fault_of` for each new value first; values that are what they were are
    left out.
    """
    klass = _Klasses(reading.statements).of(subject)
    corrections = tuple(
        Correction(field=name, old=old, new=new)
        for name, new in changes
        if not same_value(old := value_of(subject, name, klass), new)
    )
    text = reading.document.text
    whole = isinstance(subject, Commitment)
    return Review(
        by=by,
        at=at,
        verdict=verdict,
        subject=subject.id,
        document=reading.document.id,
        quote=clause_around(reading, subject),
        figure="" if whole else text[subject.span.start : subject.span.end],
        corrections=corrections,
        reason=reason,
    )


class _Klasses:
    """The statements by place, for the class of the clause that a reading stands in."""

    __slots__ = ("order", "starts", "statements")

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self.order = sorted(range(len(statements)), key=lambda i: statements[i].span.start)
        self.starts = [statements[i].span.start for i in self.order]

    def index(self, subject: Commitment | Quantity) -> int | None:
        at = bisect_right(self.starts, subject.span.start) - 1
        if at < 0 or self.statements[self.order[at]].span.end <= subject.span.start:
            return None
        return self.order[at]

    def of(self, subject: Commitment | Quantity) -> Klass:
        index = self.index(subject)
        return "other" if index is None else self.statements[index].klass


def _review_reading(reading: Reading, by_subject: dict[str, list[Standing]]) -> Outcome[Reading]:
    concerned = any(each.id in by_subject for each in reading.commitments)
    if not concerned and not any(each.id in by_subject for each in reading.quantities):
        return Outcome(value=reading)
    klasses = _Klasses(reading.statements)
    statements = list(reading.statements)
    found: list[Diagnostic] = []
    dropped: set[QuantityId] = set()
    loose: set[QuantityId] = set()
    quantities: list[Quantity] = []
    for quantity in reading.quantities:
        state = _replay(quantity, by_subject.get(quantity.id, ()), klasses.of(quantity), found)
        if state.rejected:
            dropped.add(quantity.id)
        else:
            quantities.append(_changed_quantity(quantity, state, found))
    commitments: list[Commitment] = []
    for commitment in reading.commitments:
        state = _replay(commitment, by_subject.get(commitment.id, ()), klasses.of(commitment), found)
        values = {name: value for name, (value, _) in state.values.items()}
        klass = values.get("klass")
        index = klasses.index(commitment)
        if isinstance(klass, str) and index is not None:
            statements[index] = replace(statements[index], klass=_klass(klass), rule="review")
        if state.rejected or (klass is not None and klass not in COMMITTING):
            loose.update(commitment.quantities)
            continue
        kept = with_values(commitment, values)
        if dropped.intersection(kept.quantities):
            kept = replace(kept, quantities=tuple(name for name in kept.quantities if name not in dropped))
        commitments.append(kept)
    loose -= {name for commitment in commitments for name in commitment.quantities}
    loose -= {QuantityId(name) for name in by_subject if name.startswith("q-")}
    reviewed = replace(
        reading,
        statements=tuple(statements),
        commitments=tuple(commitments),
        quantities=tuple(
            replace(each, kind="fact", rule="review") if each.id in loose and each.kind == "target" else each
            for each in quantities
        ),
    )
    return Outcome(value=reviewed, diagnostics=tuple(found))


def _klass(name: str) -> Klass:
    klass: Klass = name  # type: ignore[assignment]  # `fault_of` has seen that it is one
    return klass


def _replay(
    subject: Commitment | Quantity, standings: Iterable[Standing], klass: Klass, found: list[Diagnostic]
) -> _State:
    state = _State()
    for standing in standings:
        review = standing.review
        before = state.verdict
        opposed = before is not None and (before.verdict == "reject") != (review.verdict == "reject")
        if before is not None and opposed and before.by != review.by:
            found.append(_conflict(subject, "是否成立", before, review))
        state.verdict = review
        state.rejected = review.verdict == "reject"
        if review.verdict == "change":
            for correction in review.corrections:
                _correct(subject, correction, standing, klass, state, found)
    return state


def _correct(
    subject: Commitment | Quantity,
    correction: Correction,
    standing: Standing,
    klass: Klass,
    state: _State,
    found: list[Diagnostic],
) -> None:
    name, review = correction.field, standing.review
    fault = fault_of(name, correction.new) if name in fields_of(subject) else f"没有“{name}”这一项"
    if fault:
        found.append(diagnose("LS395", subject.span, reason=fault, notes=(signed(review),)))
        return
    raw = value_of(subject, name, klass)
    now, earlier = state.values.get(name, (raw, None))
    if same_value(now, correction.new):
        return
    expected = same_value(now, correction.old)
    if earlier is not None and earlier.by != review.by:
        # Who saw the earlier correction and changed it again disagrees as well.
        found.append(_conflict(subject, FIELD_NAMES[name], earlier, review))
    elif earlier is None and not expected:
        # The reviewer saw something else than what is read now.
        applied = standing.found != "likeness"
        done = f"仍按复核改为“{show_value(correction.new)}”" if applied else "原文已变，没有改"
        found.append(
            diagnose(
                "LS393",
                subject.span,
                field=FIELD_NAMES[name],
                old=show_value(correction.old),
                now=show_value(now),
                done=done,
                notes=(signed(review),),
            )
        )
        if not applied:
            return
    state.values[name] = (correction.new, review)


def _changed_quantity(quantity: Quantity, state: _State, found: list[Diagnostic]) -> Quantity:
    changed, contradiction = with_figures(
        quantity, {name: value for name, (value, _) in state.values.items()}
    )
    if contradiction:
        wanted = (
            "区间要有下限和上限、没有单一数值" if contradiction == "range" else "要有单一数值、没有上下限"
        )
        reviews = dict.fromkeys(signed(review) for _, review in state.values.values())
        found.append(diagnose("LS395", quantity.span, reason=wanted, notes=tuple(reviews)))
    return changed


def _conflict(subject: Commitment | Quantity, about: str, earlier: Review, later: Review) -> Diagnostic:
    return diagnose("LS394", subject.span, field=about, notes=(signed(earlier), signed(later)))


def signed(review: Review) -> str:
    """Who said what, when and why, on one line."""
    changes = "；".join(
        f"{FIELD_NAMES.get(each.field, each.field)}：{show_value(each.old)} → {show_value(each.new)}"
        for each in review.corrections
    )
    parts = (review.at, review.by, _VERDICTS[review.verdict], changes, review.reason, review.place)
    return " · ".join(part for part in parts if part)
