"""Fractions and percentages in words: 百分之五, 千分之2.4, 三分之二, 三又二分之一, 3/5, 百分之八至百分之十.

百分之, 万分之 and similar give a percentage, 千分之 keeps ‰; other fractions keep their ratio without a
unit.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from zhengce.quantities.edges import is_edge
from zhengce.quantities.mention import Mention
from zhengce.quantities.numerals import NUMERAL, Numeral, parse, plain, read
from zhengce.quantities.qualifiers import Qualifier
from zhengce.quantities.units import PERCENT
from zhengce.types import SegmentedText

_OF = "分之"
_AFTER = frozenset("分又/ ")  # what may follow the first numeral of a fraction
_PURE_SCALE = re.compile(r"[百千万亿佰仟]+")
_VALUE = r"([零〇○一二三四五六七八九十百点\d.]+)"
_PERCENT_RANGE = re.compile(rf"{_VALUE}(?:至|到|—|－|-|~)(?:百分之)?{_VALUE}")
_SLASH = re.compile(r"(?: (\d{1,3}))?/(\d{1,3})(?![\d/年月.A-Za-z])")
_THOUSANDTHS = ("千", "仟")
_THOUSANDTH = Fraction(1, 10)  # of a percentage
_LONGEST_TOP = 3
_THOUSANDS = re.compile(r" ?[kK](?![A-Za-z])")


def find_fraction(segmented: SegmentedText, numeral: Numeral, qualifier: Qualifier) -> Mention | None:
    """Return the fraction that begins with a numeral, or None."""
    text = segmented.text
    if text[numeral.end : numeral.end + 1] not in _AFTER:
        return (
            _hundredths(segmented, numeral, qualifier) if text[numeral.start : numeral.end] == "百" else None
        )
    if text.startswith(_OF, numeral.end):
        return _of(segmented, numeral, numeral.start, Decimal(0), qualifier)
    if text.startswith("又", numeral.end) and numeral.value is not None:
        second = NUMERAL.match(text, numeral.end + 1)
        bottom = read(second) if second else None
        if bottom is not None and text.startswith(_OF, bottom.end):
            return _of(segmented, bottom, numeral.start, numeral.value, qualifier)
    if text[numeral.start : numeral.end] == "百" and text.startswith("分", numeral.end):
        return _hundredths(segmented, numeral, qualifier)
    return _slash(segmented, numeral, qualifier)


def _of(
    segmented: SegmentedText, bottom: Numeral, start: int, whole: Decimal, qualifier: Qualifier
) -> Mention | None:
    if not bottom.value:
        return None
    text = segmented.text
    spanned = _percent_range(segmented, bottom, qualifier)
    if spanned is not None:
        return spanned
    place = bottom.end + len(_OF)
    sign = -1 if text.startswith("负", place) else 1
    found = NUMERAL.match(text, place + (sign < 0))
    top = read(found) if found else None
    if top is None:
        return None
    scale = text[bottom.start : bottom.end]
    percent = not whole and _PURE_SCALE.fullmatch(scale) is not None
    thousandths = percent and scale in _THOUSANDTHS
    factor = bottom.value if thousandths else Decimal(100 if percent else 1)
    factor, end = factor * sign, top.end
    thousands = _THOUSANDS.match(text, end) if percent else None
    if thousands is not None:
        factor, end = factor * 1000, thousands.end()
    value, low, high = (
        None if v is None else plain(whole + v * factor / bottom.value)
        for v in (top.value, top.low, top.high)
    )
    kept = Numeral(start=start, end=end, value=value, low=low, high=high, plus=top.plus, han=True)
    unit = "‰" if thousandths else "%" if percent else None
    return qualifier.quantity(
        segmented,
        kept,
        end,
        unit=unit,
        dimension="ratio" if percent else None,
        fraction=not percent,
        measure=None if unit is None else PERCENT,
        factor=_THOUSANDTH if thousandths else None,
    )


def _hundredths(segmented: SegmentedText, numeral: Numeral, qualifier: Qualifier) -> Mention | None:
    """Read 百分百, and 百分三十 without 之."""
    text = segmented.text
    if not text.startswith("分", numeral.end):
        return None
    top = NUMERAL.match(text, numeral.end + 1)
    read_top = read(top) if top else None
    if read_top is None or read_top.value is None or not read_top.han or not is_edge(segmented, read_top.end):
        return None
    kept = read_top._replace(start=numeral.start, bare=False)
    return qualifier.quantity(segmented, kept, kept.end, unit="%", dimension="ratio", measure=PERCENT)


def _percent_range(segmented: SegmentedText, bottom: Numeral, qualifier: Qualifier) -> Mention | None:
    text = segmented.text
    if text[bottom.start : bottom.end] != "百":
        return None
    parts = _PERCENT_RANGE.match(text, bottom.end + len(_OF))
    if parts is None:
        return None
    low, high = parse(parts[1]), parse(parts[2])
    if low is None or high is None or low.value is None or high.value is None or low.value >= high.value:
        return None
    kept = Numeral(start=bottom.start, end=parts.end(), value=None, low=low.value, high=high.value, han=True)
    return qualifier.quantity(segmented, kept, parts.end(), unit="%", dimension="ratio", measure=PERCENT)


def _slash(segmented: SegmentedText, numeral: Numeral, qualifier: Qualifier) -> Mention | None:
    """Read 3/5, and 1 3/5 with a whole number."""
    text = segmented.text
    slash = _SLASH.match(text, numeral.end)
    if slash is None or not text[numeral.start : numeral.end].isdigit() or numeral.value is None:
        return None
    if numeral.end - numeral.start > _LONGEST_TOP:
        return None  # 2024/25 is a year
    if re.match(r"[A-Za-z/.\d]", text[max(0, numeral.start - 1) : numeral.start]) or not int(slash[2]):
        return None
    bottom = Decimal(slash[2])
    value = numeral.value + Decimal(slash[1]) / bottom if slash[1] else numeral.value / bottom
    kept = numeral._replace(end=slash.end(), value=value)
    return qualifier.quantity(segmented, kept, slash.end(), unit=None, fraction=True)
