"""Lines → headings: which numbered, marked and unnumbered lines are headings, and how far they reach.

`find_headings` judges numbered lines by series: the items 一、 to 六、 of one numbering are headings together or
sentences together, because a writer who gives one item a run-in heading gives all of them one. `sections` calls
this and gives the levels.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from luoshi.compiler.lines import Line, Style

HeadingStyle = Style | Literal["plain", "mark", "article-title", "attachment", "name", "group"]


class Candidate(NamedTuple):
    """A heading without its level: line, stretch in the flow, style, number; ``run_in`` where text follows."""

    line: int
    start: int
    end: int
    style: HeadingStyle
    value: int
    run_in: bool


class _Item(NamedTuple):
    """A numbered line, how it looks as a heading, and where the heading would end."""

    line: int
    grade: Literal["line", "run-in", "weak", "no"]
    end: int


# What a heading seldom has and a rule, a report or a promise has.
_SENTENCE = re.compile(
    r"应(?:当|该|于|在|按|自|将|由|对|从)|不得|必须|须(?!知|弥|臾)|严禁|原则上|(?<![主重需必首纲提概摘简紧扼])要(?![素点求件闻务塞地道旨约员目情])"
    r"|由[^，]{2,20}(?:负责|牵头|组织|承担|实施)|将(?!来|军)|为准|的$|以下简称|[日月]底?前|\d+(?:\.\d+)?(?:%|[亿万](?!吨级|亩)|个百分点)"
    r"|(?:如下|下列|以下)|(?:进行|给予|予以)|[可仅均]为|有权|视为|属于|是指|指的是"
)
_RUN_IN = re.compile(r"([^。：:；？！]{2,60}(?:[？！][^。：:；？！]{0,20})?)([。：:])(?=.)")
_BRACKETED = re.compile(r"[（(][^）)]*[）)]|“[^”]*”")
_COUNT_BEFORE_COLON = 22
_LONGEST = 64


def find_series(lines: Sequence[Line]) -> list[Candidate]:
    """The headings among the numbered lines, in order."""
    open_series: dict[Style, tuple[list[_Item], int]] = {}
    series: list[list[_Item]] = []
    last_attachment = -2
    for i, line in enumerate(lines):
        if line.form == "attachments":
            last_attachment = i
        if line.number is None or line.form in ("furniture", "row"):
            continue
        if last_attachment == i - 1 and line.number.style in ("ara", "half", "arap", "zero"):
            last_attachment = i  # 附件：1.… goes on
            continue
        style = line.number.style
        items, last = open_series.get(style, ([], 0))
        if not items or not last < line.number.value <= last + 3:
            items = []
            series.append(items)
        items.append(_judge(lines, i))
        open_series[style] = (items, line.number.value)
    found = [_candidate(lines, item) for items in series for item in _accepted(lines, items)]
    found.sort(key=lambda candidate: candidate.start)
    return found


def _judge(lines: Sequence[Line], i: int) -> _Item:
    line = lines[i]
    number = line.number
    assert number is not None
    body = line.text[number.body :]
    if number.style in ("chapter", "part", "section", "box", "table"):
        if line.form in ("open", "lead") and len(body) <= _LONGEST:
            return _Item(line.paragraph, "line", line.end)
        return _Item(line.paragraph, "no", line.end)
    if line.form in ("open", "lead"):
        return _judge_line(lines, i, body)
    match = _RUN_IN.match(body)
    if not match:
        if line.form == "sentence" and body.endswith("。") and 2 < len(body) <= 20 and "，" not in body:
            return _Item(line.paragraph, "no" if _SENTENCE.search(body[:-1]) else "weak", line.end - 1)
        return _Item(line.paragraph, "no", line.end)
    end = line.start + number.body + match.end(1)
    return _Item(line.paragraph, _grade(match[1], match[2]), end)


def _judge_line(lines: Sequence[Line], i: int, body: str) -> _Item:
    line = lines[i]
    if line.form == "lead":
        bare = body[:-1]
        good = len(bare) <= 24 and "，" not in bare and not _SENTENCE.search(bare)
        return _Item(line.paragraph, "line" if good else "no", line.end - 1)
    match = _RUN_IN.match(body)
    if match and match[2] in ":：" and line.number and line.number.style != "item":
        grade = _grade(match[1], match[2])
        if grade != "no":
            return _Item(line.paragraph, grade, line.start + line.number.body + match.end(1))
    return _Item(line.paragraph, "line" if 0 < len(body) <= _LONGEST else "no", line.end)


def _grade(lead: str, mark: str) -> Literal["run-in", "weak", "no"]:
    bare = _BRACKETED.sub("", lead)
    commas = bare.count("，") + bare.count(",")
    if mark in ":：" and (commas or len(bare) > _COUNT_BEFORE_COLON):
        return "no"
    if len(bare) > 40 or commas > 3:
        return "no"
    if _SENTENCE.search(bare):
        return "no"
    return "run-in" if (commas == 0 and len(bare) <= 22) or (commas == 1 and len(bare) <= 26) else "weak"


def _accepted(lines: Sequence[Line], items: Sequence[_Item]) -> list[_Item]:
    """The items of one series that are headings."""
    whole = [item for item in items if item.grade == "line"]
    if whole and 2 * _bare(lines, whole) > len(whole):
        whole = []
    good = len(whole) + sum(item.grade == "run-in" for item in items)
    weak = sum(item.grade == "weak" for item in items)
    if 5 * good < 3 * len(items) and not (good and good + weak == len(items)):
        return whole if 2 * len(whole) > len(items) else []
    return [item for item in items if item.grade in ("run-in", "weak") or item in whole]


def _bare(lines: Sequence[Line], items: Sequence[_Item]) -> int:
    """How many of these whole lines have nothing below them but their own successor: members of a list."""
    count = 0
    for item in items:
        here = lines[item.line].number
        follower = lines[item.line + 1] if item.line + 1 < len(lines) else None
        if here is None or here.style in ("chapter", "part", "section", "box", "table"):
            continue
        if follower is None or (follower.number and follower.number.style == here.style):
            count += 1
    return count


def _candidate(lines: Sequence[Line], item: _Item) -> Candidate:
    line = lines[item.line]
    assert line.number is not None
    return Candidate(item.line, line.start, item.end, line.number.style, line.number.value, item.end < line.end - 1)
