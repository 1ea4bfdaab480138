"""Compute the levels and parents of sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["lead", "body", "outlook", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its level and parent in the outline."""

    heading: str | None
    start: int
    end: int
    kind: Kind
    level: int
    parent: int | None


def nest(openings: Sequence[tuple[int, str | None, Kind, int]], end: int) -> list[Part]:
    """Nest sections given as (start, heading, kind, rank); a higher rank lies under a lower one.

    A subsection of an outlook is itself outlook. Adjacent boilerplate sections, and adjacent outlook
    sections without headings, are merged.

    >>> openings = [(0, "一、安排", "outlook", 3), (5, "（一）投资", "body", 6), (9, None, "outlook", 0)]
    >>> parts = nest(openings, 20)
    >>> [(part.kind, part.level, part.parent, part.end) for part in parts]
    [('outlook', 1, None, 5), ('outlook', 2, 0, 9), ('outlook', 0, None, 20)]
    """
    parts: list[Part] = []
    above: list[tuple[int, int]] = []
    for number, (start, heading, kind, rank) in enumerate(openings):
        stop = openings[number + 1][0] if number + 1 < len(openings) else end
        if parts and _joins(parts[-1], heading, kind):
            last = parts[-1]
            parts[-1] = Part(last.heading, last.start, stop, last.kind, last.level, last.parent)
            continue
        if not rank:
            parts.append(Part(heading, start, stop, kind, 0, None))
            continue
        while above and above[-1][0] >= rank:
            above.pop()
        parent = above[-1][1] if above else None
        if parent is not None and kind == "body":
            kind = parts[parent].kind  # noqa: PLW2901 - a subsection of an outlook is outlook
        above.append((rank, len(parts)))
        parts.append(Part(heading, start, stop, kind, len(above), parent))
    return parts


def _joins(last: Part, heading: str | None, kind: Kind) -> bool:
    if kind == "boilerplate":
        return last.kind == kind and heading is None and last.heading is None
    return kind == "outlook" and last.kind == kind and heading is None and last.heading is None
