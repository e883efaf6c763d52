"""LS309 different-deadlines: the same task is due on different dates in different places."""

from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic, Label
from luoshi.model.plan import Plan
from luoshi.rules.horizon import last_day, single_year
from luoshi.rules.likeness import Task, is_specific, tasks_by_wording

_SHORTEST = 8


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Equal wordings with two dates; yearly plans that repeat a routine are left alone."""
    for (_, key), group in tasks_by_wording(plan, _SHORTEST).items():
        dated = [task for task in group if last_day(task.commitment.deadline) is not None]
        for task in dated[1:]:
            first = dated[0]
            if _differ(first, task) and is_specific(key, first, task):
                there = first.commitment.deadline
                label = Label(span=first.commitment.span, message=f"此处时限：{there}")
                here = task.commitment.deadline
                yield diagnose("LS309", task.commitment.span, labels=(label,), here=here, there=there)
                break


def _differ(first: Task, task: Task) -> bool:
    if last_day(first.commitment.deadline) == last_day(task.commitment.deadline):
        return False
    owners = {owner.name for owner in first.commitment.owners}
    others = {owner.name for owner in task.commitment.owners}
    if owners and others and not owners & others:
        return False
    years = single_year(first.reading), single_year(task.reading)
    return None in years or years[0] == years[1]
