"""Coined numbers: 一轴四区, 五减两增, 1+3+N, 33618 → their parts, as far as the term itself shows them.

A string goes in (the inside of quotation marks); the counts and nouns that it is made of come out, or None
where it is no coined number. `terms`, `members` and `systems` call this; what a number means stands in the
text, not here.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from luoshi.language.numerals import parse_number

_CHINESE = "一二三四五六七八九十两双"
_VAGUE = "NnXx多百千万"
_NUMERAL = re.compile(f"\\d{{1,4}}|[{_CHINESE}]{{1,3}}|[{_VAGUE}]+")
_CLASSIFIER = re.compile("[个大项张类种条级型重座件副套家](?=.)")
# A measured number (15分钟养老服务圈, 三年行动) counts no members.
_MEASURE = re.compile(
    "分钟|小时|公里|千米|平方|[年月日天周米元度次亩号]|季度|[%％·./-]|点(?:[钟半]|整|到|至|前|后)"
)
_TEN = re.compile("[二三四五六七八九]?十[一二三四五六七八九]?")
_NAMED = re.compile(f"[^\\d{_CHINESE}{_VAGUE}]{{2,4}}(?=[二三四五六七八九十两双])")
# 一 opens no part of its own in these: 三个一律, 五位一体, 四方一致.
_NO_PART = re.compile("一[律致体样起切定直流道]")


_CLINGING = re.compile("[\\s“”\"‘’'《》「」『』()（）]")


class Part(NamedTuple):
    """A number and what it counts.

    ``number`` is None for an open one (N, 多, 百), ``noun`` may be empty (1+3+N).
    """

    number: int | None
    noun: str
    label: str


class Coined(NamedTuple):
    """The parts of a coined number.

    ``digits`` is set where the term is one row of figures (33618) and only the text can tell how it divides;
    ``distributive`` where each part says "one for each" (一企一策), which no enumeration closes.
    """

    parts: tuple[Part, ...]
    digits: str | None = None
    distributive: bool = False

    def totals(self) -> frozenset[int]:
        """The numbers of members that close the term: the sum of the counts or their common value."""
        if self.distributive or not self.parts:
            return frozenset()
        counts = [part.number for part in self.parts if part.number is not None]
        if not counts:
            return frozenset()
        found = {sum(counts)}
        if len(counts) > 1 and len(set(counts)) == 1:
            found.add(counts[0])
        if "一体" in self.parts[-1].noun or (len(counts) > 1 and self.parts[-1].label.startswith("一体")):
            found.add(counts[0])
        return frozenset(found - {1})


def fold(text: str) -> str:
    """The form in which terms are compared: width folded, no white space, no marks of quotation."""
    return _CLINGING.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=4096)
def parse_coined(text: str) -> Coined | None:
    """The parts of a coined number, None where ``text`` is none."""
    folded = fold(text)
    if re.fullmatch(r"\d{3,6}", folded):
        return Coined((), digits=folded)
    if re.search(r"\+", folded):
        return _joined(folded.split("+"))
    if "、" in folded:
        return _joined(folded.split("、"))
    parts = _read_parts(folded)
    named = _NAMED.match(folded)
    if not parts and named:
        # 夜游三戏, 城市双修: a word before the number.
        parts = _read_parts(folded[named.end() :])
        parts = parts if len(parts) == 1 else ()
    if not parts:
        return None
    return Coined(parts, distributive=all(part.number == 1 for part in parts))


def is_count(coined: Coined) -> bool:
    """A real count: not one of each, not only open numbers."""
    return not coined.distributive and (
        coined.digits is not None or any(part.number is not None and part.number > 1 for part in coined.parts)
    )


def split_figures(digits: str) -> tuple[int, ...]:
    """33618 → 3, 3, 6, 18 where no text explains it: one figure each, but a 1 after a greater figure opens a teen."""
    found: list[int] = []
    at = 0
    while at < len(digits):
        teen = digits[at] == "1" and at > 0 and at + 1 < len(digits)
        found.append(int(digits[at : at + 2] if teen else digits[at]))
        at += 2 if teen else 1
    return tuple(found)


def carries_number(text: str) -> bool:
    """Whether a term shows a numeral at all, so that its count is worth a word."""
    return bool(re.search(f"[0-9０-９{_CHINESE}]|^[百千万]", text))


def _joined(pieces: list[str]) -> Coined | None:
    """1+3+N, 3+5, 双枢纽、多支点: every piece begins with a number."""
    parts: list[Part] = []
    for piece in pieces:
        match = _NUMERAL.match(piece)
        if not match or (match.end() < len(piece) and _MEASURE.match(piece, match.end())):
            return None
        found = _read_parts(piece) if match.end() < len(piece) else (Part(_count(piece), "", piece),)
        if not found:
            return None
        parts.extend(found)
    if len(parts) < 2:
        return None
    return Coined(tuple(parts), distributive=all(part.number == 1 for part in parts))


def _read_parts(text: str) -> tuple[Part, ...]:
    """一轴四区 → (1, 轴), (4, 区); empty where the string is not made of numbers and nouns."""
    parts: list[Part] = []
    at = 0
    while at < len(text):
        match = _NUMERAL.match(text, at)
        if not match:
            return ()
        count = _count(match.group())
        if count == 0:
            return ()
        noun_at = match.end()
        classifier = _CLASSIFIER.match(text, noun_at)
        if _MEASURE.match(text, noun_at):
            return ()
        if classifier:
            noun_at = classifier.end()
        end = _next_part(text, noun_at + 1, bool(classifier))
        noun = text[noun_at:end]
        if not noun:
            return ()
        parts.append(Part(count, noun, text[at:end]))
        at = end
    return tuple(parts)


def _count(numeral: str) -> int | None:
    """The value of a numeral, None for an open one; 0 where the row of characters is no number (十五五)."""
    if numeral[0] in _VAGUE:
        return None
    if numeral == "双":
        return 2
    if len(numeral) > 1 and not numeral[0].isdigit() and not _TEN.fullmatch(numeral):
        return 0
    value = parse_number(numeral)
    return int(value) if value is not None else 0


def _next_part(text: str, at: int, classified: bool) -> int:
    """Where the next number begins; after a classifier (三个一律, 两个一百) 一 and 百 belong to the noun."""
    opening = "二三四五六七八九两双0123456789多NX" + ("" if classified else "一十百千万")
    while at < len(text):
        if text[at] in opening and not _NO_PART.match(text, at) and at + 1 < len(text):
            return at
        at += 1
    return len(text)
