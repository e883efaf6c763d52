"""Plan → what it says, passage by passage, ready to be matched with the passages of another plan.

A passage is a commitment, or a clause with targets that hang on no commitment (a line of a table of indicators).
`difference` reads both plans with `passages_of`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from luoshi.compiler.identity import normal_clause
from luoshi.compiler.likeness import kernel, pairs_of
from luoshi.compiler.target_change import Figure
from luoshi.model.commitment import Commitment, Owner, Quantity
from luoshi.model.difference import Passage
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.model.text import DocumentId, Span

_BEFORE = 24
_CARRYING = ("lead", "responsible")
_MARKS = "，；。、：！？,;:!?\n\t（）()"
Units = frozenset[str]


class Said(NamedTuple):
    """A passage with all that is compared; ``commitment`` is None for targets without one."""

    passage: Passage
    commitment: Commitment | None
    document: DocumentId
    wording: str
    kernel: str
    pairs: frozenset[str]
    section: str
    carriers: Units
    helpers: Units
    figures: tuple[Figure, ...]


def passages_of(plan: Plan) -> tuple[Said, ...]:
    """All passages, document by document, in the order of the text."""
    units = _units(plan)
    return tuple(said for reading in plan.readings for said in _passages(reading, units))


def _units(plan: Plan) -> Mapping[tuple[str, str], str]:
    """For each commitment the id of the organisation behind each name, so that 市经信委 is no other unit."""
    names: dict[str, set[str]] = {each.id: {each.name, *each.aliases} for each in plan.organisations}
    return {
        (edge.source, name): edge.target
        for edge in plan.edges
        if edge.kind == "owned_by"
        for name in names.get(edge.target, ())
    }


def _passages(reading: Reading, units: Mapping[tuple[str, str], str]) -> Iterator[Said]:
    text = reading.document.text
    lines = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    targets = {quantity.id: quantity for quantity in reading.quantities if quantity.kind == "target"}
    found: list[tuple[int, Said]] = []
    for commitment in reading.commitments:
        pieces = commitment.pieces or (commitment.span,)
        quote = "".join(text[piece.start : piece.end] for piece in pieces)
        held = [targets.pop(name) for name in commitment.quantities if name in targets]
        said = Said(
            passage=_passage(reading, commitment.id, commitment.span, quote, commitment.section, lines),
            commitment=commitment,
            document=reading.document.id,
            wording=normal_clause(quote),
            kernel=kernel(quote),
            pairs=pairs_of(kernel(quote)),
            section=normal_clause(commitment.section or ""),
            carriers=_named(commitment, units, carrying=True),
            helpers=_named(commitment, units, carrying=False),
            figures=tuple(_figure(text, each) for each in held),
        )
        found.append((commitment.span.start, said))
    found += _loose(reading, targets.values(), lines)
    found.sort(key=lambda each: each[0])
    yield from (said for _, said in found)


def _named(commitment: Commitment, units: Mapping[tuple[str, str], str], *, carrying: bool) -> Units:
    return frozenset(
        units.get((commitment.id, owner.name), owner.name)
        for owner in commitment.owners
        if (owner.role in _CARRYING) == carrying
    )


def _loose(reading: Reading, targets: Iterable[Quantity], lines: Sequence[int]) -> Iterator[tuple[int, Said]]:
    """Targets without a commitment, those of one clause together."""
    clauses = sorted(each.span for each in reading.statements)
    starts = [span.start for span in clauses]
    headings = sorted((each.span.start, each.text) for each in reading.headings)
    above = [start for start, _ in headings]
    groups: dict[Span, list[Quantity]] = {}
    for quantity in targets:
        at = bisect_right(starts, quantity.span.start) - 1
        inside = at >= 0 and quantity.span.start < clauses[at].end
        groups.setdefault(clauses[at] if inside else quantity.span, []).append(quantity)
    text = reading.document.text
    for span, quantities in groups.items():
        quote = text[span.start : span.end]
        heading = bisect_right(above, span.start) - 1
        section = headings[heading][1] if heading >= 0 else None
        said = Said(
            passage=_passage(reading, quantities[0].id, span, quote, section, lines),
            commitment=None,
            document=reading.document.id,
            wording=normal_clause(quote),
            kernel=kernel(quote),
            pairs=pairs_of(kernel(quote)),
            section=normal_clause(section or ""),
            carriers=frozenset(),
            helpers=frozenset(),
            figures=tuple(_figure(text, each) for each in quantities),
        )
        yield span.start, said


def _passage(
    reading: Reading, name: str, span: Span, quote: str, section: str | None, lines: Sequence[int]
) -> Passage:
    return Passage(
        id=name,
        span=span,
        line=bisect_right(lines, span.start),
        path=reading.document.path or reading.document.id,
        quote=quote,
        section=section,
    )


def _figure(text: str, quantity: Quantity) -> Figure:
    start, end = quantity.span.start, quantity.span.end
    left = max(0, start - _BEFORE)
    before = text[left:start]
    cut = max(before.rfind(mark) for mark in _MARKS) + 1
    bound = next((word for word in ("以上", "以下", "以内", "左右", "内") if text.startswith(word, end)), "")
    return Figure(quantity, before[cut:], before[cut:] + text[start:end] + bound)


def show_owners(owners: tuple[Owner, ...], *, carrying: bool) -> str:
    """The names of those who carry a commitment, or of the others."""
    return "、".join(owner.name for owner in owners if (owner.role in _CARRYING) == carrying)
