"""Which deadline governs a commitment.

A date in the commitment's own clause comes first, then a bracket behind it, a frame or date before it in the
sentence or paragraph, the deadline of its record (label line, table row), and the stage that a heading names.
`assign_deadlines` returns the normalised strings, `govern` the drafts, which `quantities` needs for periods.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.deadlines import DeadlineDraft
from luoshi.compiler.flow import Flow
from luoshi.compiler.parts import Clause, CommitmentDraft, Outline
from luoshi.model.commitment import Klass


class Governed(NamedTuple):
    """What governs a commitment: a draft by its index, or a bare year of a column; ``rule`` says how."""

    draft: int | None
    normalised: str | None
    rule: str


NOTHING = Governed(None, None, "")
_FRAMES = ("scope", "means", "principle", "other", "heading")
_WEIGHT = {"date": 3, "relative": 3, "recurring": 2, "immediate": 2, "ongoing": 1, "interval": 0}
# A clause that says more about the object of the one before it.
_TAIL = re.compile(
    r"(?:其中|其余|剩余|年均|年递增|同比|比上?年?|较|达到?|累计|同步|带动|力争(?:突破|达到|超过|提高|实现)|做到|确保|增速|增幅|占比|完成率)"
)
_PART = re.compile(r"(?:其中|其余|剩余)")
# A grant has its own case and is not dated by what stands before it.
_GRANT = re.compile(r"[^，。；]{0,24}?(?:给予|予以)[^，。；]{0,16}(?:补助|补贴|奖励|奖补|支持|贴息)|(?:单|每)[^，。；\d]{0,8}最高")
_SANCTION = re.compile(r"(?:取消|暂停|停止|限制|不得|禁止|不予|不再|不受理|不接受)")
_GOALS = re.compile(r"目标(?:任务)?(?:是|为|如下)?：")
_BAN = re.compile(r"(?:一律)?(?:不得|严禁|禁止|不予|杜绝|防止)")
_OPENING = re.compile(r"(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[①-⑳]|—|–|-|·|●|■|第[一二三四五六七八九十]+[，、])")
_GOAL_HEAD = re.compile(r"目标|指标")
_CLOSES = re.compile(r"[^（）\n。]{0,40}）[。；]?(?:\n|$|[^，、])")
_STAGE = re.compile(r"[前至到—–~～\-]|底|末|内")


def assign_deadlines(
    flow: Flow,
    clauses: Sequence[Clause],
    klasses: Sequence[Klass],
    drafts: Sequence[DeadlineDraft],
    commitments: Sequence[CommitmentDraft],
    outline: Outline,
) -> tuple[str | None, ...]:
    """The normalised deadline of each commitment, None where nothing governs it."""
    return tuple(item.normalised for item in govern(flow, clauses, klasses, drafts, commitments, outline))


def govern(
    flow: Flow,
    clauses: Sequence[Clause],
    klasses: Sequence[Klass],
    drafts: Sequence[DeadlineDraft],
    commitments: Sequence[CommitmentDraft],
    outline: Outline,
) -> tuple[Governed, ...]:
    """What governs each commitment, in their order."""
    text = flow.text
    starts = [draft.start for draft in drafts]
    carried = _carry(text, clauses, klasses, drafts, commitments, outline)
    records = _Records(drafts, outline)
    brackets = _Brackets(text, flow, drafts)
    stages = Stages(text, drafts, outline)
    found: list[Governed] = []
    for commitment in commitments:
        own = _own(text, clauses, drafts, starts, commitment)
        if own is not None:
            found.append(Governed(own, drafts[own].normalised, "own date"))
            continue
        record = records.find(commitment.start) or brackets.find(commitment.start)
        before, firm = carried[commitment.clause]
        if before is not None and (firm or record is None):
            if not _new_subject(text, commitment, drafts[before], clauses):
                found.append(Governed(before, drafts[before].normalised, "date before it"))
                continue
        target = klasses[commitment.clause] == "target"
        found.append(record or stages.find(commitment.start, target) or NOTHING)
    return tuple(found)


def _own(
    text: str, clauses: Sequence[Clause], drafts: Sequence[DeadlineDraft], starts: Sequence[int], commitment: CommitmentDraft
) -> int | None:
    """The weightiest draft from the clause's beginning to the commitment's end; of dates the last counts."""
    clause = clauses[commitment.clause]
    low, high = bisect_left(starts, clause.start), bisect_left(starts, commitment.end)
    inside = [i for i in range(low, high) if _governs(drafts[i]) and not _is_term(text, drafts[i], commitment)]
    if not inside:
        return _bracketed(text, drafts, starts, commitment)
    top = max(_WEIGHT[drafts[i].mention.kind] for i in inside)
    best = [i for i in inside if _WEIGHT[drafts[i].mention.kind] == top]
    return best[-1] if top == 3 else best[0]


def _is_term(text: str, draft: DeadlineDraft, commitment: CommitmentDraft) -> bool:
    """三年内不得再次申报: how long a ban or a sanction lasts, not by when it must be kept."""
    if draft.mention.kind != "relative":
        return False
    return commitment.modality == "forbid" or _SANCTION.match(text, draft.end) is not None


def _governs(draft: DeadlineDraft) -> bool:
    return draft.listed and draft.mention.kind != "interval" and draft.normalised is not None


def _bracketed(
    text: str, drafts: Sequence[DeadlineDraft], starts: Sequence[int], commitment: CommitmentDraft
) -> int | None:
    """…（2026年底前完成）: a bracket right behind the commitment."""
    at = commitment.end
    if text[at : at + 1] not in ("（", "(", "【"):
        return None
    close = text.find("）" if text[at] == "（" else ")", at, at + 60)
    i = bisect_right(starts, at)
    if close < 0 or i == len(drafts) or drafts[i].start > close:
        return None
    mention = drafts[i].mention
    return i if mention.role == "due" and drafts[i].normalised is not None and mention.kind != "interval" else None


def _new_subject(text: str, commitment: CommitmentDraft, draft: DeadlineDraft, clauses: Sequence[Clause]) -> bool:
    """Another unit begins to speak or act behind an inline date; a frame of its own reaches over it."""
    if commitment.subject is None or _PART.match(text, clauses[commitment.clause].start):
        return False
    clause = clauses[draft.clause]
    return clause.end - draft.end > 1 and clause.paragraph == clauses[commitment.clause].paragraph


class _Frame(NamedTuple):
    draft: int
    paragraph: int
    leading: bool


def _carry(
    text: str,
    clauses: Sequence[Clause],
    klasses: Sequence[Klass],
    drafts: Sequence[DeadlineDraft],
    commitments: Sequence[CommitmentDraft],
    outline: Outline,
) -> list[tuple[int | None, bool]]:
    """For each clause the draft of an earlier clause that reaches it, and whether it beats the record's deadline."""
    by_clause: dict[int, list[int]] = {}
    for i, draft in enumerate(drafts):
        if _governs(draft):
            by_clause.setdefault(draft.clause, []).append(i)
    firsts: dict[int, CommitmentDraft] = {}
    for commitment in commitments:
        firsts.setdefault(commitment.clause, commitment)
    heads = heading_years(drafts, outline)
    carried: list[tuple[int | None, bool]] = [(None, False)] * len(clauses)
    lead: _Frame | None = None  # 到2027年， before a sentence or paragraph
    block: int | None = None  # 到2030年，实现以下目标： before list paragraphs
    inline: tuple[int, bool] | None = None  # a date inside a clause, and whether it reaches every clause after it
    fresh = True
    for i, clause in enumerate(clauses):
        gap = text[clauses[i - 1].end : clause.start] if i else "\n"
        opens_paragraph = i == 0 or clause.paragraph != clauses[i - 1].paragraph
        if opens_paragraph:
            lead, inline, fresh = None, None, True
            if block is not None and not _OPENING.match(text, clause.start):
                block = None
        opens = opens_paragraph or "。" in gap or "！" in gap
        if opens or "；" in gap or _tail_colon(text, clauses, i):
            inline, fresh = None, True
            if opens and lead is not None and not lead.leading:
                lead = None
        own = [d for d in by_clause.get(i, ()) if _WEIGHT[drafts[d].mention.kind] == 3]
        if own and _is_frame(text, clause, klasses[i], drafts[own[-1]]):
            lead, inline = _Frame(own[-1], clause.paragraph, opens), None
            if klasses[i] == "scope":
                continue
        elif klasses[i] == "heading":
            block = None
        goals = _GOALS.search(text, clause.start, clause.end)
        if goals is not None and lead is None and heads.at(clause.start) is not None:
            lead = _Frame(heads.at(clause.start) or 0, clause.paragraph, True)
        if lead is not None and klasses[i] == "task" and (opens or "；" in gap) and not own:
            lead = None
        begin = firsts[i].start if i in firsts else clause.start
        carried[i] = _reach(text, (clause.start, begin), klasses[i], lead, inline, opens, block)
        if own or i in by_clause:
            last = own[-1] if own else by_clause[i][0]
            front = bool(own) and fresh and _is_front(clause, drafts[last], firsts.get(i))
            front = front or text.startswith("全年", drafts[last].start)
            inline = (last, front)
        if klasses[i] not in _FRAMES and not own:
            fresh = False
        if lead is not None and text[clause.end - 1] == "：" and text.startswith("\n", clause.end):
            block = lead.draft
    return carried


