"""Times distributed over the numbers of a list: 1月、3月分别下行10个和15个基点."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from zhengce.indicators.affixes import holds
from zhengce.indicators.bases import BaseMention
from zhengce.indicators.coordination import LINK
from zhengce.indicators.words import word_list
from zhengce.times import TimeMention, find_times

_AVERAGES = word_list("attach", "averages")
_IN_TURN = "先后"
_QUARTERS = "四个季度"
_EACH = "一二三四"
_REACH = 60  # characters before the first number


def dealt_times(
    text: str, slots: Sequence[Any], times: Sequence[TimeMention], published: dt.date | None
) -> dict[int, TimeMention]:
    """Return the times distributed over lists of numbers with 分别, and over pairs of levels.

    A list takes a time for each number if exactly as many coordinated times precede it.
    四个季度 counts as four times.

    Args:
        text: the text.
        slots: the quantities of one sentence.
        times: its time expressions.
        published: the publication date of the release, or None.

    Returns:
        Times by the index of the slot.
    """
    dealt: dict[int, TimeMention] = {}
    for first, last in _lists(slots):
        count = last - first + 1
        place = slots[first].mention.outer_start
        run = _run(text, [t for t in times if place - _REACH < t.start and t.end <= place], published)
        if len(run) != count:
            run = _quarters(text, slots[first], times, published) if count == len(_EACH) else []
        dealt.update({first + k: time for k, time in enumerate(run)})
    return dealt | _of_pairs(text, slots, times)


def _of_pairs(text: str, slots: Sequence[Any], times: Sequence[TimeMention]) -> dict[int, TimeMention]:
    """Return the times that a pair of levels takes from the previous pair, by the index of the slot.

    In 由2002年7元增加到2007年9元，电价由|2元降到|1元 the second pair has the times of the first. A difference
    that follows a pair has the time of its second level.
    """
    dealt: dict[int, TimeMention] = {}
    shared: list[TimeMention] = []
    unit: str | None = None
    for k, (first, second) in enumerate(pairwise(slots)):
        if not first.first_of_pair:
            continue
        told = [_right_before(text, slot.mention.outer_start, times) for slot in (first, second)]
        own = [t for t in times if first.clause <= t.start < second.mention.outer_start]
        if told[0] is not None:
            unit = first.mention.unit
            shared = [told[0], *(told[1:] if told[1] is not None else ())]
        elif shared and not own and (len(shared) > 1 or first.mention.unit == unit):
            dealt |= dict(zip((k, k + 1), shared, strict=False))
        else:
            shared = []
        if len(shared) > 1 and _difference(text, slots, k, times) is not None:
            dealt[k + 2] = shared[1]
    return dealt


def base_on_former(text: str, slots: Sequence[Any], times: Sequence[TimeMention]) -> None:
    """Measure the difference of a pair against its former level: 由1990年的9元降到2000年的6元，减少3元."""
    former = None
    for k, first in enumerate(slots):
        if not first.first_of_pair:
            continue
        own = [t for t in times if first.clause <= t.start < first.mention.outer_start]
        former = _right_before(text, first.mention.outer_start, times) if own else former
        slot = _difference(text, slots, k, times)
        if former is not None and slot is not None and not slot.bases:
            slot.bases, slot.carried = (BaseMention(former.start, former.end, former.text),), True


def _difference(text: str, slots: Sequence[Any], first: int, times: Sequence[TimeMention]) -> Any | None:  # noqa: ANN401
    """Return the change that follows the pair at `first`, or None.

    An average does not count, nor does a change with a time of its own.
    """
    if first + 2 >= len(slots):
        return None
    level, slot = slots[first + 1], slots[first + 2]
    told = any(level.mention.outer_end <= t.start < slot.mention.outer_start for t in times)
    told = told or holds(text[level.mention.outer_end : slot.mention.outer_start], _AVERAGES)
    follows = slot.frame == "change" and level.frame == "reach" and slot.part == level.part
    return slot if follows and not told and slot.subject == level.subject else None


def _right_before(text: str, place: int, times: Sequence[TimeMention]) -> TimeMention | None:
    """Return the time right before a number, or before the 的 that precedes the number, or None."""
    return next((t for t in times if text[t.end : place] in ("", "的") and t.end <= place), None)


def _lists(slots: Sequence[Any]) -> list[tuple[int, int]]:
    """Return the first and last index of each list of slots under 分别 or 先后 that share one subject."""
    found = []
    for k, slot in enumerate(slots):
        in_turn = slot.distributed or _IN_TURN in slot.words
        if not in_turn:
            continue
        last = k
        while last + 1 < len(slots) and slots[last + 1].joined and slots[last + 1].subject == slot.subject:
            last += 1
        if last > k:
            found.append((k, last))
    return found


def _run(text: str, times: Sequence[TimeMention], published: dt.date | None) -> list[TimeMention]:
    """Return the last coordination of times, joined only by 、 or 和, or an empty list.

    A mention that holds several times is split.
    """
    parts = [part for time in times for part in _parts(time, published)]
    begun = len(parts) - 1
    for before, after in reversed(list(pairwise(parts))):
        if LINK.fullmatch(text[before.end : after.start].strip()) is None:
            break
        begun -= 1
    return parts[max(begun, 0) :]


def _parts(time: TimeMention, published: dt.date | None) -> list[TimeMention]:
    """Return the parts of a time split at its joints, or the time alone: 2023年、|2024年."""
    pieces, place = [], 0
    for joint in (*LINK.finditer(time.text), None):
        end = joint.start() if joint is not None else len(time.text)
        found = find_times(time.text[place:end], published)
        if len(found) != 1 or len(found[0].text) != end - place:
            return [time]
        pieces.append(found[0]._replace(start=time.start + place, end=time.start + end))
        place = joint.end() if joint is not None else end
    return pieces if len(pieces) > 1 else [time]


def _quarters(
    text: str,
    slot: Any,  # noqa: ANN401 - a slot, whose module imports this one
    times: Sequence[TimeMention],
    published: dt.date | None,
) -> list[TimeMention]:
    """Return one time per quarter of the year last mentioned, for 四个季度分别为, or an empty list."""
    said = text.find(_QUARTERS, slot.clause, slot.mention.outer_start)
    year = next((t for t in reversed(times) if t.last is not None and t.end <= slot.clause + 4), None)
    if said < 0 or year is None or year.last is None:
        return []
    past = year.floating and published is not None and year.last > published  # 全年 of a year that has ended
    named = year.last.year - past
    found = [find_times(f"{named}年{each}季度", published) for each in _EACH]
    return [one[0]._replace(text=_QUARTERS, start=said, end=said + len(_QUARTERS)) for one in found if one]
