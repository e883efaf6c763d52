"""``luoshi diff``: two plans → what was added, dropped, softened, hardened, moved or delayed.

Each side is a workspace or whatever `compile` takes. Where the old side is a workspace, documents on the new side
take the slugs of the editions before them, so that unchanged clauses keep their ids.
"""

import sys
from pathlib import Path

from luoshi.cli.compile import compile_read, say
from luoshi.cli.editions import with_editions
from luoshi.cli.opened import of_files, open_or_say, show
from luoshi.cli.sources import STANDARD_INPUT, find_sources, read_input, reason_of
from luoshi.cli.words import MESSAGES
from luoshi.compiler.difference import compare_plans
from luoshi.compiler.link import link
from luoshi.diagnostics import Lang
from luoshi.exchange.difference_html import write_difference_html
from luoshi.exchange.difference_json import write_difference_json
from luoshi.exchange.difference_text import write_difference_text
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.workspace import is_workspace


def diff_plans(
    old: str, new: str, *, format_: str, out: str | None, published: str | None, lang: Lang
) -> int:
    """Compare and print or write; the exit code: 0 done, 2 where a side could not be read."""
    before = _plan(old, None, published, lang)
    after = _plan(new, before, published, lang)
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
        say(MESSAGES["out"].in_language(lang).format(path=out, reason=reason_of(error, lang)))
        return 2
    say(MESSAGES["written"].in_language(lang).format(path=out))
    return 0


def _plan(path: str, earlier: Plan | None, published: str | None, lang: Lang) -> Plan | None:
    """The plan of one side; None where it could not be read, which has been said."""
    if is_workspace(Path(path)):
        workspace, troubles = open_or_say(path, lang)
        if workspace is not None:
            show(of_files(troubles), lang)
        return workspace.plan if workspace else None
    standard_input = sys.stdin.buffer.read() if path == STANDARD_INPUT else b""
    reads = [read_input(source) for source in find_sources((path,), standard_input)]
    known = [reading.document for reading in earlier.readings] if earlier else []
    readings: list[Reading] = []
    faults: list[Diagnostic] = []
    for read in with_editions(reads, known):
        compiled = compile_read(read, published=published)
        if compiled.value is None:
            faults += compiled.diagnostics
        else:
            readings.append(compiled.value)
    show(faults, lang)
    return None if faults else link(tuple(readings)).value
