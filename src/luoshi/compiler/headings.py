"""Lines → headings: which numbered lines are headings, and how far they reach.

Numbered lines are judged by series: the items 一、 to 六、 of one numbering are headings together or sentences
together, because a writer who gives one item a run-in heading gives all of them one. `sections` calls
`find_series` and gives the levels; `subheads` finds the headings without numbers.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from luoshi.compiler.columns import label_at
from luoshi.compiler.lines import RANK, Line, Number, Style, last_bracket, read_number

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
    """A numbered line: how it looks as a heading, where the heading would end, and a word before its colon.

    ``start`` is set for a number inside a paragraph (（一）…。（二）…。); ``above`` is the last line with a number
    of a higher style.
    """

    line: int
    grade: Literal["line", "run-in", "weak", "no"]
    end: int
    word: str = ""
    whole: bool = False
    start: int | None = None
    above: int = -1


# What a heading seldom has and a rule, a report or a promise has.
_SENTENCE = re.compile(
    r"^对(?![接标外口比照])[^，。]{2,30}[的，]|应(?:当|该|于|在|按|自|将|由|从)|不得|必须|须(?!知|弥|臾)|严禁|原则上|为准|以下简称|[日月年]底?前"
    r"|(?<![主重需必首纲提概摘简紧扼])要(?![素点求件闻务塞地道旨约员目情])"
    r"|由[^，]{2,20}(?:负责|牵头|组织|承担|实施)|将(?!来|军)|的$|\d+(?:\.\d+)?(?:%|[亿万](?!吨级|亩)|个百分点)"
    r"|(?:如下|下列|以下)|(?:进行|给予|予以)|[可仅均]为|有权|视为|属于|是指|指的是|实行[^，]{2,8}制(?!度$)[^，]|经[^，]{2,12}同意"
)
_RUN_IN = re.compile(r"([^。：:；？！]{2,60}(?:[？！][^。：:；？！]{0,20})?)([。：:])")
# an ASCII full stop before a figure, which looks like a decimal point
_DOTTED = re.compile(r"([^。：:；？！.，,]{2,20}[\u4e00-\u9fff”])(\.)(?= ?\d)")
_MEASURED = re.compile(r"\d+(?:\.\d+)?(?:%|[亿万]?(?:亩|公里|个|座|家|元|吨|处|项|人|户|所))")
_PARTED = re.compile(r"([\u4e00-\u9fff“”、]{4,20}) +(?=[\u4e00-\u9fff“])")
_CAPTIONED = re.compile(r"[（(【〔\[][^）)】〕\]]{2,20}[）)】〕\]](?=[ \u3000]*\S)")
_GLUED = re.compile(
    "(?:总体要求|总体思路|指导思想|基本原则|主要目标|工作目标|总体目标|发展目标|目标任务|主要任务|重点任务|工作任务|保障措施"
    "|组织实施|组织保障|工作要求|组织领导|实施步骤|现状与形势|工作措施|附则)(?=[\u4e00-\u9fff“])"
)
_BRACKETED = re.compile(r"[（(][^）)]{0,120}[）)]|“[^”]{0,120}”")
_OWNERS = re.compile("单位|牵头|负责|配合|部门")
_INSIDE: dict[Style, re.Pattern[str]] = {
    "han": re.compile("(?<=[。；）])[一二三四五六七八九十]{1,3}、"),
    "hanp": re.compile("(?<=[。；）])[（(][一二三四五六七八九十]{1,3}[）)]"),
    "ara": re.compile(r"(?<=[。；）])\d{1,2}[.．、](?!\d)"),
    "arap": re.compile(r"(?<=[。；）])[（(]\d{1,2}[）)]"),
}
_STRUCTURAL = ("chapter", "part", "section", "box", "table")
_LONGEST = 70
_LONGEST_BEFORE_COLON = 22
_LONGEST_PLAIN_LEAD = 12
_LONGEST_ALONE = 26


def find_series(lines: Sequence[Line]) -> list[Candidate]:
    """The headings among the numbered lines, in order."""
    open_series: dict[Style, tuple[list[_Item], int]] = {}
    series: list[list[_Item]] = []
    higher: dict[Style, int] = {}
    attachments = -2
    for i, line in enumerate(lines):
        if line.form in ("attachments", "attachment"):
            attachments = i
        if line.number is None or line.form in ("furniture", "row", "contents", "note"):
            continue
        style = line.number.style
        if attachments == i - 1 and style in ("ara", "half", "arap", "zero"):
            attachments = i  # 附件：1.… goes on
            continue
        items, last = open_series.get(style, ([], 0))
        if not items or not last < line.number.value <= last + 3:
            items = []
            series.append(items)
        above = _above(higher, style)
        items.append(_judge(lines, i, line.number)._replace(above=above))
        higher[style] = i
        last = line.number.value
        if line.form == "sentence" and style in _INSIDE:
            further = _judge_inside(line, i, style, last)
            items.extend(item._replace(above=above) for item in further)
            last += len(further)
        open_series[style] = (items, last)
    found = [_candidate(lines, item) for items in series for item in _accepted(lines, items)]
    found.sort(key=lambda candidate: candidate.start)
    return found


def _above(last: Mapping[Style, int], style: Style) -> int:
    """The last line with a number of a higher style."""
    rank = RANK.get(style, 0)
    return max((i for other, i in last.items() if RANK.get(other, rank) < rank), default=-1)


def _judge_inside(line: Line, i: int, style: Style, value: int) -> list[_Item]:
    """The successors of the line's number inside the line, each behind a full stop or a semicolon."""
    found: list[_Item] = []
    for match in _INSIDE[style].finditer(line.text):
        number = read_number(line.text[match.start() : match.start() + 8])
        if number is None or number.style != style or number.value != value + len(found) + 1:
            continue
        at = match.start() + number.body
        lead = _RUN_IN.match(line.text, at)
        graded = _grade(lead[1], lead[2]) if lead and lead.end() < len(line.text) else "no"
        end = line.start + (lead.end(1) if lead else at)
        found.append(_Item(i, graded, end, start=line.start + match.start()))
    return found


