"""Create missing tables and views, and refuse those of another version."""

from __future__ import annotations

import sqlalchemy as sa

from zhengce.errors import TargetError
from zhengce.store.locking import writing
from zhengce.store.migrations import HEAD, VERSION_TABLE
from zhengce.store.schema import METADATA
from zhengce.store.searching import SEARCH, create_search
from zhengce.store.views import VIEWS, create_views

_OLD_VERSION_TABLE = "alembic_version"  # up to revision 0002; other programs may use one too
_OURS = {"release_id", "content_id", "mirror_of"}  # columns of `releases` since the first revision


def _version_table(name: str) -> sa.Table:
    """Define Alembic's version table under this name."""
    return sa.Table(name, sa.MetaData(), sa.Column("version_num", sa.String(32), primary_key=True))


_VERSION = _version_table(VERSION_TABLE)


def version_of(engine: sa.Engine) -> str | None:
    """Return the revision of the tables in a database, or None if there are none."""
    with engine.connect() as connection:
        return _version(connection)


def prepare(engine: sa.Engine, name: str) -> None:
    """Create missing tables and views.

    Raises:
        TargetError: tables with these names exist, from another version or another program.
    """
    if version_of(engine) != HEAD:
        with writing(engine) as connection:
            _make(connection, name)


def refuse_foreign_views(connection: sa.Connection, name: str) -> None:
    """Refuse a database without our tables in which another object has the name of one of our views.

    Raises:
        TargetError: there is one; the message names it.
    """
    inspector = sa.inspect(connection)
    taken = sorted({SEARCH, *VIEWS} & {*inspector.get_view_names(), *inspector.get_table_names()})
    if taken:
        raise TargetError(f"{name}: {taken[0]} was not created by zhengce; give a new database or schema")


def _version(connection: sa.Connection) -> str | None:
    inspector = sa.inspect(connection)
    if not inspector.has_table("releases"):
        return None
    if not {column["name"] for column in inspector.get_columns("releases")} >= _OURS:
        return None
    for name in (VERSION_TABLE, _OLD_VERSION_TABLE):
        if inspector.has_table(name):
            version: str | None = connection.scalar(sa.select(_version_table(name).c.version_num))
            return version
    return None


def take_over_version(connection: sa.Connection) -> None:
    """Move the revision from Alembic's default table, which other programs may share, to our own."""
    inspector = sa.inspect(connection)
    version = _version(connection)
    if version is None or inspector.has_table(VERSION_TABLE):
        return
    _VERSION.create(connection)
    connection.execute(sa.insert(_VERSION).values(version_num=version))
    _version_table(_OLD_VERSION_TABLE).drop(connection)


def _make(connection: sa.Connection, name: str) -> None:
    version = _version(connection)
    if version == HEAD:  # another loader created them meanwhile
        return
    if version is not None:
        older = version < HEAD
        advice = f"upgrade them with: zhengce db upgrade {name}" if older else "update zhengce"
        raise TargetError(
            f"{name}: the tables have revision {version}, but this zhengce uses {HEAD}: {advice}"
        )
    inspector = sa.inspect(connection)
    for table in METADATA.sorted_tables:
        if not inspector.has_table(table.name):
            continue
        there = {column["name"] for column in inspector.get_columns(table.name)}
        if there != set(table.c.keys()):
            different = ", ".join(sorted(there ^ set(table.c.keys())))
            raise TargetError(
                f"{name}: the table {table.name} has other columns ({different}), so another"
                " version or program created it; give a new database"
            )
    refuse_foreign_views(connection, name)
    METADATA.create_all(connection)
    create_search(connection)
    create_views(connection)
    _VERSION.create(connection, checkfirst=True)
    connection.execute(sa.delete(_VERSION))
    connection.execute(sa.insert(_VERSION).values(version_num=HEAD))
