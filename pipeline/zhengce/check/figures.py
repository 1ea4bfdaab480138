"""An indicator in its series: whose figure it is, what it counts, and of which year it speaks."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zhengce.check import interval
from zhengce.check.interval import Interval
from zhengce.check.names import issuer, series_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhengce.types import Indicator, Release

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_EARLY = 3
"""Last month in which 全年 without a year means the year before."""
_LATE = 11
"""First month whose figures stand for the end of the year."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator and its place in a series.

    Args:
        release: where it stands.
        indicator: what was read there.
        issuer: whose figure it is.
        name: what it counts: figures of one issuer, name and unit are one series.
        year: the year it speaks of; None where nothing tells.
        dated: ``"text"`` where its own words tell the year, ``"release"`` where the release's title, or most
            of its other figures, do.
        interval: the values that its words allow.
    """

    release: Release
    indicator: Indicator
    issuer: str
    name: str
    year: int | None
    dated: Literal["text", "release"]
    interval: Interval

    @property
    def key(self) -> tuple[str, str, str | None]:
        """Which series it belongs to."""
        return self.issuer, self.name, self.indicator.unit

    @property
    def day(self) -> dt.date | None:
        """The last day it speaks of, where its own words tell."""
        period = self.indicator.period
        return period.end if self.dated == "text" and period is not None else None

    @property
    def season(self) -> int:
        """The month it speaks of, 12 for the end of a year or the whole of it."""
        return 12 if self.day is None or self.day.month >= _LATE else self.day.month

    @property
    def is_actual_level(self) -> bool:
        """Whether it states how much there is."""
        return self.indicator.measure == "level" and self.indicator.status == "actual"


def figures(releases: Iterable[Release]) -> list[Figure]:
    """The figures of all releases that have a subject and a value, mirrors of one release counted once.

    A "fact" of a year that had hardly begun at publication is a plan in other words and is left out.
    """
    seen: set[str] = set()
    result: list[Figure] = []
    for release in sorted(releases, key=lambda r: (r.published or dt.date.max, r.source)):
        if release.content_id not in seen:
            seen.add(release.content_id)
            result += _of(release)
    return result


def _of(release: Release) -> list[Figure]:
    whose, year = issuer(release), _reporting_year(release)
    found = []
    for one in release.indicators:
        values = interval.of(one)
        if one.subject is None or one.damaged or values is None or _premature(release, one):
            continue
        own = _own_year(release, one)
        name = series_name(one.subject, whose)
        dated: Literal["text", "release"] = "text" if own is not None else "release"
        taken = own if own is not None or one.status == "target" else year
        found.append(Figure(release, one, whose, name, taken, dated, values))
    return found


def _own_year(release: Release, one: Indicator) -> int | None:
    """The year that the period of an indicator names. 全年 told in January is the year before."""
    period = one.period
    if period is None or period.end is None:
        return None
    year, told = period.end.year, release.published
    early = told is not None and one.status == "actual" and told.month <= _EARLY and told.year == year
    return year - 1 if early and not _YEAR.search(period.text) and period.end > told else year  # type: ignore[operator]


def _premature(release: Release, one: Indicator) -> bool:
    """Whether a fact is told of a year that was named and had hardly begun."""
    period, told = one.period, release.published
    if one.status != "actual" or period is None or period.end is None or told is None:
        return False
    months = (period.end.year - told.year) * 12 + period.end.month - told.month
    return bool(_YEAR.search(period.text)) and months >= 12 - _EARLY


def _reporting_year(release: Release) -> int | None:
    """The year of the title, if it names one; else the year most of the facts speak of."""
    titled = {int(year) for year in _YEAR.findall(release.title or "")}
    if len(titled) == 1:
        return titled.pop()
    told = Counter(
        year
        for one in release.indicators
        if one.status == "actual" and not _premature(release, one)
        for year in [_own_year(release, one)]
        if year is not None
    )
    return told.most_common(1)[0][0] if told else None
