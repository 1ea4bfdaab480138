"""Superscripts: note marks are dropped, exponents kept."""

from __future__ import annotations

import re

_POWERS = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_MARK = re.compile(
    r"[\[〔【（(]?\s{0,2}(?:注?\s{0,2}\d{1,3}(?:\s{0,2}[,，、\-–—]\s{0,2}\d{1,3})*|[①-⑳*＊※†‡]+|注|[a-z]|[ivx]{1,4})\s{0,2}[\]〕】）)]?"
)
_BASE = re.compile(r"[A-Za-z)）]$|[×xX*·]\s?10$")
_UNITS = {"m²": "㎡", "m³": "㎥", "km²": "㎢", "cm²": "㎠", "cm³": "㎤", "mm²": "㎟"}
_UNIT = re.compile("(?<![A-Za-z])(?:km²|cm²|mm²|m²|m³|cm³)")


def raised(before: str, text: str) -> str:
    """Return a superscript as text: an exponent, an ordinal ending, or "" for a note mark.

    >>> raised("新增就业", "[3]"), raised("3.2×10", "4"), raised("39.8m", "2"), raised("第1", "st")
    ('', '⁴', '²', 'st')
    """
    plain = text.strip()
    if _BASE.search(before) and re.fullmatch(r"[+\-−–]?\d{1,2}", plain):
        return plain.translate(_POWERS)
    return "" if _MARK.fullmatch(plain) else text


def after_lowered(lowered: str, text: str) -> str:
    """Separate text from a preceding subscript that it would extend to another number: CO2 and 3万吨.

    >>> after_lowered("2", "3万吨"), after_lowered("2", "排放量")
    (' 3万吨', '排放量')
    """
    return f" {text}" if lowered[-1:].isdigit() and text[:1].isdigit() else text


def units(text: str) -> str:
    """Replace m² and similar by the single character.

    >>> units("39.8m²")
    '39.8㎡'
    """
    return _UNIT.sub(lambda found: _UNITS[found[0]], text) if "²" in text or "³" in text else text
