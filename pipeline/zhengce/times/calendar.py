"""Calendar arithmetic: functions from numbers to first and last days."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal

Days = tuple[dt.date | None, dt.date | None]
Span = tuple[dt.date, dt.date]
SpanKind = Literal["point", "month", "quarter", "half", "year", "year_to_date", "span"]
NOWHERE: Days = (None, None)
FIRST_OF_REPUBLIC = 1911  # the year before the first
# Five-year plans: two from 1953 on, then, after a gap, every five years from 1966.
_PLANS_BEFORE_THE_GAP = 2


def in_calendar(year: int) -> bool:
    """Return whether a year and its neighbours are valid; databases use extreme dates for unknown ones."""
    return dt.MINYEAR < year < dt.MAXYEAR


def months(year: int, low: int, high: int) -> Span | None:
    """Return the span from the first day of one month to the last of another, or None.

    >>> [str(day) for day in months(2024, 1, 2)]
    ['2024-01-01', '2024-02-29']
    >>> months(2024, 3, 2), months(2024, 0, 13)
    (None, None)
    """
    if not (in_calendar(year) and 1 <= low <= high <= 12):
        return None
    return dt.date(year, low, 1), dt.date(year, high, calendar.monthrange(year, high)[1])


def quarters(year: int, low: int, high: int) -> Span | None:
    """Return the span from the first day of one quarter to the last of another."""
    return months(year, 3 * low - 2, 3 * high)


def years(low: int, high: int) -> Span | None:
    """Return the span from the first day of one year to the last of another."""
    if not (in_calendar(low) and in_calendar(high) and low <= high):
        return None
    return dt.date(low, 1, 1), dt.date(high, 12, 31)


def day(year: int, month: int, number: int) -> Span | None:
    """Return one day, or None if it does not exist."""
    whole = months(year, month, month)
    if whole is None or not 1 <= number <= whole[1].day:
        return None
    found = dt.date(year, month, number)
    return found, found


def ten_days(year: int, month: int, which: str) -> Span | None:
    """Return part of a month: 上旬, 中旬, 下旬, 上中旬, 中下旬, 上半月, 下半月.

    >>> [str(day) for day in ten_days(2024, 2, "下旬")]
    ['2024-02-21', '2024-02-29']
    """
    whole = months(year, month, month)
    if whole is None:
        return None
    last = whole[1].day
    low, high = {
        "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last), "上中旬": (1, 20), "中下旬": (11, last),
        "上半月": (1, 15), "下半月": (16, last),
    }[which]  # fmt: skip
    return whole[0].replace(day=low), whole[0].replace(day=high)


def week(of: dt.date, shift: int) -> Span | None:
    """Return the week, Monday to Sunday, `shift` weeks after that of a day.

    >>> [str(day) for day in week(dt.date(2025, 1, 20), -1)]
    ['2025-01-13', '2025-01-19']
    """
    if not in_calendar(of.year):
        return None
    monday = of + dt.timedelta(days=7 * shift - of.weekday())
    return monday, monday + dt.timedelta(days=6)


def month_from(of: dt.date, shift: int) -> tuple[int, int]:
    """Return year and month `shift` months after a day.

    >>> month_from(dt.date(2025, 1, 20), -1)
    (2024, 12)
    """
    count = 12 * of.year + of.month - 1 + shift
    return count // 12, count % 12 + 1


def months_until(last: dt.date, count: int) -> Span | None:
    """Return the given number of months ending with a day: a year to 31 March begins on 1 April.

    >>> [str(day) for day in months_until(dt.date(2024, 3, 31), 12)]
    ['2023-04-01', '2024-03-31']
    """
    if not in_calendar(last.year - count // 12 - 1) or count < 1:
        return None
    after = last + dt.timedelta(days=1)
    year, month = month_from(after, -count)
    number = min(after.day, calendar.monthrange(year, month)[1])
    return dt.date(year, month, number), last


def plan(number: int) -> Span | None:
    """Return the years of the five-year plan with this number.

    >>> [str(plan(number)[0].year) for number in (1, 2, 3, 14)]
    ['1953', '1958', '1966', '2021']
    """
    start = 1948 + 5 * number if number <= _PLANS_BEFORE_THE_GAP else 1951 + 5 * number
    return years(start, start + 4) if number >= 1 else None


def of_republic(year: int) -> int:
    """Convert a year of the Republic (民国) to the Gregorian calendar.

    >>> of_republic(110)
    2021
    """
    return year + FIRST_OF_REPUBLIC


def in_year(days: Days, year: int) -> Days:
    """Return the same days in another year; the end of February stays the end of February.

    >>> [str(day) for day in in_year((dt.date(2024, 2, 1), dt.date(2024, 2, 29)), 2023)]
    ['2023-02-01', '2023-02-28']
    """
    first, last = days
    whole = last or first
    if whole is None:
        return NOWHERE
    return _shifted(first, year - whole.year), _shifted(last, year - whole.year)


def years_before(days: Days, count: int = 1) -> Days:
    """Return the same period some years earlier: the meaning of 上年同期.

    >>> [str(day) for day in years_before((dt.date(2024, 1, 1), dt.date(2024, 8, 31)))]
    ['2023-01-01', '2023-08-31']
    """
    whole = days[1] or days[0]
    return NOWHERE if whole is None else in_year(days, whole.year - count)


def period_before(days: Days) -> Days:
    """Return the previous month, quarter, half-year or year, the base of 环比, or None.

    >>> [str(day) for day in period_before((dt.date(2024, 1, 1), dt.date(2024, 3, 31)))]
    ['2023-10-01', '2023-12-31']
    """
    first, last = days
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(span_kind(first, last) or "")
    if size is None or first is None or last is None or not in_calendar(first.year - 1):
        return NOWHERE
    (low_year, low), (high_year, high) = month_from(first, -size), month_from(last, -size)
    return dt.date(low_year, low, 1), dt.date(high_year, high, calendar.monthrange(high_year, high)[1])


def span_kind(first: dt.date | None, last: dt.date | None) -> SpanKind | None:
    """Return the kind of period between two days, or None if neither is known.

    A single day is a ``point``, like a stock on a day (截至2024年底, which has no first day).

    >>> [span_kind(dt.date(2024, 1, 1), dt.date(2024, month, 30)) for month in (6, 9)]
    ['half', 'year_to_date']
    >>> span_kind(None, dt.date(2024, 12, 31))
    'point'
    """
    if first is None:
        return None if last is None else "point"
    if last is None:
        return "span"
    if first == last:
        return "point"
    if first.year == last.year and first.day == 1 and last == months(last.year, last.month, last.month)[1]:  # type: ignore[index]
        size = last.month - first.month + 1
        kind: SpanKind | None = {1: "month", 3: "quarter", 6: "half", 12: "year"}.get(size)  # type: ignore[assignment]
        if kind is not None and first.month % size == 1 % size:
            return kind
    return "year_to_date" if first.year == last.year and (first.month, first.day) == (1, 1) else "span"


def _shifted(one: dt.date | None, years: int) -> dt.date | None:
    if one is None or not in_calendar(one.year + years):
        return None
    year = one.year + years
    last = calendar.monthrange(year, one.month)[1]
    at_end = one.day == calendar.monthrange(one.year, one.month)[1] and one.month == 2
    return one.replace(year=year, day=last if at_end else min(one.day, last))
