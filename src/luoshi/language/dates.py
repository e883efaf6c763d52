"""Dates, periods, frequencies and time limits: the reading text in, `DateMention`s out; `resolve` normalises.

Mentions ascend by start and do not overlap. A mention keeps what is printed; a year that is not printed comes
from an `Anchor` (publication date or plan years) and stays unknown without one. `compiler.dateline` finds the
anchor, `compiler.deadlines` decides which mentions are deadlines.
"""

import re

from luoshi.language.date_mentions import (
    Anchor,
    DateMention,
    Form,
    Kind,
    Role,
    duration,
    is_base,
    resolve,
    role_of,
)
from luoshi.language.date_patterns import CN, FORMS, PATTERN, TRIGGER
from luoshi.language.numerals import parse_number

__all__ = ["Anchor", "DateMention", "duration", "find_dates", "resolve"]

_PERIODS = {
    "年": "annual",
    "半年": "semiannual",
    "季": "quarterly",
    "月": "monthly",
    "双月": "bimonthly",
    "隔月": "bimonthly",
    "半月": "biweekly",
    "旬": "ten-daily",
    "周": "weekly",
    "双周": "biweekly",
    "日": "daily",
}
_ROUTINES = {"年度": "annual", "季度": "quarterly", "月度": "monthly", "半年度": "semiannual"}
_QUARTER_ENDS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_SHIFTS = {
    "明年": 1,
    "后年": 2,
    "次年": 1,
    "翌年": 1,
    "下年": 1,
    "下一年": 1,
    "下年度": 1,
    "下一年度": 1,
    "去年": -1,
    "前年": -2,
    "上年": -1,
    "上年度": -1,
    "上一年": -1,
}
_DONE = re.compile(
    r"(?:开展|组织|进行|实行|实施|接受|做好|抓好|完成|建立|落实|提交|编制|发布|形成|纳入)[^，。；、\n]{0,5}$"
)
_HEAD = re.compile(r"(到|至|截至|截止|自|从) ?$")
# A quarter that only names what follows it (二季度重点工作清单).
_ADJECTIVE = re.compile(
    r"(?:全市|全省|我市)?(?:重点|经济|工作|主要|形势|目标任务|安全生产|运行|财政|工业经济|任务清单|例会)"
)
# A length of time that is to be reached, no time limit (压缩至60天以内).
_SERVICE = re.compile(r"(?:[到至为]|控制在|不超过|缩短|压缩|压减|稳定在|保持在) ?$")
# How the event of 期满前6个月 ends, and what stands before it.
_EVENT_END = "会满期开行施工业动束议始送布产办日议签定算"
_OPENER = "应须要在于将由为对，。；：、 \n\t的者其并且均"
_INSIDE = re.compile(
    r"应(?:急|用|对|聘|届|纳|邀|付|收|当)|要(?:素|件|求|约)|在(?:建|线|校|册|岗|编)|为(?:期|止|准)|由(?:来|于)|对(?:接|象|账|标|外)|将(?:来)|于(?:是)|并(?:网|购|联|轨)|者(?!的)|的(?:确)|其(?:他|它|余)|均(?:衡|价)"
)
_EVENT = re.compile(
    r"(?:(?:之日|次日|当日|日|之时)起|之?后|前|起|期满|满|届满)(?:的|第)?(?:一般|原则上|最多|最迟|应|须|要|在|于|起)*$"
)


def find_dates(text: str) -> list[DateMention]:
    """All mentions of the text, ascending by start, not overlapping."""
    found: list[DateMention] = []
    at = 0
    while (trigger := TRIGGER.search(text, at)) is not None:
        match = PATTERN.match(text, trigger.start())
        if match is None:
            at = trigger.start() + 1
            continue
        at = match.end()
        form = next(name for name in FORMS if match[name] is not None)
        mention = None if form == "skip" else _READERS[form](text, match)
        if mention is not None:
            found.append(mention)
    return found


def _int(printed: str | None) -> int | None:
    value = parse_number(printed.replace("○", "〇")) if printed else None
    return None if value is None else int(value)


