"""LS305 goal-without-task: a section of tasks, or a programme, for which nobody is to do anything."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.model.structure import Heading

# Sections that need no task of their own.
_OTHER = re.compile(
    "思想|原则|现状|背景|形势|回顾|成效|成绩|意义|依据|定义|范围|对象|术语|解释|附则|附件|附表|附录|名词|总则|情况|基础|问题|概况|说明|定位|愿景|目标|要求|编制|参考|目录|前言|引言|结语|时间|专栏|表\\d"
)
# Below one of these every subsection is to be carried out.
_TASKS = re.compile("任务|措施|举措|工程|行动|重点工作|实施路径|保障|推进")
_EXCERPT = re.compile("节选|节录|摘录|摘编|略")
_SERVED = ("serves", "part_of", "targets")
_SIBLINGS = 2


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Sections first, then the positionings and programmes that `link` found."""
    for reading in plan.readings:
        if not reading.truncated and not _EXCERPT.search(reading.document.text[:200]):
            yield from _empty_sections(reading)
    served = {edge.target for edge in plan.edges if edge.kind in _SERVED}
    served |= {edge.source for edge in plan.edges if edge.kind in ("targets", "serves")}
    children: defaultdict[str, list[str]] = defaultdict(list)
    for goal in plan.goals:
        if goal.parent:
            children[goal.parent].append(goal.id)
    titles = {reading.title for reading in plan.readings if reading.title}
    for goal in plan.goals:
        span = goal.spans[0]
        in_title = any(
            title.document == span.document and title.start <= span.start < title.end for title in titles
        )
        if goal.rule == "programme" and goal.id not in served and not children[goal.id] and not in_title:
            yield diagnose("LS305", goal.spans[0], goal=goal.title)


def _empty_sections(reading: Reading) -> Iterator[Diagnostic]:
    """Lowest headings below a heading of tasks with nothing to do, where most of their neighbours have something."""
    headings = reading.headings
    starts = sorted(each.span.start for each in reading.commitments)
    parents = _parents(headings)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for i, parent in enumerate(parents):
        if parent is not None:
            groups[parent].append(i)
    for parent, members in groups.items():
        if not _TASKS.search(headings[parent].text) or len(members) <= _SIBLINGS:
            continue
        empty = [i for i in members if not _holds(starts, headings, i, len(reading.document.text))]
        if 0 < len(empty) <= len(members) // 3:
            for i in empty:
                if not _OTHER.search(headings[i].text):
                    yield diagnose("LS305", headings[i].span, goal=headings[i].text.strip())


def _parents(headings: tuple[Heading, ...]) -> list[int | None]:
    parents: list[int | None] = []
    above: list[int] = []
    for i, heading in enumerate(headings):
        while above and headings[above[-1]].level >= heading.level:
            above.pop()
        parents.append(above[-1] if above else None)
        above.append(i)
    return parents


def _holds(starts: list[int], headings: tuple[Heading, ...], i: int, end: int) -> bool:
    """Whether a commitment stands between heading ``i`` and the next one of its level or above."""
    level = headings[i].level
    after = (headings[j] for j in range(i + 1, len(headings)))
    stop = next((each.span.start for each in after if each.level <= level), end)
    return bisect_left(starts, stop) > bisect_left(starts, headings[i].span.start)
