"""The sign of a number, in any of its forms: -3.5, −3, 负0.2, 零下12.5, +0.2.

A dash after a word is a sign (利润-3.5亿元), after another number it is that of a range (5%-6%), after a
letter it belongs to a name (C-3).
"""

from __future__ import annotations

import re
from decimal import Decimal

from zhengce.quantities.edges import is_edge
from zhengce.types import SegmentedText

_MINUS = frozenset("-−﹣－–‑")
_LONG_DASH = "—"
_PLUS = frozenset("+＋")
_BELOW = "零下"
_SIGNS = _MINUS | _PLUS | frozenset("负下—\u00ad")
_TRUE_MINUS = "−"
_LATIN = re.compile("[A-Za-z]$")
_SHARE = re.compile(r"\d+(?:\.\d+)?\s?[%‰]")
_OPENS = frozenset("（(，：、；。 \n为是的达至到在")
# A dash joins the number after it to a name in Latin letters, or to a number with its unit; not to a time.
_JOINED = re.compile(
    r"(?:[\dA-Za-z%‰℃）)“”]|[\d一二三四五六七八九十百千万亿][一-龥]{1,3}(?<!季度)(?<![年月日]))$"
)


def find_sign(segmented: SegmentedText, start: int) -> tuple[str, int]:
    """The sign before a number that begins at `start` (``-``, ``+`` or nothing), and where it begins."""
    text = segmented.text
    mark = text[start - 1 : start]
    if not mark or mark not in _SIGNS:
        return "", start
    if mark == "负":
        return ("-", start - 1) if is_edge(segmented, start - 1) else ("", start)
    if mark == "下":
        below = start - len(_BELOW)
        return ("-", below) if text.startswith(_BELOW, max(0, below)) else ("", start)
    before = text[max(0, start - 9) : start - 1]
    if mark == _LONG_DASH:
        return ("-", start - 1) if before[-1:] in _OPENS or not before else ("", start)
    if before[-1:].isspace():
        before = before.rstrip(" ") or " "
    named = mark != _TRUE_MINUS and _SHARE.match(text, start) is None  # C-3, but CPI-0.2%
    if before[-1:] in _SIGNS or (_JOINED.search(before) and (named or not _LATIN.search(before))):
        return "", start
    return ("+" if mark in _PLUS else "-"), start - 1


def negated(value: Decimal | None) -> Decimal | None:
    """The value with its sign turned."""
    return None if value is None else -value
