"""Automatic list numbers of DOCX: what Word prints before a paragraph and does not store in it.

`docx_reader` makes one `Numbering` for a document and asks it for every paragraph in order, because each number
depends on those before it.
"""

import re
from typing import NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
    (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 9999


class Level(NamedTuple):
    """One level of a list: first value, format, pattern (%1、), and what follows the number."""

    start: int
    format: str
    pattern: str
    suffix: str
    style: str


class Numbering:
    """The lists of a document and how far each has been counted."""

    __slots__ = ("_abstract_of", "_counts", "_levels", "_started", "_starts")

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for abstract in root.iterfind(f"{W}abstractNum"):
            number = abstract.get(f"{W}abstractNumId") or ""
            self._levels[number] = {
                whole(level.get(f"{W}ilvl")): _read_level(level) for level in abstract.iterfind(f"{W}lvl")
            }
        for num in root.iterfind(f"{W}num"):
            number = num.get(f"{W}numId") or ""
            self._abstract_of[number] = value_of(num, "abstractNumId") or ""
            for change in num.iterfind(f"{W}lvlOverride"):
                level = whole(change.get(f"{W}ilvl"))
                start = value_of(change, "startOverride")
                if start is not None:
                    self._starts.setdefault(number, {})[level] = whole(start)
                own = change.find(f"{W}lvl")
                if own is not None:
                    # a list of its own with one level changed
                    private = f"{self._abstract_of[number]}/{number}"
                    base = self._levels.get(private) or self._levels.get(self._abstract_of[number], {})
                    self._levels[private] = base | {level: _read_level(own)}
                    self._abstract_of[number] = private

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level of list ``number`` that belongs to a paragraph style."""
        levels = self._levels.get(self._abstract_of.get(number, ""), {})
        return next((i for i, level in levels.items() if level.style and level.style == style), None)

    def next(self, number: str, level: int) -> str:
        """The printed number of the next paragraph of list ``number`` at ``level``; empty where it has none."""
        abstract = self._abstract_of.get(number, "")
        levels = self._levels.get(abstract, {})
        if number == "0" or level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        starts = self._starts.get(number, {})
        if starts and number not in self._started:
            for changed in starts:
                counts.pop(changed, None)
        self._started.add(number)
        start = starts.get(level, levels[level].start)
        counts[level] = counts[level] + 1 if level in counts else start
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return _print(levels, counts, level)


def _read_level(level: etree._Element) -> Level:
    return Level(
        start=whole(value_of(level, "start") or "1"),
        format=value_of(level, "numFmt") or "decimal",
        pattern=value_of(level, "lvlText") or "",
        suffix=value_of(level, "suff") or "tab",
        style=value_of(level, "pStyle") or "",
    )


def value_of(parent: etree._Element, tag: str) -> str | None:
    """The ``val`` of the child ``tag``."""
    child = parent.find(f"{W}{tag}")
    return None if child is None else child.get(f"{W}val")


def whole(text: str | None) -> int:
    """A number as it stands in an attribute; 0 where it is none."""
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else 0


def _print(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
    here = levels[level]
    if here.format == "none":
        return ""
    if here.format == "bullet":
        return "• "

    def part(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = levels.get(at)
        value = counts.get(at, other.start if other else 1)
        return print_number(value, other.format if other else "decimal")

    printed = _PLACE.sub(part, here.pattern)
    if not printed or here.suffix == "nothing" or printed[-1] in "、，：）)．.】":
        return printed
    return f"{printed} "


def print_number(value: int, form: str) -> str:
    """``value`` in one of Word's number formats; a format that is not known prints digits.

    >>> print_number(12, "chineseCounting"), print_number(3, "decimalEnclosedCircle"), print_number(4, "upperRoman")
    ('十二', '③', 'IV')
    """
    if form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand",
                "taiwaneseCounting", "koreanCounting"):  # fmt: skip
        return _chinese(value, _DIGITS, "十百千")
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _chinese(value, _LEGAL, "拾佰仟")
    if form in ("ideographDigital", "taiwaneseDigital", "koreanDigital"):
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= value <= 20:
        return chr(0x245F + value)
    if form == "decimalEnclosedParen" and 1 <= value <= 20:
        return chr(0x2473 + value)
    if form == "decimalEnclosedFullstop" and 1 <= value <= 20:
        return chr(0x2487 + value)
    if form == "ideographEnclosedCircle" and 1 <= value <= 10:
        return chr(0x321F + value)
    if form == "ideographTraditional" and value:
        return _STEMS[(value - 1) % 10]
    if form == "ideographZodiac" and value:
        return _BRANCHES[(value - 1) % 12]
    if form in ("upperLetter", "lowerLetter") and value:
        letter = chr(65 + (value - 1) % 26) * min((value - 1) // 26 + 1, 4)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and 0 < value <= _LARGEST:
        return _roman(value) if form == "upperRoman" else _roman(value).lower()
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _chinese(value: int, digits: str, units: str) -> str:
    if not 0 < value <= _LARGEST:
        return str(value)
    printed = ""
    pending = False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            if pending and printed:
                printed += digits[0]
            pending = False
            tens = place == 1 and digit == 1 and not printed and digits == _DIGITS
            printed += ("" if tens else digits[digit]) + (units[place - 1] if place else "")
        else:
            pending = True
    return printed


def _roman(value: int) -> str:
    printed = ""
    for amount, letters in _ROMAN:
        printed += letters * (value // amount)
        value %= amount
    return printed
