"""Units and measure words: a table as data, matched longest first in one expression."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from string import ascii_letters
from typing import NamedTuple

from zhengce.extract.alternation import any_of
from zhengce.extract.lexicon import OwnUnit
from zhengce.resources import load_tsv

TABLE = Path(__file__).with_name("units.tsv")
_PER = ("/", "／")


class Unit(NamedTuple):
    """A unit as printed, its dimension (count, money, ratio, …) and its canonical form."""

    text: str
    dimension: str
    canonical: str


class Units:
    """The table of units.

    >>> units = Units()
    >>> units.match("人次以上", 0).text, units.match("元/吨", 0).text, units.match("个百分点", 0).canonical
    ('人次', '元/吨', '百分点')
    >>> units.match("成立大会", 0) is None
    True
    """

    def __init__(self, own: Iterable[OwnUnit] = ()) -> None:
        rows = load_tsv(TABLE, columns=4)
        rows += [(unit.text, unit.dimension, unit.canonical, unit.not_before) for unit in own]
        self._units = {text: Unit(text, dimension, canonical) for text, dimension, canonical, _ in rows}
        self._not_before = {
            text: not_before.removeprefix("-") + (ascii_letters if text[-1] in ascii_letters else "")
            for text, _, _, not_before in rows
        }
        self._pattern = re.compile(any_of(self._units))

    def match(self, text: str, place: int) -> Unit | None:
        """The longest unit that begins at `place`."""
        first = self._longest(text, place)
        if first is None:
            return None
        end = place + len(first.text)
        if not text.startswith(_PER, end):
            return first
        second = self._longest(text, end + 1)
        if second is None:
            return first
        return Unit(
            text[place : end + 1 + len(second.text)],
            f"{first.dimension}/{second.dimension}",
            f"{first.canonical}/{second.canonical}",
        )

    def _longest(self, text: str, place: int) -> Unit | None:
        """The longest one unit, not before what makes another word of it."""
        found = self._pattern.match(text, place)
        if found is None:
            return None
        printed = found[0]
        while printed:
            after = text[place + len(printed) : place + len(printed) + 1]
            unit = self._units.get(printed)
            if unit is not None and not (after and after in self._not_before[printed]):
                return unit
            printed = printed[:-1]
        return None
