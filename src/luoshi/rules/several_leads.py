"""LS208 several-leads: two or more units that all lead the same item."""

from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Owner lists in which more than one unit leads."""
    for reading in plan.readings:
        for each in reading.owner_lists:
            leads = [owner.name for owner in each.owners if owner.role == "lead"]
            if len(leads) > 1:
                yield diagnose("LS208", each.span, count=len(leads), units="、".join(leads))