def _tail_colon(text: str, clauses: Sequence[Clause], i: int) -> bool:
    """Whether a list number (①, （2）) opens a new item here."""
    return i > 0 and text[clauses[i].start] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def _is_frame(text: str, clause: Clause, klass: Klass, draft: DeadlineDraft) -> bool:
    """A date that stands alone in its clause, or a frame that ends with one (明确到2027年，)."""
    rest = text[draft.end : clause.end].strip(" ，期间之")
    if rest:
        return False
    return klass in ("scope", "other") or draft.start - clause.start <= 6


def _is_front(clause: Clause, draft: DeadlineDraft, commitment: CommitmentDraft | None) -> bool:
    begin = commitment.start if commitment is not None else clause.start + 12
    return draft.start <= begin + 4


def _reach(
    text: str,
    begins: tuple[int, int],
    klass: Klass,
    lead: _Frame | None,
    inline: tuple[int, bool] | None,
    opens: bool,
    block: int | None,
) -> tuple[int | None, bool]:
    if _GRANT.match(text, begins[0]):
        return None, False
    if inline is not None:
        draft, everywhere = inline
        if any(_PART.match(text, begin) for begin in begins):
            return draft, True
        if everywhere and not _BAN.match(text, begins[1]):
            return draft, False
        if klass in ("target", "task") and any(_TAIL.match(text, begin) for begin in begins):
            return (draft, False) if lead is None else (lead.draft, True)
    if lead is not None and (not opens or klass == "target"):
        return lead.draft, True
    return block, True


