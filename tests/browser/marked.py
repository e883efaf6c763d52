"""A plan made by hand in which everything that the page can show occurs: seams, copies, cuts, damage, doubt, markup."""

from decimal import Decimal

from luoshi.model.commitment import (
    Commitment,
    CommitmentId,
    Deadline,
    GoalId,
    Klass,
    Member,
    Owner,
    Quantity,
    QuantityId,
    Statement,
    System,
    Term,
)
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Edge, Goal, Organisation, OrganisationId, Plan
from luoshi.model.reading import Reading
from luoshi.model.structure import Damage, Duplicate, Heading, Join, Truncation
from luoshi.model.text import Document, DocumentId, Span

NAME = DocumentId("clouds")
# The first line holds a character outside the basic plane: spans count it once, the page's strings twice.
TITLE = "云溪市𠮷祥片区整治方案"
HEADING = "一、河道整治"
DREDGE = "市水务局牵头清淤河道12公里"
PLANT = "市园林局负责补种行道树"
LEFT = "各街道要建立巡查台账，每月报送"
RIGHT = "巡查结果"
PAST = "去年已完成管网普查"
SLOGAN = "久久为功"
CUT = "并按时序推进有关"
MARKUP = "</script><!--<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">&amp;\u2028"
TEXT = "\n".join(
    (
        TITLE,
        HEADING,
        f"{DREDGE}，{PLANT}。",
        LEFT,
        f"{RIGHT}。{PAST}，{SLOGAN}。",
        MARKUP,
        f"{DREDGE}，{PLANT}。",
        CUT,
    )
)


def place(quote: str, *, nth: int = 0) -> Span:
    """Where ``quote`` stands for the ``nth`` time."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(quote, start + 1)
    return Span(NAME, start, start + len(quote))


def commitment(
    number: int,
    pieces: tuple[Span, ...],
    owners: tuple[Owner, ...],
    *,
    deadline: str | None = None,
    goal: str | None = None,
    quantities: tuple[QuantityId, ...] = (),
    occurrences: tuple[Span, ...] = (),
    inherit_rule: str | None = None,
) -> Commitment:
    """A commitment with what the page looks at."""
    return Commitment(
        id=CommitmentId(f"c-{number}"),
        span=pieces[0],
        pieces=pieces if len(pieces) > 1 else (),
        occurrences=occurrences or (pieces[0],),
        owner=owners[0].name if owners else None,
        owners=owners,
        asserted_by=None,
        action="",
        object="",
        modality="must",
        conditional=False,
        trigger=None,
        deadline=deadline,
        section=HEADING,
        goal=GoalId(goal) if goal else None,
        quantities=quantities,
        rule="by hand",
        inherit_rule=inherit_rule,
    )


def marked_plan() -> tuple[Plan, tuple[Diagnostic, ...]]:
    """The plan and its findings."""
    classes: tuple[tuple[Span, Klass], ...] = (
        (place(TITLE), "heading"),
        (place(HEADING), "heading"),
        (place(DREDGE), "target"),
        (place(PLANT), "task"),
        (place(LEFT), "task"),
        (place(PAST), "past"),
        (place(SLOGAN), "slogan"),
        (place(MARKUP), "other"),
        (place(DREDGE, nth=1), "target"),
        (place(PLANT, nth=1), "task"),
    )
    water, trees, streets = "市水务局", "市园林局", "各街道"
    first_end = place(PLANT).end + 1
    second = place(DREDGE, nth=1).start
    reading = Reading(
        document=Document(id=NAME, text=TEXT, path="云溪.txt", sha256="0" * 64),
        language="zh-Hans",
        title=place(TITLE),
        issuer="云溪市人民政府",
        published="2031-03-01",
        duplicates=(
            Duplicate(
                first=Span(NAME, place(DREDGE).start, first_end),
                copy=Span(NAME, second, second + first_end - place(DREDGE).start),
            ),
        ),
        joins=(
            Join(left_end=place(LEFT).end, right_start=place(RIGHT).start),
            Join(left_end=place(PAST).end, right_start=place(CUT).start, certain=False),
        ),
        truncated=(Truncation(span=place(CUT), edge="end"),),
        damages=(Damage(span=place("普查"), kind="similar-character", suggestion="排查"),),
        headings=(Heading(span=place(HEADING), level=1, text=HEADING),),
        articles=(),
        statements=tuple(Statement(span=span, klass=klass, rule="by hand") for span, klass in classes),
        commitments=(
            commitment(
                1,
                (place(DREDGE),),
                (Owner(name=water, role="lead"), Owner(name=streets, role="cooperate")),
                deadline="2031-12",
                goal="g-1",
                quantities=(QuantityId("q-1"),),
                occurrences=(place(DREDGE), place(DREDGE, nth=1)),
            ),
            commitment(
                2,
                (place(PLANT),),
                (Owner(name=trees, role="responsible"),),
                goal="g-1",
                inherit_rule="sentence",
            ),
            commitment(3, (place(LEFT), place(RIGHT)), (), deadline="recurring:monthly"),
        ),
        quantities=(
            Quantity(
                id=QuantityId("q-1"),
                span=place("12公里"),
                indicator="清淤河道长度",
                value=Decimal("12"),
                low=None,
                high=None,
                unit="公里",
                bound="=",
                base=None,
                period="2031",
                comparison=None,
                kind="target",
            ),
        ),
        deadlines=(Deadline(span=place("每月"), text="每月", normalised="recurring:monthly"),),
        owner_lists=(),
        terms=(
            Term(
                span=place("普查"),
                text="普查",
                members=(Member(span=place("管网"), text="管网"),),
                count_ok=False,
            ),
        ),
        systems=(System(span=place("台账"), name="巡查台账", kind="list"),),
    )
    names = (water, trees, streets)
    plan = Plan(
        readings=(reading,),
        goals=(
            Goal(id=GoalId("g-0"), title=TITLE, parent=None, spans=(place(TITLE),), rule="title"),
            Goal(
                id=GoalId("g-1"),
                title="河道整治",
                parent=GoalId("g-0"),
                spans=(place(HEADING),),
                rule="heading",
            ),
        ),
        organisations=tuple(
            Organisation(id=OrganisationId(f"o-{i}"), name=name) for i, name in enumerate(names)
        ),
        edges=tuple(
            Edge(source=source, target=target, kind="owned_by", spans=(), rule="lead:explicit")
            for source, target in (("c-1", "o-0"), ("c-1", "o-2"), ("c-2", "o-1"))
        ),
    )
    found = (
        Diagnostic(
            code="LS202",
            name="unresolved-deadline",
            severity="warning",
            message="时限推算不出",
            span=place("每月"),
            help="请注明年份",
        ),
        Diagnostic(
            code="LS101",
            name="count-does-not-close",
            severity="error",
            message="数目不符",
            span=place(SLOGAN),
        ),
    )
    return plan, found
