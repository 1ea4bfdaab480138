"""Times relative to publication: 上月, 本季度, 上周五, 月底, 昨天."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from zhengce.times import calendar
from zhengce.times.calendar import NOWHERE, Days
from zhengce.times.context import Context
from zhengce.times.grammar import grammar, read
from zhengce.times.numbers import small
from zhengce.times.year_parts import Stretch, in_month

_SHIFTS = {"上": -1, "下": 1}
_WEEKDAYS = "一二三四五六日"


def unit_from_now(text: str, context: Context) -> Stretch:
    """Return a relative quarter or week, or the end of a month; 当季 refers to an earlier time."""
    published = context.published
    if published is None or not calendar.in_calendar(published.year) or text[0] == "当":
        return Stretch()
    roles, shift = read("unit", text), _SHIFTS.get(text[0], 0)
    if "week" in roles:
        return _week(roles, published, shift)
    if "quarter" in roles:
        year, month = calendar.month_from(published, 3 * shift)
        number = (month + 2) // 3
        return Stretch(*(calendar.quarters(year, number, number) or NOWHERE))
    whole = calendar.months(published.year, published.month, published.month) or NOWHERE
    if text == "月内":
        return Stretch(*whole, current=True)
    return Stretch(*whole, edge="start" if text == "月初" else "end", floating=text != "月初")


def month_from_now(text: str, relative: str, context: Context) -> Stretch:
    """Date 上月, 本月15日 and 下月上旬; 当月 and 次月 refer to an earlier time."""
    if context.published is None or not calendar.in_calendar(context.published.year) or relative[0] in "当次":
        return Stretch()
    year, month = calendar.month_from(context.published, _SHIFTS.get(relative[0], 0))
    return Stretch(*in_month(read("month", text), year, month))


def day_from_now(text: str, roles: Mapping[str, str], context: Context) -> Days:
    """Date 今天, 昨天 and similar words from publication; a day in brackets takes precedence.

    当天 is not among them: its antecedent is a day mentioned before.
    """
    published = context.published
    if published is None or not calendar.in_calendar(published.year):
        return NOWHERE
    if "month" in roles:
        found = calendar.day(published.year, small(roles["month"]) or 0, small(roles["day"]) or 0)
        return NOWHERE if found is None or found[1] > published else found
    word = text.removeprefix(roles.get("until", "")).removeprefix("自").removeprefix("从")
    shift = grammar().days_from_now.get(word[0])
    if shift is None:
        return NOWHERE
    one = published + dt.timedelta(days=shift)
    return one, one


def day_of_month(text: str, context: Context, *, past: bool = False) -> Days:
    """Date 25日 in the month of publication if that is past; a `past` one may be in the previous month."""
    number, published = small(text.rstrip("日号").rstrip()), context.published
    if number is None or published is None or not calendar.in_calendar(published.year):
        return NOWHERE
    for shift in (0, -1)[: 1 + past]:
        found = calendar.day(*calendar.month_from(published, shift), number)
        if found is not None and found[1] <= published:
            return found
    return NOWHERE


def _week(roles: Mapping[str, str], published: dt.date, shift: int) -> Stretch:
    whole = calendar.week(published, shift)
    if whole is None or "weekday" not in roles:
        return Stretch(*(whole or NOWHERE))
    if roles["weekday"] == "末":
        return Stretch(whole[1] - dt.timedelta(days=1), whole[1])
    one = whole[0] + dt.timedelta(days=_WEEKDAYS.find(roles["weekday"].replace("天", "日")))
    return Stretch(one, one)
