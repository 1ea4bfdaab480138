"""Upgrade the tables of a database to the current revision with Alembic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from zhengce.errors import TargetError
from zhengce.store.connecting import connect, locked, reason
from zhengce.store.locking import writing
from zhengce.store.migrations import HEAD
from zhengce.store.patience import with_patience
from zhengce.store.preparing import refuse_foreign_views, take_over_version, version_of
from zhengce.store.target import redact
from zhengce.store.views import create_views

if TYPE_CHECKING:
    import sqlalchemy as sa

LOCATION = "zhengce.store:migrations"


def upgrade(url: str, revision: str = HEAD) -> tuple[str | None, str]:
    """Migrate the tables to `revision`, creating them if there are none.

    Other loaders are locked out meanwhile. Objects that depend on the views, such as grants, are kept. On
    SQLite and PostgreSQL all migrations run in one transaction.

    Args:
        url: the database.
        revision: the revision to reach; defaults to the latest.

    Returns:
        The revision before (None if there were no tables) and after.

    Raises:
        TargetError: the database cannot be used, or its revision is unknown to this version.
    """
    engine = connect(url)

    def bring_up() -> str | None:
        before = version_of(engine)
        with writing(engine) as connection:
            if before is None:
                refuse_foreign_views(connection, redact(url))
            take_over_version(connection)
            if before != revision:
                _migrate(connection, revision)
            create_views(connection)
        return before

    try:
        before = with_patience(bring_up, passing=locked)
    except (SQLAlchemyError, OSError) as error:
        raise TargetError(f"{redact(url)}: not upgraded ({reason(error, engine.url)})") from None
    finally:
        engine.dispose()
    return before, revision


def _migrate(connection: sa.Connection, revision: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", LOCATION)
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        name = redact(str(connection.engine.url))
        raise TargetError(
            f"{name}: cannot migrate to revision {revision} ({error}); update zhengce"
        ) from None
