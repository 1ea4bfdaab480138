"""Export tables as a Frictionless data package or a DuckDB file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

from zhengce.errors import MissingExtraError, TargetError
from zhengce.exchange.spreadsheets import to_csv
from zhengce.exchange.tables import Table

_FIELD_TYPES = {
    str: "string",
    int: "integer",
    float: "number",
    Decimal: "number",
    bool: "boolean",
    dt.date: "date",
    dt.datetime: "datetime",
}
_DUCKDB_TYPES = {
    str: "VARCHAR",
    int: "BIGINT",
    float: "DOUBLE",
    Decimal: "DECIMAL(38,10)",
    bool: "BOOLEAN",
    dt.date: "DATE",
    dt.datetime: "TIMESTAMP",
}
_TOGETHER = 1000


def write_datapackage(folder: Path, tables: Iterable[Table]) -> None:
    """Write each table as CSV, and ``datapackage.json`` with a description of the fields.

    Raises:
        TargetError: the folder is not writable.
    """
    resources = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table in tables:
            (folder / f"{table.name}.csv").write_bytes(to_csv(table, inert=False))
            resources.append(_resource(table))
        package = {
            "profile": "tabular-data-package",
            "name": "zhengce",
            "title": "Indicators of Chinese government press releases / 政府新闻稿指标",
            "version": version("zhengce"),
            "resources": resources,
        }
        text = json.dumps(package, ensure_ascii=False, indent=2)
        (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        reason = f"not writable ({error}); check the folder, its permissions and free space"
        raise TargetError(f"{folder}: {reason}") from None


def _resource(table: Table) -> dict[str, Any]:
    fields = [
        {"name": column.name, "type": _FIELD_TYPES[column.kind], **_more(column.kind)}
        for column in table.columns
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": f"{table.note.en} / {table.note.zh}",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _more(kind: type) -> dict[str, Any]:
    if kind is bool:
        return {"trueValues": ["true"], "falseValues": ["false"]}
    return {"format": "any"} if kind is dt.datetime else {}


def write_duckdb(path: Path, tables: Iterable[Table]) -> None:
    """Write tables into a DuckDB file, replacing tables with the same names.

    Raises:
        MissingExtraError: duckdb is not installed.
        TargetError: the file is not writable, or not a DuckDB file.
    """
    try:
        import duckdb
    except ImportError:
        raise MissingExtraError("a file of DuckDB", "duckdb") from None
    try:
        with duckdb.connect(str(path)) as connection:
            for table in tables:
                columns = ", ".join(f'"{c.name}" {_DUCKDB_TYPES[c.kind]}' for c in table.columns)
                connection.execute(f'CREATE OR REPLACE TABLE "{table.name}" ({columns})')
                marks = ", ".join("?" * len(table.columns))
                for begin in range(0, len(table.rows), _TOGETHER):
                    rows = [_naive(row) for row in table.rows[begin : begin + _TOGETHER]]
                    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608
    except duckdb.Error as error:
        raise TargetError(f"{path}: not writable by DuckDB ({error})") from None


def _naive(row: tuple[Any, ...]) -> list[Any]:
    """Return the row with timestamps converted to naive UTC."""
    return [value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value for value in row]
