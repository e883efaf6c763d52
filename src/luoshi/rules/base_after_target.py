"""LS212 base-after-target: a target is measured against a year that is not over when it falls due."""

from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.rules.horizon import year_in


def check(plan: Plan) -> Iterator[Diagnostic]:
    """The base year against the year of the target."""
    for reading in plan.readings:
        for quantity in reading.quantities:
            base, due = year_in(quantity.base), year_in(quantity.period)
            if quantity.kind == "target" and base is not None and due is not None and base >= due:
                yield diagnose("LS212", quantity.span, base=base, due=due)
