"""Releases, series, queue, contradictions and what changed, from the tables."""

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
_OBSERVED = (
    "series_id", "series", "region", "measure", "unit", "period_start", "period_end", "period_kind", "status",
    "basis", "value", "releases", "first_published", "last_published", "agree", "review",
)  # fmt: skip
OBSERVATIONS = sa.table(
    "observations",
    *(sa.column(name, INDICATORS.c[name].type if name in INDICATORS.c else None) for name in _OBSERVED),
)


@dataclass(frozen=True, slots=True)
class Series:
    """A statistical series: its figures, one row each, and those of other places with the same name."""

    series_id: str
    name: str
    region: str | None
    unit: str | None
    measure: str
    points: list[Row]


def series(connection: sa.Connection, series_id: str) -> Series | None:
    """The figures of a series in the order of time; a mirror counts once."""
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
    """Series of the same name, unit and measure in other places."""
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
    """Series by name, those with most figures first; and whether there are more."""
    i = INDICATORS.c
    query = (
        sa.select(
            i.series_id,
            *(sa.func.min(i[name]).label(name) for name in ("series", "region", "unit", "measure")),
            sa.func.count().label("figures"),
        )
        .where(i.series_id.is_not(None), *(i.series.contains(word, autoescape=True) for word in words))
        .group_by(i.series_id)
        .order_by(sa.func.count().desc(), i.series_id)
        .limit(_MANY + 1)
        .offset((page - 1) * _MANY)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return rows[:_MANY], len(rows) > _MANY


def queue(connection: sa.Connection, page: int) -> tuple[list[Row], int]:
    """The figures that nobody has judged, the least sure first; and how many there are, counted to `MOST`."""
    waiting = [INDICATORS.c.review.is_(None)]
    keys = _keys(connection, waiting, order=[INDICATORS.c.confidence], limit=_MANY, offset=(page - 1) * _MANY)
    join = INDICATORS.join(RELEASES, RELEASES.c.release_id == INDICATORS.c.release_id)
    some = sa.select(INDICATORS.c.index).select_from(join).where(ONCE, *waiting).limit(MOST + 1).subquery()
    count = connection.scalar(sa.select(sa.func.count()).select_from(some))
    return figures(connection, keys), count or 0


def contradictions(connection: sa.Connection, page: int) -> tuple[list[tuple[Row, list[Row]]], bool]:
    """Observations on which releases differ, each with its figures; and whether there are more.

    Figures without a day may be of different times, and differ in nothing.
    """
    o, i = OBSERVATIONS.c, INDICATORS.c
    size = _MANY // 3
    dated = o.period_start.is_not(None) | o.period_end.is_not(None)
    query = sa.select(OBSERVATIONS).where(o.agree == 0, dated).order_by(o.series, o.region, o.period_end)
    rows = connection.execute(query.limit(size + 1).offset((page - 1) * size)).mappings().all()
    found = []
    for row in rows[:size]:
        same = [
            i[name].is_(None) if row[name] is None else i[name] == row[name]
            for name in ("series_id", "period_start", "period_end", "status", "basis")
        ]
        keys = _keys(connection, [*same, i.value.is_not(None)])
        found.append((dict(row), figures(connection, keys)))
    return found, len(rows) > size


def changes(connection: sa.Connection) -> dict[str, Any]:
    """What is new since the last night: the last run, its releases, what they replaced, and corrections."""
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
    """How many corrections there are, and how many are to be looked at again: every page says so."""
    again = sa.table("correction_view", sa.column("look_again")).c.look_again
    queries = {
        "corrections": sa.select(sa.func.count())
        .select_from(_CORRECTIONS)
        .where(_CORRECTIONS.c.undone_at.is_(None)),
        "again": sa.select(sa.func.count()).where(again == 1),
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
