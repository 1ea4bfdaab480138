"""Styles and formulas in Word: hidden, raised and lowered text, exponents, fractions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengce.ingest.readers.numbering import W
from zhengce.ingest.readers.raised import raised

if TYPE_CHECKING:
    from lxml.etree import _Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OFF = ("0", "false", "off", "none")
_HEIGHTS = {"superscript": 1, "subscript": -1}
_LEAST = 4  # half points by which a note mark is raised
_DEEPEST = 9  # maximum depth of inheritance


class Styles:
    """The styles of a document that hide or raise text, including inherited ones.

    Args:
        styles: the root of ``styles.xml``, if any.
    """

    def __init__(self, styles: _Element | None) -> None:
        self._hidden: dict[str, bool] = {}
        self._heights: dict[str, int] = {}
        self._based: dict[str, str] = {}
        for style in styles.iter(f"{W}style") if styles is not None else ():
            name, own = style.get(f"{W}styleId") or "", style.find(f"{W}rPr")
            self._based[name] = _value(style.find(f"{W}basedOn"))
            if own is not None and (vanish := own.find(f"{W}vanish")) is not None:
                self._hidden[name] = is_on(vanish)
            if own is not None and (height := _height(own)) is not None:
                self._heights[name] = height

    def hides(self, named: _Element | None) -> bool:
        """Return whether a style hides its text."""
        return bool(self._first(_value(named), self._hidden))

    def height(self, properties: _Element | None) -> int:
        """Return 1 for a raised run, -1 for a lowered one, else 0."""
        if properties is None:
            return 0
        own = _height(properties)
        return own if own is not None else self._first(_value(properties.find(f"{W}rStyle")), self._heights)

    def _first(self, name: str, known: dict[str, bool] | dict[str, int]) -> int:
        for _ in range(_DEEPEST):
            if name in known:
                return known[name]
            name = self._based.get(name, "")
        return 0


def is_on(element: _Element | None) -> bool:
    """Return whether a property is present and not switched off."""
    return element is not None and (_value(element) or "1").lower() not in _OFF


def said_of(formula: _Element, before: str = "") -> str:
    """Format an inline formula: exponents raised, fractions with a slash."""
    said = ""
    for part in formula:
        if part.tag == f"{M}t":
            said += part.text or ""
        elif part.tag == f"{M}sup":
            power = said_of(part)
            said += raised(before + said, power) or f"^{power}"
        elif isinstance(part.tag, str) and not part.tag.endswith("Pr"):
            said += "/" * (part.tag == f"{M}den") + said_of(part, before + said)
    return said


def _height(properties: _Element) -> int | None:
    if (align := properties.find(f"{W}vertAlign")) is not None:
        return _HEIGHTS.get(_value(align), 0)
    position = _value(properties.find(f"{W}position"))
    return 1 if position.isdigit() and int(position) >= _LEAST else None


def _value(element: _Element | None) -> str:
    return str(element.get(f"{W}val") or "") if element is not None else ""
