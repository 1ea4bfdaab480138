"""Locate the figure of a correction by its raw span, or in other texts by the letters around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengce.types import Release, Sentence

_NO_LETTER = re.compile(r"[\W_]+")
_AROUND = 40
"""Letters kept on each side: they tell apart the rows of a table, and are short enough to be a quotation."""


class RawMap:
    """Maps spans between the repaired and the raw text of a stored release by its repairs.

    Outside repairs the characters correspond one to one.
    """

    def __init__(self, release: Release) -> None:
        self._pairs = [(0, 0)]
        for repair in release.repairs:
            self._pairs += [(repair.start, repair.raw_start), (repair.end, repair.raw_end)]
        self._pairs.sort()
        self._ends = (len(release.text), len(release.raw_text or ""))

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the repaired text to the raw text."""
        return self._go(start, 0), self._go(end, 0, closing=True)

    def to_text(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        """Map a raw span to the repaired text."""
        return self._go(raw_start, 1), self._go(raw_end, 1, closing=True)

    def _go(self, place: int, side: int, *, closing: bool = False) -> int:
        known = [pair[side] for pair in self._pairs]
        at = bisect_right(known, place if not closing else place - 1) - 1
        here = self._pairs[max(at, 0)]
        there = here[1 - side] + place - here[side]
        limit = self._pairs[at + 1][1 - side] if at + 1 < len(self._pairs) else self._ends[1 - side]
        return max(here[1 - side], min(there, limit)) if limit else there


class Letters:
    """The letters and digits of a text with their offsets."""

    def __init__(self, text: str) -> None:
        self._at = [i for i, c in enumerate(text) if not _NO_LETTER.match(c)]
        self.text = "".join(text[i] for i in self._at)

    def around(self, start: int, end: int) -> tuple[str, str, str]:
        """Return the letters before, in and after a span."""
        first, last = bisect_right(self._at, start - 1), bisect_right(self._at, end - 1)
        before = self.text[max(0, first - _AROUND) : first]
        return before, self.text[first:last], self.text[last : last + _AROUND]

    def same_before(self, place: int, before: str) -> bool:
        """Return whether these letters directly precede the offset."""
        first = bisect_right(self._at, place - 1)
        return _common(self.text[:first][::-1], before[::-1]) >= min(len(before), _AROUND // 2)

    def find(self, before: str, printed: str, after: str) -> tuple[int, int, bool] | None:
        """Return the best span with these letters and surroundings, and whether all of them match.

        Returns None if there is no match, a tie, or less than half of the surroundings match.
        """
        found: list[tuple[int, int]] = []
        place = self.text.find(printed) if printed else -1
        while place >= 0:
            end = place + len(printed)
            same = _common(self.text[:place][::-1], before[::-1]) + _common(self.text[end:], after)
            found.append((same, place))
            place = self.text.find(printed, place + 1)
        found.sort(reverse=True)
        around = len(before) + len(after)
        if not found or found[0][0] * 2 < around or (len(found) > 1 and found[1][0] == found[0][0]):
            return None
        same, place = found[0]
        return self._at[place], self._at[place + len(printed) - 1] + 1, same == around


def sentence_at(release: Release, place: int) -> Sentence | None:
    """Return the sentence that contains an offset of the repaired text, else the last one before it."""
    return next((s for s in reversed(release.sentences) if s.start <= place), None)


def _common(one: str, two: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )
