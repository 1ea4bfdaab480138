"""An indicator as this stage finds it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from zhengce.regions import Region
from zhengce.types import Base, Basis, Direction, Measure, Modifier, Period, Status, Vintage


class IndicatorMention(NamedTuple):
    """An indicator with offsets into the normalised text; the pipeline adds area and raw offsets."""

    text: str
    start: int
    end: int
    value: Decimal | None
    value_min: Decimal | None
    value_max: Decimal | None
    unit: str | None
    measure: Measure
    direction: Direction | None
    modifier: Modifier
    subject: str | None
    status: Status
    period: Period | None
    base: Base | None
    damaged: bool
    sentence: int
    rule: str
    evidence: str
    dimension: str | None = None
    unit_canonical: str | None = None
    value_canonical: Decimal | None = None
    denominator: str | None = None
    basis: Basis | None = None
    vintage: Vintage | None = None
    region: Region | None = None
    confidence: float = 0.0
