"""Parts of a year: 上半年, 前三季度, 1-8月, 10月中旬, 年底."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from zhengce.times import calendar
from zhengce.times.calendar import NOWHERE, Days
from zhengce.times.grammar import read
from zhengce.times.numbers import small

_MOST_FIRST_MONTHS = 11  # 前12个月 are as well the last twelve


class Stretch(NamedTuple):
    """First and last day of a point or stretch of the calendar.

    `edge` is "end" or "start" if only that is meant, "vague" if no day is, and "whole" for 全年. `floating`
    means that no year is printed, `current` that publication lies inside and only the end is meant (年内).
    """

    first: dt.date | None = None
    last: dt.date | None = None
    edge: str = ""
    floating: bool = False
    current: bool = False


def part_of_year(text: str, year: int) -> Stretch:
    """Return a part of a year, such as 上半年, 1-8月 or 年底."""
    roles = read("part", text)
    if "month" in roles:
        return Stretch(*_month(roles["month"], year))
    if "months" in roles:
        return Stretch(*_months(roles["months"], year))
    if "quarters" in roles:
        return Stretch(*_quarters(roles["quarters"], year))
    if "first_quarters" in roles:
        printed = read("first_quarters", text).get("count") or text[1:2]
        count = 1 if text.startswith("首季") else small(printed)
        return Stretch(*(calendar.quarters(year, 1, count or 0) or NOWHERE))
    if "first_months" in roles:
        count = small(read("first_months", text).get("count", "2"))
        proved = count is not None and 2 <= count <= _MOST_FIRST_MONTHS  # 前一个月 is another thing
        return Stretch(*((calendar.months(year, 1, count or 0) if proved else None) or NOWHERE))
    return _of_name(text, year) if "year_part" in roles else Stretch()


def _of_name(text: str, year: int) -> Stretch:
    whole = calendar.years(year, year) or NOWHERE
    if text.endswith("半年"):
        low = 7 if text == "下半年" else 1
        return Stretch(*(calendar.months(year, low, low + 5) or NOWHERE))
    if text == "全年":
        return Stretch(*whole, edge="whole")
    if text == "年内":
        return Stretch(*whole, current=True)
    if text in ("年底", "年末", "年终", "岁末"):
        return Stretch(*whole, edge="end")
    if text == "年中":
        return Stretch(*(calendar.months(year, 1, 6) or NOWHERE), edge="end")
    return Stretch(*whole, edge="start") if text == "年初" else Stretch(edge="vague")


def _month(text: str, year: int) -> Days:
    roles = read("month", text)
    month = small(roles.get("month", ""))
    return NOWHERE if month is None else in_month(roles, year, month)


def in_month(roles: Mapping[str, str], year: int, month: int) -> Days:
    """Return a month, or the stated days or part of it."""
    if "ten_days" in roles:
        return calendar.ten_days(year, month, roles["ten_days"]) or NOWHERE
    if "days" not in roles:
        return calendar.months(year, month, month) or NOWHERE
    told = read("days", roles["days"])
    low = told.get("low") or told["first"]
    high = told.get("last") or told["first"]
    numbers = [small(one.rstrip("日号").rstrip()) for one in (low, high)]
    first, last = (None if n is None else calendar.day(year, month, n) for n in numbers)
    return NOWHERE if first is None or last is None else (first[0], last[1])


def _months(text: str, year: int) -> Days:
    roles = read("months", text)
    if "low" in roles:
        low, high = small(roles["low"]), small(roles["high"])
        adjacent = True
    elif "either" in roles:
        low, high, adjacent = small(roles["either"]), small(roles["other"]), True
    else:
        low = small(roles.get("one") or roles["this"])
        high = small(roles.get("next") or roles["that"])
        adjacent = low is not None and high == low + (2 if "middle" in roles else 1)
    if low is None or high is None or not adjacent:
        return NOWHERE
    return calendar.months(year, low, high) or NOWHERE


def _quarters(text: str, year: int) -> Days:
    roles = read("quarters", text)
    low = small(roles.get("low") or roles["only"])
    high = small(roles["high"]) if "high" in roles else low
    return NOWHERE if low is None or high is None else calendar.quarters(year, low, high) or NOWHERE
