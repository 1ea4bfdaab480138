"""Points and stretches of the calendar: a year, a part of one, from one to another, until and since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from zhengce.times import calendar
from zhengce.times.calendar import NOWHERE, Days
from zhengce.times.context import Context, century_of
from zhengce.times.grammar import read
from zhengce.times.numbers import small

_YEARS_FROM_NOW = {
    "今年": 0,
    "本年": 0,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "前年": -2,
    "大前年": -3,
    "明年": 1,
    "下一年": 1,
}
_NEXT = ("次年", "翌年")
_LAST_MONTHS = 11  # in November and December 1月1日起 may be of the next year
_Found = tuple[Days, bool]


class Stretch(NamedTuple):
    """First and last day; `edge` is "end" or "start" where only that is meant, "vague" where no day is.

    `floating` tells that no year is printed, `open` that none follows (当年, or no publication date).
    """

    first: dt.date | None = None
    last: dt.date | None = None
    edge: str = ""
    floating: bool = False
    current: bool = False


def of_stretch(roles: Mapping[str, str], context: Context, year: int | None) -> _Found | None:
    """The days of what a stretch consists of, and whether it is floating; None where it is no time."""
    left = point(roles.get("left", ""), context, year)
    if left is None:
        return None
    left = _at_edge(left, roles.get("left_edge", ""))
    right = _right(roles, left, context, year)
    if right is None:
        first, last = _bounds(left)
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
    """Days in the publication year, before it is asked whether the publication has seen them."""

    first: dt.date | None
    last: dt.date | None
    floating: bool
    published: dt.date | None

    def seen(self) -> Days:
        """The days, null where they float and lie after the publication."""
        last = self.last or self.first
        if self.floating and (self.published is None or (last is not None and last > self.published)):
            return NOWHERE
        return self.first, self.last


def _bounded(roles: Mapping[str, str], end: Stretch, placed: Placed, year: int | None) -> Days:
    """What until, since, before and after make of the days."""
    if placed.floating and placed.published is None:
        return NOWHERE
    first, last, published = placed.first, placed.last, placed.published
    if "ending" in roles:
        return _ending(roles["ending"], last)
    if "since" in roles:
        return _since(roles["since"], end, placed, year)
    if "before" in roles:
        fuzzy = roles["before"] in ("前后", "左右")
        return NOWHERE if fuzzy else (None, last or first)
    if "after" in roles:
        return placed.seen()[0] or (end.last if end.edge == "end" and not placed.floating else None), None
    if (
        roles.get("from", "").startswith(("自", "进入"))
        and "right" not in roles
        and "right_days" not in roles
    ):
        return _since("以来", end, placed, year) if roles["from"] != "进入" else placed.seen()
    if end.current:
        return None, last
    if end.edge == "whole" and "right" not in roles:
        return (None, last) if "until" in roles else (first, last)  # the year under way, too
    days = placed.seen() if year is None else (first, last)
    return (None, days[1] or days[0]) if "until" in roles else days


def _since(word: str, start: Stretch, placed: Placed, year: int | None) -> Days:
    first = placed.first or (placed.last if start.edge in ("end", "start") else None)
    published = placed.published
    if first is None:
        return (None, published) if word in ("以来", "至今", "迄今") else NOWHERE
    if published is None:
        return first, None
    if placed.floating and year is None:
        rising = word not in ("以来", "至今", "迄今")
        if rising and published.month >= _LAST_MONTHS and first.month < 4:  # to March
            return NOWHERE
        if not rising and first > published:
            first = calendar.in_year((first, None), published.year - 1)[0] or first
    return first, published if first <= published else None


def _ending(text: str, last: dt.date | None) -> Days:
    """截至3月31日止年度: the year that ends then; 止三个月 three months."""
    roles = read("ending", text)
    unit = roles.get("counted") or roles.get("one") or ""
    size = {"月": 1, "季度": 3, "半年": 6}.get(unit, 12)
    count = small(roles["count"]) if "count" in roles else 1
    if last is None or count is None:
        return NOWHERE
    return calendar.months_until(last, size * count) or (None, last)


def _right(roles: Mapping[str, str], left: Stretch, context: Context, year: int | None) -> Stretch | None:
    if "right_days" in roles:  # 10月1日至7日
        found = read("days", roles["right_days"])
        number = small(found.get("first", "").rstrip("日号").rstrip())
        start = left.first
        if start is None or number is None:
            return Stretch(floating=left.floating)
        return Stretch(*(calendar.day(start.year, start.month, number) or NOWHERE), floating=left.floating)
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
    return _at_edge(found_point or Stretch(), roles.get("right_edge", ""))


def point(text: str, context: Context, year: int | None = None) -> Stretch | None:
    """A year, a part of one, or a month, quarter or week told from today; None where it is no time.

    `year` is the year of a part without one, if another than that of the publication.
    """
    roles = read("point", text)
    if "unit" in roles:
        return _unit(roles["unit"], context)
    whole, part = roles.get("of") or roles.get("whole"), roles.get("part")
    if whole is None:
        if part is None:
            return Stretch()
        relative = read("month", part).get("relative")
        if relative is not None:
            return _of_this_month(part, relative, context)
        placed = (
            year if year is not None else context.published.year if context.published is not None else None
        )
        if placed is None:
            return Stretch(floating=True)
        return _part(part, placed)._replace(floating=True)
    told = not (part or "quarter" in roles or "within" in roles)
    found = year_of(whole, context, alone=told)
    if found is None:
        return None if _is_duration(whole, context, alone=told) else Stretch()
    if "quarter" in roles:
        number = small(roles["quarter"]) or 0
        return Stretch(*(calendar.quarters(found, number, number) or NOWHERE))
    if part is not None:
        return _part(part, found)
    year_long = Stretch(*(calendar.years(found, found) or NOWHERE))
    return year_long._replace(current=True) if "within" in roles else year_long


def year_of(text: str, context: Context, *, alone: bool = False) -> int | None:
    """The year that 2024年, 民国113年, 113年, 89年 or 去年 is; null where it does not follow."""
    roles = read("whole", text)
    if "year" in roles:
        return small(roles["year"])
    if text.startswith("民国"):
        number = small(
            roles.get("republic") or text.removeprefix("民国").strip().removesuffix("度").removesuffix("年")
        )
        return None if number is None else calendar.of_republic(number)
    if "bare" in roles:
        number = small(roles["bare"])
        trusted = number is not None and (not alone or context.republic)
        return calendar.of_republic(number) if number is not None and trusted else None
    if "short" in roles:
        number = small(roles["short"])
        if number is not None and context.republic and number >= 80:
            return calendar.of_republic(number)
        return None if number is None else century_of(number, context)
    shift = _YEARS_FROM_NOW.get(text.removesuffix("度"))
    return None if context.published is None or shift is None else context.published.year + shift


def _is_duration(whole: str, context: Context, *, alone: bool) -> bool:
    """110年 that may be so many years, 89年 of no century."""
    roles = read("whole", whole)
    return ("bare" in roles and alone and not context.republic) or "short" in roles


def _part(text: str, year: int) -> Stretch:
    """A part of a year, like 上半年, 1-8月 or 年底."""
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
        proved = count is not None and 2 <= count <= _LAST_MONTHS  # 前一个月 is another thing
        return Stretch(*((calendar.months(year, 1, count or 0) if proved else None) or NOWHERE))
    return _of_name(text, year) if "year_part" in roles else Stretch()


def _of_name(text: str, year: int) -> Stretch:
    whole = calendar.years(year, year) or NOWHERE
    if text in ("上半年", "下半年"):
        low = 1 if text == "上半年" else 7
        return Stretch(*(calendar.months(year, low, low + 5) or NOWHERE))
    if text == "全年":
        return Stretch(*whole, edge="whole")
    if text == "年内":
        return Stretch(*whole, current=True)
    if text in ("年底", "年末", "年终", "岁末"):
        return Stretch(*whole, edge="end")
    return Stretch(*whole, edge="start") if text == "年初" else Stretch(edge="vague")


def _month(text: str, year: int) -> Days:
    roles = read("month", text)
    month = small(roles.get("month", ""))
    return NOWHERE if month is None else _in_month(roles, year, month)


def _in_month(roles: Mapping[str, str], year: int, month: int) -> Days:
    """A month, or the days or the part of it that are told."""
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
        adjacent = low is not None and high == low + 1
    if low is None or high is None or not adjacent:
        return NOWHERE
    return calendar.months(year, low, high) or NOWHERE


def _quarters(text: str, year: int) -> Days:
    roles = read("quarters", text)
    low = small(roles.get("low") or roles["only"])
    high = small(roles["high"]) if "high" in roles else low
    return NOWHERE if low is None or high is None else calendar.quarters(year, low, high) or NOWHERE


def _unit(text: str, context: Context) -> Stretch:
    """上月, 本季度, 上周五, 月底: told from the publication."""
    if context.published is None or not calendar.in_calendar(context.published.year):
        return Stretch()
    roles = read("unit", text)
    if "week" in roles:
        return _week(roles, context.published)
    shift = -1 if text[0] in "上" else 1 if text[0] == "下" else 0
    if text.startswith("当"):
        return Stretch()
    if "quarter" in roles:
        year, month = calendar.month_from(context.published, 3 * shift)
        number = (month + 2) // 3
        return Stretch(*(calendar.quarters(year, number, number) or NOWHERE))
    year, month = context.published.year, context.published.month
    whole = calendar.months(year, month, month) or NOWHERE
    if text == "月内":
        return Stretch(*whole, current=True)
    return Stretch(*whole, edge="start" if text == "月初" else "end", floating=text != "月初")


def _of_this_month(text: str, relative: str, context: Context) -> Stretch:
    """上月, 本月15日, 下月上旬; 当月 and 次月 are of what was told before."""
    if context.published is None or not calendar.in_calendar(context.published.year) or relative[0] in "当次":
        return Stretch()
    year, month = calendar.month_from(context.published, {"上": -1, "下": 1}.get(relative[0], 0))
    return Stretch(*_in_month(read("month", text), year, month))


def _week(roles: Mapping[str, str], published: dt.date) -> Stretch:
    shift = -1 if roles["week"].startswith("上") else 1 if roles["week"].startswith("下") else 0
    whole = calendar.week(published, shift)
    if whole is None or "weekday" not in roles:
        return Stretch(*(whole or NOWHERE))
    number = "一二三四五六日".find(roles["weekday"].replace("天", "日"))
    one = whole[0] + dt.timedelta(days=number)
    return Stretch(one, one)


def relative_day(text: str, roles: Mapping[str, str], context: Context) -> Days:
    """今天, 昨天 and their kin; the day in brackets wins. 当天 is of what was told before."""
    published = context.published
    if published is None or not calendar.in_calendar(published.year):
        return NOWHERE
    if "month" in roles:
        found = calendar.day(published.year, small(roles["month"]) or 0, small(roles["day"]) or 0) or NOWHERE
        return Placed(*found, floating=True, published=published).seen()
    shifts = {"今": 0, "即": 0, "昨": -1, "前": -2, "明": 1}
    word = text.removeprefix(roles.get("until", "")).removeprefix("自").removeprefix("从")
    shift = shifts.get(word[0])
    if shift is None:
        return NOWHERE
    one = published + dt.timedelta(days=shift)
    return one, one


def financial_year(first: str, second: str, text: str, context: Context) -> Days:
    """April to March where Hong Kong tells it, else unknown; a year of schools is."""
    low, high = small(first), small(second)
    if low is None or high is None or not context.hong_kong or "学" in text:
        return NOWHERE
    if high % 100 != (low + 1) % 100 or not calendar.in_calendar(low):
        return NOWHERE
    return dt.date(low, 4, 1), dt.date(low + 1, 3, 31)


def single(stretch: Stretch, edge: str) -> Days:
    """The days of one point with what is printed after it: 8月底 is its last day."""
    return _bounds(_at_edge(stretch, edge))


def ordered(days: Days) -> Days:
    """The days, null where they are in the wrong order."""
    first, last = days
    return NOWHERE if first is not None and last is not None and first > last else days


def _at_edge(stretch: Stretch, edge: str) -> Stretch:
    if not edge:
        return stretch
    kind = {"底": "end", "末": "end", "初": "start"}.get(edge, "vague")
    return stretch._replace(edge=kind)


def _bounds(stretch: Stretch) -> Days:
    """A point alone: its end or start is a day that a stock is told of."""
    if stretch.edge == "end":
        return None, stretch.last
    if stretch.edge == "start":
        return None, stretch.first
    return NOWHERE if stretch.edge == "vague" else (stretch.first, stretch.last)


def _begins(stretch: Stretch) -> dt.date | None:
    return stretch.last if stretch.edge == "end" else stretch.first


def _ends(stretch: Stretch) -> dt.date | None:
    return stretch.first if stretch.edge == "start" else stretch.last
