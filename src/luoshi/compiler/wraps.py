"""Hard line breaks: which line feeds stand inside a paragraph or a table cell and are to be left out.

`normalise` gives the lines of the folded text; what leaves is, for each line, whether it goes on in the next one.
Nothing is decided by a single line: a text counts as wrapped where its open lines share one length and no line is
longer.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """A line without the white space at its edges; ``gap`` says that an empty line stands before it.

    A line that is ``alone`` (marked as heading or list item, furniture) never goes on, nor does another go on in it.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: bool
    alone: bool


_TERMINAL = "。！？!?…”』」）)；;：:"
# What begins a paragraph whatever stands before it.
_BEGINS = re.compile(
    r"""[一二三四五六七八九十百]{1,3}[、.．]
    | [（(][一二三四五六七八九十百\d]{1,3}[）)]
    | 第[一二三四五六七八九十百零\d]{1,4}[章节条款编部篇]
    | \d{1,3}(?:[、．)）]|\.(?!\d))
    | \d{1,3}(?:\.\d{1,2}){1,3}\s
    | \d{1,3}\s(?=[\u4e00-\u9fff])
    | [①-⑳⑴-⒇㈠-㈩●■◆★▲□○◇※✓•]
    | [—－―-]{2}(?=[\u4e00-\u9fff“])
    | (?:附件?|注|附表|表|图|专栏)\s?[\d一二三四五六七八九十]{0,2}\s?[：:.、\s]
    | 附件?$
    | [\u4e00-\u9fff]{0,6}(?:单位|时限|目标|措施|情形|问题|责任人|部门|期限|要求|内容|标准|进展|情况|来源|电话|地址|抄送)[：:]
    | 各[\u4e00-\u9fff、，]{2,20}[：:]$
    """,
    re.X,
)
_LONGEST_WRAP = 130  # display columns; no page is set wider
_SHORTEST_WRAP = 24


def columns(text: str) -> int:
    """Display width: Chinese characters count two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for char in text if char > "\u2e7f" or unicodedata.east_asian_width(char) in "WFA")


def continuing_lines(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it goes on in the next."""
    goes_on = [False] * len(lines)
    start = 0
    for i in range(len(lines) + 1):
        # Lines too long for a page part the text into regions that decide for themselves.
        if i == len(lines) or len(lines[i].text) * 2 > _LONGEST_WRAP and columns(lines[i].text) > _LONGEST_WRAP:
            if i - start > 1:
                _decide(lines, start, i, goes_on)
            start = i + 1
    _decide_rows(lines, goes_on)
    return goes_on


def _decide(lines: Sequence[Line], start: int, end: int, goes_on: list[bool]) -> None:
    """Decide one region: find the wrap length, in characters or in display columns, and apply it."""
    region = range(start, end)
    texts = [lines[i].text for i in region]
    tabless = [i for i in region if "\t" not in lines[i].text]
    best: tuple[int, int, list[int], int] | None = None
    for scale, lengths in ((1, [len(text) for text in texts]), (2, [columns(text) for text in texts])):
        opened = [
            lengths[i - start]
            for i in tabless
            if i + 1 < end and _is_open(lines[i].text) and not lines[i].alone and not _bars(lines[i + 1], lines[i])
        ]
        opened = [length for length in opened if length * (3 - scale) >= _SHORTEST_WRAP]
        counts = Counter(opened)
        for width in sorted(counts, reverse=True)[:12]:
            full = sum(counts[length] for length in range(width - scale, width + scale + 1))
            longer = sum(1 for i in tabless if lengths[i - start] > width + 2 * scale)
            if full >= 2 and longer * 8 <= full and (best is None or full > best[0]):
                best = (full, width, lengths, scale)
    if best is None:
        return
    full, width, lengths, scale = best
    loose = [i for i in tabless if _is_open(lines[i].text) and lengths[i - start] * 10 >= width * 6]
    if full * 2 < len(loose) or full < 2:
        return
    indented = sum(1 for i in tabless if lines[i].indent) >= 2
    slack = 2 * scale
    for i in tabless:
        if i + 1 >= end or "\t" in lines[i + 1].text or _bars(lines[i + 1], lines[i]) or lines[i].alone:
            continue
        if indented and lines[i + 1].indent > lines[i].indent:
            continue
        room = width - lengths[i - start]
        token = re.match(r"[\x21-\x7e]+[，。；、：）”％%]?|.{1,2}", lines[i + 1].text)
        needed = len(token[0]) * scale if token and scale == 1 else columns(token[0]) if token else scale
        last = lines[i].text[-1]
        if last in "。！？!?":
            goes_on[i] = room <= (scale if indented else scale // 2)
        elif last in "；：;:":
            goes_on[i] = room < needed
        else:
            goes_on[i] = room < needed + slack


def _is_open(text: str) -> bool:
    return text[-1] not in _TERMINAL


def _bars(line: Line, before: Line) -> bool:
    """Whether a line cannot carry on the one before it."""
    if line.gap or line.alone:
        return True
    if before.text[-1] in "、，,（(“《":
        return False
    return _BEGINS.match(line.text) is not None


_ROW = re.compile(r"(?:\d{1,4}|[一二三四五六七八九十]{1,3}|[（(][一二三四五六七八九十\d]{1,3}[）)])\t")
_ROW_END = re.compile(r"(?:合\s?计|小\s?计|总\s?计|注|备注|附件?|附表|说明|单位)[\d\s：:\t]|(?:合计|小计|总计|备注|说明)$")


def _decide_rows(lines: Sequence[Line], goes_on: list[bool]) -> None:
    """Rows of tabbed tables whose cells are wrapped over lines."""
    i = 0
    while i < len(lines):
        if "\t" not in lines[i].text:
            i += 1
            continue
        wanted = lines[i].text.count("\t")  # the header row
        stop = i + 1
        numbered = 0
        while stop < len(lines) and _in_table(lines, stop):
            numbered += _ROW.match(lines[stop].text) is not None
            stop += 1
        if numbered >= 2:
            _wrap_numbered_rows(lines, i, stop, wanted, goes_on)
        i = stop


def _in_table(lines: Sequence[Line], i: int) -> bool:
    """Whether a line belongs to the table above it: it has tabs, or a row follows within three lines."""
    if lines[i].alone:
        return False
    if "\t" in lines[i].text:
        return True
    if len(lines[i].text) > 40 and lines[i].text[-1] in "。":
        return False
    return any("\t" in line.text for line in lines[i + 1 : i + 4]) or (
        len(lines[i].text) <= 16 and not _BEGINS.match(lines[i].text) and not _ROW_END.match(lines[i].text)
        and "\t" in lines[i - 1].text and lines[i].text[-1] not in "。；：" and not lines[i].gap
    )  # fmt: skip


def _wrap_numbered_rows(lines: Sequence[Line], start: int, stop: int, wanted: int, goes_on: list[bool]) -> None:
    cells = lines[start].text.count("\t")
    for i in range(start + 1, stop):
        text = lines[i].text
        tabs = text.count("\t")
        fresh = _ROW.match(text) or _ROW_END.match(text) or (not tabs and _BEGINS.match(text)) or lines[i].gap
        if fresh or i == start + 1 and cells >= wanted and tabs > 1:
            cells = tabs
        elif cells + tabs <= wanted and (tabs or cells > 1):
            goes_on[i - 1] = True
            cells += tabs
        else:
            cells = tabs
