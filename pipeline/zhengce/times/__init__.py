"""Recognise time expressions, and derive their days from text and calendar."""

from __future__ import annotations

from zhengce.times.calendar import Days, SpanKind, period_before, span_kind, years_before
from zhengce.times.find import find_times, leading_time
from zhengce.times.mention import TimeMention
from zhengce.times.placing import of_past_year, same_period

__all__ = [
    "Days",
    "SpanKind",
    "TimeMention",
    "find_times",
    "leading_time",
    "of_past_year",
    "period_before",
    "same_period",
    "span_kind",
    "years_before",
]
