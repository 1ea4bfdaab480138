"""Indicators: each number of a text with its subject, change, base, time and status."""

from __future__ import annotations

from zhengce.indicators.attach.candidates import Candidate, Trace
from zhengce.indicators.find import Given, IndicatorFinder
from zhengce.indicators.mention import IndicatorMention

__all__ = ["Candidate", "Given", "IndicatorFinder", "IndicatorMention", "Trace"]
