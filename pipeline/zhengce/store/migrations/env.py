"""Alembic runs this file: it takes the steps on the connection that ``upgrading`` hands over."""

from alembic import context

from zhengce.store.migrations import VERSION_TABLE
from zhengce.store.schema import METADATA

if hasattr(context, "config"):  # Alembic is at work; else this is imported by something that reads modules
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=METADATA,
        version_table=VERSION_TABLE,
        render_as_batch=True,  # SQLite changes a table by making it anew
    )
    with context.begin_transaction():
        context.run_migrations()
