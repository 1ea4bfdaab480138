"""Split a text into non-blank lines with their offsets."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A line stripped of surrounding whitespace; `start` is its offset in the text."""

    start: int
    text: str


def lines_of(text: str) -> list[Line]:
    r"""Return the non-blank lines of `text`.

    >>> lines_of("标题\n\n  第一段。")
    [Line(start=0, text='标题'), Line(start=6, text='第一段。')]
    """
    found, place = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            found.append(Line(place + line.index(stripped[0]), stripped))
        place += len(line) + 1
    return found
