"""Lines of a table with one cell on each → the column of every line, and the rows.

The best reading of all lines in order is sought, state by state: a line stands in the column that suits it, cells
follow the order of the heads, and what a row lacks costs. The table ends where reading on gains nothing. Called by
`cell_lines`.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from luoshi.compiler.cell_forms import SERIAL, look_at, suits, suits_group, suits_total
from luoshi.compiler.columns import Column
from luoshi.compiler.lines import Line


class Order(NamedTuple):
    """The lines read, the state of each (its column, or `group_state`, or `total_state`), and the rows as positions."""

    lines: tuple[int, ...]
    states: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]
    score: float


class _Costs(NamedTuple):
    """By column: what a row loses that lacks it, the cells before it, or those behind it, and what a further line costs."""

    lack: tuple[float, ...]
    start: tuple[float, ...]
    end: tuple[float, ...]
    more: tuple[float, ...]


class _Step(NamedTuple):
    """The best ways to reach every state: their scores, the state before, and whether a row begins."""

    scores: list[float]
    origins: list[int]
    fresh: list[bool]


_NEVER = float("-inf")
# What a row loses that lacks the cell, and a cell that takes one more line.
_LACK = {
    "serial": 4.0, "indicator": 4.0, "name": 2.5, "content": 3.0, "fact": 2.5, "units": 2.0, "deadline": 1.5, "place": 1.5,
    "amount": 1.5, "note": 1.0,
}  # fmt: skip
# About as much as the line itself earns: otherwise prose below a table would be read as its last cell.
_MORE = {"content": 2.1, "fact": 2.1, "units": 3.1, "deadline": 3.2, "name": 3.5}
_MORE_GROUP = 2.0
_MORE_TOTAL = 0.4
# Totals that do not say so are the number of a page.
_PAGE = 1.0
# Reading stops where so much has been lost, or nothing gained for so many lines.
_DROP = 14.0
_PATIENCE = 40


def group_state(columns: Sequence[Column | None]) -> int:
    """The state of a line that heads the rows below it."""
    return len(columns)


def total_state(columns: Sequence[Column | None]) -> int:
    """The state of a line in a row of totals."""
    return len(columns) + 1


def read_order(lines: Sequence[Line], body: Iterable[int], columns: Sequence[Column | None]) -> Order:
    """The best reading of the ``body``, line numbers in order, up to where it stops to be a table."""
    costs = _costs(columns)
    width = len(columns)
    seen: set[int] = set()
    read: list[int] = []
    steps: list[_Step] = []
    before: list[float] = []
    best, best_at, best_state = 0.0, 0, -1
    for i in body:
        step = _advance(before, costs) if before else _begin(costs)
        before = [score + fit for score, fit in zip(step.scores, _fits(lines[i], columns, seen), strict=True)]
        read.append(i)
        steps.append(step)
        # a table does not end with the head of a group
        ends = [before[k] - costs.end[k] if k < width else before[k] for k in range(width + 2) if k != width]
        score = max(ends)
        if score > best:
            k = ends.index(score)
            best, best_at, best_state = score, len(read), k + (k == width)
        if max(before) < best - _DROP or len(read) - best_at > _PATIENCE:
            break
    return _trace(read[:best_at], steps, best_state, best)


def _begin(costs: _Costs) -> _Step:
    count = len(costs.start) + 2
    return _Step([*(-lost for lost in costs.start), 0.0, -_PAGE], [-1] * count, [True] * count)


def _advance(before: Sequence[float], costs: _Costs) -> _Step:
    """From the scores of the line ``before`` to those of the next, without what that line itself earns."""
    width = len(costs.start)
    ended = max((before[j] - costs.end[j], j) for j in range(width))
    ended = max(ended, (before[width + 1], width + 1))
    opened = max(ended, (before[width], width))
    step = _Step([], [], [])
    inside, origin = _NEVER, -1
    for k in range(width):
        score, where, fresh = opened[0] - costs.start[k], opened[1], True
        if inside > score:
            score, where, fresh = inside, origin, False
        if before[k] - costs.more[k] > score:
            score, where, fresh = before[k] - costs.more[k], k, False
        _add(step, score, where, fresh=fresh)
        inside -= costs.lack[k]
        if before[k] > inside:
            inside, origin = before[k], k
    for k, fresh_cost, more in ((width, 0.0, _MORE_GROUP), (width + 1, _PAGE, _MORE_TOTAL)):
        if before[k] - more > ended[0] - fresh_cost:
            _add(step, before[k] - more, k, fresh=False)
        else:
            _add(step, ended[0] - fresh_cost, ended[1], fresh=True)
    return step


def _add(step: _Step, score: float, origin: int, *, fresh: bool) -> None:
    step.scores.append(score)
    step.origins.append(origin)
    step.fresh.append(fresh)


def _trace(read: Sequence[int], steps: Sequence[_Step], state: int, score: float) -> Order:
    """Follow the best reading back from its last state."""
    states: list[int] = []
    opens: list[bool] = []
    for k in range(len(read) - 1, -1, -1):
        states.append(state)
        opens.append(steps[k].fresh[state])
        state = steps[k].origins[state]
    states.reverse()
    opens.reverse()
    rows: list[list[int]] = []
    for k, fresh in enumerate(opens):
        if fresh:
            rows.append([])
        rows[-1].append(k)
    return Order(tuple(read), tuple(states), tuple(map(tuple, rows)), score)


def _fits(line: Line, columns: Sequence[Column | None], seen: set[int]) -> list[float]:
    """How well the line suits every state; ``seen`` are the numbers that have stood on lines of their own."""
    number = SERIAL.match(line.text)
    value = int(number[1]) if number else 0
    follows = number is not None and (not seen or value == 1 or value - 1 in seen)
    if number:
        seen.add(value)
    look = look_at(line)
    return [
        *(suits(look, column, next_serial=follows) for column in columns),
        suits_group(line),
        suits_total(line),
    ]


def _costs(columns: Sequence[Column | None]) -> _Costs:
    lack = [_LACK[column.kind] if column else 1.0 for column in columns]
    return _Costs(
        lack=tuple(lack),
        start=tuple(sum(lack[:k]) for k in range(len(lack))),
        end=tuple(sum(lack[k + 1 :]) for k in range(len(lack))),
        more=tuple(_MORE.get(column.kind if column else "", 4.0) for column in columns),
    )
