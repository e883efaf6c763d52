"""Quotation marks → the quotations that name something: programmes, coined numbers, brands, methods.

`terms` calls this. Nearly everything short that an administration puts in quotation marks is a name; what is
not (speech, ordinary words used with a wink, vices to be fought, titles of documents, abbreviations) shows by
what stands around it. Quotations that stand in one row (“…”“…”和“…”) share their lot.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.coined import Coined, fold, is_count, parse_coined

PROGRAMME = (
    "工程|行动|计划|专项|战略|攻坚战|活动|模式|机制|体系|平台|品牌|改革|制度|清单|格局|系统|工作法|政策|方案"
)


class Quotation(NamedTuple):
    """The inside of a pair of quotation marks; ``holds`` says that other quotations stand in it."""

    start: int
    end: int
    holds: bool


_MARK = re.compile('[“”「」『』‘’"\n]')
_CLOSERS = {"”": "“", "」": "「", "』": "『", "’": "‘"}
_SYSTEM_ENDS = ("系统", "平台", "机制", "体系", "工程", "行动", "计划")
_HAN = re.compile("[\u4e00-\u9fff]")
_NAMED = re.compile(f"[\u4e00-\u9fff]{{0,8}}?(?:{PROGRAMME})")

# Speech and questions.
_SENTENCE = re.compile("[。！？；…]|[，,：:]$|^[，,]")
_ASKING = re.compile("什么|怎么|如何|为何|何时|何成|哪[里些个]|吗$|呢$|吧$|谁[来去能]")
_PERSONAL = re.compile(
    "我们|咱们|大家|他们|你们|^我|^你|^他|过去|如今|今天|现在|已经|不再是|就是|还是|更要|既要|不能|不是"
    "|是.*的$|.了$"
)
_SAID = re.compile("(?:说|表示|介绍|强调|坦言|直言|认为|指出|透露|表态|号召|嘱托|要求|提醒)[，,：:]?$")
_SAYING = re.compile("[，,]?[\u4e00-\u9fff]{0,14}?(?:说|表示|强调|坦言|介绍说|认为)[，。,：:]")
_TITLE = re.compile("(?:意见|办法|条例|规定|通知|规划|决定|细则|纲要|章程|公告|公报|报告|方案)$")

# A name that follows the quotation and makes a name of it.
_NOUN_AFTER = re.compile(
    f"[\u4e00-\u9fff]{{0,6}}?(?:{PROGRAMME}|原则|理念|要求|目标|定位|方针|路径|布局|网络|方法|方式|办法"
    f"|责任制|试点"
    "|服务|标准|项目|产业|工作|思路|指标|集群|园区|管理)"
)
# Vices, doubts and other names for a thing: 杜绝“…”, 所谓“…”, 以下简称“…”.
_AGAINST = re.compile(
    "(?:杜绝|防止|避免|严防|谨防|克服|破解|破除|力戒|摒弃|打破|摆脱|走出|不搞|拒绝|反对|纠治|整治|遏制"
    "|制止|严禁|消除|解决|陷入"
    "|沦为|变相|存在|出现|暴露|所谓|所称|俗称|简称|下称|统称|誉为|称为|称作|称之为|戏称|被称|人称|堪称"
    "|命名为|名为|题为|好比|如同|就像|仿佛"
    "|别让|不让|不能让|标明|标注|注明|写着|写有|印有|点击|搜索|输入)[\u4e00-\u9fff]{0,6}$"
)
_DENIED = re.compile("(?:不是|并非|绝非|而非|不当|不做)$")
_TROUBLE = re.compile(
    "(?:的|等|这类|之类|这一|一类)*(?:突出)?(?:问题|现象|难题|顽疾|乱象|困境|短板|困局|怪圈|顾虑|陋习|弊端"
    "|倾向|心态|做法|误区"
    "|字样|二字|三字|四字|一词|字$|大?字上|标识|标志|栏目|的说法|的呼声|为主题|为题|为口号|情形|行为)"
)
_MOOD = re.compile(
    "的?[\u4e00-\u9fff]{0,3}?(?:[紧责使荣获认归幸满安][\u4e00-\u9fff]感|氛围|劲头|干劲|韧劲|闯劲|拼劲|姿态"
    "|状态|心态|决心|勇气|魄力|自觉|精神|作风"
    "|态度|情怀|胸怀|嘱托|教诲|期盼|感慨)"
)
_WORK_ON = re.compile("上(?:下|做|求|发|见|出|用|持|狠|着|精|再|谋|聚|动|有)")
_THIS = re.compile("(?:这一|这个|这把|这块|这张|这座|这条|这道|这种|那种|这样的)$")
_LET = re.compile("(?:让|使|令|叫)$")
_END = re.compile("[，。；：！？、,;:\n）)”’」』]|$|[和与及或]")
_RUN_OUT = re.compile("(?:了之|不起|不住|不得|不下|不动|过关|了事|完事)$")
_PHONE = re.compile("[\u4e00-\u9fff]{0,8}?(?:热线|电话|客服|专线|短信|号码)")
# Figures of speech of the genre; they name nothing unless a programme does (“菜篮子”工程).
_CLICHE = re.compile(
    "加速度|快进键|先手棋|组合拳|主动仗|攻坚仗|持久战|集结号|冲锋号|动员令|时间表|路线图|施工图|任务书"
    "|军令状|责任田|定心丸|及时雨|压舱石|稳定器"
    "|助推器|加速器|新引擎|主引擎|强引擎|金钥匙|金名片|新名片|排头兵|领头雁|领头羊|牛鼻子|主心骨|桥头堡"
    "|主战场|主阵地|硬骨头|绊脚石|拦路虎|金饭碗"
    "|钱袋子|店小二|试验田|样板间|风向标|晴雨表|指挥棒|最[后初先]一公里|第一公里|最大公约数|同心圆|朋友圈"
    "|生命线|高压线|防火墙|护城河|开门红|满堂红"
    "|大动脉|聚宝盆|摇钱树|蓄水池|新高地|新篇章|火车头|发动机|催化剂|润滑剂|粘合剂|急先锋|老大难|冷板凳"
    "|绣花功夫|硬杠杠|紧箍咒|安全阀|安全网|必答题"
    "|必修课|考场|大考|答卷|钉子|靶心|脉搏|引擎|底色|底气|颜值|气质|气象|里子|面子|春天|绿肺"
)
# 从“A”到“B”, 以“A”促“B”: words set against each other.
_EXCHANGE = re.compile(
    "(?:到|转?向|变成?为?|转变?为|再到?|升级为|走向|迈向|成为|换来?|促|撬动?|带动?|破|解|治|赋能?|提|引|聚"
    "|激活|育|强|兴|争|求|保|防|管)"
)
_EXCHANGE_LEAD = re.compile("(?:从|由|变|以|用|把|将|拿|靠|为|先)[\u4e00-\u9fff]{0,3}$")
_ROW = re.compile("(?:[、和与或及，,]|以及|还是)?")


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Pairs of quotation marks within a paragraph, in order."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            stack.clear()
        elif mark in _CLOSERS or (mark == '"' and stack and stack[-1][0] == mark):
            opener = _CLOSERS.get(mark, mark)
            while stack and stack[-1][0] != opener and any(kind == opener for kind, _ in stack):
                stack.pop()
            if stack and stack[-1][0] == opener:
                pairs.append((stack.pop()[1] + 1, at))
        elif _closes_after_all(text, stack, mark, at):
            pairs.append((stack.pop()[1] + 1, at))
        else:
            # A mark that opens again before it closed: the earlier one lost its partner.
            stack = [entry for entry in stack if entry[0] != mark]
            stack.append((mark, at))
    pairs.sort(key=lambda pair: (pair[0], -pair[1]))
    return tuple(
        Quotation(start, end, i + 1 < len(pairs) and pairs[i + 1][0] < end)
        for i, (start, end) in enumerate(pairs)
    )


def _closes_after_all(text: str, stack: Sequence[tuple[str, int]], mark: str, at: int) -> bool:
    """“一轴四区“发展格局: an opening mark printed where the closing one belongs."""
    if not stack or stack[-1][0] != mark or at - stack[-1][1] > 12:
        return False
    content = text[stack[-1][1] + 1 : at]
    coined = parse_coined(content)
    return coined is not None and is_count(coined) and _NAMED.match(text, at + 1) is not None


def names_something(text: str, quoted: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations that name something, in order."""
    exchanged = _exchanged(text, quoted)
    verdicts = [
        "exchange" if i in exchanged and not _counts(text, quotation) else _objection(text, quotation)
        for i, quotation in enumerate(quoted)
    ]
    for order in (range(1, len(quoted)), range(len(quoted) - 1, 0, -1)):
        forward = order.step > 0
        for i in order:
            source, target = (i - 1, i) if forward else (i, i - 1)
            gap = text[quoted[i - 1].end + 1 : quoted[i].start - 1]
            shared = verdicts[source] in (("against",) if forward else ("trouble", "mood"))
            if shared and not verdicts[target] and _ROW.fullmatch(gap) and not _counts(text, quoted[target]):
                verdicts[target] = verdicts[source]
    return tuple(quotation for quotation, verdict in zip(quoted, verdicts, strict=True) if not verdict)


