"""What a change is measured against, by kind and dates: for March 2025, 同比 means March 2024."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from zhengce.indicators.affixes import holds
from zhengce.indicators.words import word_list
from zhengce.times import TimeMention, find_times
from zhengce.types import Base, BaseKind

Days = tuple[dt.date | None, dt.date | None]
_NOWHERE: Days = (None, None)
_SINCE = word_list("base_kinds", "since")
_SINCE_ENDS = word_list("base_kinds", "since_ends")
_PLAN = word_list("base_kinds", "plan")
_YEAR = word_list("base_kinds", "year")
_YEARS = frozenset(word_list("base_kinds", "years"))
_QUARTER = word_list("base_kinds", "quarter")
_QUARTERS = word_list("base_kinds", "quarters")
_MONTH = word_list("base_kinds", "month")
_MONTHS = word_list("base_kinds", "months")
_REPUBLIC = re.compile(r"(?:9\d|1[0-3]\d)年(?!前)")
_BARE = frozenset({"同比", "按年", "年"})  # no times
_SEQUENTIAL = "环比"
_LONGEST_MONTH, _LONGEST_QUARTER = 31, 92


def resolve_base(text: str, period: TimeMention | None, published: dt.date | None) -> Base:
    """Return the base printed as `text`, resolved for a change in `period`.

    Its dates are None unless text, period and publication date determine them.

    >>> march = find_times("2025年3月")[0]
    >>> base = resolve_base("同比", march, None)
    >>> base.kind, str(base.start), str(base.end)
    ('year_on_year', '2024-03-01', '2024-03-31')
    >>> resolve_base("全国平均水平", march, None).kind
    'peer'
    """
    kind = _kind(text, period)
    if kind == "year_on_year":
        return Base(text, kind, *_year_before(text, period, published))
    if kind in ("quarter_on_quarter", "month_on_month"):
        return Base(text, kind, *_stretch_before(period, kind))
    if kind is not None:
        return Base(text, kind, None, None)
    times = find_times(text, _spoken(text, period, published))
    if not times and _REPUBLIC.match(text):
        times = find_times(f"民国{text}", published)  # 较111年下降
    if not times:
        return Base(text, "peer", None, None)
    return Base(text, "since", times[0].first, times[0].last)


def _kind(text: str, period: TimeMention | None) -> BaseKind | None:
    if text.startswith(_SEQUENTIAL):
        quarter = _length(period) is not None and _LONGEST_MONTH < (_length(period) or 0) <= _LONGEST_QUARTER
        return "quarter_on_quarter" if quarter else "month_on_month"
    if holds(text, _SINCE) or text.endswith(_SINCE_ENDS):
        return "since"
    if holds(text, _PLAN):
        return "plan"
    if text in _YEARS or holds(text, _YEAR):
        return "year_on_year"
    if text == "季" or holds(text, _QUARTER) or _not_its_end(text, _QUARTERS, "末"):
        return "quarter_on_quarter"
    told = text == "月" or holds(text, _MONTH) or _not_its_end(text, _MONTHS, "末底")
    return "month_on_month" if told else None


def _not_its_end(text: str, stretches: Sequence[str], ends: str) -> bool:
    """Return whether the text names the whole period, not only its last day: 上月, but not 上月末."""
    for stretch in stretches:
        place = text.find(stretch)
        while place >= 0:
            following = text[place + len(stretch) :][:1]
            if not following or following not in ends:
                return True
            place = text.find(stretch, place + 1)
    return False


def _length(period: TimeMention | None) -> int | None:
    if period is None or period.first is None or period.last is None:
        return None
    return (period.last - period.first).days + 1


def _year_before(text: str, period: TimeMention | None, published: dt.date | None) -> Days:
    """Return the days of the period in the year before, or in the year that the base itself names."""
    times = find_times(text, _spoken(text, period, published)) if text not in _BARE else ()
    own = next((t for t in times if t.first is not None), None)
    if period is None or period.last is None:
        whole = own is not None and "同" not in text
        return (own.first, own.last) if whole and own is not None else _NOWHERE
    year = period.last.year - 1
    if own is not None and own.first is not None and own.last is not None and re.match(r"\d{4}年", text):
        year = own.first.year
        if "同" not in text:
            return own.first, own.last
    if text.startswith("去年") and "同" not in text and own is not None:
        return own.first, own.last  # the year before publication
    if period.first is not None and period.first.year != period.last.year:
        return _NOWHERE
    return (
        None if period.first is None else _in_year(period.first, year),
        _in_year(period.last, year, last=_is_month_end(period.last)),
    )


def _stretch_before(period: TimeMention | None, kind: BaseKind) -> Days:
    """Return the days of the preceding month or quarter, each None if unknown.

    The period must be a whole month or quarter, or the last day of one.
    """
    if period is None or period.last is None:
        return _NOWHERE
    months = 1 if kind == "month_on_month" else 3
    length = _length(period)
    if length is None:
        before = _month_end(period.last, -months) if _is_month_end(period.last) else None
        return None, before
    fits = length <= _LONGEST_MONTH if months == 1 else _LONGEST_MONTH < length <= _LONGEST_QUARTER
    if not fits or period.first is None or period.first.day != 1 or not _is_month_end(period.last):
        return _NOWHERE
    return _month_end(period.first, -months - 1) + dt.timedelta(days=1), _month_end(period.first, -1)


def _spoken(text: str, period: TimeMention | None, published: dt.date | None) -> dt.date | None:
    """Return the day from which the relative times of a base count, or None if unknown.

    For 上年 and 年初 it is in the year of the period; without a period, it is unknown early in a year.
    """
    if not text.startswith(("上年", "上一年", "年初")):
        return published
    if period is not None and period.last is not None:
        within = period.first is None or period.first.year == period.last.year
        return period.last if within else published
    return None if published is not None and published.month <= 3 else published


def _is_month_end(day: dt.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _month_end(day: dt.date, months: int) -> dt.date:
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _in_year(day: dt.date, year: int, *, last: bool = False) -> dt.date:
    longest = calendar.monthrange(year, day.month)[1]
    return dt.date(year, day.month, longest if last else min(day.day, longest))
