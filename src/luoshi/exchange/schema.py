"""The types of `contract` → JSON Schema (2020-12).

The schema is generated, shipped as ``plan.schema.json`` and ``line.schema.json`` and checked in the tests;
``docs/generate.py`` writes the files.
"""

import json
import types
from decimal import Decimal
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from luoshi.exchange.contract import DocumentLineJson, PlanFileJson

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS: dict[object, str] = {
    str: "string",
    int: "integer",
    bool: "boolean",
    Decimal: "number",
    type(None): "null",
}


def plan_schema() -> dict[str, Any]:
    """The schema of what ``--format json`` writes."""
    return _document(PlanFileJson)


def line_schema() -> dict[str, Any]:
    """The schema of a line of what ``--format jsonl`` writes."""
    return _document(DocumentLineJson)


def schema_text(schema: dict[str, Any]) -> str:
    """A schema as the file that is shipped."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _document(root: type) -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    schema = _object(root, definitions)
    return {"$schema": _DIALECT, "title": _name(root), **schema, "$defs": dict(sorted(definitions.items()))}


def _name(declared: type) -> str:
    return declared.__name__.removesuffix("Json")


def _object(declared: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a TypedDict; those that it mentions go into ``definitions``."""
    hints = get_type_hints(declared, include_extras=True)
    properties = {key: _schema(hint, definitions) for key, hint in hints.items()}
    required = [key for key, hint in hints.items() if get_origin(hint) is not NotRequired]
    return {
        "type": "object",
        "description": (declared.__doc__ or "").strip(),
        "properties": properties,
        "required": required,
    }


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, parts = get_origin(hint), get_args(hint)
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if is_typeddict(hint):
        if _name(hint) not in definitions:
            definitions[_name(hint)] = {}
            definitions[_name(hint)] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{_name(hint)}"}
    if origin is NotRequired:
        return _schema(parts[0], definitions)
    if origin is Annotated:
        return {**_schema(parts[0], definitions), "description": parts[1]}
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is list:
        return {"type": "array", "items": _schema(parts[0], definitions)}
    if origin is tuple:
        items = _schema(parts[0], definitions)
        return {"type": "array", "items": items, "minItems": len(parts), "maxItems": len(parts)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(part, definitions) for part in parts]}
    raise TypeError(f"no JSON Schema for {hint!r}")
