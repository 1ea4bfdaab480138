"""The base of a change carried along a parallel list, as readers do.

同比增加1.3万人，增长5.0%: both are against the same period. An average, a change with a base of its own and a
new 分别 end the list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengce.indicators.bases import BaseMention
from zhengce.indicators.clauses import Slot

_ON_AVERAGE = re.compile("平均|[年月日季]均|递[增减]|拉动")  # these have no base of their own, either
_BASE_LEVEL = re.compile(r"[比较]起?([^，。；、比较]{2,14}?)的[^，。；、的\d]{0,4}$")
_CHANGES = frozenset({"change", "change-object"})


def _of_level(text: str, level: Slot) -> tuple[BaseMention, ...]:
    """比1980年的7159亿元增加1551亿元: the level before the change is that of its base."""
    found = _BASE_LEVEL.search(text[: level.mention.outer_start], level.clause)
    return () if found is None else (BaseMention(found.start(1), found.end(1), found[1]),)


def carry(text: str, slots: Sequence[Slot], before: tuple[BaseMention, ...] = ()) -> tuple[BaseMention, ...]:
    """Give changes without a base the one of the change before them, and mark them as `carried`.

    Args:
        text: the text.
        slots: those of one sentence.
        before: the base of the last change of the sentence before, where this one goes on about it (其中).

    Returns:
        The base that the sentence ends with.
    """
    last = before
    for k, slot in enumerate(slots):
        if slot.frame not in _CHANGES or _ON_AVERAGE.search(text, slot.clause, slot.mention.outer_start):
            continue
        if k and not slot.bases and slots[k - 1].clause == slot.clause:
            slot.bases = _of_level(text, slots[k - 1])
        if slot.bases:
            last = slot.bases[:1]
        elif last:
            slot.bases, slot.carried = last, True
    return last
