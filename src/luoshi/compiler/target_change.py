"""Two figures for the same thing → did the target become weaker or stronger, and in what.

`difference` calls `compare_targets` with the quantities of two passages that belong together. What is harder depends
on the thing: a floor is harder the higher it is, a ceiling, a loss, a delay the lower. Figures are compared in the
base unit of their kind (12亿元 with 120000万元); figures in different units are not.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from luoshi.compiler.identity import normal_clause
from luoshi.model.commitment import Quantity
from luoshi.model.difference import Aspect, ChangeKind


class Figure(NamedTuple):
    """A quantity with its text: what stands before it in its clause, and its own wording with that."""

    quantity: Quantity
    before: str
    quote: str


_MAGNITUDES = (
    ("万亿", Decimal(10**12)),
    ("千亿", Decimal(10**11)),
    ("百亿", Decimal(10**10)),
    ("亿", Decimal(10**8)),
    ("千万", Decimal(10**7)),
    ("百万", Decimal(10**6)),
    ("万", Decimal(10**4)),
)
_SHRINKS = r"下降|降低|减少|压减|压降|压缩|缩减|缩短|削减|精简|降"
# 降至, 控制在: the figure is where it ends, and lower is harder; 下降5%: the figure is the way, and longer is harder.
_DOWN_TO = re.compile(
    rf"(?:(?:{_SHRINKS})(?:到|至|为)|控制在|不超过|不高于|低于|少于|小于|不足|最多|限制在)[^\d]*$"
)
_DOWN_BY = re.compile(rf"(?:{_SHRINKS}|降幅|减幅|节约|节能|节水)[^\d]{{0,6}}$")
_BURDEN = re.compile(
    r"漏损|失业|死亡|伤亡|事故|发病|感染|病死|损失|浓度|排放|能耗|水耗|电耗|煤耗|消耗|负债|杠杆|不良|赤字|超标|劣[ⅤV五]|投诉|信访|发案|案件"
    r"|空置|闲置|违法|违规|差错|故障|拥堵|成本|费用|费率|价格|时限|时长|时间|耗时|工作日|天数|距离|材料数|环节|贫困|辍学|流失|缺口|化解不了|逾期"
)
_FIRMNESS = {">": 4, ">=": 3, "<": 4, "<=": 3, "=": 2, "range": 2, "~": 1}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def compare_targets(old: Sequence[Figure], new: Sequence[Figure]) -> Iterator[Aspect]:
    """What changed between the targets of two passages, in the order of the new one; dropped targets come last."""
    partners = _pair(old, new)
    earlier = {j: i for i, j in partners.items()}
    for j, figure in enumerate(new):
        if j in earlier:
            yield from _compare(old[earlier[j]], figure)
        else:
            yield Aspect(kind="hardened", field="target", old="", new=figure.quote)
    for i, figure in enumerate(old):
        if i not in partners:
            yield Aspect(kind="softened", field="target", old=figure.quote, new="")


def _pair(old: Sequence[Figure], new: Sequence[Figure]) -> dict[int, int]:
    """Figures that belong together: the surest criterion first, in reading order within each."""
    partners: dict[int, int] = {}
    for criterion in range(4):
        waiting: dict[tuple[object, ...], list[int]] = {}
        for j in sorted(set(range(len(new))) - set(partners.values())):
            waiting.setdefault(_keys(new[j])[criterion], []).append(j)
        for i in range(len(old)):
            queue = waiting.get(_keys(old[i])[criterion]) if i not in partners else None
            if queue:
                partners[i] = queue.pop(0)
    return partners


def _keys(figure: Figure) -> tuple[tuple[object, ...], ...]:
    quantity = figure.quantity
    indicator = normal_clause(quantity.indicator or "")
    unit = base_unit(quantity.unit)[1]
    return (
        (indicator, unit, quantity.period, quantity.value, quantity.low, quantity.high),
        (indicator, unit, quantity.period),
        (indicator, unit),
        (unit,),
    )


def base_unit(unit: str) -> tuple[Decimal, str]:
    """The factor and the unit without its magnitude.

    >>> base_unit("万标箱"), base_unit("万")
    ((Decimal('10000'), '标箱'), (Decimal('10000'), ''))
    """
    for word, factor in _MAGNITUDES:
        if unit.startswith(word):
            return factor, unit[len(word) :]
    if unit in ("％", "成"):
        return Decimal(10 if unit == "成" else 1), "%"
    return Decimal(1), unit


def _compare(old: Figure, new: Figure) -> Iterator[Aspect]:
    kind = _strength(old, new)
    if kind is not None:
        yield Aspect(kind=kind, field="target", old=old.quote, new=new.quote)
    elif normal_clause(old.quantity.base or "") != normal_clause(new.quantity.base or ""):
        # The same figure measured against something else is another target; which is harder nobody can tell.
        yield Aspect(kind="reworded", field="target", old=old.quote, new=new.quote)
    before, after = _year(old.quantity), _year(new.quantity)
    if before and after and before != after:
        moved: ChangeKind = "delayed" if before < after else "advanced"
        yield Aspect(kind=moved, field="period", old=old.quantity.period or "", new=new.quantity.period or "")


def _strength(old: Figure, new: Figure) -> ChangeKind | None:
    left, right = _bounds(old.quantity), _bounds(new.quantity)
    if left is None or right is None:
        return None
    bounds = {old.quantity.bound, new.quantity.bound}
    if bounds & {">", ">="} and bounds & {"<", "<="}:
        return "reversed"
    if left == right:
        before, after = _FIRMNESS[old.quantity.bound], _FIRMNESS[new.quantity.bound]
        return None if before == after else "softened" if after < before else "hardened"
    if "range" in bounds and left[0] <= right[0] and right[1] <= left[1]:
        return "hardened"
    if "range" in bounds and right[0] <= left[0] and left[1] <= right[1]:
        return "softened"
    falling = _is_falling(old)
    if falling != _is_falling(new):
        # 下降5% against 控制在5%: the two figures do not measure the same.
        return "reworded"
    lower = sum(right) < sum(left)
    return "hardened" if lower == falling else "softened"


def _bounds(quantity: Quantity) -> tuple[Decimal, Decimal] | None:
    factor = base_unit(quantity.unit)[0]
    if quantity.bound == "range" and quantity.low is not None and quantity.high is not None:
        return quantity.low * factor, quantity.high * factor
    if quantity.value is None:
        return None
    return quantity.value * factor, quantity.value * factor


def _is_falling(figure: Figure) -> bool:
    """Whether a lower figure is the harder one."""
    if figure.quantity.bound in ("<", "<="):
        return True
    if figure.quantity.bound in (">", ">="):
        return False
    before = figure.before
    if _DOWN_TO.search(before):
        return True
    if _DOWN_BY.search(before):
        return False
    return bool(_BURDEN.search(figure.quantity.indicator or before))


def _year(quantity: Quantity) -> str | None:
    match = _YEAR.search(quantity.period or "")
    return match[0] if match else None