def _judge(lines: Sequence[Line], i: int, number: Number) -> _Item:
    line = lines[i]
    body = line.text[number.body :]
    if number.style in _STRUCTURAL:
        good = line.form in ("open", "lead") and len(body) <= _LONGEST and (body or number.style != "section")
        return _Item(i, "line" if good else "no", line.end, whole=True)
    if number.style == "article" or (number.style == "hanp" and body[:1] == "【"):
        caption = _CAPTIONED.match(body)
        if caption:
            return _Item(i, "run-in", line.start + number.body + caption.end())
    if line.form == "lead":
        return _judge_lead(line, i, body)
    if line.form == "open":
        return _judge_open(lines, i, number, body)
    return _judge_sentence(lines, i, number, body)


def _judge_lead(line: Line, i: int, body: str) -> _Item:
    bare = body[:-1]
    label = label_at(body)
    good = 2 <= len(bare) <= 24 and "，" not in bare and not _SENTENCE.search(bare)
    return _Item(
        i, "line" if good else "no", line.end - 1, bare if label and label.body == len(body) else "", True
    )


def _judge_open(lines: Sequence[Line], i: int, number: Number, body: str) -> _Item:
    line = lines[i]
    if not 0 < len(body) <= _LONGEST:
        return _Item(i, "no", line.end)
    bracket = last_bracket(body)
    if bracket is not None and bracket > 2 and _OWNERS.search(body, bracket):
        return _Item(i, "line", line.start + number.body + bracket, whole=True)
    match = _RUN_IN.match(body)
    if match and match[2] in "：:" and number.style != "item" and match.end() < len(body):
        word = match[1]
        if len(word) <= 12 and "，" not in word:
            return _Item(i, "line", line.end, word, True)
    if len(body) > 28 and "，" in body and _MEASURED.search(body) and not _labelled_below(lines, i):
        # a line of a paragraph that nobody has joined
        return _Item(i, "no", line.end)
    return _Item(i, "line", line.end, whole=True)


