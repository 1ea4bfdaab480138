"""Quantities with two units, or with a unit before the decimals: 三元五角, 123元5角1分, 1米85, 三块五."""

from __future__ import annotations

import re
from decimal import Decimal

from zhengce.quantities.numerals import DIGITS, NUMERAL, Numeral, read
from zhengce.quantities.units import Unit, Units
from zhengce.types import SegmentedText

_PARTS = (("角", "毛"), ("分",))  # tenths and hundredths of 元
_ELIDED = frozenset({"米", "块"})
_DECIMALS = re.compile(
    r"(\d{1,2}|[一二三四五六七八九][一二三四五六七八九零〇]?)"
    r"(?![\d.,一二三四五六七八九十百千万亿几多余半点])"
)


def extend(
    segmented: SegmentedText, numeral: Numeral, unit: Unit, end: int, units: Units
) -> tuple[Numeral, int]:
    """Return the numeral extended by smaller units, and the end of the quantity."""
    if numeral.value is None:
        return numeral, end
    if unit.canonical == "元" and unit.dimension == "money":
        value, end = _coins(segmented, numeral.value, end)
        if value != numeral.value:
            return numeral._replace(value=value), end
    if unit.text in _ELIDED:
        return _decimals(segmented, numeral, end, units)
    return numeral, end


def _coins(segmented: SegmentedText, value: Decimal, end: int) -> tuple[Decimal, int]:
    text = segmented.text
    step = Decimal(1)
    for names in _PARTS:
        step /= 10
        match = NUMERAL.match(text, end)
        more = read(match) if match is not None else None
        if more is None or more.value is None or more.value >= 10 or not text.startswith(names, more.end):
            continue
        value, end = value + more.value * step, more.end + 1
        if text.startswith("钱", end):
            end += 1
    return value, end


def _decimals(segmented: SegmentedText, numeral: Numeral, end: int, units: Units) -> tuple[Numeral, int]:
    text = segmented.text
    more = _DECIMALS.match(text, end)
    if more is None or numeral.value is None or numeral.value % 1 or numeral.value >= 100:
        return numeral, end
    if units.begins(segmented, more.end()) is not None and units.match(segmented, more.end()) is not None:
        return numeral, end  # 1米5根
    digits = "".join(c if c.isascii() else str(DIGITS[c]) for c in more[1])
    return numeral._replace(value=numeral.value + Decimal(f"0.{digits}")), more.end()
