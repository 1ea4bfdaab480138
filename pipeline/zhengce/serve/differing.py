"""Where releases differ: looked for series by series, so that no page waits for all of them."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from zhengce.serve.search import INDICATORS, RELEASES, Row, figures
from zhengce.store.views import APART, counted_once, differing

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 20
"""Contradictions of a page."""
_PATIENCE = 0.8  # seconds that a page looks for them
_ALL = 1 << 16  # identities of series are hexadecimal digits: the first four tell how far we are
_LONG, _SHORT = 0.15, 0.05
_COMPARED, _SAID, _EACH = 2000, 12, 3  # figures compared, shown, and of one value shown


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: after so many contradictions of a series."""

    series_id: str = ""
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Differing:
    """Contradictions, each with some of its figures; where to go on; how much was looked through."""

    rows: list[tuple[Row, list[Row]]]
    next: Place | None
    share: float


def contradictions(connection: sa.Connection, begin: Place, *, patience: float = _PATIENCE) -> Differing:
    """Observations on which releases differ, each with the newest figures of every value.

    Figures without a day may be of different times, and differ in nothing.

    Args:
        connection: of the database.
        begin: where to begin, as the page before told.
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
    """Contradictions of some series, in order, and where the next series begin; few enough to be quick."""
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
    """How much was looked through, from 0 to 1."""
    return 1.0 if place is None else _place(place.series_id) / _ALL


def _with_figures(connection: sa.Connection, found: list[Row]) -> list[tuple[Row, list[Row]]]:
    """Each with its newest figures, a few of every value."""
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
    for name in APART[1:]:  # by no index but that of the series
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
