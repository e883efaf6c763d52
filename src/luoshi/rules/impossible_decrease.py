"""LS108 impossible-decrease: something is to shrink by more than the whole of it."""

import re
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.rules.passages import plain_text, span_of

_SHRINK = re.compile(
    r"(?:下降|减少|降低|压减|缩减|压缩|缩短|削减)(?:了|约|近|超过?|不少于|不低于|至少|[^，。；到至为\d\n]{0,4}?)(?P<n>\d+(?:\.\d+)?|[一二两三四五六七八九十])(?P<unit>倍|%)"
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """减少3倍 and 下降120%; 减少到 is another thing."""
    for reading in plan.readings:
        text = plain_text(reading)
        for match in _SHRINK.finditer(text):
            number, unit = match["n"], match["unit"]
            too_much = (
                unit == "倍" if not number[0].isdigit() else float(number) >= (1 if unit == "倍" else 100.01)
            )
            if too_much:
                yield diagnose("LS108", span_of(reading, *match.span()), said=match[0])
