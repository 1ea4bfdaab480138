"""Terminal colours of work areas."""

from __future__ import annotations

from zhengce.display.figures import SIGNS, figure, number
from zhengce.display.visible import visible

__all__ = ["SIGNS", "colour", "figure", "number", "visible"]

_COLOURS = {"workforce": "cyan", "innovation": "green", "craftsmanship": "yellow", "rights": "magenta"}
_MORE_COLOURS = ("blue", "red", "bright_cyan", "bright_green", "bright_yellow", "bright_magenta")


def colour(area: str | None) -> str:
    """Return the colour of a work area, constant per name; grey for ``other`` and None.

    >>> colour("rights")
    'magenta'
    """
    if area is None or area == "other":
        return "bright_black"
    return _COLOURS.get(area) or _MORE_COLOURS[sum(area.encode()) % len(_MORE_COLOURS)]
