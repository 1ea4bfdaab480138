"""Detect counts that announce or sum up a list (四个方面, 八大行动), or belong to a name (70个大中城市).

The counted noun is the head of the noun phrase after the number: 五个重点实验室 counts laboratories,
四个方面重点任务 announces tasks.
"""

from __future__ import annotations

import re

from zhengce.alternation import any_of
from zhengce.quantities.edges import is_edge
from zhengce.quantities.numerals import Numeral
from zhengce.quantities.roles import default_roles
from zhengce.quantities.units import Unit
from zhengce.types import SegmentedText

_SMALL = 100
_NOUNS = ("n", "vn", "j", "l", "s", "i", "an", "x")
_DESCRIBING = ("a", "b", "z", "f")
_ASPECT = ("ul", "uz", "ug")
_VERB = "v"
_OF = "的"
_NOUN = 2  # characters of the nouns of structure
_FARTHEST = 10  # words
_PLACE_BEFORE = re.compile("全[国省市县区州盟]$|各?省[市区]?$")
_LISTED = (re.compile(r"：([^，。；\n]{2,60})"), re.compile(r"：([^。；\n]{2,60})"))
_MEMBER = re.compile("[、和及与]|以及")
_OPENS_QUOTE = "“"


def announces(  # noqa: PLR0911 - a decision list over unit, noun and numeral
    segmented: SegmentedText, numeral: Numeral, unit: Unit | None, end: int
) -> bool:
    """Return whether the count that ends at `end` only announces a list or belongs to a name."""
    text = segmented.text
    roles = default_roles()
    size = numeral.value if numeral.value is not None else _SMALL
    if numeral.plus or numeral.bare or size >= _SMALL or size % 1:
        return False
    if unit is not None and text.endswith(tuple(roles.these.words), 0, numeral.start):
        return True  # 这两个城市: told of before
    if unit is not None and (_names_whole(text, numeral, end) or _is_listed(segmented, numeral, end)):
        return True
    if not numeral.han:
        return (
            unit is not None and unit.dimension == "count" and _head(segmented, end)[0] in roles.aspects.words
        )
    if unit is None and text.startswith("大", numeral.end):
        return True
    if unit is None and not is_edge(segmented, end):
        return False
    if unit is not None and (text.startswith(_OPENS_QUOTE, end) or unit.text in roles.parties.words):
        return True
    following = segmented.between(end, end + 1)
    first = segmented.words[following.start] if following else ""
    if unit is not None and unit.dimension == "duration":
        return first in roles.structure.words or first in roles.structure_alone.words  # 三年行动方案
    if unit is not None and unit.dimension not in {"count", "multiple"}:
        return False
    if first in roles.slogans.words and (unit is None or unit.text in roles.any_noun.words):
        return True
    head, described = _head(segmented, end)
    if head in roles.structure.words or head[-_NOUN:] in roles.structure.words:
        return True  # 任务, 新亮点
    return not described and head in roles.structure_alone.words


def _head(segmented: SegmentedText, place: int) -> tuple[str, bool]:
    """Return the head of the noun phrase at `place`, and whether it has modifiers."""
    head, tag_before, described = "", "", False
    words, tags = segmented.words, segmented.tags
    first = segmented.between(place, place + 1)
    if not first:
        return "", False
    for i in range(first.start, min(first.start + _FARTHEST, len(words))):
        word, tag = words[i], tags[i]
        if not _is_word(word):
            break
        if tag == "vn" and i + 1 < len(words) and tags[i + 1] in _ASPECT:
            break  # 设置|了
        if tag.startswith(_NOUNS) or word in default_roles().structure.words:
            described = described or bool(head or tag_before)
            head = word
        elif word == _OF:
            if tag_before.startswith("n"):
                break
        elif tag.startswith(_VERB):
            following = tags[i + 1] if i + 1 < len(words) and _is_word(words[i + 1]) else ""
            if head or not following.startswith("n"):
                break
        elif not tag.startswith(_DESCRIBING):
            break
        tag_before = tag
    return head, described


def _is_word(word: str) -> bool:
    return "一" <= word[0] <= "龥"


def _names_whole(text: str, numeral: Numeral, end: int) -> bool:
    """Match names with counts: 70个大中城市, 31个省区市, 全省13个设区市."""
    if _WHOLE.match(text, end) is not None:
        return True
    if _PROVINCE.match(text, end) is not None and numeral.value in default_roles().provinces.counts:
        return True
    if _DIVISION.match(text, end) is None:
        return False
    return _PLACE_BEFORE.search(text, max(0, numeral.start - 3), numeral.start) is not None


def _is_listed(segmented: SegmentedText, numeral: Numeral, end: int) -> bool:
    """Match a count directly before its list: 三个行业：钢铁、有色、化工."""
    text = segmented.text
    colon = text.find("：", end, end + 12)
    if colon < 0 or any(mark in text[end:colon] for mark in "，、。；（"):
        return False
    return any(
        (listed := form.match(text, colon)) is not None
        and len(_MEMBER.findall(listed[1])) + 1 == numeral.value
        for form in _LISTED
    )


_WHOLE = re.compile(any_of(default_roles().wholes.words))
_PROVINCE = re.compile(any_of(default_roles().provinces.words))
_DIVISION = re.compile(any_of(default_roles().divisions.words))
