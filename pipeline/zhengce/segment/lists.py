"""Group marked lines into lists: same mark, increasing numbers, no higher mark in between."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

_ORDINAL = re.compile(r"\W{0,2}第? ?([一二三四五六七八九十]{1,3}|\d{1,3})")
_DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)}


class Listed(Protocol):
    """The attributes of a marked line that `lists` reads."""

    @property
    def rule(self) -> str: ...
    @property
    def rank(self) -> int: ...
    @property
    def heading(self) -> str | None: ...


def ordinal(heading: str) -> int | None:
    """Return the number at the head of a heading, or None.

    >>> [ordinal(heading) for heading in ("（十二）扩大开放", "3．就业", "第二十章 附则", "——民生改善")]
    [12, 3, 20, None]
    """
    found = _ORDINAL.match(heading)
    if found is None:
        return None
    if found[1].isdigit():
        return int(found[1])
    tens, ten, ones = found[1].rpartition("十")
    return (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)


def lists(marked: Mapping[int, Listed]) -> list[list[int]]:
    """Return the line numbers of each list, ordered by first item.

    >>> from types import SimpleNamespace as N
    >>> one = [N(rule="bracketed", rank=6, heading=h) for h in ("（一）甲", "（二）乙", "（一）丙")]
    >>> lists(dict(enumerate(one)))
    [[0, 1], [2]]
    """
    found: list[list[int]] = []
    growing: dict[str, list[int]] = {}
    for i in sorted(marked):
        here = marked[i]
        for rule in [rule for rule, members in growing.items() if marked[members[-1]].rank > here.rank]:
            del growing[rule]
        if here.rule in {"topic", "alike"} and any(marked[m[-1]].rank > here.rank for m in growing.values()):
            growing.pop(here.rule, None)  # another list separates these paragraphs from the previous ones
        members = growing.get(here.rule)
        if members is not None and not _restarts(marked[members[-1]], here):
            members.append(i)
            continue
        growing[here.rule] = [i]
        found.append(growing[here.rule])
    return found


def _restarts(last: Listed, here: Listed) -> bool:
    before, now = ordinal(last.heading or ""), ordinal(here.heading or "")
    return before is not None and now is not None and now <= before
