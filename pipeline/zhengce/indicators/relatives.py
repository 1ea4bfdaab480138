"""Find the noun that a number counts after a relative clause: 23户结对的|困难家庭."""

from __future__ import annotations

import re

from zhengce.indicators.affixes import prefix_of, run_end
from zhengce.indicators.words import character_set, word_list

_QUALIFYING = word_list("relatives", "qualifying")
_CONCERNED = word_list("relatives", "concerned")
_WITH = character_set("relatives", "with")
_SPREAD = "分布"
_AT = "在"
_NOUN_BARS = frozenset("的，；。、")
_LONGEST = 20  # characters of a relative clause
_LONGEST_CONCERN = 14
_SHORTEST = 2
_BEING = frozenset("是为系属")
_COUNTERS = frozenset("名位家户个所座栋条项件艘辆台套处间只")  # units that a noun always follows
_LONGEST_NOUN = 16
_DESCRIBED = re.compile(r"[^的，；。、]{2,}、[^，；。]*的([^的、，；。]{2,16})")
# Those to whom something was done: 被裁减人员, 被拖欠工资的农民工.
_PASSIVE = re.compile(
    r"(被[^，。；、的\d]{2,6}(?:人员|人|者)|被[^，。；、的\d]{2,10}的[一-龥]{2,8}?)(?=$|[，、。；的和]|以及)"
)

Span = tuple[int, int]


def concerned_noun(text: str, start: int, end: int) -> str:
    """Return the head noun of 与…相关的 and the like, or an empty string: 与就业相关的|政策.

    >>> concerned_noun("与就业相关的政策，", 0, 8)
    '政策'
    """
    if text[start : start + 1] not in _WITH:
        return ""
    last = start + 1
    longest = min(last + _LONGEST_CONCERN, end)
    while last < longest and text[last] not in "，。；" and not text[last].isdecimal():
        last += 1
    for place in range(last, start + 1, -1):
        if text.startswith(_CONCERNED, place) and text.startswith("的", place + 2):
            noun = _noun(text, place + 3, end)
            if noun is not None:
                return text[noun[0] : noun[1]]
    return ""


def described_noun(text: str, start: int, end: int, *, verb_first: bool) -> Span | None:
    """Return the span of the noun modified by the relative clause at `start`, or None.

    `verb_first` says that the clause begins with a verb, which may govern an enumeration:
    适应新技术、新业态的|人才.
    """
    if verb_first:
        comma = text.find("，", start, end)
        listed = _DESCRIBED.match(text, start, comma if comma >= 0 else end)
        if listed is not None:
            return listed.span(1)
        found = _relative_clause(text, start, end)
        if found is not None:
            return found
    passive = _PASSIVE.match(text, start) if text.startswith("被", start) else None
    if passive is not None:
        return passive.span(1)
    if head := prefix_of(text, _QUALIFYING, start):
        begun = start + len(head)
        return _behind_de(text, begun, run_end(text, begun, min(begun + _LONGEST, end), _NOUN_BARS), end)
    if text.startswith(_AT, start):  # 10家在全省具有影响力的|机构
        stop = run_end(text, start, min(start + _LONGEST, end), _NOUN_BARS)
        found = _behind_de(text, start + 1, stop, end)
        return found if found is not None and found[1] == end else None
    return _where_spread(text, start) if text.startswith(_SPREAD, start) else None


def _relative_clause(text: str, start: int, end: int) -> Span | None:
    """Return the span of the noun after a relative clause that begins with a verb, or None.

    23户|结对的|困难家庭. The clause must follow a unit that always takes a noun; after 人, the
    verb is a predicate.
    """
    if text[start - 1] not in _COUNTERS or text[start] in _BEING:
        return None
    stop = run_end(text, start + _SHORTEST, min(start + _LONGEST, end), _NOUN_BARS)
    return _behind_de(text, start, stop, end)


def _where_spread(text: str, start: int) -> Span | None:
    """Return the span of the noun after 分布在…的, or None: 分布在六个县的|基地."""
    begun = stop = start + len(_SPREAD)
    longest = min(begun + _LONGEST, len(text))
    while stop < longest and text[stop] not in "的；。、" and not text[stop].isdecimal():
        stop += 1
    return _behind_de(text, begun, stop, len(text))


def _behind_de(text: str, begun: int, stop: int, end: int) -> Span | None:
    """Return the span of the noun after the relative clause ``text[begun:stop]`` and 的, or None."""
    if stop <= begun or stop >= end or text[stop] != "的":
        return None
    return _noun(text, stop + 1, end)


def _noun(text: str, start: int, end: int) -> Span | None:
    stop = run_end(text, start, min(start + _LONGEST_NOUN, end), _NOUN_BARS)
    return (start, stop) if stop - start >= 2 else None
