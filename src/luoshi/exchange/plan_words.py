"""The closed vocabularies of a plan in the words of people, in Chinese and English, and back.

The writers of tables and documents show strengths, roles, classes, bounds and deadlines with these words;
`task_table_reader` asks for the way back. Nothing here reads a plan.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import TypeVar

from luoshi.diagnostics import Lang, Words
from luoshi.model.commitment import Bound, Klass, Modality, Quantity, QuantityKind, Role
from luoshi.model.diagnostic import Severity

Code = TypeVar("Code", bound=str)

UNNAMED = Words("（未指明）", "(not named)")
UNDATED = Words("（未定）", "(none)")

ROLES: Mapping[Role, Words] = {
    "lead": Words("牵头", "lead"),
    "responsible": Words("责任", "responsible"),
    "cooperate": Words("配合", "co-operating"),
    "guide": Words("指导", "guiding"),
    "supervise": Words("督导", "supervising"),
    "accept": Words("验收", "accepting"),
}
MODALITIES: Mapping[Modality, Words] = {
    "must": Words("必须", "must"),
    "will": Words("将", "will"),
    "strive": Words("力争", "strive"),
    "explore": Words("探索", "explore"),
    "encourage": Words("鼓励", "encourage"),
    "support": Words("支持", "support"),
    "forbid": Words("禁止", "forbid"),
}
KLASSES: Mapping[Klass, Words] = {
    "task": Words("任务", "task"),
    "target": Words("目标", "target"),
    "fact": Words("事实", "fact"),
    "means": Words("手段", "means"),
    "scope": Words("范围", "scope"),
    "slogan": Words("口号", "slogan"),
    "principle": Words("原则", "principle"),
    "past": Words("既往", "past"),
    "heading": Words("标题", "heading"),
    "list": Words("名单", "list"),
    "other": Words("其他", "other"),
}
BOUNDS: Mapping[Bound, Words] = {
    "=": Words("等于", "exactly"),
    ">=": Words("不低于", "at least"),
    "<=": Words("不高于", "at most"),
    ">": Words("高于", "more than"),
    "<": Words("低于", "less than"),
    "~": Words("约", "about"),
    "range": Words("区间", "between"),
}
QUANTITY_KINDS: Mapping[QuantityKind, Words] = {
    "target": Words("目标值", "target"),
    "fact": Words("现状值", "fact"),
}
TRUTHS: Mapping[str, Words] = {"true": Words("是", "yes"), "false": Words("否", "no")}
SEVERITIES: Mapping[Severity, Words] = {
    "error": Words("错误", "error"),
    "warning": Words("警告", "warning"),
    "note": Words("提示", "note"),
}
SYSTEM_KINDS: Mapping[str, Words] = {
    "list": Words("清单", "list"),
    "evaluation": Words("评价", "evaluation"),
    "network": Words("网络", "network"),
    "cluster": Words("集群", "cluster"),
    "zoning": Words("分区", "zoning"),
    "compensation": Words("补偿", "compensation"),
    "platform": Words("平台", "platform"),
    "mechanism": Words("机制", "mechanism"),
    "institution": Words("制度", "institution"),
    "governance": Words("治理", "governance"),
    "layout": Words("格局", "layout"),
    "system": Words("体系", "system"),
}
_BOUND_SIGNS: Mapping[Bound, str] = {
    "=": "",
    ">=": "≥",
    "<=": "≤",
    ">": ">",
    "<": "<",
    "~": "约",
    "range": "",
}
_FREQUENCIES = {
    "daily": "每日",
    "weekly": "每周",
    "biweekly": "每两周",
    "ten-daily": "每旬",
    "monthly": "每月",
    "bimonthly": "每两月",
    "quarterly": "每季度",
    "semiannual": "每半年",
    "annual": "每年",
}
_FREQUENCY_OF = {words: code for code, words in _FREQUENCIES.items()} | {
    "每天": "daily", "每星期": "weekly", "每个月": "monthly", "每季": "quarterly", "按月": "monthly",
    "按季": "quarterly", "按季度": "quarterly", "按年": "annual", "每年度": "annual", "按周": "weekly",
}  # fmt: skip
# Letter of the ISO 8601 duration, words, whether it belongs to the part behind T.
_DURATION_PARTS = (
    ("Y", "年", False),
    ("M", "个月", False),
    ("W", "周", False),
    ("WD", "个工作日", False),
    ("D", "天", False),
    ("H", "小时", True),
    ("M", "分钟", True),
)
_DURATION = re.compile(
    r"(?P<before>-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W(?!D))?(?:(\d+)WD)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?"
)
_DURATION_WORDS = re.compile(
    r"(?P<before>提前)?(?:(\d+)年)?(?:(\d+)个月)?(?:(\d+)周)?(?:(\d+)个工作日)?(?:(\d+)[天日])?(?:(\d+)小时)?"
    r"(?:(\d+)分钟)?(?:[之以]?内)?"
)
_DAY_WORDS = re.compile(
    r"(?P<year>\d{4})(?:年|[-/.]|$)(?:(?P<month>\d{1,2})(?:月|[-/.]|$)(?:(?P<day>\d{1,2})[日号]?)?)?"
    r"(?P<end>年?底|末)?(?:之前|以前|前)?"
)


def deadline_words(normalised: str | None, lang: Lang) -> str:
    """A normalised deadline as people write it; in English as it stands.

    >>> deadline_words("2026-06", "zh"), deadline_words("recurring:monthly", "zh")
    ('2026年6月', '每月')
    >>> deadline_words("relative:P3WD", "zh"), deadline_words("relative:-PT48H", "zh")
    ('3个工作日内', '提前48小时')
    """
    if normalised is None:
        return UNDATED.in_language(lang)
    kind, _, rest = normalised.partition(":")
    if lang == "en":
        return rest or kind
    if kind in ("immediate", "ongoing"):
        return "立即" if kind == "immediate" else "长期"
    if kind == "recurring":
        return _FREQUENCIES.get(rest, rest)
    if kind == "relative":
        match = _DURATION.fullmatch(rest)
        if match is None:
            return rest
        words = "".join(
            f"{number}{unit}"
            for number, (_, unit, _) in zip(match.groups()[1:], _DURATION_PARTS, strict=True)
            if number
        )
        return f"提前{words}" if match["before"] else f"{words}内"
    numbers = [str(int(part)) for part in kind.split("-") if part.isdigit()]
    return "".join(number + unit for number, unit in zip(numbers, "年月日", strict=False)) or normalised


def deadline_of(words: str) -> str:
    """What people wrote as a deadline, in the vocabulary where it can be told, else as it stands.

    >>> deadline_of("2026年6月底前"), deadline_of("2026/6/30"), deadline_of("每季度"), deadline_of("3个工作日内")
    ('2026-06', '2026-06-30', 'recurring:quarterly', 'relative:P3WD')
    >>> deadline_of("2026年底"), deadline_of("明年")
    ('2026-12', '明年')
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", words))
    if plain in ("立即", "immediate") or plain in ("长期", "持续", "长期坚持", "持续推进", "ongoing"):
        return "immediate" if plain in ("立即", "immediate") else "ongoing"
    frequency = _FREQUENCY_OF.get(plain) or (plain if plain in _FREQUENCIES else "")
    if frequency:
        return f"recurring:{frequency}"
    if _DURATION.fullmatch(plain):
        return f"relative:{plain}"
    match = _DAY_WORDS.fullmatch(plain)
    if match:
        month = match["month"] or ("12" if match["end"] else None)
        parts = (part for part in (month, match["day"]) if part)
        return "-".join((match["year"], *(f"{int(part):02}" for part in parts)))
    return _duration_of(plain) or words


