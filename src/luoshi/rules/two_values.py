"""LS303 two-values: one document gives one indicator two figures for the same year."""

from collections import defaultdict
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic, Label
from luoshi.model.plan import Plan
from luoshi.model.text import DocumentId
from luoshi.rules.likeness import Target, TargetKey, targets_by_key
from luoshi.rules.passages import quote

_SHORTEST = 5


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Figures that print their indicator in their own clause, in sections that speak for the same place."""
    groups: defaultdict[tuple[DocumentId, TargetKey], list[Target]] = defaultdict(list)
    for key, target in targets_by_key(plan):
        if len(key.indicator) >= _SHORTEST and target.modality != "strive":
            groups[target.reading.document.id, key].append(target)
    for (_, key), (first, *others) in groups.items():
        other = next((each for each in others if each.value != first.value), None)
        if other is not None:
            label = Label(span=first.quantity.span, message="前文的数值")
            yield diagnose(
                "LS303",
                other.quantity.span,
                labels=(label,),
                indicator=key.indicator,
                year=key.year,
                first=quote(first.reading, first.quantity.span),
                second=quote(other.reading, other.quantity.span),
            )
