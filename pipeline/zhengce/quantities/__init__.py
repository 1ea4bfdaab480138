"""Segmented text to quantities: numerals with their units, and what they are in their surroundings."""

from __future__ import annotations

from zhengce.quantities.measured import measured
from zhengce.quantities.mention import Mention
from zhengce.quantities.mentions import MentionFinder
from zhengce.quantities.units import Unit, Units

__all__ = ["Mention", "MentionFinder", "Unit", "Units", "measured"]
