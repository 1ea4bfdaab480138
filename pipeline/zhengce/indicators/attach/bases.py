"""The base of a change carried along a parallel list, as readers do.

同比增加1.3万人，增长5.0%: both are against the same period. An average, a change with a base of its own and a
new 分别 end the list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengce.indicators.bases import BaseMention
from zhengce.indicators.clauses import Slot

_ON_AVERAGE = re.compile("平均|[年月日季]均|递[增减]")
_BASE_LEVEL = re.compile(r"[比较]起?([^，。；、比较]{2,14}?)的[^，。；、的\d]{0,4}$")
_CHANGES = frozenset({"change", "change-object"})


def _of_level(text: str, level: Slot) -> tuple[BaseMention, ...]:
    """比1980年的7159亿元增加1551亿元: the level before the change is that of its base."""
    found = _BASE_LEVEL.search(text[: level.mention.outer_start], level.clause)
    return () if found is None else (BaseMention(found.start(1), found.end(1), found[1]),)


def carry(text: str, slots: Sequence[Slot]) -> list[bool]:
    """Give changes without a base the one of the change before them; tells which were carried."""
    carried = [False] * len(slots)
    last = None
    for k, slot in enumerate(slots):
        if k and not slot.bases and slot.frame in _CHANGES and slots[k - 1].clause == slot.clause:
            slot.bases = _of_level(text, slots[k - 1])
        if slot.frame not in _CHANGES:
            continue
        if _ON_AVERAGE.search(text, slot.clause, slot.mention.outer_start):
            continue
        if slot.bases:
            last = slot
        elif last is not None:
            slot.bases = last.bases[:1]
            carried[k] = True
    return carried
