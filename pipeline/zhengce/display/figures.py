"""Format the value of an indicator for readers."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

SIGNS = {
    "exact": "",
    "about": "~",
    "nearly": "<~",
    "over": ">",
    "at_least": "≥",
    "under": "<",
    "at_most": "≤",
}
"""The sign of each modifier, before the number."""


class Figure(Protocol):
    """The fields of an indicator that describe its number."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def value_min(self) -> Decimal | None: ...
    @property
    def value_max(self) -> Decimal | None: ...
    @property
    def measure(self) -> str: ...
    @property
    def direction(self) -> str | None: ...
    @property
    def modifier(self) -> str: ...
    @property
    def damaged(self) -> bool: ...


def number(value: Decimal) -> str:
    """Format a number with thousands separators and without trailing zeros.

    >>> number(Decimal("2643000.50"))
    '2,643,000.5'
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure(indicator: Figure) -> str:
    """Format the value of an indicator with its signs: ``>+67.3``, ``3–5``, ``第2``; or ``damaged``."""
    low, high = indicator.value_min, indicator.value_max
    if indicator.value is not None:
        text = number(indicator.value)
    elif low is not None and high is not None:
        text = f"{number(low)}–{number(high)}"
    elif low is not None or high is not None:
        text = f"≥{number(low)}" if low is not None else f"≤{number(high)}" if high is not None else ""
    else:
        return "damaged" if indicator.damaged else "?"
    if indicator.measure == "rank":
        text = f"第{text}"
    way = {"increase": "+", "decrease": "-"}.get(indicator.direction or "", "")
    return f"{SIGNS[indicator.modifier]}{way}{text}"
