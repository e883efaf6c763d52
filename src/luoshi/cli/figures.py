"""Readings → the numbers and short texts that the summary prints. No layout here."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from luoshi.cli.words import LABELS
from luoshi.diagnostics import Lang
from luoshi.model.commitment import Commitment, GoalId, Klass, Quantity, System
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.model.text import Document, Span

_GRAVITY = {"error": 0, "warning": 1, "note": 2}
_HARD_WRAP = re.compile(r"(?<=[^\x00-\x7f\u3000])[ \u3000]*+\r?\n[ \u3000]*(?=[^\x00-\x7f])")
_BOUNDS = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "≈"}


def line_starts(text: str) -> tuple[int, ...]:
    """Where each line of ``text`` begins, for `line_of`."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return tuple(starts)


def line_of(starts: tuple[int, ...], span: Span) -> str:
    """The number, from 1, of the line on which ``span`` begins."""
    return str(bisect_right(starts, span.start))


def quote(reading: Reading, span: Span) -> str:
    """The text of a span on one line, hard wraps inside Chinese text closed up."""
    text = _HARD_WRAP.sub("", reading.document.text[span.start : span.end])
    return " ".join(text.split())


def commitment_text(reading: Reading, each: Commitment) -> str:
    """The words of a commitment, put together where the page broke them."""
    return "".join(quote(reading, piece) for piece in each.pieces or (each.span,))


def owner_counts(plan: Plan) -> list[tuple[str | None, int]]:
    """How many commitments each unit carries, most first; None for those that name nobody.

    A unit counts under one name, whatever the documents call it.
    """
    names = {alias: unit.name for unit in plan.organisations for alias in unit.aliases}
    counts = Counter(
        names.get(each.owner, each.owner) if each.owner else None
        for reading in plan.readings
        for each in reading.commitments
    )
    return sorted(counts.items(), key=lambda item: (-item[1], item[0] is not None, item[0] or ""))


def goal_counts(plan: Plan) -> list[tuple[str, int]]:
    """The goals just below the documents' titles with all commitments that serve them or a part of them."""
    goals = {goal.id: goal for goal in plan.goals}
    served: dict[str, set[str]] = {}
    for edge in plan.edges:
        goal = goals.get(GoalId(edge.target)) if edge.kind == "serves" else None
        while goal is not None:
            served.setdefault(goal.id, set()).add(edge.source)
            goal = goals.get(goal.parent) if goal.parent else None
    titles = {goal.id for goal in plan.goals if goal.rule == "title"}
    top = [g for g in plan.goals if g.id not in titles and (g.parent is None or g.parent in titles)]
    counts = [(goal.title, len(served.get(goal.id, ()))) for goal in top]
    return sorted(counts, key=lambda entry: -entry[1])


def targets_of(reading: Reading) -> list[Quantity]:
    """The quantities that are to be reached."""
    return [each for each in reading.quantities if each.kind == "target"]


def requirement_text(each: Quantity) -> str:
    """A quantity as a requirement: ≥500亿元, 3–5家, 9%.

    >>> from luoshi.model.commitment import QuantityId
    >>> from luoshi.model.text import DocumentId
    >>> requirement_text(Quantity(
    ...     id=QuantityId("q"), span=Span(DocumentId("d"), 0, 6), indicator="产值", bound=">=",
    ...     value=Decimal("500"), low=None, high=None, unit="亿元", base=None, period=None, comparison=None,
    ...     kind="target"))
    '≥500亿元'
    """
    if each.value is None:
        return f"{_plain(each.low)}–{_plain(each.high)}{each.unit}"
    return f"{_BOUNDS.get(each.bound, '')}{_plain(each.value)}{each.unit}"


def parameter_text(system: System) -> str:
    """The parameters of a system: 枢纽：2（重庆、新加坡）."""
    parts = []
    for each in system.parameters:
        members = "、".join(member.text for member in each.members)
        parts.append(f"{each.name}：{each.value}" + (f"（{members}）" if members else ""))
    return "；".join(parts)


def seam_text(reading: Reading, left_end: int, right_start: int, length: int = 12) -> str:
    """The ends of the two halves of a joined sentence."""
    text = reading.document.text
    left = " ".join(text[max(0, left_end - length) : left_end].split())
    right = " ".join(text[right_start : right_start + length].split())
    return f"…{left} ┊ {right}…"


def class_counts(reading: Reading) -> list[tuple[Klass, int]]:
    """How many clauses each class has, most first."""
    return Counter(each.klass for each in reading.statements).most_common()


def repair_counts(reading: Reading) -> list[tuple[str, int]]:
    """What page repair did or found, by label; nothing where the page was sound."""
    certain = sum(join.certain for join in reading.joins)
    counts = (
        ("joins", certain),
        ("doubtful", len(reading.joins) - certain),
        ("copies", len(reading.duplicates)),
        ("truncated", len(reading.truncated)),
        ("damages", len(reading.damages)),
    )
    return [(label, count) for label, count in counts if count]


def title_text(reading: Reading, lang: Lang) -> str:
    """The title on one line, or words that say there is none."""
    return quote(reading, reading.title) if reading.title else LABELS["untitled"].in_language(lang)


def _plain(number: Decimal | None) -> str:
    return "?" if number is None else f"{number:f}"


def clearest(commitments: Sequence[Commitment], limit: int) -> list[Commitment]:
    """The ``limit`` commitments that say most (owner, deadline, quantity), in the order of the text."""
    order = sorted(range(len(commitments)), key=lambda i: -_clearness(commitments[i]))
    return [commitments[i] for i in sorted(order[:limit])]


def _clearness(each: Commitment) -> int:
    return (each.owner is not None) + (each.deadline is not None) + bool(each.quantities)


def one_of_each(found: Sequence[tuple[Diagnostic, Document]]) -> list[tuple[Diagnostic, Document]]:
    """Findings by gravity, one of each code before the second of any: a frequent one hides no other."""
    seen: Counter[str] = Counter()
    ranked = []
    for pair in sorted(found, key=lambda pair: _GRAVITY[pair[0].severity]):
        seen[pair[0].code] += 1
        ranked.append((seen[pair[0].code], pair))
    return [pair for _, pair in sorted(ranked, key=lambda entry: entry[0])]
