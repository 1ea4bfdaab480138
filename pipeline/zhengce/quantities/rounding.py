"""The precision of a number: the place value of its last printed digit."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

_DIGITS = re.compile(r"\d[\d,，]*(?:\.(\d+))?")
_COMMAS = re.compile("[,，]")
_PLAIN = Fraction(0)
_RATES = ("%", "‰")
_WORTH = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
_SCALES_BEHIND = re.compile(r"([十百千万亿兆]*)")
_POINT = re.compile(r"点([〇零一二三四五六七八九]+)")
_TENTH_AND = re.compile(r"成[一二三四五六七八九1-9]")
_GROUP = re.compile(r"([〇零一二三四五六七八九两十百千]+)([万亿兆]+)")
_SMALL = re.compile(r"[十百千]$")


def last_digit(text: str, value: Decimal | None, unit: str | None) -> Fraction:
    """Return the place value of the last printed digit: 1000 for 264.3万人, 0.1 for 67.3%.

    It is in the unit of `value`; a plain count is exact and gives 0. It is 千万 for 七十三亿一千万元,
    亿 for 1兆8,934亿元, and one percent for 百分之二十五.

    >>> last_digit("264.3万人", Decimal(2643000), "人"), last_digit("67.3%", Decimal("67.3"), "%")
    (Fraction(1000, 1), Fraction(1, 10))
    """
    groups = list(_DIGITS.finditer(text))
    rate = unit in _RATES
    if not groups:
        return _step_of_words(text, rate=rate)
    last = groups[-1]
    decimals = len(last[1] or "")
    if len(groups) > 1:
        return _worth(_SCALES_BEHIND.match(text, last.end()), 1) * _tenth(decimals)
    printed = Decimal(_COMMAS.sub("", last[0]))
    if not printed or value is None:
        return _PLAIN
    if value == printed:
        return _tenth(decimals) if decimals or rate else _PLAIN
    (worth, below), (digits, power) = value.as_integer_ratio(), printed.as_integer_ratio()
    worth, below = worth * power, below * digits * 10**decimals
    return Fraction(worth, below) if worth % below else _whole(worth // below)


@lru_cache(1 << 6)
def _tenth(decimals: int) -> Fraction:
    return Fraction(1, 10**decimals)


@lru_cache(1 << 6)
def _whole(worth: int) -> Fraction:
    return Fraction(worth)


def _step_of_words(text: str, *, rate: bool) -> Fraction:
    """Return the place value of the last digit of a Chinese numeral, or 0 for a plain count."""
    point = _POINT.search(text)
    if "成" in text:
        return _whole(1 if _TENTH_AND.search(text) else 10)
    if point is not None:
        return _worth(_SCALES_BEHIND.match(text, point.end()), 1) * _tenth(len(point[1]))
    if rate:
        return _whole(1)
    groups = list(_GROUP.finditer(text))
    if not groups:
        return _PLAIN
    small = _SMALL.search(groups[-1][1]) if len(groups) > 1 else None
    return _worth(groups[-1], _WORTH[small[0]] if small is not None else 1)


def _worth(scales: re.Match[str] | None, worth: int) -> Fraction:
    for word in scales[scales.lastindex or 0] if scales is not None else "":
        worth *= _WORTH[word]
    return _whole(worth)
