"""Plan → one HTML file that needs nothing else: no network, no other file, no server.

`write_html` puts the text of the documents and everything read in them as data into a page whose own style and
script lie in the folder `page`. The page's policy (Content-Security-Policy) names the hashes of these two and
allows nothing else, so that a script in a document can only ever be text. The command line calls `write_html`;
the bytes depend on its arguments alone.
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from luoshi import __version__
from luoshi.diagnostics import Lang, find_code
from luoshi.exchange.json_plan import diagnostic_json, document_json
from luoshi.model.commitment import Commitment, Klass
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import OrganisationId, Plan
from luoshi.model.reading import Reading

# In this order they make one script: what a file uses at once stands before it.
SCRIPTS = (
    "words.js",
    "data.js",
    "state.js",
    "element.js",
    "listing.js",
    "source.js",
    "detail.js",
    "table.js",
    "tree.js",
    "panorama.js",
    "print.js",
    "controls.js",
    "start.js",
)
STYLES = ("colours.css", "layout.css", "source.css", "plan.css", "print.css")

# The order is that of the legend.
_KLASSES: tuple[Klass, ...] = (
    "task", "target", "means", "principle", "slogan", "fact", "past", "scope", "heading", "list", "other",
)  # fmt: skip
_PLACE = re.compile(r"\{\{(\w+)\}\}")
# What could end the data block or be read as markup in it, and what JavaScript once took for line ends.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def write_html(plan: Plan, diagnostics: Iterable[Diagnostic], *, lang: Lang = "zh") -> bytes:
    """The page for a plan and its findings; ``lang`` is the language in which it opens."""
    style = _joined(STYLES)
    script = "(function () {\n'use strict';\n" + _joined(SCRIPTS) + "}());\n"
    values = {
        "lang": "zh-Hans" if lang == "zh" else "en",
        "policy": _policy(script, style),
        "title": html.escape(_title(plan, lang)),
        "style": style,
        "script": script,
        "data": _data_block(page_data(plan, diagnostics, lang=lang)),
    }
    page = _PLACE.sub(lambda place: values[place[1]], _file("page.html"))
    # Half a character, which the data block escapes, can stand in the title only.
    return page.encode(errors="replace")


def page_data(plan: Plan, diagnostics: Iterable[Diagnostic], *, lang: Lang) -> dict[str, Any]:
    """What the script reads: the JSON contract with its rows in short, without what is empty."""
    findings = [_thin(diagnostic_json(found)) for found in diagnostics]
    units = _units_of_commitments(plan)
    primary = {(each.id, each.goal) for reading in plan.readings for each in reading.commitments}
    numbers: dict[OrganisationId, int] = {each.id: i for i, each in enumerate(plan.organisations)}
    return {
        "luoshi": __version__,
        "lang": lang,
        "klasses": _KLASSES,
        "documents": [_document(reading, units, numbers) for reading in plan.readings],
        "goals": [
            _thin(
                {
                    "id": goal.id,
                    "title": goal.title,
                    "parent": goal.parent,
                    "rule": goal.rule,
                    "spans": [[span.document, span.start, span.end] for span in goal.spans],
                }
            )
            for goal in plan.goals
        ],
        "units": [{"name": each.name, "aliases": each.aliases} for each in plan.organisations],
        "edges": [
            [edge.kind, edge.source, edge.target]
            for edge in plan.edges
            if edge.kind == "same_as"
            or (edge.kind == "serves" and (edge.source, edge.target) not in primary)
            or (edge.kind == "targets" and edge.rule == "section")
        ],
        "findings": findings,
        "codes": {code: _code(code) for code in sorted({found["code"] for found in findings})},
    }


def _document(
    reading: Reading, units: Mapping[str, Mapping[str, OrganisationId]], numbers: Mapping[OrganisationId, int]
) -> dict[str, Any]:
    document: dict[str, Any] = _thin(document_json(reading, with_text=True))
    rules: dict[str, int] = {}
    # A row of four numbers for each clause: there are many.
    document["clauses"] = [
        number
        for each in reading.statements
        for number in (
            each.span.start,
            each.span.end - each.span.start,
            _KLASSES.index(each.klass),
            rules.setdefault(each.rule, len(rules)),
        )
    ]
    document["clause_rules"] = list(rules)
    document["joins"] = [[join.left_end, join.right_start, join.certain] for join in reading.joins]
    document["text"] = reading.document.text
    document.pop("articles", None)
    for row, commitment in zip(document.get("commitments", ()), reading.commitments, strict=True):
        row["units"] = _numbered_owners(commitment, units, numbers)
        _leave_out(row, commitment)
    return document


def _leave_out(row: dict[str, Any], commitment: Commitment) -> None:
    """Take away what the page can see from the rest of a row."""
    for key in ("owner", "action", "object"):
        row.pop(key, None)
    if len(commitment.occurrences) < 2:
        row.pop("occurrences", None)
    if not commitment.conditional:
        row.pop("conditional", None)


def _numbered_owners(
    commitment: Commitment,
    units: Mapping[str, Mapping[str, OrganisationId]],
    numbers: Mapping[OrganisationId, int],
) -> list[int]:
    """For each owner the place of its organisation in the register, -1 where the plan has none."""
    known = units.get(commitment.id, {})
    return [numbers[known[owner.name]] if owner.name in known else -1 for owner in commitment.owners]


def _units_of_commitments(plan: Plan) -> dict[str, dict[str, OrganisationId]]:
    """For each commitment the names under which organisations own it."""
    organisations = {each.id: each for each in plan.organisations}
    units: dict[str, dict[str, OrganisationId]] = {}
    for edge in plan.edges:
        owner = organisations.get(OrganisationId(edge.target)) if edge.kind == "owned_by" else None
        if owner is not None:
            names = units.setdefault(edge.source, {})
            names.update(dict.fromkeys((owner.name, *owner.aliases), owner.id))
    return units


def _code(code: str) -> dict[str, Any]:
    """What the page says about a kind of finding, in both languages."""
    entry = find_code(code)
    if entry is None:
        return {}
    parts = {"headline": entry.headline, "matters": entry.matters, "help": entry.help}
    return {name: [words.zh, words.en] for name, words in parts.items() if words is not None}


def _thin(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row without what is unknown or empty, its rows likewise; numbers as they are printed."""
    thin: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, Decimal):
            thin[key] = format(value, "f")
        elif isinstance(value, list):
            if value:
                thin[key] = [_thin(each) if isinstance(each, Mapping) else each for each in value]
        elif value is not None and value != "":
            thin[key] = value
    return thin


def _title(plan: Plan, lang: Lang) -> str:
    """The first title or file name, with the number of the others."""
    names = []
    for reading in plan.readings:
        text, title = reading.document.text, reading.title
        names.append(text[title.start : title.end] if title else reading.document.path or reading.document.id)
    if not names:
        return "落实" if lang == "zh" else "Luoshi"
    first = " ".join(names[0].split())
    if len(names) == 1:
        return first
    return f"{first}等{len(names)}份文件" if lang == "zh" else f"{first} and {len(names) - 1} more"


def _data_block(data: Mapping[str, Any]) -> str:
    """JSON that no HTML parser can take for anything but text."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _joined(names: Iterable[str]) -> str:
    return "\n".join(_file(name) for name in names)


@cache
def _file(name: str) -> str:
    return (resources.files("luoshi.exchange") / "page" / name).read_bytes().decode().replace("\r\n", "\n")
