"""LS106 reversed-range: a range that begins above its end."""

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.rules.passages import plain_text, span_of

_RANGE = re.compile(
    r"(?<![\d.\-/:：A-Za-z第])(\d{1,7}(?:\.\d+)?)(?:%|[个家项])?(?:[—–～~-]{1,2}|至)(\d{1,7}(?:\.\d+)?)"
    r"(?=%|个(?!月)|家|项|亿|万|公里|人|次|座|名|台|所|条|处|户|件|吨|平方|亩|天|倍|成|支|类|种|元)"
)
# 由80%至60% is a way down, not a range.
_FROM = re.compile("[由从自][^，。；]{0,16}$")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Reads the text, for no reading of a quantity holds such a range."""
    for reading in plan.readings:
        text = plain_text(reading)
        for match in _RANGE.finditer(text):
            low, high = Decimal(match[1]), Decimal(match[2])
            if low > high and not _FROM.search(text, max(0, match.start() - 18), match.start()):
                yield diagnose("LS106", span_of(reading, *match.span()), low=match[1], high=match[2])
