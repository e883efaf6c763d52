"""The words around a number → the name of what it measures.

`indicators` calls `name_around` for a measure with the stretch before it. The name is the subject of an attainment
(漏损率控制在9%以内), the object before a number (新建干线86公里) or the noun that it counts (完成12处易涝点整治). Who acts,
when, and how it is bounded are cut off; verbs of mere making (建成, 组织) too, those that say what happens to the
thing (改造, 新增) stay.
"""

import re
from typing import NamedTuple

from luoshi.language.organisations import any_of
from luoshi.language.quantities import Measure
from luoshi.language.unit_patterns import UNIT
from luoshi.language.verbs import ADVERBS, VERBS


class Name(NamedTuple):
    """An indicator and what is measured of it (增速, 降幅, 频次; empty for its level)."""

    base: str
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.base}{self.suffix}"


LIMIT = 40
# No name begins further before its number; it keeps every look at a long clause bounded.
_FARTHEST = 160
_BOUND = any_of(
    "不得低于 不得少于 不得小于 不得超过 不得高于 不低于 不少于 不小于 不超过 不高于 不超 至少 最少 最低 最高 最多 最长 约 近 逾 超 突破 超过 高于"
    " 低于 不足 不到 不满 仅 仅为 大于 小于 少于 多于 接近 将近 大约 ≥ ≤ > < ＞ ＜ 不 只 只有 只需 只要 仅需"
)
_ATTAIN = (
    "稳定达到|达到|(?<!雷)达|提高|提升|上升|增加|增长|扩大|(?<!公)升|(?<!新)增|降低|下降|降|减少|压缩|压减|缩短|缩小|削减|压降|控制"
    "|稳定|保持|维持|突破|超过|(?<![行作])为|是|拥有|(?<![国所私公])有|占|(?<![录收争听获换])取值|取|实现|完成|调整|整合|拓展|恢复"
    "|稳步|力争|确保|争取|预计|累计|年均|平均|分别|(?<!人)均|(?<!首)都|再|净|同比|环比|总体|全部|基本|大幅|首次|原则上|目前|却"
    "|已|将|(?<![主需])要|(?<![供响效反适对相呼])应|须|(?<!许)可|(?<![产功性效节职智动机潜技])能|到|至|在|了|翻|(?<![血水气电])压"
    "|调增|由|从|按照?|每[年月周日]|每季度|每半年|年内|全年|合计"
)
_TAIL = re.compile(rf"(?:{_BOUND}|{_ATTAIN}|[ ，：、])++$")
_FROM_EACH = re.compile(r"(?:由|从)每[\u4e00-\u9fff]{1,3}$")
# 比例由投资额的8%提高到12%
_FROM = re.compile(r"(?<=.{2})(?:由|从)[\u4e00-\u9fff]{1,10}的?$")
_TO = re.compile(r"(?:提高|提升|增加|降低|下降|减少|压减|压缩|缩短|调整|扩大|增|降|升)[到至为]")
_LEAD = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳]|第[一二三四五六七八九十百\d]{1,4}[条章节款][ 　]*|\d{1,2}(?:\.\d{1,2}){0,3}[ 　]+|[—–\-·]+|其中|其余|同时|此外|但是?|而且?"
    r"|并(?!网)|且|还(?![田贷款建])|也|均(?!衡)|将(?!军)|要(?![素求点])|应当|应(?![急用届对力付变])|须|必须|力争|确保|争取|预计|目前|全[市县区省州]|我[市县区省州]"
    r"|原则上|累计|共(?!享|有|同|用|建)|再(?!生|次|造|制|利)|已经?|先后|计划|到(?!位)|于|在(?![建线册岗校库地外院])|由于?|使(?!用)|让(?!利)|力求|努力|切实"
    r"|着力|大力|持续|稳步|有序|年度|全年|年内|汛[前期]|分别|此后|今后|届时|[的和及与、，；;）) ]|以[上下内]的?|左右的?)+"
)
_TOLD = re.compile("(?:指导|督促|推动|引导|支持|鼓励)(?:地方|各地|基层|企业|区县)?[将把]|把")
_SETTING = re.compile(
    r"(?:应当|应|要|须)?(?:在|自|于|从|接到|收到|遇)[^，。；]{1,18}?(?:之日起|后|前|时|中|上)(?!端|台|限|市|网|心|小|学)|[^，。；]{2,14}以来|依托[^，。；]{2,14}?(?=打造|建设|建成|发展|培育|新建)"
)
_FAVOURED = re.compile(r"对[^，。；]{1,24}?的[^，。；]{0,6}?(?=给予|予以|按|奖励|补助|一次性)")
_JOINT = re.compile(r"、|和|及其?|以及|与|会同|联合|协同|商")
_PARTNER = re.compile(r"会同|联合(?=[市县区省])|协同(?=[市县区省])")
_BRACKET = re.compile(r"[（(](?:[^（）()]{6,40}|[^（）()]*(?:含|下同|简称)[^（）()]*)[）)]")
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:[市县州镇乡]|(?<![园片社地景库山特新])区|街道|新区|高新区|经开区|开发区)"
    r"(?=[、和及将要应须负]|牵头|依托|推进|打造|建成|新增)"
)
_MODAL = re.compile(
    r"(?:等(?:部门|单位|地)?)?(?:要|将|应当|应|须|必须|负责|牵头|均|还|也|可|计划|力争|原则上|已|再|未(?:按期|按时|及时)?|每[年月周日]|每季度|每半年|至少|则|就|共同|分别"
    r"|汛前|年底前|年内|上半年|下半年|(?:[两三四五]|\d)年内?)+"
)
_VERB = any_of(word for word in VERBS if len(word) > 1)
_ADVERB = re.compile(f"(?:{any_of(word for word in ADVERBS if len(word) > 1)}|滚动|继续){{1,6}}(?={_VERB})")
# Verbs of mere making: the thing alone says what is counted.
_MAKING = re.compile(
    "(?:"
    + any_of(
        "建成投用 建成 建设 打造 创成 创建 培育壮大 培育 完成 组织开展 组织实施 组织 开展 布设 实施 安排 统筹安排 统筹 推出 建立 设立 设置 组建"
        " 举办 召开 配备 配置 明确 上线 集聚 拥有 达到 实现 形成 编制 制定 出台 发放 投放 遴选 认定 评选 支持 鼓励 引导 推动 推进 促进 做好 办好"
        " 落地 储备 谋划 选树 给予 提供 保障 单列 筹集 筹措 争取 下达 使用 投入 责令 督促 开放 编制完成 建设完成 聚集 启动建设 产生"
        " 派驻 至少 继续"
    )
    + ")+(?!后|的|区|时)"
)
_KEPT = re.compile(f"(?:{_VERB})+$")
_OPEN_END = re.compile(r"(?:等|对|派出|实行|连续|余|每个|[、和及])$")
_BATCH = re.compile(r"(?:首|第[一二三四五六七八九十])批$")
_EACH = re.compile(r"每[\u4e00-\u9fff]{1,10}$|[单每](?:个|户|条|家|张|人|次|项|座|亩)$")
_NO_NAME = re.compile(r"\d*[\u4e00-\u9fff]?|[^\u4e00-\u9fff]*|期满前|不足|分")
_AS_MUCH = re.compile(r"^(?:按照?|给予|予以)")
_GIVEN = re.compile("(?:给予|予以)$")
# Behind a number.
_AFTER = re.compile(r"(?:及?以[上下内]|左右|上下|余|多(?=[，。；、的]|$))?的?")
_QUOTED = re.compile("[“「『][^“”「」『』]{1,24}[”」』]")
_STOP = re.compile(r"[，。；、：:（(）)\t\n]")
_PREDICATE = re.compile(
    r"(?<=[^，]{2})(?:已|均|全部|全面|逐一|依法|组织(?!机构)|开展|完成(?!率)|实行|实现|达到|进行|予以|参与|未|在\d|在[^，]{1,8}[内前]|手续|由|将"
    r"|要(?![素求点])|不得|超过|低于|高于|如期|按期|同步|年内|投产|投用|开工|竣工|建成|通车|交付|落地|到位|达标|全覆盖|给予|提供|用于|以上的)|(?:20\d\d年|\d{1,2}月|汛前|年底前|明年|今年)"
    r"|(?:[和及与或])(?=\d|[一二三四五六七八九十两][个项家座条名])|[的中为在于自从到及和与由]$"
)
_BODY_END = re.compile("(?:局|委|厅|部门|办公室|政府|财政)$")
_AND = re.compile("[和及与]|以及")
_AND_MORE = re.compile("(?:[和及与]|以及)[^和及与]{0,6}$")
_COUNTING = frozenset(
    "个项家座条处件名人所支种类套台辆户张批场宗片口棵部艘架班列组块栋幢间门期篇只头位起对例份款"
)
_TIMES = re.compile(r"(?:分钟|小时|天|日|工作日|个?月|年|季度|周|秒)$")
_CASE_END = re.compile("[的，。；、：]")
_LABEL = re.compile(
    r"([\u4e00-\u9fff]{0,8}(?:投资|资金|金额|规模|面积|总量|数量|工期|产能|产值|长度|里程|人数|概算|预算))[：:][ \u3000]*$"
)
_WITHIN = re.compile(r"之?内")
_GROWTH = re.compile(
    rf"(年均)?(增长|提高|提升|增加|上升|下降|降低|减少|压减|削减|缩短|增速|扩大|压缩)了?(?:{_BOUND}|[ ]|至少|累计)*+$"
)
_FALLS = ("下降", "降低", "减少", "压减", "削减", "缩短", "压缩")
_OFTEN = re.compile(r"每(?:个)?(?:年度?|半年|季度?|月|周|日|天|旬|两个?月|两周)|年均|按[年季月]")
_TURNS = ("次", "轮", "场次", "回", "遍", "趟")
_GRANT = re.compile(r"(?:给予|予以)?[^，。；]{0,4}?(补助|奖励|补贴|奖补|贴息|资助|补偿)")
_DATE = re.compile(
    r"(?:到|至|截至|自|从|于|在)?(?:(?:19|20)\d\d ?年|今年|明年|去年|全年|年度|年内|年底|上半年|下半年|[一二三四]季度|\d{1,2}月|每个?(?:年|月|季度|半年|周|日|天)"
    r"|(?:三|[两二五四六十]|\d{1,2})年内|三年|[两二五]年)"
    r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上半年|下半年|[一二三四]季度)?(?:底|末|初|汛期|汛)?(?:之前|以前|前|内|起)?"
)
# Dates in the midst of a name's words; 三年 and 年度 may be part of a name (学前三年毛入园率).
_DATE_WITHIN = re.compile(
    r"(?:到|至|截至|于|在)?(?:(?:20\d\d年?[—－至-])?20\d\d ?年(?:\d{1,2}月)?(?:\d{1,2}日)?|每个?(?:年|月|季度|半年|周|日|天|学年|学期)|\d{1,2}月(?:\d{1,2}日)?|年底|年末|年中|[上下]半年)"
    r"(?:底|末|初)?(?:之前|以前|前|内|起)?"
)
_ASIDE = re.compile(
    r"(?:较|比(?![重例率值])|相较于?|与(?=[^，。；、]{1,12}相比))[^，。；、]{1,10}?(?:年|末|期|上年|水平|基础)(?:底|末|同期|相比|版)?|在[^，。；、]{0,6}基础上"
    r"|同比|环比|按[^，。；]{1,8}?口径"
    r"|(?:高于|低于|快于|慢于|多于|少于|优于)(?:全国|全省|全[市区县]|省|上年|去年|同期|周边|行业|预期|目标|序时|时序|平均)[^，。；\d]{0,8}"
)
_QUOTES = re.compile('[“”「」『』‘’"]')


