"""Lines → headings without numbers: newspaper subheads, marked subheads, article titles, attachment titles.

`sections` calls this after the numbered headings are known. A line counts as a subhead when it is short and open,
is no signature, byline, label or speaker, and text stands below it.
"""

import re
from collections.abc import Sequence

from luoshi.compiler.headings import Candidate
from luoshi.compiler.lines import Line
from luoshi.compiler.titles import Head

_BOLD = 7
_LONGEST = 40
_NO_SUBHEAD = re.compile(
    r"(?:各位|尊敬的|同志们|目 *录|此致|谢谢|特此|抄送|主题词|联系人|联系电话|电话|邮编|地址|网址|附[:：]|以上|"
    r"第?\d+版|\d+$|[A-Za-z\d ,.:/-]+$|（完）|完$|返回|上一篇|下一篇|相关|分享|打印|关闭)"
)


_LABELLED = re.compile(
    r"[^：:]{0,12}(?:方|人|员|长|者|单位|部门|时限|时间|目标|措施|地点|内容|主任|书记|日报|电视台|记者|网)(?:[（(][^）)]*[）)])?[：:]"
)


def is_page(lines: Sequence[Line]) -> bool:
    """Whether the page holds several articles, or one whose title comes after text."""
    return _count_titles(lines) > 1 or _title_after_text(lines)


def _count_titles(lines: Sequence[Line]) -> int:
    return len(_article_titles(lines))


def _title_after_text(lines: Sequence[Line]) -> bool:
    text = 0
    titles = set(_article_titles(lines))
    for i, line in enumerate(lines):
        if i in titles:
            return text > 0
        text += line.form == "sentence" and not line.mark and len(line.text) > 60
    return False


def _article_titles(lines: Sequence[Line]) -> list[int]:
    """Lines that open an article of their own."""
    found: list[int] = []
    for i, line in enumerate(lines):
        if line.copy or line.form not in ("open", "sentence", "subtitle") or not line.mark:
            continue
        if line.form == "subtitle" or line.number is not None:
            continue
        if line.mark == 1 or (line.mark == 2 and not (found and lines[found[-1]].mark == 1 and i - found[-1] == 1) and not found):
            found.append(i)
    return found


def find_subheads(
    lines: Sequence[Line], head: Head, used: frozenset[int], numbered: Sequence[Candidate]
) -> list[Candidate]:
    """The headings without numbers, in order."""
    taken = {*head.title, *head.brackets, *used, *(candidate.line for candidate in numbered)}
    page = is_page(lines)
    articles = set(_article_titles(lines)) if page else set()
    found = []
    attached = -2
    for i, line in enumerate(lines):
        if line.form == "attachment":
            attached = i
            continue
        if i in taken or i < head.end and not page or line.copy:
            continue
        if i in articles:
            found.append(Candidate(i, line.start, line.end, "article-title", 0, False))
        elif attached == i - 1 and line.form == "open" and line.number is None:
            found.append(Candidate(i, line.start, line.end, "attachment", 0, False))
        elif line.mark and line.number is None and line.form in ("open", "sentence") and len(line.text) <= _LONGEST:
            if not (line.mark == 2 and i - 1 in articles):
                # on a page the marks of several articles are not graded against one another
                found.append(Candidate(i, line.start, line.end, "mark", _BOLD if page else line.mark, False))
        elif _plain(lines, i):
            found.append(Candidate(i, line.start, line.end, "plain", 0, False))
    return found


def _plain(lines: Sequence[Line], i: int) -> bool:
    line = lines[i]
    if line.form != "open" or line.number is not None or not 3 <= len(line.text) <= _LONGEST:
        return False
    if _NO_SUBHEAD.match(line.text) or _LABELLED.match(line.text):
        return False
    below = next((other for other in lines[i + 1 :] if other.form != "furniture"), None)
    return below is not None and below.form == "sentence" and len(below.text) >= 30
