"""Which dates of a text are deadlines, and what they govern.

`find_deadlines` takes the date mentions, the clauses with their classes, the outline and the anchor and returns
drafts in reading order; a draft that is not ``listed`` (the years of a heading, a start date) only governs.
`govern` in `governing` gives each commitment its deadline.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler.flow import Flow
from luoshi.compiler.parts import Clause, Field, Outline
from luoshi.language.dates import Anchor, DateMention, resolve
from luoshi.model.commitment import Klass


class DeadlineDraft(NamedTuple):
    """A deadline in offsets of the flow.

    ``clause`` is the index of its clause, ``field`` that of the field in which it stands. ``listed``: whether it
    goes into the document's list of deadlines; ``mention`` is what was printed; ``anchored``: whether the document
    says when it appeared or for which years it plans, so that 今年 is a known year.
    """

    start: int
    end: int
    normalised: str | None
    clause: int
    field: int | None
    listed: bool
    mention: DateMention
    anchored: bool


_LOOKS_BACK = ("fact", "past")
_SILENT = ("heading", "other", "means")
# The service time of a single case is a quantity, no deadline.
_SERVICE = re.compile(
    r"(?:完成|依法|予以|一次|集中|统一|书面|及时|全部|现场|限时|当场|作出|给予|出具)*"
    r"(?:办结|办完|办理|办好|答复|回复|回应|答疑|放行|裁定|裁决|响应|出证|发证|领证|拿证|审批|审结|受理|到场|到达|抵达|送达|签发|立案|"
    r"办证|开办|通关|接通|接电|通水|通气|兑付|兑现|予以答复|决定|判决|审查完毕)"
)
_ORDERED = re.compile(r"(?:应当?|须|必须|要|需)(?:当)?(?:在|于|自)?$")
_DONE = re.compile(r"(?:全部|基本|全面)?(?:完成|建成|落实|取得|见效|到位|办结|整改)?[）);；，]")
_CONDITION_END = re.compile(r"(?:的|时|后|前|情况下|前提下|期间|者)[”）)]?$")
_DATE_SHELL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[①-⑳]|[^：:，。]{1,12}[：:]|[—–-]+|明确|提出|展望|力争|争取|确保|预计|计划|其中|即|同时|自|从|在|于|到|至|截至|"
    r"[ “”])*"
)
_REPORT = re.compile(
    r"((?:19|20)\d\d) ?年[^\n]{0,24}(?:公报|总结|执行情况|决算|年报|工作情况|情况的?报告|述职)"
)


def find_deadlines(
    flow: Flow,
    clauses: Sequence[Clause],
    klasses: Sequence[Klass],
    mentions: Sequence[DateMention],
    outline: Outline,
    anchor: Anchor,
) -> tuple[DeadlineDraft, ...]:
    """All mentions that are deadlines or govern, in reading order."""
    found: list[DeadlineDraft] = []
    starts = [clause.start for clause in clauses]
    titles = outline.titles
    fields = _FieldFinder(outline.fields)
    headings = [(heading.start, heading.end) for heading in outline.headings]
    heads = [start for start, _ in headings]
    anchored = anchor.source not in ("text", "unknown")
    context = _Context(_heading_years(mentions, outline), _year_told(flow.text, outline))
    for mention in mentions:
        at = bisect_right(starts, mention.start) - 1
        if at < 0 or mention.start >= clauses[at].end or any(s <= mention.start < e for s, e in titles):
            continue
        clause = clauses[at]
        h = bisect_right(heads, mention.start) - 1
        in_heading = h >= 0 and mention.start < headings[h][1]
        field = fields.at(mention.start)
        listed = (
            False
            if in_heading
            else _is_deadline(
                flow.text, clauses, klasses, at, mention, None if field is None else outline.fields[field]
            )
        )
        column = None if field is None else outline.fields[field].year
        normalised = context.resolve(flow.text, mention, clause, anchor, h, column)
        if listed and normalised is None and mention.form == "day":
            listed = False
        found.append(
            DeadlineDraft(mention.start, mention.end, normalised, at, field, listed, mention, anchored)
        )
    return tuple(found)


class _FieldFinder:
    """Index of the field at an offset; fields may repeat (merged cells), the first one counts."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = fields
        self.starts = [field.start for field in fields]

    def at(self, offset: int) -> int | None:
        i = bisect_right(self.starts, offset) - 1
        while i > 0 and self.fields[i - 1].start == self.fields[i].start:
            i -= 1
        return i if i >= 0 and offset < self.fields[i].end else None


def _is_deadline(
    text: str,
    clauses: Sequence[Clause],
    klasses: Sequence[Klass],
    at: int,
    mention: DateMention,
    field: Field | None,
) -> bool:
    if mention.kind == "interval":
        return False
    if field is not None:
        if field.kind == "deadline":
            return mention.role != "validity"
        if field.kind not in ("content", "amount"):
            return False
    if mention.role not in ("due",):
        return False
    klass = klasses[at]
    if klass in _LOOKS_BACK or klass in _SILENT:
        return False
    clause = clauses[at]
    if klass == "list":
        return _limits_list(text, clause, mention)
    if klass == "scope":
        return _frames(text, clauses, klasses, at, mention)
    if mention.kind == "relative":
        return _is_alone(text, clause, mention) or not _is_service(text, klass, clause, mention)
    if mention.kind == "immediate":
        return klass in ("task", "target")
    return True


