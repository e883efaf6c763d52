"""LS302 conflicting-targets: two documents set different figures for one indicator, place and year."""

from collections import defaultdict
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic, Label
from luoshi.model.plan import Plan
from luoshi.model.text import DocumentId
from luoshi.rules.likeness import Target, TargetKey, targets_by_key
from luoshi.rules.passages import quote

# 产值 or 面积 alone may be that of anything.
_SHORTEST = 4


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Indicator, scope, unit, base and year are aligned first; what is only striven for may be higher."""
    groups: defaultdict[TargetKey, dict[DocumentId, list[Target]]] = defaultdict(dict)
    for key, target in targets_by_key(plan):
        if key.kind == "target" and target.modality != "strive" and len(key.indicator) >= _SHORTEST:
            groups[key].setdefault(target.reading.document.id, []).append(target)
    for key, by_document in groups.items():
        seen: list[Target] = []
        for found in by_document.values():
            values = {each.value for each in found}
            other = next((each for each in seen if each.value not in values), None)
            if other is not None:
                yield _finding(key, found[0], other)
            seen = seen or found


def _finding(key: TargetKey, here: Target, other: Target) -> Diagnostic:
    there = quote(other.reading, other.quantity.span)
    label = Label(span=other.quantity.span, message=f"{other.reading.document.id}：{there}")
    return diagnose(
        "LS302",
        here.quantity.span,
        labels=(label,),
        indicator=key.indicator,
        year=key.year,
        here=quote(here.reading, here.quantity.span),
        there=there,
    )
