"""Who acts in a clause: the explicit subject, active, passive (由…), as a label, or as a regulated class.

`find_subjects` reads all clauses with the unit mentions of `language.names`; `anatomy` cuts by it and `owners`
assigns by it. Only grammar decides: what may stand before a subject (numbers, dates, connectives, cases) and
what must stand behind it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

from luoshi.compiler.parts import Clause
from luoshi.language.names import UnitMention
from luoshi.language.organisations import any_of
from luoshi.language.persons import is_person
from luoshi.language.verbs import ADVERBS, VERBS

SubjectKind = Literal["active", "passive", "label", "weak", "bare", "modifier"]


class Subject(NamedTuple):
    """An explicit subject: ``text[start:end]`` holds its units and partners (A会同B).

    ``passive``: behind 由; ``label``: before a colon (市水利局：负责…); ``weak``: a class of those who are
    regulated (有条件的企业), ``units`` empty; ``bare``: it fills its clause, the verb comes in a later one;
    ``modifier``: it only says whose thing is meant (全市港口吞吐量).
    """

    start: int
    end: int
    units: tuple[UnitMention, ...]
    partners: tuple[UnitMention, ...]
    kind: SubjectKind


_NUMBER = (
    r"[（(][一二三四五六七八九十百\d]{1,4}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,3}(?:\.\d{1,3}){0,3}[.．、](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}[ 　]++"
    r"|\d{1,2}[)）]|[①-⑳❶-❿]|第[一二三四五六七八九十百\d]{1,4}[条章节]|[一二三四五六七八九十]{1,2}[是要](?=.)"
    r"|首先|其次|再次|最后|[—–-]|[·•●◆■□▪▶★※*]|下同[）)]"
)
_CONNECTIVE = (
    "其中[：:]?|同时|此外|另外|并且|并|而且|以及|此后|随后|今后|未来|下一步|下步|接下来|届时|目前|现在|进而|从而"
    "|另外|另|但是|但|而|则|特别是|尤其是|因此|为此|对此|据此|必要时|在此基础上|一方面|另一方面|明确|原则上|要求|请"
    "|商请|平时|战时|汛期|期间|[今本]?年内|近期|近日|据了解|据悉|此次|是|由于|经批准|经审核|经评审|经会商|经研究|要"
)
_DATE = (
    r"(?:自|从|到|于|在|至|截至|力争|确保|展望)?(?:(?:20)?\d{2}年|今年|明年|后年|本年度?|当年|次年|每年|每季度?|每月|每周|每半年|每日"
    r"|每天|\d{1,2}月|[一二三四1234]季度|[上下]半年|年底|年中|年初|月底|季末|“[一二三四五六七八九十]+五”|[三五两十3-9]年)"
    r"(?:底|末|初|中|以来|期间|度|起|前|内|开始|[0-9一二三四五六七八九十]{1,3}[月日]|[上中下]旬|汛前|汛期|之?前|—|-|至|到|20\d\d年|、)*"
)
_CASE = r"[^：:“”；]{2,40}?(?:前提下|基础上|情况下|过程中|期间|方面|的同时|之日起|以来|后|前)"
_LABEL = r"[^，。；：:、]{2,9}[：:]"
_BEFORE = re.compile(rf"(?:{_NUMBER}|{_CONNECTIVE}|{_DATE}|[“‘《 　])*")
_BEFORE_LABEL = re.compile(
    rf"(?:{_NUMBER}|[“‘ 　])*(?:{_LABEL})?(?:{_NUMBER}|{_CONNECTIVE}|{_DATE}|[“‘《 　])*"
)
_BEFORE_LONG = re.compile(
    rf"(?:{_NUMBER}|[“‘ 　])*(?:{_LABEL}(?:{_NUMBER}|[“‘ 　])*)?"
    rf"(?:(?:对|按照|根据|依据|在|自|从|经|未经|为|围绕|通过|凡是?|如|若|遇有?|因|当)?{_CASE})?"
    rf"(?:{_NUMBER}|{_CONNECTIVE}|{_DATE}|[“‘《 　])*+$"
)
_JOINT = re.compile(
    r"、|和|及其?|以及|与|(?P<partner>(?:将|要|应当?|须|必须|需|也要|还要|还将)?(?:牵头)?(?:会同|联合|协同|商|协调|协商))"
)
_ASIDE = re.compile(r"[（(][^（）()，。；\n]{1,30}[)）]|等(?:地区|地|单位|部门|有关部门|市直部门)?(?=.)")
_PARTNER_ONLY = re.compile(r"等(?:地区|地|单位|(?:有关|相关)?部门|市直部门)?")
# Behind a unit: these make it a modifier, an addressee or a thing.
_NOT_SUBJECT = re.compile(
    r"[的之》”’）)]|(?:名义|层面|方面|系统内|范围|境内|辖区|区域|地区|(?:内|中|外|上|下|间)(?![发达放派拨沉设报传调行半])|以外|以上|以下|级|籍|版|产|造)"
    r"|(?:备案|汇总|审批|审核|审定|同意|批准|认定|备查|联系)(?:$|后)"
)
# 市委召开的会议上, 市政府印发的方案中: a relative clause about a thing.
_RELATIVE = re.compile(
    r"[^，。；]{0,8}?(?:召开|举行|举办|主办|印发|发布|出台|制定|组织|开展|提出|部署|赋予|确定|批准|公布|通报|反馈|交办|建设|管理|负责)"
    r"的[^，。；]{1,24}(?:上|中|后|时|里|期间|基础上|下|内|前|要求|部署|精神|目标|任务)$"
)
# Buildings bear the names of bodies: 市中心医院迁建 has no subject that acts.
_THING = re.compile(r"(?:中心|医院|学院|大学|中学|学校|馆|园区|集团|公司|平台)$")
_THING_VERB = re.compile(
    r"(?:[东西南北新分]院|校区|建成|投用|投入使用|开工|完工|竣工|封顶|交付|迁建|改造|扩建|建设|项目|工程|主体|二期|一期|实现|覆盖)"
)
_VERB = any_of(word for word in (*ADVERBS, *VERBS) if len(word) > 1)
# 全市, 我市 act where a predicate follows; before a noun they only say whose it is.
_PREDICATE = re.compile(
    rf"(?:上下|各级|要|将|应|须|可|则|把|已|在|以|对|从|按|每|共|均|都|还|也|不|必|力|就|向|为|与|会|原则上|{_VERB})"
)
_FIGURE = re.compile(
    r"[^要将应须，。；]{1,24}?(?:量|率|值|额|数|比重|占比|面积|规模|收入|强度|指数|里程|能力|人口|水平|产值|投资)"
    r"(?:均|年均|分别|累计|力争)?(?:达到|达|突破|超过|稳定|控制|提高|提升|下降|降|增长|保持|不低于|不少于|增加|扩大|升|位?居"
    r"|净增|减少|压减|翻|占)"
)
_ATTRIBUTIVE = re.compile(r"[^，。；]{0,14}?(?:牵头|负责|主导|组成|参与|参加|担任|主持|领导|指导|任组长)的")
# Those who are regulated, and what must follow them to make them act.
_WEAK_HEAD = any_of(
    "单位 企业 机构 行业 部门 学校 院校 高校 医院 卫生院 公司 集团 银行 协会 商会 组织 网格 经营者 运营商 业主 农户"
    " 申请人 当事人 供应商 承包方 承建方 投标人 中标人 用户 商户 个人 村 社区 乡镇 街道 区县 县 县区 县（市、区）"
    " 责任人 法人 主体 团队 队伍 考核组 工作组 督导组 检查组 小组 商超 超市 酒店 景区 门店 站点 药店 物业 干部 党员"
    " 职工 居民 村民 人员 纳税人 监护人 所有权人 驾驶人 从业者 茶企 药企 酒企 农企 房企 车企"
)
_MUST_FOLLOW = (
    r"(?=应当|应(?![急对用变]|.尽)|须|必须|不得|要(?![求点素])|可以|可(?![持再])|率先|负责(?!人|同志|制)|自觉|主动|有义务|有责任|先行"
    r"|带头|承担|(?<=[队伍格组员点站位校])每[日天周月季年半小]|(?:接到|收到|发现)[^，；。]{1,16}(?:后|的)"
    r"|对[^，；。]{2,24}(?:有异议|不服|提出异议)的)"
)
_WEAK_END = re.compile(_WEAK_HEAD + _MUST_FOLLOW)
_WEAK = re.compile(
    "(?:有条件的|具备条件的|有能力的|有需求的|其他|所有|各类|各级|任何|一切|凡|全体|新建|在建|已建成的|符合条件的)?"
    rf"[\u4e00-\u9fff、“”（）()0-9A-Za-z—-]{{0,30}}?{_WEAK_HEAD}{_MUST_FOLLOW}"
)
_WEAK_NOT = re.compile(
    r"(?:支持|鼓励|引导|推动|督促|指导|促进|帮助|要求|责令|对|向|将|把|为|给|与|和|同|在|从|由|按|以|经|让|使|组织|协调|落实"
    r"|加强|完善|强化|健全|建立|严禁|禁止|严格|推进|加快|实施|开展|实现|深化|提升|做|打|坚持|要|应|须|可|将|统筹|发挥|确保|力争|依法)"
)


def find_subjects(
    text: str, clauses: Sequence[Clause], units: Sequence[UnitMention]
) -> tuple[Subject | None, ...]:
    """The explicit subject of every clause, None where nobody acts in it."""
    found = find_subjects_and_modifiers(text, clauses, units)
    return tuple(None if subject is None or subject.kind == "modifier" else subject for subject in found)


def find_subjects_and_modifiers(
    text: str, clauses: Sequence[Clause], units: Sequence[UnitMention]
) -> tuple[Subject | None, ...]:
    """The same with the places that only say whose figures a clause gives (kind ``modifier``)."""
    starts = [unit.start for unit in units]
    regulated = [match.start() for match in _WEAK_END.finditer(text)]
    found: list[Subject | None] = []
    first = weak = 0
    for clause in clauses:
        first = bisect_left(starts, clause.start, first)
        weak = bisect_left(regulated, clause.start, weak)
        subject = _find(text, clause.start, clause.end, units, starts, first)
        if subject is None and weak < len(regulated) and regulated[weak] < clause.end:
            subject = _weak(text, clause.start, clause.end)
        found.append(subject)
    return tuple(found)


def _find(
    text: str, start: int, end: int, units: Sequence[UnitMention], starts: Sequence[int], first: int
) -> Subject | None:
    i = first
    while i < len(units) and starts[i] < end:
        unit = units[i]
        if unit.end > end:
            break
        passive = unit.start > start and text[unit.start - 1] == "由"
        if passive or _may_begin(text, start, unit.start):
            subject = _follow(text, end, units, i, passive)
            if subject is not None:
                return subject
        i += 1
    return None


def _may_begin(text: str, start: int, at: int) -> bool:
    """Whether only such things stand before ``at`` as may stand before a subject."""
    if at - start > 60:
        return False
    quick = _BEFORE.match(text, start, at)
    if quick is not None and quick.end() == at:
        return True
    return at - start > 2 and _BEFORE_LONG.match(text[start:at]) is not None


def _follow(text: str, end: int, units: Sequence[UnitMention], i: int, passive: bool) -> Subject | None:
    """The subject that begins with unit ``i``: its fellows, its partners, and whether a verb can follow."""
    actors = [units[i]]
    partners: list[UnitMention] = []
    at = max(units[i].end, units[i].post_end)
    partner = False
    while True:
        aside = _ASIDE.match(text, at, end)
        if aside is not None:
            at = aside.end()
        joint = _JOINT.match(text, at, end)
        if joint is None or i + 1 >= len(units) or units[i + 1].start != joint.end() or joint.end() >= end:
            break
        i += 1
        partner = partner or joint["partner"] is not None
        (partners if partner else actors).append(units[i])
        at = max(units[i].end, units[i].post_end)
    tail = _PARTNER_ONLY.match(text, at, end)
    if tail is not None:
        at = tail.end()
    begin = actors[0].start
    if at >= end or (actors[-1].post_end > actors[-1].end and is_person(text[at:end].strip(" \u3000"))):
        return Subject(begin, at, tuple(actors), tuple(partners), "bare")
    if text[at] in "：:":
        return Subject(begin, at, tuple(actors), tuple(partners), "label")
    if text[at] in "（(" and "）" not in text[at:end] and ")" not in text[at:end]:
        return Subject(begin, at, tuple(actors), tuple(partners), "bare")
    if _THING.search(text, begin, actors[-1].end) and _THING_VERB.match(text, at, end):
        return None
    if _RELATIVE.match(text, at, end) and not passive:
        return None
    if _NOT_SUBJECT.match(text, at, end) or (passive and _ATTRIBUTIVE.match(text, at, end)):
        return None
    if actors[0].kind == "pronoun" and actors[0].names[0][0] in "全我本" and not passive:
        acts = _PREDICATE.match(text, at, end) is not None and _FIGURE.match(text, at, end) is None
        if actors[0].names[0] != "我们" and not acts:
            return Subject(begin, at, tuple(actors), (), "modifier")
    return Subject(begin, at, tuple(actors), tuple(partners), "passive" if passive else "active")


def _weak(text: str, start: int, end: int) -> Subject | None:
    before = _BEFORE_LABEL.match(text, start, end)
    at = before.end() if before is not None else start
    if _WEAK_NOT.match(text, at, end):
        return None
    match = _WEAK.match(text, at, end)
    if match is None:
        return None
    return Subject(match.start(), match.end(), (), (), "weak")
