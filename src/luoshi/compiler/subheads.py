"""Lines → headings without numbers: article titles, titles of attachments, marked subheads, newspaper subheads.

`sections` calls this after the numbered headings are known. A line counts as a subhead when it is short and open,
is no signature, byline, label or speaker, and text stands below it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.columns import label_at
from luoshi.compiler.flow import BOLD
from luoshi.compiler.headings import Candidate
from luoshi.compiler.lines import Line
from luoshi.compiler.titles import COMPLETE, Head

_LONGEST = 32
_LONGEST_MARKED = 60
_NO_SUBHEAD = re.compile(
    r"(?:各位|尊敬的|同志们|此致|谢谢|特此|抄送|主题词|联系人|联系电话|电话|邮编|地址|网址|以上|第?\d+版|返回|上一篇|下一篇|相关"
    r"|分享|打印|关闭|责任编辑|扫一扫|图\d|表\d|（?此[页件]|主持人|记者|问$|答$|[问答][:：]|嘉宾|发布人|【[^】]*(?:代表|主持人|记者|负责人|市民|网友|企业|长|主任)】)"
    r"|[^\u4e00-\u9fff]*$|.*(?:[（(]?完[）)]?|图|摄|供稿)$"
    r"|.*(?:主任|局长|书记|市长|县长|区长|州长|省长|秘书长|部长|厅长|处长|科长|主席|会长|委员长|常委|主持人|记者|发言人|同志|总经理|董事长)$"
    r"|.*(?:主任|局长|书记|[市县区州省部厅处科]长|主席|会长|常委|发言人|总经理|董事长|巡视员|调研员|工程师|经济师)[ \u3000]+[\u4e00-\u9fff]{2,4}$"
    r"|.*(?:会议室|礼堂|会展中心|会议中心|发布厅)$|.*[（(][\u4e00-\u9fff]{1,3}方[）)]$"
)
# A speaker or a party before a colon.
_SPEAKER = re.compile(
    r"(?:[\u4e00-\u9fff]{0,3}方|[^：:，]{0,14}(?:主持人|发言人|发布人|负责人|联系人|嘉宾|记者|读者|网友|市民|观众|代表|委员|专家|编辑"
    r"|日报|晚报|时报|早报|都市报|电视台|广播|网|报|》|社|书记|局长|主任|[市县区州省镇乡部厅院校会行]长|经理|董事长|热线|地址|邮编|时间|地点|主持|出席|列席|参加|记录|议题))"
    r"(?:[（(][^）)]*[）)])?[：:]"
)
_LISTED = re.compile(r"附[件录表]?[\d一二三四五六七八九十]{0,2}[:： ]*\d{1,2} ?[.、．]")
_TOLD = re.compile("(?:说|表示|指出|介绍|强调|认为|透露)，")
_QUOTED = re.compile(r"《([^《》]{4,60})》")
_CAPTIONED = re.compile(r"【([^】]{2,16})】(?=[ \u3000]*[^\s【])")
_NO_CAPTION = re.compile(
    r"本报|新华社|记者|编者|摘要|关键词|来源|主持人|嘉宾|主任|局长|书记|问|答|字体|字号|关闭|打印"
)
_LEADING_REPORT = re.compile(
    r"(?:本报|本台|新华社)[^，。]{0,16}(?:[讯电]|消息)|[（(]?(?:本报|全媒体|通讯员)?记者|讯 |据"
)
_LEADING_DAY = re.compile(
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|初|底|[上中下]旬)?(?:[至、—]\d{1,2}日)?，|(?:日前|近日|昨[日天]|今[日天]|连日来|眼下|前不久)，?"
)
_MASTHEAD = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日.{0,24}版$|(?:上接|下转|紧接)第?[\d一二三四五六七八]{1,2}版"
)


class Page(NamedTuple):
    """Whether a text is a page of articles, and the lines that are the articles' titles and subtitles."""

    several: bool
    titles: frozenset[int]
    subtitles: frozenset[int]


def read_articles(lines: Sequence[Line]) -> Page:
    """The articles of a page: two or more, or one whose title comes after text."""
    marked = _marked_titles(lines)
    broken = any(
        line.copy
        or (line.cut and len(line.text) > _LONGEST_MARKED)
        or (len(line.text) < _LONGEST_MARKED and _MASTHEAD.search(line.text))
        for line in lines
    )
    titles = marked or _reported_titles(lines, broken)
    text = 0
    several = len(titles) > 1
    if titles and not several:
        text = sum(
            line.form == "sentence" and not line.mark and len(line.text) > 60 for line in lines[: titles[0]]
        )
        several = text > 0
    if not several:
        return Page(False, frozenset(), frozenset())
    subtitles = {
        i + 1
        for i in titles
        if i + 1 < len(lines) and lines[i + 1].mark and not lines[i + 1].number and lines[i + 1].mark != BOLD
    }
    return Page(True, frozenset(titles), frozenset(subtitles - set(titles)))


def _marked_titles(lines: Sequence[Line]) -> list[int]:
    """Lines marked as titles: all of the first rank, and the first one of the second where no other stands above.

    Where the subheads are set in bold, all of the second rank are titles but for subtitles.
    """
    found: list[int] = []
    bold = sum(line.mark == BOLD and line.form == "open" and not line.copy for line in lines) > 1
    for i, line in enumerate(lines):
        if line.form in ("furniture", "byline", "date", "number", "contents"):
            continue
        if not line.mark and not found and line.form == "open" and COMPLETE.search(line.text):
            return []
        if line.copy or not line.mark or line.form == "subtitle" or line.number is not None:
            continue
        if line.mark == 1 or (line.mark == 2 and (not found or (bold and found[-1] != i - 1))):
            found.append(i)
    return found


