"""Keys under which equal things meet: tasks by their wording, targets by indicator, unit, scope and date.

The rules that compare documents, or parts of one, group by these keys, so that comparing stays linear.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from luoshi.language.places import find_places
from luoshi.model.commitment import Commitment, Quantity
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.rules.horizon import year_in
from luoshi.rules.passages import quote, to_plain, wording


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


def task_key(text: str) -> str:
    """What is to be done, without marks and without the words that say how firmly.

    >>> task_key("探索建立“园区飞地”利益分享机制") == task_key("加快建立园区飞地利益分享机制")
    True
    """
    return _LEAD.sub("", _MARKS.sub("", to_plain(text)))


def targets_by_key(plan: Plan) -> Iterator[tuple[TargetKey, Target]]:
    """Every figure with an indicator and a year, under what makes it comparable, in reading order."""
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
            key = TargetKey(home, indicator, unit, year, quantity.base or "", quantity.kind)
            value = tuple(figure * factor for figure in figures)
            yield key, Target(reading, quantity, value, strength.get(quantity.id, "will"))


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
