"""Drafts → Reading: offsets of the reading text become spans of the document, drafts become the model's types.

The end of the pipeline. Names and indicators leave in the script that the document prints.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from luoshi.compiler.commitments import split_action
from luoshi.compiler.deadlines import DeadlineDraft
from luoshi.compiler.flow import Flow
from luoshi.compiler.owner_lists import OwnerListDraft
from luoshi.compiler.parts import CommitmentDraft, Outline, Ownership, StatementDraft
from luoshi.compiler.printed import piece_maker, printed_script, span_maker
from luoshi.compiler.quantities import QuantityDraft
from luoshi.compiler.sections import heading_indexes
from luoshi.compiler.systems import SystemDraft
from luoshi.compiler.terms import TermDraft
from luoshi.model.commitment import (
    Commitment,
    CommitmentId,
    Deadline,
    GoalId,
    Member,
    Owner,
    OwnerList,
    Parameter,
    Quantity,
    QuantityId,
    Statement,
    System,
    Term,
)
from luoshi.model.structure import Heading
from luoshi.model.text import DocumentId, Span


class Drafts(NamedTuple):
    """Everything that the passes have found in one document."""

    statements: Sequence[StatementDraft]
    commitments: Sequence[CommitmentDraft]
    ownerships: Sequence[Ownership]
    due: Sequence[str | None]
    quantities: Sequence[QuantityDraft]
    deadlines: Sequence[DeadlineDraft]
    owner_lists: Sequence[OwnerListDraft]
    terms: Sequence[TermDraft]
    systems: Sequence[SystemDraft]
    commitment_ids: Sequence[CommitmentId]
    quantity_ids: Sequence[QuantityId]
    goals: Sequence[GoalId | None]


def section_texts(flow: Flow, outline: Outline, offsets: Sequence[int]) -> list[str | None]:
    """For each of the ascending offsets the text of the nearest heading, as the source prints it."""
    texts = [flow.source[slice(*flow.to_source(head.start, head.end))] for head in outline.headings]
    return [None if index is None else texts[index] for index in heading_indexes(outline, offsets)]


def assemble_headings(flow: Flow, outline: Outline, document: DocumentId) -> tuple[Heading, ...]:
    """The headings of the document."""
    found = []
    for head in outline.headings:
        start, end = flow.to_source(head.start, head.end)
        found.append(Heading(span=Span(document, start, end), level=head.level, text=flow.source[start:end]))
    return tuple(found)


def assemble_statements(flow: Flow, drafts: Drafts, document: DocumentId) -> tuple[Statement, ...]:
    """The classified clauses."""
    span = span_maker(flow, document)
    return tuple(
        Statement(span=span(draft.clause.start, draft.clause.end), klass=draft.klass, rule=draft.rule)
        for draft in drafts.statements
    )


def assemble_commitments(flow: Flow, outline: Outline, drafts: Drafts, document: DocumentId) -> tuple[Commitment, ...]:
    """The commitments with what hangs on them."""
    span = span_maker(flow, document)
    pieces = piece_maker(flow, document)
    script = printed_script(flow)
    text = flow.text
    quantities: dict[int, list[QuantityId]] = {}
    for quantity, name in zip(drafts.quantities, drafts.quantity_ids, strict=True):
        if quantity.commitment is not None:
            quantities.setdefault(quantity.commitment, []).append(name)
    sections = section_texts(flow, outline, [draft.start for draft in drafts.commitments])
    found = []
    for i, draft in enumerate(drafts.commitments):
        ownership = drafts.ownerships[i]
        owners = tuple(Owner(name=_printed(owner.name, script), role=owner.role) for owner in ownership.owners)
        lead = next((owner.name for owner in owners if owner.role == "lead"), owners[0].name if owners else None)
        middle = split_action(text, draft.start, draft.end)
        clause = drafts.statements[draft.clause].clause
        where = span(draft.start, draft.end)
        found.append(
            Commitment(
                id=drafts.commitment_ids[i],
                span=where,
                pieces=pieces(draft.start, draft.end),
                occurrences=(where,),
                owner=lead,
                owners=owners,
                asserted_by=None if ownership.asserted_by is None else _printed(ownership.asserted_by, script),
                action=_printed(text[draft.start : middle], script),
                object=_printed(text[middle : draft.end], script).strip(),
                modality=draft.modality,
                conditional=draft.conditional,
                trigger=span(*draft.trigger) if draft.trigger else None,
                deadline=drafts.due[i],
                section=sections[i],
                goal=drafts.goals[i],
                quantities=tuple(quantities.get(i, ())),
                rule=draft.rule,
                inherit_rule=ownership.inherit_rule,
                origin=(span(clause.start, clause.end),),
            )
        )
    return tuple(found)


def assemble_quantities(flow: Flow, drafts: Drafts, document: DocumentId) -> tuple[Quantity, ...]:
    """The quantities with their ids."""
    span = span_maker(flow, document)
    script = printed_script(flow)
    return tuple(
        Quantity(
            id=name,
            span=span(draft.start, draft.end),
            indicator=None if draft.indicator is None else _printed(draft.indicator, script),
            value=draft.value,
            low=draft.low,
            high=draft.high,
            unit=_printed(draft.unit, script),
            bound=draft.bound,
            base=None if draft.base is None else _printed(draft.base, script),
            period=None if draft.period is None else _printed(draft.period, script),
            comparison=None if draft.comparison is None else _printed(draft.comparison, script),
            kind=draft.kind,
            rule=draft.rule,
        )
        for draft, name in zip(drafts.quantities, drafts.quantity_ids, strict=True)
    )


def assemble_deadlines(flow: Flow, drafts: Drafts, document: DocumentId) -> tuple[Deadline, ...]:
    """The listed deadlines."""
    found = []
    for draft in drafts.deadlines:
        if draft.listed:
            start, end = flow.to_source(draft.start, draft.end)
            found.append(
                Deadline(
                    span=Span(document, start, end), text=flow.source[start:end], normalised=draft.normalised
                )
            )
    return tuple(found)


def assemble_owner_lists(flow: Flow, drafts: Drafts, document: DocumentId) -> tuple[OwnerList, ...]:
    """The lists of units as printed."""
    span = span_maker(flow, document)
    script = printed_script(flow)
    return tuple(
        OwnerList(
            span=span(draft.start, draft.end),
            owners=tuple(Owner(name=_printed(owner.name, script), role=owner.role) for owner in draft.owners),
        )
        for draft in drafts.owner_lists
    )


def assemble_terms(flow: Flow, drafts: Drafts, document: DocumentId) -> tuple[Term, ...]:
    """The coined terms with their members."""
    members = _member_maker(flow, document)
    found = []
    for draft in drafts.terms:
        start, end = flow.to_source(draft.start, draft.end)
        found.append(
            Term(
                span=Span(document, start, end),
                text=flow.source[start:end],
                members=tuple(members(s, e) for s, e in draft.members),
                count_ok=draft.count_ok,
            )
        )
    return tuple(found)


def assemble_systems(flow: Flow, drafts: Drafts, document: DocumentId) -> tuple[System, ...]:
    """The systems that the text names."""
    span = span_maker(flow, document)
    members = _member_maker(flow, document)
    script = printed_script(flow)
    return tuple(
        System(
            span=span(draft.start, draft.end),
            name=_printed(draft.name, script),
            kind=draft.kind,
            parameters=tuple(
                Parameter(
                    name=_printed(parameter.name, script),
                    value=parameter.value,
                    members=tuple(members(s, e) for s, e in parameter.members),
                )
                for parameter in draft.parameters
            ),
        )
        for draft in drafts.systems
    )


def _member_maker(flow: Flow, document: DocumentId) -> Callable[[int, int], Member]:
    def member(start: int, end: int) -> Member:
        s, e = flow.to_source(start, end)
        return Member(span=Span(document, s, e), text=flow.source[s:e])

    return member


def _printed(text: str, script: Mapping[int, str]) -> str:
    return text.translate(script) if script else text
