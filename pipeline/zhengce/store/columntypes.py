"""Types of columns that keep what they are given, in every database: exact numbers, moments, texts.

What only MySQL has is imported where it is MySQL: each database brings a large module of its own.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from zhengce.store.tables import PRECISION, SCALE, fitted

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect
    from sqlalchemy.types import TypeEngine

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


class Moment(sa.types.TypeDecorator[dt.datetime]):
    """A moment with its zone: ``timestamptz`` in PostgreSQL; in the others, which keep no zone, in UTC.

    A datetime without a zone is a ValueError when it is bound. What comes back is in UTC.
    """

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """With a zone where there is one, with microseconds where they are an option."""
        if dialect.name in {"mysql", "mariadb"}:
            from sqlalchemy.dialects import mysql

            return dialect.type_descriptor(mysql.DATETIME(fsp=6))
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """In UTC, its zone left out where the column has none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no zone")
        moment = value.astimezone(dt.UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """In UTC, and saying so."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class LongText(sa.types.TypeDecorator[str]):
    """Text of any length: MySQL's own TEXT ends at 64 KB."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The longest that MySQL has."""
        if dialect.name in {"mysql", "mariadb"}:
            from sqlalchemy.dialects import mysql

            return dialect.type_descriptor(mysql.LONGTEXT())
        return super().load_dialect_impl(dialect)


class _SqliteNumeric(sa.types.UserDefinedType[Any]):
    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return f"NUMERIC({PRECISION}, {SCALE})"


def _sqlite_text(value: Decimal) -> str:
    text = format(value, "f")
    as_integer = value == value.to_integral_value() and abs(value) < _INT64
    return text if as_integer or Decimal(repr(float(value))) == value else f"{text}d"
