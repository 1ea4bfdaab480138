"""The URL of a database → an engine; what its errors mean, and how they are told without a password."""

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
_PASSING = ("locked", "busy")  # of what SQLite says, this passes


def connect(text: str) -> sa.Engine:
    """An engine for the URL; connects to nothing yet.

    Raises:
        TargetError: the URL, its driver or an option is wrong.
        MissingExtraError: the driver is not installed.
    """
    name = redact(text)
    try:
        url = sa.make_url(text)
    except (ArgumentError, ValueError):  # the library's message may hold the URL
        raise TargetError(f"{name}: no valid URL, see --help for the forms of a target") from None
    backend = url.drivername.split("+", maxsplit=1)[0]
    if backend != "sqlite" and text.partition("://")[2].partition("?")[0].count("@") > 1:
        raise TargetError(f"{name}: no valid URL: write an @ in a password as %40, a / as %2F, a : as %3A")
    if backend == "sqlite" and not url.database:  # SQLite would keep it in memory, and lose it
        raise TargetError(f"{name}: it names no file: write sqlite:///x.db")
    if backend in {"mysql", "mariadb"} and not url.database:
        raise TargetError(f"{name}: it names no database: write mysql://user@host/database")
    if "+" not in url.drivername:
        url = url.set(drivername=DRIVERS[backend])
    options: dict[str, Any] = {}
    if backend in {"mysql", "mariadb"}:
        options["isolation_level"] = "READ COMMITTED"  # who waited for a lock sees what was written meanwhile
    if url.drivername == "sqlite":
        options["connect_args"] = {"timeout": LOCK_SECONDS}
    try:
        engine = sa.create_engine(url, **options)
    except ModuleNotFoundError:
        raise MissingExtraError(f"the target {name}", _EXTRAS[url.get_backend_name()]) from None
    except (NoSuchModuleError, ArgumentError, TypeError) as error:
        raise TargetError(f"{name}: no such driver or option ({reason(error, url)})") from None
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _sqlite_connect)
        sa.event.listen(engine, "begin", _sqlite_begin)
    return engine


def missing_file(engine: sa.Engine) -> bool:
    """Whether this is an SQLite database whose file is not there: connecting would make it."""
    file = engine.url.database
    return (
        engine.dialect.name == "sqlite" and bool(file) and file != ":memory:" and not Path(str(file)).exists()
    )


def cause_of(error: BaseException) -> BaseException:
    """The driver's own error inside one of SQLAlchemy's."""
    return getattr(error, "orig", None) or error


def reason(error: BaseException, url: sa.URL) -> str:
    """What the driver says, in one line and without the password."""
    text = " ".join(str(cause_of(error)).split())
    return text.replace(url.password, "***") if url.password else text


def concerns_values(engine: sa.Engine, error: BaseException) -> bool:
    """Whether the database refuses the values, rather than that it cannot work."""
    cause = cause_of(error)
    return isinstance(cause, (ValueError, engine.dialect.loaded_dbapi.DataError))


def may_pass(engine: sa.Engine, error: BaseException) -> bool:
    """Whether the same may go well later: the server is away or restarting, or another holds a lock."""
    dbapi = engine.dialect.loaded_dbapi
    cause = cause_of(error)
    if engine.dialect.name == "sqlite":
        return isinstance(cause, dbapi.OperationalError) and any(word in str(cause) for word in _PASSING)
    return isinstance(cause, (dbapi.OperationalError, dbapi.InterfaceError, OSError))


def may_come_up(error: BaseException) -> bool:
    """Whether a server that refused the first connection may only be starting, or be away for a while."""
    return isinstance(error, (SQLAlchemyError, OSError)) and bool(_ABSENT.search(str(cause_of(error))))


def locked(error: BaseException) -> bool:
    """Whether somebody else held a lock for longer than one attempt waits."""
    return isinstance(error, (SQLAlchemyError, OSError)) and bool(_LOCKED.search(str(cause_of(error))))


def _sqlite_connect(connection: Any, record: object) -> None:  # noqa: ANN401 - the driver's own type
    """References hold; and transactions are ours, so that making tables is one too."""
    del record
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _sqlite_begin(connection: sa.Connection) -> None:
    """Who is going to write takes the write lock at once, and need not fail for it later."""
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
