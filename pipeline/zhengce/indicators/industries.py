"""Carry what is counted of one industry over to the next: 酒店业雇员58人；饮食业（23人）."""

from __future__ import annotations

from collections.abc import Sequence

from zhengce.indicators.affixes import suffix_of
from zhengce.indicators.slot import Slot
from zhengce.indicators.words import character_set, word_list

_BRANCHES = word_list("industries", "branches")
_NO_BRANCH = character_set("industries", "no_branch")
_MARKS = frozenset("，。；：（）")
_LONGEST_BRANCH = 14


def share_heads(slots: Sequence[Slot]) -> None:
    """Append what is counted of one industry to the names of the next: 酒店业雇员58人；饮食业（23人）."""
    head, unit = "", None
    for slot in slots:
        subject = slot.subject or ""
        if of := counted_of_industry(subject):
            head, unit = of, slot.mention.unit
        elif head and slot.bracket >= 0 and slot.mention.unit == unit and is_branch(subject):
            slot.subject = slot.topic = f"{slot.subject}{head}"


def counted_of_industry(subject: str) -> str:
    """Return what is counted of an industry (雇员 in 酒店业雇员), or an empty string."""
    branch, industry, counted = subject.partition("业")
    fits = 1 <= len(branch) <= _LONGEST_BRANCH and 2 <= len(counted) <= 10
    if not industry or not fits or counted[0] in _NO_BRANCH or not _MARKS.isdisjoint(subject):
        return ""
    return "" if any(map(str.isdecimal, counted)) else counted


def is_branch(subject: str) -> bool:
    branch = suffix_of(subject, _BRANCHES)
    fits = 1 <= len(subject) - len(branch) <= _LONGEST_BRANCH
    return bool(branch) and fits and _MARKS.isdisjoint(subject)
