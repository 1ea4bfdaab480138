"""What changes are measured against: shared by what one base stands for, and dated."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from zhengce.indicators.bases import BaseMention
from zhengce.indicators.clauses import Slot
from zhengce.indicators.resolve.bases import resolve_base
from zhengce.times import TimeMention
from zhengce.types import Base

_ON_AVERAGE = re.compile("平均|[年月日季]均")  # 年均增长 is against no base

_PEERS = re.compile(r"[、和，](?:分别|也)?((?:全[国省市区州县球]|世界|[东中西]部)[^，。；、\d]{0,8}?)")


def share_bases(text: str, slots: Sequence[Slot]) -> None:
    """A base holds for what is enumerated after it: 比上年产量增长5%、销量增长6%."""
    for before, slot in pairwise(slots):
        between = text[before.mention.outer_end : slot.mention.outer_start]
        listed = before.clause == slot.clause and between.startswith("、") and not before.distributed
        changes = before.frame == slot.frame == "change"
        if listed and changes and not slot.bases and not _ON_AVERAGE.search(between):
            slot.bases = before.bases


def compare_peers(text: str, slots: Sequence[Slot]) -> None:
    """A difference from one is followed by those from others: 高于全国1.3个百分点、全省0.8个百分点."""
    for before, slot in pairwise(slots):
        if before.frame != "difference" or slot.frame != "subject" or slot.mention.dimension != "points":
            continue
        peer = _PEERS.fullmatch(text, before.mention.outer_end, slot.mention.outer_start)
        if peer is not None:
            slot.frame, slot.direction = before.frame, before.direction
            slot.bases = (BaseMention(peer.start(1), peer.end(1), peer[1]),)
            slot.subject = slot.topic = None


def compare_all(text: str, slots: Sequence[Slot], base: BaseMention) -> None:
    """Changes after a base in front are against it, until one names its own."""
    for slot in slots:
        if slot.mention.start < base.end:
            continue
        if slot.bases:
            return
        averaged = _ON_AVERAGE.search(text, slot.clause, slot.mention.outer_start)
        if slot.frame in {"change", "change-object"} and averaged is None:
            slot.bases = (base,)


def base_of(text: str, slot: Slot, time: TimeMention | None, published: dt.date | None) -> Base | None:
    """What a change is measured against, with its kind and days."""
    if not slot.bases:
        return None
    words = slot.bases[0].text
    if len(slot.bases) > 1 and not slot.distributed:  # 比上季度末和上月末均回升
        words = text[slot.bases[0].start : slot.bases[-1].end]
    return resolve_base(words, time, published)
