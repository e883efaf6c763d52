"""Placeholder of the first thread: width folding only."""

from luoshi.compiler.flow import Flow, FlowParagraph
from luoshi.model.text import Document

_FOLD = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {
    code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_FOLD |= {ord("％"): ord("%"), ord("．"): ord("."), ord("「"): ord("“"), ord("」"): ord("”"), ord("\u3000"): ord(" ")}


def read_flow(document: Document) -> Flow:
    """One paragraph a line."""
    source = document.text
    paragraphs, starts, origins, parts = [], [], [], []
    at = flow_at = 0
    for line in source.split("\n"):
        body = line.strip()
        if body:
            origin = at + line.index(body)
            starts.append(flow_at)
            origins.append(origin)
            kind = "row" if "\t" in body else "text"
            paragraphs.append(FlowParagraph(start=flow_at, end=flow_at + len(body), kind=kind))  # type: ignore[arg-type]
            parts.append(body)
            flow_at += len(body) + 1
        at += len(line) + 1
    text = "\n".join(parts).translate(_FOLD)
    return Flow(text=text, source=source, run_starts=tuple(starts), run_origins=tuple(origins), paragraphs=tuple(paragraphs))
