"""Numerals of figures, of Chinese characters and of both."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.language.numerals import fraction, magnitude, parse_number, plain

READINGS = {
    "120": "120",
    "9,386.4": "9386.4",
    "1.2万": "12000",
    "3千": "3000",
    "半": "0.5",
    "两": "2",
    "十": "10",
    "十五": "15",
    "二十": "20",
    "一百二十": "120",
    "一百二": "120",
    "一百零二": "102",
    "两千三百": "2300",
    "一万五": "15000",
    "一万二千": "12000",
    "三千五百万": "35000000",
    "三十五亿六千万": "3560000000",
    "十万亿": "10000000000000",
    "二〇二六": "2026",
    "-1.5": "-1.5",
}


@pytest.mark.parametrize(("printed", "value"), READINGS.items())
def test_reads(printed: str, value: str) -> None:
    assert parse_number(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", " ", "家", "三家", "1.2.3", "1a", "-", "万元"])
def test_rejects_what_is_no_numeral(printed: str) -> None:
    assert parse_number(printed) is None


def test_fractions_are_rounded_to_four_places() -> None:
    assert fraction(Decimal(3), Decimal(1)) == Decimal("0.3333")
    assert fraction(Decimal(10000), Decimal(5)) == Decimal("0.0005")
    assert fraction(Decimal(4), Decimal(3)) == Decimal("0.75")
    assert fraction(Decimal(0), Decimal(1)) is None


def test_magnitudes_multiply() -> None:
    assert magnitude("万亿") == Decimal(10) ** 12
    assert magnitude("") == 1


def _spelled(number: int) -> str:
    """A number below ten thousand in Chinese."""
    digits, steps = "零一二三四五六七八九", ["", "十", "百", "千"]
    spelled, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            spelled += ("零" if gap and spelled else "") + digits[digit] + steps[place]
            gap = False
        else:
            gap = True
    return spelled


@given(st.integers(min_value=1, max_value=9999), st.sampled_from(["", "万", "亿"]))
def test_spelled_numbers_come_back(number: int, step: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8}[step]
    assert parse_number(_spelled(number) + step) == number * factor


@given(st.text(alphabet="0123456789.,-一二三四五六七八九十百千万亿两半〇零 ", max_size=20))
def test_never_raises(printed: str) -> None:
    value = parse_number(printed)
    assert value is None or str(plain(value))
