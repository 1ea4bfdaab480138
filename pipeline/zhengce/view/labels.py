"""How a record is shown: its figure, its signs, its colour; and text made harmless."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from zhengce.types import Indicator

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

_COLOURS = {"workforce": "cyan", "innovation": "green", "craftsmanship": "yellow", "rights": "magenta"}
_MORE_COLOURS = ("blue", "red", "bright_cyan", "bright_green", "bright_yellow", "bright_magenta")
_CONTROLS = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)},  # ␀ … ␟
    0x7F: 0x2421,
    **dict.fromkeys(
        (
            *range(0x80, 0xA0),
            *range(0x200B, 0x2010),
            *range(0x2028, 0x202F),
            *range(0x2060, 0x2070),
            0xFEFF,
            *range(0xD800, 0xE000),
        ),
        0xFFFD,
    ),
}


def visible(text: str) -> str:
    r"""Text in which nothing acts: control, direction and invisible characters become visible ones.

    Its length stays, so spans fit. Tab and line feed stay.

    >>> visible("a\x1b[31mb")
    'a␛[31mb'
    """
    return text.translate(_CONTROLS)


def colour(area: str | None) -> str:
    """The colour of a work area, always the same for the same name; grey for ``other`` and none.

    >>> colour("rights")
    'magenta'
    """
    if area is None or area == "other":
        return "bright_black"
    return _COLOURS.get(area) or _MORE_COLOURS[sum(area.encode()) % len(_MORE_COLOURS)]


def number(value: Decimal) -> str:
    """A number with its thousands parted and no idle zeros.

    >>> from decimal import Decimal
    >>> number(Decimal("2643000.50"))
    '2,643,000.5'
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure(indicator: Indicator) -> str:
    """The value of an indicator with its signs: ``>+67.3``, ``3–5``, ``第2``; or ``damaged``."""
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
