"""Figures in the words of a finding."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengce.check.figures import Figure

_WAN = Decimal(10_000)
_YI = Decimal(100_000_000)


def amount(value: Decimal, unit: str | None) -> str:
    """A value as releases print it, with 万 and 亿.

    >>> amount(Decimal(1580000), "人"), amount(Decimal("30.5"), "%"), amount(Decimal(3786), "个")
    ('158万人', '30.5%', '3786个')
    """
    for scale, word in ((_YI, "亿"), (_WAN, "万")):
        if abs(value) >= scale:
            return f"{_plain(value / scale)}{word}{unit or ''}"
    return f"{_plain(value)}{unit or ''}"


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printed(figure: Figure) -> str:
    """The number of a figure as it stands in its release."""
    return figure.indicator.text


def name_of(figure: Figure) -> str:
    """The file name of a figure's release."""
    return figure.release.source.replace("\\", "/").rsplit("/", 1)[-1]
