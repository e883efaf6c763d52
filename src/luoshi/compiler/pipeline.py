"""Document → Reading, all passes in order: the map of the compiler.

`compile_document` is the way in. `prepare` runs the passes up to the classifier and is what training reads.
"""

from typing import NamedTuple

from luoshi.compiler.anatomy import Anatomy, dissect
from luoshi.compiler.clauses import split_clauses
from luoshi.compiler.commitments import find_commitments
from luoshi.compiler.flow import Flow
from luoshi.compiler.normalise import read_flow
from luoshi.compiler.owner_lists import find_owner_lists
from luoshi.compiler.parts import Clause, Outline
from luoshi.compiler.sections import find_outline
from luoshi.compiler.statements import Surroundings, classify, cue_table, survey
from luoshi.compiler.subjects import find_subjects
from luoshi.language.dates import find_dates
from luoshi.language.names import find_units
from luoshi.language.quantities import find_measures
from luoshi.model.commitment import Commitment, CommitmentId, Statement
from luoshi.model.diagnostic import Outcome
from luoshi.model.reading import Reading
from luoshi.model.text import Document, Span


class Prepared(NamedTuple):
    """Everything that is known before clauses are weighed."""

    flow: Flow
    outline: Outline
    clauses: tuple[Clause, ...]
    parts: tuple[Anatomy, ...]
    around: Surroundings
    cues: list[list[str]]


def prepare(document: Document) -> Prepared:
    """Run the passes up to the cues."""
    flow = read_flow(document)
    outline = find_outline(flow)
    clauses = split_clauses(flow)
    units = find_units(flow.text)
    subjects = find_subjects(flow.text, clauses, units)
    dates = {mention.start: mention.end for mention in find_dates(flow.text)}
    parts = dissect(flow.text, clauses, subjects, dates)
    owner_lists = find_owner_lists(flow, outline, units)
    around = survey(flow, clauses, outline, [(found.start, found.end) for found in owner_lists])
    cues = cue_table(
        flow, clauses, parts, around, [(m.start, m.end, m.bound) for m in find_measures(flow.text)]
    )
    return Prepared(flow, outline, clauses, parts, around, cues)


def compile_document(document: Document, *, published: str | None = None) -> Outcome[Reading]:
    """Read one document; ``published`` (YYYY-MM-DD) outranks any date in the text."""
    prepared = prepare(document)
    flow = prepared.flow
    statements = classify(prepared.cues, prepared.clauses, prepared.around)
    drafts = find_commitments(flow, statements, prepared.parts, prepared.around.rows)

    def span(start: int, end: int) -> Span:
        return Span(document.id, *flow.to_source(start, end))

    reading = Reading(
        document=document,
        language="zh-Hans",
        title=None,
        issuer=None,
        published=published,
        duplicates=(),
        joins=(),
        truncated=(),
        damages=(),
        headings=(),
        articles=(),
        statements=tuple(
            Statement(span=span(s.clause.start, s.clause.end), klass=s.klass, rule=s.rule) for s in statements
        ),
        commitments=tuple(
            Commitment(
                id=CommitmentId(f"c-{i}"),
                span=span(draft.start, draft.end),
                owner=None,
                owners=(),
                asserted_by=None,
                action="",
                object=flow.text[draft.start : draft.end],
                modality=draft.modality,
                conditional=draft.conditional,
                trigger=span(*draft.trigger) if draft.trigger else None,
                deadline=None,
                section=None,
                rule=draft.rule,
            )
            for i, draft in enumerate(drafts)
        ),
        quantities=(),
        deadlines=(),
        owner_lists=(),
        terms=(),
        systems=(),
    )
    return Outcome(value=reading)
