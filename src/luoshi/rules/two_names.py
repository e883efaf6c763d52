"""LS207 two-names: one unit under two names in one document that does not say that they are one."""

import re
from collections import defaultdict
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.language.names import canonical_name
from luoshi.model.diagnostic import Diagnostic, Label
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.rules.likeness import homes_of
from luoshi.rules.passages import span_of

_LEGAL = re.compile("委员会|人民政府|和|与|中共")
_SHORT = {"委员会": "委", "人民政府": "政府"}
_OFFICE = re.compile("办公室")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Owners of commitments and units of lists; a full legal name beside its standing short form is no fault."""
    for reading, home in zip(plan.readings, homes_of(plan), strict=True):
        yield from _in_document(reading, home)


def _in_document(reading: Reading, home: str) -> Iterator[Diagnostic]:
    owners = [owner for each in reading.commitments for owner in each.owners]
    owners += [owner for each in reading.owner_lists for owner in each.owners]
    names = dict.fromkeys(owner.name for owner in owners)
    declared = {name for pair in reading.aliases for name in pair}
    groups: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name in names:
        if name not in declared:
            groups[canonical_name(name, home)].setdefault(_plain_form(name, home), name)
    for variants in groups.values():
        found = sorted((at, name) for name in variants.values() if (at := _first(reading, name)) >= 0)
        if len(found) > 1:
            (start, first), (other, second) = found[:2]
            label = Label(span=span_of(reading, start, start + len(first)), message="另一种写法")
            span = span_of(reading, other, other + len(second))
            yield diagnose("LS207", span, labels=(label,), first=first, second=second)


def _plain_form(name: str, home: str) -> str:
    """The name without what a legal form adds (委员会, 和, the place)."""
    if home and name.startswith(home) and len(name) > len(home):
        name = home[-1] + name[len(home) :]
    return _OFFICE.sub("办", _LEGAL.sub(lambda match: _SHORT.get(match[0], ""), name))


def _first(reading: Reading, name: str) -> int:
    """Where the name first stands as a word of its own (市应急局, not the 应急局 of another)."""
    return reading.document.text.find(name)
