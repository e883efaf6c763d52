"""Clauses → statements: every clause gets one class.

What the outline knows (headings, cells, label lines) and the owner lists decide first; all other clauses are
weighed by a small linear model over named cues (`cues`, trained by ``training/statements.py``). The weights are
integers, so that every machine adds them to the same sum.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from luoshi.compiler.anatomy import Anatomy
from luoshi.compiler.cues import clause_cues, hear_mood, paragraph_cues, said_next, section_cues
from luoshi.compiler.flow import Flow
from luoshi.compiler.parts import Clause, Field, FieldKind, Outline, StatementDraft
from luoshi.compiler.sections import heading_indexes
from luoshi.compiler.statement_weights import CLASSES, WEIGHTS
from luoshi.model.commitment import Klass

_FIELD_CLASS: dict[FieldKind, Klass] = {
    "header": "heading",
    "serial": "other",
    "name": "heading",
    "place": "scope",
    "fact": "fact",
    "amount": "target",
    "deadline": "list",
    "units": "list",
    "note": "other",
}
_ACTIONS = ("task", "target")
# Cues that weigh but explain nothing to a reader.
_SILENT = ("bias", "prev:", "mark:", "p2:", "pt:", "pm:", "n2:", "len", "long", "first", "last", "inner-verb")


class Surroundings(NamedTuple):
    """What is fixed before the model speaks: for each clause its class or None, its section heading, its field.

    ``rows`` gives the clauses that are whole rows of an indicator table the stretch from the indicator's name to
    its last figure.
    """

    fixed: list[tuple[Klass, str] | None]
    sections: list[str]
    fields: list[Field | None]
    rows: dict[int, tuple[int, int]]


def survey(
    flow: Flow,
    clauses: Sequence[Clause],
    outline: Outline,
    lists: Sequence[tuple[int, int]],
    severed: frozenset[int] = frozenset(),
) -> Surroundings:
    """Walk outline, fields and owner lists beside the clauses, once.

    ``severed`` are the clauses that hold a subject and its partner only, cut off from their verb.
    """
    text = flow.text
    heads = outline.headings
    fields = sorted({field.start: field for field in outline.fields if field.kind != "label"}.values())
    titles = outline.titles
    fixed: list[tuple[Klass, str] | None] = []
    sections: list[str] = []
    inside: list[Field | None] = []
    rows: dict[int, tuple[int, int]] = {}
    h = f = o = 0
    nearest = heading_indexes(outline, [clause.start for clause in clauses])
    for i, clause in enumerate(clauses):
        middle = (clause.start + clause.end) // 2
        while f < len(fields) and fields[f].end <= clause.start:
            f += 1
        row = _indicator_row(fields, f, clause)
        while h < len(heads) and heads[h].start <= middle:
            h += 1
        while f < len(fields) and fields[f].end <= middle:
            f += 1
        while o < len(lists) and lists[o][1] <= middle:
            o += 1
        field = fields[f] if f < len(fields) and fields[f].start <= middle else None
        decided: tuple[Klass, str] | None = None
        if row is not None:
            rows[i] = row
            decided = ("target", "indicator-row")
        elif any(start <= middle < end for start, end in titles):
            decided = ("heading", "title")
        elif h and heads[h - 1].start <= middle < heads[h - 1].end:
            decided = ("heading", "heading")
        elif flow.paragraphs[clause.paragraph].kind == "furniture":
            decided = ("other", "furniture")
        elif field and field.kind in _FIELD_CLASS:
            decided = (_FIELD_CLASS[field.kind], "field:" + field.kind)
        elif o < len(lists) and lists[o][0] <= middle:
            decided = ("list", "owner-list")
        elif i in severed:
            decided = ("other", "severed-subject")
        fixed.append(decided)
        near = nearest[i]
        sections.append("" if near is None else text[heads[near].start : heads[near].end])
        inside.append(field)
    return Surroundings(fixed, sections, inside, rows)


def _indicator_row(fields: Sequence[Field], first: int, clause: Clause) -> tuple[int, int] | None:
    """From the indicator's name to the last figure, where the clause is a whole row of an indicator table."""
    start = end = -1
    while first < len(fields) and fields[first].start < clause.end:
        field = fields[first]
        if field.kind == "indicator":
            start = field.start
        elif field.kind in ("amount", "fact") and start >= 0:
            end = field.end
        first += 1
    return (start, end) if 0 <= start < end else None


