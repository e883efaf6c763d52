"""Where a thing stands in a text: documents and spans.

Readers make a `Document`; the compiler puts a `Span` on everything that it finds in one.
"""

from dataclasses import dataclass
from typing import NamedTuple, NewType

DocumentId = NewType("DocumentId", str)
"""The slug of a document: kept in the workspace, independent of path and content."""


class Span(NamedTuple):
    """A half-open stretch of a document's canonical text, in Unicode code points."""

    document: DocumentId
    start: int
    end: int


Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points (1/72 inch) from the upper left corner of the page."""


class Place(NamedTuple):
    """Where a stretch of the canonical text stands in the file that it was read from.

    ``page`` counts from 1: the page of a PDF, an OFD or a picture, the sheet of a workbook. ``box`` is None where
    the format fixes none. ``cell`` names a cell of a workbook (B3); ``confidence``, from 0 to 1, is the
    recogniser's where the text was recognised and None where the file itself holds it.
    """

    start: int
    end: int
    page: int
    box: Box | None = None
    cell: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as a reader delivers it.

    ``text`` is the canonical text, which nothing rewrites; for a plain text file it is the decoded file.
    ``sha256`` is that of the file's bytes, in hexadecimal. ``places`` ascend and do not overlap; they are empty
    where the format has no layout.
    """

    id: DocumentId
    text: str
    path: str = ""
    sha256: str = ""
    media_type: str = "text/plain"
    places: tuple[Place, ...] = ()
