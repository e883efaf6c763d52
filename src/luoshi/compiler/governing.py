"""Which deadline governs a commitment.

A date in the commitment's own clause comes first, then a bracket behind it, a frame or date before it in the
sentence or paragraph, the deadline of its record (label line, table row), and the stage that a heading names.
`assign_deadlines` returns the normalised strings, `govern` the drafts, which `quantities` needs for periods.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.carrying import PART, WEIGHT, carry_dates, governs, heading_years
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
_SANCTION = re.compile(r"(?:取消|暂停|停止|限制|不得|禁止|不予|不再|不受理|不接受)")
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
    carried = carry_dates(text, clauses, klasses, drafts, commitments, outline)
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
    text: str,
    clauses: Sequence[Clause],
    drafts: Sequence[DeadlineDraft],
    starts: Sequence[int],
    commitment: CommitmentDraft,
) -> int | None:
    """The weightiest draft from the clause's beginning to the commitment's end; of dates the last counts."""
    clause = clauses[commitment.clause]
    low, high = bisect_left(starts, clause.start), bisect_left(starts, commitment.end)
    inside = [i for i in range(low, high) if governs(drafts[i]) and not _is_term(text, drafts[i], commitment)]
    if not inside:
        return _bracketed(text, drafts, starts, commitment)
    top = max(WEIGHT[drafts[i].mention.kind] for i in inside)
    best = [i for i in inside if WEIGHT[drafts[i].mention.kind] == top]
    return best[-1] if top == 3 else best[0]


def _is_term(text: str, draft: DeadlineDraft, commitment: CommitmentDraft) -> bool:
    """三年内不得再次申报: how long a ban or a sanction lasts, not by when it must be kept."""
    if draft.mention.kind != "relative":
        return False
    return commitment.modality == "forbid" or _SANCTION.match(text, draft.end) is not None


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
    return (
        i
        if mention.role == "due" and drafts[i].normalised is not None and mention.kind != "interval"
        else None
    )


def _new_subject(
    text: str, commitment: CommitmentDraft, draft: DeadlineDraft, clauses: Sequence[Clause]
) -> bool:
    """Another unit begins to speak or act behind an inline date; a frame of its own reaches over it."""
    if commitment.subject is None or PART.match(text, clauses[commitment.clause].start):
        return False
    clause = clauses[draft.clause]
    return clause.end - draft.end > 1 and clause.paragraph == clauses[commitment.clause].paragraph


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
            if not governs(draft) or draft.mention.kind != "date":
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
            if draft.field is not None and outline.fields[draft.field].kind == "deadline" and governs(draft):
                for record in self._records(draft.field):
                    self._add(record, i)
        for field in outline.fields:
            if (
                field.kind in ("amount", "note")
                and field.year
                and field.year > self.years.get(field.record, "")
            ):
                self.years[field.record] = field.year

    def _records(self, field: int) -> list[int]:
        """A merged cell holds for several records: its fields share one span."""
        span = (self.fields[field].start, self.fields[field].end)
        low, high = bisect_left(self.starts, span[0]), bisect_right(self.starts, span[0])
        return [other.record for other in self.fields[low:high] if other.end == span[1]]

    def _add(self, record: int, draft: int) -> None:
        held = self.deadlines.get(record)
        weight = WEIGHT[self.drafts[draft].mention.kind]
        if held is None or weight > WEIGHT[self.drafts[held].mention.kind] or weight == 3:
            if held is None or weight >= WEIGHT[self.drafts[held].mention.kind]:
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
