"""What a quantity measures: the indicator's name, resolved through ellipsis, 分别, 均 and 其中.

`quantities` calls `name_indicators` with the placed measures in reading order. `indicator_names` cuts the name out
of the words around the number; here are the ways that lead beyond them: the row of a table, 分别, 其中, and the
quantity before where the clause names nothing.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.indicator_names import (
    LIMIT,
    Name,
    growth,
    is_act,
    is_compared,
    name_around,
    name_of_object,
    noun_behind,
    object_between,
    plain_subject,
)
from luoshi.compiler.parts import Clause, Outline
from luoshi.language.quantities import Measure


class Placed(NamedTuple):
    """A measure with the indexes of its clause, its field and its commitment."""

    measure: Measure
    clause: int
    field: int | None
    commitment: int | None


_METRIC = re.compile(
    r"(?:率|比|比重|占比|比例|总值|增加值|产值|收入|支出|投资|额|量|数|数量|指数|系数|浓度|面积|规模|强度|水平|年限|时长|时间|时限|人口|度|能耗"
    r"|能力|价|价格|成本|距离|高度|长度|里程|库容|容量|标准|排放|贷款|余额|利润|税收|费用|补助|奖励|得分|满意度|份额|产量|销量|吞吐量|次数|增速"
    r"|增幅|降幅|资金|经费|预算)$"
)
_RESPECTIVE = re.compile(r"分别|依次|各(?![级类个种项地界])")
_SPLIT = re.compile(r"、|和(?!谐|平|美|解)|与|及(?!时|格)|以及")


def name_indicators(
    text: str,
    clauses: Sequence[Clause],
    placed: Sequence[Placed],
    outline: Outline,
) -> list[str | None]:
    """The indicator of every measure, None where nothing names it."""
    rows = _row_names(text, outline)
    found: list[Name | None] = []
    first = 0
    for i, item in enumerate(placed):
        if i and placed[i - 1].clause != item.clause:
            first = i
        name: Name | None = None
        if item.field is not None and outline.fields[item.field].kind in ("amount", "fact"):
            name = _of_cell(text, outline, item.field, rows)
        if name is None:
            name = _of_part(text, clauses, placed, found, first, i) or _of_clause(
                text, clauses, placed, first, i
            )
        if name is None and i and _same_sentence(text, clauses, placed, i):
            name = _of_before(text, clauses, placed, found[-1], first, i)
        if name is None and i == first and item.clause and item.field is None:
            name = _of_clause_before(text, clauses, item.clause)
        elif name is not None and i == first and is_act(name) and not _measured(placed, i, item.clause - 1):
            thing = _of_clause_before(text, clauses, item.clause)
            name = name if thing is None else Name(name.base + thing.base)
        found.append(name)
    return [str(name)[-LIMIT:] if name is not None else None for name in found]


def _of_before(
    text: str,
    clauses: Sequence[Clause],
    placed: Sequence[Placed],
    before: Name | None,
    first: int,
    i: int,
) -> Name | None:
    """The indicator of the quantity before; 年均增长9% measures its growth, 力争突破30% its level again."""
    if before is None:
        return None
    begin = placed[i - 1].measure.end if i > first else clauses[placed[i].clause].start
    words = text[begin : placed[i].measure.start]
    suffix = growth(words, placed[i].measure.unit)
    level = before.suffix.endswith(("增速", "增幅", "降幅", "比例")) and not is_compared(words)
    return Name(before.base, suffix or ("" if level else before.suffix))


def _measured(placed: Sequence[Placed], i: int, clause: int) -> bool:
    """Whether the clause before has a number of its own, or there is none."""
    return clause < 0 or (i > 0 and placed[i - 1].clause == clause)


def _of_clause_before(text: str, clauses: Sequence[Clause], i: int) -> Name | None:
    """The object of the clause before in the same sentence (安排发展资金，三年累计不低于20亿元)."""
    before, now = clauses[i - 1], clauses[i]
    if before.paragraph != now.paragraph or "。" in text[before.end : now.start]:
        return None
    return name_of_object(text[before.start : before.end])


def _of_part(
    text: str,
    clauses: Sequence[Clause],
    placed: Sequence[Placed],
    found: Sequence[Name | None],
    first: int,
    i: int,
) -> Name | None:
    """其中今年分别完成150个、25个: parts of what was named before, told apart by their order among like units."""
    head = text[clauses[placed[i].clause].start : placed[first].measure.start]
    mark = _RESPECTIVE.search(head)
    if mark is None or plain_subject(head[: mark.start()]):
        return None
    number = first
    while number < len(placed) and placed[number].clause == placed[i].clause:
        number += 1
    j = first - (number - first) + (i - first)
    if (
        j < 0
        or j >= first
        or not _same_sentence(text, clauses, placed, first)
        or placed[j].measure.unit[-1:] != (placed[i].measure.unit[-1:])
    ):
        return None
    return found[j]


def _row_names(text: str, outline: Outline) -> dict[int, str]:
    names: dict[int, str] = {}
    for field in outline.fields:
        if field.kind in ("indicator", "name") and field.record not in names:
            names[field.record] = re.sub(r"[（(][^）)]*[）)]$", "", text[field.start : field.end])
    return names


def _of_cell(text: str, outline: Outline, index: int, rows: dict[int, str]) -> Name | None:
    field = outline.fields[index]
    if field.end - field.start > 24:
        return None
    name = rows.get(field.record)
    return Name(name) if name is not None else None


def _same_sentence(text: str, clauses: Sequence[Clause], placed: Sequence[Placed], i: int) -> bool:
    before, now = clauses[placed[i - 1].clause], clauses[placed[i].clause]
    if now.start - before.end > 120:
        return False
    return "。" not in text[before.end : now.start] and "\n" not in text[before.end : now.start]


def _of_clause(
    text: str, clauses: Sequence[Clause], placed: Sequence[Placed], first: int, i: int
) -> Name | None:
    clause = clauses[placed[i].clause]
    measure = placed[i].measure
    begin = placed[i - 1].measure.end if i > first else clause.start
    before = text[begin : measure.start]
    stop = clause.end
    if i + 1 < len(placed) and placed[i + 1].clause == placed[i].clause:
        stop = placed[i + 1].measure.start
        if stop and text[stop - 1] in "及和与、" and measure.unit in ("次", "轮"):
            stop = clause.end  # 一次湖体及6条支流监测
    if i == first or len(before) <= 2:
        respective = _respective(text, clause, placed, first, i)
        if respective is not None:
            return respective
    if i > first:
        if before in ("、", "和", "及", "与", ""):
            behind = noun_behind(text, measure.end, stop)
            return Name(behind) if behind else None
        if before.startswith("级"):  # 5000吨级泊位6个
            begin = placed[i - 1].measure.start
    elif text.startswith("级", measure.end):
        return Name(noun_behind(text, measure.end + 1, stop), "等级")
    name = name_around(text, begin, measure, stop)
    if name is None and stop < clause.end and text[measure.end : stop] in ("、", "和", "及", "与"):
        last = i + 1  # 给予300万元、200万元奖补: the noun behind the last number is for all
        while last + 1 < len(placed) and placed[last + 1].clause == placed[i].clause:
            last += 1
        behind = noun_behind(text, placed[last].measure.end, clause.end)
        return Name(behind) if behind else None
    if name is not None and name.base.startswith("占") and i and _same_sentence(text, clauses, placed, i):
        whole = name_around(
            text, begin_of(placed, clauses, i - 1), placed[i - 1].measure, placed[i - 1].measure.end
        )
        return name if whole is None else Name(whole.base + name.base, name.suffix)
    return name


def begin_of(placed: Sequence[Placed], clauses: Sequence[Clause], i: int) -> int:
    """Where the stretch that names measure ``i`` begins: behind the measure before it in the clause."""
    if i and placed[i - 1].clause == placed[i].clause:
        return placed[i - 1].measure.end
    return clauses[placed[i].clause].start


def _respective(text: str, clause: Clause, placed: Sequence[Placed], first: int, i: int) -> Name | None:
    """A、B分别达到x、y: the items of the subject in the order of the numbers."""
    head = text[clause.start : placed[first].measure.start]
    mark = _RESPECTIVE.search(head)
    if mark is None:
        return None
    subject = plain_subject(head[: mark.start()])
    suffix = growth(head[mark.end() :], placed[i].measure.unit)
    items = [item for item in _SPLIT.split(subject) if item]
    number = 0
    while first + number < len(placed) and placed[first + number].clause == placed[i].clause:
        number += 1
    if len(items) == number and number > 1:
        return Name(_with_tail(items, i - first) + object_between(head[mark.end() :]), suffix)
    return Name(subject[:LIMIT], suffix) if subject else None


def _with_tail(items: Sequence[str], place: int) -> str:
    """化肥、农药施用量: an item that is no metric shares the tail of the last one."""
    item = items[place]
    last = items[-1]
    if item is last or _METRIC.search(item) or not _METRIC.search(last):
        return item
    tail = re.search(
        r"[\u4e00-\u9fff](?:率|量|额|数|比重|占比|面积|投资|收入|浓度|强度|规模|时长)$|(?:综合利用|综合|平均)?[\u4e00-\u9fff]{2}率$",
        last,
    )
    return item + tail[0] if tail else item
