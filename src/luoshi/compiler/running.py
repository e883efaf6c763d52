"""Paragraphs that run on: page furniture or a hard wrap may part what is one paragraph to its reader.

`owners` and `owner_lists` ask for the running paragraph of each paragraph, so that a subject or a list of units
reaches over the seam.
"""

import re

from luoshi.compiler.flow import Flow
from luoshi.compiler.parts import Outline

NUMBER = re.compile(
    r"[（(][一二三四五六七八九十百\d]{1,4}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,3}(?:\.\d{1,3}){0,3}[.．、](?!\d)|\d{1,2}[)）]"
    r"|[①-⑳]|第[一二三四五六七八九十百\d]{1,4}[条章节]|[一二三四五六七八九十]{1,2}是|——?"
)
_MARK = re.compile("[，。；、]")
_ENDED = "。！？：:”）)】〕"


def running_paragraphs(flow: Flow, outline: Outline) -> list[int]:
    """For every paragraph the index of the first paragraph of the running one that it belongs to."""
    whole = {heading.start: heading.end for heading in outline.headings}
    titles = {start for start, _ in outline.titles}
    first: list[int] = []
    open_at: int | None = None
    before = 0
    for i, paragraph in enumerate(flow.paragraphs):
        text = flow.text
        if paragraph.kind == "furniture":
            first.append(first[-1] if first else i)
            continue
        starts_anew = (
            open_at is None
            or paragraph.kind == "row"
            or paragraph.start in whole
            or paragraph.start in titles
            or NUMBER.match(text, paragraph.start) is not None
            or _apart(flow, before, paragraph.start)
        )
        first.append(i if starts_anew or open_at is None else open_at)
        ended = (
            paragraph.end == paragraph.start
            or text[paragraph.end - 1] in _ENDED
            or paragraph.kind == "row"
            or whole.get(paragraph.start, -1) >= paragraph.end
            or paragraph.start in titles
            or paragraph.cut_end
            or _MARK.search(text, paragraph.start, paragraph.end) is None  # a heading or subtitle
        )
        open_at = None if ended else first[-1]
        before = paragraph.end
    return first


def _apart(flow: Flow, before: int, start: int) -> bool:
    """Whether a blank line stands between: blocks of a page, which `repair` joins, not a wrap."""
    if before == 0 or before + 1 != start:
        return False
    left = flow.to_source(before - 1, before)[1]
    right = flow.to_source(start, start + 1)[0]
    return right < left or re.search(r"\n[ \t\u3000]*\n", flow.source[left:right]) is not None
