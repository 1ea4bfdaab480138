"""The tables as Arrow tables, shared by Parquet, frames and dlt."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zhengce.store.tables import PRECISION, SCALE, Column, Row, fitted, to_rows

if TYPE_CHECKING:
    from zhengce.types import Release


def release_tables(pa: Any, schemas: dict[str, Any], release: Release) -> dict[str, Any]:  # noqa: ANN401
    """Return the rows of one release as Arrow tables.

    Raises:
        ValueError: a number does not fit its column.
    """
    return {
        name: pa.Table.from_pylist([_fit(row) for row in rows], schema=schemas[name])
        for name, rows in to_rows(release).items()
    }


def _fit(row: Row) -> Row:
    return {name: fitted(value) if isinstance(value, Decimal) else value for name, value in row.items()}


def cast(pa: Any, table: Any, schema: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Cast a table to a schema: add missing columns as nulls, and drop columns that the schema lacks."""
    columns = [
        table[field.name].cast(field.type)
        if field.name in table.column_names
        else pa.nulls(table.num_rows, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def arrow_types(pa: Any) -> dict[type, Any]:  # noqa: ANN401 - pyarrow has no types
    """Return the Arrow type of each column type."""
    return {
        str: pa.string(),
        int: pa.int32(),
        float: pa.float64(),
        bool: pa.bool_(),
        Decimal: pa.decimal128(PRECISION, SCALE),
        dt.date: pa.date32(),
        dt.datetime: pa.timestamp("us", tz="UTC"),
    }


def arrow_schemas(pa: Any, tables: dict[str, dict[str, Column]]) -> dict[str, Any]:  # noqa: ANN401
    """Return the Arrow schema of each table, with column notes as metadata."""
    kinds = arrow_types(pa)
    return {
        table: pa.schema(
            pa.field(
                name,
                kinds[column.kind],
                nullable=column.nullable,
                metadata={"comment": f"{column.note.en} / {column.note.zh}"},
            )
            for name, column in columns.items()
        )
        for table, columns in tables.items()
    }
