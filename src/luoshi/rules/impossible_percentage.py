"""LS105 impossible-percentage: a share of a whole above one hundred per cent."""

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.diagnostics import diagnose
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.rules.likeness import base_unit
from luoshi.rules.passages import clause_before, plain_text

_SHARE = re.compile(
    "(?:占比|比重|覆盖率|普及率|合格率|达标率|处理率|处置率|收集率|回收率|利用率|整改率|满意率|满意度|知晓率|入户率|建档率|签约率|安装率|密闭率|贯通率"
    "|优良率|优良比例|优良天数比[例率]|办结率|上线率|绿化率|城镇化率|参保率|配备率|配套率|化率|成活率|漏损率|失业率|渗透率|准确率|合规率|受理率|答复率|接入率)"
    r"[^，。；]{0,6}$"
)
# Rates that may well pass one hundred.
_FREE = re.compile(
    "完成率|毛入学率|毛入园率|拨备覆盖率|流动性覆盖率|产能利用率|设备利用率|库容利用率|床位使用率|增长|增幅|增速|提高(?!到|至)|提升(?!到|至)|下降|翻"
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """The words right before the figure say whether it is a share."""
    for reading in plan.readings:
        text = plain_text(reading)
        for quantity in reading.quantities:
            factor, unit = base_unit(quantity.unit)
            value = quantity.value if quantity.value is not None else quantity.high
            if unit != "%" or value is None or value * factor <= Decimal(100):
                continue
            before = clause_before(text, quantity.span.start)
            if quantity.bound != ">" and _SHARE.search(before) and not _FREE.search(before):
                yield diagnose("LS105", quantity.span, value=f"{value * factor:f}", what=before[-12:])
