"""Segmented text to indicators, programmes and quantities."""

from __future__ import annotations

from zhengce.extract.indicators import IndicatorFinder, IndicatorMention
from zhengce.extract.mention import Mention
from zhengce.extract.mentions import MentionFinder

__all__ = ["IndicatorFinder", "IndicatorMention", "Mention", "MentionFinder"]
