"""How a predicted item is matched with an annotated one, and how strings and numbers are compared.

`scoring` calls these; spans are ``[start, end]`` in code points, items the dictionaries of the annotation.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

Item = dict[str, Any]

_IGNORED = re.compile(r"[\s“”\"‘’'《》「」()（）]")
_MAGNITUDES = {"十": 10.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
# 千 and 百 that begin a unit are no magnitude.
_UNITS_WITH_MAGNITUDE = ("千米", "千克", "千瓦", "千伏", "百分")


def overlap_ratio(a: Sequence[int], b: Sequence[int]) -> float:
    """Intersection over union of two spans."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    union = (a[1] - a[0]) + (b[1] - b[0]) - shared
    return shared / union if union > 0 else 0.0


def span_of(item: Any) -> Sequence[int]:
    """The span of an item, which may be the span itself."""
    span: Sequence[int] = item["span"] if isinstance(item, dict) else item
    return span


def is_optional(item: Any) -> bool:
    """Whether the annotation leaves an item open: matching it or missing it changes nothing."""
    return isinstance(item, dict) and bool(item.get("optional"))


def match_items(
    gold: Sequence[Any], found: Sequence[Any], key: Callable[[Any, Any], float]
) -> dict[int, int]:
    """One-to-one matches of indexes, gold → found, greedily by falling ``key``; 0 is no match.

    Among equal keys required items come before optional ones, then the order of the lists decides.
    """
    pairs = []
    for i, g in enumerate(gold):
        for j, p in enumerate(found):
            weight = key(g, p)
            if weight:
                pairs.append((-weight, is_optional(g), i, j))
    matches: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(pairs):
        if i not in matches and j not in taken:
            matches[i] = j
            taken.add(j)
    return matches


def plain(text: str | None) -> str:
    """A name without width, white space, quotation marks and brackets."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text or ""))


def same_numbers(a: Sequence[int], b: Sequence[int], tolerance: int = 2) -> float:
    """1 where the positions in ``b`` lie within ``tolerance`` of those in ``a``, else 0."""
    near = len(a) >= len(b) > 0 and all(abs(x - y) <= tolerance for x, y in zip(a, b, strict=False))
    return 1.0 if near else 0.0


def owner_agrees(gold: Item, found: Item) -> bool:
    """Whether the found owner is the annotated one or an accepted name of it; nobody agrees with nobody."""
    names = [gold.get("owner"), *(gold.get("owner_aliases") or [])]
    accepted = {plain(name) for name in names if name}
    owner = found.get("owner")
    if not gold.get("owner") and not owner:
        return True
    return bool(owner) and plain(owner) in accepted


def owner_names(item: Item) -> set[str]:
    """The names of all owners, or of the one owner."""
    owners = item.get("owners") or ([item["owner"]] if item.get("owner") else [])
    return {plain(owner["name"] if isinstance(owner, dict) else owner) for owner in owners}


def quantity_weight(gold: Item, found: Item) -> float:
    """0 unless spans overlap and value and unit agree; a range by low, high and unit."""
    a, b = span_of(gold), span_of(found)
    if min(a[1], b[1]) <= max(a[0], b[0]):
        return 0.0
    # A ratio printed without a value has none of the three numbers and matches by its place.
    fields = ("value", "low", "high") if gold.get("value") is None else ("value",)
    if not all(_same_number(gold, found, field) for field in fields):
        return 0.0
    return 1 + overlap_ratio(a, b)


def _same_number(gold: Item, found: Item, field: str) -> bool:
    try:
        a, b = _measured(gold, field), _measured(found, field)
    except (TypeError, ValueError):
        return False
    if a is None or b is None:
        return a is b
    (value, unit), (other, other_unit) = a, b
    same_unit = unit == other_unit or (
        bool(unit) and bool(other_unit) and (unit.startswith(other_unit) or other_unit.startswith(unit))
    )
    return same_unit and not abs(value - other) > 1e-6 * max(1, abs(value))


def _measured(item: Item, field: str) -> tuple[float, str] | None:
    """A number with its magnitude multiplied out, and the bare unit."""
    if item.get(field) is None:
        return None
    unit = plain(str(item.get("unit") or ""))
    unit = unit.replace("％", "%").replace("个百分点", "百分点").replace("TEU", "标箱")
    unit = unit.replace("标准箱", "标箱").replace("人民币", "")
    value = float(item[field])
    while unit and unit[0] in _MAGNITUDES and not unit.startswith(_UNITS_WITH_MAGNITUDE):
        value *= _MAGNITUDES[unit[0]]
        unit = unit[1:]
    return value, unit
