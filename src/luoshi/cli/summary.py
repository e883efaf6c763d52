"""Plan → what an inspector reads in the terminal.

`print_summary` writes to standard output, `summary_text` gives the same without colours; `compile` calls
them. The parts stand one to a function, top to bottom as they are printed; what is long is cut with a count
of the rest.
"""

import io
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from luoshi.cli import figures
from luoshi.cli.words import KLASSES, LABELS, MODALITIES, SYSTEM_KINDS, deadline_words
from luoshi.diagnostics import Lang, Words, render
from luoshi.diagnostics.width import cell_width, shorten
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading

# Rows of a table before the rest is only counted: of a single document, of one of several, of the whole plan.
_ROWS_ALONE = 12
_ROWS_AMONG = 5
_ROWS_OF_PLAN = 10
_NAMES = 24
_FINDINGS = 3
# Above this many documents their contents are no longer listed one by one.
_LISTED_DOCUMENTS = 6
_SEVERITIES = ("error", "warning", "note")
_COLOURS = {"error": "bold red", "warning": "yellow", "note": "cyan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the user wants to see: the language, whether nothing is left out, whether it is the examples."""

    lang: Lang
    everything: bool = False
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Where the summary goes, and its shape."""

    console: Console
    lang: Lang
    everything: bool

    def word(self, name: str) -> str:
        """A label in the interface's language."""
        return LABELS[name].in_language(self.lang)

    def cut(self, text: str, cells: int) -> str:
        """``text`` shortened, unless everything is wanted."""
        return text if self.everything else shorten(text, cells)


def print_summary(plan: Plan, found: Sequence[Diagnostic], shape: Shape) -> None:
    """Print the summary to standard output, in colours where it is a terminal."""
    console = Console(highlight=False, emoji=False, markup=False)
    if console.is_terminal:
        _print(console, shape, plan, found)
    else:
        sys.stdout.write(summary_text(plan, found, shape, width=console.width))


def summary_text(plan: Plan, found: Sequence[Diagnostic], shape: Shape, *, width: int) -> str:
    """The summary as plain text of lines up to ``width`` cells."""
    file = io.StringIO()
    console = Console(file=file, width=width, color_system=None, highlight=False, emoji=False, markup=False)
    _print(console, shape, plan, found)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _print(console: Console, shape: Shape, plan: Plan, found: Sequence[Diagnostic]) -> None:
    sheet = Sheet(console=console, lang=shape.lang, everything=shape.everything)
    if shape.example:
        _line(sheet, sheet.word("example"), "dim")
    if len(plan.readings) > 1:
        _print_documents(sheet, plan)
    if len(plan.readings) <= _LISTED_DOCUMENTS or sheet.everything:
        rows = _ROWS_ALONE if len(plan.readings) == 1 else _ROWS_AMONG
        for reading in plan.readings:
            _print_reading(sheet, reading, rows)
    if len(plan.readings) > 1:
        console.print()
        console.rule(Text(sheet.word("together"), style="bold"), align="left", style="dim")
    _print_owners(sheet, plan)
    _print_goals(sheet, plan)
    _print_terms(sheet, plan)
    _print_systems(sheet, plan)
    for reading in plan.readings:
        _print_repair(sheet, reading)
    _print_findings(sheet, plan, found)


def _print_documents(sheet: Sheet, plan: Plan) -> None:
    table = _table(sheet, "title", "commitments", "owned", "dated", "targets", numbers=4)
    for reading in plan.readings:
        table.add_row(
            figures.title_text(reading, sheet.lang) if reading.title else reading.document.path,
            str(len(reading.commitments)),
            str(sum(each.owner is not None for each in reading.commitments)),
            str(sum(each.deadline is not None for each in reading.commitments)),
            str(len(figures.targets_of(reading))),
        )
    _section(sheet, f"{sheet.word('documents')} {len(plan.readings)}", table)


def _print_reading(sheet: Sheet, reading: Reading, rows: int) -> None:
    """One document: what it is, what its clauses are, what it commits to and what is to be reached."""
    sheet.console.print()
    title = Text(figures.title_text(reading, sheet.lang), style="bold")
    sheet.console.rule(title, align="left", style="dim")
    unknown = sheet.word("unknown")
    facts = (
        ("file", reading.document.path),
        ("issuer", reading.issuer or unknown),
        ("published", reading.published or unknown),
        ("articles", str(len(reading.articles))),
        ("clauses", str(len(reading.statements))),
    )
    colon = "：" if sheet.lang == "zh" else ": "
    _items(sheet, [f"{sheet.word(name)}{colon}{value}" for name, value in facts], "   ")
    counts = figures.class_counts(reading)
    _items(sheet, [f"{KLASSES[klass].in_language(sheet.lang)} {n}" for klass, n in counts], " · ", "dim")
    _print_commitments(sheet, reading, rows)
    _print_targets(sheet, reading, rows)


def _print_commitments(sheet: Sheet, reading: Reading, rows: int) -> None:
    """The clearest commitments in the order of the text."""
    chosen = reading.commitments if sheet.everything else figures.clearest(reading.commitments, rows)
    starts = figures.line_starts(reading.document.text)
    # Two lines of the column that the others leave for the words.
    room = 2 * max(24, sheet.console.width - 48)
    table = _table(sheet, "line", "owner", "what", "deadline", "strength", numbers=0)
    table.columns[0].justify = "right"
    table.columns[1].max_width = 14
    table.columns[3].max_width = 14
    for each in chosen:
        table.add_row(
            figures.line_of(starts, each.span),
            sheet.cut(each.owner or sheet.word("nobody"), 28),
            sheet.cut(figures.commitment_text(reading, each), room),
            deadline_words(each.deadline, sheet.lang),
            MODALITIES[each.modality].in_language(sheet.lang),
        )
    hidden = len(reading.commitments) - len(chosen)
    heading = f"{sheet.word('commitments')} {len(reading.commitments)}"
    if chosen:
        _section(sheet, heading + (sheet.word("clearest") if hidden else ""), table)
        _more(sheet, hidden)


def _print_targets(sheet: Sheet, reading: Reading, rows: int) -> None:
    targets = figures.targets_of(reading)
    starts = figures.line_starts(reading.document.text)
    table = _table(sheet, "line", "indicator", "value", "period", "base", numbers=0)
    table.columns[0].justify = "right"
    cells = [
        (
            figures.line_of(starts, each.span),
            sheet.cut(each.indicator or sheet.word("unknown"), 40),
            figures.requirement_text(each),
            sheet.cut(each.period or "", 16),
            sheet.cut(each.base or "", 16),
        )
        for each in targets
    ]
    _rows(sheet, f"{sheet.word('targets')} {len(targets)}", table, cells, rows)


def _print_owners(sheet: Sheet, plan: Plan) -> None:
    counts = figures.owner_counts(plan)
    if not counts:
        return
    names = [f"{name or sheet.word('nobody')} {count}" for name, count in counts]
    _heading(sheet, f"{sheet.word('owners')} {sum(name is not None for name, _ in counts)}")
    _names(sheet, names, " · ")


def _print_goals(sheet: Sheet, plan: Plan) -> None:
    cells = [(sheet.cut(title, 60), str(count)) for title, count in figures.goal_counts(plan)]
    table = _table(sheet, "title", "commitments", numbers=1)
    _rows(sheet, f"{sheet.word('goals')} {len(cells)}", table, cells, _ROWS_OF_PLAN)


def _print_terms(sheet: Sheet, plan: Plan) -> None:
    """Terms with members as a table, since these can be checked; the others by name."""
    closes = {True: sheet.word("yes"), False: sheet.word("no"), None: ""}
    terms = [term for reading in plan.readings for term in reading.terms]
    listed = sorted((term for term in terms if term.members), key=lambda term: term.count_ok is not False)
    cells = [
        (
            sheet.cut(term.text, 32),
            sheet.cut("、".join(member.text for member in term.members), 80),
            closes[term.count_ok],
        )
        for term in listed
    ]
    table = _table(sheet, "term", "members", "closes", numbers=0)
    if terms:
        _heading(sheet, f"{sheet.word('terms')} {len(terms)}")
    _rows(sheet, "", table, cells, _ROWS_OF_PLAN)
    bare = list(dict.fromkeys(term.text for term in terms if not term.members))
    if bare:
        _line(sheet, sheet.word("unlisted") + ("：" if sheet.lang == "zh" else ":"), "dim")
        _names(sheet, bare, "、")


def _print_systems(sheet: Sheet, plan: Plan) -> None:
    systems = [system for reading in plan.readings for system in reading.systems]
    # Those with parameters first: a draft can be made of them.
    systems.sort(key=lambda system: not system.parameters)
    cells = [
        (
            sheet.cut(system.name, 32),
            SYSTEM_KINDS.get(system.kind, Words(system.kind, system.kind)).in_language(sheet.lang),
            sheet.cut(figures.parameter_text(system), 80),
        )
        for system in systems
    ]
    table = _table(sheet, "system", "kind", "parameters", numbers=0)
    _rows(sheet, f"{sheet.word('systems')} {len(cells)}", table, cells, _ROWS_OF_PLAN)


def _print_repair(sheet: Sheet, reading: Reading) -> None:
    counts = figures.repair_counts(reading)
    if not counts:
        return
    _heading(sheet, f"{sheet.word('repair')} {reading.document.path}")
    _items(sheet, [f"{sheet.word(label)} {count}" for label, count in counts], " · ")
    joins = [join for join in reading.joins if join.certain]
    shown = len(joins) if sheet.everything else _ROWS_OF_PLAN
    for join in joins[:shown]:
        _line(sheet, figures.seam_text(reading, join.left_end, join.right_start), "dim")
    _more(sheet, len(joins) - shown)


def _print_findings(sheet: Sheet, plan: Plan, found: Sequence[Diagnostic]) -> None:
    """Findings by code, then the gravest in full; those without a document went to standard error."""
    documents = {reading.document.id: reading.document for reading in plan.readings}
    placed = [
        (each, documents[each.span.document])
        for each in found
        if each.span and each.span.document in documents
    ]
    if not placed:
        return
    _heading(sheet, f"{sheet.word('diagnostics')} {len(placed)}")
    counts = Counter((_SEVERITIES.index(each.severity), each.code, each.name) for each, _ in placed)
    _items(sheet, [f"{code} {name} {n}" for (_, code, name), n in sorted(counts.items())], " · ", "dim")
    chosen = (
        placed
        if sheet.everything
        else [(each, document) for each, document in figures.one_of_each(placed) if each.severity != "note"]
    )
    shown = len(chosen) if sheet.everything else _FINDINGS
    for each, document in chosen[:shown]:
        lines = render(each, document, lang=sheet.lang, width=sheet.console.width - 2)
        headline, _, rest = lines.partition("\n")
        sheet.console.print()
        _line(sheet, headline, _COLOURS[each.severity])
        _line(sheet, rest)
    _more(sheet, len(placed) - min(shown, len(chosen)))


def _table(sheet: Sheet, *labels: str, numbers: int) -> Table:
    """A table whose last ``numbers`` columns are right-aligned figures."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for i, label in enumerate(labels):
        figure = i >= len(labels) - numbers
        table.add_column(sheet.word(label), justify="right" if figure else "left", overflow="fold")
    return table


def _rows(sheet: Sheet, heading: str, table: Table, rows: Sequence[Iterable[str]], limit: int) -> None:
    """The first rows under a heading and a count of the rest; nothing where there are none."""
    if not rows:
        return
    shown = len(rows) if sheet.everything else limit
    for row in rows[:shown]:
        table.add_row(*row)
    _section(sheet, heading, table)
    _more(sheet, len(rows) - shown)


def _names(sheet: Sheet, names: Sequence[str], separator: str) -> None:
    shown = len(names) if sheet.everything else _NAMES
    _items(sheet, names[:shown], separator)
    _more(sheet, len(names) - shown)


def _section(sheet: Sheet, heading: str, table: Table) -> None:
    if heading:
        _heading(sheet, heading)
    sheet.console.print(Padding(table, (0, 0, 0, 1), expand=False))


def _heading(sheet: Sheet, words: str) -> None:
    sheet.console.print()
    sheet.console.print(Text(words, style="bold"))


def _items(sheet: Sheet, items: Iterable[str], separator: str, style: str = "") -> None:
    """Items in running lines, none of them broken."""
    line = ""
    for item in items:
        longer = f"{line}{separator}{item}" if line else item
        if line and cell_width(longer) > sheet.console.width - 2:
            _line(sheet, line, style)
            longer = item
        line = longer
    _line(sheet, line, style)


def _line(sheet: Sheet, words: str, style: str = "") -> None:
    if words:
        sheet.console.print(Padding(Text(words, style=style), (0, 0, 0, 1), expand=False))


def _more(sheet: Sheet, count: int) -> None:
    if count > 0:
        _line(sheet, sheet.word("more").format(count=count), "dim")
