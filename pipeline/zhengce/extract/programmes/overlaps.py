"""Resolve overlapping candidates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from zhengce.types import ProgrammeKind


class Candidate(NamedTuple):
    """A span proposed as a name by a rule."""

    start: int
    end: int
    kind: ProgrammeKind
    rule: str
    priority: int
    name: str | None = None


def without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return non-overlapping candidates in text order, preferring higher priority, then length.

    >>> long, short = Candidate(0, 9, "plan", "a", 1), Candidate(4, 9, "plan", "b", 1)
    >>> [kept.rule for kept in without_overlaps([short, long])]
    ['a']
    """
    kept: list[Candidate] = []
    for one in sorted(candidates, key=lambda c: (-c.priority, c.start - c.end, c.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda c: c.start)
