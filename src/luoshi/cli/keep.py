"""``luoshi compile --out FOLDER``: documents go into a workspace, beside those that are there.

Called by `compile`. What changed against the plan that the folder held, and how the reviews fared, is said once the
new plan is written.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from luoshi.cli.compile import CompileOptions, compile_read, exit_code, in_turn, named_sources, say
from luoshi.cli.editions import Read, with_editions
from luoshi.cli.opened import decide, of_files, open_or_say, show
from luoshi.cli.sources import read_input, reason_of
from luoshi.cli.words import MESSAGES
from luoshi.compiler.difference import compare_plans
from luoshi.exchange.difference_text import write_difference_text
from luoshi.exchange.plan_rows import is_slug
from luoshi.model.diagnostic import Diagnostic, Outcome
from luoshi.model.reading import Reading
from luoshi.model.text import DocumentId
from luoshi.rules import check
from luoshi.workspace import Workspace, is_workspace, may_become_workspace, renew, save_workspace


def keep_sources(options: CompileOptions) -> int:
    """Compile into the workspace ``options.out``; the exit code."""
    folder = Path(options.out or "")
    lang = options.lang
    if not may_become_workspace(folder):
        say(MESSAGES["no-workspace"].in_language(lang).format(path=folder))
        return 2
    before, troubles = open_or_say(str(folder), lang) if is_workspace(folder) else (None, ())
    if before is None and troubles:
        return 2
    sources = named_sources(options)
    chosen = {path: slug for slug, _, path in (each.partition("=") for each in options.editions)}
    fault = _edition_fault(chosen, {source.name for source in sources}, options)
    if fault:
        say(fault)
        return 2
    known = [reading.document for reading in before.readings] if before else []
    reads = with_editions(tuple(in_turn(read_input, sources, options)), known, chosen)
    dates = _dates(reads, before, options)
    work = partial(_compile, dates=dates)
    outcomes = tuple(in_turn(work, reads, options))
    for outcome in outcomes:
        if outcome.value is None:
            show(outcome.diagnostics, lang)
    readings: list[Reading] = [outcome.value for outcome in outcomes if outcome.value is not None]
    failed = len(outcomes) - len(readings)
    if not readings:
        say(MESSAGES["nothing-read"].in_language(lang))
        return 2
    said = [each for outcome in outcomes if outcome.value for each in outcome.diagnostics]
    given = {
        reading.document.id: dates[reading.document.id]
        for reading in readings
        if reading.document.id in dates
    }
    renewed = renew(before, readings, findings=said, dates=given)
    try:
        written = save_workspace(renewed.value, folder)
    except OSError as error:
        say(MESSAGES["out"].in_language(lang).format(path=folder, reason=reason_of(error, lang)))
        return 2
    show((*of_files(troubles), *(each for each in said if each.code == "LS824"), *renewed.diagnostics), lang)
    if before is not None and written:
        print(write_difference_text(compare_plans(before.plan, renewed.value.plan), lang=lang), end="")
        _say_reviews(renewed.value, renewed.diagnostics, options)
    words = MESSAGES["kept" if written else "unchanged"].in_language(lang)
    say(words.format(path=folder, count=len(written)))
    found = (*of_files(troubles), *said, *renewed.diagnostics, *check(renewed.value.plan))
    return exit_code(decide(renewed.value, found).shown, failed, options.fail_on)


def _edition_fault(chosen: dict[str, str], names: set[str], options: CompileOptions) -> str | None:
    """What is wrong with ``--as``: a slug that is none, or a file that is not compiled."""
    for path, slug in chosen.items():
        if not is_slug(slug):
            return MESSAGES["as-slug"].in_language(options.lang).format(value=slug)
        if path not in names:
            return MESSAGES["as-unmatched"].in_language(options.lang).format(value=path)
    return None


def _dates(reads: Sequence[Read], before: Workspace | None, options: CompileOptions) -> dict[DocumentId, str]:
    """The date given for each document: today's ``--published``, else the one given when it was last compiled.

    That holds for the same file alone; a later edition has another date.
    """
    documents = [read.value for read in reads if read.value]
    if options.published:
        return {document.id: options.published for document in documents}
    if before is None:
        return {}
    held = {reading.document.id: reading.document.sha256 for reading in before.readings}
    same = (document.id for document in documents if held.get(document.id) == document.sha256)
    return {slug: before.dates[slug] for slug in same if slug in before.dates}


def _compile(read: Read, dates: dict[DocumentId, str]) -> Outcome[Reading | None]:
    return compile_read(read, published=dates.get(read.value.id) if read.value else None)


def _say_reviews(workspace: Workspace, found: Sequence[Diagnostic], options: CompileOptions) -> None:
    """How many reviews hold in the new plan, and how many have lost what they were about."""
    lost = sum(each.code == "LS391" for each in found)
    held = len(workspace.standings)
    if held or lost:
        print(MESSAGES["reviews-hold"].in_language(options.lang).format(held=held, lost=lost))
