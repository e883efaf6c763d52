"""LS209 only-helpers: a commitment whose units all help, guide or watch, and none does it."""

from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan

_DOING = ("lead", "responsible")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """One finding for each run of commitments with the same units."""
    for reading in plan.readings:
        before: tuple[str, ...] = ()
        for commitment in reading.commitments:
            units = tuple(owner.name for owner in commitment.owners)
            # 局将牵头…；机关配合开展…: a helper as subject has its lead in the clause before.
            listed = commitment.inherit_rule in ("list", "record", "section")
            helping = listed and bool(units) and not any(owner.role in _DOING for owner in commitment.owners)
            if helping and units != before:
                yield diagnose("LS209", commitment.span, units="、".join(units))
            before = units if helping else ()
