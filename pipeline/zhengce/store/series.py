"""The series of a database."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import sqlalchemy as sa

from zhengce.series import load_registry
from zhengce.store.database import DatabaseTarget

_ALIKE = 0.75


class KnownSeries(NamedTuple):
    """A series with its number of observations."""

    series_id: str
    name: str
    region: str
    unit: str | None
    measure: str
    periods: int


def known_series(url: str) -> list[KnownSeries]:
    """Return the series of a database, by name and place.

    Raises:
        TargetError: the database is missing or of another version.
    """
    view = sa.table("observations", *map(sa.column, ("series_id", "series", "region", "unit", "measure")))
    c = view.c
    columns = [sa.func.min(column) for column in (c.series, c.region, c.unit, c.measure)]
    query = sa.select(c.series_id, *columns, sa.func.count()).group_by(c.series_id)
    with DatabaseTarget(url, create=False) as target, target._engine.connect() as connection:  # noqa: SLF001
        rows = [KnownSeries._make(row) for row in connection.execute(query)]
    return sorted(rows, key=lambda one: (one.name, one.region, one.series_id))


def alike(known: Iterable[KnownSeries]) -> Iterator[tuple[KnownSeries, KnownSeries]]:
    """Yield pairs of similar names with the same place, unit and measure, not both standing indicators."""
    registry = load_registry()
    kind = sorted(known, key=lambda one: (one.region, one.unit or "", one.measure, one.name))
    for _, group in itertools.groupby(kind, key=lambda one: (one.region, one.unit, one.measure)):
        for one, two in itertools.combinations(group, 2):
            if registry.find(one.name) and registry.find(two.name):
                continue  # statistics keep them apart
            ratio = difflib.SequenceMatcher(None, one.name, two.name).ratio()
            if one.name != two.name and ratio >= _ALIKE:
                yield one, two
