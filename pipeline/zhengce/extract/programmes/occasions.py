"""Names of events, from the hosting verb or the commemorated occasion onwards."""

from __future__ import annotations

from zhengce.extract.programmes.tokens import HEADED, Tokens

_REACH = 16
CELEBRATING = frozenset({"庆祝", "纪念"})
_CELEBRATED = ("周年", "诞辰", "节", "日")
_ENDS = frozenset({"PUNCT", "BOOK", "ETC", "TIME"})
_BEFORE = frozenset({"PROPER", "REACH"})
_SKIPPED = frozenset({"GOV", "ADV", "NUM", "MEASURE", "GENERIC", "OPENER", "JOINT"})


def celebration(tokens: Tokens, first: int, head: int) -> int:
    """Return the start of a commemorative event: 庆祝…成立100周年暨…表彰大会.

    Args:
        tokens: the words.
        first: start of the name without the commemoration.
        head: index of its last token.
    """
    for index in range(first, max(-1, head - _REACH), -1):
        if tokens.words[index] in CELEBRATING and any(
            word.endswith(_CELEBRATED) for word in tokens.words[index + 1 : head]
        ):
            start = index
            while start > 0 and tokens.roles[start - 1] in _BEFORE:
                start -= 1
            return start
        if tokens.roles[index] in _ENDS or tokens.words[index] in {"的", "在"}:
            break
    return first


def hosted(tokens: Tokens, first: int, hosting: frozenset[str]) -> int:
    """Return the start of the event whose last part begins at `first`: after the hosting verb, if any.

    召开 governs all of 五一国际劳动节表彰庆祝大会, despite the 表彰 inside.
    """
    for index in range(first - 1, max(-1, first - _REACH), -1):
        if tokens.words[index] in hosting:
            start = index + 1
            while start < first and tokens.roles[start] in _SKIPPED:
                start += 1
            return start
        if tokens.roles[index] in _ENDS | HEADED | {"STOP", "ENUM"}:
            break
    return first


def after_verb(tokens: Tokens, first: int, head: int) -> int:
    """Return the place or ordinal governed by a verb inside, as in 深度融入|澜江冬奥会; else `first`."""
    for index in range(head - 1, first, -1):
        begins = tokens.roles[index] == "ORD" or tokens.is_place(index) or tokens.words[index] in tokens.scope
        if begins and tokens.roles[index - 1] in {"SOFT", "VERB"}:
            return index
    return first