def growth(before: str, unit: str) -> str:
    """增速, 增幅 or 降幅 where a growth word without 到 stands right before the number."""
    match = _GROWTH.search(before[-14:])
    if match is None:
        return ""
    if match[2] in _FALLS:
        return "降幅"
    rate = match[2] in ("增长", "增速") and unit == "%"
    return (match[1] or "") + "增速" if rate else "增幅"


def object_between(words: str) -> str:
    """What stands between 分别 and the first number (分别新增规上企业10家、15家)."""
    return _thing(_TAIL.sub("", _object(words[-_FARTHEST:])))


def plain_subject(before: str) -> str:
    """What stands before 分别, without dates, actors and connectives."""
    return _trimmed(_unled(_DATE_WITHIN.sub("", _ASIDE.sub("", _after_colon(before[-_FARTHEST:])))))


def name_of_object(clause: str) -> Name | None:
    """What a clause without a number does something to (统筹安排发展资金，三年累计不低于20亿元)."""
    thing = _thing(_TAIL.sub("", _object(clause[-_FARTHEST:])))
    return Name(_trimmed(thing)) if 2 <= len(thing) <= 24 and _KEPT.fullmatch(thing) is None else None


def name_around(text: str, begin: int, measure: Measure, stop: int) -> Name | None:
    """The indicator of a measure between ``begin`` and ``stop``, the ends of its part of the clause."""
    before = text[max(begin, measure.start - _FARTHEST) : measure.start]
    stop = min(stop, measure.end + _FARTHEST)
    behind = _behind(text, measure.end, stop)
    special = _of_time(before, text, measure, stop) or _in_a_row(before, text, measure, stop)
    if special is not None:
        return special
    body = _object(before)
    bare = _TAIL.sub("", _FROM_EACH.sub("", body))
    if _TO.match(text, measure.end):
        bare = _FROM.sub("", bare)
    thing = _thing(bare)
    suffix = growth(before, measure.unit)
    if suffix:
        return Name(_trimmed(thing), suffix) if thing else None
    if measure.unit in _TURNS:
        return _of_turns(before, thing, behind)
    grant = _GRANT.match(text, measure.end, stop)
    if grant is not None and measure.unit == "%":
        return Name(_trimmed(thing.rstrip("的")) + grant[1], "比例")
    if behind:
        if not thing or _GIVEN.search(bare) or _BATCH.search(thing) or _EACH.search(thing):
            return Name(_trimmed(thing + behind))
        counts = measure.unit not in ("%", "百分点")
        if _KEPT.fullmatch(thing):
            return Name(_trimmed(thing + behind if counts else behind))
        if counts and measure.unit[-1:] in _COUNTING and bare == body:
            return Name(_trimmed((thing if _is_prefix(thing) else "") + behind))
    if thing:
        return Name(_trimmed(thing.rstrip("的")))
    label = _LABEL.search(before)  # 总投资：6.8亿元
    return Name(label[1]) if label is not None else None


