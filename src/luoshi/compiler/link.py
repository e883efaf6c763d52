"""Readings → Plan: goals, units and edges over all documents, each edge with its spans and its rule.

The command line and the workspace call `link` after `compile_document`. It reads readings alone, changes none of
them and stays near-linear in the number of commitments.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from luoshi.compiler.goals import goals_of
from luoshi.compiler.programmes import Programme, find_programmes, names_in
from luoshi.compiler.register import Register, asserters, homes_of, register_units
from luoshi.compiler.sameness import find_same
from luoshi.model.commitment import GoalId
from luoshi.model.diagnostic import Outcome
from luoshi.model.plan import Edge, Goal, Plan
from luoshi.model.reading import Reading
from luoshi.model.text import DocumentId, Span


def link(readings: Sequence[Reading]) -> Outcome[Plan]:
    """Join readings to one plan."""
    readings = tuple(readings)
    homes = homes_of(readings)
    register = register_units(readings, homes)
    own = {reading.document.id: goals_of(reading) for reading in readings}
    programmes = find_programmes(readings, homes)
    goals = _merge(goal for found in (*own.values(), (entry.goal for entry in programmes)) for goal in found)
    edges = [*_nesting(goals)]
    for reading in readings:
        edges += _of_commitments(reading, goals, register)
        edges += _of_sections(reading, own[reading.document.id])
        edges += _of_programmes(reading, programmes, own[reading.document.id], homes)
    edges += find_same(readings, homes, register.ids)
    plan = Plan(
        readings=readings,
        goals=tuple(goals.values()),
        organisations=register.organisations,
        edges=tuple(dict.fromkeys(edges)),
    )
    return Outcome(value=plan)


def _merge(found: Iterable[Goal]) -> dict[GoalId, Goal]:
    """One goal for each id: the first document gives title and parent, all give spans."""
    goals: dict[GoalId, Goal] = {}
    for goal in found:
        known = goals.get(goal.id)
        if known is None:
            goals[goal.id] = goal
        else:
            spans = tuple(dict.fromkeys((*known.spans, *goal.spans)))
            goals[goal.id] = Goal(
                id=known.id, title=known.title, parent=known.parent, spans=spans, rule=known.rule
            )
    return goals


def _nesting(goals: Mapping[GoalId, Goal]) -> Iterator[Edge]:
    """Goals below goals."""
    for goal in goals.values():
        parent = goals.get(goal.parent) if goal.parent else None
        if parent is not None:
            rule = "member" if goal.rule == "member" else "nesting"
            yield Edge(
                source=goal.id,
                target=parent.id,
                kind="part_of",
                spans=(goal.spans[0], parent.spans[0]),
                rule=rule,
            )


def _of_commitments(reading: Reading, goals: Mapping[GoalId, Goal], register: Register) -> Iterator[Edge]:
    """What each commitment serves, aims at, and who carries and asserts it."""
    document = reading.document.id
    targets = {quantity.id: quantity for quantity in reading.quantities if quantity.kind == "target"}
    for commitment in reading.commitments:
        here = (commitment.span,)
        goal = goals.get(commitment.goal) if commitment.goal else None
        if goal is not None:
            spans = (*here, next((span for span in goal.spans if span.document == document), goal.spans[0]))
            yield Edge(source=commitment.id, target=goal.id, kind="serves", spans=spans, rule=goal.rule)
        for name in commitment.quantities:
            quantity = targets.get(name)
            if quantity is not None:
                yield Edge(
                    source=commitment.id,
                    target=quantity.id,
                    kind="targets",
                    spans=(*here, quantity.span),
                    rule=quantity.rule or "stated",
                )
        origin = commitment.origin or here
        for owner in commitment.owners:
            yield Edge(
                source=commitment.id,
                target=register.ids[document, owner.name],
                kind="owned_by",
                spans=(*here, *origin),
                rule=f"{owner.role}:{commitment.inherit_rule or 'explicit'}",
            )
        for speaker in asserters(commitment):
            yield Edge(
                source=commitment.id,
                target=register.ids[document, speaker],
                kind="asserted_by",
                spans=(*here, *origin),
                rule="asserted",
            )


def _of_sections(reading: Reading, goals: Sequence[Goal]) -> Iterator[Edge]:
    """Targets that hang on no commitment belong to the section in which they stand."""
    held = {name for commitment in reading.commitments for name in commitment.quantities}
    loose = [
        quantity for quantity in reading.quantities if quantity.kind == "target" and quantity.id not in held
    ]
    sections = sorted((span.start, span, goal.id) for goal in goals for span in goal.spans)
    starts = [start for start, _, _ in sections]
    for quantity in loose:
        place = bisect_right(starts, quantity.span.start) - 1
        if place >= 0:
            _, span, goal_id = sections[place]
            yield Edge(
                source=goal_id,
                target=quantity.id,
                kind="targets",
                spans=(span, quantity.span),
                rule="section",
            )


def _of_programmes(
    reading: Reading, programmes: Sequence[Programme], goals: Sequence[Goal], homes: Mapping[DocumentId, str]
) -> Iterator[Edge]:
    """Commitments and sections that name a positioning, a zone or a programme."""
    home = homes[reading.document.id] or reading.document.id
    mine = [entry for entry in programmes if entry.home == home]
    by_name = {name: entry.goal for entry in mine for name in entry.names}
    if not by_name:
        return
    text = reading.document.text
    wanted: list[tuple[str, Span, str]] = []
    for commitment in reading.commitments:
        pieces = commitment.pieces or (commitment.span,)
        wanted.extend((commitment.id, piece, "serves") for piece in pieces)
    wanted += [(goal.id, goal.spans[0], "part_of") for goal in goals if goal.rule in ("heading", "theme")]
    for source, (name, at), span, kind in names_in(text, wanted, by_name):
        goal = by_name[name]
        if source == goal.id or source == goal.parent:
            continue
        place = Span(reading.document.id, at, at + len(name))
        if kind == "serves":
            yield Edge(source=source, target=goal.id, kind="serves", spans=(span, place), rule="names")
        elif goal.parent != source:
            yield Edge(source=source, target=goal.id, kind="part_of", spans=(span, place), rule="names")
