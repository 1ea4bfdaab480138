"""Many releases as one frame: pandas, polars or Arrow, columns as in the database."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, overload

from zhengce.errors import MissingExtraError
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
    releases: Release | Iterable[Release], table: str = ..., *, kind: Literal["pandas"] = ...
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
    releases: Release | Iterable[Release], table: str = "indicators", *, kind: Kind = "pandas"
) -> Any:
    """One table of all releases, with their `release_id`; numbers are decimals, days are dates.

    Args:
        releases: one, or many.
        table: ``"releases"``, ``"indicators"``, ``"programmes"``, ``"sentences"``, ``"sections"`` or
            ``"repairs"``.
        kind: which library's frame.

    Raises:
        MissingExtraError: that library is not installed.
        ValueError: there is no such table or kind, or a number has more than 28 digits before the point.
    """
    if table not in TABLES:
        raise ValueError(f"no table {table!r}: choose one of {', '.join(TABLES)}")
    many = [releases] if isinstance(releases, Release) else releases
    rows = [row for release in many for row in to_rows(release)[table]]
    if kind == "pandas":
        return _pandas(table, rows)
    if kind not in ("polars", "arrow"):
        raise ValueError(f"no kind of frame {kind!r}: choose pandas, polars or arrow")
    frame = _arrow(table, rows)
    return frame if kind == "arrow" else _polars(frame)


def _pandas(table: str, rows: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - a frame
    try:
        import pandas as pd
    except ImportError:
        raise MissingExtraError("a data frame", "frames") from None
    return pd.DataFrame(rows, columns=list(TABLES[table]))


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
