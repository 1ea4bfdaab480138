"""Ambiguous units: 度 of electricity or angle, 斤 in China and abroad."""

from __future__ import annotations

import re

from zhengce.alternation import any_of
from zhengce.quantities.mention import NO_CANONICAL
from zhengce.quantities.roles import default_roles
from zhengce.quantities.units import Unit
from zhengce.types import SegmentedText

_DEGREE = "度"
_CATTIES = frozenset({"斤", "两", "担"})
_ELECTRIC = re.compile(r"电|用能|节能|千瓦|光伏|能耗|能源")
_WARM = re.compile("温|体感|升温|降温|发热|发烧|高烧")
_STOP = re.compile(r"[。；\n]")
_CLAUSE = re.compile(r"[，。；\n]")
_NEAR = 24
_ABROAD = re.compile(any_of(default_roles().abroad.words))


def settled(segmented: SegmentedText, unit: Unit, start: int, end: int) -> Unit:
    """Resolve a unit by its context; an ambiguous unit has no canonical one."""
    if unit.text == _DEGREE:
        return _degree(segmented.text, unit, start, end)
    if unit.text in _CATTIES and _ABROAD.search(segmented.text) is not None:
        return unit._replace(canonical=NO_CANONICAL)
    return unit


def _degree(text: str, unit: Unit, start: int, end: int) -> Unit:
    sentence = _STOP.split(text[max(0, start - _NEAR) : start])[-1]
    clause = sentence[sentence.rfind("，") + 1 :]
    scaled = re.search("[万亿]", text[start:end]) is not None
    if _WARM.search(clause):
        return unit._replace(dimension="temperature", canonical="℃")
    if scaled or _ELECTRIC.search(clause) or _ELECTRIC.search(_CLAUSE.split(text[end : end + 8])[0]):
        return unit
    if not text.startswith("角", end) and _ELECTRIC.search(sentence):
        return unit
    return unit._replace(dimension="angle", canonical=_DEGREE)
