"""Format figures for the messages of findings."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from zhengce.check.figures import Figure

_NEW_YEARS_EVE = (12, 31)

_SCALES = ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万"))


def amount(value: Decimal, unit: str | None, step: Fraction | None = None) -> str:
    """Format a value as releases print it, with 万 and 亿 and the decimals that `step` justifies.

    >>> amount(Decimal(1580000), "人"), amount(Decimal(1580000), "人", Fraction(1000))
    ('158万人', '158.0万人')
    >>> amount(Decimal("30.5"), "%"), amount(Decimal(3786), "个")
    ('30.5%', '3786个')
    """
    for scale, word in _SCALES:
        if abs(value) >= scale:
            return f"{_plain(value / scale, step / Fraction(scale) if step else None)}{word}{unit or ''}"
    return f"{_plain(value, step)}{unit or ''}"


def _plain(value: Decimal, step: Fraction | None) -> str:
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if step is None or step >= 1 or step.numerator != 1:
        return text
    decimals = len(str(step.denominator)) - 1
    whole, _, part = text.partition(".")
    return f"{whole}.{part.ljust(decimals, '0')}"


def printed(figure: Figure) -> str:
    """Return the number of a figure as printed in its release."""
    return figure.indicator.text


def name_of(figure: Figure) -> str:
    """Return the file name of a figure's release."""
    return figure.release.source.replace("\\", "/").rsplit("/", 1)[-1]


def days_zh(start: dt.date | None, end: dt.date | None) -> str:
    """Format a period in Chinese: a year, or its first and last day.

    >>> import datetime as dt
    >>> days_zh(None, dt.date(2024, 12, 31))
    '2024年'
    """
    told = days(start, end)
    return f"{told}年" if told.isdigit() else told.replace("/", "至")


def signed(figure: Figure) -> str:
    """Return a change as printed in its release, with its sign."""
    return ("-" if figure.indicator.direction == "decrease" else "+") + printed(figure)


def days(start: dt.date | None, end: dt.date | None) -> str:
    """Format a period: a year, or its first and last day.

    >>> import datetime as dt
    >>> days(dt.date(2024, 1, 1), dt.date(2024, 12, 31)), days(None, dt.date(2024, 6, 30))
    ('2024', '2024-06-30')
    >>> days(dt.date(2024, 1, 1), dt.date(2024, 6, 30))
    '2024-01-01/2024-06-30'
    """
    if end is None:
        return ""
    if (end.month, end.day) == _NEW_YEARS_EVE and (start is None or start == end.replace(month=1, day=1)):
        return str(end.year)
    return str(end) if start is None or start == end else f"{start}/{end}"