def _counts(text: str, quotation: Quotation) -> bool:
    if quotation.end - quotation.start > 20:
        return False
    coined = parse_coined(text[quotation.start : quotation.end])
    return coined is not None and is_count(coined)


def _exchanged(text: str, ordered: Sequence[Quotation]) -> set[int]:
    found: set[int] = set()
    for i in range(1, len(ordered)):
        left, right = ordered[i - 1], ordered[i]
        gap = text[left.end + 1 : right.start - 1]
        if not 0 < len(gap) <= 4 or not _EXCHANGE.fullmatch(gap):
            continue
        lead = text[max(0, left.start - 7) : left.start - 1]
        if _EXCHANGE_LEAD.search(lead) or i - 1 in found or "向" in gap or "到" in gap or gap == "再":
            found.update((i - 1, i))
    return found


def _objection(text: str, quotation: Quotation) -> str:
    """Why a quotation is no name; empty where it is one."""
    start, end, holds = quotation
    content = text[start:end] if end - start <= 60 else ""
    length = len(fold(content))
    before, after = text[max(0, start - 13) : start - 1], text[end + 1 : end + 25]
    if length < 2 or length > 30 or _SENTENCE.search(content):
        return "speech"
    if _DENIED.search(before):
        return "against"
    coined = parse_coined(content)
    if coined and is_count(coined):
        return "figures" if coined.digits and (_PHONE.match(after) or not _HAN.match(after)) else ""
    if not _HAN.search(content) and "+" not in fold(content):
        return "figures"
    if holds and not content.endswith(_SYSTEM_ENDS):
        return "outer"
    return _wording_objection(content, length, after, coined) or _place_objection(content, before, after)


