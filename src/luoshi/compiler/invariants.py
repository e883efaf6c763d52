"""What holds of every reading, checked every time: nothing ungrounded leaves the compiler.

Enters: a reading. Leaves: nothing, or `InvariantError` with all that is wrong, which is our bug and no fault of
the document (the command line reports it as LS901 with the document's name).
"""

from collections.abc import Iterator

from luoshi.model.reading import Reading
from luoshi.model.text import Span


class InvariantError(AssertionError):
    """A reading that contradicts itself or its text."""


def check_invariants(reading: Reading) -> None:
    """Raise `InvariantError` unless every span lies in the text, every quote re-slices and every id resolves."""
    faults = [*_bad_spans(reading), *_bad_quotes(reading), *_bad_ids(reading)]
    if faults:
        raise InvariantError(f"{reading.document.id}: " + "; ".join(faults[:20]))


def spans_of(reading: Reading) -> Iterator[tuple[str, Span]]:  # noqa: C901 - a flat list of what carries spans
    """Every span of a reading with the name of what carries it."""
    if reading.title:
        yield "title", reading.title
    for duplicate in reading.duplicates:
        yield "duplicate", duplicate.first
        yield "duplicate", duplicate.copy
    for cut in reading.truncated:
        yield "truncated", cut.span
    for damage in reading.damages:
        yield "damage", damage.span
    for heading in reading.headings:
        yield "heading", heading.span
    for statement in reading.statements:
        yield "statement", statement.span
    for commitment in reading.commitments:
        yield commitment.id, commitment.span
        for span in (*commitment.pieces, *commitment.occurrences, *commitment.origin):
            yield commitment.id, span
        if commitment.trigger:
            yield commitment.id, commitment.trigger
    for quantity in reading.quantities:
        yield quantity.id, quantity.span
    for deadline in reading.deadlines:
        yield "deadline", deadline.span
    for owner_list in reading.owner_lists:
        yield "owner list", owner_list.span
    for term in reading.terms:
        yield "term", term.span
        for member in term.members:
            yield "member", member.span
    for system in reading.systems:
        yield "system", system.span
        for parameter in system.parameters:
            for member in parameter.members:
                yield "member", member.span


def _bad_spans(reading: Reading) -> Iterator[str]:
    length = len(reading.document.text)
    for name, span in spans_of(reading):
        if span.document != reading.document.id or not 0 <= span.start < span.end <= length:
            yield f"{name}: no stretch of the text: {span.start}–{span.end} of {length}"
    for join in reading.joins:
        if not (0 <= join.left_end <= length and 0 <= join.right_start <= length):
            yield f"join outside of the text: {join.left_end}, {join.right_start}"


def _bad_quotes(reading: Reading) -> Iterator[str]:
    text = reading.document.text
    quoted = [
        *((heading.text, heading.span) for heading in reading.headings),
        *((deadline.text, deadline.span) for deadline in reading.deadlines),
        *((term.text, term.span) for term in reading.terms),
        *((member.text, member.span) for term in reading.terms for member in term.members),
    ]
    for quote, span in quoted:
        if text[span.start : span.end] != quote:
            yield f"quote at {span.start} does not re-slice: {quote[:20]!r}"


def _bad_ids(reading: Reading) -> Iterator[str]:
    known = {quantity.id for quantity in reading.quantities}
    if len(known) != len(reading.quantities):
        yield "two quantities with one id"
    if len({commitment.id for commitment in reading.commitments}) != len(reading.commitments):
        yield "two commitments with one id"
    for commitment in reading.commitments:
        if not known.issuperset(commitment.quantities):
            yield f"{commitment.id}: unknown quantity"
