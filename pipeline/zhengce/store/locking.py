"""One writer at a time, so that concurrent loaders give the same result as one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from zhengce.store.connecting import LOCK_SECONDS, WRITING

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY = 0x7A68656E67636500  # "zhengce"; PostgreSQL keeps such keys per database
_MYSQL = {"mysql", "mariadb"}


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Run a transaction that excludes other loaders of this database, and commit it at the end.

    Loading takes a fraction of the time of analysis, so loaders rarely wait, and none meets a deadlock, a
    half-loaded release or an uncommitted mirror. PostgreSQL: an advisory lock that ends with the
    transaction, even if the loader is killed. MySQL and MariaDB: a named lock that ends with the
    connection. SQLite: its own write lock, taken at the beginning.

    Raises:
        TimeoutError: on MySQL or MariaDB, another loader held the lock for `LOCK_SECONDS`.
        DBAPIError: the same on the other databases; `connecting.locked` recognises it.
    """
    with engine.connect().execution_options(**{WRITING: True}) as connection:
        name = _mysql_lock(connection)
        try:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_KEY)))
            yield connection
            connection.commit()
        finally:
            if name is not None:
                _mysql_unlock(connection, name)


def _mysql_lock(connection: sa.Connection) -> str | None:
    if connection.dialect.name not in _MYSQL:
        return None
    name = f"zhengce.{connection.scalar(sa.select(sa.func.database()))}"[:64]
    connection.exec_driver_sql(
        f"SET SESSION innodb_lock_wait_timeout = {LOCK_SECONDS}, SESSION lock_wait_timeout = {LOCK_SECONDS}"
    )
    if connection.scalar(sa.select(sa.func.get_lock(name, LOCK_SECONDS))) != 1:
        raise TimeoutError(f"another loader holds the lock {name}")
    return name


def _mysql_unlock(connection: sa.Connection, name: str) -> None:
    """Release the named lock; a lost connection has released it already."""
    try:
        connection.rollback()  # no effect after a commit
        connection.execute(sa.select(sa.func.release_lock(name)))
        connection.commit()
    except DBAPIError:
        connection.invalidate()