def _wording_objection(content: str, length: int, after: str, coined: Coined | None) -> str:
    """What speaks against the words themselves."""
    followed = _NOUN_AFTER.match(after) is not None
    if _ASKING.search(content) or _PERSONAL.search(content):
        return "" if followed and length <= 12 else "speech"
    if length > 16 and not followed and not content.endswith(_SYSTEM_ENDS) and "、" not in content:
        return "long"
    if length >= 8 and _TITLE.search(content) and "、" not in content and not coined:
        return "title"
    if _RUN_OUT.search(content) or (_CLICHE.fullmatch(content) and not _NAMED.match(after)):
        return "cliche"
    return ""


def _place_objection(content: str, before: str, after: str) -> str:
    """What the surroundings say against a name."""
    followed = _NOUN_AFTER.match(after) is not None
    if _TROUBLE.match(after):
        return "trouble"
    if _MOOD.match(after):
        return "mood"
    if _AGAINST.search(before) and not _NAMED.match(after):
        return "against"
    if _SAID.search(before) and _END.match(after):
        return "speech"
    if len(content) >= 8 and not followed and _SAYING.match(after):
        return "speech"
    if (_LET.search(before) and not followed) or (before.endswith("在") and _WORK_ON.match(after)):
        return "word"
    if not followed and (_THIS.search(before) or (before.endswith("的") and _END.match(after))):
        return "word"
    return ""
