"""Endings of the clause before a number: fillers, the first of a pair, a comparison, a ranking group."""

from __future__ import annotations

from zhengce.indicators.affixes import first_place, is_han, strip_suffixes, without_suffix
from zhengce.indicators.words import character_set, word_list

_FILLERS = character_set("clause_edges", "fillers")
_COMPOUNDS = word_list("clause_edges", "compounds")
_POINTS = word_list("clause_edges", "points")
_AVERAGES = word_list("clause_edges", "averages")
_RATES = word_list("clause_edges", "rates")
_LONGEST_POINT = 7  # characters between 从 and the number
_NO_COMPARISON = character_set("clause_edges", "no_comparison")
_RANKED_IN = word_list("clause_edges", "ranked_in")
_OF_ITS_KIND = "同类"


def without_fillers(left: str) -> str:
    """Return the words without particles and adverbs at their end, but keep those of a compound: 节约."""
    end = len(left)
    while end and (left[end - 1] in _FILLERS or left[end - 1].isspace()):
        if left.endswith(_COMPOUNDS, 0, end):
            break
        end -= 1
    return left[:end]


def from_point(left: str) -> int:
    """Return the offset of the 从 or 由 that introduces the first of a pair, or -1.

    The number directly follows `left`: 由初期的|11.6万.
    """
    place = first_place(left, _POINTS)
    while place >= 0:
        rest = left[place + 1 :]
        described = rest.endswith("的") and len(rest) <= _LONGEST_POINT and is_han(rest)
        if described or rest in _AVERAGES or not strip_suffixes(rest, _RATES):
            return place
        place = first_place(left, _POINTS, place + 1)
    return -1


def compared_more(left: str) -> tuple[int, str, str] | None:
    """Return the offset of 比, the base of comparison, and 多 or 少, if they end the clause, or None.

    比女性多|5万人.
    """
    bare = left.removesuffix("了")
    if bare[-1:] not in ("多", "少"):
        return None
    place = bare.find("比")
    while place >= 0:
        base = bare[place + 1 : -1]
        fits = 2 <= len(base) <= 12 and base[0] not in _NO_COMPARISON and bare[:place][-1:] != "相"
        if fits and not any(sign in "，。；：、" or sign.isdecimal() for sign in base):
            return place, base, bare[-1]
        place = bare.find("比", place + 1)
    return None


def without_field(left: str) -> str:
    """Return the words without a trailing comparison group of a rank, such as 全国 or 同类城市."""
    field = left.find(_OF_ITS_KIND, 2)
    if 0 <= len(left) - field - 2 <= 4 and field >= 0 and is_han(left[field:]):
        return left[:field]
    return without_suffix(left, _RANKED_IN, least=2)
