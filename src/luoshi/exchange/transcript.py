"""What a reader takes out of a file: lines of text with their places.

Every reader of a format gives a `Transcript` or raises `UnreadableError`; `readers` turns the one into a `Document`
and the other into a diagnostic, so that no exception leaves this room.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from luoshi.model.diagnostic import Diagnostic
from luoshi.model.text import Box, Place

LONGEST_TEXT = 32_000_000


class UnreadableError(Exception):
    """A file that cannot be read: the code of the diagnostic and the details of its headline."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details


class Piece(NamedTuple):
    """A stretch of a line that stands at one place: where the stretch ends, page, box, cell and confidence."""

    end: int
    page: int
    box: Box | None = None
    cell: str = ""
    confidence: float | None = None


class Line(NamedTuple):
    """A line of the canonical text; its pieces, if it has any, cover it from its start."""

    text: str
    pieces: tuple[Piece, ...] = ()


class Transcript(NamedTuple):
    """The lines of a document in reading order and what must be said about them."""

    lines: tuple[Line, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


# One for one, so that the places stay true: no line holds a line feed, a control character or half a character.
_PLAIN = dict.fromkeys(
    (*range(9), *range(10, 32), *range(127, 160), 0x2028, 0x2029, *range(0xFFFE, 0x10000)), " "
) | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def join_lines(lines: Iterable[Line]) -> tuple[str, tuple[Place, ...]]:
    """The canonical text of the lines and the places in it."""
    texts = []
    places = []
    at = 0
    for line in lines:
        text = line.text.translate(_PLAIN)
        start = at
        for piece in line.pieces:
            end = min(at + piece.end, at + len(text))
            if end > start:
                places.append(Place(start, end, piece.page, piece.box, piece.cell, piece.confidence))
                start = end
        texts.append(text)
        at += len(text) + 1
        if at > LONGEST_TEXT:
            raise UnreadableError("LS803", what="文字", limit=f"{LONGEST_TEXT // 1_000_000}00 万字")
    return "".join(f"{text}\n" for text in texts), tuple(places)


def plain_lines(texts: Iterable[str]) -> tuple[Line, ...]:
    """Lines without places."""
    return tuple(Line(text) for text in texts)
