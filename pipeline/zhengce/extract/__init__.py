"""Segmented text to indicators, programmes, quantities and time expressions."""

from __future__ import annotations

from zhengce.extract.indicators import IndicatorFinder, IndicatorMention
from zhengce.extract.mention import Mention
from zhengce.extract.mentions import MentionFinder
from zhengce.extract.periods import TimeMention, find_times

__all__ = ["IndicatorFinder", "IndicatorMention", "Mention", "MentionFinder", "TimeMention", "find_times"]
