"""Convert spans of a text to HTML marks, in any order and with any overlap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from zhengce.display.visible import escaped


class Mark(NamedTuple):
    """A marked span with its CSS and tooltip."""

    start: int
    end: int
    style: str
    title: str

    @property
    def tag(self) -> str:
        """Return the opening tag."""
        return f'<span style="{escaped(self.style)}" title="{escaped(self.title)}">'


def marked(text: str, marks: Iterable[Mark]) -> str:
    """Return the escaped text with marks around their spans; crossing marks are split.

    Empty marks and marks outside the text are ignored.

    >>> marked("a<b", [Mark(1, 3, "color:red", "why")])
    'a<span style="color:red" title="why">&lt;b</span>'
    >>> marked("abc", [Mark(0, 2, "x", ""), Mark(1, 3, "y", "")]).replace(' title=""', "")
    '<span style="x">a<span style="y">b</span></span><span style="y">c</span>'
    """
    waiting = sorted(
        (m for m in marks if 0 <= m.start < m.end <= len(text)), key=lambda m: (m.start, -m.end), reverse=True
    )
    places = sorted({0, len(text), *(m.start for m in waiting), *(m.end for m in waiting)})
    parts: list[str] = []
    opened: list[Mark] = []
    last = 0
    for place in places:
        parts.append(escaped(text[last:place]))
        last = place
        ended = next((i for i, m in enumerate(opened) if m.end == place), None)
        if ended is not None:
            going_on = [m for m in opened[ended:] if m.end > place]
            parts += ["</span>"] * (len(opened) - ended)
            opened[ended:] = going_on
            parts += [m.tag for m in going_on]
        while waiting and waiting[-1].start == place:
            opened.append(waiting.pop())
            parts.append(opened[-1].tag)
    return "".join(parts)