class HeadingYears:
    """The year that the nearest heading prints."""

    def __init__(self, starts: list[int], found: list[int | None]) -> None:
        self.starts = starts
        self.found = found

    def at(self, offset: int) -> int | None:
        i = bisect_right(self.starts, offset) - 1
        return self.found[i] if i >= 0 else None


def heading_years(drafts: Sequence[DeadlineDraft], outline: Outline) -> HeadingYears:
    """For each heading its own draft, else that of the heading above it."""
    found: list[int | None] = []
    stack: list[tuple[int, int | None]] = []
    starts = [draft.start for draft in drafts]
    for heading in outline.headings:
        while stack and stack[-1][0] >= heading.level:
            stack.pop()
        low, high = bisect_left(starts, heading.start), bisect_left(starts, heading.end)
        dated = [i for i in range(low, high) if drafts[i].mention.kind == "date"]
        own = dated[-1] if dated else (stack[-1][1] if stack else None)
        stack.append((heading.level, own))
        found.append(own)
    return HeadingYears([heading.start for heading in outline.headings], found)


class Stages:
    """Stages and goals that headings date: （一）部署阶段（3月底前）, 二、2027年主要目标."""

    def __init__(self, text: str, drafts: Sequence[DeadlineDraft], outline: Outline) -> None:
        self.text = text
        self.drafts = drafts
        self.years = heading_years(drafts, outline)
        self.ends = [heading.end for heading in outline.headings]

    def find(self, offset: int, target: bool) -> Governed | None:
        """What the headings above an offset say; a mere year only dates the targets of a section of goals."""
        draft = self.years.at(offset)
        if draft is None or offset < self.drafts[draft].end:
            return None
        mention = self.drafts[draft].mention
        if mention.role != "due":
            return None
        if _STAGE.search(self.text, mention.start, mention.end):
            return Governed(draft, self.drafts[draft].normalised, "stage of the heading")
        line = self.text.find("\n", mention.end)
        if target and _GOAL_HEAD.search(self.text, mention.end, line if line >= 0 else len(self.text)):
            return Governed(draft, self.drafts[draft].normalised, "goals of the heading")
        return None


