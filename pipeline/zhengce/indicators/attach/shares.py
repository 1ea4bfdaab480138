"""The denominator of a share, a rate of completion or a multiple: what it is taken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from zhengce.indicators.resolve.rates import as_change
from zhengce.quantities.mention import Mention
from zhengce.resources import load_toml

RULES = Path(__file__).with_name("shares.toml")
_LONGEST = 60  # characters before the number that a share is looked for in
_RELATIVE = {"ratio": "ratio", "multiple": "multiple"}
_NAMED = re.compile(
    r"(?P<what>[^，。；]{2,}?)占(?![比地用有领])(?P<of>[^，。；]{1,30}?)的?(?:比重|比例|比率|份额)"
)


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to say of what a share is, see ``shares.toml``."""

    id: str
    pattern: str
    fits: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    share: tuple[Rule, ...]


class Share(NamedTuple):
    """Where the words of a share begin, what it is of (empty where the text elides it), and the rule."""

    start: int
    of: str
    rule: str


def rules() -> tuple[Rule, ...]:
    """The rules as they stand in the table."""
    return load_toml(RULES, _Table).share


@cache
def _compiled() -> tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]:
    return tuple((rule.id, frozenset(rule.fits), re.compile(rule.pattern)) for rule in rules())


def find_share(left: str, mention: Mention) -> Share | None:
    """The share that the words `left` of a number tell, if they tell one."""
    kind = "fraction" if mention.fraction else _RELATIVE.get(mention.dimension or "", "")
    if not kind and mention.dimension != "points":
        return None
    window = max(0, len(left) - _LONGEST)
    for name, fits, pattern in _compiled():
        if fits and kind not in fits:
            continue
        found = pattern.search(left, window)
        if found is not None:
            return Share(found.start(), found["of"], name)
    return None


def split_named(subject: str | None) -> tuple[str, str] | None:
    """Numerator and denominator of a share that is named as a whole: 服务业增加值占生产总值比重.

    >>> split_named("服务业增加值占生产总值的比重")
    ('服务业增加值', '生产总值')
    """
    found = _NAMED.fullmatch(subject) if subject else None
    return None if found is None else (found["what"], found["of"])


def share_denominators(slots: Sequence[Any], topic: str | None = None) -> None:
    """A share without words of its own is of what the one before is of, and so is the change of a share.

    `topic` is what the sentence before speaks of: of that are shares that open a sentence (城区占41.5%).
    """
    if slots and slots[0].denominator == "":
        slots[0].denominator = topic or ""
    for slot in slots:
        named = split_named(slot.subject) if slot.denominator is None else None
        if named is not None:
            slot.subject, slot.denominator = named
        paced = as_change(slot.subject) if slot.denominator is not None else None
        if paced is not None:
            slot.subject = paced[0]  # a share is of the thing, not of its growth
    for before, slot in pairwise(slots):
        if before.denominator is None:
            if slot.denominator == "" and before.mention.dimension not in _RELATIVE:
                slot.denominator = before.topic or before.subject  # 职工30万人，其中女职工占四成
            continue
        elided = slot.denominator == ""
        untold = slot.denominator is None
        joined = untold and slot.joined and slot.mention.dimension == before.mention.dimension
        change = untold and slot.mention.dimension == "points" and slot.subject == before.subject
        if elided or joined or (change and slot.frame == "change"):
            slot.denominator = before.denominator
