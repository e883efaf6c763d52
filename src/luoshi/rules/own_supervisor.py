"""LS210 own-supervisor: a unit that carries an item and is to supervise or accept it as well."""

from bisect import bisect_left
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.commitment import OwnerList
from luoshi.model.diagnostic import Diagnostic, Label
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading

_DOING = ("lead", "responsible")
_WATCHING = ("supervise", "accept")
# 责任单位 and 督导单位 of one item stand on lines that follow each other.
_APART = 60


def check(plan: Plan) -> Iterator[Diagnostic]:
    """A list of supervisors against itself and the lists of the same item right before it."""
    for reading in plan.readings:
        yield from _in_document(reading)


def _in_document(reading: Reading) -> Iterator[Diagnostic]:
    lists = sorted(reading.owner_lists, key=lambda each: each.span.start)
    heads = sorted(heading.span.start for heading in reading.headings)
    for i, each in enumerate(lists):
        watching = _named(each, _WATCHING)
        if not watching:
            continue
        record = [each]
        for earlier in reversed(lists[max(0, i - 3) : i]):
            between = (earlier.span.end, record[0].span.start)
            if between[1] - between[0] > _APART or bisect_left(heads, between[0]) < bisect_left(
                heads, between[1]
            ):
                break
            record.insert(0, earlier)
        for other in record:
            both = watching & _named(other, _DOING)
            if both:
                labels = () if other is each else (Label(span=other.span, message="此处承办"),)
                yield diagnose("LS210", each.span, unit="、".join(sorted(both)), labels=labels)


def _named(each: OwnerList, roles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(owner.name for owner in each.owners if owner.role in roles)
