"""LS206 deadline-after-plan: a deadline beyond the years of the plan's title."""

import re
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.rules.horizon import last_day, plan_years
from luoshi.rules.passages import line_around, sentence_around

# What a plan may say about the years behind it.
_OUTLOOK = re.compile("展望|远景|长远|中长期|长期|下一个五年|规划期后|跨期|结转|有效期|届满|期满|谋划")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Printed deadlines outside tables, where projects may well outlast the plan."""
    for reading in plan.readings:
        years = plan_years(reading)
        if years is not None:
            yield from _in_document(reading, years[1])


def _in_document(reading: Reading, last: int) -> Iterator[Diagnostic]:
    due = {each.deadline for each in reading.commitments}
    text = reading.document.text
    for deadline in reading.deadlines:
        day = last_day(deadline.normalised)
        if day is None or day[0] <= last or deadline.normalised not in due:
            continue
        if "\t" in line_around(text, deadline.span.start):
            continue
        if not _OUTLOOK.search(text, *sentence_around(text, deadline.span.start, deadline.span.end)):
            yield diagnose("LS206", deadline.span, deadline=deadline.text, last=last)
