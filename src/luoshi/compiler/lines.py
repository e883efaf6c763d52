"""Reading text → lines: what the outer form of each paragraph says about its part in the document.

`sections` makes the lines once; `titles`, `headings`, `subheads`, `tables` and `labels` read them. Apart from
tables of contents nothing here looks at more than one paragraph.
"""

import re
from typing import Literal, NamedTuple

from luoshi.compiler.flow import Flow, ParagraphKind
from luoshi.language.numerals import parse_number

Style = Literal[
    "part", "chapter", "section", "article", "stage", "han", "hanp", "int", "dec2", "dec3", "dec4", "ara", "arap", "half",
    "circ", "letter", "zero", "box", "table", "item",
]  # fmt: skip

Form = Literal[
    "furniture",  # page furniture
    "contents",  # an entry of a table of contents
    "row",  # cells parted by tabs or bars
    "date",  # a date alone
    "signed",  # a body and a date on one line
    "number",  # the number of the document (棠发改〔2026〕17号)
    "byline",  # reporter, source, date of publication, degree of secrecy
    "subtitle",  # ——在…会议上
    "bracket",  # a line in brackets (（2026—2028年）, （此件公开发布）)
    "attachment",  # 附件, 附件1
    "attachments",  # 附件：1.…
    "unit",  # 单位：亿元
    "note",  # 注：…
    "open",  # a line without a closing mark
    "lead",  # ends with a colon
    "sentence",  # all other text
]


# Styles that stand in a fixed order; the others open wherever they appear.
RANK: dict[str, int] = {
    "part": 2, "chapter": 3, "section": 4, "article": 5, "han": 6, "hanp": 7, "stage": 8, "int": 8, "dec2": 9, "ara": 9,
    "dec3": 10, "arap": 10, "half": 11, "dec4": 11, "circ": 12, "letter": 13,
}  # fmt: skip


class Number(NamedTuple):
    """The number that opens a line: its style, its value and where the text behind it starts."""

    style: Style
    value: int
    body: int


class Line(NamedTuple):
    """A paragraph of the flow with its form; ``text`` is ``flow.text[start:end]``.

    ``copy`` and ``cut`` say that the page has printed it before, or only a part of it.
    """

    paragraph: int
    start: int
    end: int
    text: str
    form: Form
    mark: int
    number: Number | None
    copy: bool
    cut: bool = False


_HAN = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"(?P<part>第[{_HAN}百零〇\d]{{1,4}} ?(?:编|篇|部分|板块|单元))(?![制章])"
    rf"|(?P<chapter>第[{_HAN}百零〇\d]{{1,4}} ?章)"
    rf"|(?P<section>第[{_HAN}百零〇\d]{{1,4}} ?节)(?!课)"
    rf"|(?P<article>第[{_HAN}百零〇\d]{{1,5}} ?条(?:之[{_HAN}])?)(?![例线])"
    rf"|(?P<stage>第[{_HAN}]{{1,2}}(?:阶段|步))(?=[：:（( ])[：: ]*"
    rf"|(?P<han>[{_HAN}]{{1,3}} ?[、.])(?![{_HAN}]{{1,2}}[级类季批产者次期是]|[{_HAN}]、)"
    rf"|(?P<comma>[{_HAN}]{{1,3}}，)(?=[^，。；]{{2,16}}$)"
    rf"|(?P<hanp>[（(] ?[{_HAN}]{{1,3}} ?[）)]|[{_HAN}]{{1,3}}[）)]|[㈠-㈩])[、.]?"
    r"|(?P<zero>0\d)(?=[ 、.]?[^\d\s./:：年月，,%-])[、.]?"
    r"|(?P<dec>\d{1,2}(?:[.．]\d{1,2}){1,3})[、.]?(?= ?[\u4e00-\u9fff“《])(?! ?[亿万千百个倍公平吨米元家立余多])"
    r"|(?P<ara>\d{1,3} ?[.．、](?=20\d\d年|\D)|[⒈-⒛])"
    r"|(?P<arap>[（(] ?\d{1,2} ?[）)]|[⑴-⒇])[、.]?"
    r"|(?P<half>\d{1,2}[）)])[、.]?"
    r"|(?P<circ>[①-⑳❶-❿])[、.]?"
    r"|(?P<letter>[A-H][.、](?=[\u4e00-\u9fff])|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ][.、 ])"
    rf"|(?P<box>专栏 ?[{_HAN}\d]{{1,3}})"
    r"|(?P<table>[附续]?[表图] ?\d{1,2}(?:[-－.]\d{1,2})?)(?=[ ：:.、]|[\u4e00-\u9fff]{4})"
    rf"|(?P<item>(?:问题|任务|事项|项目|措施|清单|案例|工程|行动|目标|线索|反馈意见|整改任务) ?[{_HAN}\d]{{1,3}})(?=[ ：:、.])"
    r"|(?P<int>\d{1,2}) +(?=[\u4e00-\u9fff])"
)
# What a number can begin with: most lines are dismissed by their first character.
_FIRST = frozenset(
    f"第{_HAN}（(0123456789ABCDEFGHⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ专附续表图问任事项措清案工行目线反整"
    + "".join(map(chr, (*range(0x2460, 0x24A0), *range(0x2776, 0x2780), *range(0x3220, 0x322A))))
)
_VALUE = re.compile(rf"[{_HAN}百零〇]+|\d+")
_SINGLE = {
    **{chr(0x3220 + i): i + 1 for i in range(10)},
    **{chr(0x2488 + i): i + 1 for i in range(20)},
    **{chr(0x2474 + i): i + 1 for i in range(20)},
    **{chr(0x2460 + i): i + 1 for i in range(20)},
    **{chr(0x2776 + i): i + 1 for i in range(10)},
    **{chr(0x2160 + i): i + 1 for i in range(10)},
}

