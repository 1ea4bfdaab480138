"""Observations: the figures of a series for one period, combined over releases."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from zhengce.store.schema import METADATA

_RELEASES, _INDICATORS = METADATA.tables["releases"], METADATA.tables["indicators"]
ONCE = _RELEASES.c.mirror_of.is_(None) & _RELEASES.c.superseded_by.is_(None)
"""The condition that a release is current and not a mirror."""
APART = ("series_id", "period_start", "period_end", "period_kind", "status", "basis")
"""What figures of one observation share."""


def differing(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Select the keys (`APART`) of observations that disagree, with the number of their figures.

    It gives the view's ``agree`` column without its slow parts: no newest value is chosen, and the figures
    are filtered by `conditions` rather than by their releases.
    """
    i = _INDICATORS.c
    apart = [i[name] for name in APART]
    _, lowest, highest = _bounds()
    return (
        sa.select(*apart, sa.func.count().label("figures"))
        .where(counted_once(), *_observed(), *conditions)
        .group_by(*apart)
        .having(_differs(i.modifier, lowest, highest))
    )


def counted_once() -> sa.ColumnElement[bool]:
    """Return the condition that the release of an indicator is current and not a mirror.

    Written this way the database starts from the indicators and not from the releases, nearly all of which
    match.
    """
    r = _RELEASES.alias("twice")
    some = (r.c.mirror_of >= "") | (r.c.superseded_by >= "")  # comparisons, so that SQLite uses its indexes
    twice = sa.select(r.c.release_id).where(some)
    return _INDICATORS.c.release_id.not_in(twice)


def _observed() -> list[sa.ColumnElement[bool]]:
    i = _INDICATORS.c
    return [i.series_id.is_not(None), i.value.is_not(None), i.damaged.is_(sa.false())]


def _bounds() -> tuple[sa.ColumnElement[Any], sa.ColumnElement[Any], sa.ColumnElement[Any]]:
    """Return a value in its canonical unit, a decrease negative, with its bounds before rounding."""
    i = _INDICATORS.c
    falls = (i.measure == "change") & (i.direction == "decrease")
    value = sa.func.coalesce(i.value_canonical, i.value)
    one: sa.ColumnElement[Any] = sa.literal_column("1.0")
    half: sa.ColumnElement[Any] = sa.literal_column("0.5")
    factor = sa.case((i.value != sa.literal_column("0"), one * value / i.value), else_=one)
    open_ = sa.func.coalesce(i.value_step * half * factor, sa.literal_column("0"))
    signed = sa.case((falls, -value), else_=value)
    return signed, signed - open_, signed + open_


def _differs(
    modifier: sa.ColumnElement[Any], lowest: sa.ColumnElement[Any], highest: sa.ColumnElement[Any]
) -> sa.ColumnElement[bool]:
    exact = modifier == "exact"
    return sa.func.max(sa.case((exact, lowest))) > sa.func.min(sa.case((exact, highest)))


def observations_view() -> sa.Select[Any]:
    """Select one row per series, period and status: the newest value, an exact one before a rounded one.

    Values are in the canonical unit. Two values agree if rounding to the last printed digit explains the
    difference.
    """
    i, r = _INDICATORS.c, _RELEASES.c
    apart = [i[name] for name in APART]
    signed, lowest, highest = _bounds()
    turn = sa.func.row_number().over(
        partition_by=apart,
        order_by=[
            sa.case((i.modifier == "exact", 0), else_=1),
            sa.case((r.published.is_(None), 1), else_=0),
            r.published.desc(),
            i.release_id,
            i.index,
        ],
    )
    said = (
        sa.select(
            *apart, i.series, i.region, i.region_code, i.measure, i.base_kind, i.denominator,
            i.vintage, i.modifier, i.release_id, r.published, r.loaded_at, i.dimension, i.indicator_id,
            i.review,
            sa.func.coalesce(i.unit_canonical, i.unit).label("unit"),
            signed.label("value"), lowest.label("lowest"), highest.label("highest"), turn.label("turn"),
        )
        .select_from(_INDICATORS.join(_RELEASES, r.release_id == i.release_id))
        .where(ONCE, *_observed())
        .subquery("said")
    )  # fmt: skip
    s = said.c

    def newest(name: str) -> sa.ColumnElement[Any]:
        return sa.func.max(sa.case((s.turn == 1, s[name]))).label(name)

    differs = _differs(s.modifier, s.lowest, s.highest)
    differs &= s.period_end.is_not(None)  # figures without a period are never combined
    return sa.select(
        s.series_id,
        *map(newest, ("series", "region", "region_code", "measure", "base_kind", "denominator", "unit")),
        s.period_start, s.period_end, s.period_kind, s.status, s.basis,
        newest("value"), newest("vintage"),
        sa.func.count(sa.distinct(s.release_id)).label("releases"),
        sa.func.min(s.published).label("first_published"),
        sa.func.max(s.published).label("last_published"),
        sa.case((differs, 0), else_=1).label("agree"),
        newest("dimension"), newest("release_id"), newest("indicator_id"),
        sa.func.max(s.loaded_at).label("loaded_at"),
        sa.cast(sa.extract("year", s.period_end), sa.Integer()).label("period_year"),
        newest("review"),
        sa.cast(sa.extract("month", s.period_end), sa.Integer()).label("period_month"),
    ).group_by(s.series_id, s.period_start, s.period_end, s.period_kind, s.status, s.basis)  # fmt: skip
