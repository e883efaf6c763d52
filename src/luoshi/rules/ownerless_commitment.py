"""LS301 ownerless-commitment: something will be done, and the text names nobody who does it."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from luoshi.diagnostics import diagnose
from luoshi.model.commitment import Commitment
from luoshi.model.diagnostic import Diagnostic, Label
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading

_SHOWN = 3


def check(plan: Plan) -> Iterator[Diagnostic]:
    """One finding for each section, so that a page without owners does not drown the rest."""
    for reading in plan.readings:
        if reading.language.startswith("zh"):
            yield from _in_document(reading)


def _in_document(reading: Reading) -> Iterator[Diagnostic]:
    klasses = sorted((each.span.start, each.klass) for each in reading.statements)
    starts = [start for start, _ in klasses]

    def is_task(commitment: Commitment) -> bool:
        """Levels to be reached belong to the whole place, and a bare verb may only tell a story."""
        place = bisect_right(starts, commitment.span.start) - 1
        said = commitment.modality != "will" or reading.document.text.startswith("将", commitment.span.start)
        return said and place >= 0 and klasses[place][1] == "task"

    without = [
        each for each in reading.commitments if not each.owners and each.owner is None and is_task(each)
    ]
    for _, group in groupby(without, key=lambda each: each.section):
        first, *others = group
        labels = tuple(Label(span=each.span, message="同样没有责任单位") for each in others[:_SHOWN])
        yield diagnose("LS301", first.span, count=1 + len(others), labels=labels)
