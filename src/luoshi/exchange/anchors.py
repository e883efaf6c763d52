"""Spans written so that an edit elsewhere in the text does not change them.

A text is cut into sentences; each has a key from its own wording (with an ordinal for repeats). ``3fa9c107:4+22`` is
the stretch of 22 characters from the fifth character of sentence 3fa9c107 on. Files of a workspace hold spans in this
form, so that their differences show what changed and nothing else. The row writers and readers call this.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from luoshi.exchange.rows import RowError
from luoshi.model.text import DocumentId, Span

_SENTENCE = re.compile(r"[^\n。；]*(?:[\n。；]|\Z)")
_PLACE = re.compile(r"([0-9a-f]{8}(?:-[1-9][0-9]{0,6})?):([0-9]{1,9})\+([0-9]{1,9})")


class Anchors(NamedTuple):
    """The sentences of a text: where they start and what they are called."""

    document: DocumentId
    length: int
    starts: Sequence[int]
    keys: Sequence[str]
    places: Mapping[str, int]


def anchors_of(document: DocumentId, text: str) -> Anchors:
    """The sentences of ``text``."""
    starts: list[int] = []
    keys: list[str] = []
    seen: dict[str, int] = {}
    for match in _SENTENCE.finditer(text):
        if match.end() == match.start() and starts:
            continue
        key = f"{crc32(match[0].strip().encode('utf-8', 'surrogatepass')):08x}"
        seen[key] = number = seen.get(key, 0) + 1
        starts.append(match.start())
        keys.append(key if number == 1 else f"{key}-{number}")
    return Anchors(document, len(text), starts, keys, dict(zip(keys, starts, strict=True)))


def write_place(anchors: Anchors, start: int, end: int) -> str:
    """A stretch of the text as its sentence, place in it and length.

    >>> write_place(anchors_of(DocumentId("d"), "一、任务。改造420个。"), 5, 11)
    '2e8d6d2d:0+6'
    """
    at = bisect_right(anchors.starts, start) - 1
    return f"{anchors.keys[at]}:{start - anchors.starts[at]}+{end - start}"


def read_place(anchors: Anchors, words: str) -> Span:
    """The span that ``words`` stand for; `RowError` where the text has no such sentence."""
    match = _PLACE.fullmatch(words)
    if match is None:
        raise RowError(f"“{words[:40]}”不是位置")
    start = anchors.places.get(match[1])
    if start is None:
        raise RowError(f"原文中没有“{match[1]}”这一句")
    first = start + int(match[2])
    if first + int(match[3]) > anchors.length:
        raise RowError(f"位置“{words}”超出原文")
    return Span(anchors.document, first, first + int(match[3]))
