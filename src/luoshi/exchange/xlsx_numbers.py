"""Numbers of XLSX cells as Excel shows them: dates, percentages, decimals, and units in the number format.

`xlsx_reader` reads the formats of a workbook once and prints every number with the format of its cell.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from lxml import etree

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-m-d h:mm",
}
# Dates in Excel's own and in the Chinese locale's formats.
_BUILT_IN_DATES = {
    14: "yyyy-m-d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 27: "yyyy-m", 28: "m-d", 29: "m-d", 30: "m-d-yy", 31: "yyyy-m-d",
    32: "h:mm", 33: "h:mm:ss", 36: "yyyy-m", 50: "yyyy-m", 51: "m-d", 52: "yyyy-m", 53: "m-d", 54: "m-d", 55: "h:mm",
    56: "h:mm:ss", 57: "yyyy-m", 58: "m-d",
}  # fmt: skip
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\[\]]*\]')
_DATE_LETTERS = re.compile(r"[ymdhs]", re.I)
_PLACES = re.compile(r"0\.([0#?]+)")
_EXACT = 15
_LARGEST = Decimal(10) ** 18


def read_formats(root: etree._Element | None) -> tuple[str, ...]:
    """The number format of every cell style of the workbook."""
    if root is None:
        return ()
    own = {
        each.get("numFmtId"): each.get("formatCode") or "" for each in root.iterfind(f"{S}numFmts/{S}numFmt")
    }
    formats = []
    for style in root.iterfind(f"{S}cellXfs/{S}xf"):
        number = style.get("numFmtId") or "0"
        known = int(number) if re.fullmatch(r"\d{1,4}", number) else 0
        formats.append(own.get(number) or _BUILT_IN.get(known) or _BUILT_IN_DATES.get(known) or "")
    return tuple(formats)


def print_number(text: str, number_format: str, *, since_1904: bool = False) -> str:
    """A stored number as its cell shows it.

    >>> print_number("0.855", "0.0%"), print_number("46387", "yyyy-m-d"), print_number("18.600000000000001", "")
    ('85.5%', '2026年12月31日', '18.6')
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite() or abs(value) >= _LARGEST:
        return text
    section = number_format.split(";")[0]
    plain = _LITERAL.sub("", section)
    if _DATE_LETTERS.search(plain) and "general" not in plain.lower():
        return _print_date(value, plain.lower(), since_1904) or text
    literals = [match[1] or match[2] or "" for match in _LITERAL.finditer(section)]
    first = re.search(r"[0#?]", section)
    before = _text_of(section[: first.start()]) if first and literals else ""
    after = _text_of(re.split(r"[0#?.,]+", section)[-1]) if first and literals else ""
    percent = "%" in plain
    if percent:
        value *= 100
    places = _PLACES.search(plain)
    if places:
        value = value.quantize(Decimal(1).scaleb(-min(len(places[1]), 9)), ROUND_HALF_UP)
        printed = f"{value:f}"
        if "0" not in places[1]:
            printed = printed.rstrip("0").rstrip(".")
    elif re.search(r"0", plain):
        printed = f"{value.quantize(Decimal(1), ROUND_HALF_UP):f}"
    else:
        printed = _general(value)
    return f"{before}{printed}{'%' if percent else ''}{after.replace('%', '')}"


def _text_of(part: str) -> str:
    """The characters that a piece of a format prints as they are."""
    return "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(part))


def _general(value: Decimal) -> str:
    """At most as many digits as Excel keeps, without the noise of binary fractions."""
    digits = len(value.as_tuple().digits)
    exponent = value.adjusted()
    if digits > _EXACT:
        value = value.quantize(Decimal(1).scaleb(min(exponent - _EXACT + 1, 0)), ROUND_HALF_UP)
    printed = f"{value:f}"
    return printed.rstrip("0").rstrip(".") if "." in printed else printed


def _print_date(value: Decimal, letters: str, since_1904: bool) -> str | None:
    epoch = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    if not 0 <= value < 2_900_000:
        return None
    day = epoch + timedelta(days=int(value), seconds=round(float(value % 1) * 86400))
    if "y" in letters or "d" in letters:
        year = f"{day.year}年" if "y" in letters else ""
        # a lone m beside h is minutes
        month = f"{day.month}月" if "m" in letters else ""
        date = f"{day.day}日" if "d" in letters else ""
        return year + month + date
    if "h" in letters or "s" in letters:
        return f"{day.hour:02d}:{day.minute:02d}"
    return f"{day.month}月"


def format_at(formats: Sequence[str], attributes: Mapping[str, str]) -> str:
    """The number format of a cell from its style."""
    style = attributes.get("s") or ""
    at = int(style) if re.fullmatch(r"\d{1,6}", style) else 0
    return formats[at] if at < len(formats) else ""
