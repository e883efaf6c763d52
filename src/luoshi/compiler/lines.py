"""Reading text → lines: what the outer form of each paragraph says about its part in the document.

`sections` makes the lines once; `titles`, `headings`, `tables` and `labels` read them. Nothing here looks at
more than one paragraph.
"""

import re
from typing import Literal, NamedTuple

from luoshi.compiler.flow import Flow
from luoshi.language.numerals import parse_number

Style = Literal[
    "part", "chapter", "section", "article", "han", "hanp", "dec", "ara", "arap", "half", "circ", "letter", "zero",
    "box", "table", "item",
]  # fmt: skip

Form = Literal[
    "furniture",  # page furniture and markup of the page
    "row",  # cells parted by tabs or bars
    "date",  # a date alone
    "number",  # the number of the document (棠发改〔2026〕17号)
    "byline",  # reporter, source, date of publication
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


class Number(NamedTuple):
    """The number that opens a line: its style, its value and where the text behind it starts."""

    style: Style
    value: int
    body: int


class Line(NamedTuple):
    """A paragraph of the flow with its form; ``text`` is ``flow.text[start:end]``."""

    paragraph: int
    start: int
    end: int
    text: str
    form: Form
    mark: int
    number: Number | None
    copy: bool


_HAN = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"(?P<part>第[{_HAN}百零〇\d]{{1,4}} ?(?:编|篇|部分|板块|单元))(?![制章])"
    rf"|(?P<chapter>第[{_HAN}百零〇\d]{{1,4}} ?章)"
    rf"|(?P<section>第[{_HAN}百零〇\d]{{1,4}} ?节)"
    rf"|(?P<article>第[{_HAN}百零〇\d]{{1,5}} ?条(?:之[{_HAN}])?)(?!例|线)"
    rf"|(?P<han>[{_HAN}]{{1,3}} ?[、.])(?![{_HAN}][级类季批产者次]|[{_HAN}]、)"
    rf"|(?P<hanp>[（(][{_HAN}]{{1,3}}[）)])"
    r"|(?P<zero>0\d)(?=[ 、.]?[^\d\s./:：年月])"
    r"|(?P<dec>\d{1,2}(?:\.\d{1,2}){1,3})(?= ?[\u4e00-\u9fff“《])(?! ?[亿万千百个公平吨米元倍万家])"
    r"|(?P<ara>\d{1,3} ?[.、])(?!\d)"
    r"|(?P<arap>[（(]\d{1,2}[）)])"
    r"|(?P<half>\d{1,2}[）)])"
    r"|(?P<circ>[①-⑳])"
    r"|(?P<letter>[A-HＡ-Ｈ][.、])"
    rf"|(?P<box>专栏 ?[{_HAN}\d]{{1,3}})"
    r"|(?P<table>[附续]?[表图] ?\d{1,2}(?:[-－.]\d{1,2})?)(?=[ ：:.、]|[\u4e00-\u9fff]{4})"
    rf"|(?P<item>(?:问题|任务|事项|项目|措施|清单|案例|工程|行动|目标|指标|线索|反馈意见) ?[{_HAN}\d]{{1,3}})(?=[ ：:、.])"
)
_VALUE = re.compile(rf"[{_HAN}百零〇]+|\d+")
_BLANK = " \u3000"

