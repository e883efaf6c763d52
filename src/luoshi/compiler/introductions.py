"""Who it is that a bare name lets speak: “某某说” → the units of the post with which the page introduces that name.

Enters: the reading text, its clauses, subjects and unit mentions. Leaves: for each clause in which a bare name
speaks, the units for which it speaks. `speakers` calls this. A name is a key inside this pass and nowhere else:
nothing that leaves it holds one.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from luoshi.compiler.parts import Clause
from luoshi.compiler.subjects import Subject
from luoshi.language.names import UnitMention

_LENGTHS = (2, 3, 4)


def find_introduced(
    text: str,
    clauses: Sequence[Clause],
    subjects: Sequence[Subject | None],
    units: Sequence[UnitMention],
    tags: Mapping[int, str],
) -> dict[int, tuple[UnitMention, ...]]:
    """For each clause of ``tags`` (clause → the words before 说) the units of whoever speaks, where the page tells."""
    wanted = set(tags.values())
    if not wanted:
        return {}
    starts = [clause.start for clause in clauses]
    found: dict[str, tuple[UnitMention, ...]] = {}
    for k, unit in enumerate(units):
        if unit.post_end <= unit.end:
            continue
        at = unit.post_end
        while text.startswith((" ", "\u3000"), at):
            at += 1
        for length in _LENGTHS:
            name = text[at : at + length]
            if name in wanted and name not in found:
                found[name] = _of_title(text, clauses, subjects, units, starts, k)
    return {i: found[name] for i, name in tags.items() if name in found}


def _of_title(
    text: str,
    clauses: Sequence[Clause],
    subjects: Sequence[Subject | None],
    units: Sequence[UnitMention],
    starts: Sequence[int],
    k: int,
) -> tuple[UnitMention, ...]:
    """All units of the title that ends with mention ``k``: 市委常委、宣传部部长，市委新闻发言人某某."""
    i = bisect_right(starts, units[k].start) - 1
    first = k
    while first and units[first - 1].start >= clauses[i].start and _joined(text, units[first - 1], units[first]):
        first -= 1
    title = list(units[first : k + 1])
    if i and units[first].start == clauses[i].start and clauses[i - 1].paragraph == clauses[i].paragraph:
        before = subjects[i - 1]
        if before is not None and ends_in_post(before, clauses[i - 1]):
            title = [*before.units, *title]
    return tuple(title)


def _joined(text: str, left: UnitMention, right: UnitMention) -> bool:
    return left.post_end > left.end and text[left.post_end : right.start] in ("、", "兼", " ", "")


def ends_in_post(subject: Subject, clause: Clause) -> bool:
    """Whether a clause is a title whose name comes in the next one (市委常委、宣传部部长，…)."""
    last = subject.units[-1] if subject.units else None
    return subject.kind == "bare" and last is not None and last.end < last.post_end == clause.end
