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


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as a reader delivers it.

    ``text`` is the canonical text, which nothing rewrites; for a plain text file it is the decoded file.
    ``sha256`` is that of the file's bytes, in hexadecimal.
    """

    id: DocumentId
    text: str
    path: str = ""
    sha256: str = ""
    media_type: str = "text/plain"
