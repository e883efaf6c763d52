"""Statements → commitment drafts: where each begins and ends, how strong it is, and what fires it.

A commitment is the predicate of a task or target clause with its object: the anatomy has already passed over
numbers, labels, dates, subject and condition. Owners, deadlines and quantities are attached later.
"""

import re
from collections.abc import Sequence

from luoshi.compiler.anatomy import Anatomy
from luoshi.compiler.flow import Flow
from luoshi.compiler.parts import CommitmentDraft, StatementDraft
from luoshi.model.commitment import Modality

_FORBID = re.compile(
    r"不得|严禁|禁止|不再|杜绝|不准|不允许|严防|不予(?:安排|通过|批准|审批|受理|支持|办理|验收|拨付|备案|核准|立项|供地|出让|登记)|一律不|原则上不(?!少于|低于|超过|高于)"
)
_NOT_FORBID = re.compile(r"不得(?:少于|低于|小于)")
_EXPLORE = re.compile(r"探索|试行")
_STRIVE = re.compile(r"力争|争创|争取(?=.{0,12}(?:年|月|列入|纳入|达到|突破|实现|成为|完成))|努力|力求|争当|争先")
_ENCOURAGE = re.compile(r"鼓励|引导|倡导|可以|可(?=[\u4e00-\u9fff])(?!持续|再生|视化|行性|研|靠|复制|及|控|溯|追|操作|用(?:性|水)|量化|感|信|燃|燃物|回收)")
_SUPPORT = re.compile(r"支持|允许")
_MUST = re.compile(
    r"必须|务必|确保|坚决|一律|应当|应该|均应|均须|需要|(?<![必])须|(?<![供响效适反相对感呼])应(?=[自于在按将每及严由为与以用积主优建把切对牵加落明完组提做报]|不)"
    r"|(?<![主重需纪摘提简概必首紧])要(?![求点素闻件义害领务塞职道])"
)
_CONDITIONAL = re.compile(r"有条件|具备条件|条件成熟|条件允许|有能力|原则上|前提下|同等条件下|视情|根据需要|必要时")
# An event as trigger: a verb of finding or happening, then what must follow at once.
_EVENT = re.compile(r"(?:发现|遇|遇有|发生|出现|接到|收到)[^，；。]{1,14}?(?=(?:立即|及时|随时|第一时间|即时|马上|立刻|应|要|须|必须))")
_BARE = re.compile(r"[\u4e00-\u9fff]{1,5}$")
_SENTENCE_END = "。！？\n"


def find_commitments(
    flow: Flow, statements: Sequence[StatementDraft], parts: Sequence[Anatomy]
) -> tuple[CommitmentDraft, ...]:
    """Drafts in text order; copies of a paragraph bring none."""
    text = flow.text
    found: list[CommitmentDraft] = []
    must = False
    pending: tuple[int, int] | None = None
    sentence = -1
    for i, (statement, part) in enumerate(zip(statements, parts, strict=True)):
        clause = statement.clause
        if _opens_sentence(text, clause.start) or clause.paragraph != sentence:
            must = False
            pending = None
            sentence = clause.paragraph
        whole = text[part.start : part.end]
        if statement.klass in ("scope", "other") and (case := _case(text, clause.start, clause.end)):
            pending = case
        if part.modal and ("要" in part.modal or "应" in part.modal or "须" in part.modal):
            must = True
        elif _MUST.search(whole) and statement.klass not in ("fact", "past", "heading", "list"):
            must = must or not _FORBID.search(whole)
        elif part.subject and not part.modal:
            must = False
        if statement.klass not in ("task", "target"):
            continue
        if flow.paragraphs[clause.paragraph].copy_of is not None:
            continue
        start = _begin(text, part)
        if start >= part.end:
            start = part.start
        if found and _continues(text, part, found[-1], i):
            found[-1] = found[-1]._replace(end=part.end)
            continue
        trigger = part.trigger or pending
        if trigger is None and (event := _EVENT.match(text, part.core, part.end)):
            trigger = event.span()
        modality = _modality(whole, part.modal, must)
        found.append(
            CommitmentDraft(
                start,
                part.end,
                i,
                modality,
                bool(_CONDITIONAL.search(whole)),
                trigger,
                part.subject,
                statement.rule,
            )
        )
    return tuple(found)


def _opens_sentence(text: str, start: int) -> bool:
    at = start - 1
    while at >= 0 and text[at] in " “”‘’）)":
        at -= 1
    return at < 0 or text[at] in _SENTENCE_END


def _begin(text: str, part: Anatomy) -> int:
    """Where the span begins: at the core, or earlier when only a bare verb would be left behind its date."""
    if part.date and part.subject is None and part.end - part.core <= 4 and _BARE.match(text, part.core, part.end):
        at = part.label[1] if part.label else part.start
        return at
    return part.core


def _continues(text: str, part: Anatomy, before: CommitmentDraft, clause: int) -> bool:
    """A dated 完成 that closes a commitment that had no verb of its own (第二批200项左右，2027年6月底前完成)."""
    return (
        before.clause == clause - 1
        and part.date
        and text[part.core : part.end] in ("完成", "到位", "建成", "投用", "实现", "落实到位", "完成到位")
        and not re.search(r"[完建实投推制开改新]", text[before.start : before.end])
    )


def _case(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The case that a clause of its own names for the clauses after it, without 对 or 凡."""
    at = start
    for word in ("对于", "对", "凡是", "凡", "如果", "如", "若"):
        if text.startswith(word, at):
            return at + len(word), end
    if text[end - 1] == "的" or text.startswith(("未经", "逾期", "遇", "因", "经", "发现", "发生"), at):
        return at, end
    return None


def _modality(clause: str, modal: str, must: bool) -> Modality:
    if _FORBID.search(clause) and not _NOT_FORBID.search(clause):
        return "forbid"
    if _EXPLORE.search(clause):
        return "explore"
    if _STRIVE.search(clause):
        return "strive"
    if match := _ENCOURAGE.search(clause):
        return "encourage"
    if match := _SUPPORT.search(clause):
        if match.start() < 8:
            return "support"
    return "must" if must else "will"
