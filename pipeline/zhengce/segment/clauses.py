"""The clause tree of a sentence: parts (；), clauses (，：), brackets as clauses of their own.

Built once for a sentence; every rule that asks where a clause begins, what stands before it, or whether
two places lie in one part asks here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_MARK = re.compile("[，：；。！？\n（）“”《》]")
_OPENING = {"（": "）", "“": "”", "《": "》"}


class Clause(NamedTuple):
    """A clause without the mark that ends it.

    `part` counts the stretches between ；, `depth` the brackets around the clause, and `opener` is the
    place of the innermost of them (-1 outside of brackets). A clause goes on behind a bracket that it holds.
    """

    start: int
    end: int
    part: int
    depth: int
    opener: int


class ClauseTree:
    """The clauses of ``text[start:end]`` in order.

    >>> text = "今年以来，建站30个（含在建5个）；培训“新八级，工”2人"
    >>> [(text[c.start : c.end], c.part) for c in ClauseTree(text, 0, len(text)).clauses]
    [('今年以来', 0), ('建站30个（含在建5个）', 0), ('含在建5个', 0), ('培训“新八级，工”2人', 1)]
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.clauses: Sequence[Clause] = tuple(sorted(_clauses(text, start, end)))

    def at(self, place: int) -> Clause:
        """The innermost clause that holds `place`."""
        found = None
        for clause in self.clauses:
            if clause.start > place:
                break
            if place <= clause.end and (found is None or clause.depth >= found.depth):
                found = clause
        return self.clauses[-1] if found is None else found


def _clauses(  # noqa: C901, PLR0912 - a stack machine: one branch for each kind of mark
    text: str, start: int, end: int
) -> list[Clause]:
    found: list[Clause] = []
    part = 0
    stack: list[tuple[str, int, int]] = []  # what closes the bracket, where it opened, where its clause began
    begun = start
    for mark in _MARK.finditer(text, start, end):
        c, place = mark[0], mark.start()
        if c in _OPENING:
            if stack and stack[-1][0] != "）":
                continue  # inside a quote or title
            stack.append((_OPENING[c], place, begun))
            if c == "（":
                begun = place + 1
            continue
        if c in "）”》":
            if stack and stack[-1][0] == c:
                _, opened, outer = stack.pop()
                if c == "）":
                    found.append(Clause(begun, place, part, _depth(stack) + 1, opened))
                    begun = outer
            continue
        if stack and stack[-1][0] != "）":
            continue
        opener = stack[-1][1] if stack else -1
        if place > begun:
            found.append(Clause(begun, place, part, _depth(stack), opener))
        begun = place + 1
        if c == "；" and not stack:
            part += 1
    while stack:  # brackets and quotes that never close hold nothing together
        closing, opened, outer = stack.pop()
        if closing == "）":
            found.append(Clause(begun, end, part, _depth(stack) + 1, opened))
            begun = outer
    if begun < end or not found:
        found.append(Clause(begun, end, part, 0, -1))
    return found


def _depth(stack: Sequence[tuple[str, int, int]]) -> int:
    return sum(closing == "）" for closing, _, _ in stack) if stack else 0
