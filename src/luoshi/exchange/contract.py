"""The shape of the JSON that `compile` writes, as types.

`json_plan` builds values of these types and the type checker holds it to them; `schema` generates the JSON
Schema from the same declarations, so that the three cannot drift apart. Fields may be added; a change of
meaning raises `SCHEMA_VERSION`. The string after a type is the description that the schema and the
documentation print.
"""

from decimal import Decimal
from typing import Annotated, Literal, NotRequired, TypedDict

from luoshi.model.commitment import Bound, Klass, Modality, QuantityKind, Role
from luoshi.model.diagnostic import Severity
from luoshi.model.plan import EdgeKind

SCHEMA_VERSION = 1

SpanJson = tuple[int, int]
Pair = tuple[int, int]
Quadruple = tuple[int, int, int, int]


class OwnerJson(TypedDict):
    """An organisation and its part in a commitment."""

    name: str
    role: Role


class MemberJson(TypedDict):
    """One of the things that a term or a parameter counts."""

    span: SpanJson
    text: str


class TruncationJson(TypedDict):
    """A block whose other half stands nowhere on the page."""

    span: SpanJson
    edge: Annotated[Literal["start", "end"], "the missing side"]


class HeadingJson(TypedDict):
    """A heading; level 1 is the highest below the title."""

    span: SpanJson
    level: int
    text: str


class ParagraphJson(TypedDict):
    """A paragraph in reading order; several pieces where the page broke it."""

    pieces: list[SpanJson]


class SectionJson(TypedDict):
    """A heading and the paragraphs below it."""

    heading: Annotated[SpanJson | None, "null where there is none or it was lost"]
    paragraphs: list[ParagraphJson]


class ArticleJson(TypedDict):
    """One text of a page."""

    title: Annotated[SpanJson | None, "null where there is none or it was lost"]
    sections: list[SectionJson]


class ClauseJson(TypedDict):
    """A clause with its class."""

    span: SpanJson
    klass: Klass
    rule: Annotated[str, "the pattern that decided"]


class CommitmentJson(TypedDict):
    """What a unit says that it will or must do, build, keep, reach or refrain from."""

    id: str
    span: Annotated[SpanJson, "the first piece in reading order"]
    pieces: Annotated[list[SpanJson], "all pieces where the page broke the commitment, else empty"]
    occurrences: Annotated[list[SpanJson], "every place where it stands, copies included"]
    owner: Annotated[str | None, "the first lead, else the first unit; null where the text names nobody"]
    owners: list[OwnerJson]
    asserted_by: Annotated[str | None, "who said it, kept apart from who must do it"]
    action: str
    object: str
    modality: Modality
    conditional: bool
    trigger: Annotated[SpanJson | None, "the event or case that fires the duty"]
    deadline: Annotated[str | None, "as in `deadlines[].normalised`"]
    section: Annotated[str | None, "the text of the nearest heading"]
    goal: Annotated[str | None, "id of an entry of `plan.goals`"]
    quantities: Annotated[list[str], "ids of entries of `quantities`"]
    rule: Annotated[str, "the pattern that found it"]
    inherit_rule: Annotated[str | None, "the inference that gave it an owner that its clause does not name"]


class QuantityJson(TypedDict):
    """A number with its unit and meaning."""

    id: str
    span: SpanJson
    indicator: str | None
    value: Annotated[Decimal | None, "null for a range"]
    low: Annotated[Decimal | None, "set for a range only"]
    high: Annotated[Decimal | None, "set for a range only"]
    unit: Annotated[str, "with its magnitude (亿元, 万标箱)"]
    bound: Bound
    base: Annotated[str | None, "what a change is measured against"]
    period: str | None
    comparison: Annotated[str | None, "the printed wording (同比, 高于)"]
    kind: QuantityKind
    rule: Annotated[str, "the pattern that found it"]


class DeadlineJson(TypedDict):
    """A date, period or frequency."""

    span: SpanJson
    text: str
    normalised: Annotated[
        str | None,
        "`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `recurring:…`, `relative:` and an ISO 8601 duration, `immediate` "
        "or `ongoing`; null where the year is unknown",
    ]