def _date(
    text: str,
    span: tuple[int, int],
    printed: tuple[int, int],
    *,
    year: int | None = None,
    shift: int = 0,
    month: int | None = None,
    day: int | None = None,
    form: Form = "",
    role: Role | None = None,
) -> DateMention:
    return DateMention(
        *span, "date", role or role_of(text, span, printed), year, shift, month, day, None, printed, form
    )


def _timed(kind: Kind, span: tuple[int, int], value: str | None, printed: tuple[int, int]) -> DateMention:
    return DateMention(*span, kind, "due", None, 0, None, None, value, printed)


def _head(text: str, opened: int) -> tuple[int, str]:
    """Where 到, 至, 截至, 自 … before a date begins, and which it is."""
    head = _HEAD.search(text, max(0, opened - 3), opened)
    return (head.start(), head[1]) if head is not None else (opened, "")


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    return span[0], span[0] + len(text[span[0] : span[1]].rstrip())


def _end_of(tail: str | None, month: str | None, day: str | None) -> tuple[int | None, int | None]:
    """Month and day with which a date ends: 底 12, 上半年 6, 三季度 9; a season leaves the year alone."""
    if month:
        return _int(month), _int(day)
    if not tail:
        return None, None
    if tail in ("底", "末", "年底", "年末", "下半年"):
        return 12, None
    if tail in ("上半年", "年中"):
        return 6, None
    if "季" in tail:
        return _QUARTER_ENDS.get(tail.lstrip("第前")[0].replace("两", "二")), None
    return None, None


def _read_recurring(text: str, match: re.Match[str]) -> DateMention | None:
    start, end = match.span("recurring")
    if match["every"]:
        value = _rate(match["every"])
        if value is None:
            return _timed("interval", (start, end), None, (start, end))
        when = match["when"] or ""
        if not when and text.startswith(("平均", "均"), end):
            return None
        if when in ("内", "后"):
            end -= 1
    elif match["step"]:
        if text.startswith(("计划", "预算", "目标", "任务", "时限", "工作计划"), end):
            return None
        daily = match["step"] in ("天", "日", "年", "年度")
        if (
            match["by"] == "按"
            and daily
            and text[end : end + 1] not in tuple("清结核报调通实考评更滚推兑拨统发公开组修")
        ):
            return None
        value = _rate(match["step"])
    elif match["routine"]:
        # 年度考核 is a rhythm where something is done every year, elsewhere only a name.
        if not _DONE.search(text, max(0, start - 8), start):
            return None
        value = _ROUTINES[match["routine"]]
    elif match["pair"]:
        value = _rate(match["pair"].strip("一"))
    else:
        value = "bimonthly"
    return None if value is None else _timed("recurring", (start, end), f"recurring:{value}", (start, end))


def _rate(unit: str) -> str | None:
    """The frequency that 年, 个月, 两周 … names; None for an interval outside the list (5年)."""
    base = unit.lstrip("0123456789" + CN)
    number = unit[: len(unit) - len(base)]
    base = base.replace("个", "").replace("星期", "周").replace("天", "日").replace("季度", "季")
    base = base.replace("年度", "年").replace("月度", "月").replace("学年", "年").replace("学期", "半年")
    base = {"晚": "日", "早": "日"}.get(base, base)
    if number in ("", "一", "1"):
        return _PERIODS.get(base)
    if number in ("两", "二", "2"):
        return {"月": "bimonthly", "周": "biweekly"}.get(base)
    others = {"三月": "quarterly", "3月": "quarterly", "六月": "semiannual", "6月": "semiannual"}
    return others.get(number + base) or {"十日": "ten-daily", "10日": "ten-daily", "7日": "weekly"}.get(
        number + base
    )