def _thing(bare: str) -> str:
    """Without the verb of making in front and without 按 or 给予; empty where no noun is left."""
    thing = bare
    for _ in range(2):  # 鼓励有条件的区县设立: those who are encouraged are no thing either
        if making := _MAKING.match(thing):
            thing = _unled(thing[making.end() :])
    thing = _GIVEN.sub("", _AS_MUCH.sub("", thing))
    if (
        _OPEN_END.search(thing)
        or _NO_NAME.fullmatch(thing)
        or (_BODY_END.search(thing) and UNIT.fullmatch(thing))
    ):
        return ""
    return _trimmed(thing)


def _of_turns(before: str, thing: str, behind: str) -> Name | None:
    """每季度通报一次进展 → 通报进展频次; 组织2次产销对接活动 → 产销对接活动."""
    suffix = "频次" if _OFTEN.search(before) else ""
    if behind:
        verb = _LAST_VERB.search(thing)
        act = "" if verb is None or _MAKING.fullmatch(verb[0]) else verb[0]
        return Name(_trimmed(act + behind), suffix)
    return Name(_trimmed(thing), suffix) if thing else None


def noun_behind(text: str, start: int, stop: int) -> str:
    """The noun that a number counts when it stands before it (12处易涝点整治)."""
    return _behind(text, start, stop)


