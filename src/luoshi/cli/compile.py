"""``luoshi compile``: files, or a workspace → plan → summary, JSON, table, page, document or workspace.

`compile_sources` returns the exit code: 0 done, 1 findings at or above ``--fail-on``, 2 input that could not
be read. What was asked for goes to standard output or to ``--out``; progress and errors go to standard error.
"""

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from luoshi.cli.sources import STANDARD_INPUT, Source, example_sources, find_sources, read_input, reason_of
from luoshi.cli.words import MESSAGES
from luoshi.compiler.link import link
from luoshi.compiler.pipeline import compile_document
from luoshi.diagnostics import Lang, diagnose, render
from luoshi.exchange.json_plan import write_json, write_json_line
from luoshi.model.diagnostic import Diagnostic, Outcome
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.model.review import Standing
from luoshi.model.text import Document
from luoshi.rules import check

T = TypeVar("T")
R = TypeVar("R")

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
    from luoshi.workspace.layout import is_workspace

    fault = _workspace_fault([each for each in options.sources if is_workspace(Path(each))], options)
    if fault:
        say(fault)
        return 2
    if options.format == "workspace" and options.out is not None:
        from luoshi.cli.keep import keep_sources

        return keep_sources(options)
    run = _show_workspace if any(is_workspace(Path(each)) for each in options.sources) else _run
    if options.out is None:
        return run(options, sys.stdout.buffer)
    target = Path(options.out)
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as file:
            code = run(options, file)
            written = file.tell() > 0
        if written:
            part.replace(target)
    except OSError as error:
        say(
            MESSAGES["out"]
            .in_language(options.lang)
            .format(path=target, reason=reason_of(error, options.lang))
        )
        return 2
    finally:
        part.unlink(missing_ok=True)
    words = MESSAGES["written" if written else "nothing-read"].in_language(options.lang)
    say(words.format(path=target))
    return code


def compile_source(source: Source, *, published: str | None) -> Outcome[Reading | None]:
    """One file read and compiled; what goes wrong becomes a diagnostic, so that the next has its turn."""
    return compile_read(read_input(source), published=published)


def compile_read(read: Outcome[Document | None], *, published: str | None) -> Outcome[Reading | None]:
    """What a reader delivered, compiled."""
    if read.value is None:
        return Outcome(value=None, diagnostics=read.diagnostics)
    try:
        compiled = compile_document(read.value, published=published)
    except Exception as error:  # a fault of ours in one document must not cost the user the others
        last = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
        return Outcome(value=None, diagnostics=(diagnose("LS901", path=read.value.path, fault=fault),))
    return Outcome(value=compiled.value, diagnostics=(*read.diagnostics, *compiled.diagnostics))


def named_sources(options: CompileOptions) -> tuple[Source, ...]:
    """The files that the user named, or those of the example."""
    if options.example:
        return example_sources()
    standard_input = sys.stdin.buffer.read() if STANDARD_INPUT in options.sources else b""
    # What is written is never a source, so that a second run reads what the first one read.
    return find_sources(options.sources, standard_input, leave_out=Path(options.out) if options.out else None)


def _workspace_fault(workspaces: Sequence[str], options: CompileOptions) -> str | None:
    """Why a workspace among the sources cannot be shown; None where it can, or where there is none."""
    if not workspaces:
        return None
    words = None
    if len(options.sources) > 1:
        words = MESSAGES["workspace-alone"]
    elif options.format == "workspace":
        words = MESSAGES["workspace-again"]
    elif options.published is not None:
        words = MESSAGES["workspace-dated"]
    return words.in_language(options.lang).format(path=workspaces[0]) if words else None


def _show_workspace(options: CompileOptions, file: BinaryIO) -> int:
    """The plan of a workspace in the format asked for: reviews carried out, waivers and severities applied."""
    from luoshi.cli.opened import of_files, open_for_showing, show

    opened = open_for_showing(options.sources[0], options.lang)
    if opened is None:
        return 2
    show(of_files(opened.troubles), options.lang)
    workspace, found = opened.workspace, opened.decided.shown
    if options.format == "jsonl":
        for reading in workspace.plan.readings:
            own = [each for each in found if each.span and each.span.document == reading.document.id]
            file.write(write_json_line(reading, own, with_text=options.with_text))
    else:
        _write_plan(workspace.plan, found, options, file, standings=workspace.standings)
    return exit_code(found, 0, options.fail_on)


