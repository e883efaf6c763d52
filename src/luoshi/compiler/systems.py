"""What the text calls 体系, 系统, 机制, 网络, 清单, 格局, 平台 or 制度 → systems with kind and parameters.

The reading text, its clauses and terms go in; systems come out, each name once with its occurrences: the
seeds from which draft definitions (a ledger, a scheme, a network) are written. `pipeline` calls
`find_systems` after `find_terms`. A name runs from the verb, the mark or the 的 before it to its head noun;
quoted names stay whole.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from luoshi.compiler.coined import fold, parse_coined, split_figures
from luoshi.compiler.enumeration import (
    CLOSE_QUOTES,
    OPEN_QUOTES,
    REACH,
    PartMembers,
    Stretch,
    last_items,
    split_last,
    split_list,
    value_of,
)
from luoshi.compiler.flow import Flow
from luoshi.compiler.parts import Clause
from luoshi.compiler.terms import TermDraft
from luoshi.language.verbs import ADVERBS


class ParameterDraft(NamedTuple):
    """A number that shapes a system; ``value`` is as the text has it for an open one (多, N)."""

    name: str
    value: str
    members: tuple[Stretch, ...] = ()


class SystemDraft(NamedTuple):
    """A system in offsets of the reading text."""

    start: int
    end: int
    name: str
    kind: str
    parameters: tuple[ParameterDraft, ...]
    occurrences: tuple[Stretch, ...]


_NOUN = "分区管控|体系|系统|机制|网络|清单|格局|平台|制度|台账|名录|目录|项目库|数据库|集群|矩阵|底座|责任制|联席会议"
_HEAD = re.compile(
    f"(?:{_NOUN})(?:(?:发展|建设|管理|运行|工作|服务|治理){{0,2}}[{CLOSE_QUOTES}]?(?:{_NOUN}))*"
    "(?!性|化|谋划|推进|集成|思维|观念|重塑|学习|公司|企业|经济|安全|空间|舆情|信息|强国|型|人员|部门|环境"
    "|优势|自信|成果|零售|销售|交易|直播|营销)"
)
# Verbs that are hardly ever part of a name; the name begins after the last of them.
_OPENING_VERBS = (
    "动态更新|修订|修改|构建|打造|搭建|建成|建好|建强|健全|完善|形成|拓展|落实|实施|实行|推行|编制"
    "|制定|出台|梳理|运用|依托|通过|纳入|列入|建立|强化|优化|深化|推动|推进|提升|提质|提速"
    "|培育|壮大|做强|做优|探索|接入|迭代|升级|发布|公布|推广|执行|按照|根据|围绕|聚焦|融入"
    "|加入|组建|设立|开展|牵头|推出|充实|丰富|扩大|延伸|织密|明确|坚持|确保|属于|包括|涉及"
    "|成为|作为|以及|并且|利用|发挥|借助|结合|衔接|贯通|对接|承接|破除|打破|废除|启动|开发"
    "|上线|改革|提供|提高|夯实|更新|补齐|支持|引导|鼓励|细化|量化|增强|加强|加快|巩固|扩展"
    "|畅通|压实|引进|新增|补充|参与|进入|完成|组织|召开|参加|办好|做好|抓好|用好|管好|守好"
    "|对照|立足|谋划|报送|印发|调出|移出|参照|公示|公开|上报|汇总|共建(?!共)"
)
# Every branch begins with a plain character, which lets the engine skip ahead.
_OPENS = re.compile(
    _OPENING_VERBS
    + "|着力建设|全力建设|大力建设|统筹建设|高标准建设|高质量建设|一体建设|协同建设"
    + "".join(f"|{particle}(?=.{{2}})" for particle in "将把在对向由从于被让使即该是")
    + "".join(f"|{particle}(?=.{{3}})" for particle in "和与及并等要须已了为")
    + "|用(?<![应运使利适作信]用)(?=.{2})|有(?<![所没拥具国公私享既现自原]有)(?=.)"
)
# A head noun with nothing but a particle before it names nothing.
_NAMELESS = re.compile("[将把在对向由从于被让使即该用以、和与及的了]")
_FIRST = re.compile(
    "(?:第[一二三四五六七八九十百]{1,4}[章节条]\\s*|[（(]?[一二三四五六七八九十\\d]{1,3}[）).、．]\\s*"
    "|(?:建设|管理|使用)(?=.{3})"
    "|(?:\\d{1,4}|[一二三四五六七八九十两]{1,3})(?:个|项|套|张|条|批)|每个|各类?|第一批)+"
)
# 系统 and 集群 are names of ordinary things too (制动系统, 生态系统, 全市卫生系统); these are built.
_BUILT = re.compile(
    "(?:评价|评估|监督|监测|管理|信息|预警|指挥|调度|服务|应用|运营|智能|数字|决策|溯源|监管|办公|考核"
    "|申报|审批|控制"
    "|感知|治理|防控|联动)系统$|产业集群|(?<!系统)(?<!集群)$"
)
# 平台, 矩阵 and 格局 are also names of ordinary things and of mottoes (整车平台, 开放平台, 开放新格局); what they are
# for or how they are laid out makes them systems.
_PURPOSE = {
    "平台": re.compile(
        "数据|信息|服务|管理|监测|监管|监督|监控|调度|指挥|交易|预警|治理|共享|交换|评价|评估|政务|云|互联网|智慧|数字|智能|感知"
        "|融资|征信|信用|研发|公共|孵化|检测|物流|电商|应急|会商|协同|对接|撮合|溯源|审批|执法|督查|考核|学习|培训|就业|教育|一网"
        "|一体化|中试|实验|运行|资源|转化|创新|科创|科技|统计|分析|信访|诉求|投诉|举报|采购|招标|结算|支付|传播|宣传|统一|中台"
        "|(?:[省市县区镇]|区县|镇街|国家|[两三四五])级"
    ),
    "矩阵": re.compile("传播|服务|政策|应用|场景|监测|媒体|平台|宣传|指标|任务|责任"),
    "格局": re.compile("空间|城镇|国土|网络|功能|片区|圈|轴|带|廊|枢纽|组团|中心|保护"),
}
_LEAD = re.compile(
    "(?:"
    + "|".join(sorted((word for word in ADVERBS if len(word) > 1), reverse=True))
    + "|部分|全市|我市|全省|全县|全区|各级|本市|一批|一套|一整套|一系列|更加|相应|有关|相关|配套|现有|科学合理"
    "|好|起|了|出|的|地|新的|其中|这一|该|此)+"
)
_BARE = re.compile(
    "(?:工作|产业|相关|管理|知识|话语|理论|思想|价值|新|长效|配套|服务|建设|发展|运行|制度|政策|标准|各项|全新|完备|现代|统一|重大|重点"
    "|大|多|各类|公共|有关|良好|整体|总体|一体化|实践|新型|各种|具体|上述|本|全)*"
)
_MARK = re.compile("[，。；：！？,;:\n\t（）()《》]")

# In the order of precedence: what is weighed or zoned before the form it has.
_KINDS = (
    ("compensation", "补偿|赔偿"),
    ("evaluation", "评价|评估|考核|指标|指数|积分|评级|信用|排名"),
    ("zoning", "(?<!部)分区|管控单元|准入|红线|空间(?:格局|布局)"),
    ("list", "清单|台账|名录|目录|项目库|事项$|任务$|项目$|实事$|问题$|场景$|指标$|举措$|措施$|成果$"),
    ("platform", "平台$|系统$|底座$|数据库$"),
    ("mechanism", "机制$|联席会议$"),
    ("institution", "制度$"),
    ("cluster", "集群|产业|赛道"),
    ("network", "网络|枢纽|通道|管网|物流|走廊|廊$|路网|水网"),
    ("governance", "治理|网格|责任制|河长|长制"),
    ("platform", "平台|系统|底座|数据库"),
    ("mechanism", "机制"),
    ("layout", "格局|布局|区$|带$|轴$|极$|翼$|园$"),
)
_KIND_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _KINDS)
# Coined numbers of such nouns are systems by themselves (“双枢纽、多支点”, 一轴四区).
_SPATIAL = re.compile("(?:枢纽|支点|通道|节点|走廊|廊|核|轴|带|极|翼|区|组团|片|中心|圈|港|集群)$")

_COUNTED_LIST = re.compile(
    "(?P<number>\\d{1,4}|[二三四五六七八九十百]{1,4})(?:个|项|件|张"
    "|条)(?P<noun>[\u4e00-\u9fff]{0,8}?(?:合作|重大|重点|民生|改革"
    "|工作|创新|建设|整改|攻坚|高频|应用|服务|标志性)(?:事项|项目|任务|实事|场景|举措|措施|指标|问题|成果))"
)
_LEVELS = re.compile("([一二三四五六七八九十两\\d]{1,3})([级类色层方位核轴带圈张个项大])(?=[\u4e00-\u9fff])")
_MODIFIER = re.compile(
    "(?:海陆|陆海|国际|综合|交通|物流|航运|航空|贸易|门户|两大|等|战略|重要|开放|区域|核心|海空|现代|中心"
    "|城市|型|双|级)+$"
)
_UNQUOTE = str.maketrans("", "", "“”‘’「」『』")
_NUMBERED = re.compile("^(?:\\d+|[一二三四五六七八九十两]+)[个大类项条]?")
_WORD = re.compile("[\u4e00-\u9fff]")
_ROLE_VERB = re.compile(
    "^.*(?:发挥|依托|强化|建设|打造|以|推动|做强|提升|放大|形成|构建|联动|把|将|包括|即)(?:好|了)?"
)


class _Places(NamedTuple):
    """Where terms stand, ascending: their starts beside spans and terms."""

    starts: tuple[int, ...]
    terms: tuple[tuple[int, int, TermDraft], ...]

    def within(self, start: int, end: int) -> tuple[tuple[int, int, TermDraft], ...]:
        return self.terms[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


# A name with what shapes it.
_Finding = tuple[int, int, tuple[ParameterDraft, ...]]


def find_systems(
    flow: Flow, clauses: Sequence[Clause], terms: Sequence[TermDraft]
) -> tuple[SystemDraft, ...]:
    """All systems in the order of their first occurrence."""
    text = flow.text
    ordered = tuple(sorted((at, till, term) for term in terms for at, till in term.occurrences))
    places = _Places(tuple(at for at, _, _ in ordered), ordered)
    named = list(_named(text, clauses, places, _counted_parts(terms)))
    covered = {term.text for start, end, _ in named for _, _, term in places.within(start, end)}
    names: dict[str, list[Stretch]] = {}
    shaped: dict[str, dict[tuple[str, str], ParameterDraft]] = {}
    for start, end, parameters in (*named, *_counted_lists(text), *_spatial(text, terms, covered)):
        key = fold(text[start:end])
        names.setdefault(key, []).append((start, end))
        own = shaped.setdefault(key, {})
        for parameter in parameters:
            known = own.get((parameter.name, parameter.value))
            if known is None or (parameter.members and not known.members):
                own[parameter.name, parameter.value] = parameter
    drafts = [
        SystemDraft(*spans[0], text[slice(*spans[0])], _kind(key), tuple(shaped[key].values()), tuple(spans))
        for key, spans in names.items()
    ]
    return tuple(sorted(drafts, key=lambda draft: (draft.start, draft.end)))


def _counted_parts(terms: Sequence[TermDraft]) -> set[str]:
    """What coined numbers count: parts of a system, not systems beside it."""
    return {fold(part.name) for term in terms for part in term.parts if len(part.name) > 2}


def _named(text: str, clauses: Sequence[Clause], places: _Places, counted: set[str]) -> Iterator[_Finding]:
    """Names that end in a head noun."""
    starts = [clause.start for clause in clauses]
    spans = ((_with_term(begin, places), end) for begin, end in _names(text, starts))
    for start, end in _longest(spans):
        if _NUMBERED.sub("", fold(text[start:end])) in counted:
            continue
        inside = places.within(start, end)
        if not inside and not _has_purpose(text[start:end]):
            continue
        yield start, end, (*_from_terms(text, inside), *_from_levels(text, start, end, inside))


def _has_purpose(name: str) -> bool:
    """Whether an ambiguous head noun is told what it is for; what stands before 等 are only examples of it."""
    wording = name.translate(_UNQUOTE)
    purpose = _PURPOSE.get(wording[-2:])
    return purpose is None or purpose.search(wording[:-2].rsplit("等", 1)[-1]) is not None


def _counted_lists(text: str) -> Iterator[_Finding]:
    """100个合作事项: things that a list holds one by one."""
    for match in _COUNTED_LIST.finditer(text):
        if value_of(match.group("number")) >= 5:
            yield *match.span("noun"), (ParameterDraft("项", match.group("number")),)


def _spatial(text: str, terms: Sequence[TermDraft], covered: set[str]) -> Iterator[_Finding]:
    """Two or more counted places make a system without being called one (“双枢纽、多支点、多通道”)."""
    for term in terms:
        coined = parse_coined(term.text)
        if term.text in covered or coined is None or coined.distributive or len(coined.parts) < 2:
            continue
        if all(_SPATIAL.search(part.noun) for part in coined.parts):
            parameters = tuple(_from_terms(text, ((term.start, term.end, term),)))
            yield from ((start, end, parameters) for start, end in term.occurrences)


def _longest(spans: Iterable[Stretch]) -> Iterator[Stretch]:
    """Of names within names only the longest (通道网络 in 通道网络监测评价机制)."""
    last = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > last:
            yield start, end
            last = end


def _with_term(start: int, places: _Places) -> int:
    """A name does not begin inside a term (一体两核多点区域格局)."""
    before = bisect_left(places.starts, start) - 1
    return places.terms[before][0] if before >= 0 and places.terms[before][1] > start else start


def _names(text: str, starts: Sequence[int]) -> Iterator[Stretch]:
    """The spans of names: back from each head noun to where its noun phrase begins."""
    for match in _HEAD.finditer(text):
        clause = bisect_left(starts, match.start() + 1) - 1
        floor = starts[clause] if clause >= 0 else 0
        end = match.end()
        floor = max(floor, match.start() - 40)
        for mark in _MARK.finditer(text, floor, match.start()):
            floor = mark.end()
        start = _begin(text, floor, match.start())
        if start is not None and _BUILT.search(text, start, end):
            yield _balanced(text, start, end)


def _begin(text: str, floor: int, head: int) -> int | None:
    """Where the name begins that ends in the head noun at ``head``; None where it would say nothing."""
    opened = max(text.rfind(mark, floor, head) for mark in "“「『‘")
    closed = max(text.rfind(mark, floor, head) for mark in "”」』’")
    if opened > closed:
        # Inside quotation marks the name is what they hold, one by one where they hold a list.
        opened = max(opened, text.rfind("、", opened, head))
        return opened + 1 if head - opened > 2 else None
    quoted_from = opened if opened >= 0 and closed > opened else head
    start = floor
    for verb in _OPENS.finditer(text, floor, min(head, quoted_from)):
        start = verb.end()
    if quoted_from < head:
        # A term before the head belongs to the name: “一轴四区”发展格局.
        after = closed + 1
        if (
            any(verb.end() <= head - 2 for verb in _OPENS.finditer(text, after, head))
            or "的" in text[after:head]
        ):
            return _plain_begin(text, after, head)
        return quoted_from
    return _plain_begin(text, start, head)


def _plain_begin(text: str, start: int, head: int) -> int | None:
    if head > start and _NAMELESS.match(text, head - 1):
        return None
    for verb in _OPENS.finditer(text, start, head):
        if verb.end() <= head - 2:
            start = verb.end()
    possessive = text.rfind("的", start, head)
    narrow = possessive + 1 if possessive >= 0 else start
    for begin in (narrow, start):
        at = begin
        for pattern in (_FIRST, _LEAD, _FIRST):
            lead = pattern.match(text, at, head)
            at = lead.end() if lead else at
        comma = text.rfind("、", at, head)
        # 市、区县、镇街三级平台 keeps its list; of 知识体系、话语体系 each is a name of its own.
        if comma >= 0 and re.search(_NOUN, text[at:comma]):
            at = comma + 1
        wording = text[at:head]
        if len(wording) >= 2 and not _BARE.fullmatch(wording) and len(wording) <= 30:
            return at
    return None


def _balanced(text: str, start: int, end: int) -> Stretch:
    """Without a lone quotation mark at the end of the name."""
    inside = text[start:end]
    if inside.count("”") > inside.count("“"):
        return start, start + inside.index("”") if inside.index("”") > 1 else end
    return start, end


def _kind(name: str) -> str:
    """The kind by the word that says most: what is counted or weighed before what form it has."""
    plain = name.translate(_UNQUOTE)
    return next((kind for kind, pattern in _KIND_PATTERNS if pattern.search(plain)), "system")


def _from_terms(text: str, places: Sequence[tuple[int, int, TermDraft]]) -> Iterator[ParameterDraft]:
    """The parts of the coined numbers that stand in a name."""
    for start, _, term in places:
        coined = parse_coined(term.text)
        if coined is None or coined.distributive:
            continue
        parts = term.parts
        if not parts and (coined.digits or not any(part.noun for part in coined.parts)):
            # Nothing says what the numbers count: they stand as they are.
            numbers = split_figures(coined.digits) if coined.digits else [part.number for part in coined.parts]
            yield ParameterDraft(fold(term.text), "、".join("N" if n is None else str(n) for n in numbers))
            continue
        if not parts:
            parts = tuple(PartMembers(part.noun, part.number, ()) for part in coined.parts)
        for part in parts:
            name = part.name.translate(_UNQUOTE)
            value = str(part.number) if part.number is not None else "N" if "N" in term.text else "多"
            members = part.members or _named_nearby(text, start, name, part.number)
            yield ParameterDraft(name if _WORD.search(name) else fold(term.text), value, members)


def _named_nearby(text: str, at: int, noun: str, number: int | None) -> tuple[Stretch, ...]:
    """发挥A和B海陆枢纽作用 near “双枢纽…”: the names that the text gives the part."""
    if number is None or number < 2 or len(noun) < 2:
        return ()
    for match in re.finditer(re.escape(noun), text[max(0, at - REACH) : at + REACH]):
        end = max(0, at - REACH) + match.start()
        floor = max(text.rfind(mark, max(0, end - 60), end) for mark in "，。；：\n“”") + 1
        floor = max(floor, end - 60)
        verb = _ROLE_VERB.match(text[floor:end])
        if not verb:
            continue
        start = floor + verb.end()
        modifier = _MODIFIER.search(text, start, end)
        till = modifier.start() if modifier else end
        if till - start < 3:
            continue
        for items in (split_list(text, start, till), split_last(text, split_list(text, start, till))):
            if len(items) == number and all(2 <= right - left <= 10 for left, right in items):
                return items
    return ()


def _from_levels(
    text: str, start: int, end: int, terms: Sequence[tuple[int, int, TermDraft]]
) -> Iterator[ParameterDraft]:
    """市、区县、镇街三级平台 → 级: 3 with its members."""
    for match in _LEVELS.finditer(text, start, end):
        number = value_of(match.group(1))
        if number > 1 and not any(at <= match.start() < till for at, till, _ in terms):
            till = match.start()
            if text[till - 1] in CLOSE_QUOTES and text[start] in OPEN_QUOTES:
                # “任务清单、责任清单、问题清单”三张清单
                members = last_items(text, start + 1, till - 1, number)
            else:
                members = last_items(text, start, till, number)
            yield ParameterDraft(match.group(2), str(number), members)
