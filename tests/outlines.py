"""A text → its outline in plain values, for tests of the structure."""

from luoshi.compiler.flow import Flow
from luoshi.compiler.normalise import read_flow
from luoshi.compiler.parts import Outline
from luoshi.compiler.sections import find_outline
from luoshi.model.text import Document, DocumentId


def outline_of(text: str) -> tuple[Flow, Outline]:
    """The reading text and its outline."""
    flow = read_flow(Document(id=DocumentId("test"), text=text))
    return flow, find_outline(flow)


def headings_of(text: str) -> list[tuple[int, str]]:
    """Level and wording of every heading."""
    flow, outline = outline_of(text)
    return [(heading.level, flow.text[heading.start : heading.end]) for heading in outline.headings]


def head_of(text: str) -> tuple[str | None, str | None, str | None]:
    """Title, issuer and date."""
    flow, outline = outline_of(text)
    title = flow.text[slice(*outline.title)] if outline.title else None
    return title, outline.issuer, outline.published


def records_of(text: str) -> dict[int, list[tuple[str, str]]]:
    """For every record the kinds and wordings of its fields, without headers and labels."""
    flow, outline = outline_of(text)
    found: dict[int, list[tuple[str, str]]] = {}
    for field in outline.fields:
        if field.kind not in ("header", "label"):
            found.setdefault(field.record, []).append((field.kind, flow.text[field.start : field.end]))
    return found


def stretches_of(text: str) -> list[str]:
    """The texts that records speak about."""
    flow, outline = outline_of(text)
    return [flow.text[stretch.start : stretch.end] for stretch in outline.stretches]
