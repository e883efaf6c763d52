"""Bare figures in table cells → measures: 18.6 below 总投资（亿元）, ≥88, 70以上, 〔3.8〕, 6%左右.

`quantities` calls `read_cells`; unit and year come from the column head by way of the outline's fields.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

from luoshi.compiler.parts import Field, Outline
from luoshi.language.numerals import parse_number
from luoshi.language.quantities import Measure
from luoshi.model.commitment import Bound

_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_CELL = re.compile(
    rf"[〔\[（(【]?(?P<before>[≥≤><＞＜≧≦]|不低于|不超过|约|大于|小于)?[ ]*(?P<v1>{_NUMBER})(?P<u1>%)?"
    rf"(?:[—–\-~～至](?P<v2>{_NUMBER})(?P<u2>%)?)?"
    r"[ ]*(?P<after>以上|左右|以内|以下|及以上|及以下)?[〕\]）)】]?[*]?$"
)
_BOUNDS: dict[str, Bound] = {
    "≥": ">=", "≧": ">=", "不低于": ">=", "以上": ">=", "及以上": ">=", "≤": "<=", "≦": "<=", "不超过": "<=",
    "以内": "<=", "以下": "<=", "及以下": "<=", ">": ">", "＞": ">", "大于": ">", "<": "<", "＜": "<", "小于": "<",
    "约": "~", "左右": "~",
}  # fmt: skip
_BRACKETS = "〔[【（("


def read_cells(text: str, outline: Outline, measures: Sequence[Measure]) -> list[tuple[int, Measure]]:
    """Pairs of field index and measure for all cells that hold one bare figure."""
    starts = [measure.start for measure in measures]
    based = {field.record for field in outline.fields if field.kind == "fact" and field.year}
    found: list[tuple[int, Measure]] = []
    seen: set[int] = set()
    for i, field in enumerate(outline.fields):
        if field.kind not in ("amount", "fact") or field.start in seen or field.end - field.start > 24:
            continue
        m = bisect_left(starts, field.start)
        if (
            m < len(measures)
            and measures[m].end <= field.end
            and measures[m].form != "bare"
            and measures[m].unit != "%"
        ):
            continue
        measure = _read_cell(text, field, field.record in based)
        if measure is not None:
            found.append((i, measure))
            seen.add(field.start)
    return found


def _read_cell(text: str, field: Field, based: bool) -> Measure | None:
    match = _CELL.match(text[field.start : field.end])
    if match is None:
        return None
    unit = "%" if match["u1"] or match["u2"] else (field.unit or "")
    if unit == "%" and based and not match["u1"] and text[field.start] in _BRACKETS:
        # Between two shares lie percentage points.
        unit = "百分点"
    word = match["before"] or match["after"]
    bound: Bound = _BOUNDS[word] if word else "="
    start = field.start + match.start("v1")
    end = field.start + max(match.end(name) for name in ("v1", "u1", "v2", "u2") if match[name])
    first, second = parse_number(match["v1"]), parse_number(match["v2"] or "")
    if first is None:
        return None
    if second is not None:
        return _range(start, end, first, second, unit)
    return Measure(start, end, first, None, None, unit, bound, word, "bare")


def _range(start: int, end: int, low: Decimal, high: Decimal, unit: str) -> Measure | None:
    return Measure(start, end, None, low, high, unit, "range", None, "bare") if low < high else None
