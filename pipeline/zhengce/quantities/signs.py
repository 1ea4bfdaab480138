"""Signs of numbers in any form: -3.5, −3, 负0.2, 零下12.5, +0.2.

A dash after a word is a sign (利润-3.5亿元). After another number it marks a range (5%-6%), and after a Latin
letter it is part of a name (C-3). Each end of a range has its own sign (-5℃至3℃).
"""

from __future__ import annotations

import re
from decimal import Decimal

from zhengce.quantities.edges import is_edge
from zhengce.quantities.units import Units
from zhengce.types import SegmentedText

_MINUS = frozenset("-−﹣－–‑")
_LONG_DASH = "—"
_PLUS = frozenset("+＋")
_BELOW, _ABOVE = "零下", "零上"
_DASHES = _MINUS | _PLUS | frozenset("—\u00ad")
_SIGNS = _DASHES | frozenset("负下上")
_WORDS = {_BELOW: "-", _ABOVE: "+", "负": "-", "正": "+"}  # at the second end of a range: 负2%至正3%
_TRUE_MINUS = "−"
_LATIN = re.compile("[A-Za-z]$")
_SHARE = re.compile(r"\d+(?:\.\d+)?\s?[%‰]")
_OPENS = frozenset("（(，：、；。 \n为是的达至到在")
# A dash joins the number after it to a name in Latin letters, or to a number with its unit; not to a time.
_JOINED = re.compile(r"[\dA-Za-z%‰℃）)“”]$")
_AFTER_NUMERAL = re.compile(r"[\d一二三四五六七八九十百千万亿]([一-龥]{1,3})$")
_TIMES = ("季度", "年", "月", "日")
_LONGEST_UNIT = 3


def find_sign(segmented: SegmentedText, start: int, units: Units) -> tuple[str, int]:
    """Return the sign before a number at `start` (``-``, ``+`` or ""), and its offset."""
    text = segmented.text
    mark = text[start - 1 : start]
    if not mark or mark not in _SIGNS:
        return "", start
    if mark == "负":
        return ("-", start - 1) if is_edge(segmented, start - 1) else ("", start)
    if mark in {"下", "上"}:
        word = text[max(0, start - len(_BELOW)) : start]
        return (_WORDS[word], start - len(word)) if word in _WORDS else ("", start)
    before = text[max(0, start - 9) : start - 1]
    if mark == _LONG_DASH:
        return ("-", start - 1) if before[-1:] in _OPENS or not before else ("", start)
    if before[-1:].isspace():
        before = before.rstrip(" ") or " "
    named = mark != _TRUE_MINUS and _SHARE.match(text, start) is None  # C-3, but CPI-0.2%
    if before[-1:] in _DASHES or (_is_joined(before, units) and (named or not _LATIN.search(before))):
        return "", start
    return ("+" if mark in _PLUS else "-"), start - 1


def sign_at(text: str, place: int) -> tuple[str, int]:
    """Return the sign printed at `place`, and its end.

    >>> sign_at("零下8℃", 0), sign_at("-8℃", 0), sign_at("8℃", 0)
    (('-', 2), ('-', 1), ('', 0))
    """
    mark = text[place : place + 1]
    if mark in _MINUS or mark in _PLUS:
        return ("+" if mark in _PLUS else "-"), place + 1
    for word, sign in _WORDS.items():
        if text.startswith(word, place):
            return sign, place + len(word)
    return "", place


def opens(character: str) -> bool:
    """Return whether a dash after this character is a sign: 为-6, but 歼-20."""
    return character in _OPENS


def is_hyphen(mark: str) -> bool:
    """Return whether a mark can be a minus sign as well as a range dash."""
    return mark in _MINUS


def _is_joined(before: str, units: Units) -> bool:
    """Return whether a dash after these characters joins them to the following number."""
    if opens(before[-1:]):
        return False
    if _JOINED.search(before) is not None:
        return True
    for size in range(1, _LONGEST_UNIT + 1):
        counted = _AFTER_NUMERAL.fullmatch(before[-size - 1 :])
        if counted is not None and counted[1] not in _TIMES and units.named(counted[1]) is not None:
            return True
    return False


def negated(value: Decimal | None) -> Decimal | None:
    """Return the negated value."""
    return None if value is None else -value
