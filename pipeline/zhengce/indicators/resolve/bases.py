"""Kind and days of the base of a change: for March 2025, 同比 means March 2024."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from zhengce.times import TimeMention, find_times
from zhengce.types import Base, BaseKind

Days = tuple[dt.date | None, dt.date | None]
_NOWHERE: Days = (None, None)
_KINDS: tuple[tuple[BaseKind, re.Pattern[str]], ...] = (
    ("since", re.compile(r"前一[日天周]|上一?[周期日]$|上一交易日|[节假]前$|初期$")),
    ("plan", re.compile(r"预算|计划|目标|预期|任务|预测")),
    (
        "year_on_year",
        re.compile(
            r"同比|按年|^年$|一年前|^上年$|^去年$|^上一年度?$|^前一?年$|(?:上年|去年|上一年|\d{4}年|前一年)?(?:\d{1,2}月份?|[一二三四]季度|前\S{1,3})?同[期月季]"
        ),
    ),
    ("quarter_on_quarter", re.compile(r"按季|^季$|上一?个?季度?(?!末)|前一?季")),
    ("month_on_month", re.compile(r"按月|^月$|上个?月(?![末底])|上一月|前一?月")),
)
_REPUBLIC = re.compile(r"(?:9\d|1[0-3]\d)年(?!前)")
_BARE = frozenset({"同比", "按年", "年"})  # no times
_SEQUENTIAL = "环比"
_LONGEST_MONTH, _LONGEST_QUARTER = 31, 92


def resolve_base(text: str, period: TimeMention | None, published: dt.date | None) -> Base:
    """Resolve the base printed as `text`, for a change in `period`.

    Days are null where text, period and publication date do not prove them.

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
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), None)


def _length(period: TimeMention | None) -> int | None:
    if period is None or period.first is None or period.last is None:
        return None
    return (period.last - period.first).days + 1


def _year_before(text: str, period: TimeMention | None, published: dt.date | None) -> Days:
    """The days of the period in the year before, or in the year that the base itself names."""
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
    """The month or quarter before, where the period is a whole month or quarter, or the last day of one."""
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
    """The day from which 上年 and 年初 count: in the period's year; unknown without one, early in a year."""
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
