from importlib import resources

import jsonschema
import pytest

from luoshi.exchange.schema import line_schema, plan_schema, schema_text


@pytest.mark.parametrize(
    ("name", "schema"), [("plan.schema.json", plan_schema()), ("line.schema.json", line_schema())]
)
def test_shipped_schema_is_the_generated_one(name: str, schema: dict[str, object]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    assert (resources.files("luoshi.exchange") / name).read_text(encoding="utf-8") == schema_text(schema)


def test_schema_refuses_what_the_contract_does_not_know() -> None:
    validator = jsonschema.Draft202012Validator(plan_schema())
    assert not validator.is_valid({"schema": 1})
    clause = {"span": [0, 1, 2], "klass": "task", "rule": ""}
    clause_schema = {"$ref": "#/$defs/Clause", "$defs": plan_schema()["$defs"]}
    assert not jsonschema.Draft202012Validator(clause_schema).is_valid(clause)
    assert jsonschema.Draft202012Validator(clause_schema).is_valid(clause | {"span": [0, 1]})
