"""LS107 percent-or-points: percentage points of something that is no percentage."""

import re
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.rules.passages import plain_text

# What is counted, weighed or paid, and so can rise by per cent only.
_AMOUNT = re.compile(
    "(?:产值|总产值|增加值|收入|总额|营业额|销售额|零售额|投资额|用水量|用电量|排放量|吞吐量|产量|数量|面积|人数|户数|家数|能耗|电耗|水耗|煤耗|成本|时长|用时|浓度|价格|客流量|发病数|起数|件数)"
    r"(?:分别|再|平均|年均|每年|累计|[到较比]?\d{4}年(?:底|末)?前?|较上年|同比|比上年|进一步)*"
    r"(?:提高|提升|增加|增长|上升|下降|降低|减少|压减|下浮)(?:了|约|不少于|不低于|至少|超过)*$"
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Points behind a verb of change whose subject is an amount."""
    for reading in plan.readings:
        text = plain_text(reading)
        for quantity in reading.quantities:
            if quantity.unit.endswith("百分点"):
                start = quantity.span.start
                before = text[max(0, start - 40) : start]
                match = _AMOUNT.search(before.replace("\n", ""))
                if match and "占" not in before and "比重" not in before and "增速" not in before:
                    yield diagnose("LS107", quantity.span, what=match[0])
