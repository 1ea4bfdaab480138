"""Determine the series of a figure: name, place, unit, measure, base, and the whole of a share."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from zhengce.regions import Region, resolve_region
from zhengce.series.carrying import goes_on, is_cut_short, is_of_a_part, reworded
from zhengce.series.naming import Name, name_of, place_before, whole_of
from zhengce.series.registry import Standing, load_registry
from zhengce.series.units import CanonicalUnit, canonical_unit
from zhengce.times import find_times
from zhengce.types import Base, Direction, Measure, Period

_RATES = frozenset({"ratio", "multiple", "tenths"})
_THINGS = frozenset({"count", "person", "household"})
_ADDING_UP = frozenset({"money", "count", "person", "household", "area", "power"})  # a water level does not
_AVERAGE = re.compile(r"年[均平]均?|平均每年")
_CLAUSE = re.compile(r"[，。；！？、：\n]")
_QUALIFIED = re.compile(r"(?:大?约|近|超过?|逾|突?破|达到?|共计?|已|为|了|至|累计|再|又|也|均|各)+$")
_COUNTING = re.compile(r"^(?:(?:目前|已|累计|共|再|又|当[日天]|今[日天]|昨[日天]|通报|报告(?=.))+)")
_ADDED = re.compile(r"新增|净增|新设|新登记|新开工|增量|增加值$")
_CAPACITY = "装机"
_YEAR = 367
_SCOPE = re.compile(r"全国|全省|全球|世界|全市|亚洲|同类|[东中西]部|沿海|省会|副省级|北方|南方|省份|长三角")
_SHOWN = 24


class Figure(NamedTuple):
    """The attributes of a figure that determine its series.

    `before` is the text that precedes it in its sentence, `text` its number as printed, `sentence` the
    index of its sentence; `dated_by_heading` is true if only the section heading states the period.
    """

    subject: str | None
    unit: str | None
    measure: Measure
    region: Region | None
    direction: Direction | None = None
    base: Base | None = None
    period: Period | None = None
    denominator: str | None = None
    before: str = ""
    text: str = ""
    sentence: int = 0
    dated_by_heading: bool = False


class Series(NamedTuple):
    """A statistical series."""

    name: str
    region: str
    region_code: str | None
    dimension: str | None
    unit: str | None
    measure: str
    denominator: str | None

    @property
    def series_id(self) -> str:
        """Return the 16 hexadecimal digits that identify the series."""
        parts = (
            self.name,
            self.region_code or self.region,
            self.dimension,
            self.unit,
            self.measure,
            self.denominator,
        )
        return hashlib.sha256("|".join(part or "" for part in parts).encode()).hexdigest()[:16]


class SeriesFinder:
    """Finds the series of figures; build it once and reuse it.

    Args:
        files: series files of the user's own, read after the registry of the package.

    Raises:
        ConfigError: a file is not of that form.

    >>> find = SeriesFinder()
    >>> one = find(Figure("全市地区生产总值", "元", "level", Region("澜江市", None)))
    >>> two = find(Figure("GDP", "元", "level", Region("澜江市", None)))
    >>> one.name, one.series_id == two.series_id
    ('国内生产总值', True)
    >>> find(Figure("GDP", "元", "level", Region("青澜市", None))).series_id == two.series_id
    False
    """

    def __init__(self, files: Iterable[Path] = ()) -> None:
        self._registry = load_registry(*files)

    def __call__(self, figure: Figure) -> Series | None:
        """Return the series, or None if name or place is unknown or the unit does not fit the name."""
        subject = figure.subject or ""
        unit = canonical_unit(figure.unit)
        done = _only_place(subject)
        name = self._name(_done(figure.before) if done else subject, figure, unit)
        place = (place_before(subject)[0] if done else name.place if name else None) or figure.region
        if name is None or place is None:
            return None
        return self._series(name, place, unit, figure)

    def in_order(self, figures: Iterable[Figure]) -> list[Series | None]:
        """Return the series of all figures of a text, resolving elliptical subjects from preceding figures.

        >>> nation = Region("全国", "100000")
        >>> growth = Figure("GDP", "%", "change", nation, before="全年GDP增长", text="5.0%")
        >>> quarters = growth._replace(subject="四个季度", before="全年GDP增长5.0%，四个季度分别增长")
        >>> [one.name for one in SeriesFinder().in_order([growth, quarters])]
        ['国内生产总值', '国内生产总值']
        """
        found: list[Series | None] = []
        earlier: list[tuple[Figure, Series | None]] = []
        for figure in figures:
            last = earlier[-1][0].sentence if earlier else figure.sentence
            if last != figure.sentence and not (last == figure.sentence - 1 and figure.before[:2] == "其中"):
                earlier = []
            told = reworded(figure, earlier, self._registry)
            series = None if is_of_a_part(told) or is_cut_short(figure) else self(told)
            if series is None or (told.denominator is None and told.subject == figure.subject):
                series = goes_on(figure, earlier) or series
            found.append(series)
            earlier.append((told, series))
        return found

    def _name(self, wording: str, figure: Figure, unit: CanonicalUnit) -> Name | None:
        rate = unit.dimension in _RATES or unit.dimension == "points"
        return name_of(
            wording,
            self._registry,
            growth=figure.measure == "change" and rate,
            place=figure.region.name if figure.region is not None else "",
            stock=figure.measure == "level" and _is_of_a_day(figure.period),
            dimension=unit.dimension if figure.measure == "level" else None,
        )

    def _series(self, name: Name, place: Region, unit: CanonicalUnit, figure: Figure) -> Series | None:
        measure, what = _measure(name, unit, figure), name.name
        whole = self._whole(name, unit, figure, place)
        adds_up = unit.dimension in _ADDING_UP
        if measure == "change" and adds_up and figure.direction == "increase":
            # 贷款增加5亿元 is 新增贷款5亿元
            measure = "level"
            if _ADDED.search(what) is None:
                added = self._registry.find(f"新增{what.removesuffix('余额')}")
                what = added.name if added is not None else f"新增{what}"
                if unit.dimension == "power" and _CAPACITY not in what and "容量" not in what:
                    what += f"{_CAPACITY}容量"
        elif measure == "level" and not _fits(name.standing, unit, whole):
            return None
        rate = name.standing is not None and name.standing.dimension == "ratio"
        if name.share and whole is None and not rate:
            what += "占比"
        return Series(
            name=what,
            region=place.name,
            region_code=place.code,
            dimension=unit.dimension,
            unit=unit.unit,
            measure=measure,
            denominator=whole,
        )

    def _whole(self, name: Name, unit: CanonicalUnit, figure: Figure, place: Region) -> str | None:
        """Return the whole of a share by name, or the scope of a rank."""
        if figure.measure == "rank":
            scope = _SCOPE.search(figure.before[-_SHOWN:])
            return scope[0] if scope is not None else "全国"
        told = (whole_of(figure.denominator) if figure.denominator else None) or name.whole
        if told is None:
            standing = name.standing
            return standing.whole if name.share and standing is not None else None
        if unit.dimension not in _RATES and unit.dimension != "points":
            return None
        if _only_place(told):
            region = resolve_region(told, place)
            return region.name if region is not None else told
        named = name_of(told, self._registry)
        return named.name if named is not None else told


def _only_place(subject: str) -> bool:
    return bool(subject) and place_before(subject)[1] == len(subject)


def _done(before: str) -> str:
    """Return the verb or noun between a place and its figure: 新增病例 for 甲县新增病例."""
    clause = _QUALIFIED.sub("", _CLAUSE.split(before)[-1])
    times = find_times(clause)
    if times:
        clause = clause[times[-1].end :] if times[-1].end < len(clause) else clause[: times[-1].start]
    clause = clause[place_before(clause)[1] :]
    return _COUNTING.sub("", clause)


def _measure(name: Name, unit: CanonicalUnit, figure: Figure) -> str:
    """Return the measure: level, rank, or change with the kind of its base; a change in amount has none."""
    rate = unit.dimension in _RATES
    change = figure.measure == "change" or (name.growth and rate)
    if not change:
        return figure.measure
    if rate and _AVERAGE.search(_sentence_end(figure.before)):
        return "change/average"
    base = figure.base
    if base is None:
        if rate:
            long = _is_long(figure.period) and not figure.dated_by_heading
            return "change/span" if long else "change/year_on_year"
        return "change/points" if unit.dimension == "points" else "change"
    if base.kind == "since":
        if _is_year_before(base, figure.period):
            return "change/year_on_year"
        return f"change/since/{base.end or base.text}"
    return f"change/{base.kind}"


def _sentence_end(before: str) -> str:
    return re.split("[，。；]", before)[-1]


def _is_long(period: Period | None) -> bool:
    """Return whether a period is longer than a year, so that its growth is not year on year."""
    if period is None or period.start is None or period.end is None:
        return False
    return (period.end - period.start).days > _YEAR


def _is_of_a_day(period: Period | None) -> bool:
    """Return whether a period is a single closing day, as for a stock: 截至2024年底."""
    return period is not None and period.start is None and period.end is not None


def _is_year_before(base: Base, period: Period | None) -> bool:
    if period is None or None in (period.start, period.end, base.start, base.end):
        return False
    return all(
        isinstance(day, dt.date)
        and isinstance(other, dt.date)
        and (day.year - 1, day.month) == (other.year, other.month)
        for day, other in ((period.start, base.start), (period.end, base.end))
    )


def _fits(standing: Standing | None, unit: CanonicalUnit, whole: str | None) -> bool:
    """Return whether a level of a standing indicator can have this unit; a share of a whole is a rate."""
    if whole is not None:
        return unit.dimension in _RATES
    if standing is None or standing.dimension is None:
        return True
    kinds = _THINGS if standing.dimension in _THINGS else {standing.dimension}
    return unit.dimension in kinds
