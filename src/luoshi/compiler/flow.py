"""The reading text: what the page says, in the order in which it is to be read.

`normalise` and `repair` make a `Flow` from a document; every later pass reads ``flow.text`` and speaks in its
offsets, and `to_source` leads each stretch back to the document. Nothing is rewritten: the flow is an edit log
(runs that point into the source) and a text in which characters may be replaced one for one (full-width
digits, traditional script) and in which line breaks inside paragraphs, stray spaces around figures and markup
are left out.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

ParagraphKind = Literal["text", "row", "furniture"]

BOLD = 7
"""The ``mark`` of a paragraph that is set in bold as a whole; 1–6 are the heading levels of Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowParagraph:
    """A paragraph, table row or piece of page furniture: ``flow.text[start:end]``, no line feed inside.

    ``mark`` is the markup that the paragraph carried (see `BOLD`), 0 for none. ``copy_of`` is the index of the
    paragraph whose later copy this one is. ``cut_start`` and ``cut_end`` say that the other half stands nowhere
    on the page.
    """

    start: int
    end: int
    kind: ParagraphKind = "text"
    mark: int = 0
    copy_of: int | None = None
    cut_start: bool = False
    cut_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A reading text over ``source``; paragraphs are parted by one line feed each.

    Run ``i`` maps ``text[run_starts[i]:run_starts[i + 1]]`` to the source from ``run_origins[i]`` on. A
    paragraph's closing line feed belongs to the run before it and maps to one past that run's last character.
    ``cuts`` are the offsets at which a paragraph goes on in another block of the page. ``language`` is zh-Hans,
    zh-Hant, another code, or und.
    """

    text: str
    source: str
    run_starts: tuple[int, ...]
    run_origins: tuple[int, ...]
    paragraphs: tuple[FlowParagraph, ...]
    cuts: frozenset[int] = frozenset()
    language: str = "zh-Hans"

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Source span of a flow span; where other text stands between its pieces, the first piece (see `pieces`)."""
        i = bisect_right(self.run_starts, start) - 1
        s = self.run_origins[i] + start - self.run_starts[i]
        if end <= start:
            return s, s
        if i + 1 == len(self.run_starts) or end <= self.run_starts[i + 1]:
            return s, s + end - start
        return self.pieces(start, end)[0]

    def pieces(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The source stretches of a flow span in reading order; what is only left out does not part them."""
        found: list[tuple[int, int]] = []
        i = bisect_right(self.run_starts, start) - 1
        at = start
        while at < end:
            run_start = self.run_starts[i]
            run_end = self.run_starts[i + 1] if i + 1 < len(self.run_starts) else len(self.text) + 1
            stop = min(end, run_end)
            s = self.run_origins[i] + at - run_start
            if found and found[-1][1] <= s and self._reads_on(run_start, found[-1][1], s):
                found[-1] = (found[-1][0], s + stop - at)
            else:
                found.append((s, s + stop - at))
            at, i = stop, i + 1
        return tuple(found)

    def _reads_on(self, at: int, gap_start: int, gap_end: int) -> bool:
        """Whether nothing but what is left out stands between the run that begins at ``at`` and the one before."""
        if not self.source[gap_start:gap_end].strip():
            return True
        return at not in self.cuts and self.text[at - 1] != "\n"
