"""Measures → quantities: which numbers count, what they measure, since when, and whether they are facts or targets.

`find_quantities` takes the flow, clauses with classes, the measures of the text, deadline drafts, commitments and
the outline. `periods` says when a quantity holds, `indicators` what it measures, `cells` reads bare figures in
tables.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from luoshi.compiler.cells import read_cells
from luoshi.compiler.deadlines import DeadlineDraft
from luoshi.compiler.flow import Flow
from luoshi.compiler.governing import Governed, govern
from luoshi.compiler.indicators import Placed, name_indicators
from luoshi.compiler.parts import Clause, CommitmentDraft, Field, Outline
from luoshi.compiler.periods import Periods
from luoshi.language.quantities import Measure
from luoshi.model.commitment import Bound, Klass, QuantityKind


class QuantityDraft(NamedTuple):
    """A quantity in offsets of the flow; ``commitment`` is the index of the one that it belongs to."""

    start: int
    end: int
    indicator: str | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: Bound
    base: str | None
    period: str | None
    comparison: str | None
    kind: QuantityKind
    commitment: int | None
    rule: str


_NO_CELL = ("header", "serial", "place", "deadline", "units", "note", "label", "indicator", "name")
_COUNTS = frozenset("个 项 条 类 级 家 种 大 座 支 处 件 名 张 所".split())
_GLOSSARY = re.compile(r"(?:[“‘]|即|一是|二是|三是|包括|分为|注[：:]|下同)")
# A Chinese numeral up to ten measures where it follows its object or says how often.
_OFTEN = frozenset("次 轮 遍 趟 回 场次".split())
_LASTING = re.compile(r"(?:连续|持续|满|超过|逾期|累计)$")
_RISE = re.compile(r"(?:由|从)[^，。；由从]{0,16}$")
_TO = re.compile(
    r"[^，。；]{0,12}?(?:提高|提升|增加|增长|上升|扩大|升|增|降低|下降|降|减少|压缩|压减|缩短|缩小|调整|整合|减|压)?[到至为]"
)
_GRADE = re.compile(
    r"(?:为|评为|定为|确定为|的是)(?:优秀|良好|良|合格|基本合格|不合格|一般|较好|较差|中等|及格|[一二三四五]星?级|[A-D甲乙丙丁]等?级?)"
)
_POINTS = re.compile(r"(?:计|得|满分|总分|基础分|分值|赋|记)[^，。；]{0,6}$")
_WEIGHT = re.compile(r"(?:权重|系数|分值|占分|比例系数)[^，。；]{0,12}?(?:为|取|占|是|按)")
_RESPECTIVE = re.compile(r"分别|依次")
_TOTAL = re.compile(
    r"(?:总投资|投资总额|总规模|概算|估算投资|计划总投资|项目总数|现有|共有|已有)(?:约|为|达|额)?$"
)
_COMPARED = re.compile(
    r"(?:(?P<same>同比|环比|同口径)|(?:较|比|相较于?|与)(?P<base>(?:上年同期|去年同期|上年|去年|上一?年度?|上季度?|上月|"
    r"“?十[一二三四五六]五”?(?:末|时期)?|(?:19|20)\d\d ?年(?:底|末|版|同期|初)?|目前|现有水平|基准|基期))(?:同期|相比)?"
    r"|在(?P<present>现有|原有)基础上|(?P<side>高于|低于|超过|快于|慢于|多于|少于)(?P<average>(?:全国|全省|全市|全区|省|国家|同期|"
    r"上年|周边|行业|GDP|地区生产总值|预期|目标|年度目标|序时进度|时序进度)[^，。；\d]{0,8}))"
)


def find_quantities(
    flow: Flow,
    clauses: Sequence[Clause],
    klasses: Sequence[Klass],
    measures: Sequence[Measure],
    deadlines: Sequence[DeadlineDraft],
    commitments: Sequence[CommitmentDraft],
    outline: Outline,
    governed: Sequence[Governed] | None = None,
) -> tuple[QuantityDraft, ...]:
    """All quantities of the text in reading order; ``governed`` is what `governing.govern` returned, if at hand."""
    text = flow.text
    if governed is None:
        governed = govern(flow, clauses, klasses, deadlines, commitments, outline)
    placed = _place(flow, clauses, klasses, measures, commitments, outline)
    periods = Periods(text, clauses, klasses, deadlines, governed, outline)
    indicators = name_indicators(text, clauses, placed, outline)
    simplified = _was_simplified(flow)
    found: list[QuantityDraft] = []
    for i, item in enumerate(placed):
        measure = item.measure
        bound = measure.bound if measure.bound != "=" else _shared_bound(text, clauses, placed, i)
        kind, rule = _kind(text, clauses, klasses, item, outline)
        base, comparison = _comparison(text, clauses, placed, i)
        group = _group(placed, i)
        period = periods.of(measure, item.clause, item.field, item.commitment, kind, group)
        found.append(
            QuantityDraft(
                measure.start,
                measure.end,
                indicators[i],
                measure.value,
                measure.low,
                measure.high,
                _as_printed(flow, measure) if simplified else measure.unit,
                bound,
                base,
                period,
                comparison,
                kind,
                item.commitment,
                rule,
            )
        )
    return tuple(found)


def _was_simplified(flow: Flow) -> bool:
    """Whether the reading text has characters that the page has not: the page is in traditional script."""
    return any("\u3400" <= character <= "\u9fff" for character in set(flow.text) - set(flow.source))


def _as_printed(flow: Flow, measure: Measure) -> str:
    """The unit in the script of the page."""
    unit = measure.unit
    if not unit or unit.isascii() or not flow.text.endswith(unit, measure.start, measure.end):
        return unit
    start, end = flow.to_source(measure.end - len(unit), measure.end)
    source = flow.source[start:end]
    if len(source) != len(unit):
        return unit
    return "".join(b if "\u3400" <= b <= "\u9fff" else a for a, b in zip(unit, source, strict=True))


def _place(
    flow: Flow,
    clauses: Sequence[Clause],
    klasses: Sequence[Klass],
    measures: Sequence[Measure],
    commitments: Sequence[CommitmentDraft],
    outline: Outline,
) -> list[Placed]:
    """The measures that count, with the cells' bare figures, in reading order."""
    text = flow.text
    cells = read_cells(text, outline, measures)
    taken = [(outline.fields[i].start, outline.fields[i].end) for i, _ in cells]
    taken_starts = [start for start, _ in taken]
    starts = [clause.start for clause in clauses]
    field_starts = [field.start for field in outline.fields]
    spans = sorted([*outline.titles, *((heading.start, heading.end) for heading in outline.headings)])
    span_starts = [start for start, _ in spans]
    begins = [commitment.start for commitment in commitments]
    both = [(measure, None) for measure in measures] + [(measure, field) for field, measure in cells]
    found: list[Placed] = []
    for measure, cell in sorted(both, key=lambda pair: pair[0].start):
        at = bisect_right(starts, measure.start) - 1
        if at < 0 or measure.start >= clauses[at].end:
            continue
        if cell is None:
            t = bisect_right(taken_starts, measure.start) - 1
            s = bisect_right(span_starts, measure.start) - 1
            if (t >= 0 and measure.start < taken[t][1]) or (s >= 0 and measure.start < spans[s][1]):
                continue
            f = _field_at(field_starts, outline.fields, measure.start)
            if f is not None and outline.fields[f].kind in _NO_CELL:
                continue
            if flow.paragraphs[clauses[at].paragraph].kind == "furniture":
                continue
            if not _counts(text, clauses[at], klasses[at], measure):
                continue
        else:
            f = cell
        found.append(Placed(measure, at, f, _commitment_at(begins, commitments, at, measure)))
    return found


