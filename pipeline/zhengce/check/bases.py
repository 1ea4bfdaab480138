"""A level after a growth implies the level before it: 264.3万 after +67.3% since 2017 is 158.0万 in 2017."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from zhengce.check.figures import settled, traces
from zhengce.check.finding import Finding
from zhengce.check.interval import Interval, rounded, step
from zhengce.check.wording import amount, name_of, printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from zhengce.check.figures import Figure

_ONE = Interval(Fraction(1), Fraction(1))


class Implied(NamedTuple):
    """A level and a change of it, and what they say of the level before."""

    level: Figure
    change: Figure
    year: int
    interval: Interval
    value: Decimal


def base_findings(found: Sequence[Figure]) -> Iterator[Finding]:
    """The implied base of every change, and whether it is the level that another release states."""
    levels = [figure for figure in settled(found) if figure.year is not None]
    for implied in _implied(found):
        yield _derived(implied)
        stated = [
            other
            for other in levels
            if other.key == implied.level.key
            and other.year == implied.year
            and other.season == implied.level.season
            and other.indicator is not implied.level.indicator
        ]
        if stated:
            yield _compared(implied, stated)


def _implied(found: Sequence[Figure]) -> Iterator[Implied]:
    for change in found:
        one = change.indicator
        if one.measure != "change" or one.status != "actual" or one.direction is None or change.year is None:
            continue
        year = _base_year(change)
        level = _level_of(change, found)
        if year is None or level is None:
            continue
        sign = 1 if one.direction == "increase" else -1
        if one.unit == "%":
            factor = _ONE.shifted(change.interval.scaled(Fraction(1, 100)), sign)
            if factor.low is None or factor.high is None or factor.low <= 0:
                continue
            interval = level.interval.over(factor)
        elif one.unit == level.indicator.unit:
            interval = level.interval.shifted(change.interval, -sign)
        else:
            continue
        if interval.low is None or interval.high is None:
            continue
        middle = (interval.low + interval.high) / 2
        fine = step(level.indicator) or Fraction(1)
        yield Implied(level, change, year, interval, rounded(middle, fine))


def _base_year(change: Figure) -> int | None:
    base = change.indicator.base
    if base is None or change.year is None:
        return None
    if base.kind == "year_on_year":  # 上年 is the year before the one spoken of, whenever it was published
        return change.year - 1
    if base.kind == "since" and base.start is not None and base.end is not None:
        return base.end.year if base.end.year == base.start.year else None
    return None


def _level_of(change: Figure, found: Iterable[Figure]) -> Figure | None:
    """The level that has changed: of the same name and year, in the same release, the nearest before it."""
    same = [
        other
        for other in found
        if other.release is change.release
        and other.name == change.name
        and other.year == change.year
        and other.is_actual_level
        and other.indicator.unit != "%"
        and other.indicator.sentence <= change.indicator.sentence
        and other.indicator.start < change.indicator.start
    ]
    return max(same, key=lambda figure: figure.indicator.start, default=None)


def _derived(implied: Implied) -> Finding:
    level, change, unit = implied.level, implied.change, implied.level.indicator.unit
    way = "+" if change.indicator.direction == "increase" else "-"
    value = amount(implied.value, unit, step(level.indicator))
    return Finding(
        kind="base",
        verdict="derived",
        issuer=level.issuer,
        name=level.name,
        unit=unit,
        year=implied.year,
        value=implied.value,
        stated=None,
        message=f"{printed(level)} after {way}{printed(change)} means {value} in {implied.year}",
        message_zh=f"{level.year}年{printed(level)}、较{implied.year}年{way}{printed(change)}，推得{implied.year}年为{value}",
        sources=traces([level, change]),
    )


def _compared(implied: Implied, stated: Sequence[Figure]) -> Finding:
    level, change, unit = implied.level, implied.change, implied.level.indicator.unit
    agreeing = [other for other in stated if implied.interval.meets(other.interval)]
    other = (agreeing or stated)[0]
    value = amount(implied.value, unit, step(level.indicator))
    way = "+" if change.indicator.direction == "increase" else "-"
    sides = (
        f"{printed(level)} after {way}{printed(change)} means {value} in {implied.year},"
        f" {name_of(other)} states {printed(other)}"
    )
    sides_zh = (
        f"{printed(level)}、{way}{printed(change)}，推得{implied.year}年为{value}；"
        f"{name_of(other)}为{printed(other)}"
    )
    return Finding(
        kind="growth",
        verdict="agrees" if agreeing else "contradicts",
        issuer=level.issuer,
        name=level.name,
        unit=unit,
        year=implied.year,
        value=implied.value,
        stated=other.indicator.value,
        message=sides,
        message_zh=sides_zh,
        sources=traces([level, change, other]),
    )
