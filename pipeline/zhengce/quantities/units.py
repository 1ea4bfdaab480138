"""Registry of units and measure words; word segmentation decides where a unit ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from zhengce.alternation import any_of
from zhengce.errors import ConfigError
from zhengce.quantities.edges import ends_with_word
from zhengce.resources import load_tsv
from zhengce.types import SegmentedText

TABLE = Path(__file__).with_name("units.tsv")
COMPOUNDS = Path(__file__).with_name("compounds.tsv")

# What a unit measures. A measured dimension has one canonical unit: 平方米, 吨, 千瓦时 …
Measured = Literal[
    "ratio", "points", "rate", "tenths", "length", "area", "volume", "mass", "energy", "fuel", "power",
    "apparent_power", "voltage", "temperature", "angle", "pressure", "frequency", "heat", "sound", "data",
    "bandwidth", "computing", "age", "score",
]  # fmt: skip
# What is counted is its own canonical unit; currencies and spans of the calendar are not converted.
Counted = Literal[
    "count", "person", "household", "money", "multiple", "ordinal", "duration", "transport", "tonnage"
]
DIMENSIONS = frozenset((*get_args(Measured), *get_args(Counted)))
_MEASURED = frozenset(get_args(Measured))
_LETTERS = frozenset({"ratio", "computing"})  # dimensions whose units of one letter need no scale: 300P
_PER = ("/", "／")
_BRACKET = re.compile("（([一-龥、/]{1,5})）")
_SCALE = re.compile("[十百千万亿]*")
_SPLIT = re.compile("[、/]")


ONE = Fraction(1)


class Unit(NamedTuple):
    """A unit as printed, with dimension (count, money, ratio, …), canonical unit and conversion factor."""

    text: str
    dimension: str
    canonical: str
    factor: Fraction = ONE


PERCENT = Unit("%", "ratio", "%")


class Units:
    """The registry of units.

    Args:
        own: the user's own units.

    Raises:
        ConfigError: a dimension is unknown, a factor is not a number, or a measured dimension has two
            canonical units; the message names the unit.

    >>> from zhengce.segment import Segmenter
    >>> units, cut = Units(), Segmenter()
    >>> [units.match(cut(text), 1).text for text in ("3人次以上", "3元/吨", "3家国家级", "3套（间）")]
    ['人次', '元/吨', '家', '套（间）']
    >>> units.match(cut("3部门联合"), 1) is None
    True
    """

    def __init__(self, own: Iterable[Unit] = ()) -> None:
        self._units: dict[str, Unit] = {}
        for text, dimension, canonical, factor in load_tsv(TABLE, columns=4):
            self._units[text] = Unit(text, dimension, canonical, _fraction(text, factor))
        self._compounds = {
            text: (canonical, _fraction(text, factor))
            for text, canonical, factor in load_tsv(COMPOUNDS, columns=3)
        }
        for unit in own:
            self._units[unit.text] = unit
        _check(self._units.values())
        self._pattern = re.compile(any_of(self._units))

    def named(self, text: str) -> Unit | None:
        """Return the unit with exactly this text, excluding compounds, or None.

        >>> Units().named("亩").canonical
        '平方米'
        """
        return self._units.get(text)

    def match(self, segmented: SegmentedText, place: int, *, scaled: bool = False) -> Unit | None:
        """Return the longest unit at `place`; `scaled` if a scale word precedes it."""
        first = self._longest(segmented, place, scaled=scaled)
        if first is None:
            return None
        text = segmented.text
        end = place + len(first.text)
        if text.startswith("（", end):
            return self._bracketed(text, first, place, end)
        if not text.startswith(_PER, end):
            return first
        scale = _SCALE.match(text, end + 1)
        second_start = end + 1 if scale is None else scale.end()
        second = self._longest(segmented, second_start, scaled=True)
        if second is None:
            return first
        canonical = f"{first.canonical}/{text[end + 1 : second_start]}{second.canonical}"
        canonical, factor = self._compounds.get(canonical, (canonical, ONE))
        return Unit(
            text[place : second_start + len(second.text)],
            f"{first.dimension}/{second.dimension}",
            canonical,
            factor * first.factor / second.factor,
        )

    def begins(self, segmented: SegmentedText, place: int) -> Unit | None:
        """Return the longest unit at `place`, whatever follows it."""
        found = self._pattern.match(segmented.text, place)
        return None if found is None else self._units[found[0]]

    def _bracketed(self, text: str, first: Unit, place: int, end: int) -> Unit:
        """Extend a unit by bracketed alternatives: 套（间）, 户（次）."""
        bracket = _BRACKET.match(text, end)
        if bracket is None or not all(part in self._units for part in _SPLIT.split(bracket[1])):
            return first
        return first._replace(text=text[place : bracket.end()], canonical=text[place : bracket.end()])

    def _longest(self, segmented: SegmentedText, place: int, *, scaled: bool) -> Unit | None:
        """Return the longest single unit that ends at a word boundary."""
        found = self._pattern.match(segmented.text, place)
        if found is None:
            return None
        printed = found[0]
        while printed:
            unit = self._units.get(printed)
            if unit is not None and (
                scaled or len(printed) > 1 or not printed.isascii() or unit.dimension in _LETTERS
            ):
                end = place + len(printed)
                if ends_with_word(segmented, place, end):
                    return unit
            printed = printed[:-1]
        return None


def _fraction(text: str, factor: str) -> Fraction:
    try:
        return ONE if factor == "1" else Fraction(factor)
    except (ValueError, ZeroDivisionError):
        raise ConfigError(f"unit {text}: factor {factor!r} is not a decimal or a fraction") from None


def own_unit(text: str, dimension: str, canonical: str, factor: str) -> Unit:
    """Build a unit from an entry in the user's rule file."""
    return Unit(text, dimension, canonical, _fraction(text, factor))


def _check(units: Iterable[Unit]) -> None:
    canonical: dict[str, str] = {}
    for unit in units:
        if unit.dimension not in DIMENSIONS:
            names = ", ".join(sorted(DIMENSIONS))
            raise ConfigError(
                f"unit {unit.text}: unknown dimension {unit.dimension!r}; valid dimensions are {names}"
            )
        if unit.dimension in _MEASURED:
            known = canonical.setdefault(unit.dimension, unit.canonical)
            if known != unit.canonical:
                raise ConfigError(f"unit {unit.text}: {unit.dimension} is given in {known}")
