"""Brings the tables of a database up to those of this version, by Alembic."""

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
    """Take the steps from the database's revision to `revision`; makes the tables where there are none.

    No loader writes meanwhile. What hangs on the views, such as grants and views of others, stays. On
    SQLite and PostgreSQL all steps are one transaction.

    Args:
        url: the database.
        revision: where to go; the last, if not given.

    Returns:
        The revision before (None where there were no tables) and after.

    Raises:
        TargetError: the database cannot be used, or is of a revision this version does not know.
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
        raise TargetError(f"{name}: no way to revision {revision} ({error}): update zhengce") from None
