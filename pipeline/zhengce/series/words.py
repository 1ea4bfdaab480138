"""The words around the name of an indicator, from ``words.toml``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from zhengce.resources import load_toml

_TABLE = Path(__file__).with_name("words.toml")


class _Before(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    always: tuple[str, ...]
    standing: tuple[str, ...]
    stock: tuple[str, ...]


class _Behind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    growth: tuple[str, ...]
    goal: tuple[str, ...]
    share: tuple[str, ...]
    counted: tuple[str, ...]
    amounts: str
    shortened: dict[str, str]


class _Carried(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    again: tuple[str, ...]
    added: str
    total: str
    of_it: frozenset[str]
    of_holder: frozenset[str]
    holders: str


class _Completed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    area: tuple[str, ...]
    length: tuple[str, ...]
    power: tuple[str, ...]


class _Worded(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    found: str
    stands: str


class _Nameless(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: frozenset[str]
    patterns: tuple[str, ...]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: _Before
    behind: _Behind
    carried: _Carried
    completed: _Completed
    worded: tuple[_Worded, ...]
    nameless: _Nameless


class Words:
    """The words as compiled expressions; each matches the longest word of its kind at one end of a name."""

    def __init__(self, path: Path = _TABLE) -> None:
        told = load_toml(path, _Words)
        self.before = _leading(told.before.always)
        self.before_standing = _leading(told.before.standing)
        self.before_stock = _leading(told.before.stock)
        self.growth = _trailing(told.behind.growth)
        self.goal = _trailing(told.behind.goal)
        self.share = _trailing(told.behind.share)
        self.behind = _trailing((*told.behind.growth, *told.behind.goal, *told.behind.share))
        self.counted = _trailing(told.behind.counted)
        self.amounts = re.compile(told.behind.amounts)
        self.shortened = told.behind.shortened
        self.shortened_ends = tuple(self.shortened)
        self.added = re.compile(told.carried.added)
        self.total = re.compile(told.carried.total)
        self.of_it = told.carried.of_it
        self.of_holder = told.carried.of_holder
        self.of_holder_ends = tuple(self.of_holder)
        self.holders = re.compile(told.carried.holders)
        self.completed = msgspec.structs.asdict(told.completed)
        self._worded = [(re.compile(one.found), one.stands) for one in told.worded]
        self._any_worded = re.compile("|".join(f"(?:{one.found})" for one in told.worded))
        self._again = re.compile("|".join(told.carried.again))
        self._names = told.nameless.names
        self._nameless = re.compile("|".join(told.nameless.patterns))

    def is_again(self, subject: str) -> bool:
        """Return whether a subject is anaphoric and refers to the previously named indicator.

        >>> Words().is_again("四个季度"), Words().is_again("总量"), Words().is_again("销量")
        (True, True, False)
        """
        return self._again.fullmatch(subject) is not None

    def one_wording(self, name: str) -> str:
        """Return the canonical wording of a name.

        >>> Words().one_wording("进口铁矿砂"), Words().one_wording("铁矿砂进口量")
        ('铁矿砂进口', '铁矿砂进口')
        >>> Words().one_wording("每万人口拥有全科医生"), Words().one_wording("出口企业")
        ('每万人口全科医生', '出口企业')
        """
        if self._any_worded.search(name) is None:
            return name
        for found, stands in self._worded:
            name = found.sub(stands, name)
        return name

    def is_name(self, name: str) -> bool:
        """Return whether a string names an indicator.

        >>> Words().is_name("工会驿站"), Words().is_name("总量"), Words().is_name("成为全国第三个")
        (True, False, False)
        """
        named = name not in self._names and not self.is_again(name)
        return named and self._nameless.search(name) is None and len(name) > 1


@cache
def words() -> Words:
    """Return the words, loaded once."""
    return Words()


def _leading(parts: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(parts, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest)})")


def _trailing(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?<=.)(?:{'|'.join(parts)})$")
