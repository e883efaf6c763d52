"""Words on column heads and labels → what stands below or behind them.

`tables` reads column heads with this, `labels` the labels of labelled lines; both speak the same vocabulary
(责任单位, 完成时限, 整改措施).
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


# The first pattern that is found decides.
_KINDS: tuple[tuple[re.Pattern[str], FieldKind], ...] = tuple(
    (re.compile(pattern), kind)  # type: ignore[misc]
    for pattern, kind in (
        (r"^(?:序号?|编号|项次|代码|编码|No\.?|#|号)$", "serial"),
        (r"领导|责任人|负责人|联系人|联络员|电话|签字|联系方式|姓名|职务|局长|河长|备注", "note"),
        (r"(?:单位|部门|主体|机构|业主|法人|牵头|配合|协办|主办|承办|分工|责任[区县科]|实施方|责任方|处室|科室|街道)(?:[（(].{1,8}[）)])?$", "units"),
        (r"^(?:开工|开始|启动|印发|填报|反馈|受理|发布|签约|批复|立项|入库)(?:时间|日期|年月)$", "note"),
        (r"(?:时限|期限|时间|日期|年限|起止|周期|工期|节点|年月|时点|进度安排|期限要求)(?:要求|安排)?$", "deadline"),
        (r"^(?:主要|具体|规划|约束性|预期性|监测|评价|考核|一级|二级|三级|核心)?指标(?:名称|项目|内容)?$|^(?:体征|评价|考核)?指标$", "indicator"),
        (r"名称$|^(?:项目|工程|企业|园区|课题|产品|平台|载体|河流|水库|湖泊|断面|点位|单元|集群|产业链)$", "name"),
        (r"^(?:项目)?(?:总投资|投资总额|总概算|概算|估算投资|总规模|投资规模|总额|总金额)|累计(?:完成|投资)|截至|已完成|基期|基数|基准|现状|上年|去年|完成情况|进展情况", "fact"),
        (r"计划投资|投资计划|年度投资|投资额|目标值|计划数|计划值|任务数|指标值|资金(?:需求|安排|规模)|安排资金|年均|累计|增速|增长率", "amount"),
        (r"^[“”]?(?:\d{4}|十[一二三四五六]五)[”]?(?:年|末|期末|时期|期间)*(?:目标|计划|实际|预计|预期)?(?:值|数)?$", "amount"),
        (r"(?:问题|情形|情况|表现|描述|原因|线索|成效|短板|不足|背景|依据|来源|概况)$", "fact"),
        (r"(?:地点|地址|位置|所在地?|属地|区域|范围|区县|辖区|市县|县区|流域|行政区|^区|^地区)$", "place"),
        (r"(?:内容|规模|目标|措施|任务|举措|进度|要求|标准|成果|做法|安排|计划|事项|重点|工作|进展|清单|标志|方案|形式|产出|对策|承诺)$", "content"),
    )
)
_ROLES: tuple[tuple[str, str], ...] = (
    ("牵头", "lead"), ("主办", "lead"), ("总责", "lead"), ("配合", "cooperate"), ("协办", "cooperate"), ("协同", "cooperate"),
    ("协作", "cooperate"), ("协助", "cooperate"), ("参与", "cooperate"), ("参加", "cooperate"), ("会同", "cooperate"), ("支持", "cooperate"),
    ("督导", "supervise"), ("督办", "supervise"), ("督查", "supervise"), ("督促", "supervise"), ("督察", "supervise"),
    ("监督", "supervise"), ("监管", "supervise"), ("验收", "accept"), ("销号审核", "accept"), ("指导", "guide"), ("联系", "guide"),
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_UNIT = re.compile(r"[（(【〔\[]\s?(?:单位[:：])?([^（()）\d，。]{1,10}?)[）)】〕\]]$")
_MEASURES = re.compile(r"^(?:计量)?单位$")


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
