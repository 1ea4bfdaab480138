"""SQLite, PostgreSQL, MySQL and MariaDB, by SQLAlchemy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DataError, NoSuchModuleError, SQLAlchemyError

from zhengce.errors import InputError, MissingExtraError, TargetError
from zhengce.store.schema import METADATA
from zhengce.store.tables import from_rows, to_rows
from zhengce.store.target import Target, redact

if TYPE_CHECKING:
    from zhengce.types import Release

DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mariadb+pymysql",
}
"""The part of a URL before ``://``, and the driver used where the URL names none."""
_EXTRAS = {"postgresql": "postgresql", "mysql": "mysql", "mariadb": "mysql"}


class DatabaseTarget(Target):
    """The tables in a database; made, if they are not there, when it is opened.

    Args:
        url: the URL of the database. A password in it is never shown.

    Raises:
        TargetError: the URL is wrong, the server refuses, or the tables in it have other columns.
        MissingExtraError: the driver of this database is not installed.
    """

    def __init__(self, url: str) -> None:
        self.name = redact(url)
        self._secret: str | None = None
        self._engine = self._connect(url)
        try:
            self._prepare()
        except BaseException:
            self._engine.dispose()
            raise

    def write(self, release: Release) -> None:
        """Replace the rows of this release, in one transaction."""
        rows = to_rows(release)
        tables = METADATA.sorted_tables
        try:
            with self._engine.begin() as connection:
                for table in reversed(tables):
                    connection.execute(sa.delete(table).where(table.c.release_id == release.release_id))
                for table in tables:
                    if rows[table.name]:
                        connection.execute(sa.insert(table), rows[table.name])
        except (SQLAlchemyError, ValueError) as error:
            cause = getattr(error, "orig", error)
            if isinstance(cause, ValueError) or isinstance(error, DataError):  # the values, not the database
                raise InputError(release.source, f"{self.name} cannot hold it ({cause})") from error
            self._fail("writing failed; what was stored before stays, run the same again to go on", error)

    def read(self, release_id: str) -> Release:
        """The release as it was written.

        Raises:
            KeyError: it is not in this database.
        """
        rows: dict[str, list[dict[str, Any]]] = {}
        with self._engine.connect() as connection:
            for table in METADATA.sorted_tables:
                query = sa.select(table).where(table.c.release_id == release_id)
                if "index" in table.c:
                    query = query.order_by(table.c.index)
                rows[table.name] = [dict(row) for row in connection.execute(query).mappings()]
        if not rows["releases"]:
            raise KeyError(release_id)
        return from_rows(rows)

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    def _connect(self, text: str) -> sa.Engine:
        try:
            url = sa.make_url(text)
        except (ArgumentError, ValueError):  # the library's message may hold the URL
            raise TargetError(f"{self.name}: no valid URL, see --help for the forms of a target") from None
        self._secret = url.password
        backend = url.drivername.split("+", maxsplit=1)[0]
        if "+" not in url.drivername:
            url = url.set(drivername=DRIVERS[backend])
        try:
            engine = sa.create_engine(url)
        except ModuleNotFoundError:
            raise MissingExtraError(f"the target {self.name}", _EXTRAS[url.get_backend_name()]) from None
        except (NoSuchModuleError, ArgumentError, TypeError) as error:
            self._fail("no such driver or option", error)
        if engine.dialect.name == "sqlite":
            sa.event.listen(engine, "connect", _sqlite_connect)
            sa.event.listen(engine, "begin", _sqlite_begin)
        return engine

    def _prepare(self) -> None:
        try:
            METADATA.create_all(self._engine)
            inspector = sa.inspect(self._engine)
            for table in METADATA.sorted_tables:
                there = {column["name"] for column in inspector.get_columns(table.name)}
                if there != set(table.c.keys()):
                    different = ", ".join(sorted(there ^ set(table.c.keys())))
                    raise TargetError(
                        f"{self.name}: its table {table.name} has other columns ({different}), so another"
                        " version or program made it: give a new database"
                    )
        except (SQLAlchemyError, ValueError) as error:
            self._fail("cannot be used; check that it exists, is reachable and may be written to", error)

    def _fail(self, what: str, error: Exception) -> NoReturn:
        reason = " ".join(str(getattr(error, "orig", None) or error).split())
        if self._secret:
            reason = reason.replace(self._secret, "***")
        raise TargetError(f"{self.name}: {what} ({reason})") from None


def _sqlite_connect(connection: Any, record: object) -> None:  # noqa: ANN401 - the driver's own type
    """References hold; and transactions are ours, so that making tables is one too."""
    del record
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _sqlite_begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")
