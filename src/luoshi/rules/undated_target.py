"""LS201 undated-target: a figure to be reached without a date, a period or a plan that gives one."""

import re
from collections.abc import Iterator

from luoshi.diagnostics import diagnose
from luoshi.model.commitment import Commitment, Quantity
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.rules.horizon import is_annual, plan_years, single_year
from luoshi.rules.passages import line_around, plain_text, quote, sentence_around

# Rates, grants, shares of cost and service times hold always and need no date.
_STANDING = re.compile(
    "保持|控制在|不超过|不低于|不高于|不少于|不得|不再|严禁|守牢|每[年月周日季次个户名人]|年均|逐年|至少|最高|最多|给予|补助|奖励|奖补|补偿|分担|分成|权重|免费"
    "|按[^，。；]{0,6}比|以内|范围|周期|低于|高于|设置|配备|间隔|时限|响应|办结|答复|替代|置换|削减量"
)
_UNIT = re.compile("分钟|小时|天|工作日|日|周|个月|次|场|期|比|度|岁|层|级|米$|P$")
_YEAR = re.compile(
    r"(?:20\d\d|今|明|本|全|当)年|年[内底末初]|[上下]半年|[一二三四]季度|月底|\d月|期末|五年|三年|届期"
)
_TERM = re.compile(r"20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?起?(?:至|到|—|-|～)(?:20\d\d年)?\d{1,4}[月年]")
_WITHOUT_DATE = ("forbid", "encourage", "support")
_OPENING = 500
_SHOWN = 24
_DONE = re.compile(
    "^(?:要|应|须|将|推动|推进|加快|力争|确保|积极|着力)*(?:完成|建成|新建|新增|新改扩建|改造|建设|打造|培育|引进|达到|提高|提升|实现|推出|创建|布局|整治|更新|修复|组建)"
)
_RISES = re.compile(
    "(?:达到|达|提高到|提升到|提高至|提升至|降低到|降至|下降到|压减到|突破|超过|增加到|增长|下降|提高|翻)[^，。；]{0,3}$"
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Figures of commitments; a title with the plan's years, or a heading with a year, dates what is below."""
    for reading in plan.readings:
        dated = (
            plan_years(reading)
            or single_year(reading)
            or is_annual(reading)
            or _TERM.search(_opening(reading))
        )
        if not dated and reading.language.startswith("zh"):
            yield from _in_document(reading)


def _opening(reading: Reading) -> str:
    """Where a programme says for how long it runs (自2026年3月至12月开展…)."""
    return plain_text(reading)[:_OPENING]


def _in_document(reading: Reading) -> Iterator[Diagnostic]:
    text = plain_text(reading)
    quantities = {each.id: each for each in reading.quantities}
    dated = _dated_sections(reading)
    for commitment in reading.commitments:
        if commitment.deadline or commitment.trigger or commitment.modality in _WITHOUT_DATE:
            continue
        named = [quantities[name] for name in commitment.quantities if name in quantities]
        undated = [each for each in named if _wants_date(reading, text, commitment, each)]
        if undated and not any(start <= commitment.span.start < end for start, end in dated):
            what = quote(reading, commitment.span)
            shown = what if len(what) <= _SHOWN else what[:_SHOWN] + "…"
            yield diagnose("LS201", undated[0].span, what=shown)


def _dated_sections(reading: Reading) -> list[tuple[int, int]]:
    """The stretches below headings that name a year."""
    found = []
    for i, heading in enumerate(reading.headings):
        if _YEAR.search(heading.text):
            after = (reading.headings[j] for j in range(i + 1, len(reading.headings)))
            below = (each.span.start for each in after if each.level <= heading.level)
            found.append((heading.span.start, next(below, len(reading.document.text))))
    return found


def _wants_date(reading: Reading, text: str, commitment: Commitment, quantity: Quantity) -> bool:
    if quantity.kind != "target" or quantity.period or _UNIT.search(quantity.unit):
        return False
    said = quote(reading, commitment.span)
    before = text[max(0, quantity.span.start - 14) : quantity.span.start]
    if _STANDING.search(said) or not (_DONE.search(said) or _RISES.search(before)):
        return False
    # 5000吨级泊位6个, 超过50万元的村: a figure that only describes what is counted.
    if text.startswith(("级", "的"), quantity.span.end) or text.startswith("以上的", quantity.span.end):
        return False
    start, end = sentence_around(text, commitment.span.start, commitment.span.end)
    return not _YEAR.search(text, start, end) and "\t" not in line_around(text, quantity.span.start)
