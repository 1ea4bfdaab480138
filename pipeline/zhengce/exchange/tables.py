"""The views of a database as tables with typed columns, for export."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

from zhengce.store.database import DatabaseTarget
from zhengce.store.views import VIEWS
from zhengce.types import Note, Release

_KINDS: tuple[tuple[type[sa.types.TypeEngine[Any]], type], ...] = (
    (sa.Boolean, bool),
    (sa.Date, dt.date),
    (sa.DateTime, dt.datetime),
    (sa.Integer, int),
    (sa.Float, float),
    (sa.Numeric, Decimal),
)
_WHOLE = frozenset({"agree", "releases", "mentions", "indicators"})
_NUMBERS = frozenset({"value"})


class TableColumn(NamedTuple):
    """A column: its name and the Python type of its values."""

    name: str
    kind: type


class Table(NamedTuple):
    """A view with all its rows, values in column order; nulls are None."""

    name: str
    note: Note
    columns: tuple[TableColumn, ...]
    rows: list[tuple[Any, ...]]


def view_names() -> tuple[str, ...]:
    """Return the names of the views, figures first."""
    return tuple(VIEWS)


def read_view(url: str, name: str) -> Table:
    """Read a view of a database.

    Args:
        url: a database written by ``run``.
        name: one of `view_names`.

    Raises:
        TargetError: the database cannot be read.
        ValueError: the view is unknown.
    """
    if name not in VIEWS:
        raise ValueError(f"unknown table {name!r}; the tables are {', '.join(VIEWS)}")
    query, note = VIEWS[name]
    columns = tuple(TableColumn(column.name, _kind(column)) for column in query.selected_columns)
    typed = [sa.column(column.name, column.type) for column in query.selected_columns]
    with DatabaseTarget(url, create=False) as target:
        found = target.reading(
            lambda connection: connection.execute(sa.select(*typed).select_from(sa.table(name))).all()
        )
    rows = [
        tuple(_value(value, column.kind) for value, column in zip(row, columns, strict=True)) for row in found
    ]
    rows.sort(key=lambda row: tuple((value is not None, str(value)) for value in row))
    return Table(name, note, columns, rows)


def _kind(column: sa.ColumnElement[Any]) -> type:
    if column.name in _WHOLE:
        return int
    if column.name in _NUMBERS:
        return Decimal
    kind = column.type
    if isinstance(kind, sa.types.TypeDecorator):
        kind = kind.impl_instance
    return next((python for sql, python in _KINDS if isinstance(kind, sql)), str)


def _value(value: Any, kind: type) -> Any:  # noqa: ANN401 - what a database holds
    if value is None or isinstance(value, kind):
        return value
    if kind is Decimal:
        return Decimal(str(value))
    if kind is dt.date and isinstance(value, str):
        return dt.date.fromisoformat(value)
    return kind(value) if kind in (int, float, bool, str) else value


@contextmanager
def database_of(releases: Iterable[Release]) -> Iterator[str]:
    """Provide a temporary database of some releases for the duration of the block."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'releases.db'}"
        with DatabaseTarget(url) as target:
            for release in releases:
                target.write(release)
        yield url
