"""LS204 impossible-date: a day or month that no calendar has."""

import re
from calendar import isleap
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.rules.passages import plain_text, span_of

_DATE = re.compile(
    r"(?<!\d)(?:(?P<y>20\d\d) ?年 ?)?(?P<m>\d{1,2}) ?月(?: ?(?P<d>\d{1,2}) ?日)?(?P<after>[底末初份前上中下]|)"
)
_NUMERIC = re.compile(r"(?<![\d.\-/])(?P<y>20\d\d)(?P<s>[-./])(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?![\d.\-/])")
_QUARTER = re.compile(r"(?:第|年)([五六七八九十5-9])季度")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Dates as printed, whatever part they play in the sentence."""
    for reading in plan.readings:
        text = plain_text(reading)
        for pattern in (_DATE, _NUMERIC):
            for match in pattern.finditer(text):
                fault = _fault(match)
                if fault:
                    start, end = match.span()
                    end -= len(match.groupdict().get("after") or "")
                    yield diagnose("LS204", span_of(reading, start, end), date=text[start:end], fault=fault)
        for match in _QUARTER.finditer(text):
            yield diagnose("LS204", span_of(reading, *match.span()), date=match[0], fault="一年只有四个季度")


def _fault(match: re.Match[str]) -> str:
    year, month, day = match["y"], int(match["m"]), match["d"]
    # 13月龄 and 第13月 are no dates.
    if month == 0 or month > 12:
        dated = year or day or match.groupdict().get("after")
        return "没有这个月份" if dated else ""
    if day is None:
        return ""
    last = _DAYS[month - 1]
    if month == 2 and year and not isleap(int(year)):
        last = 28
    return "" if 1 <= int(day) <= last else f"{month}月最多{last}天"