def is_act(name: Name) -> bool:
    """Whether a name is a bare verb whose object stands elsewhere (保障工业用地，供应不少于1.5万亩)."""
    return not name.suffix and _KEPT.fullmatch(name.base) is not None and _GRANT.match(name.base) is None


def is_compared(words: str) -> bool:
    """Whether a number is measured from an average or a plan (高于全国3个百分点)."""
    return _ASIDE.search(words) is not None and re.search("[高低快慢多少优]于", words) is not None


def _is_prefix(thing: str) -> bool:
    """Words that narrow the noun behind (川渝100个合作事项), not an object of their own."""
    return len(thing) <= 4 and _KEPT.match(thing) is None and _VERB_ANYWHERE.search(thing) is None


_VERB_ANYWHERE = re.compile(_VERB)
_LAST_VERB = re.compile(f"(?:{_VERB})$")


def _of_time(before: str, text: str, measure: Measure, stop: int) -> Name | None:
    """4小时内启动替代路径 → 启动替代路径时限; 提前24小时通报 → 通报提前量."""
    if _TIMES.search(measure.unit) is None:
        return None
    ahead = before.endswith("提前")
    within = _WITHIN.match(text, measure.end, stop)
    if within is None and not ahead:
        return None
    start = within.end() if within is not None else measure.end
    end = _STOP.search(text, start, stop)
    act = text[start : end.start() if end is not None else stop].strip()
    act = re.sub(r"^(?:应当?|须|必须|要|予以|及时|全部)", "", act)
    if not act or len(act) > 16:
        act = act[:16] if act else _trimmed(_TAIL.sub("", _object(before.removesuffix("提前"))))
    return Name(_QUOTES.sub("", act), "提前量" if ahead else "时限") if act else None


