"""How well two stretches of Chinese read on: a small table of which characters follow which.

The table is learned from the project's own texts (``training/seams.py`` writes ``seam_table.py``); `seams` asks.
Figures count as one character and Latin letters as another.
"""

import re
import zlib
from base64 import b85decode, b85encode
from collections.abc import Iterable
from functools import lru_cache
from math import log, log2
from typing import NamedTuple

from luoshi.compiler.seam_table import PAIRS, TRIPLES
from luoshi.compiler.seam_words import known_words

_BITS = 1 << 20
_DIGIT = re.compile(r"\d")
_LATIN = re.compile(r"[A-Za-z]")
_SMOOTHING = 6.0
_RANGE = (-2.5, 5.0)


class Table(NamedTuple):
    """Counts of pairs, of characters as first and as second of a pair, and the set of triples as a bit field."""

    pairs: dict[str, float]
    first: dict[str, float]
    second: dict[str, float]
    total: float
    triples: bytes


def plain(text: str) -> str:
    """Figures as 0, Latin letters as A."""
    return _LATIN.sub("A", _DIGIT.sub("0", text))


def _slots(a: str, b: str, c: str) -> tuple[int, int]:
    code = (ord(a) * 73_856_093) ^ (ord(b) * 19_349_663) ^ (ord(c) * 83_492_791)
    return code % _BITS, (code // 7919 * 2_654_435_761) % _BITS


def count_text(paragraphs: Iterable[str]) -> tuple[dict[str, int], bytearray]:
    """Pairs and triples of texts, for learning."""
    pairs: dict[str, int] = {}
    triples = bytearray(_BITS // 8)
    for paragraph in paragraphs:
        text = plain(paragraph)
        for k in range(len(text) - 1):
            pair = text[k : k + 2]
            pairs[pair] = pairs.get(pair, 0) + 1
            if k + 2 < len(text):
                for slot in _slots(*text[k : k + 3]):
                    triples[slot >> 3] |= 1 << (slot & 7)
    return pairs, triples


def packed(pairs: dict[str, int], triples: bytes) -> tuple[str, str]:
    """The two strings of ``seam_table.py``: after each first character its followers, each with a rough count."""
    rows: dict[str, str] = {}
    for pair in sorted(pairs):
        rows[pair[0]] = rows.get(pair[0], pair[0]) + pair[1] + str(min(9, int(2 * log2(pairs[pair])) + 1))
    listed = "\n".join(rows[first] for first in sorted(rows))
    return (
        b85encode(zlib.compress(listed.encode(), 9)).decode(),
        b85encode(zlib.compress(bytes(triples), 9)).decode(),
    )


def unpacked(pairs: str, triples: str) -> Table:
    """The table of its two strings, the pairs inside known words added."""
    counts: dict[str, float] = {}
    for row in zlib.decompress(b85decode(pairs)).decode().split("\n") if pairs else ():
        for k in range(1, len(row), 2):
            counts[row[0] + row[k]] = 2.0 ** ((int(row[k + 1]) - 1) / 2)
    return _completed(counts, zlib.decompress(b85decode(triples)) if triples else bytes(_BITS // 8))


def _completed(counts: dict[str, float], triples: bytes) -> Table:
    for word in known_words():
        for k in range(len(word) - 1):
            counts[word[k : k + 2]] = counts.get(word[k : k + 2], 0.0) + 1.0
    first: dict[str, float] = {}
    second: dict[str, float] = {}
    for pair, count in counts.items():
        first[pair[0]] = first.get(pair[0], 0.0) + count
        second[pair[1]] = second.get(pair[1], 0.0) + count
    return Table(counts, first, second, sum(first.values()), triples)


@lru_cache(maxsize=1)
def learned_table() -> Table:
    """The table that is shipped."""
    return unpacked(PAIRS, TRIPLES)


def fluency(table: Table, left: str, right: str) -> float:
    """How much likelier the first character of ``right`` is after ``left`` than anywhere (natural logarithm)."""
    a, b = plain(left[-1]), plain(right[0])
    share = (table.second.get(b, 0.0) + 0.5) / (table.total + 2000.0)
    likely = (table.pairs.get(a + b, 0.0) + _SMOOTHING * share) / (table.first.get(a, 0.0) + _SMOOTHING)
    return max(_RANGE[0], min(_RANGE[1], log(likely / share)))


def triples_across(table: Table, left: str, right: str) -> int:
    """How many of the two triples of characters across the seam are known, 0 to 2."""
    a, b = plain(left[-2:]), plain(right[:2])
    found = 0
    if len(a) == 2 and _has(table, a + b[0]):
        found += 1
    if len(b) == 2 and _has(table, a[-1] + b):
        found += 1
    return found


def _has(table: Table, triple: str) -> bool:
    return all(table.triples[slot >> 3] >> (slot & 7) & 1 for slot in _slots(*triple))


def rarity(table: Table, pair: str) -> float:
    """How much a pair of characters tells about the subject of a text: 0 for everyday ones."""
    return max(0.0, 6.0 - log(1.0 + 2.0 * table.pairs.get(pair, 0.0)))
