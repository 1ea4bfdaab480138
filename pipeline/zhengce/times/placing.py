"""Date times by context: parts of a year without the year, and 上年同期."""

from __future__ import annotations

import datetime as dt

from zhengce.times.calendar import NOWHERE, Days, in_calendar, span_kind, years_before
from zhengce.times.context import Context
from zhengce.times.days import resolve
from zhengce.times.mention import TimeMention
from zhengce.types import Status

_LAST_OF_PAST_YEAR = 9  # the last month in which a fact of 全年 can only be of the year before


def of_past_year(
    time: TimeMention, published: dt.date | None, status: Status, named: int | None = None
) -> TimeMention:
    """Date a part of a year without the year: the last one for a fact, the next for a plan.

    If it ends in the month of publication, the year is ambiguous and the days unknown. So they are for a
    fact after a `named` year other than the previous one.

    >>> from zhengce.times import find_times
    >>> published = dt.date(2025, 1, 20)
    >>> time = find_times("上半年", published)[0]
    >>> [str(of_past_year(time, published, status).last) for status in ("actual", "target")]
    ['2024-06-30', '2025-06-30']
    """
    if published is None or not time.floating or not in_calendar(published.year - 1):
        return time
    if status == "target":
        if named is not None and named > published.year:
            return _placed(time, _in_year(time, published, named), published)
        return _next(time, published)
    dated = time.first is not None or time.last is not None
    if dated and not (time.text == "全年" and published.month <= _LAST_OF_PAST_YEAR):
        return time
    if named not in (None, published.year - 1):
        return time._replace(first=None, last=None, future=False)
    this_year = _in_year(time, published, published.year)[1]
    if not dated and (this_year is None or this_year.month <= published.month):
        return time  # 2月末, told on the last day but one of February, is of this year
    return _placed(time, _in_year(time, published, published.year - 1), published)


def same_period(text: str, governing: Days) -> Days:
    """Return the days of 上年同月, 去年同季 or 上年同期: the governing period one year earlier.

    None if 同月 does not follow a month, or 同季 a quarter.

    >>> march = (dt.date(2022, 3, 1), dt.date(2022, 3, 31))
    >>> [str(day) for day in same_period("上年同月", march)], same_period("去年同季", march)
    (['2021-03-01', '2021-03-31'], (None, None))
    """
    asked = "month" if text.endswith("同月") else "quarter" if text.endswith(("同季", "同季度")) else None
    if asked is not None and span_kind(*governing) != asked:
        return NOWHERE
    return years_before(governing, 2 if text.startswith("前年") else 1)


def _next(time: TimeMention, published: dt.date) -> TimeMention:
    """Return the next instance to end; one already past this year stays, except a deadline (9月底前)."""
    if time.first is None and time.last is None:
        return _placed(time, _in_year(time, published, published.year), published)
    if time.last is not None and time.last < published and time.text.endswith("前"):
        return _placed(time, _in_year(time, published, published.year + 1), published)
    return time


def _in_year(time: TimeMention, published: dt.date, year: int) -> Days:
    dated = resolve(time.text, time.form, Context(published), year)
    return NOWHERE if dated is None else dated.days


def _placed(time: TimeMention, days: Days, published: dt.date) -> TimeMention:
    first, last = days
    if first is None and last is None:
        return time
    return time._replace(first=first, last=last, future=(first or last or published) > published)
