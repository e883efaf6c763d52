"""LS211 target-without-base: a change is promised, but not from what."""

import re
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.commitment import Quantity
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.rules.horizon import is_annual, plan_years, single_year, year_in
from luoshi.rules.passages import plain_text, quote, sentence_around

_CHANGE = re.compile(
    r"(?:提高|提升|增加|增长|上升|下降|降低|减少|压减|压降|削减|缩短|压缩|翻)(?:了|约|近|不少于|不低于|至少|超过|幅度|[一两二])*\s*$"
)
_SHARE = re.compile(r"百分点|^%$|^倍$|^番$|^成$")
_BASE = re.compile(
    r"较|比(?=\d|上年|去年|前|基期|现|原|目前|全省|全国|同期)|相比|对比|基础上|为基[期数年]|同比|环比|同口径|年均|每年|逐年|逐月|年度|累计|以上年|由[^，。；]{1,12}(?:提高|下降|降|增)|上年|去年|现有|全年|今年|明年"
)
_TABLE = re.compile(r"[\t〔\[]")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Targets over more than one year; in a plan for one year the year before is meant."""
    for reading in plan.readings:
        text = plain_text(reading)
        year = single_year(reading) if plan_years(reading) is None else None
        for quantity in reading.quantities:
            if _lacks_base(reading, text, quantity) and not _is_annual(reading, quantity, year):
                yield diagnose("LS211", quantity.span, value=quote(reading, quantity.span))


def _lacks_base(reading: Reading, text: str, quantity: Quantity) -> bool:
    if quantity.kind != "target" or quantity.base or not _SHARE.search(quantity.unit):
        return False
    start = quantity.span.start
    if not _CHANGE.search(text[max(0, start - 12) : start]) and text[start] != "翻":
        return False
    if quantity.rule.startswith(("cell", "case")) and _TABLE.search(text[max(0, start - 2) : start]):
        return False
    return not _BASE.search(text, *_own_clauses(text, start, quantity.span.end))


def _own_clauses(text: str, start: int, end: int) -> tuple[int, int]:
    """From the last semicolon or stop to the end of the clause: a base said for one figure holds for the next."""
    left, _ = sentence_around(text, start, end)
    right = min((at for mark in "，。；,;\n" if (at := text.find(mark, end)) >= 0), default=len(text))
    return left, right


def _is_annual(reading: Reading, quantity: Quantity, year: int | None) -> bool:
    """Whether the change is that of one year, whose base is the year before."""
    at = year_in(quantity.period)
    if is_annual(reading) or (quantity.period and at is None):
        return True
    if at is None:
        return year is not None
    published = year_in(reading.published)
    return at == year or (published is not None and at <= published + 1 and plan_years(reading) is None)
