"""Clause → its parts: list number, label, connectives, dates, subject, condition, and the core that is left.

Enters: the reading text, its clauses, and where units and dates stand. Leaves: one `Anatomy` a clause.
`statements` classifies by it and `commitments` cuts by it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from luoshi.compiler.parts import Clause


class Anatomy(NamedTuple):
    """Parts of a clause in flow offsets.

    ``core`` is where the predicate with its adverbs begins (the clause's end where nothing is left); ``subject``
    the explicit unit that acts, ``trigger`` the case that fires (without 对 or 凡), ``date`` where a date or
    frequency stands before the core (None without one), ``modal`` the modal words that were passed over before it. ``label`` ends
    with its colon and ``end`` is where the clause's own content ends (a glossary after a colon is cut off).
    """

    start: int
    core: int
    end: int
    label: tuple[int, int] | None
    subject: tuple[int, int] | None
    trigger: tuple[int, int] | None
    date: int | None
    modal: str
    numbered: bool
    partner: bool


_NUMBER = re.compile(
    r"(?:[（(][一二三四五六七八九十百\d]{1,4}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,3}(?:\.\d{1,3}){0,3}[.．、](?!\d)|\d{1,2}[)）]"
    r"|[①-⑳]|[❶-❿]|第[一二三四五六七八九十百\d]{1,4}[条章节][ 　]*|[一二三四五六七八九十]{1,2}是(?=.)|首先|其次|再次|最后"
    r"|[—–-]{1,2}|[·•●◆■□▪▶★※*])[ 　]*"
)
_OPEN = re.compile(r"[“‘《（(「『 　]+")
_CONNECTIVE = re.compile(
    r"(?:其中|同时|此外|另外|并且|并|而且|且|以及|还|此后|随后|今后|未来|下一步|下步|接下来|届时|目前|现在|进而|从而|另|但是|但|而|则|即|"
    r"特别是|尤其是|总之|因此|为此|对此|据此|力求|同步|原则上|必要时|在此基础上|一方面|另一方面|明确|今年以来|近年来|连日来)"
)
_MODAL = re.compile(
    r"(?:请|将|要|应当|应该|应|须|必须|务必|需要|需|均要|均应|均须|都要|还要|也要|还将|也将|均|都|也|还|则|便|就要|一定要|切实)"
)
_PREPOSED_DATE = re.compile(r"(?:于|在|自|从|至|到|截至|力争|争取|确保|预计|计划|原则上)*")
# What may follow the case in the same clause: the duty that it fires.
_DUTY = (
    r"(?:由|一律|不得|不予|依法|依规|依纪|严肃|及时|按|给予|予以|可|应|要|须|责令|实行|组织|开展|自动|不再|暂停|取消|扣|追|移|返|优先|全面|均|将|方可"
    r"|视|限期|立即|坚决|严禁|上报|报|下达|启动|先|纳入|列入|进行|采取|落实|督促|推行|建立|加强|支持|通过|最高|每|执行|挂牌|停|约谈|通报|同步|逐级|重新|另行|享受|免|补|奖)"
)
_TRIGGER = re.compile(
    rf"(?:对于|对|凡是|凡|如|若|因|遇有|遇|在)?(?P<case>[^：:“”，]{{2,40}}?(?:的(?:[\u4e00-\u9fff、]{{2,10}}?)?|前|后))(?={_DUTY})"
)
# Words that make a relative clause a case and not a mere description.
_CASE = re.compile(
    r"未|不|超|低于|高于|以上|以下|连续|存在|发现|发生|出现|逾期|拒|违反|造成|导致|擅自|取得|获|符合|达到|完成|通过|认定|入选|首次|新|弄虚|虚假|敷衍|涉|因|被|成效|突出|优秀|排名|率先|失职|渎职|落后|滞后|审核|验收|评审|批准|备案|搬迁|整改|应急|重大"
)
_PARTNER = re.compile(r"会同|联合|牵头会同|商|协同|配合|协调|指导|督促(?=各)")
_MEANS = re.compile(r"以[^，。；]{2,24}?为(?:总?抓手|突破口|主线|牵引|支撑|核心|载体|重点|切入点|契机|纽带|引领|基础|导向)")
# A facility that is said to reach a state is the thing to be achieved, no owner.
_STATE = re.compile(r"(?:均|全部|基本|全面)?(?:实现|达到|达标|建成|投用|竣工|完工|覆盖|全覆盖|投入使用|数量|比例|占比|总量|面积)")


def dissect(
    text: str, clauses: Sequence[Clause], units: Mapping[int, int], dates: Mapping[int, int]
) -> tuple[Anatomy, ...]:
    """The anatomy of every clause; ``units`` and ``dates`` map the start of each mention to its end."""
    return tuple(_dissect_one(text, clause, units, dates) for clause in clauses)


def _dissect_one(text: str, clause: Clause, units: Mapping[int, int], dates: Mapping[int, int]) -> Anatomy:
    start, end = clause.start, clause.end
    at = start
    numbered = False
    if match := _NUMBER.match(text, at, end):
        at = match.end()
        numbered = True
    label = None
    colon = text.find("：", at, end)
    if colon > 0:
        if colon + 1 < end and _is_label(text, at, colon, units):
            label = (at, colon + 1)
            at = colon + 1
            if match := _NUMBER.match(text, at, end):
                at = match.end()
        elif colon + 1 < end or colon > at:
            end = colon
    if label and units.get(label[0]) == label[1] - 1:
        subject: tuple[int, int] | None = (label[0], label[1] - 1)
    else:
        subject = None
    trigger = None
    date: int | None = None
    partner = False
    modal = ""
    while at < end:
        if match := _OPEN.match(text, at, end):
            # A quoted or titled thing may be the object or subject itself: only a quote left open is passed over.
            closing = text.find("”", at, end)
            if text[at] in "“‘ 　" and (text[at] in " 　" or closing < 0):
                at = match.end() if text[at] in " 　" else at + 1
                continue
            break
        stop = dates.get(at)
        if stop is not None and stop < end:
            date = at if date is None else date
            at = stop
            if text[at : at + 1] in "起前内":
                at += 1
            continue
        prefix = _PREPOSED_DATE.match(text, at, end)
        if prefix and prefix.end() > at and dates.get(prefix.end(), end) < end:
            words = prefix.group()
            if "力争" in words or "争取" in words or "确保" in words:
                break
            date = prefix.end() if date is None else date
            at = dates[prefix.end()]
            continue
        stop = units.get(at)
        if stop is None and text[at] == "由":
            stop = units.get(at + 1)
            if stop is not None:
                stop, partner = _with_partners(text, stop, end, units)
                subject = (at + 1, stop)
                at = stop
                continue
        elif stop is not None and subject is None and stop < end:
            stop, joined = _with_partners(text, stop, end, units)
            if text[stop : stop + 1] in "的之" or stop >= end or _STATE.match(text, stop, end):
                break
            subject = (at, stop)
            partner = partner or joined
            at = stop
            continue
        if match := _CONNECTIVE.match(text, at, end):
            if match.group() == "即" and at == start:
                break
            if match.group() == "原则上":
                modal += "原则上"
            at = match.end()
            continue
        if match := _MODAL.match(text, at, end):
            if _adjacent_verb(text, match.end(), units, dates):
                break
            modal += match.group()
            at = match.end()
            continue
        if (partners := _PARTNER.match(text, at, end)) and partners.end() in units:
            at, _ = _with_partners(text, units[partners.end()], end, units)
            partner = True
            continue
        if (match := _MEANS.match(text, at, end)) and end - match.end() >= 4:
            at = match.end()
            continue
        break
    if (match := _TRIGGER.match(text, at, end)) and _CASE.search(match.group("case")):
        trigger = match.span("case")
    return Anatomy(start, min(at, end), end, label, subject, trigger, date, modal, numbered, partner)


def _is_label(text: str, start: int, colon: int, units: Mapping[int, int]) -> bool:
    """Whether what stands before a colon only announces what follows."""
    if units.get(start) == colon or colon - start <= 6:
        return True
    return text[colon - 1] in "是为下" or text[colon - 2 : colon] in _LABEL_TAILS or colon - start <= 8 and text[colon - 1] in "求标施"


_LABEL_TAILS = frozenset("其中 目标 任务 措施 要求 约束 管控 防控 单位 时限 标准 情形 问题 内容 重点 方面 强调 指出 提出 表示 介绍".split())


def _with_partners(text: str, stop: int, end: int, units: Mapping[int, int]) -> tuple[int, bool]:
    """Follow A、B and C, and 会同D; returns where the last unit ends and whether a partner was named."""
    partner = False
    while stop < end:
        for joint in ("、", "和", "及", "以及", "与", "会同", "联合", "商", "牵头会同", "协同", "配合"):
            if text.startswith(joint, stop) and stop + len(joint) in units:
                stop = units[stop + len(joint)]
                partner = partner or len(joint) > 1
                break
        else:
            return stop, partner
    return stop, partner


def _adjacent_verb(text: str, at: int, units: Mapping[int, int], dates: Mapping[int, int]) -> bool:
    """Whether a modal is followed by its verb at once, so that it belongs to the span."""
    if at in units or at in dates:
        return False
    return not text.startswith(("于", "在", "自", "由", "会同", "每", "按"), at)
