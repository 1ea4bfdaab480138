"""Derive the values that depend on a corrected field: days, canonical unit, region code, series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhengce.indicators.resolve.comparison_kinds import resolve_base
from zhengce.quantities.mention import NO_CANONICAL, converted
from zhengce.quantities.units import Unit, Units
from zhengce.regions import Region, release_region, resolve_region
from zhengce.series import Figure, SeriesFinder
from zhengce.store.corrections.fields import NUMBERS
from zhengce.times import TimeMention, find_times, of_past_year, span_kind
from zhengce.types import Base, Indicator, Period

if TYPE_CHECKING:
    from zhengce.types import Release

_UNIT = frozenset({*NUMBERS, "unit"})
_TIME = frozenset({"period", "period_start", "period_end", "status"})
_SERIES = frozenset(
    {"subject", "unit", "measure", "direction", "base", "denominator", "region", "period"}
    | {"period_start", "period_end"}
)


def changed(
    one: Indicator, fields: Mapping[str, Any], release: Release, series_files: tuple[str, ...] = ()
) -> Indicator:
    """Return the indicator with changed fields and everything derived from them.

    Args:
        one: the indicator.
        fields: see `fields.FIELDS`; typed as in the record, but `period` and `base` are printed text.
        release: the release that states it.
        series_files: the user's own series files.
    """
    plain = {
        name: value for name, value in fields.items() if name not in (*_TIME - {"status"}, "base", "region")
    }
    new = replace(one, **plain)
    if set(fields) & set(NUMBERS):
        new = _numbers(new, fields)
    if set(fields) & _UNIT:
        new = _canonical(new)
    time: TimeMention | None = None
    if set(fields) & _TIME:
        new, time = _period(new, fields, release)
    if "base" in fields or (set(fields) & _TIME and new.base is not None):
        new = replace(new, base=_base(new, fields, time, release))
    if "region" in fields:
        new = _region(new, fields["region"], release)
    return _series(new, release, series_files) if set(fields) & _SERIES else new


def _numbers(one: Indicator, fields: Mapping[str, Any]) -> Indicator:
    """Update the number of a figure: a value excludes bounds and the other way round, and clears damage."""
    if fields.get("value") is not None:
        bounds: dict[str, Any] = {name: fields.get(name) for name in ("value_min", "value_max")}
        return replace(one, damaged=False, **bounds)
    if fields.get("value_min") is not None or fields.get("value_max") is not None:
        return replace(one, value=fields.get("value"), damaged=False)
    return one


def _canonical(one: Indicator) -> Indicator:
    unit = _unit(one.unit)
    if unit is None or unit.canonical == NO_CANONICAL:
        dimension = None if unit is None else unit.dimension
        return replace(one, dimension=dimension, unit_canonical=None, value_canonical=None)
    value = None if one.value is None else converted(one.value, unit.factor)
    return replace(one, dimension=unit.dimension, unit_canonical=unit.canonical, value_canonical=value)


def _unit(text: str | None) -> Unit | None:
    if text is None:
        return None
    found = _units().named(text)
    if found is not None or "/" not in text:
        return found
    first, second = (_unit(part) for part in text.split("/", 1))
    if first is None or second is None:
        return None
    dimension, canonical = (
        f"{a}/{b}" for a, b in ((first.dimension, second.dimension), (first.canonical, second.canonical))
    )
    return Unit(text, dimension, canonical, first.factor / second.factor)


def _period(
    one: Indicator, fields: Mapping[str, Any], release: Release
) -> tuple[Indicator, TimeMention | None]:
    """Return the period with the given days, or with those derived from its text and publication date."""
    text = fields.get("period", one.period and one.period.text)
    time = next(iter(find_times(text, release.published)), None) if text else None
    if time is not None:
        time = of_past_year(time, release.published, one.status)
    start, end = (time.first, time.last) if time is not None else (None, None)
    if "period" not in fields and one.period is not None:
        start, end = one.period.start, one.period.end  # the surrounding sentence may have determined them
    start, end = fields.get("period_start", start), fields.get("period_end", end)
    if text is None and start is None and end is None:
        return replace(one, period=None, period_kind=None), None
    if time is not None:
        time = time._replace(first=start, last=end)
    period = Period(text or "", start, end)
    return replace(one, period=period, period_kind=span_kind(start, end)), time


def _base(
    one: Indicator, fields: Mapping[str, Any], time: TimeMention | None, release: Release
) -> Base | None:
    text = fields.get("base", one.base and one.base.text)
    if not text:
        return None
    if time is None and one.period is not None:
        found = find_times(one.period.text, release.published)
        time = found[0]._replace(first=one.period.start, last=one.period.end) if found else None
    return resolve_base(text, time, release.published)


def _region(one: Indicator, name: str | None, release: Release) -> Indicator:
    if name is None:
        return replace(one, region=None, region_code=None)
    own = release_region(release.title, release.publisher, release.text)
    found = resolve_region(name, own if isinstance(own, Region) else None)
    if found is None or (found.name != name and found.code is None):
        return replace(one, region=name, region_code=None)
    return replace(one, region=found.name, region_code=found.code)


def _series(one: Indicator, release: Release, files: tuple[str, ...]) -> Indicator:
    sentence = next((s for s in release.sentences if s.index == one.sentence), None)
    figure = Figure(
        subject=one.subject,
        unit=one.unit,
        measure=one.measure,
        region=None if one.region is None else Region(one.region, one.region_code),
        direction=one.direction,
        base=one.base,
        period=one.period,
        denominator=one.denominator,
        before="" if sentence is None else release.text[sentence.start : one.start],
    )
    found = _finder(tuple(file for file in files if Path(file).is_file()))(figure)
    return replace(
        one,
        series_id=None if found is None else found.series_id,
        series=None if found is None else found.name,
    )


@cache
def _units() -> Units:
    return Units()


@cache
def _finder(files: tuple[str, ...]) -> SeriesFinder:
    return SeriesFinder([Path(file) for file in files])
