"""Numbers that give the size or worth of the noun after them: 5000米长的轨道, 总价值70万元的物资."""

from __future__ import annotations

from zhengce.indicators.affixes import is_han, prefix_of, strip_suffixes, suffix_of, without_suffix
from zhengce.indicators.words import word_list

_DIMENSIONS = {"长": "长度", "宽": "宽度", "高": "高度", "深": "深度", "重": "重量", "厚": "厚度"}
_BOUNDS = word_list("sizes", "bounds")
_REACHED = word_list("sizes", "reached")
_WORTH_REACHED = word_list("sizes", "worth_reached")
_WORTHS = word_list("sizes", "worths")
_BEFORE = word_list("sizes", "before")
_NOUN_ENDS = word_list("sizes", "noun_ends")
_SHORTEST, _LONGEST = 2, 12  # characters of a noun


def size_of(text: str, place: int, left: str, *, level: bool) -> str | None:
    """Return the name of the size that a number gives of the noun after it, or None.

    Args:
        text: the text.
        place: the offset at which the number ends.
        left: the clause before the number, which may name the size.
        level: whether the number is a level.

    >>> size_of("5000米长的轨道，", 5, "铺设", level=True), size_of("70万元的物资。", 4, "总价值", level=True)
    ('轨道长度', '物资总价值')
    """
    place += len(prefix_of(text, _BOUNDS, place))
    dimension = _DIMENSIONS.get(text[place : place + 1], "")
    place += 1 if dimension else 0
    noun = _noun(text, place + 1) if text.startswith("的", place) else ""
    size = dimension or (_named(left) if noun and level else "")
    return noun + size if noun and size else None


def _noun(text: str, start: int) -> str:
    """Return the noun from `start` to the next boundary, or an empty string.

    It is empty if the boundary is too far away or a character in between is not Chinese.
    """
    for end in range(start + 1, min(start + _LONGEST, len(text)) + 1):
        if not is_han(text[end - 1]):
            return ""
        if end - start >= _SHORTEST and (end == len(text) or text.startswith(_NOUN_ENDS, end)):
            return text[start:end].removesuffix("中")  # 超过3300平方米的展厅中
    return ""


def _named(left: str) -> str:
    """Return the dimension or worth at the end of the clause before a number, or an empty string.

    一条长|26公里.
    """
    sized = without_suffix(left, _REACHED)
    before, dimension = sized[:-1], _DIMENSIONS.get(sized[-1:], "")
    counted = before[-2:-1] == "一" and is_han(before[-1])
    if dimension and (not before or counted or before.endswith(_BEFORE)):
        return dimension
    return suffix_of(strip_suffixes(left, _WORTH_REACHED), _WORTHS)
