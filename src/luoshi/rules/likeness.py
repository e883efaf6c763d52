"""Keys under which equal things meet: tasks by their wording, targets by indicator, unit, scope and date.

The rules that compare documents, or parts of one, group by these keys, so that comparing stays linear.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from luoshi.language.places import find_places
from luoshi.model.commitment import Commitment, Quantity
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.rules.horizon import year_in
from luoshi.rules.passages import clause_before, quote, to_plain, wording


class Task(NamedTuple):
    """A commitment with the document that says it and the place that the document speaks for."""

    reading: Reading
    commitment: Commitment
    home: str


class Target(NamedTuple):
    """A figure to be reached with the document that sets it; ``value`` is in the base unit of its kind."""

    reading: Reading
    quantity: Quantity
    value: tuple[Decimal, ...]
    modality: str


class TargetKey(NamedTuple):
    """What two targets must share before their figures may be compared."""

    home: str
    indicator: str
    unit: str
    year: int
    base: str
    kind: str


_MARKS = re.compile(r"[\s“”‘’「」『』《》〈〉（）()\[\]【】、，,。；;：:·—\-]+")
_LEAD = re.compile(
    r"^(?:要|应当?|必须|须|将|可以?|继续|加快|着力|积极|切实|进一步|大力|深入|全面|扎实|持续|认真|严格|坚决|努力|稳妥|有序"
    r"|逐步|率先|抓紧|力争|争取|确保|务必|探索|鼓励|引导|支持|允许|有条件的|具备条件的|先行)+"
)
_WHOLE = re.compile(r"^(?:全市|全县|全区|全省|我市|我县|我区|我省|本市|本县|市域)")
# 市水利局要推动…率: the unit and the verb that sets it going.
_MOVER = re.compile(r"^.{0,24}(?:推动|确保|实现|促使|保证|力争)(?=.{2})")
_REACHED = re.compile(
    r"^(?:完成|实现|累计|力争|确保|推动|预计|到\d{4}年底?)+|(?:达到|达|提高|提升|增加|控制|稳定|保持)+$"
)
_SCALE = {
    "万亿": Decimal(10**12),
    "亿": Decimal(10**8),
    "千万": Decimal(10**7),
    "百万": Decimal(10**6),
    "万": Decimal(10**4),
}
_GENERIC = tuple(
    "集群 园区 项目 企业 其中 该 本 新增 总投资 完成投资 专项资金 同比 年均 第一批 首批 累计 惠及 资金 面积 总面积 产值 数量".split()
)
_CLAUSE = 60
_SPECIFIC = 11
_SPECIFIC_HERE = 14
_SPECIFIC_ELSEWHERE = 18
_SCALED = re.compile(r"(万亿|亿|千万|百万|万)(?=.)")


def tasks_by_wording(plan: Plan, shortest: int) -> Mapping[tuple[str, str], Sequence[Task]]:
    """All commitments under (place, what is to be done, without strength and marks), longest enough only."""
    groups: defaultdict[tuple[str, str], list[Task]] = defaultdict(list)
    homes = homes_of(plan)
    for reading, home in zip(plan.readings, homes, strict=True):
        for commitment in reading.commitments:
            key = task_key(wording(reading, commitment))
            if len(key) >= shortest:
                groups[home, key].append(Task(reading, commitment, home))
    return groups


# Several rules ask for the same keys.
@lru_cache(maxsize=1 << 16)
def task_key(text: str) -> str:
    """What is to be done, without marks and without the words that say how firmly.

    >>> task_key("探索建立“园区飞地”利益分享机制") == task_key("加快建立园区飞地利益分享机制")
    True
    """
    return _LEAD.sub("", _MARKS.sub("", to_plain(text)))


def is_specific(key: str, first: Task, second: Task) -> bool:
    """Whether equal wordings mean one task: in one list 完成主体工程建设 may be said of many projects."""
    if first.reading is second.reading:
        same_section = first.commitment.section == second.commitment.section
        return len(key) >= (_SPECIFIC_HERE if same_section else _SPECIFIC_ELSEWHERE)
    return len(key) >= _SPECIFIC


def targets_by_key(plan: Plan) -> Iterator[tuple[TargetKey, Target]]:
    """Every figure that prints its indicator and has a year, under what makes it comparable, in reading order."""
    for reading, home in zip(plan.readings, homes_of(plan), strict=True):
        strength = {name: each.modality for each in reading.commitments for name in each.quantities}
        for quantity in reading.quantities:
            year = year_in(quantity.period)
            indicator = indicator_key(quantity.indicator or "", home)
            if year is None or not indicator:
                continue
            factor, unit = base_unit(quantity.unit)
            figures = [each for each in (quantity.value, quantity.low, quantity.high) if each is not None]
            if not figures:
                continue
            base = str(year_in(quantity.base) or quantity.base or "")
            key = TargetKey(home, indicator, unit, year, base, quantity.kind)
            value = tuple(figure * factor for figure in figures)
            if _names_its_indicator(reading, quantity, key):
                yield key, Target(reading, quantity, value, strength.get(quantity.id, "will"))


def _names_its_indicator(reading: Reading, quantity: Quantity, key: TargetKey) -> bool:
    """Whether the indicator stands right before the figure and says of itself what is meant.

    产值 or 总投资 goes with what was named before it; 80.5 〔1.3〕 adds up years and is no level.
    """
    text = reading.document.text
    start = quantity.span.start
    if key.indicator.startswith(_GENERIC) or text[max(0, start - 1) : start] in ("〔", "[", "【"):
        return False
    clause = clause_before(text, start, _CLAUSE) or text[max(0, start - _CLAUSE) : start]
    # Of 分别 one reading may have kept only half of the indicators.
    if "分别" in clause:
        return False
    return key.indicator.removesuffix("增幅").removesuffix("降幅") in indicator_key(clause, key.home)


@lru_cache(maxsize=1 << 16)
def indicator_key(indicator: str, home: str = "") -> str:
    """The indicator without place, marks and the verbs around it.

    >>> indicator_key("全市地区生产总值达到")
    '地区生产总值'
    """
    name = _REACHED.sub("", _MOVER.sub("", _MARKS.sub("", to_plain(indicator))))
    return _WHOLE.sub("", name.removeprefix(home)).replace("的", "")


def base_unit(unit: str) -> tuple[Decimal, str]:
    """The factor and the unit without its magnitude.

    >>> base_unit("亿元"), base_unit("成")
    ((Decimal('100000000'), '元'), (Decimal('10'), '%'))
    """
    unit = to_plain(unit)
    if unit == "成":
        return Decimal(10), "%"
    match = _SCALED.match(unit)
    if match is None:
        return Decimal(1), unit
    return _SCALE[match[1]], unit[match.end() :]


def homes_of(plan: Plan) -> list[str]:
    """For each document the place that it speaks for; one that names none takes that of all others."""
    homes = [_home(reading) for reading in plan.readings]
    known = {home for home in homes if home}
    common = known.pop() if len(known) == 1 else ""
    return [home or common for home in homes]


def _home(reading: Reading) -> str:
    title = quote(reading, reading.title) if reading.title else ""
    for words in (reading.issuer or "", title):
        places = sorted(find_places(words), key=words.find) if words else []
        if places:
            return places[0]
    return ""
