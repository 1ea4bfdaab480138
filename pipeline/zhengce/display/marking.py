"""Spans of a text as marks of a page, whatever their order and however they overlap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from zhengce.display.visible import escaped


class Mark(NamedTuple):
    """A span that is marked, with its CSS and what a pointer resting on it is told."""

    start: int
    end: int
    style: str
    title: str

    @property
    def tag(self) -> str:
        """The opening tag."""
        return f'<span style="{escaped(self.style)}" title="{escaped(self.title)}">'


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text, escaped, with marks round their spans; a mark that crosses another is split.

    Marks outside the text, and empty ones, are left out.

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