def _field_at(starts: Sequence[int], fields: Sequence[Field], offset: int) -> int | None:
    i = bisect_right(starts, offset) - 1
    return i if i >= 0 and offset < fields[i].end else None


def _commitment_at(
    begins: Sequence[int], commitments: Sequence[CommitmentDraft], clause: int, measure: Measure
) -> int | None:
    """The commitment whose span holds the measure, else the nearest one of the same clause."""
    i = bisect_right(begins, measure.start) - 1
    for k in range(i, max(-1, i - 3), -1):
        if measure.start < commitments[k].end:
            return k
    for k in (i, i + 1):
        if 0 <= k < len(commitments) and commitments[k].clause == clause:
            return k
    return None


def _counts(text: str, clause: Clause, klass: Klass, measure: Measure) -> bool:
    """Whether a measure is a quantity of the document: not in headings, glossaries and lists of members."""
    if klass == "heading":
        return False
    if klass in ("list", "other", "slogan") and (
        _GLOSSARY.match(text, clause.start) or (measure.unit in _COUNTS and klass == "list")
    ):
        return False
    if measure.form != "small":
        return True
    if measure.unit in _OFTEN:
        return klass in ("task", "target", "scope")
    if _LASTING.search(text, max(clause.start, measure.start - 3), measure.start):
        return klass in ("task", "target", "scope")
    tail = text[measure.end : clause.end]
    if klass == "target" and measure.value is not None and measure.value > 1:
        return tail in ("", "以上", "左右", "以内")
    return klass in ("fact", "past") and tail == "" and measure.unit not in ("个", "大", "类", "条")


