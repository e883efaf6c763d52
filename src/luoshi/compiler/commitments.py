"""Statements → commitment drafts: where each begins and ends, how strong it is, and what fires it.

A commitment is the predicate of a task or target clause with its object: the anatomy has already passed over
numbers, labels, dates, subject and condition. Owners, deadlines and quantities are attached later.
"""

import re
from collections.abc import Mapping, Sequence

from luoshi.compiler.anatomy import Anatomy
from luoshi.compiler.cues import ADVERB, VERB
from luoshi.compiler.flow import Flow
from luoshi.compiler.parts import CommitmentDraft, StatementDraft
from luoshi.model.commitment import Modality

_FORBID = re.compile(
    r"不得|严禁|禁止|不再|杜绝|不准|不允许|严防|不予(?:安排|通过|批准|审批|受理|支持|办理|验收|拨付|备案|核准|立项|供地|出让|登记)|一律不|原则上不(?!少于|低于|超过|高于)"
)
_NOT_FORBID = re.compile(r"不得(?:少于|低于|小于)")
_LEAD = r"(?:[积主]极|主动|大力|有序|稳妥|稳步|进一步|创新|深入|审慎|依法|充分|优先|全力|加大|持续|统筹|重点|应|要|将|可|可以|率先)*"
_EXPLORE = re.compile(_LEAD + "(?:探索|试点探索)")
_EXPLORE_INSIDE = re.compile("可以?(?:积极|先行|率先)?探索")
_STRIVE = re.compile(
    r"力争|争创|争取(?=.{0,14}(?:年|月|列入|纳入|达到|突破|实现|成为|入选))|(?<!不懈)努力(?!奋斗)|力求|争当|争先|力促"
)
_ENCOURAGE = re.compile(_LEAD + "(?:鼓励|引导|倡导|提倡)")
# A permission stands where a predicate begins: behind a subject, a relative clause or a condition.
_MAY = re.compile(
    r"(?:^|的[\u4e00-\u9fff（）、]{1,10}|[后者]|企业|单位|部门|区县|县|市|区|乡镇|街道|机构|学校|个人|用户|方案|项目|标段|主体)可以?"
    r"(?![持再视行研靠复及控溯追操用量感信燃回办能见比查支达考检测评期])"
)
_SUPPORT = re.compile(_LEAD + "(?:支持|允许|扶持)")
# Words that bind their own clause only, and words whose force goes on through the sentence.
_OWN_MUST = re.compile(r"必须|务必|确保|坚决|一律|切实")
_MUST = re.compile(
    r"必须|务必|应当|应该|均应|均须|需要|(?<!必)须|(?<![供响效适反相对感呼])应(?=[自于在按将每及严由为与以积主优建把切对牵加落明完组提做报充配]|不)(?!.尽.)"
    r"|(?<![主重需纪摘提简概必首紧])要(?![求点素闻件义害领务塞职道])|^请(?!示)"
)
_CONDITIONAL = re.compile(r"有条件|具备条件|条件成熟|条件允许|有能力|原则上|前提下|同等条件下|视情|根据需要")
# An event as trigger: a verb of finding or happening, then what must follow at once.
_EVENT = re.compile(
    r"(?:(?:一旦)?(?:发现|遇有|遇|发生|出现|接到|收到)[^，；。]{1,14}?|(?:重大|突发|紧急|特殊|重要)[\u4e00-\u9fff]{2,6}?)(?=立即|及时|随时|第一时间|即时|马上|立刻|应|要|须|必须|一律)"
)
# Verbs that need no object: alone they would say too little without their date.
_BARE = re.compile(
    r"(?:全面|正式|主体|基本|全部|如期|试)?(?:(?:建成|投用|投产|投运|竣工|完工|开工|动工|通车|通航|通水|通气|通电|启用|上线|交付|封顶|运行|运营|生产|投入(?:使用|运营|运行)"
    r"|印发|实施|出台|发布|完成|到位|验收|开业|开学|开园|开馆|见效|达标|销号|清零|并网|蓄水|合龙|贯通|启动|施行|落地|试运行|试生产|返还|报备|拨付|答复|办结|回复|反馈|报告|备案|足额拨付)){1,2}$"
)
_SENTENCE_END = "。！？\n"


