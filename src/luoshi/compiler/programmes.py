"""Positionings, zones and programmes that documents name: terms of all readings → goals that cross documents.

`link` calls `find_programmes` and `names_in`. A positioning (“两大定位”, a quoted …基地) and a programme (“…”行动)
are goals of a place, not of a document; the members of a coined number are goals below it. Which commitments and
sections serve them shows where their names stand.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from luoshi.compiler.coined import fold, is_count, parse_coined
from luoshi.compiler.identity import goal_ids
from luoshi.model.commitment import GoalId, Term
from luoshi.model.plan import Goal
from luoshi.model.reading import Reading
from luoshi.model.text import DocumentId, Span


class Programme(NamedTuple):
    """A goal named by a term, the place that it is a goal of, and the wordings that name it."""

    goal: Goal
    home: str
    names: tuple[str, ...]


_PROGRAMME = re.compile('[”’」』"]?[\u4e00-\u9fff]{0,4}?(?:行动|工程|计划|专项|战略|攻坚|改革)')
_POSITIONING = re.compile(
    '[”’」』"]?(?:[一二两三四五六七八九十]大)?(?:发展|城市|战略|功能)?(?:定位|目标|目标定位)'
)
_PLACE = re.compile(
    "(?:基地|枢纽|中心|高地|支点|门户|样板|名城|先行区|示范区|引领区|试验区|功能区|集聚区|承载区|增长极"
    "|走廊|先行县|示范县|强市|强县|城|港)$"
)
_POSITION_NOUN = re.compile(
    "定位|[个大]区$|片区|基地|中心|枢纽|高地|支点|目标|城市|门户|走廊|示范|集群|行动|工程|战略|任务|突破"
)
_SHORTEST_MEMBER = 5


def find_programmes(readings: Sequence[Reading], homes: Mapping[DocumentId, str]) -> tuple[Programme, ...]:
    """The programmes of all documents, each once for its place."""
    found: dict[GoalId, Programme] = {}
    for reading in readings:
        # Where nothing tells for which place a document speaks, its programmes are its own.
        home = homes[reading.document.id] or reading.document.id
        for term in reading.terms:
            rule = _rule(reading.document.text, term)
            if rule:
                _add(found, _programme(home, term.text, term.span, None, rule))
                parent = goal_ids([(_scope(home), fold(term.text))])[0]
                for member in term.members:
                    if len(member.text) >= _SHORTEST_MEMBER:
                        _add(found, _programme(home, member.text, member.span, parent, "member"))
    return tuple(found.values())


def _scope(home: str) -> str:
    return f"{home}\x1fprogramme"


def _rule(text: str, term: Term) -> str:
    """Why a term is a goal; empty where it is none."""
    after = text[term.span.end : term.span.end + 14]
    coined = parse_coined(term.text)
    if coined and is_count(coined):
        long = [member for member in term.members if len(member.text) >= _SHORTEST_MEMBER]
        named = _POSITION_NOUN.search(term.text) or _POSITIONING.match(after)
        return "positioning" if named and long and len(long) == len(term.members) else ""
    if _PROGRAMME.match(after):
        return "programme"
    if len(term.text) >= _SHORTEST_MEMBER and _PLACE.search(term.text):
        return "positioning"
    return ""


def _programme(home: str, name: str, span: Span, parent: GoalId | None, rule: str) -> Programme:
    goal = Goal(
        id=goal_ids([(_scope(home), fold(name))])[0],
        title="".join(name.split()),
        parent=parent,
        spans=(span,),
        rule=rule,
    )
    return Programme(goal, home, (name,))


def _add(found: dict[GoalId, Programme], new: Programme) -> None:
    known = found.get(new.goal.id)
    if known is None:
        found[new.goal.id] = new
        return
    goal = known.goal
    parent = goal.parent
    if parent is None and not _is_below(found, new.goal.parent, goal.id):
        parent = new.goal.parent
    spans = tuple(dict.fromkeys((*goal.spans, *new.goal.spans)))
    found[goal.id] = Programme(
        Goal(id=goal.id, title=goal.title, parent=parent, spans=spans, rule=goal.rule),
        known.home,
        tuple(dict.fromkeys((*known.names, *new.names))),
    )


def _is_below(found: Mapping[GoalId, Programme], start: GoalId | None, goal: GoalId) -> bool:
    """Whether the way up from ``start`` leads to ``goal``."""
    at = start
    while at is not None:
        if at == goal:
            return True
        at = found[at].goal.parent if at in found else None
    return False


def names_in(
    text: str, wanted: Iterable[tuple[str, Span, str]], names: Mapping[str, object]
) -> Iterator[tuple[str, tuple[str, int], Span, str]]:
    """For each wanted stretch the names that stand in it: (source, (name, offset), stretch, kind)."""
    pattern = _any_of(names)
    for source, span, kind in wanted:
        for match in pattern.finditer(text, span.start, span.end):
            yield source, (match.group(), match.start()), span, kind


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for many names, longest first; names with one beginning share a branch."""
    branches: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        branches.setdefault(name[0], []).append(re.escape(name[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in branches.items()))
