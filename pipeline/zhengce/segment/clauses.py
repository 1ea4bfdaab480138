"""The clause tree of a sentence: parts (；), clauses (，：), and brackets as nested clauses.

It is built once per sentence and answers where a clause begins, what precedes an offset, and whether two
offsets share a part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_MARK = re.compile("[，：；。！？\n（）“”《》]")
_OPENING = {"（": "）", "“": "”", "《": "》"}


class Clause(NamedTuple):
    """A clause, without the mark that ends it.

    `part` is the number of ； before the clause, `depth` its bracket depth, and `opener` the offset of its
    innermost opening bracket (-1 outside brackets). A clause continues after a bracket that it contains.
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
        """Return the innermost clause that contains `place`."""
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
    stack: list[tuple[str, int, int]] = []  # (closing mark, its bracket, start of the outer clause)
    begun = start
    for mark in _MARK.finditer(text, start, end):
        c, place = mark[0], mark.start()
        if c in _OPENING:
            if stack and stack[-1][0] != "）":
                continue  # inside a quotation or title
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
    while stack:  # unclosed brackets and quotation marks group nothing
        closing, opened, outer = stack.pop()
        if closing == "）":
            found.append(Clause(begun, end, part, _depth(stack) + 1, opened))
            begun = outer
    if begun < end or not found:
        found.append(Clause(begun, end, part, 0, -1))
    return found


def _depth(stack: Sequence[tuple[str, int, int]]) -> int:
    return sum(closing == "）" for closing, _, _ in stack) if stack else 0
