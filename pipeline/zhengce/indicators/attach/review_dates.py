"""The dates of 一年来, 这五年, 今后五年 and 当月, which depend on headings and earlier sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from zhengce.indicators.attach.frame_words import named_year, years_kind
from zhengce.times import TimeMention, find_times

_YEAR = (364, 365)  # days from the first to the last of a year
_ENDS = ("月末", "月底")
_QUARTER = 92
_PLAN = 4  # years from the first to the last of a plan


def open_days(time: TimeMention) -> bool:
    """Return whether the dates of a time depend on the context that `dated` looks at; most do not.

    >>> [open_days(time) for time in find_times("2024年，上月")]
    [False, True]
    """
    return years_kind(time.text) is not None


def dated(
    time: TimeMention, headings: Iterable[str], spoken: TimeMention | None, published: dt.date | None
) -> TimeMention:
    """Return the time with its dates resolved by the headings above it and the preceding time.

    Args:
        time: the time as it was found.
        headings: the headings above the sentence, the nearest first.
        spoken: the preceding time, the antecedent of 当月 and 一年来.
        published: the publication date of the release, or None.

    >>> time = find_times("五年来，建站30个")[0]
    >>> str(dated(time, ["一、“十四五”时期工作回顾"], None, dt.date(2026, 2, 1)).last)
    '2025-12-31'
    """
    kind = years_kind(time.text)
    if kind in ("before", "named"):
        return _counted_from(time, spoken, published)
    if kind == "month":
        last = spoken.last if spoken is not None else None
        point = time.text.endswith(_ENDS)
        return (
            time if last is None else time._replace(first=None if point else last.replace(day=1), last=last)
        )
    if kind == "stretch":
        return time if spoken is None else time._replace(first=spoken.first, last=spoken.last)
    days: tuple[dt.date, dt.date] | None = None
    if kind == "under_review":
        days = _year(headings, published) or (_whole_year(spoken) if spoken is not None else None)
    elif kind == "past_plan":
        days = _plan(headings, published, past=True) or _plan_spoken_of(spoken)
    elif kind == "next_plan":
        days = _plan(headings, published, past=False)
    return time if days is None else time._replace(first=days[0], last=days[1])


def _counted_from(
    time: TimeMention, spoken: TimeMention | None, published: dt.date | None = None
) -> TimeMention:
    """Return 上月, 上年 or 同年10月 resolved by its antecedent, the preceding time.

    >>> may, before = find_times("今年5月，由上月的3%", dt.date(2025, 7, 2))
    >>> str(_counted_from(before, may).last)
    '2025-04-30'
    """
    if spoken is None or spoken.last is None:
        return time
    named = named_year(time.text)
    if named is not None:
        after, rest = named
        found = find_times(f"{spoken.last.year + after}年{rest}", spoken.last)
    else:
        narrow = "月" in time.text or "季" in time.text
        if narrow and (spoken.first is None or (spoken.last - spoken.first).days > _QUARTER):
            return time
        found = find_times(time.text, spoken.last)
    if not found:
        return time
    first, last = found[0].first, found[0].last
    future = published is not None and (first or last or published) > published
    return time._replace(first=first, last=last, future=future)


def _year(headings: Iterable[str], published: dt.date | None) -> tuple[dt.date, dt.date] | None:
    found = (_whole_year(time) for heading in headings for time in find_times(heading, published))
    return next((days for days in found if days is not None), None)


def _whole_year(time: TimeMention) -> tuple[dt.date, dt.date] | None:
    if time.first is None or time.last is None or (time.last - time.first).days not in _YEAR:
        return None
    return time.first, time.last


def _plan(
    headings: Iterable[str], published: dt.date | None, *, past: bool
) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of the five-year plan that a heading names, or None.

    A `past` plan began at least a year before publication, any other later. Where the heading names only the
    plan to come, the past one is the five years before it.
    """
    for heading in headings:
        for time in find_times(heading, published):
            if time.first is None or time.last is None or time.last.year - time.first.year != _PLAN:
                continue
            begun = published is None or time.first <= published - dt.timedelta(days=365)
            if published is None or begun == past:
                return time.first, time.last
            if past and time.first.year >= published.year:  # 这五年, where the plan to come is spoken of
                return time.first.replace(year=time.first.year - _PLAN - 1), time.first - dt.timedelta(days=1)
    return None


def _plan_spoken_of(spoken: TimeMention | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of the preceding time if it is a five-year plan, or None."""
    if spoken is None or spoken.first is None or spoken.last is None:
        return None
    return (spoken.first, spoken.last) if spoken.last.year - spoken.first.year == _PLAN else None


def year_before(title: TimeMention | None, published: dt.date | None) -> int | None:
    """Return the year of a bulletin that names a whole year, up to that of its publication, or None."""
    if title is None or title.first is None or title.last is None or published is None:
        return None
    whole = title.first == dt.date(title.last.year, 1, 1) and title.last == dt.date(title.last.year, 12, 31)
    return title.last.year if whole and title.last.year <= published.year else None


def is_span(time: TimeMention) -> bool:
    """Return whether a time extends over more than one calendar year."""
    return time.first is not None and time.last is not None and time.last.year > time.first.year
