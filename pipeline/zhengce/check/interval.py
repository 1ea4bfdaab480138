"""The precision of printed numbers: 264.3万 is anything from 264.25万 to 264.35万."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

from zhengce.quantities.rounding import last_digit

if TYPE_CHECKING:
    from zhengce.types import Indicator

_HALF = Fraction(1, 2)
_LOOSE = Fraction(1, 10)
"""How far 约 and 近 may be from the truth, as a share of the number."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values a statement allows, bounds included; None is unbounded. Exact fractions, no floats.

    >>> Interval(Fraction(1), Fraction(2)).meets(Interval(Fraction(2), None))
    True
    """

    low: Fraction | None
    high: Fraction | None

    def meets(self, other: Interval) -> bool:
        """Return whether the intervals overlap."""
        return not (self.below(other) or other.below(self))

    def below(self, other: Interval) -> bool:
        """Return whether every value is smaller than every value of the other."""
        return self.high is not None and other.low is not None and self.high < other.low

    def over(self, other: Interval) -> Interval:
        """Return the quotient of two intervals of positive numbers."""
        low = None if self.low is None or not other.high else self.low / other.high
        high = None if self.high is None or not other.low else self.high / other.low
        return Interval(low, high)

    def shifted(self, by: Interval, sign: int) -> Interval:
        """Return the sum (`sign` 1) or difference (-1) of two intervals."""
        first, second = (by.low, by.high) if sign > 0 else (by.high, by.low)
        return Interval(
            None if self.low is None or first is None else self.low + sign * first,
            None if self.high is None or second is None else self.high + sign * second,
        )

    def scaled(self, factor: Fraction) -> Interval:
        """Return the interval multiplied by a positive number."""
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
        )


def of(indicator: Indicator) -> Interval | None:
    """Return the values that an indicator's wording allows, or None if it has no value.

    A rate, or a number with a scale word or decimal point, is rounded to its last digit: half a step on
    either side is allowed. A plain count is exact. 超 and 以上 allow any larger value, 不足 and 以内 any
    smaller, 近 a tenth less, 约 a tenth more or less.
    """
    if indicator.value is None:
        low, high = indicator.value_min, indicator.value_max
        if low is None and high is None:
            return None
        return Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))
    value, half = Fraction(indicator.value), step(indicator) * _HALF
    match indicator.modifier:
        case "over" | "at_least":
            return Interval(value, None)
        case "under" | "at_most":
            return Interval(None, value)
        case "nearly":
            return Interval(value - max(half, value * _LOOSE), value)
        case "about":
            half = max(half, value * _LOOSE)
    return Interval(value - half, value + half)


def step(indicator: Indicator) -> Fraction:
    """Return the value of the last printed digit, see `zhengce.quantities.rounding.last_digit`."""
    if indicator.value_step is not None:
        return Fraction(indicator.value_step)
    return last_digit(indicator.text, indicator.value, indicator.unit)


def rounded(value: Fraction, to: Fraction) -> Decimal:
    """Round a value to the nearest multiple of a step, or to one decimal place if the step is 0.

    >>> rounded(Fraction(2643000, 1) / Fraction(1673, 1000), Fraction(1000))
    Decimal('1580000')
    """
    unit = to or Fraction(1, 10)
    with localcontext() as context:
        context.prec = 60
        count = (Decimal(value.numerator) / Decimal(value.denominator)) / (
            Decimal(unit.numerator) / Decimal(unit.denominator)
        )
        whole = count.quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
        exact = whole * Decimal(unit.numerator) / Decimal(unit.denominator)
        return exact if exact != exact.to_integral_value() else exact.quantize(Decimal(1))
