"""An indicator in its series: whose figure it is, what it counts, and of which year it speaks."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zhengce.check import interval
from zhengce.check.finding import Trace
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
_TOTALS = ("总数", "总量", "总人数", "总计")


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator and its place in a series.

    Args:
        release: where it stands.
        indicator: what was read there.
        issuer: whose figure it is.
        name: what it counts: figures of one issuer, name and unit are one series.
        year: the year it speaks of; None where nothing tells.
        day: the last day it speaks of, where its own words tell.
        dated: ``"text"`` where its own words tell the year, ``"release"`` where the release's title, or most
            of its other figures, do.
        interval: the values that its words allow.
    """

    release: Release
    indicator: Indicator
    issuer: str
    name: str
    year: int | None
    day: dt.date | None
    dated: Literal["text", "release"]
    interval: Interval

    @property
    def key(self) -> tuple[str, str, str | None]:
        """Which series it belongs to."""
        return self.issuer, self.name, self.indicator.unit

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
        own = _own_day(release, one)
        name = series_name(one.subject, whose) + (f"占{one.denominator}" if one.denominator else "")
        if own is not None:
            found.append(Figure(release, one, whose, name, own.year, own, "text", values))
        else:
            inherited = None if one.status == "target" else year
            found.append(Figure(release, one, whose, name, inherited, None, "release", values))
    return found


def _own_day(release: Release, one: Indicator) -> dt.date | None:
    """The last day of the period of an indicator. 全年 told in January is the year before."""
    period, told = one.period, release.published
    if period is None or period.end is None or told is None or one.status == "target":
        return period.end if period is not None else None
    early = told.month <= _EARLY and told.year == period.end.year and period.end > told
    last_year = early and not _YEAR.search(period.text)
    return period.end.replace(year=told.year - 1) if last_year else period.end


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
        day.year
        for one in release.indicators
        if one.status == "actual" and not _premature(release, one)
        for day in [_own_day(release, one)]
        if day is not None
    )
    return told.most_common(1)[0][0] if told else None


def settled(found: Iterable[Figure]) -> list[Figure]:
    """The facts of how much there is, without those of which a release tells several for one year.

    Of 新建257个，总数达到2043个 the one called 总数 stays; where no word parts them, none does, because
    one of them was then read wrongly, or counts something else.
    """
    groups: dict[tuple[str, tuple[str, str, str | None], int | None], list[Figure]] = {}
    for figure in found:
        if figure.is_actual_level:
            groups.setdefault((figure.release.release_id, figure.key, figure.year), []).append(figure)
    result = []
    for group in groups.values():
        several = len({figure.indicator.value for figure in group}) > 1
        kept = [f for f in group if (f.indicator.subject or "").endswith(_TOTALS)] if several else group
        result += kept if len({figure.indicator.value for figure in kept}) == 1 else []
    return result


def traces(found: Iterable[Figure]) -> tuple[Trace, ...]:
    """Where some figures stand, as the sources of a finding."""
    return tuple(Trace.of(figure.release, figure.indicator) for figure in found)
