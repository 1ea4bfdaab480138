"""Releases made by hand: what a check says must not depend on what the extractor happens to read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any

from zhengce.regions import Region, release_region
from zhengce.series import Figure, SeriesFinder
from zhengce.types import SCHEMA, Base, Indicator, Period, Release

_NUMBERS = count()
FINDER = SeriesFinder()


def whole(year: int) -> Period:
    return Period(f"{year}年", dt.date(year, 1, 1), dt.date(year, 12, 31))


def by_end_of(year: int) -> Period:
    return Period(f"截至{year}年底", None, dt.date(year, 12, 31))


def since(year: int) -> Base:
    return Base(f"{year}年", "since", dt.date(year, 1, 1), dt.date(year, 12, 31))


YEAR_ON_YEAR = Base("同比", "year_on_year", None, None)


def indicator(subject: str, text: str, number: str | None, **changes: Any) -> Indicator:
    """A level in 个 without a period, unless `changes` say otherwise."""
    plain = Indicator(
        index=0, text=text, value=None if number is None else Decimal(number), value_min=None, value_max=None,
        unit="个", measure="level", direction=None, modifier="exact", subject=subject, status="actual",
        period=None, base=None, area="other", damaged=False, sentence=0, rule="made", evidence="",
        confidence=1.0, start=0, end=len(text), raw_start=0, raw_end=len(text),
    )  # fmt: skip
    return replace(plain, **changes)


def in_series(one: Indicator, place: Region | None) -> Indicator:
    """An indicator with its place and series, as the pipeline gives them."""
    figure = Figure(
        subject=one.subject,
        unit=one.unit,
        measure=one.measure,
        region=place,
        direction=one.direction,
        base=one.base,
        period=one.period,
        denominator=one.denominator,
    )
    series = FINDER(figure)
    return replace(
        one,
        region=place.name if place is not None else None,
        region_code=place.code if place is not None else None,
        series=series.name if series is not None else None,
        series_id=series.series_id if series is not None else None,
    )


def growth(subject: str, text: str, value: str, base: Base, **changes: Any) -> Indicator:
    given = {"unit": "%", "measure": "change", "direction": "increase", "base": base, **changes}
    return indicator(subject, text, value, **given)


def release(
    *indicators: Indicator,
    published: str = "2024-01-10",
    publisher: str | None = "青岭省总工会",
    title: str | None = None,
) -> Release:
    """A release with these indicators, in this order, each with a place of its own."""
    number = next(_NUMBERS)
    place = release_region(title, publisher, "")
    placed = tuple(
        in_series(
            replace(one, index=k, start=20 * k, end=20 * k + len(one.text)),
            Region(place.name, place.code) if place is not None else None,
        )
        for k, one in enumerate(indicators)
    )
    return Release(
        schema=SCHEMA, release_id=f"{number:016x}", content_id=f"{number:016x}", source=f"r{number}.txt",
        title=title, publisher=publisher, published=dt.date.fromisoformat(published),
        text="。" * 20 * len(placed),
        indicators=placed,
    )  # fmt: skip
