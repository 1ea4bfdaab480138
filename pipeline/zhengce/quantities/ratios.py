"""Ratios of parts: 2.5∶1, 3.9:59.5:36.6. One mention without a value; a time of day (20:01) is excluded."""

from __future__ import annotations

import re

from zhengce.quantities.mention import Mention
from zhengce.quantities.numerals import Numeral
from zhengce.quantities.qualifiers import Qualifier
from zhengce.types import SegmentedText

_PART = r"\d+(?:\.\d+)?"
_RATIO = re.compile(rf"{_PART}(?:\s?[:∶：]\s?{_PART})+(?![\d:∶：%])")
_COMPARED = re.compile(r"比(?!赛|分)[^，。；]{0,12}$")
_LONGEST = 16


def find_ratio(segmented: SegmentedText, numeral: Numeral, qualifier: Qualifier) -> Mention | None:
    """Return the ratio that begins with a numeral, or None."""
    text = segmented.text
    found = _RATIO.match(text, numeral.start)
    if found is None:
        return None
    told = _COMPARED.search(text, max(0, numeral.start - _LONGEST), numeral.start) is not None
    if not ("." in found[0] or told or len(re.findall(r"\d+", found[0])) > 3):
        return None
    kept = Numeral(numeral.start, found.end(), None)
    return qualifier.quantity(segmented, kept, found.end(), unit=None)._replace(parts=True)
