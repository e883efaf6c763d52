"""What a plan gives reason to ask about: Plan → findings, one rule per file.

`check` runs all rules over a linked plan; each rule is a pure function of the plan. What the reading of a single
document already shows (a doubtful seam, an open count) is said by `diagnostics.diagnose_reading`; the
documentation of every code is in the catalogue.
"""

from collections.abc import Callable, Iterable

from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.rules import (
    base_after_target,
    broken_numbering,
    conflicting_targets,
    contradictory_bound,
    deadline_after_plan,
    deadline_before_publication,
    different_deadlines,
    different_owners,
    empty_field,
    forbidden_and_encouraged,
    goal_without_task,
    impossible_date,
    impossible_decrease,
    impossible_percentage,
    missing_attachment,
    only_helpers,
    own_supervisor,
    ownerless_commitment,
    parts_and_total,
    percent_or_points,
    reversed_range,
    several_leads,
    target_without_base,
    two_names,
    two_values,
    undated_target,
    unexplained_term,
    unfilled_placeholder,
    vague_wording,
    weaker_promise,
)

Rule = Callable[[Plan], Iterable[Diagnostic]]

RULES: tuple[Rule, ...] = (
    broken_numbering.check,
    unfilled_placeholder.check,
    missing_attachment.check,
    vague_wording.check,
    contradictory_bound.check,
    unexplained_term.check,
    impossible_percentage.check,
    reversed_range.check,
    percent_or_points.check,
    impossible_decrease.check,
    parts_and_total.check,
    undated_target.check,
    impossible_date.check,
    deadline_before_publication.check,
    deadline_after_plan.check,
    two_names.check,
    several_leads.check,
    only_helpers.check,
    own_supervisor.check,
    target_without_base.check,
    base_after_target.check,
    ownerless_commitment.check,
    conflicting_targets.check,
    two_values.check,
    different_owners.check,
    goal_without_task.check,
    empty_field.check,
    weaker_promise.check,
    forbidden_and_encouraged.check,
    different_deadlines.check,
)


def check(plan: Plan) -> tuple[Diagnostic, ...]:
    """The findings of all rules, by document in the order of the plan, then by place and code."""
    order = {reading.document.id: i for i, reading in enumerate(plan.readings)}

    def place(found: Diagnostic) -> tuple[int, int, int, str]:
        span = found.span
        return (order[span.document], span.start, span.end, found.code) if span else (-1, 0, 0, found.code)

    return tuple(sorted((found for rule in RULES for found in rule(plan)), key=place))
