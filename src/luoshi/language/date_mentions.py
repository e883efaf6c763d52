"""Date mentions: what is kept of a printed date, what its surroundings make of it, and its normalised string.

`dates` makes the mentions; the compiler resolves them against an `Anchor`.
"""

import re
from typing import Literal, NamedTuple

from luoshi.language.numerals import parse_number

Kind = Literal["date", "recurring", "relative", "immediate", "ongoing", "interval"]
Role = Literal[
    "due",  # a date by or in which something is to be reached or done
    "start",  # 自…起
    "base",  # 较2023年, 比上年
    "past",  # 去年, 截至2025年底, 今年以来
    "validity",  # 有效期至…, 自…施行
    "name",  # 2026年版, （2026—2028年） behind a title, 2026年度预算
]
Form = Literal["", "this", "next", "day", "season", "routine"]


class Anchor(NamedTuple):
    """What years that are not printed count from: the publication date, else the first year of the plan.

    ``source`` says where it comes from: argument, dateline, number, title, text or unknown. ``plan`` holds the
    first and last year of the plan where the title has them.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    source: str = "unknown"
    plan: tuple[int, int] | None = None

    @property
    def published(self) -> str | None:
        """YYYY, YYYY-MM or YYYY-MM-DD; None where the year is unknown or only that of a plan."""
        if self.year is None or self.source in ("title", "text"):
            return None
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)


class DateMention(NamedTuple):
    """``text[start:end]`` with what it prints.

    For a date: ``year`` is printed or None, ``shift`` the years from the anchor (今年 0, 明年 1), ``month`` and
    ``day`` the end of the period; ``form`` marks 今年 (this), 次年 (next), 15日前 without a month (day) and 汛前
    (season) and 年度 (routine). ``value`` is the normalised string of all other kinds. ``printed`` is the mention without the
    words before it (到2027年 → 2027年).
    """

    start: int
    end: int
    kind: Kind
    role: Role
    year: int | None
    shift: int
    month: int | None
    day: int | None
    value: str | None
    printed: tuple[int, int]
    form: Form = ""


_DURATIONS = {
    "年": "P{}Y",
    "月": "P{}M",
    "周": "P{}W",
    "日": "P{}D",
    "工作日": "P{}WD",
    "小时": "PT{}H",
    "分钟": "PT{}M",
}
_HALVES = {"年": "P6M", "月": "P15D", "小时": "PT30M", "日": "PT12H"}
_BASE = re.compile(
    r"(?:较之?|相较于?|相比|比起?|与|同比?|以|按照?|对比|超过?|高于|低于|达到) ?(?:上一?年同期|上年)?$"
)
_BASE_AFTER = re.compile(
    r"(?:年|度|底|末)?(?:相比|的?基[础数]上|为基[期年数准]|同期|水平|价格?|不变价|可比价|标准)"
    r"|(?:年底|年末)?的?(?:\d|[一二三四五六七八九十两百])[^，。；\n]{0,12}?"
    r"(?:提高|增加|降低|下降|降|减少|提升|扩大|增长|上升)"
)
_PAST_AFTER = re.compile(r"(?:以来|来|至今|已|底?止)")
_VALIDITY_BEFORE = re.compile(
    r"有效期(?:至|到|为|限为?)?$|(?:有效期|施行|执行|暂行|实施期限?|试行)[^，。；\n]{0,6}$"
)
_VALIDITY_AFTER = re.compile(r"(?:之?日)?起?(?:起)?(?:正式)?(?:施行|生效|执行|废止|失效|实施[。；，]|试行)")
_NAME_AFTER = re.compile(
    r"度?(?:版|数|本级|工作要点|计划草案|预算|部门预算|远景目标|工作回顾|国民经济|公报|《|[级届]|中央|政府工作|全国"
    r"|重点项目清单|工作报告|第[一二三四五六七八九十]+[批次])|是(?!否)"
)


def resolve(mention: DateMention, anchor: Anchor, year: int | None = None) -> str | None:
    """The normalised string; ``year`` is one printed shortly before, which a bare month or 年底 belongs to."""
    if mention.kind != "date":
        return mention.value
    if mention.form == "day" and mention.month is None:
        return None
    own = mention.year
    if own is None:
        base = anchor.year if year is None or (mention.shift and anchor.year is not None) else year
        if base is None:
            return None
        own = base + mention.shift + (1 if year is None and _gone(mention, anchor) else 0)
    if mention.month is None:
        return f"{own:04d}"
    if mention.day is None:
        return f"{own:04d}-{mention.month:02d}"
    return f"{own:04d}-{mention.month:02d}-{mention.day:02d}"


def duration(number: str, unit: str) -> str | None:
    """ISO 8601 duration (WD for working days) of a printed number and unit of time."""
    base = unit.replace("个", "").replace("自然日", "日").replace("天", "日").replace("星期", "周")
    if number == "半":
        return _HALVES.get(base)
    value = parse_number(number)
    if value is None or not value:
        return None
    if base == "季度":
        return f"P{int(value) * 3}M"
    form = _DURATIONS.get(base)
    return form.format(int(value)) if form else None


def _gone(mention: DateMention, anchor: Anchor) -> bool:
    """A month that had passed when the text appeared (3月底前 in November) is that of the next year."""
    if (
        mention.role != "due"
        or mention.shift
        or mention.form
        or mention.month is None
        or anchor.month is None
    ):
        return False
    return (
        anchor.source in ("argument", "dateline") and mention.month < anchor.month - 1 and anchor.month >= 10
    )


def is_base(text: str, start: int) -> bool:
    """Whether the words before ``start`` make a base of what stands there (较, 比, 与 … 相比)."""
    return _BASE.search(text, max(0, start - 6), start) is not None


def role_of(text: str, span: tuple[int, int], printed: tuple[int, int]) -> Role:
    """What the words around a date make of it."""
    start, end = span
    head, last = text[start : printed[0]].strip(), text[end - 1]
    if head in ("截至", "截止"):
        return "past"
    if _VALIDITY_BEFORE.search(text, max(0, start - 12), start) or _VALIDITY_AFTER.match(text, end):
        return "validity"
    if last not in "前内" and is_base(text, start):
        if text[start - 1] not in "以按到" or _BASE_AFTER.match(text, end):
            return "base"
    if _PAST_AFTER.match(text, end):
        return "past"
    if last not in "前内底末" and _NAME_AFTER.match(text, end):
        return "name"
    if text.startswith("起", end) or (head in ("自", "从") and not text.startswith(("至", "到"), end)):
        return "start"
    return "due"
