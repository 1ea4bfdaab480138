"""Recognise quantities in segmented text: numerals with units, and their role in context."""

from __future__ import annotations

from zhengce.quantities.measured import measured
from zhengce.quantities.mention import Mention
from zhengce.quantities.mentions import MentionFinder
from zhengce.quantities.units import Unit, Units

__all__ = ["Mention", "MentionFinder", "Unit", "Units", "measured"]
