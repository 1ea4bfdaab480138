"""Units and measure words: a table as data, matched longest first in one expression."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
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
        guards = {}
        for text, _, _, not_before in rows:
            guards[text] = "(?![A-Za-z])" if text[-1].isascii() and text[-1].isalpha() else ""
            guards[text] += "" if not_before == "-" else f"(?![{not_before}])"
        self._pattern = re.compile(any_of(guards, guards=guards))

    def match(self, text: str, place: int) -> Unit | None:
        """The longest unit that begins at `place`."""
        found = self._pattern.match(text, place)
        if found is None:
            return None
        first = self._units[found[0]]
        if not text.startswith(_PER, found.end()):
            return first
        below = self._pattern.match(text, found.end() + 1)
        if below is None:
            return first
        second = self._units[below[0]]
        return Unit(
            text[place : below.end()],
            f"{first.dimension}/{second.dimension}",
            f"{first.canonical}/{second.canonical}",
        )
