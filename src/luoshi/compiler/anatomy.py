"""Clause → its parts: list number, label, connectives, dates, subject, condition, and the core that is left.

Enters: the reading text, its clauses, their subjects, and where dates stand. Leaves: one `Anatomy` a clause.
`statements` classifies by it and `commitments` cuts by it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from luoshi.compiler.parts import Clause
from luoshi.compiler.subjects import Subject


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


_NUMBER = re.compile(
    r"(?:[（(][一二三四五六七八九十百\d]{1,4}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,3}(?:\.\d{1,3}){0,3}[.．、](?!\d)|\d{1,2}[)）]"
    r"|[①-⑳]|[❶-❿]|第[一二三四五六七八九十百\d]{1,4}[条章节][ 　]*|[一二三四五六七八九十]{1,2}是(?=.)|首先|其次|再次|最后"
    r"|[—–-]{1,2}|[·•●◆■□▪▶★※*])[ 　]*"
)
_CONNECTIVE = re.compile(
    r"(?:其中|同时|此外|另外|并且|并|而且|且|以及|还|此后|随后|今后|未来|下一步|下步|接下来|届时|目前|现在|进而|从而|另|但是|但|而|则|即|"
    r"特别是|尤其是|总之|因此|为此|对此|据此|力求|同步|原则上|必要时|在此基础上|一方面|另一方面|明确|今年以来|近年来|连日来)"
)
_MODAL = re.compile(
    r"(?:请|将|要|应当|应该|应|须|必须|务必|需要|需|均要|均应|均须|都要|还要|也要|还将|也将|均|都|也|还|则|便|就要|一定要|切实)"
)
_BEFORE_DATE = re.compile(r"(?:于|在|自|从|至|到|截至|力争|争取|确保|预计|计划|原则上)*")
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
_LABEL_TAILS = frozenset(
    "其中 目标 任务 措施 要求 约束 管控 防控 单位 时限 标准 情形 问题 内容 重点 方面 强调 指出 提出 表示 介绍".split()
)
# An event that a time limit counts from, and a setting before the modal: neither belongs to the predicate.
_EVENT = re.compile(r"(?:自|在|于)?[\u4e00-\u9fff]{2,12}?(?:之日起|之后|以后|后|前) ?")
_SETTING = re.compile(r"在[^，；。]{2,26}?(?:中|时|过程中|方面|期间|环节)(?=应|要|须|必须|将|可|不得|均)")
_AIM = re.compile("力争|争取|确保")
_MEANS = re.compile(r"以[^，。；]{2,24}?为(?:总?抓手|突破口|主线|牵引|支撑|核心|载体|重点|切入点|契机|纽带|引领|基础|导向)")


def dissect(
    text: str, clauses: Sequence[Clause], subjects: Sequence[Subject | None], dates: Mapping[int, int]
) -> tuple[Anatomy, ...]:
    """The anatomy of every clause; ``dates`` maps the start of each mention of a date to its end."""
    return tuple(
        _dissect_one(text, clause, subject, dates) for clause, subject in zip(clauses, subjects, strict=True)
    )


def _dissect_one(  # noqa: C901 - one walk from left to right; each branch passes over one kind of part
    text: str, clause: Clause, subject: Subject | None, dates: Mapping[int, int]
) -> Anatomy:
    at, end = clause.start, clause.end
    numbered = False
    if match := _NUMBER.match(text, at, end):
        at = match.end()
        numbered = True
    label = None
    colon = text.find("：", at, end)
    if colon > 0:
        spoken_for = subject is not None and subject.kind == "label" and subject.end == colon
        if colon + 1 < end and (spoken_for or (numbered and colon - at <= 12) or _is_label(text, at, colon)):
            label = (at, colon + 1)
            at = colon + 1
            if match := _NUMBER.match(text, at, end):
                at = match.end()
        elif colon + 1 < end or colon > at:
            end = colon
    date: int | None = None
    modal = ""
    while at < end:
        if subject is not None and subject.start >= at and subject.kind not in ("bare", "label"):
            if at == subject.start or (text[at] == "由" and at + 1 == subject.start):
                at = subject.end
                continue
        if text[at] in " “‘ 　" and (text[at] in " 　" or text.find("”", at, end) < 0):
            at += 1  # only a quotation that is left open is passed over: a closed one may be the object
            continue
        stop = dates.get(at)
        if stop is not None and stop < end:
            date = at if date is None else date
            at = stop
            if text[at : at + 1] in "起前内":
                at += 1
            continue
        prefix = _BEFORE_DATE.match(text, at, end)
        if prefix and prefix.end() > at and dates.get(prefix.end(), end) < end:
            if _AIM.search(prefix.group()):
                break
            date = prefix.end() if date is None else date
            at = dates[prefix.end()]
            continue
        if match := _CONNECTIVE.match(text, at, end):
            if match.group() == "即" and at == clause.start:
                break
            if match.group() == "原则上":
                modal += "原则上"
            at = match.end()
            continue
        if match := _MODAL.match(text, at, end):
            if _verb_follows(text, match.end(), dates):
                break
            modal += match.group()
            at = match.end()
            continue
        if (match := _MEANS.match(text, at, end)) and end - match.end() >= 4:
            at = match.end()
            continue
        if (match := _EVENT.match(text, at, end)) and dates.get(match.end(), end) < end:
            at = match.end()
            continue
        if (match := _SETTING.match(text, at, end)) and match.end() < end:
            at = match.end()
            continue
        if subject is not None and subject.kind == "active" and subject.start > at:
            if not _CASE.search(text, at, subject.start):
                at = subject.end
                continue
        break
    trigger = None
    if (match := _TRIGGER.match(text, at, end)) and _CASE.search(match.group("case")):
        trigger = match.span("case")
    who = (subject.start, subject.end) if subject is not None else None
    return Anatomy(clause.start, min(at, end), end, label, who, trigger, date, modal, numbered)


def _is_label(text: str, start: int, colon: int) -> bool:
    """Whether what stands before a colon only announces what follows."""
    return colon - start <= 6 or text[colon - 1] in "是为下" or text[colon - 2 : colon] in _LABEL_TAILS


def _verb_follows(text: str, at: int, dates: Mapping[int, int]) -> bool:
    """Whether a modal is followed by its verb at once, so that it belongs to the span."""
    return at not in dates and not text.startswith(("于", "在", "自", "由", "会同", "每", "按"), at)
