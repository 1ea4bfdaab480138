"""Coordination: the members that 、 and 和 join, and the 等 that closes a list of them."""

from __future__ import annotations

import re

from zhengce.indicators.words import character_set, word_list

LINK = re.compile("、|以及|[和与及]")
_ETC = "等"
_BEFORE = character_set("coordination", "no_etc_after")  # 高等, 平等
_RANKED = word_list("coordination", "ranked")  # 中级中等
_MIDDLE = "中"
_MIDDLE_SCHOOLS = character_set("coordination", "middle_schools")  # 中等职业学校
_AFTER = character_set("coordination", "no_etc_before")  # 等级, 等于


def linked(phrase: str) -> list[str]:
    """Return the members of a coordination as printed.

    >>> linked("城镇和农村")
    ['城镇', '农村']
    """
    return LINK.split(phrase)


def etc_places(phrase: str) -> list[int]:
    """Return the offset of each 等 that closes an enumeration.

    >>> etc_places("食品、医药等产业"), etc_places("高等学校"), etc_places("中等职业学校")
    ([5], [], [])
    """
    if _ETC not in phrase:
        return []
    return [place for place, sign in enumerate(phrase) if sign == _ETC and _closes(phrase, place)]


def _closes(phrase: str, place: int) -> bool:
    before, after = phrase[max(0, place - 1) : place], phrase[place + 1 : place + 2]
    if before in _BEFORE or after in _AFTER or phrase.endswith(_RANKED, 0, place):
        return False
    return not (before == _MIDDLE and after in _MIDDLE_SCHOOLS)
