"""``luoshi check``: a workspace → its findings, waivers and severities applied, each with its quote.

`check_workspace` returns the exit code: 0 done, 1 findings at or above ``--fail-on``, 2 no workspace.
"""

import json
import shutil
from collections import Counter
from collections.abc import Sequence

from luoshi.cli.compile import exit_code
from luoshi.cli.opened import open_for_showing
from luoshi.cli.words import MESSAGES
from luoshi.diagnostics import Lang, find_code, render
from luoshi.diagnostics.render import plain_headline
from luoshi.diagnostics.width import cell_width
from luoshi.exchange.json_plan import diagnostic_json
from luoshi.model.diagnostic import Diagnostic, Severity

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
_NAMES = {"error": ("错误", "errors"), "warning": ("警告", "warnings"), "note": ("提示", "notes")}


def check_workspace(path: str, *, format_: str, fail_on: str, lang: Lang) -> int:
    """Print the findings of the workspace at ``path``; the exit code."""
    opened = open_for_showing(path, lang)
    if opened is None:
        return 2
    shown, waived = opened.decided
    if format_ == "json":
        found = [diagnostic_json(each) for each in shown]
        print(json.dumps({"diagnostics": found, "waived": len(waived)}, ensure_ascii=False, indent=1))
        return exit_code(shown, 0, fail_on)
    documents = {reading.document.id: reading.document for reading in opened.workspace.plan.readings}
    width = min(shutil.get_terminal_size((80, 24)).columns, 120)
    for each in sorted(shown, key=lambda found: _SEVERITIES.index(found.severity)):
        document = documents.get(each.span.document) if each.span else None
        print(render(each, document, others=documents, lang=lang, width=width), end="\n\n")
    _print_counts(shown, lang)
    if waived:
        print(MESSAGES["waived"].in_language(lang).format(count=len(waived)))
        for waiver, count in Counter(waiver for _, waiver in waived).items():
            words = MESSAGES["waiver"].in_language(lang)
            print(words.format(code=waiver.code, count=count, reason=waiver.reason, until=waiver.until))
    return exit_code(shown, 0, fail_on)


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
        headline = name if entry is None else plain_headline(entry, lang)
        label = _NAMES[severity][lang == "en"]
        print(f"{label}{' ' * (10 - cell_width(label))}{code}  {count:5d}  {headline}")
    totals = Counter(each.severity for each in found)
    words = [
        f"{totals[severity]} {_NAMES[severity][lang == 'en']}" for severity in _SEVERITIES if totals[severity]
    ]
    print("；".join(words) if lang == "zh" else ", ".join(words))
