"""The denominator of a share, a completion rate or a multiple."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from zhengce.indicators.affixes import (
    first_place,
    holds,
    is_han,
    suffix_of,
    without_suffix,
)
from zhengce.indicators.words import word_list
from zhengce.quantities.mention import Mention
from zhengce.resources import load_toml

RULES = Path(__file__).with_name("shares.toml")
_LONGEST = 60  # characters before the number that a share is looked for in
_RELATIVE = {"ratio": "ratio", "multiple": "multiple"}
_ACTING = word_list("shares", "acting")
_PACE_TAILS = word_list("shares", "pace_tails")
_SIZES = word_list("shares", "sizes")
_STATES = word_list("shares", "states")
_KINDS_OF_SIZE = word_list("shares", "kinds_of_size")
_SIZE_TAILS = word_list("shares", "size_tails")
_SHORTEST_RATED = 5  # characters: 省份开工率
_NAMED = re.compile(
    r"(?P<what>[^，。；]{2,}?)占(?![比地用有领])(?P<of>[^，。；]{1,30}?)的?(?:比重|比例|比率|份额)"
)


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to word the denominator of a share; see ``shares.toml``."""

    id: str
    pattern: str
    words: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    fits: tuple[str, ...] = ()
    direct: bool = False
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pieces: dict[str, str]
    part: str
    share: tuple[Rule, ...]


class Share(NamedTuple):
    """The offset of the words of a share, its denominator (empty where the text elides it), and the rule."""

    start: int
    of: str
    rule: str


@cache
def _table() -> _Table:
    return load_toml(RULES, _Table)


def rules() -> tuple[Rule, ...]:
    """Return the rules in the order of the table."""
    return _table().share


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    return tuple((rule, _expression(rule.pattern)) for rule in rules())


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    for name, piece in reversed(_table().pieces.items()):
        pattern = pattern.replace(f"<{name}>", piece)
    return re.compile(pattern)


def find_share(left: str, mention: Mention, *, before_verb: bool = False) -> Share | None:
    """Return the share that the words to the `left` of a number express, or None.

    With `before_verb`, they are the words to the left of the verb of its change.
    """
    kind = "fraction" if mention.fraction else _RELATIVE.get(mention.dimension or "", "")
    if not kind and mention.dimension != "points":
        return None
    window = max(0, len(left) - _LONGEST)
    for rule, pattern in _compiled():
        if (rule.fits and kind not in rule.fits) or (rule.direct and before_verb):
            continue
        if (rule.ends and not left.endswith(rule.ends)) or (rule.words and not holds(left, rule.words)):
            continue
        found = pattern.search(left, window)
        if found is not None:
            place = found.start("cut" if "cut" in pattern.groupindex else 0)
            return Share(place, found["of"].strip(), rule.id)
    return None


def tells_part(left: str) -> bool:
    """Return whether a text ends with words that mark a part of a whole: 女性占."""
    return _expression(_table().part).search(left) is not None


def split_named(subject: str | None) -> tuple[str, str] | None:
    """Return numerator and denominator of a share from its name, or None: 服务业增加值占生产总值比重.

    >>> split_named("服务业增加值占生产总值的比重")
    ('服务业增加值', '生产总值')
    """
    found = _NAMED.fullmatch(subject) if subject else None
    return None if found is None else (found["what"], found["of"])


def whole_of(noun: str, *, described: bool = False) -> str | None:
    """Return what a noun after a share counts, the denominator; None if the noun names a size.

    `described`: whether 的 joins share and noun.

    >>> whole_of("行政村"), whole_of("省份开工率"), whole_of("补贴"), whole_of("发射成功率", described=True)
    ('行政村', '省份', None, None)
    """
    counted = _without_predicate(noun)
    counted = _without_size(counted if described else _without_rate(counted))
    return None if "率" in counted or _is_size(counted) else counted


def _without_predicate(noun: str) -> str:
    """Return a noun without the predicate of its holders: 企业|预计增加投入."""
    acting = first_place(noun, _ACTING, 2)
    number = next((place for place, sign in enumerate(noun) if place >= 2 and sign.isdecimal()), -1)
    ends = [place for place in (acting, number) if place >= 0]
    return noun[: min(ends)] if ends else noun


def _is_size(noun: str) -> bool:
    return noun.endswith(_KINDS_OF_SIZE) or without_suffix(noun, _SIZE_TAILS).endswith(_KINDS_OF_SIZE)


def _without_rate(noun: str) -> str:
    """Return a noun without the rate that follows it: 省份|开工率环比."""
    rate = without_suffix(noun, _PACE_TAILS)
    told = rate.endswith("率") and len(rate) >= _SHORTEST_RATED and is_han(rate[-3:])
    return rate[:-3] if told else noun


def _without_size(noun: str) -> str:
    """Return a noun without the property that is measured: 河流|水质, 职工|收入水平."""
    state = suffix_of(noun, _STATES)
    whose = noun[: len(noun) - len(state) - 2]
    if state and len(whose) >= 2 and is_han(noun[len(whose) :]):
        return whose
    return without_suffix(noun, _SIZES, least=2)
