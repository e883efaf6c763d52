"""LS103 contradictory-bound: a floor or ceiling that is taken back by 左右, or said twice."""

import re
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.rules.passages import plain_text, span_of

_BEFORE = re.compile(
    r"(?:(?P<floor>不低于|不少于|至少|不小于|最低|超过|突破)|(?P<ceiling>不超过|不高于|不多于|最多|至多|低于|不足)|(?P<about>大约|大概|约))"
    r"(?:达到?|为|在|要)? ?$"
)
_AFTER = re.compile(r" ?(?:(?P<about>左右|上下)|(?P<floor>以上|及以上)|(?P<ceiling>以下|以内|之内))")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """A bound before the figure against the word behind it."""
    for reading in plan.readings:
        text = plain_text(reading)
        for quantity in reading.quantities:
            start, end = quantity.span.start, quantity.span.end
            before = _BEFORE.search(text[max(0, start - 6) : start])
            after = _AFTER.match(text, end)
            if before is None or after is None:
                continue
            bound, tail = before.lastgroup, after.lastgroup
            # 约…以上 and 不足…以上 are rare and mean something else.
            if bound == tail:
                fault = "重复"
            elif "about" in (bound, tail) and bound != "about":
                fault = "与约数矛盾"
            elif {bound, tail} == {"floor", "ceiling"}:
                fault = "上下限矛盾"
            else:
                continue
            said = f"{before[0].strip()}…{after[0].strip()}"
            left = max(0, start - 6) + before.start()
            yield diagnose("LS103", span_of(reading, left, after.end()), said=said, fault=fault)
