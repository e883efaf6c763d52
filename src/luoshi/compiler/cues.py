"""Clause → cues: the named signs by which a clause shows its class.

Enters: the reading text, a clause with its anatomy and what is known of its surroundings. Leaves: the names of
the cues that are present. `statements` weighs them; each name can be read in the ``rule`` of a statement.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from luoshi.compiler.anatomy import Anatomy
from luoshi.language.verbs import ADVERBS, VERBS


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted(set(words), key=lambda word: (-len(word), word)))


ADVERB = re.compile(f"(?:{_alternatives(ADVERBS)})")
VERB = re.compile(f"(?:{_alternatives(VERBS)})")
_MODAL = re.compile("应当|应该|必须|务必|确保|需要|一律|坚决|均须|均应|不得|严禁|禁止|[要应须将]")

# Each cue: a name and a pattern that is searched in the whole clause.
_ANYWHERE: tuple[tuple[str, str], ...] = (
    ("forbid", "不得|严禁|禁止|不再|杜绝|不准|严防|不予"),
    ("must", "必须|务必|确保|一律|坚决|切实|应当|均应|均须|须"),
    ("modal-yao", "(?<![主重需纪摘提简概必首紧])要(?![求点素闻件义害领务塞职道])"),
    ("modal-ying", "(?<![供响效适反相对感呼])应(?![用对急当收尽届有纳改知])"),
    ("modal-jiang", "将"),
    ("strive", "力争|争取|争创|努力"),
    ("explore", "探索"),
    ("encourage", "鼓励|引导|支持|允许|可(?!持续|再生|视|研|行|靠|复|及|控|溯|追|操|用|以说)"),
    ("past-yi", "已(?!有)|业已|已经"),
    ("past-le", "了(?!解|结|却|望)"),
    ("past-year", "去年|上年|过去|近年来|近几年|一年来|五年来|今年以来|以来|截至|截止|上半年以来|\\d+年来|年来"),
    ("past-growth", "同比|环比|增速|增幅|同口径|居全[省国市]|位居|排名第|首次|创历史|占全[省国市]"),
    ("expect", "预计"),
    ("shortfall", "不足(?!\\d)|不够|不强|不高|不平衡|不充分|偏低|偏小|偏弱|偏重|偏短|滞后|短板|突出问题|尚未|仍然|依然|仍是|仍有|仍存|存在|薄弱|粗放|缓慢|难以|有待|隐患|不到位|不深|不实|欠缺|缺乏|压力|困难|挑战|问题依然|不严|不清|不规范|差距"),
    ("level", "全覆盖|应[\\u4e00-\\u9fff]尽[\\u4e00-\\u9fff]|清零|零(?:增长|容忍|事故|新增)|全部(?:完成|达标|实现|销号|整改)|[ⅠⅡⅢⅣⅤ]类|达标|只减不增|不低于|不高于|不少于|不超过|不得超过|不得低于|翻一番|翻番|先进水平|前列|基本(?:形成|建成|建立|确立|实现|消除|成型|同步)|全面(?:建成|形成|建立|消除|实现)|保持稳定|稳中|不降低|不减少|走在|领先|一流"),
    ("reach", "达到|达|突破|提高到|提升到|提升至|提高至|降至|降到|下降到|控制在|稳定在|保持在|压缩至|压缩到|增长|增加|提高|下降|降低|减少|以上|以内|以下|左右|超过|力争|不低于|不少于|不超过"),
    ("motto", "奋力谱写|新篇章|新局面|新辉煌|新气象|新作为|排头兵|作出.{0,6}贡献|贡献.{0,8}力量|而努力奋斗|良好氛围|浓厚氛围|强大合力|同心同德|团结|奋斗|时代|新征程|展现|样板|标杆|守土有责|责任感|紧迫感|使命感|幸福|满意|美好"),
    ("care-others", "惠及|带动|服务|覆盖"),
    ("is", "是(?!否)|属于|为(?:国控|省控|市控|全)"),
    ("contains-means", "以.{2,30}?为.{0,6}(?:抓手|主线|牵引|支撑|核心|基础|导向|引领|重点|载体|目标|统领|根本|关键|中心|纽带|契机|突破口|主体|依托|保障|动力|主题|主攻|切入|原则|总揽|先导|目的|前提|龙头|引擎|指引|方向)"),
    ("amount-share", "占(?:比|全|规|地|总|一)"),
    ("percent", "%|百分点|成(?:以上|左右)?$"),
    ("quote", "“"),
    ("book", "《"),
    ("ratio-of", "分别"),
    ("money", "亿元|万元|资金|奖补|补助|补贴|奖励"),
    ("accountable", "约谈|问责|追责|通报|扣减|取消|责令|移送|督办|整改|核查|公示|公布|报送|备案|考核|评估|调度"),
    ("arrange", "设在|任召集人|任组长|担任|兼任|副组长|成员单位|下设"),
    ("person-said", "说|表示|介绍|指出|强调|认为|坦言|透露|谈到|告诉|回答|号召|表明|直言"),
    ("measure-word-listing", "包括|主要有|涵盖|涉及|分为|共(?:划定|有|计)"),
)

# Cues at the beginning of the clause's core.
_HEAD: tuple[tuple[str, str], ...] = (
    ("head-for", "为(?:了|深入|贯彻|全面|进一步|加快|落实|推动|促进|切实|扎实|加强|规范|深刻|做好|保障|更好|充分|有效|推进|确保|建设|打造|奋力|实现|.{2,20}(?:提供|奠定|作出|做出|注入|贡献))"),
    ("head-insist", "坚持|秉持|秉承|遵循|恪守|牢记|树牢|牢固树立|克服|统筹|摒弃|增强|处理好|把握|汲取|深刻|充分认识|提高.{0,4}站位|扛起"),
    ("head-accord", "按照|根据|依据|依照|本着|遵照|参照|结合"),
    ("head-rely", "依托|凭借|借助|立足|背靠|抢抓|用好|发挥|以"),
    ("head-focus", "围绕|聚焦|紧扣|紧盯|针对|面向|对照|紧紧围绕|着眼|瞄准|锚定|突出|面对|立足|对标|盯住"),
    ("head-about", "对|对于|凡|凡是|如|若|因|经|遇|未经|逾期"),
    ("head-ba", "把|将"),
    ("head-let", "让|使"),
    ("head-not", "不|未|无|没有|非"),
    ("head-at", "在"),
    ("head-by", "由|经"),
    ("head-but", "但|不过|然而|同时也|也要看到|同时我们"),
    ("head-until", "到|至|展望|“十[三四五六]五”|\\d{4}年"),
    ("head-form", "本(?:方案|办法|意见|规定|条例|协议|计划|通知|措施|规划|细则|纲要)|制定本|现将|现印发|特制定|经.{2,8}同意|并就|请认真|印发给你们|特此|此件|附件|附表|注[:：]|说明|联系人|抄送|主送"),
    ("head-formed", "形成|成为|实现|达到|建成"),
    ("head-respected", "各位|同志们|大家|谢谢|女士们|朋友们|下面|首先|现在"),
    ("head-list", "即|包括|分别是|主要是|主要包括|一是|二是|三是|“[一二三四五六七八九十\\d]"),
    ("head-meeting", "会议|全会|大会|与会"),
    ("head-is", "是|系|属"),
    ("head-number", "\\d|[一二三四五六七八九十]+[个项条家]"),
    ("head-encourage", "鼓励|引导|支持|允许|可以|可"),
    ("head-strive", "力争|争取|争创|努力|确保"),
    ("head-done", "已(?!有的)|已经|业已|先后|顺利|圆满|成功|累计|新晋|率先(?:实现|完成|建成)|[\\u4e00-\\u9fff]{1,4}了(?!解)"),
    ("head-past-verb", "完成了|实现了|取得|召开|审议通过|印发|创成|获评|荣获|入选"),
)

# Cues at the end of the clause.
_TAIL: tuple[tuple[str, str], ...] = (
    ("tail-de", "的"),
    ("tail-time", "时|后|前|中|期间|之际|之日起|以来|年|月|日|内|底|末"),
    ("tail-said", "(?:说|表示|介绍|指出|强调|要求|提出|认为|坦言|透露|号召|称|看到|明确|决定|同意|据悉|道|问|答|介绍说|表示说|记者)"),
    ("tail-base", "(?:抓手|主线|牵引|支撑|核心|导向|引领|载体|统领|纽带|契机|突破口|依托|先导|总抓手|基础上|背景下|框架下|前提下|指引下)"),
    ("tail-accord", "(?:要求|原则|部署|思路|方针|理念|精神|实际|规定|模式|目标|定位|路径|方向|任务|机遇|优势|领域|问题|需求|重点|体制|步骤|方法|法|意见|有关规定)"),
    ("tail-effective", "(?:施行|废止|同时废止|有效|为准|解释|生效|下同|简称.{2,8}|如下|通知如下|效力|两份|执行)"),
    ("tail-result", "(?:提高|提升|增强|改善|形成|加强|增长|下降|扩大|优化|完善|确立|建立|健全|突出|显著|明显|有力|有效|突破|成型|成效|台阶|持续增进|改观|加快|向好|稳定)"),
    ("tail-thing", "(?:工作|行动|工程|建设|发展|体系|机制|制度|平台|项目|改革|服务|能力|水平|试点|基地|园区|中心|政策|措施|方案|计划|清单|办法|标准|规划)"),
    ("tail-motto", "(?:氛围|篇章|贡献|力量|奋斗|前行|合力|格局|样板|作为|使命|担当|支撑|保障|基础)"),
    ("tail-unit", "(?:局|委|办|厅|部|政府|管委会|集团|公司|中心|院|会|单位|部门)"),
)

# Words in the heading above that set the mood of a section.
_SECTION: tuple[tuple[str, str], ...] = (
    ("sec-past", "回顾|成效|成绩|现状|形势|基础|背景|进展|总结|情况|取得"),
    ("sec-problem", "问题|短板|不足|挑战|情形|风险"),
    ("sec-goal", "目标|愿景|指标"),
    ("sec-principle", "总体要求|指导思想|原则|总体思路|总体考虑|基本思路"),
    ("sec-task", "任务|措施|举措|重点|行动|工程|推进|实施|加快|建设|打造|提升|强化|完善|工作|深化|健全|优化|做|抓|聚力"),
    ("sec-guarantee", "保障|组织|机制|附则|实施|责任|考核|纪律"),
    ("sec-unit-map", "单元|概况|划定|布局|分区|范围|对象"),
)


def _combined(cues: tuple[tuple[str, str], ...], end: bool = False) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(f"(?:{pattern})$" if end else pattern)) for name, pattern in cues)


_ANYWHERE_CUES = _combined(_ANYWHERE)
_HEAD_CUES = _combined(_HEAD)
_TAIL_CUES = _combined(_TAIL, end=True)
_SECTION_CUES = _combined(_SECTION)


@lru_cache(maxsize=4096)
def section_cues(heading: str) -> tuple[str, ...]:
    """The cues that a heading lends to the clauses below it."""
    return tuple(name for name, pattern in _SECTION_CUES if pattern.search(heading))


_PARAGRAPH = _combined(
    (
        ("para-preamble", "制定本|制订本|特制定|订立本|签订本|提出如下|提出以下|通知如下|现就|意见如下|方案如下"),
        ("para-meeting", "会议(?:指出|强调|要求|认为|听取|审议|研究|决定|同意|明确)|全会(?:指出|强调|提出)"),
        ("para-speech", "(?:说|表示|介绍|坦言|透露|告诉记者|强调|答)[，：。]"),
        ("para-next", "下一步|接下来|今后|下一阶段"),
        ("para-insist", "坚持"),
    )
)
_PAST_MOOD = re.compile("已(?!有)|去年|上年|过去|近年来|以来|截至|目前|同比|先后|累计|召开|成立以来|了(?!解)")
_NEXT_MOOD = re.compile("下一步|接下来|今后|未来|将(?!军)|要(?![求点素闻件义])|到20\\d\\d年|力争|明年|20\\d\\d年底前|确保|必须|应当")
# A predicate that begins with 已 or whose verb carries 了 tells of what is done, whatever else the clause holds.
_DONE = re.compile(
    "(?:已经?|业已)(?!有的|建[^成立好起]|批|纳|认定的|完成整改的|修复的|[^，。]{1,12}的(?:[\u4e00-\u9fff]{2,6}(?:应|要|须|必须|一律|限期|全部|由))|[^，。]{1,8}的$)[\u4e00-\u9fff]{2}"
    "|[\u4e00-\u9fff]{2,4}了(?!解|结|却|望|吗)[\u4e00-\u9fff“《\\d]"
)
_CASE_ONLY = re.compile("(?:对于?|凡是?|经|未|连续|取得|获得|符合|存在|发生|超).{2,30}的[\\u4e00-\\u9fff、（）]{1,10}$|的$")
_SAID = re.compile("(?:说|表示|介绍|指出|强调|认为|坦言|透露|告诉记者)$")


@lru_cache(maxsize=64)
def paragraph_cues(paragraph: str) -> tuple[str, ...]:
    """The cues that a paragraph as a whole lends to its clauses."""
    return tuple(name for name, pattern in _PARAGRAPH if pattern.search(paragraph))


def hear_mood(clause: str) -> str:
    """Whether a clause turns its paragraph to what was or to what will be; empty where it does neither."""
    if _NEXT_MOOD.search(clause):
        return "next"
    return "past" if _PAST_MOOD.search(clause) else ""


def said_next(clause: str) -> bool:
    """Whether a clause is a speaker tag that closes a quotation before it."""
    return bool(_SAID.search(clause))


def clause_cues(  # noqa: C901 - a flat list of signs
    text: str, part: Anatomy, measures: Sequence[tuple[int, int, str]], first: bool, last: bool, mark: str
) -> list[str]:
    """The cues of one clause.

    ``measures`` are the span and bound of its quantities; ``first`` and ``last`` say whether it opens or closes
    its paragraph; ``mark`` is the punctuation that ends it.
    """
    whole = text[part.start : part.end]
    core = text[part.core : part.end]
    found = ["bias"]
    found += [name for name, pattern in _ANYWHERE_CUES if pattern.search(whole)]
    found += [name for name, pattern in _HEAD_CUES if pattern.match(core)]
    found += [name for name, pattern in _TAIL_CUES if pattern.search(whole[-16:])]
    if _DONE.match(core) and not part.modal:
        found.append("told-as-done")
    adverb = ADVERB.match(core)
    at = 0
    while adverb and adverb.end() > at:
        at = adverb.end()
        adverb = ADVERB.match(core, at)
    if at:
        found.append("adverb")
    if verb := VERB.match(core, at):
        found.append("verb" if at == 0 else "adverb-verb")
        found.append("v:" + verb.group())
    elif at == 0:
        found.append("no-verb")
        inner = VERB.search(core)
        found.append("inner-verb" if inner else "verbless")
    if mood := hear_mood(whole):
        found.append("own:" + mood)
    if mark == "，" and _CASE_ONLY.search(core):
        found.append("case-only")
    if part.subject:
        found.append("subject")
    if part.trigger:
        found.append("trigger")
    if part.date is not None:
        found.append("dated")
    if "将" in part.modal:
        found.append("subject-will")
    elif part.modal and part.modal != "原则上":
        found.append("subject-must")
    if part.numbered:
        found.append("numbered")
    if part.label:
        found.append("label")
        found.append("lab:" + text[part.label[0] : part.label[1] - 1][-4:])
    if measures:
        found.append("measure")
        if any(bound != "=" for _, _, bound in measures):
            found.append("bounded")
        start, end, _ = measures[-1]
        found.append("measure-tail" if part.end - end <= 2 else "measure-mid")
        found.append("mu:" + text[start:end].lstrip("0123456789.,—-－~～一二两三四五六七八九十百千万亿 "))
        if measures[0][0] <= part.core + 1:
            found.append("measure-head")
        if len(measures) > 1:
            found.append("measures")
    length = len(core)
    found.append("len0" if length == 0 else "len4" if length <= 4 else "len8" if length <= 8 else "len16" if length <= 16 else "len32" if length <= 32 else "long")
    if first:
        found.append("first")
    if last:
        found.append("last")
    found.append("mark:" + mark)
    found.append("h1:" + core[:1])
    found.append("h2:" + core[:2])
    found.append("t1:" + whole[-1:])
    found.append("t2:" + whole[-2:])
    if part.core > part.start:
        found.append("s2:" + whole[:2])
    return found
