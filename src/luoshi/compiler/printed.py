"""Reading text → what the page prints: spans of the source and names in the script of the document.

The reading text is folded (half-width digits, simplified characters); what leaves the compiler points into the
source and names units as the source writes them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping

from luoshi.compiler.flow import Flow
from luoshi.model.text import DocumentId, Span


def span_maker(flow: Flow, document: DocumentId) -> Callable[[int, int], Span]:
    """A function from flow offsets to the span of the source."""
    return lambda start, end: Span(document, *flow.to_source(start, end))


def piece_maker(flow: Flow, document: DocumentId) -> Callable[[int, int], tuple[Span, ...]]:
    """A function from flow offsets to all pieces of the source; empty where there is only one."""

    def pieces(start: int, end: int) -> tuple[Span, ...]:
        found = flow.pieces(start, end)
        return tuple(Span(document, s, e) for s, e in found) if len(found) > 1 else ()

    return pieces


def printed_script(flow: Flow) -> Mapping[int, str]:
    """For a document in traditional script, a translation table back to its own characters; empty for others.

    One simplified character may stand for several; the one that the document prints most often is taken.
    """
    if flow.language != "zh-Hant":
        return {}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    ends = (*flow.run_starts[1:], len(flow.text))
    for start, end, origin in zip(flow.run_starts, ends, flow.run_origins, strict=True):
        for folded, own in zip(flow.text[start:end], flow.source[origin : origin + end - start], strict=False):
            if "\u4e00" <= folded <= "\u9fff":
                counts[folded][own] += 1
    return {
        ord(folded): min(own.items(), key=lambda pair: (-pair[1], pair[0]))[0]
        for folded, own in counts.items()
        if set(own) != {folded}
    }
