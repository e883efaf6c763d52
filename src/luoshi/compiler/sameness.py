"""The same commitment in several documents: pairs of commitments that say the same, near-linear in their number.

`link` calls `find_same`. Equal wordings meet in a dictionary, near-equal ones in blocks: a commitment joins the
blocks of its rarest-looking triples of characters (the smallest of their checksums, so that two texts that share
most triples share a block), and a target the block of its indicator, unit and value. Within a block it is
compared with a bounded number of earlier ones. Figures must agree, and so must owners where both name some.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from luoshi.compiler.identity import normal_clause
from luoshi.model.commitment import Commitment, Quantity, QuantityId
from luoshi.model.plan import Edge, OrganisationId
from luoshi.model.reading import Reading
from luoshi.model.text import DocumentId

_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_BLOCKS_EACH = 4
_COMPARED = 24
_ALIKE = 0.72
# A short clause says too little to be the same without its owner (按月通报进展).
_SHORT = 10


class _Entry(NamedTuple):
    """A commitment ready to be compared."""

    commitment: Commitment
    document: DocumentId
    home: str
    wording: str
    pairs: frozenset[str]
    figures: tuple[str, ...]
    owners: frozenset[OrganisationId]


def find_same(
    readings: Sequence[Reading],
    homes: Mapping[DocumentId, str],
    units: Mapping[tuple[DocumentId, str], OrganisationId],
) -> Iterator[Edge]:
    """Edges from each commitment to the first one, in another document, that says the same."""
    blocks: defaultdict[object, list[_Entry]] = defaultdict(list)
    for reading in readings:
        targets = {quantity.id: quantity for quantity in reading.quantities if quantity.kind == "target"}
        fresh: list[tuple[object, _Entry]] = []
        for commitment in reading.commitments:
            entry = _entry(reading, commitment, homes[reading.document.id], units)
            keys = list(_keys(entry, targets))
            match = _match(entry, keys, blocks)
            if match:
                earlier, rule = match
                yield Edge(
                    source=commitment.id,
                    target=earlier.commitment.id,
                    kind="same_as",
                    spans=(commitment.span, earlier.commitment.span),
                    rule=rule,
                )
            else:
                # Only the first of its kind stands for all of them.
                fresh.extend((key, entry) for key in keys)
        for key, entry in fresh:
            if len(blocks[key]) < _COMPARED:
                blocks[key].append(entry)


def _entry(
    reading: Reading,
    commitment: Commitment,
    home: str,
    units: Mapping[tuple[DocumentId, str], OrganisationId],
) -> _Entry:
    document = reading.document
    wording = normal_clause(
        "".join(document.text[piece.start : piece.end] for piece in commitment.pieces or (commitment.span,))
    )
    return _Entry(
        commitment,
        document.id,
        home,
        wording,
        frozenset(wording[i : i + 2] for i in range(len(wording) - 1)),
        tuple(_FIGURES.findall(wording)),
        frozenset(units[document.id, owner.name] for owner in commitment.owners),
    )


def _keys(entry: _Entry, targets: Mapping[QuantityId, Quantity]) -> Iterator[object]:
    """The blocks that a commitment belongs to, the surest first."""
    wording = entry.wording
    yield "wording", wording
    for name in entry.commitment.quantities:
        quantity = targets.get(name)
        if quantity and quantity.indicator and quantity.period and len(quantity.indicator) >= 3:
            bounds = (quantity.value, quantity.low, quantity.high, quantity.bound)
            yield "target", normal_clause(quantity.indicator), quantity.unit, quantity.period, bounds
    if len(wording) >= _SHORT:
        checksums = {crc32(wording[i : i + 3].encode()) for i in range(len(wording) - 2)}
        for checksum in sorted(checksums)[:_BLOCKS_EACH]:
            yield "triple", checksum, entry.figures


def _match(
    entry: _Entry, keys: Sequence[object], blocks: Mapping[object, Sequence[_Entry]]
) -> tuple[_Entry, str] | None:
    for key in keys:
        for earlier in blocks.get(key, ()):
            rule = _same(entry, earlier, isinstance(key, tuple) and key[0] == "target")
            if rule:
                return earlier, rule
    return None


def _same(entry: _Entry, earlier: _Entry, same_target: bool) -> str | None:
    """The rule by which two commitments are one, None where they are not."""
    if entry.document == earlier.document or (entry.home and earlier.home and entry.home != earlier.home):
        return None
    shared = bool(entry.owners & earlier.owners)
    if (entry.owners and earlier.owners and not shared) or (len(entry.wording) < _SHORT and not shared):
        return None
    if entry.wording == earlier.wording:
        return "equal-wording"
    if entry.figures != earlier.figures:
        return "same-target" if same_target else None
    together = len(entry.pairs & earlier.pairs)
    if together >= _ALIKE * (len(entry.pairs) + len(earlier.pairs) - together):
        return "near-equal-wording"
    return "same-target" if same_target else None
