"""When a quantity holds: the year or the printed period of its clause, else what governs it.

`quantities` asks `Periods.of` for every measure. A limit (2026年底前) and a plan year give the year; 今年, 上半年 and
三年 stay as printed unless the heading prints the year; a rhythm gives 每年, 每月 …; a start–finish cell gives its
finish.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from luoshi.compiler.carrying import heading_years
from luoshi.compiler.deadlines import DeadlineDraft
from luoshi.compiler.governing import Governed
from luoshi.compiler.parts import Clause, Outline
from luoshi.language.quantities import Measure
from luoshi.model.commitment import Klass

_EVERY = {
    "annual": "每年", "semiannual": "每半年", "quarterly": "每季度", "bimonthly": "每两个月", "monthly": "每月",
    "ten-daily": "每旬", "biweekly": "每两周", "weekly": "每周", "daily": "每日",
}  # fmt: skip
_DONE_IN = "统筹 累计 共 总 安排 投入 改造 新建 建设 完成 培育 新增 引进 营造 修复 培养 培训 实现 发放 筹集 滚动 力争"
_SPAN = re.compile(
    r"(?:(?<![第前后近十每—\d])(?P<span>(?:[一两二三四五六七八九十]|\d{1,2})年)内?"
    rf"(?={'|'.join(_DONE_IN.split())}))"
    r"|(?P<first>首年|首期年度)"
)
_LOOKING_BACK = re.compile(r"近(?:[一两二三四五六七八九十]|\d{1,2})年")
_PRINTED_WHOLE = re.compile(r"今年|本年度?|明年|去年|上年|全年|年度")
_PRINTED_PART = re.compile(r"[上下]半年|季度|前[一二两三四五六七八九十\d]+个?月|[1-9]\d?月?[至—-]\d{1,2}月")
_TOTAL = re.compile(r"总投资|投资总额|总库容|概算|总规模")
# A threshold or a distance that only describes (10万立方米以上的企业, 环湖2公里范围内) holds at any time.
_ATTRIBUTE = re.compile(
    r"(?:及?以[上下内外])?(?:范围内|的(?=[^，。；]))|(?:及?以[上下])(?!的?$)[^，。；、\d]{1,8}的(?=[^，。；])"
)
_START_FINISH = re.compile(r"\d ?[年月日]?(?:[—–\-－~～]+|至|到) ?(?:19|20)\d\d")
_RHYTHM = re.compile(r"每个?(?:年|半年|季度|季|月|周|日|天|旬|两周|两个月|学期|学年|晚)")
_PLAN_PERIOD = re.compile(r"五”?(?:规划)?(?:期间|时期)$")
_MONTHS = re.compile(r"今年([1-9]\d?)月?[至—–-]([1-9]\d?)月")
_FORWARD = ("fact", "past")
_AHEAD = ("task", "target", "scope")


class Periods:
    """Answers for one document."""

    def __init__(
        self,
        text: str,
        clauses: Sequence[Clause],
        klasses: Sequence[Klass],
        deadlines: Sequence[DeadlineDraft],
        governed: Sequence[Governed],
        outline: Outline,
    ) -> None:
        self.text = text
        self.clauses = clauses
        self.klasses = klasses
        self.deadlines = deadlines
        self.governed = governed
        self.outline = outline
        self.years = heading_years(deadlines, outline)
        self.starts = [draft.start for draft in deadlines]
        self.told = _carry_times(text, clauses, klasses, deadlines)
        self.spans = _carry_spans(text, clauses, klasses)
        self.finishes = _last_years(outline)

    def of(
        self,
        measure: Measure,
        clause: int,
        field: int | None,
        commitment: int | None,
        kind: str,
        group: tuple[int, int],
    ) -> str | None:
        """The period of a measure; ``group`` is its place and the number of measures in its clause."""
        if (
            field is not None
            and self.outline.fields[field].kind in ("amount", "fact")
            and measure.form == "bare"
        ):
            return self._of_cell(field)
        if _ATTRIBUTE.match(self.text, measure.end, self.clauses[clause].end):
            return None
        own = self._own(measure, clause, group)
        if own is not None:
            return self._print(own, measure.start)
        span = self.spans[clause]
        if span is not None and kind == "target":
            return span
        if _TOTAL.search(self.text, self.clauses[clause].start, measure.start):
            return None if field is None else self._governed(commitment, measure)
        if self.klasses[clause] in _FORWARD:
            if span is not None:
                return span
            told = self.told[clause]
            return self._print(told, measure.start) if told is not None else self._heading_year(measure.start)
        if kind == "fact":
            return None
        return self._governed(commitment, measure) or self._heading_year(measure.start)

    def _of_cell(self, field: int) -> str | None:
        cell = self.outline.fields[field]
        return cell.year or (self.finishes.get(cell.record) if cell.kind == "amount" else None)

    def _own(self, measure: Measure, clause: int, group: tuple[int, int]) -> int | None:
        """The date of the clause that the measure belongs to: of a series its own, else the nearest before it."""
        part = self.clauses[clause]
        low, high = bisect_left(self.starts, part.start), bisect_left(self.starts, part.end)
        dates = [i for i in range(low, high) if _tells(self.deadlines[i])]
        if not dates:
            return None
        years = [i for i in dates if self.deadlines[i].mention.kind == "date"]
        place, number = group
        if len(years) > 1 and len(years) == number and self._is_series(years):
            return years[place]
        before = [i for i in dates if self.deadlines[i].start < measure.start]
        if before and self.deadlines[before[-1]].end == measure.start:
            return before[-1]
        chosen = before or dates
        firm = [i for i in chosen if self.deadlines[i].mention.kind == "date"]
        if firm:
            return firm[-1] if before else firm[0]
        return chosen[-1] if before else chosen[0]

    def _is_series(self, drafts: Sequence[int]) -> bool:
        pairs = pairwise(drafts)
        return all(
            self.text[self.deadlines[a].end : self.deadlines[b].start] in ("、", "和", "及", "与")
            for a, b in pairs
        )

    def _governed(self, commitment: int | None, measure: Measure) -> str | None:
        if commitment is None:
            return None
        governed = self.governed[commitment]
        if governed.rule == "stage of the heading" or governed.normalised is None:
            return None
        if governed.draft is None:
            return governed.normalised
        draft = self.deadlines[governed.draft]
        if governed.rule == "record" and draft.mention.kind == "date":
            between = _START_FINISH.search(self.text, draft.start, draft.end) is not None
            return draft.normalised if between else governed.normalised[:4]
        if draft.mention.kind in ("recurring", "immediate", "ongoing") and governed.rule != "own date":
            return self._print(governed.draft, measure.start) if draft.mention.kind == "recurring" else None
        return self._print(governed.draft, measure.start)

    def _heading_year(self, offset: int) -> str | None:
        """The year of a heading such as 三、2026年重点工作."""
        draft = self.years.at(offset)
        if draft is None:
            return None
        mention = self.deadlines[draft].mention
        normalised = self.deadlines[draft].normalised
        bare = mention.month is None and mention.year is not None and mention.role in ("due", "name")
        return normalised[:4] if bare and normalised and mention.end - mention.start <= 6 else None

    def _print(self, draft: int, offset: int) -> str | None:
        """How a date is given as a period."""
        item = self.deadlines[draft]
        mention = item.mention
        if mention.kind == "recurring":
            printed_rhythm = _RHYTHM.search(self.text, item.start, item.end)
            if printed_rhythm is not None:
                return printed_rhythm[0]
            return _EVERY.get((mention.value or "").removeprefix("recurring:"))
        if mention.kind == "relative":
            value = mention.value or ""
            printed = self.text[mention.printed[0] : mention.printed[1]].rstrip("以之内")
            return printed if value.endswith("Y") and not value.startswith("relative:-") else None
        if mention.kind != "date":
            return None
        return self._print_date(item, offset)

    def _print_date(self, item: DeadlineDraft, offset: int) -> str | None:
        mention, normalised = item.mention, item.normalised
        printed = self.text[mention.printed[0] : mention.printed[1]].strip()
        year = normalised[:4] if normalised else None
        if _PLAN_PERIOD.search(printed) and self.klasses[item.clause] in (*_FORWARD, "scope"):
            return printed
        months = _MONTHS.fullmatch(printed)
        if months is not None and year:
            return f"{year}年{months[1]}—{months[2]}月"
        if mention.year is None and _PRINTED_PART.search(printed) and not printed.endswith(("内", "前")):
            return self._heading_year(offset) or printed
        if mention.year is None and not item.anchored and _PRINTED_WHOLE.search(printed):
            return self._heading_year(offset) or (
                printed if not printed.endswith(("内", "前")) else year or printed
            )
        if mention.year is not None and re.search(r"[上下]半年|季度|\d月?[至—–-]", printed):
            return printed
        return year or printed


def _tells(draft: DeadlineDraft) -> bool:
    """Whether a draft can date a measure of its clause."""
    mention = draft.mention
    if mention.kind == "date":
        return mention.role in ("due", "start", "past") or (
            mention.role == "name" and mention.form == "routine"
        )
    return mention.kind in ("recurring", "relative")


def _carry_times(
    text: str, clauses: Sequence[Clause], klasses: Sequence[Klass], deadlines: Sequence[DeadlineDraft]
) -> list[int | None]:
    """For each clause the time that an earlier clause of its sentence tells (今年1至2月，全市已检查…)."""
    by_clause: dict[int, int] = {}
    for i, draft in enumerate(deadlines):
        if draft.mention.kind == "date" and draft.mention.role in ("due", "past"):
            after = text[draft.end : draft.end + 2]
            if not after.startswith(("以来", "来")):
                by_clause[draft.clause] = i
    carried: list[int | None] = []
    now: int | None = None
    for i, clause in enumerate(clauses):
        gap = text[clauses[i - 1].end : clause.start] if i else "\n"
        if "。" in gap or "\n" in gap or klasses[i] in ("task", "target"):
            now = None
        carried.append(now)
        now = by_clause.get(i, now)
    return carried


def _carry_spans(text: str, clauses: Sequence[Clause], klasses: Sequence[Klass]) -> list[str | None]:
    """三年改造…，完成…: a plain length of time dates its clause and the targets behind it up to the semicolon."""
    lengths = _clause_lengths(text, clauses, klasses)
    carried: list[str | None] = []
    now: str | None = None
    for i, clause in enumerate(clauses):
        if now is not None:
            gap = text[clauses[i - 1].end : clause.start]
            forward = klasses[i] in _AHEAD
            if "。" in gap or "\n" in gap or ("；" in gap and forward) or klasses[i] == "task":
                now = None
        now = lengths.get(i, now)
        carried.append(now)
    return carried


def _clause_lengths(text: str, clauses: Sequence[Clause], klasses: Sequence[Klass]) -> dict[int, str]:
    """The length of time with which a clause begins: 三年 before what is to be done, 近三年 before what was."""
    starts = [clause.start for clause in clauses]
    found: dict[int, str] = {}
    for match in _SPAN.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.end() <= min(clauses[at].end, clauses[at].start + 24) and klasses[at] in _AHEAD:
            found.setdefault(at, match["span"] or match["first"])
    for match in _LOOKING_BACK.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.end() <= min(clauses[at].end, clauses[at].start + 8):
            found[at] = match[0]
    return found


def _last_years(outline: Outline) -> dict[int, str]:
    """The last year among the columns of each row."""
    found: dict[int, str] = {}
    for field in outline.fields:
        if field.year and field.kind in ("amount", "note") and field.year > found.get(field.record, ""):
            found[field.record] = field.year
    return found
