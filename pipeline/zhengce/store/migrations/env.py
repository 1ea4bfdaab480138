"""Alembic's environment: runs migrations on the connection that ``upgrading`` provides."""

from alembic import context

from zhengce.store.migrations import VERSION_TABLE
from zhengce.store.schema import METADATA

if hasattr(context, "config"):  # true under Alembic; other tools may import this module
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=METADATA,
        version_table=VERSION_TABLE,
        render_as_batch=True,  # SQLite alters a table by recreating it
    )
    with context.begin_transaction():
        context.run_migrations()