def _limits_list(text: str, clause: Clause, mention: DateMention) -> bool:
    """（市水利局牵头；12月底前完成）: a date among the units of a bracket."""
    if text[mention.end - 1] not in "前内底末" or mention.kind != "date":
        return False
    return mention.start - clause.start <= 1 or _DONE.match(text, mention.end, clause.end + 1) is not None


def _frames(
    text: str, clauses: Sequence[Clause], klasses: Sequence[Klass], at: int, mention: DateMention
) -> bool:
    """Whether a date in a frame looks forward: what follows decides (今年1至2月，全市已检查…)."""
    clause = clauses[at]
    whole = text[clause.start : clause.end]
    if not _is_alone(text, clause, mention) and (
        mention.kind in ("relative", "immediate", "recurring") or _CONDITION_END.search(whole)
    ):
        return False
    for i in range(at + 1, min(at + 6, len(clauses))):
        if klasses[i] in ("scope", "means", "principle"):
            continue
        return klasses[i] not in _LOOKS_BACK
    return True


def _is_alone(text: str, clause: Clause, mention: DateMention) -> bool:
    """Whether a mention fills its clause but for list numbers and particles."""
    if text[mention.end : clause.end].strip("，期间之时 ”）"):
        return False
    return _DATE_SHELL.sub("", text[clause.start : mention.start]) == ""


def _is_service(text: str, klass: Klass, clause: Clause, mention: DateMention) -> bool:
    value = mention.value or ""
    if value.endswith("Y") or (value.endswith("M") and "T" not in value) or value.startswith("relative:-"):
        return False
    if klass == "target":
        return True
    ordered = _ORDERED.search(text, max(clause.start, mention.start - 6), mention.start) is not None
    return not ordered and _SERVICE.match(text, mention.end, clause.end) is not None


class _Context:
    """What stands before a mention without a year: a printed year, a rhythm (每月10日前…，15日前…)."""

    def __init__(self, heading_years: Sequence[int | None], year_told: int | None) -> None:
        self.heading_years = heading_years
        self.year_told = year_told
        self.sentence = -1
        self.paragraph = -1
        self.opened = self.stop = 0
        self.year: int | None = None
        self.month: int | None = None
        self.rhythm: str | None = None
        self.rhythm_sentence = -1

    def resolve(
        self,
        text: str,
        mention: DateMention,
        clause: Clause,
        anchor: Anchor,
        heading: int,
        column: str | None,
    ) -> str | None:
        """The normalised mention; ``heading`` is the index of the heading above it, ``column`` its column's year."""
        if clause.paragraph != self.paragraph:
            self.rhythm = None
            self.opened = clause.start
        self.opened = max(self.opened, text.rfind("。", self.opened, mention.start))
        sentence = self.opened
        if sentence != self.sentence:
            self.year = self.month = None
        elif mention.month is None or mention.form == "season" or text[mention.printed[0]] == "年":
            # 年内 and 年底前 do not reach back over a semicolon.
            if "；" in text[self.stop : mention.start]:
                self.year = None
        self.sentence, self.paragraph, self.stop = sentence, clause.paragraph, mention.end
        repeated = self._repeat(mention, sentence)
        if repeated is not None:
            return repeated
        if mention.kind == "recurring":
            self.rhythm, self.rhythm_sentence = mention.value, sentence
        if mention.kind != "date":
            return mention.value
        if mention.form == "next" and self.year is None and mention.month is not None and anchor.year is None:
            return "recurring:annual"
        if mention.form == "day":
            if self.month is None:
                return None
            mention = mention._replace(month=self.month)
        year = self._year(mention, heading, column)
        value = resolve(mention, anchor, year)
        if mention.role in ("due", "start") and value is not None:
            self.year, self.month = int(value[:4]), mention.month
        return value

    def _repeat(self, mention: DateMention, sentence: int) -> str | None:
        """A date without a year beside a rhythm comes back with it."""
        if self.rhythm is None or mention.kind != "date" or mention.year is not None:
            return None
        if mention.form == "next" and self.year is None:
            return "recurring:annual"
        if mention.form == "day":
            return self.rhythm if self.rhythm == "recurring:monthly" else None
        if self.rhythm != "recurring:annual" or mention.month is None and mention.form != "next":
            return None
        if mention.form == "next":
            return self.rhythm
        same = sentence == self.rhythm_sentence
        return self.rhythm if same and mention.form in ("", "this") and mention.role == "due" else None

    def _year(self, mention: DateMention, heading: int, column: str | None) -> int | None:
        if mention.year is not None or mention.form == "this" or mention.shift:
            return self.year if mention.form == "next" else None
        if self.year is not None:
            return self.year
        if column:
            return int(column[:4])
        above = self.heading_years[heading] if heading >= 0 else None
        return self.year_told if above is None else above


def _year_told(text: str, outline: Outline) -> int | None:
    """The year on which a bulletin or report looks back, which is not that of its publication."""
    for start, end in outline.titles:
        match = _REPORT.search(text, start, end)
        if match is not None:
            return int(match[1])
    return None


def _heading_years(mentions: Sequence[DateMention], outline: Outline) -> list[int | None]:
    """The year that each heading prints, else that of the heading above it (一、2026年工作回顾)."""
    found: list[int | None] = []
    above: list[tuple[int, int | None]] = []
    starts = [mention.start for mention in mentions]
    for heading in outline.headings:
        while above and above[-1][0] >= heading.level:
            above.pop()
        low, high = bisect_left(starts, heading.start), bisect_left(starts, heading.end)
        years = [mention.year for mention in mentions[low:high] if mention.year is not None]
        own = years[-1] if years else (above[-1][1] if above else None)
        above.append((heading.level, own))
        found.append(own)
    return found
