"""Modifiers of a quoted name: 宜澜市“匠心杯”职工技能竞赛, 职工“五小”竞赛活动."""

from __future__ import annotations

from zhengce.extract.programmes.tokens import Tokens
from zhengce.types import ProgrammeKind

_MODIFIER = frozenset({"WORD", "PROPER", "VERB"})
_REACH = 5
_PLACED = frozenset({"competition", "event", "honour"})
"""Kinds of which each place has its own."""
_LANDS = ("河", "江", "湖", "山", "海", "港", "湾", "流域")


def modified(tokens: Tokens, first: int, kind: ProgrammeKind | None) -> int:
    """Return the start of the name whose quoted part begins at `first`.

    Words between a year or a verb of implementation and the quotation mark are modifiers, because no agent
    can occur there. Elsewhere only a landform name counts as one, and for competitions, events and honours
    also 第N届 and a place name.
    """
    start = first
    while start > 0 and first - start < _REACH and tokens.roles[start - 1] in _MODIFIER:
        start -= 1
    if start < first and start > 0:
        dated = tokens.roles[start - 1] == "TIME" and tokens.words[start - 1][:1].isdecimal()
        if dated or tokens.words[start - 1].endswith(tokens.carrying):
            return start
    start = first
    if start > 0 and tokens.roles[start - 1] == "PROPER" and tokens.words[start - 1].endswith(_LANDS):
        start -= 1  # 澜河“几字弯”攻坚战
    if kind in _PLACED:
        if start > 0 and tokens.roles[start - 1] == "ORD":
            start -= 1
        if start > 0 and tokens.is_place(start - 1):
            start -= 1
    return start
