"""Stretches of a document's text: what the rules look at around a reading, and spans for what they find.

Every rule that reads wording calls these; nothing here judges.
"""

import re
from functools import lru_cache

from luoshi.model.commitment import Commitment
from luoshi.model.reading import Reading
from luoshi.model.text import Span

# One character for one character, so that offsets stay: full-width digits, letters and signs, not punctuation.
_FULL = "０１２３４５６７８９％．～＋－／＞＜＝"
_PLAIN: dict[int, int] = {
    **{ord(full): ord(plain) for full, plain in zip(_FULL, "0123456789%.~+-/><=", strict=True)},
    **{0xFF21 + i: 0x41 + i for i in range(26)},
    **{0xFF41 + i: 0x61 + i for i in range(26)},
}
_ANY_FULL = re.compile("[\uff05\uff0b\uff0d-\uff19\uff1c-\uff1e\uff21-\uff3a\uff41-\uff5a\uff5e]")
_STOPS = "。；！？;!?"
_SPACE = re.compile(r"\s+")
# A line so long and without a full stop at its end was broken by the page, not by the writer.
_WRAPPED = 24
_REACH = 160


def plain_text(reading: Reading) -> str:
    """The text with ASCII digits, letters and signs; every offset is that of the document."""
    return _plain_document(reading.document.text)


def to_plain(text: str) -> str:
    """``text`` with ASCII digits, letters and signs, of the same length.

    >>> to_plain("降至０．０５毫克／升")
    '降至0.05毫克/升'
    """
    # Most texts have none of these, and looking is much faster than translating.
    return text.translate(_PLAIN) if _ANY_FULL.search(text) else text


@lru_cache(maxsize=256)
def _plain_document(text: str) -> str:
    """Most rules ask for it, one after the other."""
    return to_plain(text)


def span_of(reading: Reading, start: int, end: int) -> Span:
    """A span of the document."""
    return Span(reading.document.id, start, end)


def quote(reading: Reading, span: Span) -> str:
    """What stands at ``span``, on one line."""
    return _SPACE.sub("", reading.document.text[span.start : span.end])


def wording(reading: Reading, commitment: Commitment) -> str:
    """The commitment as written, its pieces joined."""
    return "".join(quote(reading, piece) for piece in commitment.pieces or (commitment.span,))


def clause_before(text: str, at: int, reach: int = 40) -> str:
    """What stands between the last comma or stop and ``at``."""
    start = max(0, at - reach)
    stretch = text[start:at]
    cut = max(stretch.rfind(mark) for mark in "，。；！？、：,;:\t")
    return _SPACE.sub("", stretch[cut + 1 :])


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that holds ``text[start:end]``; it runs over line breaks that the page made."""
    left = start
    while left > 0 and start - left < _REACH and text[left - 1] not in _STOPS:
        if text[left - 1] == "\n" and not _is_wrap(text, left - 1):
            break
        left -= 1
    right = end
    while right < len(text) and right - end < _REACH and text[right] not in _STOPS:
        if text[right] == "\n" and not _is_wrap(text, right):
            break
        right += 1
    return left, right


def line_around(text: str, at: int) -> str:
    """The line in which ``at`` stands."""
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : len(text) if end < 0 else end]


def _is_wrap(text: str, at: int) -> bool:
    """Whether the line break at ``at`` was made by the page."""
    start = text.rfind("\n", 0, at) + 1
    return (
        at - start >= _WRAPPED
        and text[at - 1] not in "。：:；！？"
        and text[at + 1 : at + 2] not in "\n \u3000\t"
    )
