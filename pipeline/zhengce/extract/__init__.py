"""Segmented text to indicators and programmes."""

from __future__ import annotations

from zhengce.extract.indicators import IndicatorFinder, IndicatorMention

__all__ = ["IndicatorFinder", "IndicatorMention"]