def _kind(
    text: str, clauses: Sequence[Clause], klasses: Sequence[Klass], item: Placed, outline: Outline
) -> tuple[QuantityKind, str]:
    measure, clause = item.measure, clauses[item.clause]
    if item.field is not None:
        kind = outline.fields[item.field].kind
        if kind == "fact":
            return "fact", "cell of facts"
        if kind == "amount":
            return "target", "cell of amounts"
    if _RISE.search(text, max(clause.start, measure.start - 18), measure.start) and _TO.match(
        text, measure.end, clause.end
    ):
        return "fact", "starting value"
    klass = klasses[item.clause]
    if klass in ("fact", "past"):
        return "fact", f"class {klass}"
    if _TOTAL.search(text, max(clause.start, measure.start - 10), measure.start):
        return ("fact" if klass != "target" else "target"), "total"
    if klass == "scope":
        return _framed(klasses, item.clause)
    if klass in ("list", "other"):
        return "fact", f"class {klass}"
    if _is_rating(text, clause, measure):
        return "fact", "rating"
    return "target", f"class {klass}"


def _is_rating(text: str, clause: Clause, measure: Measure) -> bool:
    """Weights, points and the bounds of grades shape a formula; nobody is to reach them."""
    if _GRADE.search(text, measure.end, clause.end):
        return True
    if measure.bound != "=":
        return False
    if measure.unit == "分":
        return _POINTS.search(text, max(clause.start, measure.start - 12), measure.start) is not None
    return _WEIGHT.search(text, clause.start, measure.start) is not None


def _framed(klasses: Sequence[Klass], clause: int) -> tuple[QuantityKind, str]:
    """A threshold in a case takes the side of what the case leads to."""
    for klass in klasses[clause + 1 : clause + 5]:
        if klass in ("scope", "means", "principle"):
            continue
        return ("fact", "case of a fact") if klass in ("fact", "past") else ("target", "case of a duty")
    return "target", "case of a duty"


def _comparison(
    text: str, clauses: Sequence[Clause], placed: Sequence[Placed], i: int
) -> tuple[str | None, str | None]:
    """What the change is measured against, and the printed wording."""
    measure, at = placed[i].measure, placed[i].clause
    clause = clauses[at]
    if i and placed[i - 1].clause == at:
        before = placed[i - 1].measure
        if _RISE.search(text, max(clause.start, before.start - 18), before.start) and _TO.match(
            text, before.end, measure.start + 1
        ):
            return text[before.start : before.end], text[before.end : measure.start] or None
    matches = list(_COMPARED.finditer(text, clause.start, measure.start))
    if not matches:
        return None, measure.comparison
    match = matches[-1]
    if match["same"]:
        return {"环比": "上期", "同口径": "上年同口径"}.get(match["same"], "上年同期"), match["same"]
    if match["base"]:
        return match["base"], text[match.start()]
    if match["present"]:
        return match["present"] + "基础", text[match.start() : match.end()]
    return match["average"].strip(), match["side"]


def _shared_bound(text: str, clauses: Sequence[Clause], placed: Sequence[Placed], i: int) -> Bound:
    """分别不低于98%、95%: the word before the first number holds for those that follow."""
    first = i
    while first and placed[first - 1].clause == placed[i].clause:
        between = text[placed[first - 1].measure.end : placed[first].measure.start]
        if between not in ("、", "和", "及", "与"):
            break
        first -= 1
    head = placed[first].measure
    respective = (
        first < i and _RESPECTIVE.search(text, clauses[placed[i].clause].start, head.start) is not None
    )
    if not respective or head.comparison is None or text.startswith(head.comparison, head.end):
        return "="
    return head.bound


def _group(placed: Sequence[Placed], i: int) -> tuple[int, int]:
    """Place and number of a measure among those of its clause."""
    first = i
    while first and placed[first - 1].clause == placed[i].clause:
        first -= 1
    last = i
    while last + 1 < len(placed) and placed[last + 1].clause == placed[i].clause:
        last += 1
    return i - first, last - first + 1
