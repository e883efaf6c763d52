"""Reviews → the readings that they are about today.

A review names an id and quotes its clause. The id is tried first; where a later edition has none such, the clause
is looked for: the same wording, then one near it, if there is exactly one. `reviewing` calls `bring_to_subjects`.
What is not found becomes a diagnostic; nothing is dropped.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from luoshi.compiler.identity import normal_clause
from luoshi.compiler.likeness import kernel, likeness, neighbours, pairs_of, postings_of
from luoshi.diagnostics import diagnose
from luoshi.model.commitment import Commitment, Quantity
from luoshi.model.diagnostic import Diagnostic, Label, Outcome
from luoshi.model.reading import Reading
from luoshi.model.review import Review, Standing
from luoshi.model.text import Span

# Two clauses this near say the same with another figure or a changed word; the next best must be clearly worse.
_NEAR = 0.55
_MARGIN = 0.15
_SHOWN = 24


class _Candidate(NamedTuple):
    subject: str
    span: Span
    wording: str
    figure: str
    kernel: str


class _Pool(NamedTuple):
    """What reviews may be about, by wording and by what stands in them."""

    candidates: Sequence[_Candidate]
    by_wording: Mapping[tuple[str, str], Sequence[int]]
    postings: Mapping[str, Sequence[int]]


class _Found(NamedTuple):
    """A subject, or the reason why there is none with the places that might have been meant."""

    candidate: _Candidate | None
    how: Literal["wording", "likeness"]
    reason: str = ""
    rivals: tuple[_Candidate, ...] = ()


def bring_to_subjects(
    readings: Sequence[Reading], reviews: Sequence[Review]
) -> Outcome[tuple[Standing, ...]]:
    """For each review in the order of the log the reading that it now stands for, where there is one."""
    known: set[str] = {each.id for reading in readings for each in reading.commitments}
    known.update(each.id for reading in readings for each in reading.quantities)
    missing = [review for review in reviews if review.subject not in known]
    if not missing:
        return Outcome(
            value=tuple(Standing(subject=each.subject, review=each, found="id") for each in reviews)
        )
    wanted = {review.document for review in missing}
    here = {each.document.id: _pool([each]) for each in readings if each.document.id in wanted}
    everywhere = _pool(()) if len(here) == len(wanted) else _pool(readings)
    standings: list[Standing] = []
    found: list[Diagnostic] = []
    reviewed: set[str] = set()
    seen: dict[tuple[str, str, str], _Found] = {}
    for review in reviews:
        if review.subject in known:
            reviewed.add(review.subject)
            standings.append(Standing(subject=review.subject, review=review, found="id"))
            continue
        key = (review.document, review.subject, review.quote)
        if key not in seen:
            pool = here.get(review.document, everywhere)
            # What was reviewed under its own id before this review was another reading then.
            seen[key] = _look_for(review, pool, reviewed)
            found += _say(review, seen[key])
        match = seen[key]
        if match.candidate is not None:
            standings.append(Standing(subject=match.candidate.subject, review=review, found=match.how))
    return Outcome(value=tuple(standings), diagnostics=tuple(found))


def clause_around(reading: Reading, subject: Commitment | Quantity) -> str:
    """The wording of a commitment, or of the clause that a figure stands in."""
    text = reading.document.text
    if isinstance(subject, Commitment):
        return "".join(text[piece.start : piece.end] for piece in subject.pieces or (subject.span,))
    at = subject.span.start
    for statement in reading.statements:
        if statement.span.start <= at < statement.span.end:
            return text[statement.span.start : statement.span.end]
    return text[subject.span.start : subject.span.end]


def _pool(readings: Sequence[Reading]) -> _Pool:
    candidates = [each for reading in readings for each in (*_commitments(reading), *_figures(reading))]
    by_wording: dict[tuple[str, str], list[int]] = {}
    for i, each in enumerate(candidates):
        by_wording.setdefault((each.wording, each.figure), []).append(i)
    return _Pool(candidates, by_wording, postings_of(each.kernel for each in candidates))


def _commitments(reading: Reading) -> Iterator[_Candidate]:
    for each in reading.commitments:
        wording = clause_around(reading, each)
        yield _Candidate(each.id, each.span, normal_clause(wording), "", kernel(wording))


def _figures(reading: Reading) -> Iterator[_Candidate]:
    text = reading.document.text
    clauses = sorted((each.span.start, each.span.end) for each in reading.statements)
    at = 0
    for each in sorted(reading.quantities, key=lambda quantity: quantity.span.start):
        start, end = each.span.start, each.span.end
        while at + 1 < len(clauses) and clauses[at + 1][0] <= start:
            at += 1
        inside = clauses and clauses[at][0] <= start < clauses[at][1]
        wording = text[slice(*clauses[at])] if inside else text[start:end]
        figure = normal_clause(text[start:end])
        yield _Candidate(each.id, each.span, normal_clause(wording), figure, kernel(wording))


def _look_for(review: Review, pool: _Pool, reviewed: Container[str]) -> _Found:
    wording, figure = normal_clause(review.quote), normal_clause(review.figure)
    around = kernel(review.quote)
    same = [pool.candidates[i] for i in pool.by_wording.get((wording, figure), ())]
    same = [each for each in same if each.subject not in reviewed]
    if len(same) == 1:
        return _Found(same[0], "wording")
    if len(same) > 1:
        return _Found(None, "wording", "有几处文字相同，无法判断是哪一处", tuple(same))
    near = []
    pairs = pairs_of(around)
    for i in sorted(neighbours(around, pool.postings)):
        each = pool.candidates[i]
        if bool(each.figure) == bool(figure) and each.subject not in reviewed:
            score = likeness(pairs, pairs_of(each.kernel))
            if score >= _NEAR:
                near.append((score, each))
    if not near:
        return _Found(None, "likeness", "原文中已没有这一句")
    best = max(score for score, _ in near)
    close = [each for score, each in near if score > best - _MARGIN]
    # Of several figures in one clause the one with the same wording is meant.
    if len({each.wording for each in close}) == 1 and len(close) > 1:
        close = [each for each in close if each.figure == figure] or close
    if len(close) == 1:
        return _Found(close[0], "likeness")
    return _Found(None, "likeness", "有几句都与它相近，无法判断是哪一句", tuple(close))


def _say(review: Review, match: _Found) -> Iterator[Diagnostic]:
    signed = f"{review.at} · {review.by}" + (f" · {review.place}" if review.place else "")
    quote = review.quote if len(review.quote) <= _SHOWN else f"{review.quote[: _SHOWN - 1]}…"
    if match.candidate is None:
        labels = tuple(Label(span=each.span, message="可能是这一句") for each in match.rivals[:4])
        yield diagnose(
            "LS391",
            labels[0].span if labels else None,
            quote=quote,
            reason=match.reason,
            labels=labels,
            notes=(signed,),
            path=None if labels else review.place or None,
        )
    elif match.how == "likeness":
        yield diagnose("LS392", match.candidate.span, notes=(f"复核时的原文：{review.quote}", signed))
