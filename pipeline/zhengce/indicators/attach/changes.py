"""Changes without a verb before the number: marked by a noun after it, or restating the previous change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from zhengce.indicators.affixes import without_suffix
from zhengce.indicators.bases import BaseMention
from zhengce.indicators.words import word_list

# 录得11.3%的升幅, 录得1.4%的按年升幅
NOUN_AFTER = re.compile(
    r"(?:左右|以上|以下)?的(?P<base>按[年月季]|同比|环比)?(?:[一-龥]{0,2})"
    r"(?:(?P<up>升幅|增幅|涨幅|增长|增长率|上升|增速|涨势)|(?P<down>跌幅|降幅|减幅|下跌|下降|降势))(?=[^一-龥]|$|的?(?:态势|水平))"
)
_PLAN = re.compile("超过?了?((?:原定|预定|原|年度)?(?:计划|指标|目标))$")
_CHANGES = frozenset({"change", "change-object", "difference"})
_SAME = word_list("attach", "same")
_ABOUT = word_list("attach", "about")
_RATIO = "ratio"


def read_changes(text: str, slots: Sequence[Any]) -> None:
    """Set frame, direction and base of changes whose own clause does not mark them with a verb."""
    for slot in slots:
        if slot.frame == "subject" and slot.mention.dimension == _RATIO:
            _by_noun(text, slot)
    for before, slot in pairwise(slots):
        plan = _PLAN.search(text, before.clause, before.mention.outer_start)
        beyond = plan is not None and text[before.mention.outer_end : slot.mention.outer_start] == "的"
        if plan is not None and beyond and slot.mention.dimension == _RATIO:  # 超过原定计划180公里的17%
            slot.frame, slot.direction = "change", "increase"
            slot.subject, slot.topic, slot.denominator = before.subject, before.topic, None
            slot.bases = (BaseMention(plan.start(1), plan.end(1), plan[1]),)
            continue
        if before.frame not in _CHANGES or slot.frame not in {"subject", "object"}:
            continue
        between = text[before.mention.outer_end : slot.mention.outer_start]
        if _goes_on(before, slot):
            slot.frame, slot.direction, slot.bases = before.frame, before.direction, before.bases
            continue
        closed = text.startswith("）", slot.mention.outer_end)
        bracketed = between == "（" and closed and slot.mention.dimension == _RATIO
        if bracketed or without_suffix(between, _ABOUT) in _SAME:
            slot.frame, slot.direction, slot.bases = before.frame, before.direction, before.bases
            slot.subject, slot.topic = before.subject, before.topic


def _goes_on(before: Any, slot: Any) -> bool:  # noqa: ANN401
    """Return whether a bare ratio after a rate of growth is another such rate: 涨幅超过8%，9月份达到13.3%."""
    bare = slot.frame == "subject" and slot.own_subject is None and slot.denominator is None and slot.words
    rates = before.mention.dimension == slot.mention.dimension == _RATIO
    share = (before.subject or "").endswith(("率", "比重", "占比", "比例"))
    return bool(bare) and rates and not share and before.frame != "difference"


def _by_noun(text: str, slot: Any) -> None:  # noqa: ANN401
    found = NOUN_AFTER.match(text, slot.mention.outer_end)
    if found is None:
        return
    slot.frame = "change"
    slot.direction = "increase" if found["up"] else "decrease"
    if found["base"] and not slot.bases:
        slot.bases = (BaseMention(found.start("base"), found.end("base"), found["base"]),)
