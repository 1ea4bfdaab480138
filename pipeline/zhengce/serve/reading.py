"""Queries for releases, series, the review queue and changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from zhengce.serve.search import INDICATORS, MOST, ONCE, RELEASES, Row, figures
from zhengce.store.schema import METADATA

if TYPE_CHECKING:
    from collections.abc import Sequence

_T = METADATA.tables
_RUNS, _CORRECTIONS = _T["runs"], _T["corrections"]
_MANY = 60
_COUNTED = 20_000


@dataclass(frozen=True, slots=True)
class Series:
    """A statistical series: its figures, one row each, and the same series of other places."""

    series_id: str
    name: str
    region: str | None
    unit: str | None
    measure: str
    points: list[Row]


def series(connection: sa.Connection, series_id: str) -> Series | None:
    """Return a series with its figures in chronological order, or None if it has none.

    Mirrors count once; damaged and superseded figures are left out. At most 500 figures are read.
    """
    i = INDICATORS.c
    keys = _keys(connection, [i.series_id == series_id])
    rows = [row for row in figures(connection, keys) if not row["damaged"]]
    if not rows:
        return None
    for row in rows:
        row["day"] = row["period_end"] or row["period_start"] or row["published"]
        falls = row["measure"] == "change" and row["direction"] == "decrease"
        row["signed"] = -row["value"] if falls and row["value"] is not None else row["value"]
    rows.sort(key=lambda row: (str(row["day"] or ""), row["status"], str(row["published"] or "")))
    one = rows[-1]
    return Series(
        series_id=series_id,
        name=one["series"],
        region=one["region"],
        unit=one["unit"],
        measure=one["measure"],
        points=rows,
    )


def others(connection: sa.Connection, one: Series) -> list[Row]:
    """Return the series of other places with the same name, unit and measure."""
    i = INDICATORS.c
    query = (
        sa.select(i.series_id, sa.func.min(i.region).label("region"), sa.func.count().label("figures"))
        .where(i.series == one.name, i.measure == one.measure, i.unit == one.unit)
        .where(i.series_id != one.series_id)
        .group_by(i.series_id)
        .order_by(sa.func.count().desc())
        .limit(_MANY)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def series_list(connection: sa.Connection, words: Sequence[str], page: int) -> tuple[list[Row], bool]:
    """Return a page of series, those with most figures first, and whether there are more.

    With search words, only the first `_COUNTED` matching figures are counted.
    """
    i, counted = INDICATORS.c, sa.func.count().label("figures")
    some = sa.select(i.series_id).where(i.series_id.is_not(None))
    if words:
        wanted = (i.series.contains(word, autoescape=True) for word in words)
        some = some.where(*wanted).limit(_COUNTED)
    found = some.subquery()
    query = sa.select(found.c.series_id, counted).group_by(found.c.series_id)
    query = query.order_by(counted.desc(), found.c.series_id).limit(_MANY + 1).offset((page - 1) * _MANY)
    counts = {key: count for key, count in connection.execute(query)}  # noqa: C416 - a row is not a tuple
    names = ("series", "region", "unit", "measure")
    rows = []
    for key in list(counts)[:_MANY]:
        row = connection.execute(sa.select(*(i[n] for n in names)).where(i.series_id == key).limit(1))
        rows.append({"series_id": key, "figures": counts[key], **row.mappings().one()})
    return rows, len(counts) > _MANY


def queue(connection: sa.Connection, page: int) -> tuple[list[Row], int]:
    """Return a page of unreviewed figures, the least certain first, and their number up to `MOST`."""
    waiting = [INDICATORS.c.review.is_(None)]
    keys = _keys(connection, waiting, order=[INDICATORS.c.confidence], limit=_MANY, offset=(page - 1) * _MANY)
    join = INDICATORS.join(RELEASES, RELEASES.c.release_id == INDICATORS.c.release_id)
    some = sa.select(INDICATORS.c.index).select_from(join).where(ONCE, *waiting).limit(MOST + 1).subquery()
    count = connection.scalar(sa.select(sa.func.count()).select_from(some))
    return figures(connection, keys), count or 0


def changes(connection: sa.Connection) -> dict[str, Any]:
    """Return the last run, its releases, those they superseded, and new corrections."""
    run = connection.execute(sa.select(_RUNS).order_by(_RUNS.c.started.desc()).limit(1)).mappings().first()
    r = RELEASES.c
    since = run["started"] if run is not None else dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    count = (
        sa.select(sa.func.count())
        .where(INDICATORS.c.release_id == r.release_id)
        .scalar_subquery()
        .label("figures")
    )
    shown = [r.release_id, r.title, r.publisher, r.published, r.source, r.mirror_of, r.superseded_by, count]
    loaded = (
        sa.select(*shown).where(r.loaded_at >= since).order_by(r.published.desc(), r.release_id).limit(200)
    )
    s = _T["sources"].c
    replaced = (
        sa.select(s.source, s.release_id, s.superseded_by)
        .where(s.superseded_by.in_(sa.select(r.release_id).where(r.loaded_at >= since)))
        .limit(200)
    )
    refused = sa.select(_T["quarantine"]).where(_T["quarantine"].c.last_seen >= since).limit(200)
    return {
        "run": None if run is None else dict(run),
        "loaded": [dict(row) for row in connection.execute(loaded).mappings()],
        "replaced": [dict(row) for row in connection.execute(replaced).mappings()],
        "refused": [dict(row) for row in connection.execute(refused).mappings()],
    }


def counts(connection: sa.Connection) -> dict[str, int]:
    """Return the number of corrections, and of those needing another look; every page shows both."""
    view = sa.table("correction_view", sa.column("look_again"), sa.column("correction_id")).c
    queries = {
        "corrections": sa.select(sa.func.count())
        .select_from(_CORRECTIONS)
        .where(_CORRECTIONS.c.undone_at.is_(None)),
        "again": sa.select(sa.func.count(sa.distinct(view.correction_id))).where(view.look_again == 1),
    }
    return {name: connection.scalar(query) or 0 for name, query in queries.items()}


def _keys(
    connection: sa.Connection,
    conditions: Sequence[sa.ColumnElement[bool]],
    *,
    order: Sequence[sa.ColumnElement[Any]] = (),
    limit: int = 500,
    offset: int = 0,
) -> list[tuple[str, int]]:
    i = INDICATORS.c
    query = (
        sa.select(i.release_id, i.index)
        .select_from(INDICATORS.join(RELEASES, RELEASES.c.release_id == i.release_id))
        .where(ONCE, *conditions)
        .order_by(*order, i.release_id, i.index)
        .limit(limit)
        .offset(offset)
    )
    return [(key, at) for key, at in connection.execute(query)]
