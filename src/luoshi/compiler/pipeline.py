"""Document → Reading, all passes in order: the map of the compiler.

`compile_document` is the way in; it knows one document and nothing else. `prepare` runs the passes up to the
classifier and is what training reads.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.compiler import assemble
from luoshi.compiler.anatomy import Anatomy, dissect
from luoshi.compiler.articles import build_articles
from luoshi.compiler.clauses import split_clauses
from luoshi.compiler.commitments import find_commitments
from luoshi.compiler.dateline import find_anchor
from luoshi.compiler.deadlines import find_deadlines
from luoshi.compiler.flow import Flow
from luoshi.compiler.goals import assign_goals
from luoshi.compiler.governing import govern
from luoshi.compiler.identity import commitment_ids, quantity_ids
from luoshi.compiler.invariants import check_invariants
from luoshi.compiler.owner_lists import OwnerListDraft, find_owner_lists
from luoshi.compiler.owners import assign_owners
from luoshi.compiler.parts import Clause, Outline, StatementDraft
from luoshi.compiler.printed import span_maker
from luoshi.compiler.quantities import QuantityDraft, find_quantities
from luoshi.compiler.repair import Page, read_page
from luoshi.compiler.sections import find_outline
from luoshi.compiler.statements import Surroundings, classify, cue_table, survey
from luoshi.compiler.subjects import Subject, find_subjects
from luoshi.compiler.systems import find_systems
from luoshi.compiler.terms import find_terms
from luoshi.diagnostics import diagnose_reading
from luoshi.language.dates import Anchor, DateMention, find_dates
from luoshi.language.names import UnitMention, find_abbreviations, find_units
from luoshi.language.quantities import Measure, find_measures
from luoshi.model.diagnostic import Outcome
from luoshi.model.reading import Reading
from luoshi.model.text import Document


class Prepared(NamedTuple):
    """Everything that is known before clauses are weighed."""

    page: Page
    flow: Flow
    outline: Outline
    clauses: tuple[Clause, ...]
    units: tuple[UnitMention, ...]
    dates: Sequence[DateMention]
    measures: Sequence[Measure]
    owner_lists: tuple[OwnerListDraft, ...]
    anchor: Anchor
    parts: tuple[Anatomy, ...]
    around: Surroundings
    cues: list[list[str]]


def prepare(document: Document, published: str | None = None) -> Prepared:
    """Run the passes up to the cues."""
    page = read_page(document)
    flow = page.flow
    text = flow.text
    outline = find_outline(flow)
    clauses = split_clauses(flow)
    units = find_units(text)
    dates = find_dates(text)
    measures = find_measures(text)
    owner_lists = find_owner_lists(flow, outline, units)
    subjects = find_subjects(text, clauses, units)
    parts = dissect(text, clauses, subjects, {date.start: date.end for date in dates})
    severed = frozenset(i for i, who in enumerate(subjects) if who is not None and _is_severed(who))
    lists = sorted([(found.start, found.end) for found in owner_lists] + _bracketed_dates(text, dates))
    around = survey(flow, clauses, outline, lists, severed)
    anchor = find_anchor(flow, outline, published, dates)
    bounds = [(m.start, m.end, m.bound) for m in measures]
    cues = cue_table(flow, clauses, parts, around, bounds, _years(dates, anchor))
    return Prepared(page, flow, outline, clauses, units, dates, measures, owner_lists, anchor, parts, around, cues)


def _is_severed(subject: Subject) -> bool:
    """Whether a clause holds nothing but a subject with its partner, or a post with its holder."""
    posts = any(unit.post_end > unit.end for unit in subject.units)
    return subject.kind == "bare" and (bool(subject.partners) or posts)


def _bracketed_dates(text: str, dates: Sequence[DateMention]) -> list[tuple[int, int]]:
    """Brackets that hold nothing but a date: （2026年12月底前）."""
    return [
        (date.start - 1, date.end + 1)
        for date in dates
        if text[date.start - 1 : date.start] == "（" and text[date.end : date.end + 1] == "）"
    ]


def _years(dates: Sequence[DateMention], anchor: Anchor) -> list[tuple[int, str]]:
    """Where a year is printed, and how it lies to the year of the document."""
    found = []
    for date in dates:
        year = date.year if date.year is not None else anchor.year and anchor.year + date.shift if date.shift else None
        if year is not None and anchor.year is not None:
            found.append((date.start, "before" if year < anchor.year else "same" if year == anchor.year else "after"))
    return found


def compile_document(document: Document, *, published: str | None = None) -> Outcome[Reading]:
    """Read one document; ``published`` (YYYY-MM-DD) outranks any date in the text."""
    seen = prepare(document, published)
    statements = classify(seen.cues, seen.clauses, seen.around)
    reading = read_statements(document, seen, statements)
    check_invariants(reading)
    return Outcome(value=reading, diagnostics=diagnose_reading(reading))


def read_statements(
    document: Document, seen: Prepared, statements: Sequence[StatementDraft]
) -> Reading:
    """All passes behind the classifier."""
    flow, outline, clauses = seen.flow, seen.outline, seen.clauses
    klasses = [statement.klass for statement in statements]
    commitments = find_commitments(flow, statements, seen.parts, seen.around.rows)
    anchor = seen.anchor
    deadlines = find_deadlines(flow, clauses, klasses, seen.dates, outline, anchor)
    governed = govern(flow, clauses, klasses, deadlines, commitments, outline)
    quantities = find_quantities(
        flow, clauses, klasses, seen.measures, deadlines, commitments, outline, governed
    )
    ownerships = assign_owners(
        flow, clauses, klasses, outline, seen.units, seen.owner_lists, commitments, outline.issuer
    )
    terms = find_terms(flow, clauses)
    name = document.id
    goals = assign_goals(name, flow, outline, commitments)
    text = flow.text
    drafts = assemble.Drafts(
        statements=statements,
        commitments=commitments,
        ownerships=ownerships,
        due=[item.normalised for item in governed],
        quantities=quantities,
        deadlines=deadlines,
        owner_lists=seen.owner_lists,
        terms=terms,
        systems=find_systems(flow, clauses, terms),
        commitment_ids=commitment_ids(name, [text[draft.start : draft.end] for draft in commitments]),
        quantity_ids=quantity_ids(name, _wordings(text, clauses, quantities)),
        goals=[None if served is None else goals.drafts[served].id for served in goals.served],
    )
    return Reading(
        document=document,
        language=flow.language,
        title=span_maker(flow, name)(*outline.title) if outline.title else None,
        issuer=outline.issuer,
        published=anchor.published,
        duplicates=seen.page.duplicates,
        joins=seen.page.joins,
        truncated=seen.page.truncated,
        damages=seen.page.damages,
        headings=assemble.assemble_headings(flow, outline, name),
        articles=build_articles(flow, outline, name),
        statements=assemble.assemble_statements(flow, drafts, name),
        commitments=assemble.assemble_commitments(flow, outline, drafts, name),
        quantities=assemble.assemble_quantities(flow, drafts, name),
        deadlines=assemble.assemble_deadlines(flow, drafts, name),
        owner_lists=assemble.assemble_owner_lists(flow, drafts, name),
        terms=assemble.assemble_terms(flow, drafts, name),
        systems=assemble.assemble_systems(flow, drafts, name),
        aliases=find_abbreviations(flow.text, seen.units),
    )


def _wordings(
    text: str, clauses: Sequence[Clause], quantities: Sequence[QuantityDraft]
) -> list[tuple[str, str]]:
    """For each quantity its clause and its own wording."""
    starts = [clause.start for clause in clauses]
    found = []
    for draft in quantities:
        clause = clauses[max(bisect_right(starts, draft.start) - 1, 0)]
        found.append((text[clause.start : clause.end], text[draft.start : draft.end]))
    return found
