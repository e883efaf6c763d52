"""Pairs of halves: from the evidence to joins, each block used once, with abstention.

`repair` gives the blocks of a page and their copies; what leaves are the joins and the edges whose other half
stands nowhere. The pairs are chosen together, so that a half that fits one place only leaves the others free; a
pair is kept where the best choice without it would be clearly worse.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from luoshi.compiler.copies import Copy
from luoshi.compiler.fluency import learned_table
from luoshi.compiler.normalise import Block
from luoshi.compiler.seam_table import WEIGHTS
from luoshi.compiler.seams import (
    Evidence,
    View,
    gather,
    is_prose,
    kinship,
    look_at,
    may_be_cut,
    open_end,
    open_start,
    weigh,
)

_MARGIN = 1.2  # by which the best choice with a pair must surpass the best one without it
_WINDOW = 60  # blocks; halves further apart are not sought, which keeps long documents linear
_SHORTLIST = 8  # candidates for a left half whose kinship is looked at
_ABSURD = -7.0


class Join(NamedTuple):
    """Block ``left`` goes on in block ``right``."""

    left: int
    right: int


class Seams(NamedTuple):
    """All joins, and the blocks whose end or start has no partner on the page."""

    joins: tuple[Join, ...]
    cut_ends: frozenset[int]
    cut_starts: frozenset[int]


Place = tuple[int, int]  # block and offset in terms of first occurrences


class Known(NamedTuple):
    """Places at which blocks end and start, and what copies show to follow what."""

    ends: dict[int, Place]
    starts: dict[int, Place]
    after: dict[Place, Place]
    before: dict[Place, Place]


def find_seams(blocks: Sequence[Block], copies: Sequence[Copy]) -> Seams:
    """The joins of a page and the edges without partner."""
    marked = sum(1 for block in blocks if block.mark) >= 2
    prose = [i for i, block in enumerate(blocks) if is_prose(block, marked)]
    lefts = [i for i in prose if open_end(blocks[i].text) > 0]
    if not lefts and all(open_start(blocks[i].text) < 1 for i in prose):
        return Seams((), frozenset(), frozenset())
    known = known_places(blocks, copies)
    view = look_at(blocks, {copy.copy for copy in copies}, learned_table())
    scored = score_pairs(view, known, lefts, prose, Evidence(**WEIGHTS))
    options: dict[Place, dict[Place, float]] = {}
    for (left, right), score in scored.items():
        row = options.setdefault(known.ends[left], {})
        start = known.starts[right]
        row[start] = max(row.get(start, score), score)
    chosen, doubtful = choose(options)
    joins: list[Join] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    # Where copies print the same halves again, the nearest go together.
    for left, right in sorted(scored, key=lambda pair: (abs(pair[1] - pair[0]), pair[1] < pair[0], pair)):
        if chosen.get(known.ends[left]) == known.starts[right] and left not in used_left and right not in used_right:
            joins.append(Join(left, right))
            used_left.add(left)
            used_right.add(right)
    taken = set(chosen.values())
    return Seams(
        tuple(sorted(joins)),
        frozenset(
            i
            for i in lefts
            if open_end(blocks[i].text) >= 1
            and may_be_cut(blocks[i], marked)
            and known.ends[i] not in chosen
            and known.ends[i] not in doubtful
            and known.ends[i] not in known.after
        ),
        frozenset(
            i
            for i in prose
            if open_start(blocks[i].text) >= 1
            and known.starts[i] not in taken
            and known.starts[i] not in doubtful
            and known.starts[i] not in known.before
        ),
    )


def score_pairs(
    view: View, known: Known, lefts: Sequence[int], rights: Sequence[int], weights: Evidence
) -> dict[tuple[int, int], float]:
    """Log odds of the pairs that are not absurd, against no pair."""
    scored = {}
    for left in lefts:
        for right, evidence in candidates(view, known, left, rights, weights):
            score = weigh(evidence, weights)
            if score > _ABSURD:
                scored[left, right] = score
    return scored


def candidates(
    view: View, known: Known, left: int, rights: Iterable[int], weights: Evidence
) -> list[tuple[int, Evidence]]:
    """The likeliest right halves of a left one, with all evidence."""
    found = []
    expected = known.after.get(known.ends[left])
    for right in rights:
        if right == left or abs(right - left) > _WINDOW:
            continue
        start = known.starts[right]
        wanted = known.before.get(start)
        agrees = (expected is not None and _near(expected, start)) or (
            wanted is not None and _near(wanted, known.ends[left])
        )
        refuted = not agrees and (expected is not None or wanted is not None)
        evidence = gather(view, left, right, float(agrees), float(refuted))
        found.append((weigh(evidence, weights), right, evidence))
    found.sort(key=lambda item: (-item[0], item[1]))
    short = found[:_SHORTLIST]
    kin = [kinship(view, left, right) for _, right, _ in short]
    mean = sum(value for value, _ in kin) / max(1, len(kin))
    spread = (sum((value - mean) ** 2 for value, _ in kin) / max(1, len(kin))) ** 0.5 + 0.1
    return [
        (right, evidence._replace(kin=(own - mean) / spread, around=near))
        for (_, right, evidence), (own, near) in zip(short, kin, strict=True)
    ]


def _near(a: Place, b: Place) -> bool:
    return a[0] == b[0] and abs(a[1] - b[1]) <= 2


# --- the choice ----------------------------------------------------------------------------------------------


def choose(options: dict[Place, dict[Place, float]]) -> tuple[dict[Place, Place], set[Place]]:
    """Right halves for left ones, and all halves for which the choice is in doubt."""
    chosen: dict[Place, Place] = {}
    doubtful: set[Place] = set()
    for lefts, rights in _components(options):
        matrix = [[options[left].get(right, -99.0) for right in rights] for left in lefts]
        best, total = _match(matrix)
        for i, j in enumerate(best):
            if j < 0:
                continue
            value, matrix[i][j] = matrix[i][j], -99.0
            loss = total - _match(matrix)[1]
            matrix[i][j] = value
            if loss >= _MARGIN:
                chosen[lefts[i]] = rights[j]
            else:
                doubtful.update((lefts[i], rights[j]))
    return chosen, doubtful


_LARGEST = 24


def _components(options: dict[Place, dict[Place, float]]) -> list[tuple[list[Place], list[Place]]]:
    """Groups of halves that compete with one another."""
    by_right: dict[Place, list[Place]] = {}
    for left in sorted(options):
        for right, score in options[left].items():
            if score > _CONSIDERED:
                by_right.setdefault(right, []).append(left)
    found = []
    seen: set[Place] = set()
    for left in sorted(options):
        if left in seen:
            continue
        seen.add(left)
        lefts, rights = [], set()
        queue = [left]
        while queue:
            one = queue.pop()
            lefts.append(one)
            for right, score in options[one].items():
                if score <= _CONSIDERED or right in rights:
                    continue
                rights.add(right)
                for other in by_right[right]:
                    if other not in seen and len(lefts) + len(queue) < _LARGEST:
                        seen.add(other)
                        queue.append(other)
        found.append((sorted(lefts), sorted(rights)))
    return found


_CONSIDERED = -2.5  # log odds; a pair below plays no part in the choice
_NULL = -1.0  # what leaving a left half without partner is worth


def _match(matrix: list[list[float]]) -> tuple[list[int], float]:
    """The best choice of columns for rows (-1 for none) and its value, by shortest augmenting paths."""
    rows = len(matrix)
    width = len(matrix[0]) if matrix else 0
    cost = [[-value for value in row] + [-_NULL if k == i else 99.0 for k in range(rows)] for i, row in enumerate(matrix)]
    columns = width + rows
    u = [0.0] * (rows + 1)
    v = [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0] = row
        at = 0
        least = [float("inf")] * (columns + 1)
        way = [0] * (columns + 1)
        done = [False] * (columns + 1)
        while True:
            done[at] = True
            current, delta, following = owner[at], float("inf"), 0
            for k in range(1, columns + 1):
                if done[k]:
                    continue
                reduced = cost[current - 1][k - 1] - u[current] - v[k]
                if reduced < least[k]:
                    least[k], way[k] = reduced, at
                if least[k] < delta:
                    delta, following = least[k], k
            for k in range(columns + 1):
                if done[k]:
                    u[owner[k]] += delta
                    v[k] -= delta
                else:
                    least[k] -= delta
            at = following
            if owner[at] == 0:
                break
        while at:
            owner[at], at = owner[way[at]], way[at]
    best = [-1] * rows
    total = 0.0
    for k in range(1, columns + 1):
        if owner[k]:
            total -= cost[owner[k] - 1][k - 1]
            if k <= width:
                best[owner[k] - 1] = k - 1
    return best, total


# --- what copies show ----------------------------------------------------------------------------------------


def known_places(blocks: Sequence[Block], copies: Sequence[Copy]) -> Known:
    """Lead the edges of all blocks back to first occurrences."""
    by_copy: dict[int, list[Copy]] = {}
    for copy in copies:
        by_copy.setdefault(copy.copy, []).append(copy)
    known = Known({}, {}, {}, {})
    for i, block in enumerate(blocks):
        at = 0
        stretches: list[tuple[Place, Place]] = []
        for copy in by_copy.get(i, ()):
            if copy.copy_start > at:
                stretches.append(((i, at), (i, copy.copy_start)))
            stretches.append(((copy.first, copy.first_start), (copy.first, copy.first_end)))
            at = copy.copy_end
        if at < len(block.text):
            stretches.append(((i, at), (i, len(block.text))))
        known.starts[i], known.ends[i] = stretches[0][0], stretches[-1][1]
        for before, after in pairwise(stretches):
            if before[1] != after[0]:
                known.after.setdefault(before[1], after[0])
                known.before.setdefault(after[0], before[1])
    for copy in copies:
        for edge in (copy.first_start, copy.first_end):
            if 0 < edge < len(blocks[copy.first].text):  # the first occurrence reads on here
                place = (copy.first, edge)
                known.after[place] = known.before[place] = place
    return known
