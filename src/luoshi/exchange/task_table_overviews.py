"""Rows of the sheets that nobody edits: terms, systems, units, findings. `task_table` writes them."""

from collections import Counter
from collections.abc import Iterable

from luoshi.diagnostics import Lang, find_code
from luoshi.exchange.plan_words import ROLES, SEVERITIES, SYSTEM_KINDS
from luoshi.exchange.task_rows import file_of, place_words
from luoshi.exchange.task_table_columns import Shown, cell_text
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan

_CLOSES = {True: ("相符", "closes"), False: ("不符", "differs"), None: ("", "")}
_LONGEST_QUOTE = 300


def term_cells(plan: Plan, lang: Lang) -> list[dict[str, Shown]]:
    """Coined numbers and programme names with their members."""
    rows: list[dict[str, Shown]] = []
    for reading in plan.readings:
        place_of = place_words(reading.document, lang)
        for term in reading.terms:
            rows.append(  # noqa: PERF401  # reads better than a comprehension over two levels
                {
                    "term": cell_text(term.text),
                    "members": cell_text("；".join(member.text for member in term.members)),
                    "count": len(term.members) if term.members else "",
                    "closes": _CLOSES[term.count_ok][lang == "en"],
                    "place": place_of(term.span),
                    "document": cell_text(file_of(reading)),
                }
            )
    return rows


def system_cells(plan: Plan, lang: Lang) -> list[dict[str, Shown]]:
    """Systems that the texts name, with their parameters."""
    rows: list[dict[str, Shown]] = []
    for reading in plan.readings:
        place_of = place_words(reading.document, lang)
        for system in reading.systems:
            parameters = []
            for each in system.parameters:
                members = "、".join(member.text for member in each.members)
                parameters.append(f"{each.name}：{each.value}" + (f"（{members}）" if members else ""))
            kind = SYSTEM_KINDS.get(system.kind)
            rows.append(
                {
                    "system": cell_text(system.name),
                    "kind": kind.in_language(lang) if kind else cell_text(system.kind),
                    "parameters": cell_text("；".join(parameters)),
                    "place": place_of(system.span),
                    "document": cell_text(file_of(reading)),
                }
            )
    return rows


def unit_cells(plan: Plan) -> list[dict[str, Shown]]:
    """Units with the number of their tasks by part, the busiest first; a task counts once for a unit."""
    due: dict[str, str | None] = {
        each.id: each.deadline for reading in plan.readings for each in reading.commitments
    }
    counts: dict[str, Counter[str]] = {}
    tasks: dict[str, set[str]] = {}
    for edge in plan.edges:
        if edge.kind == "owned_by" and edge.source in due:
            counts.setdefault(edge.target, Counter())[edge.rule.partition(":")[0]] += 1
            tasks.setdefault(edge.target, set()).add(edge.source)
    rows: list[dict[str, Shown]] = []
    for unit in plan.organisations:
        own = tasks.get(unit.id, set())
        if not own:
            continue
        count = counts[unit.id]
        rows.append(
            {
                "unit": cell_text(unit.name),
                "aliases": cell_text("、".join(unit.aliases)),
                **{role: count[role] or "" for role in ROLES},
                "total": len(own),
                "dated": sum(due[task] is not None for task in own),
            }
        )
    rows.sort(key=lambda row: -int(row["total"]))
    return rows


def finding_cells(plan: Plan, diagnostics: Iterable[Diagnostic], lang: Lang) -> list[dict[str, Shown]]:
    """Findings with the text that they are about."""
    readings = {reading.document.id: reading for reading in plan.readings}
    places = {name: place_words(reading.document, lang) for name, reading in readings.items()}
    rows: list[dict[str, Shown]] = []
    for found in diagnostics:
        span = found.span
        reading = readings.get(span.document) if span else None
        entry = find_code(found.code)
        message = found.message if lang == "zh" or entry is None else f"{entry.headline.en} ({found.message})"
        advice = found.help or ""
        if lang == "en" and entry is not None and entry.help is not None:
            advice = entry.help.en
        quote = reading.document.text[span.start : span.end] if reading and span else ""
        rows.append(
            {
                "severity": SEVERITIES[found.severity].in_language(lang),
                "code": found.code,
                "message": cell_text(message),
                "quote": cell_text(quote if len(quote) <= _LONGEST_QUOTE else quote[:_LONGEST_QUOTE] + "…"),
                "notes": cell_text("；".join(found.notes)),
                "help": cell_text(advice),
                "place": places[span.document](span) if reading and span else "",
                "document": cell_text(file_of(reading) if reading else found.path or ""),
            }
        )
    return rows
