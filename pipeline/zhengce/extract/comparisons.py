"""What changes are measured against: shared by what one base stands for, and dated."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from zhengce.extract.bases import BaseMention
from zhengce.extract.clauses import Slot
from zhengce.times import TimeMention, find_times, same_period
from zhengce.types import Base, BaseKind

_OF_THE_YEAR = ("上年", "上一年", "年初")
_BEFORE_THE_FIGURE = (*_OF_THE_YEAR, "上月", "上个月", "上季", "上一季", "上一个季")  # than its own
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
    """What a change is measured against, with its kind and days.

    上年 is the year before `time`'s; early in a year, without such a time, it may be either of two.
    """
    if not slot.bases:
        return None
    words = slot.bases[0].text
    if len(slot.bases) > 1 and not slot.distributed:  # 比上季度末和上月末均回升
        words = text[slot.bases[0].start : slot.bases[-1].end]
    spoken = published
    if words.startswith(_BEFORE_THE_FIGURE):
        if time is not None and time.last is not None:
            within = time.first is None or time.first.year == time.last.year
            spoken = time.last if within else published  # 2019年…比上年: than 2018, whenever it is said
        elif published is not None and published.month <= 3 and words.startswith(_OF_THE_YEAR):
            spoken = None  # of the year that has ended, or of the one under way
    times = find_times(words, spoken)
    kind: BaseKind = "since" if times else "peer"
    if words.startswith(("同比", "按年", "上年", "去年", "上一年")):
        kind = "year_on_year"
    elif words.startswith(("环比", "按月", "上月", "上季", "上个月")):
        kind = "month_on_month"
    first, last = (times[0].first, times[0].last) if times else (None, None)
    if times and times[0].kind == "same":
        first, last = (None, None) if time is None else same_period(times[0].text, (time.first, time.last))
    elif "同期" in words and first is not None:
        first, last = _same_days(time, first.year)
    return Base(words, kind, first, last)


def _same_days(time: TimeMention | None, year: int) -> tuple[dt.date | None, dt.date | None]:
    """The days of a time in another year: 前三季度…比上年同期 is measured against three quarters."""
    if time is None or time.first is None or time.last is None or time.first.year != time.last.year:
        return None, None
    leap_day = (2, 29)
    first, last = (
        day.replace(year=year, day=28 if (day.month, day.day) == leap_day else day.day)
        for day in (time.first, time.last)
    )
    return first, last
