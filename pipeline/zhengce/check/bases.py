"""Derive the base of a change: 264.3万 after +67.3% since 2017 implies 158.0万 in 2017."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from zhengce.check.around import compares_increases, first_of, is_real
from zhengce.check.figures import agree, place_of, settled, traces
from zhengce.check.finding import Finding
from zhengce.check.interval import Interval, rounded, step
from zhengce.check.known import grows_at_constant_prices, grows_over_the_same, is_revised
from zhengce.check.wording import amount, days, days_zh, name_of, printed, signed

if TYPE_CHECKING:
    from decimal import Decimal

    from zhengce.check.figures import Figure

_ONE = Interval(Fraction(1), Fraction(1))
_COMPARED = ("year_on_year", "since")
_LEAP_DAY = (2, 29)
_LITTLE = Fraction(9, 10)


class Implied(NamedTuple):
    """A level and its change, with the level and days of the base they imply."""

    level: Figure
    change: Figure
    start: dt.date | None
    end: dt.date
    interval: Interval
    value: Decimal

    @property
    def common(self) -> Interval:
        """Return the implied base level in the canonical unit."""
        return self.interval.scaled(self.level.factor)


def base_findings(found: Sequence[Figure]) -> Iterator[Finding]:
    """Yield the base level that each plain change implies.

    If another figure states that level, also yield their comparison.
    """
    levels: dict[tuple[object, ...], list[Figure]] = {}
    for figure in settled(found):
        levels.setdefault((figure.key, figure.end), []).append(figure)
    for implied in implied_levels(found):
        yield _derived(implied)
        if implied.level.indicator.series is None or implied.level.issuer is None:
            continue
        stated = [
            other
            for other in levels.get((implied.level.key, implied.end), ())
            if not _of_one_pair(implied, other) and _same_shape(implied, other)
        ]
        if stated:
            yield from _compared(implied, stated)


def implied_levels(found: Sequence[Figure]) -> Iterator[Implied]:
    """Yield the base level implied by every change at current prices against a known time."""
    releases: dict[str, list[Figure]] = {}
    for figure in found:
        releases.setdefault(figure.release.release_id, []).append(figure)
    for change in found:
        if not is_plain_change(change):
            continue
        base = base_days(change)
        level = level_of(change, releases[change.release.release_id])
        if base is None or level is None or _is_on_the_first_of_two(change, level):
            continue
        interval = _before(level, change)
        if interval is None or interval.low is None or interval.high is None or interval.low <= 0:
            continue
        start = None if level.start is None else base[0]
        value = rounded((interval.low + interval.high) / 2, step(level.indicator) or Fraction(1))
        yield Implied(level, change, start, base[1], interval, value)


def is_plain_change(change: Figure) -> bool:
    """Return whether a change is of a level at current prices, not of an increase."""
    one = change.indicator
    if one.measure != "change" or one.status != "actual" or one.direction is None:
        return False
    if compares_increases(change.release, one):
        return False
    if one.base.kind not in _COMPARED if one.base is not None else not _is_on_the_year(change):
        return False
    nominal = one.basis == "nominal"
    return nominal or not (grows_at_constant_prices(change.name) or is_real(change.release, one))


def _is_on_the_year(change: Figure) -> bool:
    """Return whether a change without a stated base is year on year: a rate over one year."""
    if change.indicator.unit != "%" or change.start is None or change.end is None:
        return False
    return change.start.year == change.end.year


def _is_on_the_first_of_two(change: Figure, level: Figure) -> bool:
    """Return whether a change without a stated base is measured from the A of 由A增加到B，增长r."""
    return change.indicator.base is None and first_of(level.release, level.indicator) is not None


def base_days(change: Figure) -> tuple[dt.date | None, dt.date] | None:
    """Return the first and last day of the base of a change; one year earlier if none is stated."""
    base = change.indicator.base
    if base is not None and base.end is not None:
        return base.start, base.end
    on_the_year = base.kind == "year_on_year" if base is not None else _is_on_the_year(change)
    if not on_the_year or change.end is None:
        return None
    return (None if change.start is None else year_before(change.start)), year_before(change.end)


def year_before(day: dt.date) -> dt.date:
    """Return the same day one year earlier."""
    leap = (day.month, day.day) == _LEAP_DAY
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def level_of(change: Figure, found: Iterable[Figure]) -> Figure | None:
    """Return the level that changed: same name, days and release, nearest before the change."""
    same = [
        other
        for other in found
        if other.name == change.name
        and other.issuer == change.issuer
        and other.is_of_days_of(change)
        and other.is_actual_level
        and not other.is_rate
        and other.indicator.denominator == change.indicator.denominator
        and other.indicator.start < change.indicator.start
        and change.indicator.sentence - other.indicator.sentence <= 1
    ]
    return max(same, key=lambda figure: figure.indicator.start, default=None) if agree(same) else None


def _before(level: Figure, change: Figure) -> Interval | None:
    sign = 1 if change.indicator.direction == "increase" else -1
    if change.indicator.unit == "%":
        factor = _ONE.shifted(change.interval.scaled(Fraction(1, 100)), sign)
        if factor.low is None or factor.high is None or factor.low <= 0:
            return None
        return level.interval.over(factor)
    if change.indicator.unit == level.indicator.unit:
        return level.interval.shifted(change.interval, -sign)
    return None


def _same_shape(implied: Implied, other: Figure) -> bool:
    """Return whether a level covers the days of the base: a stock its last day, a flow all of them."""
    return other.start == implied.start


def _derived(implied: Implied) -> Finding:
    level, change, unit = implied.level, implied.change, implied.level.indicator.unit
    value, when = amount(implied.value, unit, step(level.indicator)), days(implied.start, implied.end)
    when_zh = days_zh(implied.start, implied.end)
    return Finding(
        kind="base",
        verdict="derived",
        issuer=place_of(level),
        name=level.name,
        unit=unit,
        year=implied.end.year,
        value=implied.value,
        stated=None,
        message=f"{printed(level)} after {signed(change)} means {value} in {when}",
        message_zh=f"{printed(level)}，变动{signed(change)}，推得{when_zh}为{value}",
        sources=traces([level, change]),
    )


def _of_one_pair(implied: Implied, other: Figure) -> bool:
    """Return whether both levels are of one from-to pair, which `changes` checks, or one and the same."""
    level, stated = implied.level.indicator, other.indicator
    return implied.level.release is other.release and level.sentence == stated.sentence


def _may_be_revised(implied: Implied, stated: Figure) -> bool:
    """Return whether the growth may be based on a revised level rather than the stated one."""
    name = implied.level.name
    if is_revised(name):
        near = Interval(Fraction(implied.value) * _LITTLE, Fraction(implied.value) / _LITTLE)
        return near.scaled(implied.level.factor).meets(stated.common)
    return grows_over_the_same(name)


def _compared(implied: Implied, stated: Sequence[Figure]) -> Iterator[Finding]:
    level, change, unit = implied.level, implied.change, implied.level.indicator.unit
    agreeing = [other for other in stated if implied.common.meets(other.common)]
    other = (agreeing or stated)[0]
    if not agreeing and ("release" in (level.dated, other.dated) or _may_be_revised(implied, other)):
        return
    value, when = amount(implied.value, unit, step(level.indicator)), days(implied.start, implied.end)
    when_zh = days_zh(implied.start, implied.end)
    yield Finding(
        kind="growth",
        verdict="agrees" if agreeing else "contradicts",
        issuer=place_of(level),
        name=level.name,
        unit=unit,
        year=implied.end.year,
        value=implied.value,
        stated=other.indicator.value,
        message=(
            f"{printed(level)} after {signed(change)} means {value} in {when},"
            f" {name_of(other)} states {printed(other)}"
        ),
        message_zh=(
            f"{printed(level)}，变动{signed(change)}，推得{when_zh}为{value}，而{name_of(other)}为{printed(other)}"
        ),
        sources=traces([level, change, other]),
    )
