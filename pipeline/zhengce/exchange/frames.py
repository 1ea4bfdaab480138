"""Releases as one pandas or polars frame or Arrow table, with the columns of the database."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, overload

from zhengce.errors import MissingExtraError
from zhengce.framing import typed
from zhengce.store.arrow import arrow_types
from zhengce.store.tables import TABLES, fitted, to_rows
from zhengce.types import Release

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Kind = Literal["pandas", "polars", "arrow"]


@overload
def to_frame(
    releases: Release | Iterable[Release],
    table: str = ...,
    *,
    kind: Literal["pandas"] = ...,
    decimals: bool = ...,
) -> pd.DataFrame: ...
@overload
def to_frame(
    releases: Release | Iterable[Release], table: str = ..., *, kind: Literal["polars"]
) -> pl.DataFrame: ...
@overload
def to_frame(
    releases: Release | Iterable[Release], table: str = ..., *, kind: Literal["arrow"]
) -> pa.Table: ...
def to_frame(
    releases: Release | Iterable[Release],
    table: str = "indicators",
    *,
    kind: Kind = "pandas",
    decimals: bool = False,
) -> Any:
    """Return one table of all releases, with their `release_id`.

    In pandas, numbers are ``float64`` and dates ``datetime64``; in polars and Arrow, decimals and dates.

    Args:
        releases: one or several.
        table: ``"releases"``, ``"indicators"``, ``"programmes"``, ``"sentences"``, ``"sections"`` or
            ``"repairs"``.
        kind: the library of the frame.
        decimals: keep `Decimal` objects in pandas, with every digit.

    Raises:
        MissingExtraError: the library is not installed.
        ValueError: table or kind is unknown, or a number has more than 28 digits before the point.
    """
    if table not in TABLES:
        raise ValueError(f"unknown table {table!r}; the tables are {', '.join(TABLES)}")
    many = [releases] if isinstance(releases, Release) else releases
    rows = [row for release in many for row in to_rows(release)[table]]
    if kind == "pandas":
        return _pandas(table, rows, decimals=decimals)
    if kind not in ("polars", "arrow"):
        raise ValueError(f"unknown kind of frame {kind!r}; choose pandas, polars or arrow")
    frame = _arrow(table, rows)
    return frame if kind == "arrow" else _polars(frame)


def _pandas(table: str, rows: list[dict[str, Any]], *, decimals: bool) -> Any:  # noqa: ANN401 - a frame
    try:
        import pandas as pd
    except ImportError:
        raise MissingExtraError("a data frame", "frames") from None
    kinds = {name: column.kind for name, column in TABLES[table].items()}
    return typed(pd.DataFrame(rows, columns=list(kinds), dtype="object"), kinds, decimals=decimals)


def _arrow(table: str, rows: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - a table
    try:
        import pyarrow as pa
    except ImportError:
        raise MissingExtraError("an Arrow table", "parquet") from None
    kinds = arrow_types(pa)
    columns = {}
    for name, column in TABLES[table].items():
        values = [row[name] for row in rows]
        if column.kind is Decimal:
            values = [None if value is None else fitted(value) for value in values]
        columns[name] = pa.array(values, kinds[column.kind])
    return pa.table(columns)


def _polars(table: Any) -> Any:  # noqa: ANN401 - an Arrow table, and a frame
    try:
        import polars as pl
    except ImportError:
        raise MissingExtraError("a polars frame", "polars") from None
    return pl.from_arrow(table)
