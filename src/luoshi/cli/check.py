"""``luoshi check``: a workspace → its findings, waivers and severities applied, each with its quote.

`check_workspace` returns the exit code: 0 done, 1 findings at or above ``--fail-on``, 2 no workspace.
"""

import json
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from luoshi.cli.compile import exit_code
from luoshi.cli.words import MESSAGES
from luoshi.diagnostics import Lang, find_code, render
from luoshi.diagnostics.waiving import apply_settings
from luoshi.diagnostics.width import cell_width
from luoshi.exchange.json_plan import diagnostic_json
from luoshi.model.diagnostic import Diagnostic, Severity
from luoshi.rules import check
from luoshi.workspace import open_workspace, subjects_of

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
_NAMES = {"error": ("错误", "errors"), "warning": ("警告", "warnings"), "note": ("提示", "notes")}


def check_workspace(path: str, *, format_: str, fail_on: str, lang: Lang) -> int:
    """Print the findings of the workspace at ``path``; the exit code."""
    opened = open_workspace(Path(path))
    workspace = opened.value
    if workspace is None:
        print("\n".join(render(each, None, lang=lang) for each in opened.diagnostics), file=sys.stderr)
        return 2
    documents = {reading.document.id: reading.document for reading in workspace.plan.readings}
    decided = apply_settings(
        (*opened.diagnostics, *workspace.findings, *check(workspace.plan)),
        workspace.settings,
        today=date.today().isoformat(),
        paths={slug: document.path for slug, document in documents.items()},
        subjects=subjects_of(workspace.plan),
    )
    if format_ == "json":
        shown = [diagnostic_json(each) for each in decided.shown]
        print(json.dumps({"diagnostics": shown, "waived": len(decided.waived)}, ensure_ascii=False, indent=1))
        return exit_code(decided.shown, 0, fail_on)
    width = min(shutil.get_terminal_size((80, 24)).columns, 120)
    for each in sorted(decided.shown, key=lambda found: _SEVERITIES.index(found.severity)):
        document = documents.get(each.span.document) if each.span else None
        # A label may quote another document, which the renderer does not have.
        print(render(each, document, lang=lang, width=width), end="\n\n")
    _print_counts(decided.shown, lang)
    if decided.waived:
        print(MESSAGES["waived"].in_language(lang).format(count=len(decided.waived)))
    return exit_code(decided.shown, 0, fail_on)


def _print_counts(found: Sequence[Diagnostic], lang: Lang) -> None:
    """A short table: how many of each code."""
    if not found:
        print(MESSAGES["no-findings"].in_language(lang))
        return
    counts = Counter((each.severity, each.code, each.name) for each in found)
    for (severity, code, name), count in sorted(
        counts.items(), key=lambda item: (_SEVERITIES.index(item[0][0]), -item[1], item[0][1])
    ):
        entry = find_code(code)
        headline = name if entry is None or lang == "zh" else entry.headline.en
        label = _NAMES[severity][lang == "en"]
        print(f"{label}{' ' * (10 - cell_width(label))}{code}  {count:5d}  {headline}")
    totals = Counter(each.severity for each in found)
    words = [f"{totals[severity]} {_NAMES[severity][lang == 'en']}" for severity in _SEVERITIES if totals[severity]]
    print("；".join(words) if lang == "zh" else ", ".join(words))
