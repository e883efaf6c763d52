"""Lines → title, issuer and date: the head and the foot of a document.

`read_head` and `find_issuer` are called by `sections`. The issuer is the body as printed; where only a place is
printed, the place; None where nobody issues the text.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.lines import Line


class Head(NamedTuple):
    """The first lines: indexes of the title lines proper, of bracketed subtitles and of all lines before the text."""

    title: tuple[int, ...]
    brackets: tuple[int, ...]
    end: int


_KINDS = (
    "通知|意见|方案|计划|规划|纲要|报告|办法|条例|规定|细则|规则|要点|纪要|公报|决定|决议|清单|协议|协议书|合同|措施|讲话|致辞|公告|通告|通报"
    "|函|批复|议案|指南|标准|制度|预案|目录|一览表|表|名单|台账|守则|章程|备忘录|令|指引|政策|倡议书|承诺书|责任书|意见书|情况|"
    "请示|工作法|实录|说明|建议|解读|答复|白皮书|提要|综述|分工|任务书|规程|准则"
)
_COMPLETE = re.compile(rf"(?:{_KINDS})(?:[（(][^）)]*[）)])*$")
_RED_HEAD = re.compile(r"(.{4,40}?)文件$")
_BODY_END = (
    "人民代表大会常务委员会|人民代表大会|人大常委会|人民政府办公厅|人民政府办公室|人民政府|政府办公厅|政府办公室|委员会办公室|委员会|管委会|领导小组办公室|领导小组|"
    "指挥部办公室|指挥部|办公厅|办公室|总局|管理局|监督局|局|厅|市委|省委|区委|县委|州委|党委|党组|党工委|部|工委|法院|检察院|联席会议|公司|集团|"
    "协会|联合会|总工会|中心|大学|学院|银行|支行|海关|总队|支队|政协|街道办事处|公署|行署|委|办"
)
_BODIES = re.compile(rf"(?:[^ ，。、]{{2,36}}?(?:{_BODY_END})(?= |、|$)[ 、]?)+$")
_BEFORE_ABOUT = re.compile(rf"((?:[^，。《》]{{2,60}}?)(?:{_BODY_END})) ?关于")
_LEADING_BODY = re.compile(r"(.{2,20}?(?:人民代表大会常务委员会|人民代表大会|人民政府|人大常委会|人民法院|人民检察院|委员会|管委会))(?!.{0,3}(?:机关|办公))")
_PLACE = re.compile(r"(?:中共)?((?:[\u4e00-\u9fff]{2,6}?(?:省|自治区|自治州|地区|盟|市|州|新区|开发区|高新区|经开区|县|区|旗|镇|乡|街道))+?)(?![区县长级政辖域场民委])")
_ADOPTED = re.compile(r"[（(].{0,40}?日((?:[^（）()]{2,30})(?:人民代表大会常务委员会|人民代表大会|人民政府))第.{1,30}(?:通过|批准|修正|修订)")
_PARTY = re.compile(r"(?:[\u4e00-\u9fff]{1,6}方|[\u4e00-\u9fff]方[（(].{1,6}[）)])(?:[（(].{1,16}?[）)])?[:：] ?([^ ，；。]{4,30})$")
_REPORT = re.compile(r"本报讯|新华社|记者|据悉|[讯电]　|日电|本台消息|采访")
_NOBODY = re.compile(r"实录|访谈|答记者问|发布会|文字记录|座谈会发言|讲话|致辞")
_NOT_TITLE = frozenset({"furniture", "row", "number", "byline", "date", "subtitle", "bracket", "unit", "note", "attachment"})
_DATE = re.compile(r"(\d{4})\s?[年-]\s?(\d{1,2})(?:\s?[月-]\s?(\d{1,2})\s?日?)?")


def read_head(lines: Sequence[Line]) -> Head:
    """The title lines at the start; empty where the page begins with text."""
    title: list[int] = []
    brackets: list[int] = []
    i = 0
    for i, line in enumerate(lines):
        if line.copy or line.form in _NOT_TITLE:
            if title and line.form == "bracket" and len(line.text) <= 24 and "通过" not in line.text:
                brackets.append(i)
            continue
        if not _may_be_title(line) or (title and _closes(lines, title, i)):
            return Head(tuple(title), tuple(brackets), i)
        if _RED_HEAD.fullmatch(line.text) and not title:
            continue
        title.append(i)
    return Head(tuple(title), tuple(brackets), i + 1)


def _may_be_title(line: Line) -> bool:
    if line.number is not None and line.number.style not in ("item", "letter"):
        return False
    return len(line.text) <= 90 and (line.form == "open")


def _closes(lines: Sequence[Line], title: Sequence[int], i: int) -> bool:
    """Whether the title is complete before line ``i``."""
    last = lines[title[-1]]
    if last.mark and lines[i].mark != last.mark:
        return True
    if i != title[-1] + 1:
        return True
    if len(title) >= 4:
        return True
    return bool(_COMPLETE.search(last.text)) and not _COMPLETE.search(lines[i].text)


def find_issuer(lines: Sequence[Line], head: Head, signature: str | None) -> str | None:
    """Who issues the text."""
    title = [lines[i].text for i in head.title]
    for line in lines[: head.end]:
        red = _RED_HEAD.fullmatch(line.text)
        if red and line.form == "open":
            return red[1]
    whole = "".join(title)
    parties = [match[1] for line in lines[head.end : head.end + 8] if (match := _PARTY.match(line.text))]
    if len(title) > 1 and _BODIES.fullmatch(title[0]):
        return "、".join(re.split(r"[ 、]+", title[0]))
    if re.search(r"(?:协议|合同|备忘录)(?:书|$|[（(])", whole) and len(parties) >= 2:
        return "、".join(parties[:2])
    if any(_REPORT.search(line.text[:200]) or line.form == "byline" and "□" in line.text for line in lines[:6]):
        return None
    if _NOBODY.search(whole) or not title:
        return None
    return _from_words(lines, head, whole, signature)


def _from_words(lines: Sequence[Line], head: Head, whole: str, signature: str | None) -> str | None:
    about = _BEFORE_ABOUT.match(whole)
    if about:
        return "、".join(re.split(r"[ 、]+", about[1]))
    for line in lines[: head.end + 2]:
        adopted = _ADOPTED.match(line.text)
        if adopted:
            return adopted[1]
    if signature:
        return signature
    leading = _LEADING_BODY.match(whole)
    if leading:
        return leading[1]
    place = _PLACE.match(whole)
    return place[1] if place else None


def find_signature(lines: Sequence[Line]) -> tuple[str | None, str | None, frozenset[int]]:
    """The signing body, the date below it and the indexes of both lines."""
    for i in range(len(lines) - 1, 0, -1):
        if lines[i].form != "date":
            continue
        used = {i}
        bodies: list[str] = []
        k = i - 1
        while k > 0 and lines[k].form == "open" and len(lines[k].text) <= 40 and _signs(lines[k].text):
            bodies.insert(0, re.sub(r"[（(](?:盖章|印章|公章)[）)]", "", lines[k].text))
            used.add(k)
            k -= 1
        if bodies:
            return "、".join(part for body in bodies for part in re.split(r"[ 、]+", body)), iso_date(lines[i].text), frozenset(used)
    return None, None, frozenset()


def _signs(text: str) -> bool:
    return bool(_BODIES.fullmatch(re.sub(r"[（(](?:盖章|印章|公章)[）)]", "", text)))


def iso_date(text: str) -> str | None:
    """The first date in the text as YYYY-MM-DD or YYYY-MM."""
    match = _DATE.search(text)
    if not match:
        return None
    year, month, day = match.groups()
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def find_published(lines: Sequence[Line], head: Head, signed: str | None) -> str | None:
    """The date of the document: below the signature, on the head, or in the report's first line."""
    if signed:
        return signed
    for line in lines[: head.end + 2]:
        if line.form in ("byline", "date", "bracket", "subtitle"):
            date = iso_date(line.text)
            if date and len(date) == 10:
                return date
    for line in lines[: head.end + 2]:
        if line.text.startswith(("本报讯", "新华社")):
            date = iso_date(line.text[:40])
            if date and len(date) == 10:
                return date
    return None