def cue_table(
    flow: Flow,
    clauses: Sequence[Clause],
    parts: Sequence[Anatomy],
    around: Surroundings,
    measures: Sequence[tuple[int, int, str]],
    years: Sequence[tuple[int, str]] = (),
) -> list[list[str]]:
    """The cues of every clause that is not fixed (an empty list where it is).

    ``measures`` are the flow span and bound of each measured quantity, ``years`` the offset of each printed year
    and whether it lies before, in or after the year of the document; both ascend.
    """
    text = flow.text
    table: list[list[str]] = []
    m = 0
    last = len(clauses) - 1
    paragraph = -1
    aims: tuple[str, ...] = ()
    mood = ""
    y = 0
    year = ""
    for i, clause in enumerate(clauses):
        inside = []
        while m < len(measures) and measures[m][0] < clause.end:
            if measures[m][0] >= clause.start:
                inside.append(measures[m])
            m += 1
        if clause.paragraph != paragraph or text[clause.start - 1] in "。！？”":
            year = ""
        while y < len(years) and years[y][0] < clause.end:
            year = years[y][1]
            y += 1
        if clause.paragraph != paragraph:
            paragraph = clause.paragraph
            aims = paragraph_cues(text[flow.paragraphs[paragraph].start : flow.paragraphs[paragraph].end])
            mood = ""
        opens = i == 0 or clauses[i - 1].paragraph != paragraph
        heard = hear_mood(text[clause.start : clause.end])
        if around.fixed[i]:
            table.append([])
            mood = heard or mood
            continue
        closes = i == last or clauses[i + 1].paragraph != paragraph
        mark = text[clause.end : clause.end + 1]
        cues = clause_cues(text, parts[i], inside, opens, closes, "" if mark == "\n" else mark)
        cues += section_cues(around.sections[i])
        cues += aims
        if mood:
            cues.append("mood:" + mood)
        if year:
            cues.append("year:" + year)
        mood = heard or mood
        field = around.fields[i]
        if field is not None:
            cues.append("field:" + field.kind)
        if flow.paragraphs[paragraph].kind == "row":
            cues.append("row")
        if not opens:
            before = clauses[i - 1]
            cues.append("p2:" + text[before.start : before.start + 2])
            cues.append("pt:" + text[before.end - 2 : before.end])
            cues.append("pm:" + text[before.end : before.end + 1])
        if not closes:
            after = clauses[i + 1]
            cues.append("n2:" + text[after.start : after.start + 2])
            if said_next(text[after.start : after.end]):
                cues.append("next-said")
        table.append(cues)
    return table


def classify(
    table: Sequence[Sequence[str]],
    clauses: Sequence[Clause],
    around: Surroundings,
    classes: Sequence[Klass] = CLASSES,
    weights: Mapping[str, tuple[int, ...]] = WEIGHTS,
) -> tuple[StatementDraft, ...]:
    """Fix what is known, weigh the rest from left to right; each decision is a cue for the next."""
    packed = _SHIPPED if weights is WEIGHTS else {cue: _pack(row) for cue, row in weights.items()}
    everything = tuple(range(len(classes)))
    actions = tuple(i for i in everything if classes[i] in _ACTIONS)
    offset = _pack((_HALF,) * len(classes))
    found: list[StatementDraft] = []
    previous = "start"
    for i, clause in enumerate(clauses):
        decided = around.fixed[i]
        if decided:
            klass, rule = decided
        else:
            field = around.fields[i]
            cues = [*table[i], "prev:" + previous]
            total = sum([packed[cue] for cue in cues if cue in packed], offset)
            sums = [(total >> (_LANE * lane)) & _MASK for lane in everything]
            allowed = actions if field is not None and field.kind == "content" else everything
            best = max(allowed, key=sums.__getitem__)
            klass, rule = classes[best], "cue:" + _loudest(cues, weights, best)
            if klass in _ACTIONS and "told-as-done" in cues:
                klass, rule = "past", "told-as-done"
        found.append(StatementDraft(clause, klass, rule))
        previous = klass
    return tuple(found)


# The weights of a cue travel in one integer, a lane for each class, so that adding two cues is one addition.
_LANE = 20
_MASK = (1 << _LANE) - 1
_HALF = 1 << (_LANE - 1)


def _pack(row: Sequence[int]) -> int:
    return sum(weight << (_LANE * lane) for lane, weight in enumerate(row))


_SHIPPED = {cue: _pack(row) for cue, row in WEIGHTS.items()}


def _loudest(cues: Sequence[str], weights: Mapping[str, tuple[int, ...]], best: int) -> str:
    """The cue that spoke most for a class."""
    spoken = [(weights[cue][best], cue) for cue in cues if cue in weights and not cue.startswith(_SILENT)]
    return max(spoken)[1] if spoken else "default"