def _reported_titles(lines: Sequence[Line], broken: bool) -> list[int]:
    """Unmarked titles of a newspaper page: an open line with a byline or a report's opening words below it.

    On a page that is plainly torn from a newspaper (``broken``) the day on which something happened will do.
    """
    found = []
    for i, line in enumerate(lines):
        if (
            line.copy
            or line.number
            or line.form != "open"
            or len(line.text) > 60
            or _NO_SUBHEAD.match(line.text)
        ):
            continue
        k = i + 1
        while k < len(lines) and k < i + 4 and lines[k].form in ("subtitle", "furniture", "bracket"):
            k += 1
        if k >= len(lines):
            break
        below = lines[k]
        opens = below.form == "byline" and ("□" in below.text or re.match("(?:本报|通讯员)", below.text))
        if below.form == "sentence" and len(below.text) > 40:
            opens = bool(_LEADING_REPORT.match(below.text) or (broken and _LEADING_DAY.match(below.text)))
        if opens:
            found.append(i)
    return found


def find_subheads(
    lines: Sequence[Line], head: Head, taken: frozenset[int], page: Page, last_line: int
) -> list[Candidate]:
    """The headings without numbers, in order; ``taken`` lines are something else.

    ``last_line`` is the line of the signature, behind which a title opens an attachment (or -1).
    """
    found: list[Candidate] = []
    names = _quoted_names(lines)
    captions = [i for i, line in enumerate(lines) if line.form == "sentence" and _is_caption(line)]
    captioned = frozenset(captions) if len(captions) > 1 else frozenset()
    below = _next_lines(lines)
    # a page that marks its subheads marks all of them
    plain = not any(line.mark and line.form == "open" and not line.number for line in lines[head.end :])
    attached = -2
    last = len(lines) - 1
    for i, line in enumerate(lines):
        if line.form in ("attachment", "attachments"):
            attached = i
            if line.form == "attachments" and i < last and _heads_attachment(line, below[i], last_line):
                found.append(Candidate(i, line.start, line.end, "attachment", 0, False))
            continue
        if i in taken or line.copy or line.number is not None or (i < head.end and not page.several):
            continue
        if i in page.titles:
            found.append(Candidate(i, line.start, line.end, "article-title", 0, False))
        elif i in page.subtitles:
            continue
        elif line.form == "open" and (attached == i - 1 or _is_inner_title(line, names, 0 <= last_line < i)):
            found.append(Candidate(i, line.start, line.end, "attachment", 0, False))
        elif line.mark and line.form == "open" and len(line.text) <= _LONGEST_MARKED:
            # on a page the marks of several articles are not graded against one another
            found.append(
                Candidate(i, line.start, line.end, "mark", BOLD if page.several else line.mark, False)
            )
        elif i in captioned:
            end = line.text.index("】") + 1
            found.append(Candidate(i, line.start, line.start + end, "plain", 0, True))
        elif plain and _is_plain(line, below[i]):
            found.append(Candidate(i, line.start, line.end, "plain", 0, False))
    return found


def _heads_attachment(line: Line, below: Line | None, last_line: int) -> bool:
    """附表 重点项目任务分工表 above the table itself, not among the attachments listed at the end of a notice."""
    if _LISTED.match(line.text) or below is None or line.text.endswith("。"):
        return False
    if below.form in ("row", "unit") or (below.number and below.number.style != "ara"):
        return True
    if below.form == "sentence" and COMPLETE.search(line.text) and (below.number is None or below.number.value == 1):
        # what it names begins at once
        return True
    return 0 <= last_line < line.paragraph and below.form not in ("attachments", "date", "signed", "byline")


def _quoted_names(lines: Sequence[Line]) -> frozenset[str]:
    """The names in 《》 near the start: a covering notice names what it issues."""
    return frozenset(_bare(name) for line in lines[:12] for name in _QUOTED.findall(line.text[:400]))


def _bare(name: str) -> str:
    return re.sub(r"[（(][^）)]*[）)]|\s", "", name)


def _is_inner_title(line: Line, names: frozenset[str], behind: bool) -> bool:
    """The title of a plan that a notice issues or encloses."""
    if len(line.text) < 6 or len(line.text) > 70:
        return False
    return _bare(line.text) in names or (behind and bool(COMPLETE.search(line.text)))


def _is_caption(line: Line) -> bool:
    match = _CAPTIONED.match(line.text)
    return bool(match) and not _NO_CAPTION.search(match[1]) if match else False


def _next_lines(lines: Sequence[Line]) -> list[Line | None]:
    """For each line the next one that is no furniture."""
    found: list[Line | None] = [None] * len(lines)
    following: Line | None = None
    for i in range(len(lines) - 1, -1, -1):
        found[i] = following
        if lines[i].form != "furniture":
            following = lines[i]
    return found


def _is_plain(line: Line, below: Line | None) -> bool:
    if line.form != "open" or not 2 <= len(line.text) <= _LONGEST:
        return False
    if _NO_SUBHEAD.match(line.text) or _SPEAKER.match(line.text) or line.cut:
        return False
    if line.text.count("（") != line.text.count("）") or line.text.count("“") != line.text.count("”"):
        return False
    if label_at(line.text) or (len(line.text) > 16 and "，" in line.text and line.text.endswith(("？", "?"))):
        return False
    if below is None or below.copy or _TOLD.search(line.text):
        return False
    return (below.form == "sentence" and len(below.text) >= 20) or below.number is not None
