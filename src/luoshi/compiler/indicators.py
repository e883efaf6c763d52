"""What a quantity measures: the indicator's name, resolved through ellipsis, 分别, 均 and 其中.

`quantities` calls `name_indicators` with the placed measures in reading order. The name is cut out of the text:
the subject of an attainment (漏损率控制在9%以内), the object before a number (新建干线86公里), the object behind one
(完成12处易涝点整治), the row of a table; where the clause has none it is that of the quantity before.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.parts import Clause, Outline
from luoshi.language.quantities import Measure


class Placed(NamedTuple):
    """A measure with the indexes of its clause, its field and its commitment."""

    measure: Measure
    clause: int
    field: int | None
    commitment: int | None


def _any(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


_BOUND = _any(
    "不得?低于 不得?少于 不得?小于 不得?超过 不得?高于 不得?大于 不超 至少 最少 最低 最高 最多 最长 约 近 逾 超 突破 超过 高于 低于 不足 "
    "不到 不满 仅 仅为 大于 小于 少于 多于 接近 将近 大约 ≥ ≤ > < ＞ ＜ 不 只 只有 只需 只要 仅需"
)
_ATTAIN = _any(
    "稳定达到 达到 达 提高 提升 上升 增加 增长 扩大 升 (?<!新)增 降低 下降 降 减少 压缩 压减 缩短 缩小 削减 压降 控制 稳定 保持 维持 突破 超过 "
    "为 是 有 占 取 取值 实现 完成 调整 整合 拓展 恢复 稳步 力争 确保 争取 预计 累计 年均 平均 分别 均 都 再 净 同比 环比 总体 全部 基本 大幅 首次 "
    "已 将 要 应 须 可 能 到 至 在 了 翻 压 调增"
)
_TAIL = re.compile(rf"(?:{_BOUND}|{_ATTAIN}|[ ，：])+$")
_LEAD = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[①-⑳]|[^：:，。]{1,14}[：:]|[—–\-·]+|其中|其余|同时|此外|但是?|而且?|并|且|还|也|均|将|要|应当?|须|必须|力争|确保|争取|预计|"
    r"目前|全市|全县|全区|我市|我县|我区|原则上|累计|共(?!享|有|同|用|建)|再(?!生|次|造|制|利)|已|已经|先后|计划|到|于|在|由|由于|使|让|推动|力求|努力|切实|全面|加快|着力|大力|持续|稳步|有序|"
    r"[ “”])+"
)
_VERB = re.compile(
    r"(?:新建改造|新建和改造提升|新建改扩建|更新改造|滚动实施|组织实施|统筹安排|建成投用|建设改造|新建|改建|扩建|改造|建设|建成|建立|组建|设立|设置|完成|实施|开展|开工|开行|"
    r"培育|引进|新引进|招引|新增|净增|增加|增配|配备|配置|打造|创建|创成|推出|上线|发放|发行|安排|筹集|筹措|投入|投用|投资|单列|提供|组织|举办|召开|开设|布设|布局|新布局|"
    r"部署|派出|遴选|认定|评选|选派|培训|培养|轮训|归集|接入|覆盖|惠及|带动|吸纳|吸引|盘活|清退|整治|治理|修复|更新|加装|安装|购置|更换|种植|营造|抚育|拆除|关停|退出|"
    r"搬迁|责令|排查|检查|抽检|抽查|查处|办理|受理|化解|调处|制定|制修订|修订|编制|出台|发布|开放|开通|开辟|拥有|达到|实现|形成|攻克|攻关|突破|转化|登记|给予|奖励|补助|支持|"
    r"帮扶|资助|救助|保障|供应|储备|生产|收储|消化|盘活|压减|削减|减少|降低|下降|提高|提升|增长|缩短|压缩|延长|巩固|守牢|保持|稳定|推进|推动|配套|划定|划设|共划定|承接|争取|执行)"
)
_METRIC = re.compile(
    r"(?:率|比|比重|占比|比例|总值|增加值|产值|收入|支出|投资|额|量|数|数量|指数|系数|浓度|面积|规模|强度|水平|年限|寿命|时长|时间|时限|周期|间隔|人口|度|能耗|能力|价|价格|成本|"
    r"距离|高度|长度|里程|库容|容量|标准|总数|总量|排放|贷款|余额|利润|税收|税|租金|费用|费率|补助|奖励|奖补|权重|得分|满意度|份额|体量|位次|产量|销量|流量|吞吐量|储量|频次|次数|户数|人数|"
    r"家数|件数|起数|增速|增幅|降幅|升幅|差距|缺口|资金|经费|预算|误差|精度|载客|床位|水位|密度|功率|装机|产能|指标|深度|宽度|层数|航道|出资|指标数)$"
)
# What cannot end the name of an indicator: the object follows the number.
_OPEN_END = re.compile(
    r"(?:[首第][一二三四五六七八九十]?批|等|的|对|给予|派出|办好|继续办好|实行|力争|连续|余|每个|组建|上线|推出|建成|引进|培育|打造|遴选|完成|整治|责令|开展|组织|布设|编制|制定)$"
)
_POST_STOP = re.compile(r"[，。；、：:（(）)\t\n”]|(?:以上|以下|以内|左右|及以上)?(?:的)?$")
_AFTER_BOUND = re.compile(r"(?:及?以[上下内]|左右|上下|余|多|以内)?的?")
_GROWTH = re.compile(
    rf"(增长|提高|提升|增加|上升|下降|降低|减少|压减|削减|缩短|增速|扩大)了?(?:{_BOUND}|[ ]|至少|累计)*$"
)
_FALLS = ("下降", "降低", "减少", "压减", "削减", "缩短")
_RESPECTIVE = re.compile(r"分别|依次|各")
_SPLIT = re.compile(r"、|和(?!谐|平|美|解)|与|及(?!时|格)|以及")
_DATE = re.compile(
    r"(?:到|至|截至|自|从|于|在)?(?:(?:19|20)\d\d ?年|今年|明年|去年|全年|年度|年内|年底|上半年|下半年|[一二三四]季度|\d{1,2}月|每个?(?:年|月|季度|半年|周|日|天)|三年|[两二三五]年)"
    r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上半年|下半年|[一二三四]季度)?(?:底|末|初)?(?:之前|以前|前|内|起)?"
)
_ASIDE = re.compile(
    r"(?:较|比|相较于?|与)[^，。；、]{1,10}?(?:年|末|期|上年|水平|基础)(?:底|末|同期|相比)?|在[^，。；、]{0,6}基础上|同比|环比|按[^，。；]{1,8}?口径"
)
_LIMIT = 40


def name_indicators(
    text: str,
    clauses: Sequence[Clause],
    placed: Sequence[Placed],
    outline: Outline,
) -> list[str | None]:
    """The indicator of every measure, None where nothing names it."""
    rows = _row_names(text, outline)
    found: list[str | None] = []
    first = 0
    for i, item in enumerate(placed):
        if i and placed[i - 1].clause != item.clause:
            first = i
        name = None
        if item.field is not None and outline.fields[item.field].kind in ("amount", "fact"):
            name = _of_cell(text, outline, item.field, rows)
        if name is None:
            name = _of_part(text, clauses, placed, found, first, i) or _of_clause(
                text, clauses, placed, first, i
            )
        if name is None and i and _same_sentence(text, clauses, placed, i):
            name = found[-1]
        found.append(name)
    return found


def _of_part(
    text: str,
    clauses: Sequence[Clause],
    placed: Sequence[Placed],
    found: Sequence[str | None],
    first: int,
    i: int,
) -> str | None:
    """其中今年分别完成150个、25个: parts of what was named before, told apart by their order among like units."""
    head = text[clauses[placed[i].clause].start : placed[first].measure.start]
    mark = _RESPECTIVE.search(head)
    if mark is None or _unled(_DATE.sub("", head[: mark.start()])).strip("、 ，"):
        return None
    number = first
    while number < len(placed) and placed[number].clause == placed[i].clause:
        number += 1
    j = first - (number - first) + (i - first)
    if (
        j < 0
        or j >= first
        or not _same_sentence(text, clauses, placed, first)
        or placed[j].measure.unit[-1:] != (placed[i].measure.unit[-1:])
    ):
        return None
    return found[j]


def _row_names(text: str, outline: Outline) -> dict[int, str]:
    names: dict[int, str] = {}
    for field in outline.fields:
        if field.kind in ("indicator", "name") and field.record not in names:
            names[field.record] = re.sub(r"[（(][^）)]*[）)]$", "", text[field.start : field.end])
    return names


def _of_cell(text: str, outline: Outline, index: int, rows: dict[int, str]) -> str | None:
    field = outline.fields[index]
    if field.end - field.start > 24:
        return None
    return rows.get(field.record)


def _same_sentence(text: str, clauses: Sequence[Clause], placed: Sequence[Placed], i: int) -> bool:
    before, now = clauses[placed[i - 1].clause], clauses[placed[i].clause]
    if now.start - before.end > 120:
        return False
    return "。" not in text[before.end : now.start] and "\n" not in text[before.end : now.start]


def _of_clause(
    text: str, clauses: Sequence[Clause], placed: Sequence[Placed], first: int, i: int
) -> str | None:
    clause = clauses[placed[i].clause]
    measure = placed[i].measure
    begin = placed[i - 1].measure.end if i > first else clause.start
    before = text[begin : measure.start]
    if i > first and _linked(before):
        respective = _respective(text, clause, placed, first, i)
        if respective is not None:
            return respective
        if before in ("、", "和", "及", "与", ""):
            return _behind(text, clause, measure.end)
    if i == first:
        respective = _respective(text, clause, placed, first, i)
        if respective is not None:
            return respective
    return _from_parts(before, text, clause, measure.end, measure.unit)


def _linked(between: str) -> bool:
    return len(between) <= 2


def _respective(text: str, clause: Clause, placed: Sequence[Placed], first: int, i: int) -> str | None:
    """A、B分别达到x、y: the items of the subject in the order of the numbers."""
    head = text[clause.start : placed[first].measure.start]
    mark = _RESPECTIVE.search(head)
    if mark is None:
        return None
    subject = _unled(_DATE.sub("", _ASIDE.sub("", head[: mark.start()]))).strip("、，： ")
    items = [item for item in _SPLIT.split(subject) if item]
    number = 0
    while first + number < len(placed) and placed[first + number].clause == placed[i].clause:
        number += 1
    if len(items) == number and number > 1:
        return _with_tail(items, i - first) + _suffix(head[mark.end() :])
    return subject[:_LIMIT] + _suffix(head[mark.end() :]) if subject else None


def _with_tail(items: Sequence[str], place: int) -> str:
    """化肥、农药施用量: an item that is no metric shares the tail of the last one."""
    item = items[place]
    last = items[-1]
    if item is last or _METRIC.search(item) or not _METRIC.search(last):
        return item
    tail = re.search(
        r"(?:施用|使用|利用|综合利用|覆盖|普及|合格|处理|回收)?(?:率|量|额|数|比重|占比|面积|投资|收入|浓度|强度)$",
        last,
    )
    return item + tail[0] if tail else item


def _unled(body: str) -> str:
    """Without list numbers, labels, connectives and adverbs in front."""
    led = _LEAD.match(body)
    return body[led.end() :] if led is not None else body


def _suffix(between: str) -> str:
    """增幅 or 降幅 where a growth word without 到 stands right before the number."""
    growth = _GROWTH.search(between)
    if growth is None:
        return ""
    return "降幅" if growth[1] in _FALLS else "增幅"


def _from_parts(before: str, text: str, clause: Clause, end: int, unit: str) -> str | None:
    change = _suffix(before[-10:])
    body = (
        before[max(before.rfind("、"), before.rfind("：")) + 1 :]
        if "、" in before and len(before) > _LIMIT
        else before
    )
    body = _DATE.sub("", _ASIDE.sub("", body)).strip("、，和及与 ")
    body = _unled(body)
    bare = _TAIL.sub("", body)
    verb = _VERB.match(bare)
    thing = bare[verb.end() :] if verb is not None else bare
    if _OPEN_END.search(bare):
        thing = ""
    if _METRIC.search(bare) or (bare and bare != body and verb is None):
        return (bare + change)[-_LIMIT:] or None
    if not thing or unit in ("次", "轮"):
        behind = _behind(text, clause, end)
        if behind is not None:
            return behind
    if not thing and not bare:
        return None
    return (bare + change)[-_LIMIT:]


def _behind(text: str, clause: Clause, end: int) -> str | None:
    """The noun that a number counts when it stands before it (12处易涝点整治)."""
    skipped = _AFTER_BOUND.match(text, end, clause.end)
    start = skipped.end() if skipped is not None else end
    stop = _POST_STOP.search(text, start, clause.end)
    noun = text[start : stop.start() if stop is not None else clause.end].strip(" ”“")
    return noun[:_LIMIT] or None
