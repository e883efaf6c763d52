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
    r"(?:其中|其余|剩余|年均|年递增|同比|比上?年?|较|达到?|累计|力争(?:突破|达到|超过|提高|实现)|做到|确保|增速|增幅|占比|完成率)"
)
_PART = re.compile(r"(?:其中|其余|剩余)")
_GOALS = re.compile(r"目标(?:任务)?(?:是|为|如下)?：")
_BAN = re.compile(r"(?:一律)?(?:不得|严禁|禁止|不予|杜绝|防止)")
_OPENING = re.compile(r"(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[①-⑳]|—|–|-|·|●|■|第[一二三四五六七八九十]+[，、])")
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
    stages = _stages(text, drafts, outline)
    found: list[Governed] = []
    for commitment in commitments:
        own = _own(text, clauses, drafts, starts, commitment)
        if own is not None:
            found.append(Governed(own, drafts[own].normalised, "own date"))
            continue
        before = carried[commitment.clause]
        if before is not None and not _new_subject(text, commitment, drafts[before], clauses):
            found.append(Governed(before, drafts[before].normalised, "date before it"))
            continue
        found.append(records.find(commitment.start) or stages.find(commitment.start) or NOTHING)
    return tuple(found)


def _own(
    text: str, clauses: Sequence[Clause], drafts: Sequence[DeadlineDraft], starts: Sequence[int], commitment: CommitmentDraft
) -> int | None:
    """The weightiest draft from the clause's beginning to the commitment's end; of dates the last counts."""
    clause = clauses[commitment.clause]
    low, high = bisect_left(starts, clause.start), bisect_left(starts, commitment.end)
    inside = [i for i in range(low, high) if _governs(drafts[i])]
    if not inside:
        return _bracketed(text, drafts, starts, commitment)
    top = max(_WEIGHT[drafts[i].mention.kind] for i in inside)
    best = [i for i in inside if _WEIGHT[drafts[i].mention.kind] == top]
    return best[-1] if top == 3 else best[0]


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
) -> list[int | None]:
    """For each clause the draft of an earlier clause that reaches it."""
    by_clause: dict[int, list[int]] = {}
    for i, draft in enumerate(drafts):
        if _governs(draft):
            by_clause.setdefault(draft.clause, []).append(i)
    firsts: dict[int, CommitmentDraft] = {}
    for commitment in commitments:
        firsts.setdefault(commitment.clause, commitment)
    heads = heading_years(drafts, outline)
    carried: list[int | None] = [None] * len(clauses)
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
            front = fresh and _is_front(clause, drafts[last], firsts.get(i)) and bool(own)
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
) -> int | None:
    if inline is not None:
        draft, everywhere = inline
        part = any(_PART.match(text, begin) for begin in begins)
        if part or (everywhere and not _BAN.match(text, begins[1])):
            return draft
        if klass in ("target", "task") and any(_TAIL.match(text, begin) for begin in begins):
            return draft if lead is None else lead.draft
    if lead is not None and (not opens or klass == "target"):
        return lead.draft
    return block


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


class _Stages:
    def __init__(self, drafts: Sequence[DeadlineDraft], years: HeadingYears, text: str) -> None:
        self.drafts = drafts
        self.years = years
        self.text = text

    def find(self, offset: int) -> Governed | None:
        draft = self.years.at(offset)
        if draft is None or offset < self.drafts[draft].end:
            return None
        mention = self.drafts[draft].mention
        printed = self.text[mention.start : mention.end]
        if mention.role != "due" or not _STAGE.search(printed):
            return None
        return Governed(draft, self.drafts[draft].normalised, "stage of the heading")


def _stages(text: str, drafts: Sequence[DeadlineDraft], outline: Outline) -> _Stages:
    return _Stages(drafts, heading_years(drafts, outline), text)


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
