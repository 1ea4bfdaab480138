"""Figures in brackets are of what stands before the bracket: 汽车（增长35.8%）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from zhengce.indicators.phrases import PhraseReader
from zhengce.types import SegmentedText

_BEFORE = re.compile(
    r"(?:^|.*(?:[，；。：、（）\n]|(?<=.{2})[和及与](?=.{2})|依次为|分别为|包括|其中|当中))"
    r"(?P<name>[^，；。：、（）\n]{2,24})$",
    re.DOTALL,
)
_SAYS_ONLY = re.compile("[增长下降上升下跌同比按年幅为跌减少加达约-]*")
_ITEM = re.compile(
    r"(?:^|[；。：\n，（）])(?:其次[为是]|以及|依次为|包括)*(?P<name>[^；。：\n，（）]{2,40})$"
)
_WINDOW = 40


def name_bracketed(segmented: SegmentedText, slots: Sequence[Any], phrases: PhraseReader) -> None:
    """Give figures in brackets, and those right behind them, the name before the bracket."""
    text = segmented.text
    named: dict[int, str] = {}
    for k, slot in enumerate(slots):
        if slot.bracket >= 0:
            left = text[slot.bracket + 1 : slot.mention.outer_start]
            if slot.subject is not None or _SAYS_ONLY.fullmatch(left) is None:
                continue
            closed = text.find("）", slot.mention.outer_end)
            item = _ITEM if text.startswith("；", closed + 1) else _BEFORE
            found = item.search(text[max(0, slot.bracket - _WINDOW) : slot.bracket])
            floor = slots[k - 1].mention.outer_end if k else 0
            if found is None or slot.bracket - len(found["name"]) < floor:
                continue
            words = segmented.words_in(slot.bracket - len(found["name"]), slot.bracket)
            name = phrases.shorten(phrases.left(found["name"], words))
            if name:
                slot.subject = slot.topic = named[slot.bracket] = name
        elif slot.subject is None and k and slots[k - 1].bracket in named:
            closing = text.find("）", slots[k - 1].mention.outer_end, slot.mention.outer_start)
            if closing == slots[k - 1].mention.outer_end and not slot.distributed:
                slot.subject = slot.topic = named[slots[k - 1].bracket]
                slots[k - 1].bracket = -1  # not an aside: the clause goes on about it