def _duration_of(plain: str) -> str:
    match = _DURATION_WORDS.fullmatch(plain)
    if match is None or not any(match.groups()[1:]):
        return ""
    date_part, time_part = "", ""
    for number, (letter, _, timed) in zip(match.groups()[1:], _DURATION_PARTS, strict=True):
        if number and timed:
            time_part += f"{number}{letter}"
        elif number:
            date_part += f"{number}{letter}"
    sign = "-" if match["before"] else ""
    return f"relative:{sign}P{date_part}" + (f"T{time_part}" if time_part else "")


def code_of(words: str, vocabulary: Mapping[Code, Words]) -> Code | None:
    """The member of a vocabulary that ``words`` stand for: its Chinese or English words or the code itself."""
    plain = unicodedata.normalize("NFKC", words).strip().casefold()
    for code, known in vocabulary.items():
        if plain in (code, known.zh, known.en):
            return code
    return None


def quantity_words(quantity: Quantity, lang: Lang) -> str:
    """A figure on one line: 管网漏损率≤9%（2027年，较2023年）.

    >>> from decimal import Decimal
    >>> from luoshi.model.commitment import Quantity, QuantityId
    >>> from luoshi.model.text import DocumentId, Span
    >>> quantity_words(Quantity(id=QuantityId("q"), span=Span(DocumentId("d"), 0, 1), indicator="管网漏损率",
    ...     value=Decimal("9.0"), low=None, high=None, unit="%", bound="<=", base=None, period="2027",
    ...     comparison=None, kind="target"), "zh")
    '管网漏损率≤9.0%（2027年）'
    """
    if quantity.bound == "range":
        low = "?" if quantity.low is None else format(quantity.low, "f")
        figure = f"{low}–{'?' if quantity.high is None else format(quantity.high, 'f')}"
    else:
        figure = "?" if quantity.value is None else format(quantity.value, "f")
    sign = _BOUND_SIGNS[quantity.bound]
    if lang == "en":
        sign = "~" if sign == "约" else sign
    period = quantity.period or ""
    if lang == "zh" and re.fullmatch(r"\d{4}", period):
        period += "年"
    base = quantity.base or ""
    if base:
        base = f"较{base}" if lang == "zh" else f"against {base}"
    around = ("，" if lang == "zh" else ", ").join(part for part in (period, base) if part)
    indicator = quantity.indicator or ""
    if lang == "en":
        return f"{indicator} {sign}{figure} {quantity.unit}".strip() + (f" ({around})" if around else "")
    if indicator and not sign:
        indicator += " "
    return f"{indicator}{sign}{figure}{quantity.unit}" + (f"（{around}）" if around else "")