_DAY = (
    r"(?:\d{4} ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?|\d{4}[-./]\d\d?[-./]\d\d?"
    r"|[二〇○零Ｏ]{2}[一二三四五六七八九〇○零Ｏ]{2}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)
_DATE = re.compile(rf"[（(]?{_DAY}[）)]?(?:发布|印发)?(?: ?[上下]午.{{0,8}})?")
_SIGNED = re.compile(rf"[\u4e00-\u9fff（） 、]{{4,60}}?[ ）)]{_DAY}")
_DOCUMENT_NUMBER = re.compile(
    r".{0,20}[〔\[［【（(]\d{4}[〕\]］】）)] ?(?:第? ?\d{1,4} ?号)(?:.{0,12}[）)])?|(?:\d{4}年)?第 ?\d{1,4} ?[号期]"
)
_BYLINE = re.compile(
    r"□|[■◎] ?(?:本报|记者|通讯员)|(?:本报|本台|新华社|全媒体|通讯员|见习|首席)?(?:记者|通讯员|特约记者|采访组)[ :：][^，。；]{1,60}$"
    r"|[（(](?:上接|下转|紧接|本报|记者|来源|据|文/|图/|图为|通讯员|作者|新华社|[^，。]{0,12}(?:记者|采访组|供稿|供图|摄))[^。]{0,80}[）)]$"
    r"|(?:上接|下转)第?[一二三四五六七八九十\d]{1,3}版|(?:文字?|图片?|摄影|编辑|责编|作者|供稿)[/／:：][^，。；]{1,40}$"
    r"|(?:来源|信息来源|稿源|发布时间|发布日期|发布机构|索 ?引 ?号|日期|作者|编辑|责任编辑|责编|浏览次数|浏览量|点击数|阅读|字号|字体|文号|主题分类"
    r"|成文日期|分享|打印|当前位置|您(?:当前|现在)的?位置|有效性|发文机关|发文字号|标 ?题|主题词|签发人?|印发机关|抄送|主送|公开方式|公开目录|体裁)[:：]"
    rf"|{_DAY} ?.{{0,12}}(?:来源|发布|作者|浏览|字号|字体|编辑|阅读)|\d{{4}}-\d\d?-\d\d? \d\d?[:：]\d\d"
    r"|(?:本报|报社)?(?:地址|社址|热线|新闻热线|投稿邮箱|邮箱|邮编|发行热线|零售价?|印刷|国内统一(?:连续出版物|刊)号|总编辑|值班.{2,4})[:：]"
    r"|(?:特急|加急|急件|绝密|机密|秘密|内部)(?:★.*)?$"
)
# The head of a newspaper page, and who printed a document when.
_PRINTED = re.compile(rf"[^，。；]{{0,40}}?{_DAY}(?:印发$|[^，。；]{{0,24}}版$)")
_REPORTERS = re.compile(r"□|[（(]?(?:本报|通讯员|记者|全媒体记者)")
_ATTACHMENT = re.compile(rf"(?:附件|附录|附表|附)(?: ?[{_HAN}\d]{{1,2}})?(?:[-－]\d)?[:：]?$")
_ATTACHMENTS = re.compile(rf"(?:附件|附录|附表|附)(?: ?[{_HAN}\d]{{1,2}})?[:： ] *\S")
_UNIT = re.compile(r"[（(]?(?:计量|金额|数量|面积|货币)?单位 ?[:：] ?[^，。；：:]{1,16}[）)]?$")
_NOTE = re.compile(
    rf"(?:注|备注|说明|附注|填报说明|注释)(?:[{_HAN}\d])? ?[:：]|[*＊※] ?(?:表示|为|指|注)|注\d ?[:：.]"
)
_SUBTITLE = re.compile(r"(?:[—－-]{2,}|[—－])[^—。；]{4,60}$")
_CLOSED = re.compile(r"[。；，、…;,][”’」』）)]{0,2}$")
_LEADERS = re.compile(
    r"(?:(?<!…)…{2,}+|(?<!\.)\.{4,}+|(?<!·)·{4,}+|(?<!-)-{6,}+|(?<!_)_{4,}+)[ .]*+\d{0,3}$"
)
_LEADER_ENDS = "….·-_0123456789"
_CONTENTS = re.compile(r"目 *[录次]$")
_BRACKETS = "（("


def read_lines(flow: Flow) -> list[Line]:
    """One line for each paragraph of the flow."""
    text = flow.text
    found = []
    decimal = False
    for i, paragraph in enumerate(flow.paragraphs):
        body = text[paragraph.start : paragraph.end]
        number = read_number(body)
        decimal = decimal or (number is not None and number.style == "dec2")
        form = _form_of(body, paragraph.kind, number)
        copy = paragraph.copy_of is not None
        cut = paragraph.cut_start or paragraph.cut_end
        found.append(Line(i, paragraph.start, paragraph.end, body, form, paragraph.mark, number, copy, cut))
    if not decimal:
        # 1 总则 is a number only beside 1.1 编制目的
        found = [
            line._replace(number=None) if line.number and line.number.style == "int" else line
            for line in found
        ]
    _mark_contents(found)
    return found


def _form_of(body: str, kind: ParagraphKind, number: Number | None) -> Form:
    if kind == "furniture" or not body:
        # who wrote it tells a press report even where the line is furniture
        return "byline" if _REPORTERS.match(body) else "furniture"
    return _form(body, kind == "row", number)


def read_number(body: str) -> Number | None:
    """The number at the start of a line."""
    if body[:1] not in _FIRST:
        return None
    match = _NUMBER.match(body)
    if not match:
        return None
    style = match.lastgroup or ""
    printed = match[style]
    value = _value(printed.rsplit(".", 1)[-1] if style == "dec" else printed)
    if style == "dec":
        style = f"dec{len(re.split('[.．]', printed))}"
    elif style == "comma":
        style = "han"
    end = match.end()
    while end < len(body) and body[end] in " \u3000":
        end += 1
    return Number(style, value, end)  # type: ignore[arg-type]


def _value(printed: str) -> int:
    digits = _VALUE.search(printed)
    if digits is None:
        return _SINGLE.get(printed[0], ord(printed[0]) - 64)
    return int(digits[0]) if digits[0].isdigit() else int(parse_number(digits[0]) or 0)


def _form(body: str, row: bool, number: Number | None) -> Form:
    if row or "\t" in body or "|" in body[1:-1]:
        return "row"
    if number is None or number.style in ("zero", "int"):
        special = _special(body)
        if special:
            return special
    if _CLOSED.search(body[-3:]) or "。" in body[:-1] or "；" in body[:-1]:
        return "sentence"
    return "lead" if body[-1] in ":：" else "open"


def _special(body: str) -> Form | None:
    if len(body) > _LONGEST_SPECIAL:
        return None
    last = body[-1]
    if last in _LEADER_ENDS and _LEADERS.search(body):
        return "contents"
    for ends, pattern, form in _WHOLE:
        if last in ends and pattern.fullmatch(body):
            return form
    for pattern, form in _OPENING:
        if pattern.match(body):
            return form
    if body[0] in _BRACKETS and last in "）)" and "。" not in body:
        return "bracket"
    return None


_LONGEST_SPECIAL = 120
# Forms of a whole line, tried only where its last character allows.
_WHOLE: tuple[tuple[str, re.Pattern[str], Form], ...] = (
    ("月日）)0123456789布发午时分", _DATE, "date"),
    ("日0123456789", _SIGNED, "signed"),
    ("号期）)", _DOCUMENT_NUMBER, "number"),
    ("版发", _PRINTED, "byline"),
)
_OPENING: tuple[tuple[re.Pattern[str], Form], ...] = (
    (_BYLINE, "byline"),
    (_ATTACHMENT, "attachment"),
    (_ATTACHMENTS, "attachments"),
    (_UNIT, "unit"),
    (_NOTE, "note"),
    (_SUBTITLE, "subtitle"),
)


def last_bracket(text: str) -> int | None:
    """Where the bracket opens with which the text ends, None where it ends otherwise."""
    if not text or text[-1] not in "）)】":
        return None
    depth = 0
    for i in range(len(text) - 1, max(-1, len(text) - 400), -1):
        if text[i] in "）)】":
            depth += 1
        elif text[i] in "（(【":
            depth -= 1
            if not depth:
                return i
    return None


def _mark_contents(lines: list[Line]) -> None:
    """Entries below 目录 reach to where the first of them comes again."""
    i = 0
    while i < len(lines):
        line = lines[i]
        if line.form == "open" and _CONTENTS.match(line.text):
            stop = _end_of_contents(lines, i + 1)
            for k in range(i, stop):
                lines[k] = lines[k]._replace(form="contents")
            i = stop
        if lines[min(i, len(lines) - 1)].number and _LEADERS.search(lines[min(i, len(lines) - 1)].text):
            lines[i] = lines[i]._replace(form="contents")
        i += 1


def _end_of_contents(lines: list[Line], start: int) -> int:
    """One past the last entry; ``start`` where no entry comes again."""
    if start >= len(lines):
        return start
    first = _entry(lines[start].text)
    for k in range(start + 1, len(lines)):
        if lines[k].form not in ("open", "contents", "furniture"):
            return k if lines[start].form == "contents" else start
        if _entry(lines[k].text) == first:
            return k
    return start


def _entry(text: str) -> str:
    return re.sub(r"[\s….·\d_-]", "", text)
