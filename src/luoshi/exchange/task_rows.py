"""Plan → rows of tasks and figures with what people want to see beside them.

Clause, headings above it, deadline as printed, place: what the plan holds as spans and ids becomes text here, once
for all writers of tables and documents (`task_table`, `official_document`, `stratml_writer`).
"""

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from luoshi.diagnostics import Lang
from luoshi.model.commitment import Commitment, Klass, Quantity
from luoshi.model.plan import Plan
from luoshi.model.reading import Reading
from luoshi.model.text import Document, Span


class TaskRow(NamedTuple):
    """A commitment with its surroundings in words."""

    reading: Reading
    commitment: Commitment
    klass: Klass
    quote: str
    path: tuple[str, ...]
    printed: str
    figures: tuple[Quantity, ...]
    place: str

    @property
    def task(self) -> str:
        """What is to be done; the whole clause where the compiler found neither act nor object."""
        return (self.commitment.action + self.commitment.object).strip() or self.quote


class FigureRow(NamedTuple):
    """A quantity with its surroundings in words; ``task`` is the commitment that it belongs to."""

    reading: Reading
    quantity: Quantity
    task: Commitment | None
    quote: str
    path: tuple[str, ...]
    place: str


def task_rows(plan: Plan, lang: Lang) -> list[TaskRow]:
    """All commitments in the order of the readings."""
    rows: list[TaskRow] = []
    for reading in plan.readings:
        text = reading.document.text
        klass_at, path_of = _klasses(reading), _paths(reading)
        place_of, printed_of = place_words(reading.document, lang), _printed_deadlines(reading)
        figures = {quantity.id: quantity for quantity in reading.quantities}
        for commitment in reading.commitments:
            klass, clause = klass_at(commitment.span.start)
            pieces = commitment.pieces or (_around(commitment.span, clause),)
            rows.append(
                TaskRow(
                    reading=reading,
                    commitment=commitment,
                    klass=klass,
                    quote="".join(text[piece.start : piece.end] for piece in pieces),
                    path=path_of(commitment.section, commitment.span.start),
                    printed=printed_of(commitment),
                    figures=tuple(figures[name] for name in commitment.quantities if name in figures),
                    place=place_of(commitment.span),
                )
            )
    return rows


def figure_rows(plan: Plan, lang: Lang) -> list[FigureRow]:
    """All targets in the order of the readings."""
    rows: list[FigureRow] = []
    for reading in plan.readings:
        text = reading.document.text
        clause_at, path_of = _klasses(reading), _paths(reading)
        place_of = place_words(reading.document, lang)
        tasks = {name: each for each in reversed(reading.commitments) for name in each.quantities}
        for quantity in reading.quantities:
            if quantity.kind != "target":
                continue
            task = tasks.get(quantity.id)
            clause = _around(quantity.span, clause_at(quantity.span.start)[1])
            rows.append(
                FigureRow(
                    reading=reading,
                    quantity=quantity,
                    task=task,
                    quote=text[clause.start : clause.end],
                    path=path_of(task.section if task else None, quantity.span.start),
                    place=place_of(quantity.span),
                )
            )
    return rows


def title_of(reading: Reading) -> str:
    """The title on one line, else the name of the file."""
    text, title = reading.document.text, reading.title
    printed = "".join(text[title.start : title.end].split()) if title else ""
    return printed or file_of(reading)


def file_of(reading: Reading) -> str:
    """What people call the file."""
    return reading.document.path.replace("\\", "/").rsplit("/", 1)[-1] or reading.document.id


def place_words(document: Document, lang: Lang) -> Callable[[Span], str]:
    """A function that says where a span stands: page, where the file has pages, and line of the text."""
    text = document.text
    lines = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
    breaks = [i + 1 for i, char in enumerate(text) if char == "\f"]
    starts = [place.start for place in document.places]

    def words(span: Span) -> str:
        line = bisect_right(lines, span.start)
        page, cell = 0, ""
        if starts:
            near = document.places[max(bisect_right(starts, span.start) - 1, 0)]
            page, cell = near.page, near.cell
        elif breaks:
            page = bisect_right(breaks, span.start) + 1
        if lang == "en":
            return ", ".join(part for part in (page and f"p. {page}", f"l. {line}", cell) if part)
        return (f"第{page}页" if page else "") + f"第{line}行" + (f"（{cell}）" if cell else "")

    return words


def _around(span: Span, clause: Span | None) -> Span:
    """The clause that a span stands in, up to the end of the span: people want to read the whole of it."""
    return span if clause is None else Span(span.document, clause.start, max(clause.end, span.end))


def _klasses(reading: Reading) -> Callable[[int], tuple[Klass, Span | None]]:
    """A function from an offset to the class and the span of the clause there."""
    statements = sorted(reading.statements, key=lambda each: each.span.start)
    starts = [each.span.start for each in statements]

    def at(offset: int) -> tuple[Klass, Span | None]:
        i = bisect_right(starts, offset) - 1
        if i < 0 or statements[i].span.end <= offset:
            return "other", None
        return statements[i].klass, statements[i].span

    return at


def _paths(reading: Reading) -> Callable[[str | None, int], tuple[str, ...]]:
    """A function from a section's heading and an offset to all headings above, the highest first."""
    above: list[tuple[str, ...]] = []
    stack: list[tuple[int, str]] = []
    named: dict[str, list[tuple[int, int]]] = {}
    for i, heading in enumerate(reading.headings):
        while stack and stack[-1][0] >= heading.level:
            stack.pop()
        stack.append((heading.level, "".join(heading.text.split("\n")).strip()))
        above.append(tuple(text for _, text in stack))
        named.setdefault(heading.text, []).append((heading.span.start, i))
    for places in named.values():
        places.sort()
    order = sorted(range(len(reading.headings)), key=lambda i: reading.headings[i].span.start)
    starts = [reading.headings[i].span.start for i in order]

    def path(section: str | None, offset: int) -> tuple[str, ...]:
        if section is None:
            at = bisect_right(starts, offset) - 1
            return above[order[at]] if at >= 0 else ()
        same = named.get(section)
        if same is None:
            return (section,)
        return above[same[max(bisect_right(same, (offset, len(above))) - 1, 0)][1]]

    return path


def _printed_deadlines(reading: Reading) -> Callable[[Commitment], str]:
    """A function from a commitment to the words of its deadline: its own, else the nearest ones before it."""
    by_value: dict[str, list[tuple[int, str]]] = {}
    for each in sorted(reading.deadlines, key=lambda each: each.span.start):
        if each.normalised is not None:
            by_value.setdefault(each.normalised, []).append((each.span.start, each.text))

    def printed(commitment: Commitment) -> str:
        mentions = by_value.get(commitment.deadline or "", [])
        for piece in commitment.pieces or (commitment.span,):
            at = bisect_right(mentions, (piece.start, ""))
            if at < len(mentions) and mentions[at][0] < piece.end:
                return mentions[at][1]
        before = bisect_right(mentions, (commitment.span.start, "")) - 1
        return mentions[max(before, 0)][1] if mentions else ""

    return printed
