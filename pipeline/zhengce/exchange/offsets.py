"""Convert character offsets to UTF-16 offsets, as in JavaScript: 𠮷 and others beyond U+FFFF take two."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate


class Units:
    """The UTF-16 units of a text.

    >>> units = Units("𠮷林省")
    >>> units.of(1), units.characters(2)
    (2, 1)
    """

    def __init__(self, text: str) -> None:
        wide = not text.isascii() and max(text, default="") > "\uffff"
        self._starts = list(accumulate((1 + (c > "\uffff") for c in text), initial=0)) if wide else None

    def of(self, offset: int) -> int:
        """Return the UTF-16 offset of a character offset."""
        return offset if self._starts is None else self._starts[offset]

    def characters(self, unit: int) -> int:
        """Return the character offset of a UTF-16 offset; inside a character, that of the next one."""
        return unit if self._starts is None else bisect_left(self._starts, unit)
