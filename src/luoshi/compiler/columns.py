"""Words on column heads and labels → what stands below or behind them.

`tables` reads column heads with this, `labels` and `headings` the labels of labelled lines; all speak the same
vocabulary (责任单位, 完成时限, 整改措施).
"""

import re
from typing import NamedTuple

from luoshi.compiler.parts import FieldKind


class Column(NamedTuple):
    """What a column or a labelled line holds. ``measure`` marks the column of measuring units."""

    kind: FieldKind
    role: str | None = None
    year: str | None = None
    unit: str | None = None
    measure: bool = False
    cumulative: bool = False


# The first pattern that is found decides.
_KINDS: tuple[tuple[re.Pattern[str], FieldKind], ...] = tuple(
    (re.compile(pattern), kind)  # type: ignore[misc]
    for pattern, kind in (
        (r"^(?:序号?|编号|项次|代码|编码|No\.?|#|号)$", "serial"),
        (
            r"领导|责任人|负责人|联系人|联络员|电话|签字|联系方式|姓名|职务|^局长|^河长"
            r"|备注|属性|性质|类型|类别|级别|领域|资金来源|专栏|分类",
            "note",
        ),
        (
            r"(?:单位|部门|主体|机构|业主|法人|牵头|配合|协办|主办|承办|分工|责任[区县科]|实施方|责任方|处室|科室)"
            r"(?:[（(].{1,8}[）)])?$",
            "units",
        ),
        (r"^(?:开工|开始|启动|印发|填报|反馈|受理|发布|签约|批复|立项|入库)(?:时间|日期|年月)$", "note"),
        (r"(?:时限|期限|时间|日期|年限|起止|周期|工期|节点|年月|时点|进度安排)(?:要求|安排)?$", "deadline"),
        (r"指标(?:名称|项目|内容)?$", "indicator"),
        (
            r"名称$|^(?:项目|工程|企业|园区|课题|产品|平台|载体|河流|水库|湖泊|断面|点位|单元|集群|产业链)$",
            "name",
        ),
        (
            r"^(?:项目)?(?:总投资|投资总额|总概算|概算|估算投资|总规模|投资规模|总额|总金额)|^(?:投资|资金|金额|预算|经费)$|累计(?:完成|投资)|截至|已完成"
            r"|基期|基数|基准|现状|上年|去年|完成情况|进展情况",
            "fact",
        ),
        (
            r"计划投资|投资计划|年度投资|投资额|目标值|计划数|计划值|任务数|指标值|资金(?:需求|安排|规模)|安排资金|年均|累计"
            r"|增速|增长率|^(?:新增|规划|建设)?(?:里程|面积|床位|学位|数量|规模数|户数|个数)$",
            "amount",
        ),
        (
            r"^[“”]?(?:\d{4}|十[一二三四五六]五)[”]?(?:年|末|期末|时期|期间)*(?:计划|实际|预计|预期)?(?:目标)?(?:值|数)?$",
            "amount",
        ),
        (r"(?:问题|情形|情况|表现|描述|原因|线索|成效|短板|不足|背景|依据|来源|概况)$", "fact"),
        (r"(?:地点|地址|位置|所在地?|属地|区域|范围|区县|辖区|市县|县区|流域|行政区|^区|^地区)$", "place"),
        (
            r"(?:内容|规模|目标|措施|任务|举措|进度|要求|标准|成果|做法|安排|计划|事项|重点|工作|进展|清单|标志|方案|形式|产出"
            r"|对策|承诺)$",
            "content",
        ),
    )
)
_ROLES: tuple[tuple[str, str], ...] = (
    ("牵头", "lead"), ("主办", "lead"), ("总责", "lead"), ("配合", "cooperate"), ("协办", "cooperate"), ("协同", "cooperate"),
    ("协作", "cooperate"), ("协助", "cooperate"), ("参与", "cooperate"), ("参加", "cooperate"), ("会同", "cooperate"),
    ("支持", "cooperate"), ("督导", "supervise"), ("督办", "supervise"), ("督查", "supervise"), ("督促", "supervise"),
    ("督察", "supervise"), ("监督", "supervise"), ("监管", "supervise"), ("验收", "accept"), ("销号", "accept"),
    ("指导", "guide"), ("联系", "guide"),
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_UNIT = re.compile(r"[（(【〔\[]\s?(?:单位[:：])?([^（()）\d，。]{1,10}?)[）)】〕\]]$")
_MEASURES = re.compile(r"^(?:计量)?单位$")

# The labels of labelled lines; one of them opens the line or stands behind another.
_UNITS = (
    "(?:市级|区级|县级|省级|主要|共同|第一)?(?:责任|牵头|配合|协办|协同|协作|协助|主办|承办|承担|实施|建设|督导|督办|督查|督察|督促"
    "|监督|验收|主管|监管|行业主管|指导|参与|参加|落实|组织|支持|整改|运营|联系|挂钩|会同|执行|销号审核|审核|包保|推进|项目)(?:责任)?"
    "(?:单位|部门|主体|机构|地区|区县|县区|层级)|责任分工|工作分工|任务分工|牵头|配合|业主单位|项目业主|项目法人|责任|责任方|实施方"
)
_DEADLINES = (
    "(?:整改|完成|办理|销号|办结|工作|实施|建设|截止|竣工|投产|计划|预计|时间|任务|达标|落实|验收|治理|计划完成|拟完成|起止)(?:完成)?"
    "(?:时限|期限|时间|时间节点|日期|年限|周期|节点|年月)|时限|期限|工期|建设周期|时间节点|时间安排|时间要求|进度安排|时限要求"
    "|完成时限要求"
)
_CONTENTS = (
    "(?:整改|工作|总体|主要|年度|阶段|建设|绩效|预期|重点|具体|攻坚|治理|近期|远期|任务|实施|行动|创建|改革|下一步|当前|本年度|目标"
    r"|\d{4}年|推进|落实|保障)?(?:目标|措施|任务|内容|举措|要求|规模|标准|成果|安排|打算|计划|事项|进展|进度|做法|对策|思路|路径"
    "|目标任务|工作任务|工作措施|工作举措|建设内容|建设规模|内容及规模|内容和规模|工作要求|成果形式|形象进度|目标要求)"
)
_FACTS = (
    "(?:反馈|存在|主要|突出|具体|整改)?(?:问题|情形|情况|问题情形|问题描述|问题表现|问题概述|具体表现|现状|基本情况|问题清单|不足"
    "|原因|原因分析|成因|背景|依据|问题来源|进展情况|完成情况|整改情况|整改进展|建设地点|地点|总投资|项目总投资|投资规模|项目概况|工程概况)"
)
_NAMES = "(?:项目|工程|任务|事项|问题)(?:名称)?"
_COLON = re.compile(r"[：:][ \u3000]*")
_BOUNDARY = frozenset(" \u3000；;。，,（([【\t、.）)①②③④⑤⑥⑦⑧⑨⑩")
_LONGEST_LABEL = 16
_LABEL = re.compile(
    rf"(?:(?P<units>{_UNITS})|(?P<deadline>{_DEADLINES})|(?P<content>{_CONTENTS})|(?P<fact>{_FACTS})"
    rf"|(?P<name>{_NAMES}))(?:[（(][^（()）]{{1,12}}[）)])?"
)


class Label(NamedTuple):
    """A label: its word at ``start`` to ``end``, the kind that it announces, and where the text behind it starts."""

    start: int
    end: int
    word: str
    kind: FieldKind
    body: int


def find_labels_in(text: str, first: int = 0) -> list[Label]:
    """The labels with a colon in ``text`` from ``first`` on, each behind a mark, a bracket or a blank."""
    found = []
    floor = first
    for match in _COLON.finditer(text, first):
        colon = match.start()
        start = _word_start(text, colon, floor)
        word = text[start:colon]
        label = _LABEL.fullmatch(word) if word else None
        if label:
            found.append(Label(start, colon, word, _kind(label), match.end()))
        floor = colon + 1
    return found


def _word_start(text: str, colon: int, floor: int) -> int:
    """Where the word before the colon begins; a bracket at its end belongs to it."""
    at = colon
    if at > floor and text[at - 1] in "）)":
        opened = max(text.rfind("（", max(floor, at - 14), at), text.rfind("(", max(floor, at - 14), at))
        at = opened if opened > floor else at
    lowest = max(floor, at - _LONGEST_LABEL)
    while at > lowest and text[at - 1] not in _BOUNDARY:
        at -= 1
    return at


def label_at(text: str, first: int = 0) -> Label | None:
    """The label that stands exactly at ``first``."""
    labels = find_labels_in(text[: first + 2 * _LONGEST_LABEL], first)
    return labels[0] if labels and labels[0].start == first else None


def _kind(match: re.Match[str]) -> FieldKind:
    kinds: tuple[FieldKind, ...] = ("units", "deadline", "content", "fact", "name")
    return next(kind for kind in kinds if match[kind] is not None)


def read_column(head: str, *, indicators: bool = False) -> Column | None:
    """What the column head says; None where it is no known word."""
    bare = re.sub(r"\s", "", head).strip("*＊")
    if not bare or len(bare) > 20:
        return None
    if indicators and _MEASURES.match(bare):
        return Column("note", measure=True)
    unit = _UNIT.search(bare)
    plain = bare[: unit.start()] if unit and unit.start() else bare
    year = _YEAR.search(plain)
    kind = kind_of(plain)
    if kind is None:
        return None
    return Column(
        kind,
        role_of(plain) if kind == "units" else None,
        year[1] if year else None,
        unit[1] if unit and unit.start() and kind in ("amount", "fact", "content") else None,
        cumulative=kind == "amount" and bool(re.search("累计|年均|增速|增长率|增幅", plain)),
    )


def kind_of(word: str) -> FieldKind | None:
    """The kind of field that a label or column head announces."""
    for pattern, kind in _KINDS:
        if pattern.search(word):
            return kind
    return None


def role_of(word: str) -> str:
    """The role of units that a label or column head states."""
    for part, role in _ROLES:
        if part in word:
            return role
    return "responsible"
