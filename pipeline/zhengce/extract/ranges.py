"""Ranges: 10—15家, 3%—5%, 60岁至65岁, 三至五成, 1倍以上3倍以下; 从A到B are two numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from zhengce.extract.mention import Mention
from zhengce.extract.numerals import NUMERAL, Numeral, plain, read
from zhengce.extract.qualifiers import Qualifier
from zhengce.extract.units import Unit, Units

_LINK = re.compile(r"(?=[\s—–\-~～－至到以])\s?(?:[—–\-~～－]{1,2}|至|到|以上)\s?")
_FROM = re.compile(r"[从由自]\S{0,3}$")
_LAST_CENTURY = 1900


def find_range(
    text: str, numeral: Numeral, unit: Unit | None, units: Units, qualifier: Qualifier
) -> Mention | None:
    """The range that begins with a numeral and its unit (if printed twice), if one does."""
    after_unit = numeral.end if unit is None else text.index(unit.text, numeral.end) + len(unit.text)
    for place in (numeral.end,) if unit is None else (numeral.end, after_unit):
        link = _LINK.match(text, place)
        second = NUMERAL.match(text, link.end()) if link else None
        high = read(second) if second else None
        if link is None or high is None:
            continue
        high_unit = units.match(text, high.end)
        if high_unit is None or (unit is not None and unit.canonical != high_unit.canonical):
            return None
        end = high.end + len(high_unit.text)
        if link[0].strip() == "以上":
            if not text.startswith("以下", end):
                return None
            end += len("以下")
        elif link[0].strip() in {"至", "到"} and _FROM.search(
            text, max(0, numeral.start - 16), numeral.start
        ):
            return None
        bounds = _bounds(text, numeral, high, shared=place == numeral.end)
        if bounds is None or bounds[0] > bounds[1] or (high_unit.text == "年" and bounds[1] > _LAST_CENTURY):
            return None
        tenths = high_unit.dimension == "tenths"
        factor = 10 if tenths else 1
        low_value, high_value = plain(bounds[0] * factor), plain(bounds[1] * factor)
        kept = Numeral(numeral.start, end, None, low_value, high_value, numeral.plus or high.plus)
        printed = high_unit.canonical if tenths or high_unit.dimension == "points" else high_unit.text
        dimension = "ratio" if tenths else high_unit.dimension
        return qualifier.quantity(text, kept, end, unit=printed, dimension=dimension)
    return None


def _bounds(text: str, first: Numeral, second: Numeral, *, shared: bool) -> tuple[Decimal, Decimal] | None:
    """Both bounds; a scale that is printed once counts for both: 10—15万 is 100000 to 150000."""
    low, high = first.value, second.value
    if low is None or high is None:
        return None
    if shared and low < high and not re.search("[万亿]", text[first.start : first.end]):
        scale = _scale(text[second.start : second.end])
        if low < 1000 and high / scale > low:
            low *= scale
    return low, high


def _scale(text: str) -> Decimal:
    scale = Decimal(1)
    for character in reversed(text):
        factor = {"万": 10**4, "亿": 10**8, "千": 1000, "百": 100}.get(character)
        if factor is None:
            break
        scale *= factor
    return scale
