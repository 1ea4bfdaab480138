"""Segmented text to indicators, programmes and time expressions."""

from __future__ import annotations

from zhengce.extract.indicators import IndicatorFinder, IndicatorMention
from zhengce.extract.periods import TimeMention, find_times

__all__ = ["IndicatorFinder", "IndicatorMention", "TimeMention", "find_times"]
