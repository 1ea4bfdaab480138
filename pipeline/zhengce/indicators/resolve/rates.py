"""A rate of growth given as a noun is read as a change: 增速5.2% and 增长5.2% are one fact."""

from __future__ import annotations

from zhengce.indicators.affixes import strip_suffixes, suffix_of
from zhengce.indicators.slot import Slot
from zhengce.indicators.words import word_list
from zhengce.types import Direction

_LEVELS = ("自然增长率", "机械增长率")  # births less deaths: a level that may be negative
_LEADS = word_list("rates", "leads")
_RISES = word_list("rates", "rises")
_RATES = tuple(sorted((*_RISES, *word_list("rates", "falls")), key=len, reverse=True))


def as_change(subject: str | None) -> tuple[str, Direction] | None:
    """Return what a growth rate measures and its direction, or None for any other subject.

    >>> as_change("工业增加值增速"), as_change("房价环比跌幅"), as_change("就业率")
    (('工业增加值', 'increase'), ('房价', 'decrease'), None)
    """
    if subject is None or subject.endswith(_LEVELS):
        return None
    rate = suffix_of(subject, _RATES)
    if not rate:
        return None
    thing = strip_suffixes(subject[: -len(rate)], _LEADS)
    return thing.removesuffix("的") or subject, "increase" if rate in _RISES else "decrease"


def growth_of(slot: Slot) -> tuple[str, Direction] | None:
    """Return `as_change` of the subject of a plain percentage, or None: 增速为5%."""
    plain = slot.mention.dimension == "ratio" and slot.denominator is None
    return as_change(slot.subject) if plain else None
