"""Figures in brackets measure what precedes the bracket: 汽车（增长35.8%）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from zhengce.indicators.affixes import is_han
from zhengce.indicators.bases import without_times
from zhengce.indicators.phrases import PhraseReader
from zhengce.indicators.words import character_set
from zhengce.times import TimeMention
from zhengce.types import SegmentedText

_BEFORE = re.compile(
    r"(?:^|.*(?:[，；。：、（）\n]|(?<=.{2})[和及与](?=.{2})|依次为|分别为|包括|其中|当中))"
    r"(?P<name>[^，；。：、（）\n]{2,24})$",
    re.DOTALL,
)
_SAYS_ONLY = character_set("attach", "only_says")
_ITEM = re.compile(
    r"(?:^|[；。：\n，（）])(?:其次[为是]|以及|依次为|包括)*(?P<name>[^；。：\n，（）]{2,40})$"
)
# In a list whose items have brackets, 及 inside a name joins no items: 布料及服饰业（5%）、食品业（3%）.
_IN_LIST = re.compile(
    r"(?:^|.*(?:[，；。：、（\n]|）(?:[和及与]|以及)?|依次为|分别为|包括|其中|当中))(?P<name>[^，；。：、（）\n]{2,24})$",
    re.DOTALL,
)
_COMPARING = character_set("attach", "comparing")
_AGAINST = ("较", "比", "与")
_WINDOW = 40


def _is_nominal(segmented: SegmentedText, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` consists only of nouns and the words that join them."""
    words = segmented.between(start, end)
    return all(segmented.tags[k].startswith(("n", "l", "j", "b", "c", "x", "eng")) for k in words)


def name_bracketed(
    segmented: SegmentedText, slots: Sequence[Any], phrases: PhraseReader, times: Sequence[TimeMention] = ()
) -> None:
    """Set the subject of figures in brackets, and of those right after, to the name before the bracket."""
    text = segmented.text
    named: dict[int, str] = {}
    for k, slot in enumerate(slots):
        if slot.bracket >= 0:
            left = text[slot.bracket + 1 : slot.mention.outer_start]
            if slot.subject is not None or not _SAYS_ONLY.issuperset(left):
                continue
            closed = text.find("）", slot.mention.outer_end)
            before = text[max(0, slot.bracket - _WINDOW) : slot.bracket]
            item = _ITEM if text.startswith("；", closed + 1) else _IN_LIST if "）" in before else _BEFORE
            whole = _IN_LIST.search(before)
            if (
                item is _BEFORE
                and whole is not None
                and _is_nominal(segmented, slot.bracket - len(whole["name"]), slot.bracket)
            ):
                item = _IN_LIST  # 博彩及博彩中介业（6.9万人）
            found = item.search(before)
            floor = slots[k - 1].mention.outer_end if k else 0
            if found is None or slot.bracket - len(found["name"]) < floor:
                continue
            words = segmented.words_in(slot.bracket - len(found["name"]), slot.bracket)
            said = without_times(text, slot.bracket - len(found["name"]), slot.bracket, times, ())
            name = phrases.shorten(phrases.left(said[_compared_end(said) :], words), words)
            if name and not name.startswith(_AGAINST):
                slot.subject = slot.topic = named[slot.bracket] = name
        elif slot.subject is None and k and slots[k - 1].bracket in named:
            closing = text.find("）", slots[k - 1].mention.outer_end, slot.mention.outer_start)
            goes_on = closing == slots[k - 1].mention.outer_end and text[closing + 1] not in "，；。"
            if goes_on and not slot.distributed:
                slot.subject = slot.topic = named[slots[k - 1].bracket]
                slots[k - 1].bracket = -1  # not an aside: the clause goes on about it


def _compared_end(said: str) -> int:
    """Return the end of the comparison that opens a name (以, 好于), or 0."""
    if said.startswith("以"):
        return 1
    than = said.find("于", 1, 4)
    while than >= 0:
        if said[than - 1] in _COMPARING and is_han(said[: than - 1]):
            return than + 1
        than = said.find("于", than + 1, 4)
    return 0
