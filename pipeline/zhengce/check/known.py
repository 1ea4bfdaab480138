"""Properties of standing indicators by name, from ``known.toml``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from zhengce.resources import load_toml

_TABLE = Path(__file__).with_name("known.toml")


class _Growth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    real: tuple[str, ...]
    comparable: tuple[str, ...]
    revised: tuple[str, ...]


class _Stocks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: tuple[str, ...]


class _Halves(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pairs: tuple[tuple[str, str], ...]


class Ratio(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rate defined as `part` divided by one of `whole`, times `scale`."""

    name: str
    part: str
    whole: tuple[str, ...]
    scale: int


class Partition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The parts that make up a whole."""

    whole: str
    parts: tuple[str, ...]


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table."""

    growth: _Growth
    stocks: _Stocks
    ratios: tuple[Ratio, ...]
    halves: _Halves
    partitions: tuple[Partition, ...]


@cache
def known() -> Known:
    """Return the table, loaded once."""
    return load_toml(_TABLE, Known)


@cache
def grows_at_constant_prices(name: str) -> bool:
    """Return whether growth of the indicator is real by convention.

    >>> grows_at_constant_prices("国内生产总值"), grows_at_constant_prices("快递业务量")
    (True, False)
    """
    return _any(known().growth.real, name)


@cache
def grows_over_the_same(name: str) -> bool:
    """Return whether its growth is measured over the same enterprises or projects, not from the levels."""
    return _any(known().growth.comparable, name)


@cache
def is_revised(name: str) -> bool:
    """Return whether levels of the previous year are revised."""
    return _any(known().growth.revised, name)


@cache
def is_stock(name: str) -> bool:
    """Return whether the indicator is a stock rather than a flow.

    >>> is_stock("常住人口"), is_stock("粮食产量")
    (True, False)
    """
    return _any(known().stocks.names, name)


def are_all_parts(names: set[str]) -> bool:
    """Return whether these names together make up a whole.

    >>> are_all_parts({"男职工", "女职工"}), are_all_parts({"男职工", "青年职工"})
    (True, False)
    """
    if any(names == set(partition.parts) for partition in known().partitions):
        return True
    for one, other in known().halves.pairs:
        rest = [name.removeprefix(one) for name in names if name.startswith(one)]
        if len(rest) == 1 and names == {one + rest[0], other + rest[0]}:
            return True
    return False


def _any(patterns: tuple[str, ...], name: str) -> bool:
    return any(re.fullmatch(pattern, name) for pattern in patterns)