def _run(options: CompileOptions, file: BinaryIO) -> int:
    sources = named_sources(options)
    readings: list[Reading] = []
    found: list[Diagnostic] = []
    failed = 0
    work: Callable[[Source], Outcome[Reading | None]] = partial(compile_source, published=options.published)
    for outcome in in_turn(work, sources, options):
        found += outcome.diagnostics
        if outcome.value is None:
            failed += 1
            say("\n".join(render(each, None, lang=options.lang) for each in outcome.diagnostics))
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
        say(MESSAGES["failed"].in_language(options.lang).format(failed=failed, done=done))
    return exit_code(found, failed, options.fail_on)


def _write_plan(
    plan: Plan,
    found: tuple[Diagnostic, ...],
    options: CompileOptions,
    file: BinaryIO,
    *,
    standings: Sequence[Standing] = (),
) -> None:
    if options.format == "json":
        file.write(write_json(plan, found, with_text=options.with_text))
        return
    if not plan.readings:
        return
    if options.format in FILE_WRITERS:
        file.write(FILE_WRITERS[options.format](plan, found, standings, options.lang))
        return
    from luoshi.cli.summary import Shape, print_summary, summary_text

    shape = Shape(lang=options.lang, everything=options.everything, example=options.example)
    if options.out is None:
        print_summary(plan, found, shape)
    else:
        file.write(summary_text(plan, found, shape, width=_FILE_WIDTH).encode())


def _write_page(plan: Plan, found: Sequence[Diagnostic], standings: Sequence[Standing], lang: Lang) -> bytes:
    from luoshi.exchange.html_page import write_html

    return write_html(plan, found, lang=lang)


def _write_table(plan: Plan, found: Sequence[Diagnostic], standings: Sequence[Standing], lang: Lang) -> bytes:
    from luoshi.exchange.task_table import write_task_table

    return write_task_table(plan, found, created=date.today(), lang=lang, standings=standings)


def _write_document(
    plan: Plan, found: Sequence[Diagnostic], standings: Sequence[Standing], lang: Lang
) -> bytes:
    from luoshi.exchange.official_document import write_official_document

    return write_official_document(plan, created=date.today())


def _write_stratml(
    plan: Plan, found: Sequence[Diagnostic], standings: Sequence[Standing], lang: Lang
) -> bytes:
    from luoshi.exchange.stratml import write_stratml

    written = write_stratml(plan)
    say("\n".join(render(each, None, lang=lang) for each in written.diagnostics))
    return written.value


# What the formats other than text and JSON are written by; each imports its library when it is asked for.
FileWriter = Callable[[Plan, Sequence[Diagnostic], Sequence[Standing], Lang], bytes]
FILE_WRITERS: Mapping[str, FileWriter] = {
    "html": _write_page,
    "xlsx": _write_table,
    "docx": _write_document,
    "stratml": _write_stratml,
}


def in_turn(work: Callable[[T], R], items: Sequence[T], options: CompileOptions) -> Iterator[R]:
    """What ``work`` makes of each item, in their order, from one process or several."""
    if options.jobs == 1 or len(items) < 2:
        yield from _with_progress(map(work, items), len(items), options)
        return
    chunk = max(1, min(32, len(items) // (options.jobs * 4)))
    with ProcessPoolExecutor(max_workers=min(options.jobs, len(items))) as pool:
        yield from _with_progress(pool.map(work, items, chunksize=chunk), len(items), options)


def _with_progress(outcomes: Iterable[R], total: int, options: CompileOptions) -> Iterator[R]:
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


def say(words: str) -> None:
    """One message on standard error."""
    if words:
        print(words, file=sys.stderr)
