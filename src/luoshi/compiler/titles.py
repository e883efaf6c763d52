"""Lines → title, issuer and date: the head and the foot of a document.

`sections` calls `read_head`, `find_signature`, `find_issuer` and `find_published`. The issuer is the body as
printed; where only a place is printed, the place; None where nobody issues the text.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.cell_lines import starts_table
from luoshi.compiler.lines import Line
from luoshi.language.names import UnitMention, find_units


class Head(NamedTuple):
    """The first lines: indexes of the title lines proper, of bracketed subtitles and one past the last of them."""

    title: tuple[int, ...]
    brackets: tuple[int, ...]
    end: int


class Signature(NamedTuple):
    """The signing body, the date below it, their lines and the last of them (-1 where nobody signs)."""

    body: str | None
    date: str | None
    lines: frozenset[int]
    last: int


_KINDS = (
    "通知书?|意见书?|方案|计划|规划|纲要|报告|办法|条例|规定|细则|规则|要点|纪要|公报|决定|决议|清单|协议书?|合同书?|措施|讲话|致辞|公告|通告"
    "|通报|函|批复|议案|指南|标准|制度|预案|目录|一览表|名单|台账|守则|章程|备忘录|令|指引|政策|倡议书|承诺书|责任书|请示|实录|说明|建议"
    "|解读|答复|白皮书|提要|综述|摘编|摘要|纪实|侧记|分工|任务书|规程|准则|安排|安排表|表|行动|导则|汇编|实施意见|问答"
)
COMPLETE = re.compile(rf"(?:{_KINDS})(?:\s?[（(][^）)]{{0,80}}[）)])*$")
_RED_HEAD = re.compile(r"(.{4,40}?)文件$")
_EDITION = re.compile(
    "[12]\\d{3} ?年?[—–-]|[12]\\d{3} ?年|试行|草案|草稿|稿|节选|节录|摘录|摘要|修订|暂行|[一二三四]期|第.批|版|[上下]$"
)
_ISSUED = re.compile(r"([^，。；\d]{4,60}?) *\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日印发")
_PARTY = re.compile(
    r"(?:[\u4e00-\u9fff]{1,6}方|[\u4e00-\u9fff]方[（(].{1,6}[）)])(?:[（(].{1,16}?[）)])?[:：] ?([^ ，；。（(]{4,30})(?:[（(][^）)]*[）)])?$"
)
_ADOPTED = re.compile(
    r"[（(]?[^（）()，。]{0,30}?日([^（）()，。]{2,30}?(?:人民代表大会常务委员会|人民代表大会|人民政府))[^（）()]{0,30}"
    r"(?:通过|批准|修正|修订|公布|发布)"
)
_REPORT = re.compile(r"本报讯|新华社|记者|据悉|据了解|本台消息|本报.{0,6}[讯电]")
_NOBODY = re.compile(r"实录|访谈|答记者问|记者问|发布会|文字记录|座谈会发言|新闻稿|解读")
_SPEECH = re.compile(r"讲话|致辞|发言")
_SPEAKER = re.compile(r"(?:主持人|.{0,12}记者|问|嘉宾)[:：]")
_AGREEMENT = re.compile(r"(?:协议|合同|备忘录)书?(?:[（(]|$)")
_SEAL = re.compile(r"[（(](?:盖章|印章|公章|章|签章)[）)]")
_DATE = re.compile(r"(\d{4})\s?[年./-]\s?(\d{1,2})(?:\s?[月./-]\s?(\d{1,2})\s?日?)?")
_HAN_DATE = re.compile(
    "([二〇○零Ｏ一三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?"
)
_HAN_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")
_NO_TITLE = frozenset(
    {
        "furniture",
        "row",
        "number",
        "byline",
        "date",
        "subtitle",
        "bracket",
        "unit",
        "note",
        "attachment",
        "contents",
        "signed",
    }
)
_SCRAP = re.compile(
    r"(?:首页|政务公开|信息公开|政府信息公开|无障碍|长者|繁体|简体|English|手机版|登录|注册|今日|天气|.{0,8}(?:日报|晚报|晨报|网)$)"
)
# Bodies that stand over others under a short name.
_SHORT_BODIES = {
    "安委会": "安全生产委员会", "安委办": "安全生产委员会办公室", "食安委": "食品安全委员会", "减灾委": "减灾委员会",
    "爱卫会": "爱国卫生运动委员会", "禁毒委": "禁毒委员会", "编委": "机构编制委员会", "防指": "防汛抗旱指挥部",
    "森防指": "森林防灭火指挥部", "文明委": "精神文明建设指导委员会", "双拥办": "双拥工作领导小组办公室",
}  # fmt: skip
_DECIDES = re.compile(r"(?:(?:研究|经研究|会议)?决定|组织开展|制定本)")


def read_head(lines: Sequence[Line]) -> Head:
    """The title lines at the start; empty where the page begins with text."""
    runs: list[list[int]] = []
    brackets: list[int] = []
    end = len(lines)
    for i, line in enumerate(lines):
        if line.copy or line.form in _NO_TITLE:
            if runs and line.form == "bracket" and i == runs[-1][-1] + 1 and _is_part(line.text):
                brackets.append(i)
            continue
        if not _may_be_title(line) or starts_table(lines, i):
            end = i
            break
        if runs and i == runs[-1][-1] + 1:
            if _closes(lines[runs[-1][-1]], line, len(runs[-1])):
                end = i
                break
            runs[-1].append(i)
        elif runs and COMPLETE.search(lines[runs[-1][-1]].text):
            end = i
            break
        else:
            runs.append([i])
    title = _best(lines, runs)
    if not title:
        return Head((), (), 0)
    kept = tuple(i for i in brackets if i == title[-1] + 1)
    # other open lines below the title are subheads
    stop = next((run[0] for run in runs if run[0] > title[-1]), end)
    return Head(tuple(title), kept, stop)


def _is_part(text: str) -> bool:
    """A bracketed line that belongs to the title (years, draft), not a note of adoption or a date."""
    return len(text) <= 24 and bool(_EDITION.search(text))


def _may_be_title(line: Line) -> bool:
    if line.number is not None and line.number.style not in ("item", "letter", "zero", "int"):
        return False
    return len(line.text) <= 90 and line.form == "open"


def _closes(last: Line, line: Line, length: int) -> bool:
    """Whether the title is complete before ``line``."""
    if last.mark != line.mark or length >= 4:
        return True
    return bool(COMPLETE.search(last.text)) and not COMPLETE.search(line.text)


def _best(lines: Sequence[Line], runs: Sequence[list[int]]) -> list[int]:
    """Of several runs of open lines the last that ends like a title, else the first that is no scrap of a site."""
    kept = []
    for run in runs:
        left = [i for i in run if not _RED_HEAD.fullmatch(lines[i].text)]
        while len(left) > 1 and _SCRAP.match(lines[left[0]].text):
            left = left[1:]
        if left and not (_SCRAP.match(lines[left[0]].text) and len(runs) > 1):
            kept.append(left)
    complete = [run for run in kept if COMPLETE.search(lines[run[-1]].text)]
    return (complete or kept or [[]])[0]


def find_signature(lines: Sequence[Line], inside: frozenset[int] = frozenset()) -> Signature:
    """The last signature: bodies with a date below or behind them; ``inside`` are lines of tables."""
    for i in range(len(lines) - 1, 0, -1):
        line = lines[i]
        if i in inside:
            continue
        if line.form == "signed":
            match = _DATE.search(line.text) or _HAN_DATE.search(line.text)
            body = line.text[: match.start()].strip() if match else ""
            if _signers(body):
                return Signature(_joined(_signers(body)), iso_date(line.text), frozenset({i}), i)
        if line.form != "date":
            continue
        used = {i}
        bodies: list[str] = []
        k = i - 1
        while k > 0 and k > i - 6 and k not in inside and lines[k].form == "open" and len(lines[k].text) <= 60:
            signers = _signers(lines[k].text)
            if not signers:
                break
            bodies[:0] = signers
            used.add(k)
            k -= 1
        if bodies:
            return Signature(_joined(bodies), iso_date(line.text), frozenset(used), i)
    return Signature(None, None, frozenset(), -1)


def _joined(bodies: Sequence[str]) -> str:
    return "、".join(dict.fromkeys(bodies))


def _signers(text: str) -> list[str]:
    """The bodies of a line that names nothing else."""
    bare = _SEAL.sub("", text).strip()
    if not bare or len(bare) > 60:
        return []
    parts = [part for part in re.split(r"[ 、\u3000]+", bare) if part]
    if all(_is_body(part) for part in parts):
        return parts
    return [bare.replace(" ", "")] if _is_body(bare.replace(" ", "")) else []


def _places(text: str) -> list[str]:
    """The places of a line that names nothing else."""
    parts = [part for part in re.split(r"[ 、\u3000]+", text) if part]
    known = [find_units(part) for part in parts]
    whole = all(
        found and found[0].kind == "place" and found[0].end == len(part)
        for part, found in zip(parts, known, strict=True)
    )
    return parts if whole else []


def _is_body(name: str) -> bool:
    mentions = find_units(name)
    return any(m.start == 0 and m.end == len(name) and m.kind == "organisation" for m in mentions) or bool(
        re.fullmatch(
            r"[\u4e00-\u9fff（）]{4,30}(?:委员会|办公室|领导小组|指挥部|人民政府|局|厅|院|中心|公司|集团|协会|大学|学院|银行|管委会|党委|党组|[督研]\S{1,2}室|部|处|站|社|委|办|队)",
            name,
        )
    )


def find_issuer(lines: Sequence[Line], head: Head, signature: Signature) -> str | None:
    """Who issues the text."""
    for line in lines[: head.end]:
        red = _RED_HEAD.fullmatch(line.text)
        if red and line.form == "open":
            return red[1]
    for line in lines[: head.end + 1]:
        issued = _ISSUED.fullmatch(line.text)
        if issued and line.form == "byline" and _signers(issued[1]):
            return _joined(_signers(issued[1]))
    title = [lines[i].text for i in head.title]
    whole = "".join(title)
    if len(title) > 1:
        signers = _signers(title[0]) or _places(title[0])
        if signers:
            return _joined(signers)
    if _AGREEMENT.search(whole):
        parties = [match[1] for line in lines[head.end : head.end + 12] if (match := _PARTY.match(line.text))]
        if len(parties) >= 2:
            return _joined(parties[:2])
    if not title or _NOBODY.search(whole) or _is_told(lines):
        return None
    return _named(lines, head, whole, signature)


def _is_told(lines: Sequence[Line]) -> bool:
    """A press report or a transcript."""
    for line in lines[:6]:
        if line.form == "byline" and re.match(r"□|(?:本报|通讯员|[（(]?本报)?记者", line.text):
            return True
        if line.form == "sentence" and _REPORT.search(line.text[:160]):
            return True
    return sum(bool(_SPEAKER.match(line.text)) for line in lines[:40]) >= 2


def _named(lines: Sequence[Line], head: Head, whole: str, signature: Signature) -> str | None:
    leading = _leading_units(whole)
    if leading and leading[0].kind == "organisation":
        return _joined([whole[m.start : m.end] for m in leading if m.kind == "organisation"])
    for line in lines[: head.end + 2]:
        adopted = _ADOPTED.match(line.text) if line.form in ("bracket", "sentence", "open") else None
        if adopted:
            return re.sub(r"第[一二三四五六七八九十\d]+届", "", adopted[1])
    if signature.body:
        return signature.body
    if _SPEECH.search(whole):
        return None
    if not leading:
        return _only_place(whole)
    place = _whole_place(whole, leading[0].end)
    return _deciding_body(lines, head, place) or place


def _only_place(whole: str) -> str | None:
    """关于2026年枫岭市…的通知: the one place that the title names."""
    if not whole.startswith("关于"):
        return None
    places = {m.names[0].removeprefix("年") for m in find_units(whole) if m.kind == "place"}
    return places.pop() if len(places) == 1 else None


def _leading_units(whole: str) -> list[UnitMention]:
    """The units and places with which the title begins."""
    found: list[UnitMention] = []
    at = 0
    for mention in find_units(whole):
        if mention.kind in ("generic", "pronoun") or mention.end == mention.start:
            continue
        if whole[at : mention.start].strip(" 、\u3000中共"):
            break
        if found and not whole[at : mention.start]:
            break
        found.append(mention)
        at = mention.end
    return found


def _whole_place(whole: str, end: int) -> str:
    """南屏省岚州市…: the chain of places."""
    chain = re.match(r"(?!各|全)[\u4e00-\u9fff]{2,4}?[市州县区旗](?![场级区民长委政])", whole[end:])
    if chain and whole[end - 1] in "省区市州" and find_units(chain[0]):
        end += chain.end()
    return whole[:end]


def _deciding_body(lines: Sequence[Line], head: Head, place: str) -> str | None:
    """A body of short name that says in the preamble that it decides (市安委会决定…), spelt out."""
    for line in lines[head.end : head.end + 2]:
        if line.form != "sentence" or line.number:
            continue
        for match in _DECIDES.finditer(line.text, 0, 300):
            before = re.split("[，。；]", line.text[: match.start()])[-1]
            for short, long in _SHORT_BODIES.items():
                if before.endswith(short):
                    return place + long
    return None


def iso_date(text: str) -> str | None:
    """The first date in the text as YYYY-MM-DD or YYYY-MM."""
    match = _DATE.search(text)
    if match:
        year, month, day = match.groups()
        return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    han = _HAN_DATE.search(text)
    if not han:
        return None
    year = han[1].translate(_HAN_DIGITS)
    return f"{year}-{_small(han[2]):02d}" + (f"-{_small(han[3]):02d}" if han[3] else "")


def _small(numeral: str) -> int:
    tens, _, ones = numeral.rpartition("十")
    digits = "一二三四五六七八九"
    if "十" not in numeral:
        return digits.find(numeral) + 1
    return 10 * (digits.find(tens) + 1 if tens else 1) + (digits.find(ones) + 1 if ones else 0)


def find_published(lines: Sequence[Line], head: Head, signature: Signature) -> str | None:
    """The date of the document: below the signature, on the head, or in a report's first words."""
    if signature.date:
        return signature.date
    for line in reversed(lines[-6:]):
        if line.form == "date":
            return iso_date(line.text)
    opening = lines[: head.end + 3]
    for line in opening:
        if line.form in ("byline", "date", "bracket", "subtitle", "furniture"):
            date = iso_date(line.text)
            if date and len(date) == 10:
                return date
    for line in opening:
        if line.form == "sentence" and _REPORT.match(line.text):
            date = iso_date(line.text[:40])
            if date and len(date) == 10:
                return date
    return None
