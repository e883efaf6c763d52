"""``luoshi compile``: files → plan → summary, JSON, table, page, document or workspace.

`compile_sources` returns the exit code: 0 done, 1 findings at or above ``--fail-on``, 2 input that could not
be read. What was asked for goes to standard output or to ``--out``; progress and errors go to standard error.
"""

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from luoshi.cli.sources import STANDARD_INPUT, Source, example_sources, find_sources, read_input
from luoshi.cli.words import MESSAGES
from luoshi.compiler.link import link
from luoshi.compiler.pipeline import compile_document
from luoshi.diagnostics import Lang, diagnose, render
from luoshi.exchange.json_plan import write_json, write_json_line
from luoshi.model.diagnostic import Diagnostic, Outcome
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.rules import check

_LEVELS = ("note", "warning", "error", "never")
# The width of a summary that is written to a file.
_FILE_WIDTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CompileOptions:
    """What the user asked for, checked."""

    sources: tuple[str, ...]
    example: bool
    out: str | None
    format: str
    published: str | None
    jobs: int
    fail_on: str
    with_text: bool
    everything: bool
    editions: tuple[str, ...]
    lang: Lang


def is_date(text: str) -> bool:
    """Whether ``text`` is a day written as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def compile_sources(options: CompileOptions) -> int:
    """Do what ``options`` ask for; the exit code."""
    if options.out is None:
        return _run(options, sys.stdout.buffer)
    if options.format == "workspace":
        from luoshi.cli.keep import keep_sources

        return keep_sources(options)
    target = Path(options.out)
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as file:
            code = _run(options, file)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        _say(MESSAGES["out"].in_language(options.lang).format(path=target, reason=error.strerror))
        return 2
    _say(MESSAGES["written"].in_language(options.lang).format(path=target))
    return code


def compile_source(source: Source, *, published: str | None) -> Outcome[Reading | None]:
    """One file read and compiled; what goes wrong becomes a diagnostic, so that the next has its turn."""
    read = read_input(source)
    if read.value is None:
        return Outcome(value=None, diagnostics=read.diagnostics)
    try:
        compiled = compile_document(read.value, published=published)
    except Exception as error:  # a fault of ours in one document must not cost the user the others
        last = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
        return Outcome(value=None, diagnostics=(diagnose("LS901", path=source.name, fault=fault),))
    return Outcome(value=compiled.value, diagnostics=(*read.diagnostics, *compiled.diagnostics))


def _run(options: CompileOptions, file: BinaryIO) -> int:
    standard_input = sys.stdin.buffer.read() if STANDARD_INPUT in options.sources else b""
    sources = example_sources() if options.example else find_sources(options.sources, standard_input)
    readings: list[Reading] = []
    found: list[Diagnostic] = []
    failed = 0
    for outcome in compiled_outcomes(sources, options):
        found += outcome.diagnostics
        if outcome.value is None:
            failed += 1
            _say("\n".join(render(each, None, lang=options.lang) for each in outcome.diagnostics))
        elif options.format == "jsonl":
            file.write(write_json_line(outcome.value, outcome.diagnostics, with_text=options.with_text))
        else:
            readings.append(outcome.value)
    if options.format != "jsonl":
        linked = link(tuple(readings))
        found += linked.diagnostics
        found += check(linked.value)
        _write_plan(linked.value, tuple(found), options, file)
    if failed and len(sources) > 1:
        done = len(sources) - failed
        _say(MESSAGES["failed"].in_language(options.lang).format(failed=failed, done=done))
    return exit_code(found, failed, options.fail_on)


def _write_plan(plan: Plan, found: tuple[Diagnostic, ...], options: CompileOptions, file: BinaryIO) -> None:
    if options.format == "json":
        file.write(write_json(plan, found, with_text=options.with_text))
        return
    if not plan.readings:
        return
    if options.format in WRITERS:
        file.write(WRITERS[options.format](plan, found, options))
        return
    from luoshi.cli.summary import Shape, print_summary, summary_text

    shape = Shape(lang=options.lang, everything=options.everything, example=options.example)
    if options.out is None:
        print_summary(plan, found, shape)
    else:
        file.write(summary_text(plan, found, shape, width=_FILE_WIDTH).encode())


def _write_page(plan: Plan, found: tuple[Diagnostic, ...], options: CompileOptions) -> bytes:
    from luoshi.exchange.html_page import write_html

    return write_html(plan, found, lang=options.lang)


def _write_table(plan: Plan, found: tuple[Diagnostic, ...], options: CompileOptions) -> bytes:
    from luoshi.exchange.task_table import write_task_table

    return write_task_table(plan, found, created=date.today(), lang=options.lang)


def _write_document(plan: Plan, found: tuple[Diagnostic, ...], options: CompileOptions) -> bytes:
    from luoshi.exchange.official_document import write_official_document

    return write_official_document(plan, created=date.today())


def _write_stratml(plan: Plan, found: tuple[Diagnostic, ...], options: CompileOptions) -> bytes:
    from luoshi.exchange.stratml import write_stratml

    written = write_stratml(plan)
    _say("\n".join(render(each, None, lang=options.lang) for each in written.diagnostics))
    return written.value


# What the formats other than text and JSON are written by; each imports its library when it is asked for.
WRITERS: Mapping[str, Callable[[Plan, tuple[Diagnostic, ...], CompileOptions], bytes]] = {
    "html": _write_page,
    "xlsx": _write_table,
    "docx": _write_document,
    "stratml": _write_stratml,
}


def compiled_outcomes(sources: tuple[Source, ...], options: CompileOptions) -> Iterator[Outcome[Reading | None]]:
    """The outcomes in the order of the sources, from one process or several."""
    work: Callable[[Source], Outcome[Reading | None]] = partial(compile_source, published=options.published)
    if options.jobs == 1 or len(sources) < 2:
        yield from _with_progress(map(work, sources), len(sources), options)
        return
    chunk = max(1, min(32, len(sources) // (options.jobs * 4)))
    with ProcessPoolExecutor(max_workers=min(options.jobs, len(sources))) as pool:
        yield from _with_progress(pool.map(work, sources, chunksize=chunk), len(sources), options)


def _with_progress(
    outcomes: Iterable[Outcome[Reading | None]], total: int, options: CompileOptions
) -> Iterator[Outcome[Reading | None]]:
    """The outcomes, with a bar on standard error where someone may be waiting for them."""
    if total < 3 or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import track

    words = MESSAGES["reading"].in_language(options.lang)
    yield from track(outcomes, words, total=total, console=Console(stderr=True), transient=True)


def exit_code(found: Iterable[Diagnostic], failed: int, fail_on: str) -> int:
    """0 done, 1 findings at or above ``fail_on``, 2 inputs that could not be read."""
    if failed:
        return 2
    threshold = _LEVELS.index(fail_on)
    return int(any(_LEVELS.index(each.severity) >= threshold for each in found))


def _say(words: str) -> None:
    print(words, file=sys.stderr)
