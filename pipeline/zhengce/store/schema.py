"""The tables in SQL: types, keys, references, indexes and comments, the same for every database."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from zhengce.store.tables import PRECISION, SCALE, TABLES, Column, fitted

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect
    from sqlalchemy.types import TypeEngine

_INDEXES = {
    "releases": ("content_id", "published"),
    "sections": (),
    "sentences": ("area",),
    "indicators": ("area", "subject", "unit", "period_end"),
    "programmes": ("area", "kind", "name", "programme_id"),
    "repairs": ("kind",),
}
_REFERENCES = {  # column → the table whose index it holds
    "sentences": {"section": "sections"},
    "indicators": {"sentence": "sentences"},
    "programmes": {"sentence": "sentences"},
}
_INT64 = 2**63


class Exact(sa.types.TypeDecorator[Decimal]):
    """NUMERIC(38,10) that keeps every digit, in SQLite too.

    SQLite turns text in a NUMERIC column into an integer or a binary float, which holds 15 digits. A
    longer number stays text there, marked by a ``d`` behind it; arithmetic reads its number all the same.
    Binding a number that does not fit is a ValueError: see `fitted`.
    """

    impl = sa.Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """A plain NUMERIC in SQLite, whose driver knows no Decimal."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(_SqliteNumeric())
        return dialect.type_descriptor(sa.Numeric(PRECISION, SCALE))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """Rounded to the scale of the column; as text for SQLite."""
        if value is None:
            return None
        number = fitted(value)
        return _sqlite_text(number) if dialect.name == "sqlite" else number

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ANN401
        """Without the zeros that only fill the scale."""
        del dialect
        if value is None:
            return None
        number = value if isinstance(value, Decimal) else Decimal(str(value).removesuffix("d"))
        return Decimal(format(number, "f").rstrip("0").rstrip(".")) if number.as_tuple().exponent else number


class _SqliteNumeric(sa.types.UserDefinedType[Any]):
    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return f"NUMERIC({PRECISION}, {SCALE})"


def _sqlite_text(value: Decimal) -> str:
    text = format(value, "f")
    as_integer = value == value.to_integral_value() and abs(value) < _INT64
    return text if as_integer or Decimal(repr(float(value))) == value else f"{text}d"


# Text is of any length: MySQL's own TEXT ends at 64 KB, and the trees of indexes take only short keys.
_LONG: dict[str, Any] = {"mysql_length": 64, "mariadb_length": 64, "postgresql_using": "hash"}
_TEXT = sa.Text().with_variant(mysql.LONGTEXT(), "mysql", "mariadb")
_TYPES: dict[type, TypeEngine[Any]] = {
    str: _TEXT,
    int: sa.Integer(),
    float: sa.Double(),
    bool: sa.Boolean(),
    Decimal: Exact(),
    dt.date: sa.Date(),
}


_CHARACTERS: dict[str, Any] = {  # all of Unicode, compared as it stands
    f"{dialect}_{option}": value
    for dialect in ("mysql", "mariadb")
    for option, value in (("charset", "utf8mb4"), ("collate", "utf8mb4_bin"))
}


def _sql_column(name: str, column: Column, *, key: bool) -> sa.Column[Any]:
    kind = sa.String(16) if name in {"release_id", "content_id"} else _TYPES[column.kind]
    comment = f"{column.note.en} / {column.note.zh}"
    return sa.Column(
        name, kind, primary_key=key, nullable=column.nullable, comment=comment, autoincrement=False
    )


def _table(metadata: sa.MetaData, name: str, columns: dict[str, Column]) -> sa.Table:
    keys = ("release_id",) if name == "releases" else ("release_id", "index")
    parts: list[sa.schema.SchemaItem] = [
        _sql_column(column, description, key=column in keys) for column, description in columns.items()
    ]
    if name != "releases":
        parts.append(sa.ForeignKeyConstraint(["release_id"], ["releases.release_id"], ondelete="CASCADE"))
    for column, other in _REFERENCES.get(name, {}).items():
        targets = [f"{other}.release_id", f"{other}.index"]
        parts.append(sa.ForeignKeyConstraint(["release_id", column], targets, ondelete="CASCADE"))
        parts.append(sa.Index(f"ix_{name}_{column}", "release_id", column))
    for column in _INDEXES[name]:
        open_text = columns[column].kind is str and column != "content_id"
        parts.append(sa.Index(f"ix_{name}_{column}", column, **(_LONG if open_text else {})))
    return sa.Table(name, metadata, *parts, **_CHARACTERS)


def _metadata() -> sa.MetaData:
    metadata = sa.MetaData()
    for name, columns in TABLES.items():
        _table(metadata, name, columns)
    return metadata


METADATA = _metadata()
"""All tables: ``METADATA.tables["indicators"]``; iterate ``METADATA.sorted_tables`` in order of reference."""
