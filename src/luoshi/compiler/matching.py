"""Passages of two plans → pairs that say the same thing, in near-linear time and the same from either side.

First what is equal: wording, place and owners, then the id, then wording alone. What is left meets by the rarest
runs of characters, the indicator with its unit, or its neighbours, and the best pairs are taken first. `difference`
calls `match_passages`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from luoshi.compiler.identity import normal_clause
from luoshi.compiler.likeness import likeness, neighbours, postings_of
from luoshi.compiler.passages import Said
from luoshi.compiler.target_change import base_unit
from luoshi.model.difference import Match


class Pair(NamedTuple):
    """Places of two passages that belong together, how that was found, and how near their wordings are."""

    old: int
    new: int
    match: Match
    likeness: float


Key = Callable[[Said], tuple[object, ...]]

# The surest first. Passages with an equal key are paired in the order of the text.
_KEYS: tuple[Key, ...] = (
    lambda said: (
        said.commitment is None,
        said.document,
        said.wording,
        said.section,
        said.carriers,
        said.helpers,
    ),
    lambda said: (said.passage.id,),
    lambda said: (said.commitment is None, said.document, said.wording, said.section),
    lambda said: (said.commitment is None, said.document, said.wording),
    lambda said: (said.commitment is None, said.wording, said.section, said.carriers),
    lambda said: (said.commitment is None, said.wording),
)
# Wordings below the first are too far apart whatever else agrees; a pair needs the second with what agrees besides.
_FAR = 0.3
_ENOUGH = 0.5
_SHORT = 6
_SHORT_ENOUGH = 0.65
_SAME_SECTION = 0.06
_SAME_CARRIER = 0.06
_SAME_INDICATOR = 0.08
_SAME_NEIGHBOUR = 0.1
_COMMON = 32


def match_passages(old: Sequence[Said], new: Sequence[Said]) -> list[Pair]:
    """Pairs, each passage in one at most."""
    partners: dict[int, int] = {}
    for key in _KEYS:
        _pair_equal(old, new, key, partners)
    pairs = []
    for i, j in partners.items():
        same_id = old[i].passage.id == new[j].passage.id
        pairs.append(Pair(i, j, "id" if same_id else "wording", 1.0))
    pairs += _pair_near(old, new, partners)
    return pairs


def _pair_equal(old: Sequence[Said], new: Sequence[Said], key: Key, partners: dict[int, int]) -> None:
    taken = set(partners.values())
    waiting: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        if j not in taken:
            waiting[key(new[j])].append(j)
    for i, said in enumerate(old):
        queue = waiting.get(key(said)) if i not in partners else None
        if queue:
            partners[i] = queue.pop()


def _pair_near(old: Sequence[Said], new: Sequence[Said], partners: Mapping[int, int]) -> Iterable[Pair]:
    taken = set(partners.values())
    left = [i for i in range(len(old)) if i not in partners]
    right = [j for j in range(len(new)) if j not in taken]
    scored = []
    for m, n in _candidates([old[i] for i in left], [new[j] for j in right]):
        i, j = left[m], right[n]
        near, score = _score(old[i], new[j])
        if not near:
            continue
        beside = (i > 0 and partners.get(i - 1) == j - 1) or partners.get(i + 1, -1) == j + 1
        if score + (_SAME_NEIGHBOUR if beside else 0) >= _ENOUGH:
            # The last parts decide between equals in a way that does not depend on which plan is the older.
            scored.append((-score, abs(m - n), min(m, n), max(m, n), i, j, near))
    scored.sort()
    done_old: set[int] = set()
    done_new: set[int] = set()
    for *_, i, j, near in scored:
        if i not in done_old and j not in done_new:
            done_old.add(i)
            done_new.add(j)
            yield Pair(i, j, "likeness", near)


def _candidates(old: Sequence[Said], new: Sequence[Said]) -> set[tuple[int, int]]:
    """Pairs worth a comparison: a bounded number for each passage, looked for from both sides."""
    found: set[tuple[int, int]] = set()
    there, here = postings_of(each.kernel for each in new), postings_of(each.kernel for each in old)
    for i, said in enumerate(old):
        found.update((i, j) for j in neighbours(said.kernel, there))
    for j, said in enumerate(new):
        found.update((i, j) for i in neighbours(said.kernel, here))
    indicators, others = _by_indicator(old), _by_indicator(new)
    for indicator, places in indicators.items():
        if len(places) <= _COMMON and len(others.get(indicator, ())) <= _COMMON:
            found.update((i, j) for i in places for j in others.get(indicator, ()))
    return found


def _by_indicator(passages: Sequence[Said]) -> Mapping[tuple[str, str], Sequence[int]]:
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i, said in enumerate(passages):
        for key in dict.fromkeys(_indicators(said)):
            places[key].append(i)
    return places


def _indicators(said: Said) -> Iterable[tuple[str, str]]:
    for figure in said.figures:
        if figure.quantity.indicator:
            yield normal_clause(figure.quantity.indicator), base_unit(figure.quantity.unit)[1]


def _score(old: Said, new: Said) -> tuple[float, float]:
    """How near the wordings are, and with what agrees besides; nothing where the two cannot be one."""
    if (old.commitment is None) != (new.commitment is None):
        return 0.0, 0.0
    near = likeness(old.pairs, new.pairs)
    short = min(len(old.kernel), len(new.kernel)) < _SHORT
    if near < (_SHORT_ENOUGH if short else _FAR):
        return 0.0, 0.0
    score = near
    score += _SAME_SECTION if old.section == new.section else 0
    score += _SAME_CARRIER if old.carriers & new.carriers else 0
    score += _SAME_INDICATOR if set(_indicators(old)) & set(_indicators(new)) else 0
    return near, score
