"""What a workspace holds, and how new readings come into it; no file is touched here.

`assemble` replays the reviews over the readings and links them; `renew` puts freshly compiled readings beside those
that are there. `opening` and the command line call them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from luoshi.compiler.link import link
from luoshi.compiler.reviewing import apply_reviews
from luoshi.model.diagnostic import Diagnostic, Outcome
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.model.review import Review, Standing
from luoshi.model.settings import Settings
from luoshi.model.text import DocumentId, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """What a folder holds.

    ``readings`` are as compiled; ``plan`` holds them with the reviews carried out, ``standings`` which review stands
    for which reading. ``dates`` are the dates of publication that the user gave, by slug.
    """

    readings: tuple[Reading, ...]
    plan: Plan
    reviews: tuple[Review, ...] = ()
    standings: tuple[Standing, ...] = ()
    settings: Settings = field(default_factory=Settings)
    findings: tuple[Diagnostic, ...] = ()
    dates: Mapping[DocumentId, str] = field(default_factory=dict)


def assemble(
    readings: Sequence[Reading],
    *,
    reviews: Sequence[Review] = (),
    settings: Settings | None = None,
    findings: Iterable[Diagnostic] = (),
    dates: Mapping[DocumentId, str] | None = None,
) -> Outcome[Workspace]:
    """A workspace from its parts: reviews replayed, readings linked. The diagnostics are those of the reviews."""
    reviewed = apply_reviews(readings, reviews)
    linked = link(reviewed.value.readings)
    workspace = Workspace(
        readings=tuple(readings),
        plan=linked.value,
        reviews=tuple(reviews),
        standings=reviewed.value.standings,
        settings=settings or Settings(),
        findings=tuple(findings),
        dates=dict(dates or {}),
    )
    return Outcome(value=workspace, diagnostics=(*reviewed.diagnostics, *linked.diagnostics))


def renew(
    workspace: Workspace | None,
    readings: Sequence[Reading],
    *,
    findings: Iterable[Diagnostic] = (),
    dates: Mapping[DocumentId, str] | None = None,
    drop: Iterable[DocumentId] = (),
) -> Outcome[Workspace]:
    """The workspace with new readings: those of a known slug take the place of the earlier edition.

    Documents that are not named stay as they are; only those in ``drop`` go. ``findings`` are what the readers and
    the compiler said about the new readings.
    """
    if workspace is None:
        return assemble(readings, findings=findings, dates=dates)
    gone = set(drop)
    fresh = {reading.document.id: reading for reading in readings}
    known = {reading.document.id for reading in workspace.readings}
    merged = [
        fresh.get(reading.document.id, reading)
        for reading in workspace.readings
        if reading.document.id in fresh or reading.document.id not in gone
    ]
    merged += [reading for reading in readings if reading.document.id not in known]
    stays = {reading.document.id for reading in merged} - fresh.keys()
    kept = [each for each in workspace.findings if each.span and each.span.document in stays]
    dated = {slug: day for slug, day in workspace.dates.items() if slug in stays} | dict(dates or {})
    return assemble(
        merged,
        reviews=workspace.reviews,
        settings=workspace.settings,
        findings=(*kept, *(each for each in findings if each.span is not None)),
        dates=dated,
    )


def subjects_of(plan: Plan) -> dict[str, tuple[Span, ...]]:
    """The places of every id that a waiver may name."""
    subjects: dict[str, tuple[Span, ...]] = {goal.id: goal.spans for goal in plan.goals}
    for reading in plan.readings:
        subjects.update((each.id, (each.span,)) for each in reading.quantities)
        for commitment in reading.commitments:
            places = (commitment.span, *commitment.pieces, *commitment.occurrences, *commitment.origin)
            subjects[commitment.id] = tuple(dict.fromkeys(places))
    return subjects
