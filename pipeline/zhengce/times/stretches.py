"""Stretches of the calendar: between two points, until or since a point."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from zhengce.times import calendar
from zhengce.times.calendar import NOWHERE, Days
from zhengce.times.context import Context
from zhengce.times.grammar import read
from zhengce.times.numbers import small
from zhengce.times.points import at_edge, bounds, point
from zhengce.times.year_parts import Stretch

_NEXT = ("次年", "翌年")
_LAST_MONTHS, _FIRST_MONTHS = 11, 3  # from November on, 1月1日起 to 3月31日起 may be of the next year
_OPEN = ("以来", "至今", "迄今")


def of_stretch(roles: Mapping[str, str], context: Context, year: int | None) -> tuple[Days, bool] | None:
    """Return the days of a stretch by its parts, and whether it is floating, or None if it is not a time."""
    left = point(roles.get("left", ""), context, year)
    if left is None:
        return None
    left = at_edge(left, roles.get("left_edge", ""))
    right = _right(roles, left, context, year)
    if right is None:
        first, last = bounds(left)
    else:
        first, last = _begins(left), _ends(right)
        if right.edge == "vague" or left.edge == "vague":
            first = last = None
    floating = left.floating and (right is None or right.floating)
    if floating and right is not None and first is not None and last is not None and first > last:
        first = calendar.in_year((first, None), first.year - 1)[0]  # 12月28日至1月3日
    placed = Placed(first, last, floating, context.published)
    return _bounded(roles, left if right is None else right, placed, year), floating


class Placed(NamedTuple):
    """Days in the publication year, before checking whether they are past."""

    first: dt.date | None
    last: dt.date | None
    floating: bool
    published: dt.date | None


def _seen(placed: Placed) -> Days:
    """Return the days, or None for each if they float and lie after publication."""
    last = placed.last or placed.first
    ahead = placed.published is None or (last is not None and last > placed.published)
    return NOWHERE if placed.floating and ahead else (placed.first, placed.last)


def _bounded(roles: Mapping[str, str], end: Stretch, placed: Placed, year: int | None) -> Days:
    """Apply until, since, before and after to the days."""
    if placed.floating and placed.published is None and year is None:
        return NOWHERE
    first, last = placed.first, placed.last
    if "ending" in roles:
        return _ending(roles["ending"], last)
    if "since" in roles:
        return _since(roles["since"], end, placed, year)
    if "before" in roles:
        fuzzy = roles["before"] in ("前后", "左右")
        return NOWHERE if fuzzy else (None, last or first)
    if "after" in roles:
        return _seen(placed)[0] or (end.last if end.edge == "end" and not placed.floating else None), None
    if roles.get("from", "").startswith("自") and "right" not in roles:
        return _since("以来", end, placed, year)
    if end.current:
        return None, last
    if end.edge == "whole" and "right" not in roles:
        return (None, last) if "until" in roles else (first, last)  # the year under way, too
    days = _seen(placed) if year is None else (first, last)
    return (None, days[1] or days[0]) if "until" in roles else days


def _since(word: str, start: Stretch, placed: Placed, year: int | None) -> Days:
    first = placed.first or (placed.last if start.edge in ("end", "start") else None)
    published = placed.published
    if first is None:
        return (None, published) if word in _OPEN else NOWHERE
    if published is None:
        return first, None
    if placed.floating and year is None:
        rising = word not in _OPEN
        if rising and published.month >= _LAST_MONTHS and first.month <= _FIRST_MONTHS:
            return NOWHERE
        if not rising and first > published:
            first = calendar.in_year((first, None), published.year - 1)[0] or first
    return first, published if first <= published else None


def _ending(text: str, last: dt.date | None) -> Days:
    """Date 截至3月31日止年度 as the year that ends then, and 止三个月 as three months."""
    roles = read("ending", text)
    unit = roles.get("counted") or roles.get("one") or ""
    size = {"月": 1, "季度": 3, "半年": 6}.get(unit, 12)
    count = small(roles["count"]) if "count" in roles else 1
    if last is None or count is None:
        return NOWHERE
    return calendar.months_until(last, size * count) or (None, last)


def _right(roles: Mapping[str, str], left: Stretch, context: Context, year: int | None) -> Stretch | None:
    if "right" not in roles:
        return None
    begun = left.first or left.last
    given = None if left.floating or begun is None else begun.year
    told = read("point", roles["right"])
    whole = told.get("of") or told.get("whole", "")
    if whole.startswith(_NEXT):
        given = None if given is None else given + 1
        found_point = (
            point(roles["right"].removeprefix(whole), context, given) if given is not None else Stretch()
        )
    else:
        found_point = point(roles["right"], context, given if given is not None else year)
        if found_point is not None and given is not None and found_point.floating:
            found_point = found_point._replace(floating=False)
    return at_edge(found_point or Stretch(), roles.get("right_edge", ""))


def ordered(days: Days) -> Days:
    """Return the days, or None for each if they are in the wrong order."""
    first, last = days
    return NOWHERE if first is not None and last is not None and first > last else days


def _begins(stretch: Stretch) -> dt.date | None:
    return stretch.last if stretch.edge == "end" else stretch.first


def _ends(stretch: Stretch) -> dt.date | None:
    return stretch.first if stretch.edge == "start" else stretch.last
