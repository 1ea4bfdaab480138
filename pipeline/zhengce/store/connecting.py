"""Create engines from database URLs, and classify and report their errors without passwords."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from zhengce.errors import MissingExtraError, TargetError
from zhengce.store.target import redact

DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mariadb+pymysql",
}
"""The part of a URL before ``://``, and the driver used where the URL names none."""

WRITING = "zhengce_writing"
"""Execution option of a connection that is going to write."""

_EXTRAS = {"postgresql": "postgresql", "mysql": "mysql", "mariadb": "mysql"}
LOCK_SECONDS = 2
"""How long one attempt waits for a lock of somebody else; how often it is tried is up to the patience."""

_ABSENT = re.compile(
    r"refused|timed? ?out|timeout expired|starting up|shutting down|closed the connection|lost connection"
    r"|no such file or directory.*socket",
    re.IGNORECASE,
)
_LOCKED = re.compile(r"is locked|lock timeout|lock wait timeout|another loader|deadlock", re.IGNORECASE)
_PASSING = ("locked", "busy")  # the temporary ones of SQLite's errors


def connect(text: str) -> sa.Engine:
    """Create an engine for the URL without connecting yet.

    Raises:
        TargetError: the URL, its driver or an option is wrong.
        MissingExtraError: the driver is not installed.
    """
    name = redact(text)
    try:
        url = sa.make_url(text)
    except (ArgumentError, ValueError):  # the library's message may include the URL
        raise TargetError(f"{name}: not a valid URL; see --help for the forms of a target") from None
    backend = url.drivername.split("+", maxsplit=1)[0]
    if backend != "sqlite" and text.partition("://")[2].partition("?")[0].count("@") > 1:
        raise TargetError(f"{name}: not a valid URL; write @ in a password as %40, / as %2F and : as %3A")
    if backend == "sqlite" and not url.database:  # SQLite would create a database in memory and lose it
        raise TargetError(f"{name}: no file in the URL; write sqlite:///x.db")
    if backend in {"mysql", "mariadb"} and not url.database:
        raise TargetError(f"{name}: no database in the URL; write mysql://user@host/database")
    if "+" not in url.drivername:
        url = url.set(drivername=DRIVERS[backend])
    options: dict[str, Any] = {}
    if backend in {"mysql", "mariadb"}:
        options["isolation_level"] = (
            "READ COMMITTED"  # after waiting for a lock, read what was written meanwhile
        )
    if url.drivername == "sqlite":
        options["connect_args"] = {"timeout": LOCK_SECONDS}
    try:
        engine = sa.create_engine(url, **options)
    except ModuleNotFoundError:
        raise MissingExtraError(f"the target {name}", _EXTRAS[url.get_backend_name()]) from None
    except (NoSuchModuleError, ArgumentError, TypeError) as error:
        raise TargetError(f"{name}: unknown driver or option ({reason(error, url)})") from None
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _sqlite_connect)
        sa.event.listen(engine, "begin", _sqlite_begin)
    return engine


def missing_file(engine: sa.Engine) -> bool:
    """Return whether this is an SQLite database without a file; connecting would create it."""
    file = engine.url.database
    return (
        engine.dialect.name == "sqlite" and bool(file) and file != ":memory:" and not Path(str(file)).exists()
    )


def cause_of(error: BaseException) -> BaseException:
    """Return the driver's error that an SQLAlchemy error wraps."""
    return getattr(error, "orig", None) or error


def reason(error: BaseException, url: sa.URL) -> str:
    """Return the driver's message on one line, without the password."""
    text = " ".join(str(cause_of(error)).split())
    return text.replace(url.password, "***") if url.password else text


def concerns_values(engine: sa.Engine, error: BaseException) -> bool:
    """Return whether an error concerns the values rather than the database."""
    cause = cause_of(error)
    return isinstance(cause, (ValueError, engine.dialect.loaded_dbapi.DataError))


def may_pass(engine: sa.Engine, error: BaseException) -> bool:
    """Return whether retrying may succeed: the server is restarting, or another process holds a lock."""
    dbapi = engine.dialect.loaded_dbapi
    cause = cause_of(error)
    if engine.dialect.name == "sqlite":
        return isinstance(cause, dbapi.OperationalError) and any(word in str(cause) for word in _PASSING)
    return isinstance(cause, (dbapi.OperationalError, dbapi.InterfaceError, OSError))


def may_come_up(error: BaseException) -> bool:
    """Return whether a server that refused the first connection may still be starting."""
    return isinstance(error, (SQLAlchemyError, OSError)) and bool(_ABSENT.search(str(cause_of(error))))


def locked(error: BaseException) -> bool:
    """Return whether a lock was not released within one attempt."""
    return isinstance(error, (SQLAlchemyError, OSError)) and bool(_LOCKED.search(str(cause_of(error))))


def _sqlite_connect(connection: Any, record: object) -> None:  # noqa: ANN401 - the driver's own type
    """Enable foreign keys and let SQLAlchemy control transactions, so that DDL is transactional too."""
    del record
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _sqlite_begin(connection: sa.Connection) -> None:
    """Take the write lock at the start of a writing transaction to avoid failing for it later."""
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
