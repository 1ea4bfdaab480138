"""Currency signs before a number: ¥300, US$1.2万, HK$ 5000."""

from __future__ import annotations

import re
from pathlib import Path

from zhengce.alternation import any_of
from zhengce.quantities.units import Unit
from zhengce.resources import load_tsv

_TABLE = Path(__file__).with_name("currencies.tsv")
_SIGNS = {row[0]: row[1] for row in load_tsv(_TABLE, columns=2)}
_SIGN = re.compile(rf"(?<![A-Za-z$])({any_of(_SIGNS)})\s?$")
_LAST = frozenset(sign[-1] for sign in _SIGNS) | {" "}
_LONGEST = 6


def currency_before(text: str, start: int) -> tuple[Unit, int] | None:
    """Return the currency whose sign precedes a number, and the offset of the sign, or None.

    >>> currency_before("US$1.2万", 3)
    (Unit(text='US$', dimension='money', canonical='美元', factor=Fraction(1, 1)), 0)
    """
    if text[start - 1 : start] not in _LAST:
        return None
    found = _SIGN.search(text, max(0, start - _LONGEST), start)
    return None if found is None else (Unit(found[1], "money", _SIGNS[found[1]]), found.start())
