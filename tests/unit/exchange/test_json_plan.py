import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from luoshi.diagnostics import diagnose_reading
from luoshi.exchange.json_plan import write_json, write_json_line
from luoshi.exchange.schema import line_schema, plan_schema
from luoshi.model.commitment import Member, Parameter, System
from luoshi.model.diagnostic import Outcome
from luoshi.model.plan import Edge, Goal, GoalId, Organisation, OrganisationId, Plan
from luoshi.model.reading import Reading
from luoshi.model.structure import Damage, Join
from luoshi.model.text import Span
from tests.annotated import CORPUS, annotated_plan, annotated_reading

NAMES = ["01", "15", "20", "23"]


def _rich_plan() -> Plan:
    """A plan in which every kind of entry occurs."""
    plan = annotated_plan("23")
    reading = plan.readings[0]
    span = Span(reading.document.id, 3, 16)
    system = System(
        span=span,
        name="网络",
        kind="network",
        parameters=(Parameter(name="枢纽", value="2", members=(Member(span=span, text="甲"),)),),
    )
    reading = replace(reading, systems=(system,), damages=(Damage(span=span, kind="letters"),))
    return replace(
        plan,
        readings=(reading,),
        goals=(Goal(id=GoalId("g1"), title="目标", parent=None, spans=(span,)),),
        organisations=(Organisation(id=OrganisationId("o1"), name="市水务局", aliases=("水务局",)),),
        edges=(Edge(source="c1", target="g1", kind="serves", spans=(span,), rule="section"),),
    )


def _diagnosed(plan: Plan) -> Outcome[Plan]:
    return Outcome(value=plan, diagnostics=tuple(d for r in plan.readings for d in diagnose_reading(r)))


@pytest.mark.parametrize("with_text", [False, True])
def test_plan_agrees_with_its_schema(with_text: bool) -> None:
    outcome = _diagnosed(_rich_plan())
    written = json.loads(write_json(outcome.value, outcome.diagnostics, with_text=with_text))
    jsonschema.Draft202012Validator(plan_schema()).validate(written)
    assert ("text" in written["documents"][0]) is with_text
    assert written["plan"]["edges"][0]["from"] == "c1"


def test_line_agrees_with_its_schema() -> None:
    reading = annotated_reading("23")
    line = write_json_line(reading, diagnose_reading(reading))
    assert line.count(b"\n") == 1
    jsonschema.Draft202012Validator(line_schema()).validate(json.loads(line))


@pytest.mark.parametrize("name", NAMES)
def test_document_holds_what_the_reading_holds(name: str) -> None:
    gold = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    written = json.loads(write_json(annotated_plan(name), ()))["documents"][0]
    for part in ("headings", "clauses", "commitments", "quantities", "deadlines", "owner_lists", "terms"):
        assert [each["span"] for each in written[part]] == [each["span"] for each in gold[part]]
    assert written["length"] == gold["length"]
    assert written["issuer"] == gold["issuer"]


def test_fields_of_the_contract() -> None:
    written = json.loads(write_json(_rich_plan(), ()))
    assert list(written) == ["schema", "luoshi", "documents", "plan", "diagnostics"]
    document = written["documents"][0]
    assert {"id", "path", "sha256", "length", "title", "issuer", "published", "language"} <= set(document)
    assert {"span", "occurrences", "owner", "owners", "asserted_by", "action", "object", "modality"} <= set(
        document["commitments"][0]
    )
    listed = json.loads(write_json(annotated_plan("20"), ()))["documents"][0]["owner_lists"][0]
    assert {"span", "units", "role"} <= set(listed)


def test_doubtful_seams_are_no_joins() -> None:
    reading = replace(annotated_reading("20"), joins=(Join(left_end=1, right_start=9, certain=False),))
    assert _document(reading)["joins"] == []


@pytest.mark.parametrize(
    ("printed", "written"),
    [("5.0", b'"value": 5.0,'), ("4200", b'"value": 4200,'), ("0.50", b'"value": 0.50,')],
)
def test_numbers_keep_their_printed_precision(printed: str, written: bytes) -> None:
    reading = annotated_reading("20")
    quantity = replace(reading.quantities[0], value=Decimal(printed))
    data = write_json(
        Plan(readings=(replace(reading, quantities=(quantity,)),), goals=(), organisations=(), edges=()), ()
    )
    assert written in data


def test_text_that_looks_like_a_marked_number_is_left_alone() -> None:
    reading = replace(annotated_reading("20"), issuer="\\u00005")
    assert _document(reading)["issuer"] == "\\u00005"


def test_same_plan_gives_same_bytes() -> None:
    assert write_json(annotated_plan("13", "20"), ()) == write_json(annotated_plan("13", "20"), ())


def test_every_span_lies_in_its_document() -> None:
    written = json.loads(write_json(annotated_plan("23"), ()))
    length = written["documents"][0]["length"]
    assert all(0 <= start <= end <= length for start, end in _spans(written))


def _document(reading: Reading) -> Any:
    return json.loads(write_json(Plan(readings=(reading,), goals=(), organisations=(), edges=()), ()))[
        "documents"
    ][0]


def _spans(value: Any) -> Iterator[tuple[int, int]]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "span" and each:
                yield tuple(each)
            else:
                yield from _spans(each)
    elif isinstance(value, list):
        for each in value:
            yield from _spans(each)