def _read_period(text: str, match: re.Match[str]) -> DateMention | None:
    """2026年4月1日至9月30日, 2026年至2028年, 1至2月: the end counts."""
    start, end = match.span("period")
    month = _int(match["pm2"] or match["pm2b"] or match["pm3"] or match["pm4"])
    day = _int(match["pd2"] or match["pd3"] or match["pd4"])
    first, last = _int(match["py1"]), _int(match["py2"])
    shift = 0
    if match["py2"]:
        if first is None or last is None or last < first:
            return None
        if text[end - 1].isdecimal() and not match["pm2b"]:
            return None
    elif match["pshift2"] in ("次年", "明年", "翌年"):
        last, shift = (None, 1) if first is None else (first + 1, 0)
    else:
        last = first
    if month is None and (match["ptail"] or text[start:end].rstrip("期间内").endswith("底")):
        month = 12
    opened, head = _head(text, start)
    role: Role | None = "due" if head in ("自", "从") else None
    if head not in ("自", "从"):
        opened = start
    return _date(text, (opened, end), (start, end), year=last, shift=shift, month=month, day=day, role=role)


def _read_bare_period(text: str, match: re.Match[str]) -> DateMention | None:
    start, end = match.span("bareperiod")
    first, last = _int(text[start : start + 4]), _int(match["by2"])
    if first is None or last is None or not first < last <= first + 30:
        return None
    end += text.startswith("年", end)
    return _date(text, (start, end), (start, end), year=last)


def _read_date(text: str, match: re.Match[str]) -> DateMention | None:
    start, end = _trimmed(text, match.span("date"))
    month, day = _end_of(match["yt"], match["m"], match["d"])
    opened, start = start, _head(text, start)[0]
    mention = _date(text, (start, end), (opened, end), year=_int(match["y"]), month=month, day=day)
    return mention._replace(role="name") if match["yt"] == "度" and mention.role == "due" else mention


def _read_numeric(text: str, match: re.Match[str]) -> DateMention | None:
    """2026-04-22 and 2028.06 stand in datelines and cells; in running text only 前 makes a limit of them."""
    span = match.span("numeric")
    year = _int(text[span[0] : span[0] + 4])
    role: Role | None = None if match["nt"] else "name"
    return _date(text, span, span, year=year, month=_int(match["nm"]), day=_int(match["nd"]), role=role)


def _read_word(text: str, match: re.Match[str]) -> DateMention | None:
    start, end = _trimmed(text, match.span("word"))
    word, opened = match["w"], start
    tail = match["wt"] or {"年底": "底", "年末": "底", "岁末": "底", "当年底": "底", "年中": "年中"}.get(word)
    month, day = _end_of(tail, match["wm"], match["wd"])
    if match["wn"]:
        count = _int(match["wn"])
        month = count * (3 if "季" in match["wu"] else 1) if count else None
        if month is None or month > 12:
            return None
    start = _head(text, opened)[0]
    bare = not match["wdt"].strip() and not tail and month is None
    if bare and word in ("当年", "年度") and text.startswith(("度", "的", "财政"), end):
        return None
    shift = _SHIFTS.get(word, 0)
    role: Role | None = "past" if shift < 0 or word == "年初" else None
    if shift < 0 and is_base(text, start):
        role = "base"
    if bare and word in ("下年度", "下一年度", "下一年", "上年度") and role is None:
        role = "name"
    form: Form = "routine" if word == "年度" else ""
    if bare and word == "年度" and text.startswith("计划", end):
        role = "name"
    if word in ("今年", "本年", "本年度", "当年"):
        form = "this"
    elif word in ("次年", "翌年", "下一年度", "下年度"):
        form = "next"
    return _date(text, (start, end), (opened, end), shift=shift, month=month, day=day, role=role, form=form)


def _read_month(text: str, match: re.Match[str]) -> DateMention | None:
    start, end = _trimmed(text, match.span("md"))
    if text[max(0, start - 1) : start] in tuple("个第每零〇一二三四五六七八九十百千万几数两半-"):
        return None
    head = _head(text, start)[0]
    return _date(text, (head, end), (start, end), month=_int(match["mm"]), day=_int(match["mday"]))


def _read_day(text: str, match: re.Match[str]) -> DateMention | None:
    """15日前 and 次月5日前 have no month of their own; the pass decides what they repeat."""
    span = match.span("dayonly")
    if text[max(0, span[0] - 1) : span[0]] in tuple("月个.0123456789—-"):
        return None
    if text[span[0]] in "当次下":
        # 次月5日前 comes back every month, 下季度首月5日前 every quarter.
        unit = "季" if text.startswith("季", span[0] + 1 + text.startswith("个", span[0] + 1)) else "月"
        return _timed("recurring", span, f"recurring:{_PERIODS[unit]}", span)
    return _date(text, span, span, day=_int(match["dd"] or match["dd2"]), form="day")