class OwnerListJson(TypedDict):
    """A list of units in a bracket, a label line or a cell."""

    span: SpanJson
    units: list[str]
    role: Annotated[Role | Literal["mixed"], "the common role, else `mixed`"]
    owners: list[OwnerJson]


class TermJson(TypedDict):
    """A coined number or quoted programme name."""

    span: SpanJson
    text: str
    members: list[MemberJson]
    count_ok: Annotated[
        bool | None, "whether the enumeration closes; null without a number or an enumeration"
    ]


class ParameterJson(TypedDict):
    """A number or list that shapes a system."""

    name: str
    value: str
    members: list[MemberJson]


class SystemJson(TypedDict):
    """A system that the text names."""

    span: SpanJson
    name: str
    kind: str
    parameters: list[ParameterJson]


class DamageJson(TypedDict):
    """Text that looks damaged by recognition; flagged, never corrected."""

    span: SpanJson
    kind: str
    suggestion: str | None


class DocumentJson(TypedDict):
    """One document and all that was found in it. Spans count code points of its canonical text."""

    id: str
    path: str
    sha256: Annotated[str, "of the file's bytes, in hexadecimal"]
    length: Annotated[int, "of the canonical text, in code points"]
    title: str | None
    title_span: SpanJson | None
    issuer: str | None
    published: str | None
    language: str
    text: NotRequired[Annotated[str, "the canonical text; for formats other than plain text, and on request"]]
    duplicates: Annotated[list[Quadruple], "start and end of the first occurrence, start and end of the copy"]
    joins: Annotated[list[Pair], "end of the left half, start of the right half"]
    truncated: list[TruncationJson]
    damages: list[DamageJson]
    headings: list[HeadingJson]
    articles: list[ArticleJson]
    clauses: list[ClauseJson]
    commitments: list[CommitmentJson]
    quantities: list[QuantityJson]
    deadlines: list[DeadlineJson]
    owner_lists: list[OwnerListJson]
    terms: list[TermJson]
    systems: list[SystemJson]


class PlacedSpanJson(TypedDict):
    """A span together with the document that it counts in."""

    document: str
    span: SpanJson


class GoalJson(TypedDict):
    """Something that commitments serve."""

    id: str
    title: str
    parent: str | None
    spans: list[PlacedSpanJson]
    rule: str


class OrganisationJson(TypedDict):
    """A unit under one name."""

    id: str
    name: str
    aliases: list[str]


EdgeJson = TypedDict(
    "EdgeJson",
    {"from": str, "to": str, "kind": EdgeKind, "spans": list[PlacedSpanJson], "rule": str},
)
EdgeJson.__doc__ = "A relation between two ids."


class PlanJson(TypedDict):
    """The readings linked."""

    goals: list[GoalJson]
    organisations: list[OrganisationJson]
    edges: list[EdgeJson]


class LabelJson(TypedDict):
    """A secondary place of a diagnostic."""

    document: str
    span: SpanJson
    message: str


class DiagnosticJson(TypedDict):
    """One finding."""

    code: str
    name: str
    severity: Severity
    document: Annotated[str | None, "id of the document that `span` counts in"]
    path: Annotated[str | None, "the file, where there is no document"]
    span: SpanJson | None
    message: str
    labels: list[LabelJson]
    notes: list[str]
    help: str | None


class PlanFileJson(TypedDict):
    """What `luoshi compile --format json` writes."""

    schema: Annotated[int, "raised when a field changes its meaning"]
    luoshi: Annotated[str, "the version that wrote the file"]
    documents: list[DocumentJson]
    plan: PlanJson
    diagnostics: list[DiagnosticJson]


class DocumentLineJson(DocumentJson):
    """One line of `luoshi compile --format jsonl`."""

    schema: Annotated[int, "as in the JSON format"]
    luoshi: Annotated[str, "as in the JSON format"]
    diagnostics: list[DiagnosticJson]