def _labelled_below(lines: Sequence[Line], i: int) -> bool:
    below = lines[i + 1] if i + 1 < len(lines) else None
    return below is not None and below.number is None and label_at(below.text) is not None


def _judge_sentence(lines: Sequence[Line], i: int, number: Number, body: str) -> _Item:
    line = lines[i]
    start = line.start + number.body
    match = _DOTTED.match(body) or _RUN_IN.match(body)
    if match is None:
        parted = _PARTED.match(body)
        if parted and not _SENTENCE.search(parted[1]):
            return _Item(i, "weak" if len(parted[1]) > 12 else "run-in", start + parted.end(1))
        glued = _GLUED.match(body)
        return _Item(i, "weak", start + glued.end()) if glued else _Item(i, "no", line.end)
    lead, mark = match.groups()
    end = start + match.end(1)
    if mark == "。" and _only_bracket(body[match.end() :]):
        return _judge_single(lines, i, lead, end, closed=match.end() == len(body))
    if mark in "：:":
        return _Item(i, "no" if match.end() == len(body) else _grade(lead, mark), end, lead)
    return _Item(i, _grade(lead, mark), end)


def _only_bracket(rest: str) -> bool:
    """Nothing but a bracket (of units) stands behind the first sentence."""
    rest = rest.strip(" ”。")
    return not rest or last_bracket(rest) == 0


def _judge_single(lines: Sequence[Line], i: int, lead: str, end: int, *, closed: bool) -> _Item:
    """A line of one sentence: a heading that ends with a full stop has other text below it."""
    below = lines[i + 1] if i + 1 < len(lines) else None
    if below is None or not closed:
        return _Item(i, "no", end)
    if _labelled_below(lines, i) and len(lead) <= _LONGEST:
        return _Item(i, "line", end, whole=True)
    bare = _BRACKETED.sub("", lead)
    short = len(bare) <= 20 and bare.count("，") <= 1 and not _SENTENCE.search(bare)
    here = lines[i].number
    goes_on = below.form == "sentence" and not (below.number and here and below.number.style == here.style)
    return _Item(i, "line" if short and goes_on else "no", end, whole=True)


def _grade(lead: str, mark: str) -> Literal["run-in", "weak", "no"]:
    bare = _BRACKETED.sub("", lead)
    commas = bare.count("，") + bare.count(",")
    if mark in ":：" and (commas or len(bare) > _LONGEST_BEFORE_COLON):
        return "no"
    if len(bare) > 40 or commas > 3 or _SENTENCE.search(bare):
        return "no"
    return "run-in" if (commas == 0 and len(bare) <= 22) or (commas == 1 and len(bare) <= 26) else "weak"


def _accepted(lines: Sequence[Line], items: Sequence[_Item]) -> list[_Item]:
    """The items of one series that are headings.

    A numbering may run on through several sections: items below one heading agree among themselves, the few
    below another follow the whole series.
    """
    items = _without_labels(lines, items)
    found: list[_Item] = []
    groups: dict[int, list[_Item]] = {}
    for item in items:
        # the articles of an ordinance are counted through all its chapters
        article = lines[item.line].text.startswith("第")
        groups.setdefault(-1 if article else item.above, []).append(item)
    whole = set(_voted(lines, items)) if len(groups) > 1 else set()
    for group in groups.values():
        agreed = len({item.grade == "no" for item in group}) == 1
        if len(groups) == 1 or len(group) > 2 or (len(group) == 2 and agreed):
            found.extend(_voted(lines, group))
        else:
            found.extend(item for item in group if item in whole)
    return found


