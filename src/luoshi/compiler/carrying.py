"""Dates that reach forward: 到2027年， before a paragraph, 2026年底前 inside the clause before.

`carry_dates` walks the clauses once for `governing`. A frame governs its sentence, and the targets of the sentences
behind it where it leads the paragraph; a date inside a clause governs what follows up to the next semicolon where
it opens the sentence, else only the clauses that say more about the same object (其中…, 较上年…).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.deadlines import DeadlineDraft
from luoshi.compiler.parts import Clause, CommitmentDraft, Outline
from luoshi.model.commitment import Klass

WEIGHT = {"date": 3, "relative": 3, "recurring": 2, "immediate": 2, "ongoing": 1, "interval": 0}
PART = re.compile(r"(?:其中|其余|剩余)")
_FRAMES = ("scope", "means", "principle", "other", "heading")
# A clause that says more about the object of the one before it.
_TAIL = re.compile(
    r"(?:其中|其余|剩余|年均|年递增|同比|比上?年?|较|达到?|累计|同步|带动|力争(?:突破|达到|超过|提高|实现)|做到|确保"
    r"|增速|增幅|占比|完成率)"
)
# A grant has its own case and is not dated by what stands before it.
_GRANT = re.compile(
    r"[^，。；]{0,24}?(?:给予|予以)[^，。；]{0,16}(?:补助|补贴|奖励|奖补|支持|贴息)|(?:单|每)[^，。；\d]{0,8}最高"
)
_GOALS = re.compile(r"目标(?:任务)?(?:是|为|如下)?：")
_BAN = re.compile(r"(?:一律)?(?:不得|严禁|禁止|不予|杜绝|防止)")
_OPENING = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[①-⑳]|—|–|-|·|●|■|第[一二三四五六七八九十]+[，、])"
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class Reached(NamedTuple):
    """The draft that reaches a clause; ``firm``: it also beats the deadline of the clause's record."""

    draft: int | None
    firm: bool


class _State:
    """What is in force while the clauses go by."""

    __slots__ = ("block", "fresh", "inline", "lead", "leading", "wide")

    def __init__(self) -> None:
        self.lead: int | None = None  # 到2027年， before a sentence; ``leading``: before the paragraph
        self.leading = False
        self.block: int | None = None  # 到2030年，实现以下目标：, before list paragraphs
        self.inline: int | None = None  # a date inside a clause; ``wide``: it reaches every clause behind it
        self.wide = False
        self.fresh = True  # nothing but frames has stood in the sentence

    def open_paragraph(self, listed: bool) -> None:
        self.lead = self.inline = None
        self.fresh = True
        if not listed:
            self.block = None

    def open_part(self, sentence: bool) -> None:
        self.inline, self.fresh = None, True
        if sentence and not self.leading:
            self.lead = None

    def set_lead(self, draft: int, leading: bool) -> None:
        self.lead, self.leading, self.inline = draft, leading, None


class HeadingYears:
    """The year that the nearest heading prints."""

    def __init__(self, starts: list[int], found: list[int | None]) -> None:
        self.starts = starts
        self.found = found

    def at(self, offset: int) -> int | None:
        """The index of the draft that the heading above an offset prints."""
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


def governs(draft: DeadlineDraft) -> bool:
    """Whether a draft can be the deadline of a commitment."""
    return draft.listed and draft.mention.kind != "interval" and draft.normalised is not None


def carry_dates(
    text: str,
    clauses: Sequence[Clause],
    klasses: Sequence[Klass],
    drafts: Sequence[DeadlineDraft],
    commitments: Sequence[CommitmentDraft],
    outline: Outline,
) -> list[Reached]:
    """For each clause the draft of an earlier clause that reaches it."""
    by_clause: dict[int, list[int]] = {}
    for d, draft in enumerate(drafts):
        if governs(draft):
            by_clause.setdefault(draft.clause, []).append(d)
    firsts: dict[int, CommitmentDraft] = {}
    for commitment in commitments:
        firsts.setdefault(commitment.clause, commitment)
    heads = heading_years(drafts, outline)
    state = _State()
    carried: list[Reached] = []
    for i, clause in enumerate(clauses):
        opens, parts = _enter(text, clauses, i, state)
        here = by_clause.get(i, [])
        dated = [d for d in here if WEIGHT[drafts[d].mention.kind] == 3]
        framed = _lead(text, clause, klasses[i], drafts, dated, opens, heads, state)
        if klasses[i] == "task" and (opens or parts) and not dated:
            state.lead = None
        begin = firsts[i].start if i in firsts else clause.start
        carried.append(
            Reached(None, False) if framed else _reach(text, (clause.start, begin), klasses[i], opens, state)
        )
        if framed:
            continue
        if here:
            last = dated[-1] if dated else here[0]
            front = (
                bool(dated)
                and state.fresh
                and drafts[last].start <= (begin if i in firsts else begin + 12) + 4
            )
            state.inline, state.wide = last, front or text.startswith("全年", drafts[last].start)
        if klasses[i] not in _FRAMES and not dated:
            state.fresh = False
        if state.lead is not None and text[clause.end - 1] == "：" and text.startswith("\n", clause.end):
            state.block = state.lead
    return carried


def _enter(text: str, clauses: Sequence[Clause], i: int, state: _State) -> tuple[bool, bool]:
    """Let go of what ends before clause ``i``; whether a sentence and whether a part of one begins here."""
    clause = clauses[i]
    paragraph = i == 0 or clause.paragraph != clauses[i - 1].paragraph
    gap = "" if paragraph else text[clauses[i - 1].end : clause.start]
    if paragraph:
        state.open_paragraph(_OPENING.match(text, clause.start) is not None)
    opens = paragraph or "。" in gap or "！" in gap
    parts = "；" in gap
    if opens or parts or text[clause.start] in _CIRCLED:
        state.open_part(opens)
    return opens, parts


def _lead(
    text: str,
    clause: Clause,
    klass: Klass,
    drafts: Sequence[DeadlineDraft],
    dated: Sequence[int],
    opens: bool,
    heads: HeadingYears,
    state: _State,
) -> bool:
    """Take up a frame; True where the clause is nothing but the frame."""
    if dated and _is_frame(text, clause, klass, drafts[dated[-1]]):
        state.set_lead(dated[-1], opens)
        return klass == "scope"
    if klass == "heading":
        state.block = None
    if state.lead is None and _GOALS.search(text, clause.start, clause.end):
        head = heads.at(clause.start)
        if head is not None:
            state.set_lead(head, True)
    return False


def _is_frame(text: str, clause: Clause, klass: Klass, draft: DeadlineDraft) -> bool:
    """A date that stands alone in its clause, or a frame that ends with one (明确到2027年，)."""
    if text[draft.end : clause.end].strip(" ，期间之"):
        return False
    return klass in ("scope", "other") or draft.start - clause.start <= 6


def _reach(text: str, begins: tuple[int, int], klass: Klass, opens: bool, state: _State) -> Reached:
    if _GRANT.match(text, begins[0]):
        return Reached(None, False)
    if state.inline is not None:
        if any(PART.match(text, begin) for begin in begins):
            return Reached(state.inline, True)
        if state.wide and not _BAN.match(text, begins[1]):
            return Reached(state.inline, False)
        if klass in ("target", "task") and any(_TAIL.match(text, begin) for begin in begins):
            return Reached(state.inline, False) if state.lead is None else Reached(state.lead, True)
    if state.lead is not None and (not opens or klass == "target"):
        return Reached(state.lead, True)
    return Reached(state.block, True)