_DATE = re.compile(r"[（(]?(?:\d{4} ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?|[二〇○零一]{2}[一二三四五六七八九〇○零]{2}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|\d{4}-\d\d?-\d\d?)[）)]?")
_DOCUMENT_NUMBER = re.compile(r".{0,16}[〔\[［【（(]\d{4}[〕\]］】）)] ?(?:第? ?\d{1,4} ?号).{0,10}")
_BYLINE = re.compile(
    r"□|[（(]?(?:本报|本台|新华社|全媒体|通讯员|见习)?(?:记者|通讯员|特约|采访组|全媒体记者)[ :：].{1,60}$"
    r"|[（(](?:上接|下转|紧接|本报|记者|来源|据|文/|图/|图为|通讯员|作者|新华社|.{0,12}(?:记者|采访组|供稿|供图|摄)).{0,80}[）)]$"
    r"|(?:文字?|图片?|摄影|编辑|责编|作者|供稿)[/／:：].{1,40}$"
    r"|(?:来源|信息来源|发布时间|发布日期|发布机构|索引号|索 引 号|时间|日期|作者|编辑|责任编辑|责编|浏览次数|浏览量|点击数|阅读|"
    r"字号|字体|文号|主题分类|成文日期|分享|打印|当前位置|有效性|发文机关|发文字号|标题|主题词|签发人?|印发机关|抄送|主办单位|承办)[:：]"
    r"|\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日? ?.{0,12}(?:来源|发布|作者|浏览|字号|字体|编辑|阅读)"
    r"|\d{4}-\d\d?-\d\d? \d\d?[:：]\d\d"
    r"|(?:特急|加急|急件|绝密|机密|秘密)(?:★.*)?$|(?:签发人|签发)[:：]"
)
_SPLIT_CELLS = re.compile(r"\t|(?<!^)\|(?!$)")
_ATTACHMENT = re.compile(rf"(?:附件|附录|附表|附)(?: ?[{_HAN}\d]{{1,2}})?(?:[-－]\d)?[:：]?$")
_ATTACHMENTS = re.compile(rf"(?:附件|附录|附表|附)(?: ?[{_HAN}\d]{{1,2}})?[:：] ?\S")
_UNIT = re.compile(r"[（(]?(?:计量|金额|数量|面积)?单位 ?[:：] ?[^，。；、]{1,16}[）)]?$")
_NOTE = re.compile(r"(?:注|备注|说明|附注|填报说明|注释)(?:[{_HAN}\d])? ?[:：]|[*＊※] ?(?:表示|为|指|注)|注\d ?[:：.]")
_CLOSED = re.compile(r"[。；，、…;,][”’」』）)]?$")
_INNER_STOP = re.compile(r"。(?!$)|；")


def read_lines(flow: Flow) -> list[Line]:
    """One line for each paragraph of the flow."""
    text = flow.text
    found = []
    for i, paragraph in enumerate(flow.paragraphs):
        body = text[paragraph.start : paragraph.end]
        number = read_number(body)
        form: Form = "furniture" if paragraph.kind == "furniture" else _form(body, paragraph.kind == "row", number)
        found.append(
            Line(
                i, paragraph.start, paragraph.end, body, form, paragraph.mark, number, paragraph.copy_of is not None
            )
        )
    return found


def read_number(body: str) -> Number | None:
    """The number at the start of a line."""
    match = _NUMBER.match(body)
    if not match:
        return None
    style = match.lastgroup
    digits = _VALUE.search(match[0])
    end = match.end()
    while end < len(body) and body[end] in _BLANK:
        end += 1
    return Number(style, _value(digits[0]) if digits else ord(match[0][0]), end)  # type: ignore[arg-type]


def _value(digits: str) -> int:
    if digits.isdigit():
        return int(digits)
    return int(parse_number(digits) or 0)


def _form(body: str, row: bool, number: Number | None) -> Form:
    if row or _SPLIT_CELLS.search(body):
        return "row"
    if number is None or number.style == "zero":
        special = _special(body)
        if special:
            return special
    if _CLOSED.search(body) or _INNER_STOP.search(body):
        return "sentence"
    if body[-1] in ":：":
        return "lead"
    return "open"


def _special(body: str) -> Form | None:
    if body[0] in "（(" and body[-1] in "）)" and not _BYLINE.match(body):
        return "date" if _DATE.fullmatch(body) else "bracket"
    if len(body) > 120:
        return None
    for pattern, form in _WHOLE:
        if pattern.fullmatch(body):
            return form
    for pattern, form in _OPENING:
        if pattern.match(body):
            return form
    return None


_WHOLE: tuple[tuple[re.Pattern[str], Form], ...] = (
    (_DATE, "date"),
    (_DOCUMENT_NUMBER, "number"),
)
_OPENING: tuple[tuple[re.Pattern[str], Form], ...] = (
    (_BYLINE, "byline"),
    (_ATTACHMENT, "attachment"),
    (_ATTACHMENTS, "attachments"),
    (_UNIT, "unit"),
    (_NOTE, "note"),
    (re.compile(r"[—－-]{2}[^。；]*$|[—－][^—。；]{4,60}$"), "subtitle"),
)
