"""The register of organisations: names of all readings → units, one entry for the wordings of one unit.

`link` calls `register_units` with what each document names. 市经信委 in a document of 枫陵市 and
枫陵市经济和信息化委员会 elsewhere are one unit; 市财政局 of two cities are two. Where no document says for which
place it speaks, a bare 市财政局 belongs to its document alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from luoshi.compiler.goals import home_of
from luoshi.compiler.identity import organisation_id
from luoshi.language.names import canonical_name
from luoshi.model.commitment import Commitment
from luoshi.model.plan import Organisation, OrganisationId
from luoshi.model.reading import Reading
from luoshi.model.text import DocumentId, Span

_PLACE = re.compile("[\u4e00-\u9fff]{2,6}(?:自治州|自治县|[省市州盟县旗])")
_LEVELS = "省市县区州旗盟镇乡街"


class Register(NamedTuple):
    """The organisations and, for each document and name, the id of its unit."""

    organisations: tuple[Organisation, ...]
    ids: Mapping[tuple[DocumentId, str], OrganisationId]


def homes_of(readings: Sequence[Reading]) -> Mapping[DocumentId, str]:
    """The place for which each document speaks: that of issuer or title, else the one that asserts most.

    A document that shows none takes that of all others if they agree, else the empty string.
    """
    homes = {reading.document.id: _home(reading) for reading in readings}
    known = {home for home in homes.values() if home}
    common = known.pop() if len(known) == 1 else ""
    return {document: home or common for document, home in homes.items()}


def _home(reading: Reading) -> str:
    title = reading.document.text[reading.title.start : reading.title.end] if reading.title else None
    stated = home_of(reading.issuer, title)
    if stated:
        return stated
    speakers = Counter(
        name
        for commitment in reading.commitments
        for name in (commitment.asserted_by, commitment.owner)
        if name and _PLACE.fullmatch(name)
    )
    return max(speakers, key=lambda name: speakers[name]) if speakers else ""


def register_units(readings: Sequence[Reading], homes: Mapping[DocumentId, str]) -> Register:
    """All units that own or assert a commitment, in the order in which they are met."""
    ids: dict[tuple[DocumentId, str], OrganisationId] = {}
    wordings: dict[OrganisationId, dict[str, int]] = {}
    spans: dict[OrganisationId, list[Span]] = {}
    for reading in readings:
        document = reading.document.id
        aliases = dict(reading.aliases)
        for name, span in _mentions(reading):
            unit = ids.get((document, name))
            if unit is None:
                unit = organisation_id(_key(name, aliases, homes[document], document))
                ids[document, name] = unit
                if name in aliases:
                    wordings.setdefault(unit, {}).setdefault(aliases[name], 0)
            counts = wordings.setdefault(unit, {})
            counts[name] = counts.get(name, 0) + 1
            places = spans.setdefault(unit, [])
            if not places or places[-1] != span:
                places.append(span)
    return Register(tuple(_organisation(unit, counts, spans[unit]) for unit, counts in wordings.items()), ids)


def asserters(commitment: Commitment) -> tuple[str, ...]:
    """Who says so: one unit, or the parties of an agreement."""
    return tuple(name for name in (commitment.asserted_by or "").split("、") if name)


def _mentions(reading: Reading) -> Iterable[tuple[str, Span]]:
    for commitment in reading.commitments:
        for owner in commitment.owners:
            yield owner.name, commitment.span
        for name in asserters(commitment):
            yield name, commitment.span
    for owner_list in reading.owner_lists:
        for owner in owner_list.owners:
            yield owner.name, owner_list.span


def _key(name: str, aliases: Mapping[str, str], home: str, document: DocumentId) -> str:
    """A key under which all wordings of one unit coincide: bare names are completed by the place that they mean."""
    canonical = canonical_name(aliases.get(name, name), home)
    if canonical[:1] not in _LEVELS:
        return canonical
    if home and canonical[0] == home[-1]:
        return home + canonical[1:]
    return f"{home or document}/{canonical}"


def _organisation(unit: OrganisationId, counts: Mapping[str, int], spans: Sequence[Span]) -> Organisation:
    """The longest wording is the name, for it says most; the others are aliases in the order of their number."""
    name = max(counts, key=lambda wording: (len(wording), counts[wording]))
    others = sorted((wording for wording in counts if wording != name), key=lambda wording: -counts[wording])
    return Organisation(id=unit, name=name, aliases=tuple(others), spans=tuple(spans))