def _read_quarter(text: str, match: re.Match[str]) -> DateMention | None:
    opened, end = _trimmed(text, match.span("quarter"))
    span = _head(text, opened)[0], end
    month, _ = _end_of(match["q"], None, None)
    named = text[span[1] - 1] not in "前内末底" and _ADJECTIVE.match(text, span[1]) is not None
    return _date(text, span, (opened, end), month=month, role="name" if named else None)


def _read_season(text: str, match: re.Match[str]) -> DateMention | None:
    span = match.span("season")
    return _date(text, span, span, form="season")


def _read_plan(text: str, match: re.Match[str]) -> DateMention | None:
    """“十五五”末 ends in 2030: the plan of number n ends in 1955 + 5n."""
    opened, end = match.span("plan")
    number = _int(match["five"])
    if number is None:
        return None
    return _date(text, (_head(text, opened)[0], end), (opened, end), year=1955 + 5 * number)


def _read_term(_text: str, match: re.Match[str]) -> DateMention | None:
    span = match.span("term")
    return _timed("interval", span, None, span)


def _read_limit(text: str, match: re.Match[str]) -> DateMention | None:
    """三年内, 收到申请后20个工作日内: the event from which the time runs belongs to the span."""
    start, end = match.span("limit")
    end -= text[end - 1] == "的"
    if text[max(0, start - 1) : start] in tuple("第近前续.几数十百每"):
        return None
    if _SERVICE.search(text, max(0, start - 6), start):
        return None
    value = duration(match["ln"], match["lu"])
    if value is None:
        return None
    return _timed("relative", (_event_start(text, start), end), f"relative:{value}", (start, end))


def _event_start(text: str, start: int) -> int:
    """Where the event before a time limit begins (收到申请后|20个工作日内), else ``start``."""
    low = max(0, start - 24)
    event = _EVENT.search(text, low, start)
    if event is None:
        return start
    opened = event.start()
    while opened > low and not _opens(text, opened):
        opened -= 1
    return opened if opened < event.start() else start


def _opens(text: str, at: int) -> bool:
    """Whether the words of an event begin here: behind a mark, a modal or a preposition."""
    return text[at - 1] in _OPENER and _INSIDE.match(text, at - 1) is None or text[at - 2 : at] == "应当"


def _read_ahead(_text: str, match: re.Match[str]) -> DateMention | None:
    return _before(match.span("ahead"), duration(match["aheadn"], match["aheadu"]))


def _read_eve(text: str, match: re.Match[str]) -> DateMention | None:
    """期满前6个月, 会议召开前3日; without an event 前三年 and 前两个月 are no time limits."""
    start, end = match.span("eve")
    opened = start
    while opened > max(0, start - 12) and text[opened - 1] not in _OPENER:
        opened -= 1
    if start == opened or text[start - 1] not in _EVENT_END or text[end : end + 1] in tuple("的内里间"):
        return None
    return _before((opened, end), duration(match["en"], match["eu"]))


def _before(span: tuple[int, int], value: str | None) -> DateMention | None:
    return None if value is None else _timed("relative", span, f"relative:-{value}", span)


def _read_immediate(_text: str, match: re.Match[str]) -> DateMention | None:
    span = match.span("immediate")
    return _timed("immediate", span, "immediate", span)


def _read_ongoing(_text: str, match: re.Match[str]) -> DateMention | None:
    span = match.span("ongoing")
    return _timed("ongoing", span, "ongoing", span)


_READERS = {
    "recurring": _read_recurring,
    "ahead": _read_ahead,
    "period": _read_period,
    "bareperiod": _read_bare_period,
    "date": _read_date,
    "numeric": _read_numeric,
    "word": _read_word,
    "md": _read_month,
    "dayonly": _read_day,
    "quarter": _read_quarter,
    "season": _read_season,
    "plan": _read_plan,
    "term": _read_term,
    "limit": _read_limit,
    "eve": _read_eve,
    "immediate": _read_immediate,
    "ongoing": _read_ongoing,
}
