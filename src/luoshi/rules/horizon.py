"""The years that a document speaks for, and normalised deadlines as days. Called by the rules about dates."""

import re
from calendar import monthrange
from functools import lru_cache

from luoshi.language.numerals import parse_number
from luoshi.model.reading import Reading
from luoshi.rules.passages import quote, to_plain

Day = tuple[int, int, int]

_RANGE = re.compile(r"(20\d\d)年?[—–\-－―~至到]{1,2}(20\d\d)年?")
_YEAR = re.compile(r"(20\d\d)年")
_FIVE_YEARS = re.compile(
    r"第([一二三四五六七八九十]{1,3})个五年规划|[“\"「]?([一二三四五六七八九十]{1,3})五[”\"」]?(?:时期|规划|期间|发展规划)"
)
_YEARLY = re.compile("政府工作报告|工作要点|年度|计划执行情况|预算执行情况|财政预算")
_BELOW = re.compile(r"\s*[（(][ ]?[2２][^）)\n]{3,20}[）)]")
_VERSION = re.compile(r"20\d\d年(?:版|修订|修正)")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
# The sixth five-year plan began in 1981.
_SIXTH = 1981


def plan_years(reading: Reading) -> tuple[int, int] | None:
    """First and last year of the plan as its title prints them (2026—2028年, 第十五个五年规划)."""
    title = _title(reading)
    match = _RANGE.search(title)
    if match:
        return int(match[1]), int(match[2])
    match = _FIVE_YEARS.search(title)
    number = parse_number(match[1] or match[2]) if match else None
    if number is None or number < 6:
        return None
    first = _SIXTH + 5 * (int(number) - 6)
    return first, first + 4


def single_year(reading: Reading) -> int | None:
    """The one year that the title names (2026年工作要点); the year of an edition is none."""
    title = _title(reading)
    if _RANGE.search(title) or _VERSION.search(title):
        return None
    years = set(_YEAR.findall(title))
    return int(years.pop()) if len(years) == 1 else None


def is_annual(reading: Reading) -> bool:
    """Whether a document is written once a year, whose changes are those against the year before."""
    return bool(_YEARLY.search(_title(reading)))


def last_day(normalised: str | None) -> Day | None:
    """The last day of a normalised date, None for frequencies, time limits and unknown dates.

    >>> last_day("2026-06"), last_day("2026"), last_day("recurring:monthly")
    ((2026, 6, 30), (2026, 12, 31), None)
    """
    match = _DATE.fullmatch(normalised or "")
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or 12)
    if not 1 <= month <= 12:
        return None
    return year, month, int(match[3] or monthrange(year, month)[1])


def first_day(normalised: str | None) -> Day | None:
    """The first day of a normalised date.

    >>> first_day("2026-06")
    (2026, 6, 1)
    """
    match = _DATE.fullmatch(normalised or "")
    return (int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else None


@lru_cache(maxsize=1 << 14)
def year_in(words: str | None) -> int | None:
    """The year that a base or period names (2023年 → 2023).

    >>> year_in("2020年底")
    2020
    """
    match = re.search(r"(?<!\d)(20\d\d)(?!\d)", to_plain(words or ""))
    return int(match[1]) if match else None


def _title(reading: Reading) -> str:
    """The title with the years in brackets that may stand on a line of their own below it."""
    if reading.title is None:
        return ""
    after = _BELOW.match(reading.document.text, reading.title.end)
    return to_plain(quote(reading, reading.title) + (after[0] if after else ""))
