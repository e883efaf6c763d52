"""``luoshi diff``: two plans → what was added, dropped, softened, hardened, moved or delayed.

Each side is a workspace or whatever `compile` takes. Where the old side is a workspace, documents on the new side
take the slugs of the editions before them, so that unchanged clauses keep their ids.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from luoshi.cli.compile import compile_source
from luoshi.cli.sources import find_sources, read_input
from luoshi.cli.words import MESSAGES
from luoshi.compiler.difference import compare_plans
from luoshi.compiler.editions import assign_slugs
from luoshi.compiler.link import link
from luoshi.diagnostics import Lang, render
from luoshi.exchange.difference_html import write_difference_html
from luoshi.exchange.difference_json import write_difference_json
from luoshi.exchange.difference_text import write_difference_text
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.workspace import open_workspace
from luoshi.workspace.layout import is_workspace


def diff_plans(old: str, new: str, *, format_: str, out: str | None, lang: Lang) -> int:
    """Compare and print or write; the exit code: 0 done, 2 where a side could not be read."""
    before = _plan(old, None, lang)
    after = _plan(new, before, lang)
    if before is None or after is None:
        return 2
    difference = compare_plans(before, after)
    if format_ == "json":
        data = write_difference_json(difference, before, after)
    elif format_ == "html":
        data = write_difference_html(difference, before, after, lang=lang)
    else:
        data = write_difference_text(difference, lang=lang).encode()
    if out is None:
        sys.stdout.buffer.write(data if data.endswith(b"\n") else data + b"\n")
        return 0
    try:
        Path(out).write_bytes(data)
    except OSError as error:
        print(MESSAGES["out"].in_language(lang).format(path=out, reason=error.strerror), file=sys.stderr)
        return 2
    return 0


def _plan(path: str, earlier: Plan | None, lang: Lang) -> Plan | None:
    if is_workspace(Path(path)):
        opened = open_workspace(Path(path))
        if opened.value is None:
            _show(opened.diagnostics, lang)
            return None
        return opened.value.plan
    incoming = []
    faults: list[Diagnostic] = []
    for source in find_sources((path,), b""):
        read = read_input(source)
        if read.value is None:
            faults += read.diagnostics
        else:
            incoming.append((source, read.value))
    known = [reading.document for reading in earlier.readings] if earlier else []
    slugs = assign_slugs(known, [document for _, document in incoming]).value
    readings = []
    for (source, _), slug in zip(incoming, slugs, strict=True):
        compiled = compile_source(replace(source, id=slug), published=None)
        if compiled.value is None:
            faults += compiled.diagnostics
        else:
            readings.append(compiled.value)
    _show(faults, lang)
    return None if faults else link(tuple(readings)).value


def _show(found: Sequence[Diagnostic], lang: Lang) -> None:
    if found:
        print("\n".join(render(each, None, lang=lang) for each in found), file=sys.stderr)
