"""Chinese and Arabic numerals → `Decimal`.

Strings of digits, Chinese numerals or both go in (120, 9,386.4, 一百二十, 两, 1.2万, 三千五百万, 二〇二六); a number or None
comes out. `quantities` and `dates` call this.
"""

from decimal import ROUND_HALF_UP, Decimal

DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_STEPS = {"十": 10, "百": 100, "千": 1000}
MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_HALF = Decimal("0.5")
_PLACES = Decimal("0.0001")


def parse_number(text: str) -> Decimal | None:
    """The value of one numeral, None where the string is none; a numeral of figures may end in 万, 亿 and the like."""
    text = text.strip()
    if not text:
        return None
    if text == "半":
        return _HALF
    if text[0].isascii():
        return _parse_arabic(text)
    if len(text) > 1 and all(character in DIGITS for character in text):
        # 二〇二六: digits one by one; 二三 is left to the caller as "two or three".
        return Decimal("".join(str(DIGITS[character]) for character in text))
    return _parse_chinese(text)


def _parse_arabic(text: str) -> Decimal | None:
    end = len(text)
    while end and text[end - 1] in MAGNITUDES:
        end -= 1
    body = text[:end].replace(",", "").replace(" ", "")
    digits = body[1:] if body[:1] == "-" else body
    whole, _, fraction = digits.partition(".")
    if not (whole.isdecimal() and whole.isascii()) or (
        fraction and not (fraction.isdecimal() and fraction.isascii())
    ):
        return None
    return Decimal(body.rstrip(".")) * magnitude(text[end:])


def _parse_chinese(text: str) -> Decimal | None:
    """Positional reading: 三千五百万 = (3·1000 + 5·100)·10000; 一百二 and 一万五 have their last step implied."""
    total = section = 0
    digit: int | None = None
    last = 1
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
            if digit == 0:
                last = 1
        elif character in _STEPS:
            step = _STEPS[character]
            section += (1 if digit is None else digit) * step
            digit, last = None, step
        elif character in "万亿":
            factor = MAGNITUDES[character]
            section += digit or 0
            total = (total + section) * factor if character == "亿" else total + (section or 1) * factor
            section, digit, last = 0, None, factor
        else:
            return None
    if digit is not None:
        section += digit * (last // 10 if last >= 100 else 1)
    return Decimal(total + section)


def magnitude(text: str) -> Decimal:
    """The factor of 万, 亿, 万亿, 千万 …; 1 for an empty string."""
    factor = Decimal(1)
    for character in text:
        factor *= MAGNITUDES.get(character, 1)
    return factor


def fraction(denominator: Decimal, numerator: Decimal) -> Decimal | None:
    """A share as a decimal number, rounded to four places where it does not end (三分之一 = 0.3333)."""
    if not denominator:
        return None
    value = numerator / denominator
    rounded = value.quantize(_PLACES, rounding=ROUND_HALF_UP)
    return rounded.normalize() if rounded != value or rounded == 0 else value.normalize()


def plain(value: Decimal) -> Decimal:
    """The same number without exponent notation (1E+2 → 100); places that are printed stay (43.0)."""
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value
