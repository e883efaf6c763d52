"""Reading → findings: what the compiler saw and a person should look at.

A `Reading` holds every doubtful seam, cut block, copy and unresolved date as data; here they become
diagnostics, in the order of the text. The pipeline calls `diagnose_reading` last.
"""

from collections.abc import Iterator

from luoshi.diagnostics.catalogue import diagnose
from luoshi.model.commitment import Term
from luoshi.model.diagnostic import Diagnostic, Label
from luoshi.model.reading import Reading
from luoshi.model.text import Span

# How much text on either side of a seam is quoted.
_SEAM = 12


def diagnose_reading(reading: Reading) -> tuple[Diagnostic, ...]:
    """All findings on one reading, those on the whole document first."""
    return (*_on_document(reading), *sorted(_on_text(reading), key=_place))


def _place(found: Diagnostic) -> tuple[int, int, str]:
    return (found.span.start, found.span.end, found.code) if found.span else (0, 0, found.code)


def _on_document(reading: Reading) -> Iterator[Diagnostic]:
    whole = Span(reading.document.id, 0, 0)
    if reading.language and not reading.language.startswith("zh"):
        yield diagnose("LS006", whole)
    elif reading.issuer is None:
        yield diagnose("LS203", whole)


def _on_text(reading: Reading) -> Iterator[Diagnostic]:
    document = reading.document
    for join in reading.joins:
        if not join.certain:
            left = Span(document.id, max(0, join.left_end - _SEAM), join.left_end)
            right_end = min(len(document.text), join.right_start + _SEAM)
            right = Span(document.id, join.right_start, right_end)
            yield diagnose("LS007", left, labels=(Label(span=right, message="可能的下半句"),))
    for cut in reading.truncated:
        yield diagnose("LS008", cut.span, edge="头" if cut.edge == "start" else "尾")
    for pair in reading.duplicates:
        yield diagnose("LS009", pair.copy, labels=(Label(span=pair.first, message="首次出现"),))
    for damage in reading.damages:
        notes = (f"可能是“{damage.suggestion}”",) if damage.suggestion else ()
        yield diagnose("LS010", damage.span, kind=damage.kind, notes=notes)
    for term in reading.terms:
        if term.count_ok is False:
            yield _open_count(term)
    for deadline in reading.deadlines:
        if deadline.normalised is None:
            yield diagnose("LS202", deadline.span, text=deadline.text)


def _open_count(term: Term) -> Diagnostic:
    labels = tuple(Label(span=member.span, message=f"第 {n} 项") for n, member in enumerate(term.members, 1))
    return diagnose(
        "LS101", term.span, term=term.text, stated=_stated(term.text), listed=len(term.members), labels=labels
    )


def _stated(text: str) -> str:
    """The number as the term prints it."""
    number = "".join(char for char in text if char in "0123456789一二三四五六七八九十百两双")
    return number or text
