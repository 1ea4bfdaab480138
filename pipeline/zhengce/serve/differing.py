"""Find contradictions between releases, series by series, so that no page waits for all of them."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from zhengce.serve.search import INDICATORS, RELEASES, Row, figures
from zhengce.store.observing import APART, counted_once, differing

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 20
"""Contradictions of a page."""
_PATIENCE = 0.8  # seconds that a page spends searching
_ALL = 1 << 16  # series ids are hexadecimal: the first four digits tell the progress
_LONG, _SHORT = 0.15, 0.05
_COMPARED, _SAID, _EACH = 2000, 12, 3  # figures compared, shown, and shown per value


@dataclass(frozen=True, slots=True)
class Place:
    """The start of a page: a number of contradictions to skip in a series."""

    series_id: str = ""
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Differing:
    """A page of contradictions with some of their figures, the next page, and the progress."""

    rows: list[tuple[Row, list[Row]]]
    next: Place | None
    share: float


def contradictions(connection: sa.Connection, begin: Place, *, patience: float = _PATIENCE) -> Differing:
    """Return observations on which releases differ, each with the newest figures of every value.

    Figures without a date may be from different times and are never contradictory.

    Args:
        connection: connection to the database.
        begin: start of the page, from the previous page.
        patience: seconds after which the page ends, however few were found.
    """
    began = time.perf_counter()
    found: list[Row] = []
    place: Place | None = begin
    for rows, until in _slices(connection, begin.series_id):
        counted: Counter[str] = Counter()
        for row in rows:
            key = row["series_id"]
            counted[key] += 1
            if key == begin.series_id and counted[key] <= begin.passed:
                continue
            if len(found) == SIZE:
                return Differing(_with_figures(connection, found), place, _share(place))
            found.append(row)
            place = Place(key, counted[key])
        place = None if until is None else Place(until)
        if time.perf_counter() - began > patience:
            break
    return Differing(_with_figures(connection, found), place, _share(place))


def _slices(connection: sa.Connection, begin: str) -> Iterator[tuple[list[Row], str | None]]:
    """Yield contradictions series by series, with the start of the next ones, in quick batches."""
    key, day = INDICATORS.c.series_id, (INDICATORS.c.period_start, INDICATORS.c.period_end)
    order = [INDICATORS.c[name] for name in APART]
    at, width = _place(begin), _ALL >> 8
    until: str | None = begin
    while until is not None:
        here = key >= until
        at = min(at + width, _ALL)
        until = f"{at:04x}" if at < _ALL else None
        began = time.perf_counter()
        wanted = here if until is None else here & (key < until)
        query = differing(wanted, sa.or_(*(one.is_not(None) for one in day))).order_by(*order)
        rows = [dict(row) for row in connection.execute(query).mappings()]
        spent = time.perf_counter() - began
        width = width * 2 if spent < _SHORT else max(width // 2, 1) if spent > _LONG else width
        yield rows, until


def _place(series_id: str) -> int:
    return int(series_id[:4].ljust(4, "0"), 16)


def _share(place: Place | None) -> float:
    """Return the progress from 0 to 1."""
    return 1.0 if place is None else _place(place.series_id) / _ALL


def _with_figures(connection: sa.Connection, found: list[Row]) -> list[tuple[Row, list[Row]]]:
    """Return each contradiction with its newest figures, a few per value."""
    told = [_said(connection, row) for row in found]
    rows = {
        (row["release_id"], row["index"]): row
        for row in figures(connection, [key for keys in told for key in keys])
    }
    return [
        ({**row, "series": some[0]["series"], "region": some[0]["region"]}, some)
        for row, keys in zip(found, told, strict=True)
        if (some := [rows[key] for key in keys if key in rows])
    ]


def _said(connection: sa.Connection, row: Row) -> list[tuple[str, int]]:
    i, r = INDICATORS.c, RELEASES.c
    same = [i.series_id == row["series_id"]]
    for name in APART[1:]:  # use only the index on the series
        column = sa.func.coalesce(sa.cast(i[name], sa.String(64)), "")
        same.append(column == ("" if row[name] is None else str(row[name])))
    query = (
        sa.select(i.release_id, i.index, i.value)
        .select_from(INDICATORS.join(RELEASES, r.release_id == i.release_id))
        .where(counted_once(), *same, i.value.is_not(None), i.damaged.is_(sa.false()))
        .order_by(sa.case((r.published.is_(None), 1), else_=0), r.published.desc(), i.release_id, i.index)
    )
    counted: Counter[object] = Counter()
    keys: list[tuple[str, int]] = []
    for key, index, value in connection.execute(query.limit(_COMPARED)):
        counted[value] += 1
        if counted[value] <= _EACH and len(keys) < _SAID:
            keys.append((key, index))
    return keys