def _voted(lines: Sequence[Line], items: Sequence[_Item]) -> list[_Item]:
    """The items that are headings where these items are judged together."""
    whole = [item for item in items if item.grade == "line"]
    if whole and 2 * _bare(lines, whole) >= len(whole):
        whole = []
    good = len(whole) + sum(item.grade == "run-in" for item in items)
    weak = sum(item.grade == "weak" for item in items)
    if not items:
        return []
    number = lines[items[0].line].number
    wanted = 0.8 if number and number.style == "article" else 0.6
    if good < wanted * len(items) and not (good and good + weak == len(items)):
        return whole if 2 * len(whole) > len(items) else _plain_leads(lines, items)
    if len(items) == 1 and items[0].grade == "run-in" and items[0].end - lines[items[0].line].start > 20:
        return []
    longest = max((_length(lines, item) for item in items if item.grade == "run-in"), default=_LONGEST)
    longest = max(2 * longest, _LONGEST_ALONE)
    if any(item.grade == "no" for item in items):
        # beside sentences a doubtful lead is one too
        longest = _LONGEST_ALONE
    return [
        item
        for item in items
        if item.grade == "run-in"
        or item in whole
        or (item.grade == "weak" and _length(lines, item) <= longest)
    ]


def _length(lines: Sequence[Line], item: _Item) -> int:
    """The length of the lead of an item, without its number."""
    number = lines[item.line].number
    start = lines[item.line].start if item.start is None else item.start
    return item.end - start - (number.body if number else 0)


def _plain_leads(lines: Sequence[Line], items: Sequence[_Item]) -> list[_Item]:
    """Among sentences, two or more items that open with a few words and a full stop all the same."""
    found = []
    for item in items:
        number = lines[item.line].number
        if item.grade != "run-in" or number is None or number.style not in ("han", "hanp"):
            continue
        text = lines[item.line].text
        at = item.end - lines[item.line].start
        if _length(lines, item) <= _LONGEST_PLAIN_LEAD and text[at : at + 1] == "。" and len(text) - at > 20:
            found.append(item)
    return found if len(found) > 1 else []


def _without_labels(lines: Sequence[Line], items: Sequence[_Item]) -> Sequence[_Item]:
    """Numbered label lines (1.问题：… 2.整改措施：… 3.责任单位：…) are labels; a word that all items share is none."""
    words = {item.word for item in items if item.word}
    kinds = set()
    labelled = []
    for item in items:
        line = lines[item.line]
        label = label_at(line.text, line.number.body) if item.word and line.number else None
        if label:
            kinds.add(label.kind)
            labelled.append(item)
    if kinds & {"units", "deadline"}:
        return [item for item in items if item not in labelled]
    if len(words) == 1 and len(items) > 1:
        return [item._replace(grade="line", whole=True) if item.whole else item for item in items]
    return [
        item._replace(end=_colon(lines[item.line]), whole=False, grade="run-in")
        if item.whole and item in labelled
        else item
        for item in items
    ]


def _colon(line: Line) -> int:
    match = re.search("[：:]", line.text)
    return line.start + match.start() if match else line.end


def _bare(lines: Sequence[Line], items: Sequence[_Item]) -> int:
    """How many of these whole lines have nothing below them but their own successor: members of a list."""
    count = 0
    for item in items:
        here = lines[item.line].number
        if here is None or here.style in _STRUCTURAL:
            continue
        k = item.line + 1
        while k < len(lines) and lines[k].form == "furniture":
            k += 1
        follower = lines[k] if k < len(lines) else None
        if follower is None or (follower.number and follower.number.style == here.style):
            count += 1
    return count


def _candidate(lines: Sequence[Line], item: _Item) -> Candidate:
    line = lines[item.line]
    assert line.number is not None
    run_in = not item.whole and item.end < line.end - 1
    start = line.start if item.start is None else item.start
    return Candidate(item.line, start, item.end, line.number.style, line.number.value, run_in)
