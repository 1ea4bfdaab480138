"""Releases into the tables of a database, in the caller's transaction."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import sqlalchemy as sa

from zhengce.store.inserting import insert
from zhengce.store.mirrors import link_mirrors
from zhengce.store.schema import METADATA, TABLES_OF_RELEASES
from zhengce.store.tables import to_tuples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhengce.store.records import Load

_RELEASES = METADATA.tables["releases"]


def replace(connection: sa.Connection, items: Sequence[Load], *, run_id: str | None = None) -> None:
    """Replace the rows of these releases, all or none; of one that comes twice the last counts."""
    last = {item.release.release_id: item for item in items}
    now = dt.datetime.now(dt.UTC)
    there = sa.select(_RELEASES.c.release_id, _RELEASES.c.content_id).where(_RELEASES.c.release_id.in_(last))
    before = {row.release_id: row.content_id for row in connection.execute(there)}
    if before:  # the rows of the other tables go with it
        connection.execute(sa.delete(_RELEASES).where(_RELEASES.c.release_id.in_(before)))
    rows: dict[str, list[tuple[object, ...]]] = {table.name: [] for table in TABLES_OF_RELEASES}
    for item in last.values():
        for name, tuples in to_tuples(item.release).items():
            rows[name].extend(tuples)
        rows["releases"][-1] += (None, item.fingerprint, run_id, now)
    for table in TABLES_OF_RELEASES:
        insert(connection, table, rows[table.name])
    link_mirrors(connection, [*before.values(), *(item.release.content_id for item in last.values())])
