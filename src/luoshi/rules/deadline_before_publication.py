"""LS205 deadline-before-publication: something is to be done by a day that was over when the text came out."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.rules.horizon import first_day, last_day
from luoshi.rules.passages import sentence_around

_SETS = re.compile("[前内底末到至日旬]")
_PAST = ("已", "截至", "截止", "去年", "以来", "此前", "原定", "原计划")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Printed deadlines that govern a commitment of their sentence."""
    for reading in plan.readings:
        published = first_day(reading.published)
        if published is not None:
            yield from _in_document(reading, published)


def _in_document(reading: Reading, published: tuple[int, int, int]) -> Iterator[Diagnostic]:
    due: defaultdict[str, list[int]] = defaultdict(list)
    for commitment in sorted(reading.commitments, key=lambda each: each.span.start):
        due[commitment.deadline or ""].append(commitment.span.start)
    for deadline in reading.deadlines:
        day = last_day(deadline.normalised)
        # A bare 2023年 opens a report of that year more often than it sets a date.
        if day is None or day >= published or not _SETS.search(deadline.text):
            continue
        text = reading.document.text
        start, end = sentence_around(text, deadline.span.start, deadline.span.end)
        starts = due[deadline.normalised or ""]
        governs = bisect_right(starts, end) > bisect_left(starts, start)
        if governs and not any(word in text[start:end] for word in _PAST):
            yield diagnose("LS205", deadline.span, deadline=deadline.text, published=reading.published)
