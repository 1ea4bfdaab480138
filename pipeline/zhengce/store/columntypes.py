"""Column types that preserve values in every database: exact numbers, timestamps, long texts.

MySQL modules are imported only for MySQL, because each SQLAlchemy dialect is large.
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
    """NUMERIC(38,10) that keeps every digit, also in SQLite.

    SQLite converts text in a NUMERIC column to an integer or a binary float of 15 digits. A longer number
    is kept as text with a trailing ``d``; SQL arithmetic still reads its value. Binding a number that does
    not fit raises ValueError, see `fitted`.
    """

    impl = sa.Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return plain NUMERIC for SQLite, whose driver does not support Decimal."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(_SqliteNumeric())
        return dialect.type_descriptor(sa.Numeric(PRECISION, SCALE))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """Round to the scale of the column; convert to text for SQLite."""
        if value is None:
            return None
        number = fitted(value)
        return _sqlite_text(number) if dialect.name == "sqlite" else number

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ANN401
        """Return the number without padding zeros."""
        del dialect
        if value is None:
            return None
        number = value if isinstance(value, Decimal) else Decimal(str(value).removesuffix("d"))
        return Decimal(format(number, "f").rstrip("0").rstrip(".")) if number.as_tuple().exponent else number


class Moment(sa.types.TypeDecorator[dt.datetime]):
    """A timestamp with time zone: ``timestamptz`` in PostgreSQL, UTC without a zone elsewhere.

    Binding a datetime without a zone raises ValueError. Results are in UTC.
    """

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the dialect's type, with zone and microseconds if supported."""
        if dialect.name in {"mysql", "mariadb"}:
            from sqlalchemy.dialects import mysql

            return dialect.type_descriptor(mysql.DATETIME(fsp=6))
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Convert to UTC, and drop the zone if the column type has none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        moment = value.astimezone(dt.UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Return the timestamp with UTC as its zone."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class LongText(sa.types.TypeDecorator[str]):
    """Text of any length; TEXT in MySQL is limited to 64 KB."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the largest text type in MySQL."""
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
