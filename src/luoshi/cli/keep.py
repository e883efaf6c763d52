"""``luoshi compile --out FOLDER``: documents go into a workspace, beside those that are there.

Called by `compile`. What changed against the plan that the folder held is said before the new one is written.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from luoshi.cli.compile import CompileOptions, compile_source, exit_code
from luoshi.cli.sources import STANDARD_INPUT, Source, example_sources, find_sources, read_input
from luoshi.cli.words import MESSAGES
from luoshi.compiler.difference import compare_plans
from luoshi.compiler.editions import assign_slugs
from luoshi.diagnostics import render
from luoshi.exchange.difference_text import summary_line
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.reading import Reading
from luoshi.model.text import Document
from luoshi.rules import check
from luoshi.workspace import may_become_workspace, open_workspace, renew, save_workspace
from luoshi.workspace.layout import is_workspace


def keep_sources(options: CompileOptions) -> int:
    """Compile into the workspace ``options.out``; the exit code."""
    folder = Path(options.out or "")
    lang = options.lang
    if not may_become_workspace(folder):
        _say(MESSAGES["no-workspace"].in_language(lang).format(path=folder))
        return 2
    found: list[Diagnostic] = []
    before = None
    if is_workspace(folder):
        opened = open_workspace(folder)
        before = opened.value
        found += opened.diagnostics
        if before is None:
            _show(found, options)
            return 2
    standard_input = sys.stdin.buffer.read() if STANDARD_INPUT in options.sources else b""
    sources = example_sources() if options.example else find_sources(options.sources, standard_input)
    incoming: list[tuple[Source, Document]] = []
    failed = 0
    for source in sources:
        read = read_input(source)
        found += read.diagnostics
        if read.value is None:
            failed += 1
            _show(read.diagnostics, options)
        else:
            incoming.append((source, read.value))
    known = [reading.document for reading in before.readings] if before else []
    chosen = {path: slug for slug, _, path in (each.partition("=") for each in options.editions)}
    slugs = assign_slugs(known, [document for _, document in incoming], chosen)
    _show(slugs.diagnostics, options)
    readings: list[Reading] = []
    said: list[Diagnostic] = []
    for (source, _), slug in zip(incoming, slugs.value, strict=True):
        compiled = compile_source(replace(source, id=slug), published=options.published)
        if compiled.value is None:
            failed += 1
            _show(compiled.diagnostics, options)
        else:
            readings.append(compiled.value)
            said += compiled.diagnostics
    dates = {reading.document.id: options.published for reading in readings} if options.published else {}
    renewed = renew(before, readings, findings=said, dates=dates)
    workspace = renewed.value
    found += [*said, *renewed.diagnostics, *check(workspace.plan)]
    if before is not None:
        _say(summary_line(compare_plans(before.plan, workspace.plan), lang))
        _show(renewed.diagnostics, options)
    try:
        written = save_workspace(workspace, folder)
    except OSError as error:
        _say(MESSAGES["out"].in_language(lang).format(path=folder, reason=error.strerror))
        return 2
    words = MESSAGES["kept" if written else "unchanged"].in_language(lang)
    _say(words.format(path=folder, count=len(written)))
    return exit_code(found, failed, options.fail_on)


def _show(found: Sequence[Diagnostic], options: CompileOptions) -> None:
    for each in found:
        _say(render(each, None, lang=options.lang))


def _say(words: str) -> None:
    print(words, file=sys.stderr)
