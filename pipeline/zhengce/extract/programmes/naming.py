"""Decide whether the modifiers of a head noun make it a name: their length, a scope, place or ordinal."""

from __future__ import annotations

import re

from zhengce.extract.programmes.boundary import content
from zhengce.extract.programmes.heads import Head
from zhengce.extract.programmes.occasions import CELEBRATING
from zhengce.extract.programmes.tokens import QUOTED, Tokens
from zhengce.types import ProgrammeKind

_LONGEST_ROUTE = 10
_ORDINAL = 2
"""What 第N轮 says of a name, in characters."""
_LONG_HEAD = 4
"""Characters of a head noun that a scope alone makes a name."""
_STAGED = 2
_SAID = 6
"""Characters that a meeting must be said to be about for its year to name it."""
_TRADE = frozenset({"自贸", "自由贸易"})
"""Tagged as proper nouns, but every tract of this kind has them."""
_LINES = frozenset({"复线", "支线", "客运", "货运", "通用"})
"""Generic words that may stand inside the name of a route."""
_LEVELS = frozenset({"国家级", "省级", "市级"})
"""Of platforms they tell a class, not one."""
_DISTINCTIONS = ("最美", "首席", "十佳", "十大", "首届")
_YEAR = re.compile("(?:19|20)\\d\\d年度?")
_DAY = frozenset({"年", "月", "日"})


def names(  # noqa: PLR0911 - a decision list, from the strongest sign to the weakest
    tokens: Tokens, start: int, head: int, noun: Head | None, *, naming: bool
) -> bool:
    """Return whether the words before the head noun make the phrase a name.

    Args:
        tokens: the words.
        start: index of the first token of the name.
        head: index of its last token, the head noun.
        noun: the entry of the head noun, if it has one.
        naming: whether a distinguishing modifier is required.
    """
    if start == head or tokens.roles[head - 1] == "JOINT":
        return False
    said = content(tokens, start, head)
    if noun is None and naming:
        return _distinguished(tokens, start, head)
    if noun is None:
        return said >= _STAGED  # 毗河供水一期: any noun before a stage
    if naming and counted(tokens, head + 1) and not _set_apart(tokens, start, head):
        return False
    if "ORD" not in tokens.roles[start:head] and "".join(tokens.words[start:head]).endswith(noun.bodies):
        return False  # 常委会会议: only an ordinal identifies it
    played = noun.kind in {"competition", "event"} and tokens.is_sport(start, head)
    if played or (noun.kind == "platform" and tokens.words[start] in _LEVELS):
        return False
    if naming and not _modified(tokens, start, head, noun):
        return False
    if noun.strength in {"zone", "route"} and not _placed(tokens, start, head, noun.strength):
        return False
    if "ORD" in tokens.roles[start:head]:
        return said >= (0 if noun.strength == "ordinal" else noun.minimum - _ORDINAL)
    if start > 0 and tokens.words[start - 1].endswith("级") and tokens.roles[start - 1] == "REACH":
        return said >= noun.minimum - _ORDINAL  # 市级疏堵工程
    if len(tokens.words[head]) >= _LONG_HEAD and (noun.strength in {"award", "scoped"} or noun.placed):
        scoped = tokens.words[start] in tokens.scope or (noun.placed and _local(tokens, start, noun.kind))
        return scoped or said >= noun.minimum  # 全国文明城市
    return said >= noun.minimum


def _modified(tokens: Tokens, start: int, head: int, noun: Head) -> bool:
    """Return whether a distinguishing modifier precedes the head noun.

    A scope, an ordinal or a quoted string distinguishes, and so do as many characters as the head noun
    requires.
    """
    if tokens.words[start] in CELEBRATING:
        return True
    if _set_apart(tokens, start, head) or (noun.placed and _local(tokens, start, noun.kind)):
        return True  # 全国劳模 is one word
    return noun.alone > 0 and content(tokens, start, head) >= noun.alone


def _set_apart(tokens: Tokens, start: int, head: int) -> bool:
    """Return whether a scope, ordinal or quoted string precedes the head noun."""
    inside = tokens.roles[start:head]
    scoped = any(word.startswith(tuple(tokens.scope)) for word in tokens.words[start:head])
    yearly = start > 0 and tokens.roles[start - 1] == "TIME" and _YEAR.fullmatch(tokens.words[start - 1])
    if yearly and tokens.words[head].endswith("会") and content(tokens, start, head) >= _SAID:
        return True  # 2023年…工作推进会: the year identifies it
    return scoped or "ORD" in inside or bool(QUOTED.intersection(inside))


def _local(tokens: Tokens, start: int, kind: ProgrammeKind) -> bool:
    """Return whether a name begins with a place or known area; events may have other proper names."""
    if tokens.is_place(start) or tokens.roles[start] == "KNOWN":
        return True
    return kind != "platform" and tokens.roles[start] == "PROPER"


def _distinguished(tokens: Tokens, start: int, head: int) -> bool:
    """Return whether a place, scope or rank makes a noun for persons an honour: 临江大工匠."""
    return (
        tokens.roles[start] == "PROPER"
        or tokens.words[start] in tokens.scope
        or any(word.startswith(_DISTINCTIONS) for word in tokens.words[start : head + 1])
    )


def counted(tokens: Tokens, end: int) -> bool:
    """Return whether a number after the head noun makes it a counted category: 项目200余项."""
    if end + 1 >= len(tokens.roles) or tokens.words[end + 1] in _DAY:
        return False
    return tokens.roles[end] in {"NUM", "ADV"}


def _placed(tokens: Tokens, start: int, head: int, strength: str) -> bool:
    """Return whether a place name, or for a route a pair of places, precedes the head noun."""
    size = sum(len(word) for word in tokens.words[start:head])
    unnamed = any(
        tokens.roles[index] in {"GENERIC", "OPENER", "NUM"} and tokens.words[index] not in _LINES
        for index in range(start, head)
    )
    if strength == "route" and (unnamed or size > _LONGEST_ROUTE):
        return False
    if tokens.roles[start] in {"PROPER", "KNOWN"}:
        return tokens.words[start] not in _TRADE and tokens.words[start] not in tokens.scope
    return strength == "route" and 2 <= size <= 4
