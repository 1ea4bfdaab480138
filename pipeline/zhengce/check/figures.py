"""Figures for the checks: an indicator with its name, place, days and precision."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from zhengce.check import interval
from zhengce.check.around import is_first_of_two
from zhengce.check.finding import Trace
from zhengce.check.interval import Interval
from zhengce.check.known import is_stock
from zhengce.quantities.units import Units
from zhengce.series import standing_registry, thing_named

if TYPE_CHECKING:
    from zhengce.types import Indicator, Release

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_TOTALS = ("总数", "总量", "总人数", "总计")
_WHOLE_YEAR = 363
_AHEAD = 45
"""Days that a fact may end after its release: figures of a year are told in its last weeks."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator with its series, days and interval.

    Args:
        release: the release that states it.
        indicator: the indicator.
        issuer: its place, else the publisher of the release, else None.
        name: the name of its series.
        start, end: first and last day; `start` is None for a stock on a day.
        dated: ``"text"`` if its sentence states the days, ``"release"`` if only the title does.
        interval: the values that its wording allows.
    """

    release: Release
    indicator: Indicator
    issuer: str | None
    name: str
    start: dt.date | None
    end: dt.date | None
    dated: Literal["text", "release"]
    interval: Interval

    @property
    def key(self) -> tuple[str | None, str, str | None, str | None]:
        """Return the key of its series of levels: place, name, unit, and the whole of a share."""
        one = self.indicator
        return self.issuer, self.name, one.unit_canonical or one.unit, one.denominator

    @property
    def factor(self) -> Fraction:
        """Return the factor to its canonical unit; 442亿斤 and 2210万吨 are comparable in 吨."""
        one = self.indicator
        if one.value is None or not one.value or one.value_canonical is None:
            return _factor(one.unit, one.unit_canonical)
        return Fraction(one.value_canonical) / Fraction(one.value)

    @property
    def common(self) -> Interval:
        """Return the values its wording allows, in the canonical unit."""
        return self.interval.scaled(self.factor)

    @property
    def year(self) -> int | None:
        """Return the year of its last day."""
        return self.end.year if self.end is not None else None

    @property
    def days(self) -> tuple[dt.date | None, dt.date] | None:
        """Return the first and last day, or None if no last day is known."""
        return None if self.end is None else (self.start, self.end)

    def is_of_days_of(self, other: Figure) -> bool:
        """Return whether both cover the same time; a stock on the last day of a year counts for the year."""
        if self.end is None and other.end is None:  # no time is stated: use that of the sentence
            same = self.release is other.release and self.indicator.sentence == other.indicator.sentence
            return same and self.indicator.period == other.indicator.period
        if self.end is None or self.end != other.end:
            return False
        return self.start == other.start or (self._is_at_end and other._is_at_end)

    @property
    def stretch(self) -> tuple[dt.date | None, dt.date | None]:
        """Return its days, or only the last day of a whole year, to match a stock at the end of the year."""
        start = self.start
        if start is not None and self.end is not None and (self.end - start).days > _WHOLE_YEAR:
            start = None
        return start, self.end

    @property
    def _is_at_end(self) -> bool:
        """Return whether the figure is for its last day or practically so."""
        if self.start is None:
            return True
        whole_year = self.end is not None and (self.end - self.start).days > _WHOLE_YEAR
        return whole_year and (is_stock(self.name) or (self.indicator.subject or "").endswith(_TOTALS))

    @property
    def is_actual_level(self) -> bool:
        """Return whether the figure states an actual level."""
        return self.indicator.measure == "level" and self.indicator.status == "actual"

    @property
    def is_rate(self) -> bool:
        """Return whether the unit is a percentage or similar rate."""
        return self.indicator.unit in ("%", "‰", "百分点", "个百分点", "成", "倍", "番")


def figures(releases: Iterable[Release]) -> list[Figure]:
    """Return the named figures with values of all releases, counting duplicates of a release once.

    The first value of 从A提高到B, whose time is unstated, and "facts" about future days are left out.
    """
    return [figure for release in each_once(releases) for figure in _of(release)]


def each_once(releases: Iterable[Release]) -> list[Release]:
    """Return the releases by publication date, without duplicates of earlier ones."""
    once: dict[str, Release] = {}
    for release in sorted(releases, key=lambda r: (r.published or dt.date.max, r.source)):
        once.setdefault(release.content_id, release)
    return list(once.values())


def _of(release: Release) -> list[Figure]:
    titled = {int(year) for year in _YEAR.findall(release.title or "")}
    year = titled.pop() if len(titled) == 1 else None
    found = []
    for one in release.indicators:
        values = interval.of(one)
        name = _name(one)
        if name is None or one.damaged or values is None or _premature(release, one):
            continue
        if is_first_of_two(release, one):
            continue
        period, dated = one.period, True
        start, end = (period.start, period.end) if period is not None else (None, None)
        if end is None and year is not None and one.status == "actual" and period is None:
            start, end, dated = dt.date(year, 1, 1), dt.date(year, 12, 31), False
        issuer = one.region_code or one.region or release.publisher
        found.append(
            Figure(
                release=release,
                indicator=one,
                issuer=issuer,
                name=name,
                start=start,
                end=end,
                dated="text" if dated else "release",
                interval=values,
            )
        )
    return found


def _name(one: Indicator) -> str | None:
    """Return the name of what is counted; a change in amount takes the name of what changed."""
    changed = one.measure == "change" and one.unit not in ("%", "‰", "成")
    if one.series is not None and not changed:
        return one.series.removesuffix("占比")
    if one.subject is None:
        return None
    share = one.denominator is not None or (one.unit == "%" and one.measure == "level")
    return _named(one.subject) or (one.subject if share else None)


@lru_cache(1 << 14)
def _named(subject: str) -> str | None:
    return thing_named(subject, standing_registry())


@lru_cache(1 << 8)
def _factor(unit: str | None, canonical: str | None) -> Fraction:
    found = Units().named(unit) if unit is not None else None
    return found.factor if found is not None and found.canonical == canonical else Fraction(1)


def _premature(release: Release, one: Indicator) -> bool:
    """Return whether a fact is dated after its release."""
    period, told = one.period, release.published
    if one.status != "actual" or period is None or period.end is None or told is None:
        return False
    return (period.end - told).days > _AHEAD


def settled(found: Iterable[Figure]) -> list[Figure]:
    """Return the actual levels, leaving out ambiguous ones.

    If a release states several levels for the same days, only one called 总数 or the like is kept: 2043个
    in 新建257个，总数达到2043个. Without such a word all are dropped, since one of them must be misread.
    """
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in found:
        if figure.is_actual_level:
            groups.setdefault((figure.release.release_id, figure.key, figure.stretch), []).append(figure)
    result = []
    for group in groups.values():
        exact = [f for f in group if f.indicator.modifier == "exact"] or group
        kept = exact if agree(group) else [f for f in exact if (f.indicator.subject or "").endswith(_TOTALS)]
        result += kept if agree(kept) else []
    return result


def agree(group: Sequence[Figure]) -> bool:
    """Return whether all figures can have a common value."""
    return all(one.common.meets(other.common) for one in group for other in group)


def place_of(figure: Figure) -> str:
    """Return the name of the figure's place for a message."""
    return figure.indicator.region or figure.issuer or ""


def traces(found: Iterable[Figure]) -> tuple[Trace, ...]:
    """Return the traces of figures, as sources of a finding."""
    return tuple(Trace.of(figure.release, figure.indicator) for figure in found)
