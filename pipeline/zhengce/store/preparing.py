"""Makes the tables and views of a database that has none, and refuses one made by another version."""

from __future__ import annotations

import sqlalchemy as sa

from zhengce.errors import TargetError
from zhengce.store.locking import writing
from zhengce.store.migrations import HEAD
from zhengce.store.schema import METADATA
from zhengce.store.views import create_views

_VERSION = sa.Table(  # as Alembic makes it
    "alembic_version",
    sa.MetaData(),
    sa.Column("version_num", sa.String(32), primary_key=True),
)


def version_of(engine: sa.Engine) -> str | None:
    """Revision of the tables in a database; none where there are no tables of ours."""
    with engine.connect() as connection:
        return _version(connection)


def prepare(engine: sa.Engine, name: str) -> None:
    """Make what is not there.

    Raises:
        TargetError: tables of these names are there, made by an older or newer version or another program.
    """
    if version_of(engine) != HEAD:
        with writing(engine) as connection:
            _make(connection, name)


def _version(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table(_VERSION.name):
        return None
    return connection.scalar(sa.select(_VERSION.c.version_num))


def _make(connection: sa.Connection, name: str) -> None:
    version = _version(connection)
    if version == HEAD:  # another loader made them meanwhile
        return
    if version is not None:
        older = version < HEAD
        advice = f"bring it up to date: zhengce db upgrade {name}" if older else "update zhengce"
        raise TargetError(f"{name}: its tables are of revision {version}, this zhengce uses {HEAD}: {advice}")
    inspector = sa.inspect(connection)
    for table in METADATA.sorted_tables:
        if not inspector.has_table(table.name):
            continue
        there = {column["name"] for column in inspector.get_columns(table.name)}
        if there != set(table.c.keys()):
            different = ", ".join(sorted(there ^ set(table.c.keys())))
            raise TargetError(
                f"{name}: its table {table.name} has other columns ({different}), so another"
                " version or program made it: give a new database"
            )
    METADATA.create_all(connection)
    create_views(connection)
    _VERSION.create(connection, checkfirst=True)
    connection.execute(sa.delete(_VERSION))
    connection.execute(sa.insert(_VERSION).values(version_num=HEAD))