class _Brackets:
    """Dates in a closing bracket of units: （市水利局牵头；12月底前完成） dates what stands before the bracket."""

    def __init__(self, text: str, flow: Flow, drafts: Sequence[DeadlineDraft]) -> None:
        self.drafts = drafts
        self.reaches: list[tuple[int, int, int]] = []
        end = 0
        for i, draft in enumerate(drafts):
            if not _governs(draft) or draft.mention.kind != "date":
                continue
            line = text.rfind("\n", end, draft.start) + 1
            opened = text.rfind("（", max(line, end), draft.start)
            if opened < 0 or "）" in text[opened : draft.start] or not _CLOSES.match(text, draft.end):
                continue
            start = max(line, end)
            if text[opened - 1 : opened] not in ("。", "；", "\n"):
                start = max(start, text.rfind("。", start, opened) + 1)
            self.reaches.append((start, opened, i))
            end = opened
        self.starts = [start for start, _, _ in self.reaches]

    def find(self, offset: int) -> Governed | None:
        i = bisect_right(self.starts, offset) - 1
        if i < 0 or offset >= self.reaches[i][1]:
            return None
        draft = self.reaches[i][2]
        return Governed(draft, self.drafts[draft].normalised, "bracket behind it")


class _Records:
    """Deadlines of rows and labelled records, and of dated columns."""

    def __init__(self, drafts: Sequence[DeadlineDraft], outline: Outline) -> None:
        self.drafts = drafts
        self.fields = outline.fields
        self.starts = [field.start for field in outline.fields]
        self.stretches = outline.stretches
        self.stretch_starts = [stretch.start for stretch in outline.stretches]
        self.deadlines: dict[int, int] = {}
        self.years: dict[int, str] = {}
        for i, draft in enumerate(drafts):
            if draft.field is not None and outline.fields[draft.field].kind == "deadline" and _governs(draft):
                for record in self._records(draft.field):
                    self._add(record, i)
        for field in outline.fields:
            if field.kind in ("amount", "note") and field.year and field.year > self.years.get(field.record, ""):
                self.years[field.record] = field.year

    def _records(self, field: int) -> list[int]:
        """A merged cell holds for several records: its fields share one span."""
        span = (self.fields[field].start, self.fields[field].end)
        low, high = bisect_left(self.starts, span[0]), bisect_right(self.starts, span[0])
        return [other.record for other in self.fields[low:high] if other.end == span[1]]

    def _add(self, record: int, draft: int) -> None:
        held = self.deadlines.get(record)
        weight = _WEIGHT[self.drafts[draft].mention.kind]
        if held is None or weight > _WEIGHT[self.drafts[held].mention.kind] or weight == 3:
            if held is None or weight >= _WEIGHT[self.drafts[held].mention.kind]:
                self.deadlines[record] = draft

    def find(self, offset: int) -> Governed | None:
        """The deadline of the record at an offset."""
        i = bisect_right(self.starts, offset) - 1
        if i >= 0 and offset < self.fields[i].end:
            field = self.fields[i]
            if field.kind == "indicator":
                year = self.years.get(field.record)
                return Governed(None, year[:4], "column year") if year else None
            if field.year and field.kind in ("content", "amount"):
                return Governed(None, field.year, "column year")
            if field.record in self.deadlines:
                draft = self.deadlines[field.record]
                return Governed(draft, self.drafts[draft].normalised, "record")
        j = bisect_right(self.stretch_starts, offset) - 1
        while j >= 0 and offset - self.stretches[j].start < 4000:
            stretch = self.stretches[j]
            if offset < stretch.end and stretch.record in self.deadlines:
                draft = self.deadlines[stretch.record]
                return Governed(draft, self.drafts[draft].normalised, "record")
            j -= 1
        return None