def find_commitments(
    flow: Flow,
    statements: Sequence[StatementDraft],
    parts: Sequence[Anatomy],
    rows: Mapping[int, tuple[int, int]],
) -> tuple[CommitmentDraft, ...]:
    """Drafts in text order; copies of a paragraph bring none. ``rows`` are the indicator rows among the clauses."""
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
        if statement.klass == "scope" and (case := _case(text, clause.start, clause.end)):
            pending = case
        if any(word in part.modal for word in "要应须请") or (
            _MUST.search(whole) and statement.klass not in ("fact", "past", "heading", "list")
        ):
            must = True
        elif part.subject and part.modal != "原则上":
            must = False
        if statement.klass not in ("task", "target"):
            continue
        if flow.paragraphs[clause.paragraph].copy_of is not None:
            continue
        if i in rows:
            strength: Modality = "must" if "约束" in text[clause.start : clause.end] else "will"
            found.append(CommitmentDraft(*rows[i], i, strength, False, None, None, statement.rule))
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
        modality = _modality(whole, text[part.core : part.end], must)
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
    if part.date is not None and _BARE.match(text, part.core, part.end):
        return part.date
    return part.core


def _continues(text: str, part: Anatomy, before: CommitmentDraft, clause: int) -> bool:
    """A dated 完成 that closes a commitment that had no verb of its own (第二批200项左右，2027年6月底前完成)."""
    return (
        before.clause == clause - 1
        and part.date is not None
        and text[part.core : part.end] in ("完成", "到位", "建成", "投用", "实现", "落实到位", "完成到位")
        and not re.search(r"[完建实投推制开改新]", text[before.start : before.end])
    )


_CASE_HEAD = ("未经", "未按", "未能", "未达", "未完", "未在", "未落", "未及", "未通", "未取", "逾期", "遇", "因", "经", "发现", "发生", "超", "连续", "凡")
_FRAME_HEAD = ("针对", "围绕", "聚焦", "面向", "紧扣", "紧盯", "按照", "根据", "依托", "作为")
_CASE_TAIL = re.compile(
    r"(?:未|超|低于|高于|以上|连续|存在|发生|逾期|拒不|违反|造成|导致|取得|获得|获评|符合|达到|完成|通过|认定|入选|首次|具备|成效|排名|率先|失信)[^，]*?的[\u4e00-\u9fff、（）]{1,10}$"
)


def _case(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The case that a clause of its own names for the clauses after it, without 对 or 凡."""
    for word in ("对于", "对", "凡是", "凡", "如果", "如", "若"):
        if text.startswith(word, start):
            if word in ("对于", "对") and text[end - 1] != "的" and not _CASE_TAIL.search(text, start, end):
                return None
            return (start + len(word), end) if end - start - len(word) >= 2 else None
    if text.startswith(_FRAME_HEAD, start):
        return None
    if text[end - 1] == "的" or text.startswith(_CASE_HEAD, start) or _CASE_TAIL.search(text, start, end):
        return start, end
    return None


def _modality(clause: str, core: str, must: bool) -> Modality:
    if _FORBID.search(clause) and not _NOT_FORBID.search(clause):
        return "forbid"
    if _EXPLORE.match(core) or _EXPLORE_INSIDE.search(clause):
        return "explore"
    if _STRIVE.search(clause):
        return "strive"
    if _ENCOURAGE.match(core) or _MAY.search(core) or _MAY.search(clause):
        return "encourage"
    if _SUPPORT.match(core):
        return "support"
    return "must" if must or _OWN_MUST.search(clause) else "will"


def split_action(text: str, start: int, end: int) -> int:
    """Where the action (adverbs and verb) of a commitment ends and its object begins.

    A thing as subject comes with its verb behind it (漏损率控制在9%以内): the action is empty there.
    """
    at = start
    while match := ADVERB.match(text, at, end):
        at = match.end()
    verb = VERB.match(text, at, end)
    return verb.end() if verb else at
