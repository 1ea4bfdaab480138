"""The base of a change: in its own clause, at the head of its sentence, a peer, or carried over.

A base carries over to the next change: 同比增加1.3万人，增长5.0% has one base for both. Averages take no
base, and a change with a base of its own replaces the one carried.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from zhengce.indicators.attach.candidates import Candidate
from zhengce.indicators.bases import BaseMention
from zhengce.indicators.resolve.comparison_kinds import resolve_base
from zhengce.indicators.resolve.rates import growth_of
from zhengce.indicators.slot import Slot
from zhengce.indicators.words import word_list
from zhengce.times import TimeMention
from zhengce.types import Base

_AVERAGES = word_list("attach", "averages")
_BASE_LEVEL = re.compile(r"[比较]起?([^，。；、比较]{2,14}?)的[^，。；、的\d]{0,4}$")
_PEERS = re.compile(r"[、和，](?:分别|也)?((?:全[国省市区州县球]|世界|[东中西]部)[^，。；、\d]{0,8}?)")
_ABSOLUTE = re.compile(r"\d{3,4}年")
_CONTRIBUTING = "拉动"
_GROWING = word_list("attach", "growing")
_CHANGES = frozenset({"change", "change-object"})


def compare_peers(text: str, slots: Sequence[Slot]) -> None:
    """Read a bare difference that continues a list of peers: 高于全国1.3个百分点、全省0.8个百分点."""
    for before, slot in pairwise(slots):
        if before.frame != "difference" or slot.frame != "subject" or slot.mention.dimension != "points":
            continue
        peer = _PEERS.fullmatch(text, before.mention.outer_end, slot.mention.outer_start)
        if peer is not None:
            slot.frame, slot.direction = before.frame, before.direction
            slot.bases = (BaseMention(peer.start(1), peer.end(1), peer[1]),)
            slot.subject = slot.topic = None


def carry(
    text: str,
    slots: Sequence[Slot],
    before: tuple[BaseMention, ...] = (),
    front: BaseMention | None = None,
) -> tuple[BaseMention, ...]:
    """Give each change without a base the one at the head of the sentence, or the last one as `carried`.

    Args:
        text: the text.
        slots: the slots of one sentence.
        before: the last base of the previous sentence, if this sentence continues it (其中).
        front: a base at the head of the sentence, with scope over all its clauses (与2020年相比，…).

    Returns:
        The base that holds at the end of the sentence, or an empty tuple if one of its changes has no base
        (增长5%，比2019年增长9%).
    """
    last, fronted, bare = before, False, False
    for k, slot in enumerate(slots):
        if front is not None and slot.mention.start >= front.end and not fronted:
            last, fronted = (front,), True
        if not _is_change(slot) or (not slot.bases and _is_average(text, slot)):
            continue
        if k and not slot.bases and slots[k - 1].clause == slot.clause:
            slot.bases = _of_level(text, slots[k - 1])
        source = "in front of the sentence" if last == (front,) else "the change before"
        if slot.bases:
            slot.notes += [Candidate("base", base.text, "its clause") for base in slot.bases]
            slot.notes += [Candidate("base", base.text, source, "its clause goes before") for base in last]
            last = slot.bases[:1]
        elif last and _ABSOLUTE.search(last[0].text) and _has_year(text, slot, last[0].end):
            last = ()  # 较111年下降3个百分点；113年经济增长3%
        elif last:
            slot.notes.append(Candidate("base", last[0].text, source))
            slot.bases, slot.carried = last, last != (front,)
        else:
            bare = True
    return () if bare else last


def _is_change(slot: Slot) -> bool:
    """Return whether a slot states a change, or names a rate of growth (增速为5%)."""
    return slot.frame in _CHANGES or (slot.frame != "rank" and growth_of(slot) is not None)


def _is_average(text: str, slot: Slot) -> bool:
    """Return whether a change is a mean rate (年均增长6%) or a contribution (拉动), which inherit no base."""
    told = text[slot.clause : slot.mention.outer_start]
    for average in _AVERAGES:
        _, _, rest = told.rpartition(average)
        if told != rest and (not rest or rest.startswith(_GROWING)):
            return True
    return _CONTRIBUTING in told


def _has_year(text: str, slot: Slot, start: int) -> bool:
    """Return whether another year stands between a base that ends at `start` and a change."""
    return _ABSOLUTE.search(text, start, slot.mention.outer_start) is not None


def base_of(text: str, slot: Slot, time: TimeMention | None, published: dt.date | None) -> Base | None:
    """Return what a change is measured against, with its kind and dates, or None."""
    if not slot.bases:
        return None
    words = slot.bases[0].text
    if len(slot.bases) > 1 and not slot.distributed:  # 比上季度末和上月末均回升
        words = text[slot.bases[0].start : slot.bases[-1].end]
    return resolve_base(words, time, published)


def _of_level(text: str, level: Slot) -> tuple[BaseMention, ...]:
    """Return the base of the level before a change, or an empty tuple: 比1980年的7159亿元增加1551亿元."""
    found = _BASE_LEVEL.search(text[: level.mention.outer_start], level.clause)
    return () if found is None else (BaseMention(found.start(1), found.end(1), found[1]),)
