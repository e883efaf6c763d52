"""Where a document stands in time: the anchor from which 今年, 年底前 and 7月底前 count.

`pipeline` calls `find_anchor` with the flow, its outline and the ``published`` argument; `deadlines` and
`quantities` resolve dates with the result. The order of trust: the argument, a dateline or signature, the
document's number, years in the title, years in the text.
"""

import re
from collections.abc import Sequence

from luoshi.compiler.flow import Flow
from luoshi.compiler.parts import Outline
from luoshi.language.dates import Anchor, DateMention
from luoshi.language.numerals import parse_number

_ISO = re.compile(r"((?:19|20)\d\d)(?:[-./年](\d{1,2})(?:[-./月](\d{1,2}))?)?")
_FULL = re.compile(r"((?:19|20)\d\d) ?[-./年] ?(1[0-2]|0?[1-9]) ?(?:[-./月] ?(3[01]|[12]\d|0?[1-9])? ?日?)?")
_YEARLESS = re.compile(r"(?<!\d)(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日")
# A line of its own that says when: press line, web header, subtitle of a speech, signature.
_PRESS = re.compile(
    r"(?:本报|本刊|本网|新华社|电讯|讯|记者|通讯员)[^，。]{0,24}$|^[^，。]{0,20}(?:讯|电)[ （(]?"
)
_STAMP = re.compile(
    r"(?:发布|印发|发文|成文|公布|公开|刊发|更新|会议|召开)(?:日期|时间)?|(?:日 *期|时 *间)[：:]|来源|——|盖章|^[ —（(【\[]*(?:19|20)\d\d ?[-./]"
    r"|^[ —（(【\[]*(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日"
)
_NUMBER = re.compile(r"[〔\[［(（]((?:19|20)\d\d)[〕\]］)）] ?\d{1,4} ?号")
_PLAN = re.compile(r"((?:19|20)\d\d) ?年?(?:[—–\-－~～]+|至|到) ?((?:19|20)\d\d) ?年?")
# The n-th five-year plan runs from 1951 + 5n to 1955 + 5n.
_FIVE_YEARS = re.compile(
    r"第([一二三四五六七八九十]{1,3})个五年|[“‘]?(十[一二三四五六七八九]|二十)五[”’]?(?:规划|时期|期间)"
)
_TITLE_YEAR = re.compile(r"((?:19|20)\d\d) ?年")
_LIMIT = re.compile(r"前|内|底|末|至|到|起|—")
_HEAD, _TAIL = 8, 8


def find_anchor(
    flow: Flow, outline: Outline, published: str | None, mentions: Sequence[DateMention] = ()
) -> Anchor:
    """The anchor of a document; its year is None where nothing tells it."""
    plan = _plan_years(flow, outline)
    for source, printed in (("argument", published), ("dateline", outline.published)):
        anchor = _from_iso(printed, source, plan)
        if anchor is not None:
            return anchor
    return (
        _from_lines(flow, plan)
        or _from_title(flow, outline, plan)
        or _from_adopted(flow, plan)
        or _from_mentions(flow, mentions, plan)
    )


def _from_iso(printed: str | None, source: str, plan: tuple[int, int] | None) -> Anchor | None:
    match = _ISO.match(printed.strip()) if printed else None
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    return Anchor(year, month, day, source, plan)


def _plan_years(flow: Flow, outline: Outline) -> tuple[int, int] | None:
    for start, end in outline.titles:
        match = _PLAN.search(flow.text, start, end)
        if match is not None and int(match[1]) < int(match[2]):
            return int(match[1]), int(match[2])
        five = _FIVE_YEARS.search(flow.text, start, end)
        number = parse_number(five[1] or five[2]) if five is not None else None
        if number is not None:
            return 1951 + 5 * int(number), 1955 + 5 * int(number)
    return None


def _from_lines(flow: Flow, plan: tuple[int, int] | None) -> Anchor | None:
    """A date in the first lines or below the last ones, then the number of the document."""
    lines = [flow.text[paragraph.start : paragraph.end] for paragraph in flow.paragraphs]
    head, tail = lines[:_HEAD], lines[max(_HEAD, len(lines) - _TAIL) :]
    yearless: tuple[int, int] | None = None
    for line in head:
        match = _FULL.search(line, 0, 60)
        if match is not None and (_PRESS.search(line[: match.start()]) or _STAMP.search(line[: match.end()])):
            return _full(match, plan)
        bare = _YEARLESS.search(line, 0, 24)
        if bare is not None and yearless is None and _PRESS.search(line[: bare.start()]):
            yearless = int(bare[1]), int(bare[2])
    for line in reversed(tail):
        match = _FULL.match(line.strip("（()） "))
        if match is not None and len(line) <= 24:
            return _full(match, plan)
    for line in (*head, *tail):
        number = _NUMBER.search(line)
        if number is not None:
            month, day = yearless or (None, None)
            return Anchor(int(number[1]), month, day, "number", plan)
    return None


def _full(match: re.Match[str], plan: tuple[int, int] | None) -> Anchor:
    return Anchor(int(match[1]), int(match[2]), int(match[3]) if match[3] else None, "dateline", plan)


def _from_title(flow: Flow, outline: Outline, plan: tuple[int, int] | None) -> Anchor | None:
    if plan is not None:
        return Anchor(plan[0], None, None, "title", plan)
    for start, end in outline.titles:
        match = _TITLE_YEAR.search(flow.text, start, end)
        if match is not None:
            return Anchor(int(match[1]), None, None, "title", None)
    return None


# A plan that a report says was adopted: its first year is the report's (《……行动方案（2026—2028年）》).
_ADOPTED = re.compile(
    r"(?:审议|通过|印发|出台|发布|制定|研究|讨论|解读)[^。\n]{0,16}?《[^》\n]{2,40}[（(](20\d\d) ?年?[—–\-~～至到]+ ?20\d\d ?年?[）)][^》\n]{0,8}》"
)


def _from_adopted(flow: Flow, plan: tuple[int, int] | None) -> Anchor | None:
    match = _ADOPTED.search(flow.text)
    return Anchor(int(match[1]), None, None, "adopted", plan) if match else None


def _from_mentions(flow: Flow, mentions: Sequence[DateMention], plan: tuple[int, int] | None) -> Anchor:
    """The first year by which something is due, or the year last told of just before it; else nothing."""
    dated = [mention for mention in mentions if mention.kind == "date" and mention.year is not None]
    limits = [
        m.year for m in dated if m.role == "due" and m.year and _LIMIT.search(flow.text, m.start, m.end)
    ]
    if not limits:
        return Anchor(plan=plan)
    first = min(limits)
    told = [
        m.year
        for m in dated
        if m.role in ("due", "past", "start") and m.year and first - 1 <= m.year <= first
    ]
    return Anchor(max(told) if told else first, None, None, "text", plan)