def _in_a_row(before: str, text: str, measure: Measure, stop: int) -> Name | None:
    """连续两个月排名末位的 → 排名末位持续时间; 超时率连续两个月高于5% → 超时率持续时间."""
    if not before.endswith("连续") or measure.unit not in _TURNS and _TIMES.search(measure.unit) is None:
        return None
    end = _CASE_END.search(text, measure.end, stop)
    case = _thing(_object(before.removesuffix("连续"))) or text[measure.end : end.start() if end else stop]
    return Name(_trimmed(case), "次数" if measure.unit in _TURNS else "持续时间") if case else None


def _after_colon(before: str) -> str:
    at = max(before.rfind("："), before.rfind(":")) + 1
    return before[at:]


def _object(before: str) -> str:
    """The stretch before a number without labels, dates, comparisons, actors, settings and adverbs."""
    body = _after_colon(before)
    if "、" in body and len(body) > LIMIT:
        body = body[body.rfind("、") + 1 :]
    body = _BRACKET.sub("", body)
    body = _DATE_WITHIN.sub("", _ASIDE.sub("", body)).strip("、，和及与 ")
    return _unled(body)


def _unled(body: str) -> str:
    """Without list numbers, connectives, actors, settings and adverbs in front."""
    for _ in range(5):
        was = body
        if led := _LEAD.match(body):
            body = body[led.end() :]
        if date := _DATE.match(body):
            body = body[date.end() :]
        body = _without_actor(body)
        if favoured := _FAVOURED.match(body) or _TOLD.match(body):
            body = body[favoured.end() :]
        if (setting := _SETTING.match(body)) and setting.end() < len(body):
            body = body[setting.end() :]
        if adverb := _ADVERB.match(body):
            body = body[adverb.end() :]
        if body == was:
            break
    return body.removeprefix("对") if not body.startswith(("对口", "对外", "对接")) else body


_ACTS = re.compile(_VERB)


def _without_actor(body: str) -> str:
    """市水利局要会同市林业局完成… without those who act; a unit that only owns a thing (市财政收入) stays."""
    at = 0
    while (unit := UNIT.match(body, at) or _PLACE.match(body, at)) and unit.end() > at:
        at = unit.end()
        if bracket := _BRACKET.match(body, at):
            at = bracket.end()
        joint = _JOINT.match(body, at)
        if joint is None:
            break
        at = joint.end()
    rest = body[at:]
    if not at or not rest:
        return body
    if modal := _MODAL.match(rest):
        rest = rest[modal.end() :]
        partner = _PARTNER.match(rest)
        return rest if partner is None else _without_actor(rest[partner.end() :])
    return rest if rest.startswith(("按", "依托")) or _ADVERB.match(rest) or _ACTS.match(rest) else body


def _behind(text: str, start: int, stop: int) -> str:
    skipped = _AFTER.match(text, start, stop)
    at = skipped.end() if skipped is not None else start
    quoted = _QUOTED.match(text, at, stop)  # “查、改、治”集中行动
    end = _STOP.search(text, quoted.end() if quoted is not None else at, stop)
    noun = text[at : end.start() if end is not None else stop]
    if _AND.match(noun):
        return ""
    if end is None and text[stop : stop + 1].isdigit():
        noun = _AND_MORE.sub("", noun)
    noun = (
        _MAKING.sub("", _AS_MUCH.sub("", noun, count=1), count=1)
        if _MAKING.match(noun) or _AS_MUCH.match(noun)
        else noun
    )
    if cut := _PREDICATE.search(noun):
        noun = noun[: cut.start()]
    return _trimmed(noun)


def _trimmed(name: str) -> str:
    """Without blanks and without quotation marks that have lost their partner."""
    name = name.strip(" \u3000、，")
    for left, right in ("“”", "「」", "『』"):
        if name.count(left) != name.count(right):
            name = name.replace(left, "").replace(right, "")
        elif name.startswith(left) and name.endswith(right) and name.count(left) == 1:
            name = name[1:-1]
    return name[-LIMIT:]
