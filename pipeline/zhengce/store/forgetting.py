"""Delete releases from a database for good, for example after a take-down request."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import asdict
from typing import TYPE_CHECKING

import sqlalchemy as sa

from zhengce.store.corrections.quotations import drop_quotations
from zhengce.store.mirrors import link_mirrors
from zhengce.store.placing import drop_places, known_in, places_named, settle
from zhengce.store.records import Forgotten
from zhengce.store.schema import METADATA
from zhengce.store.searching import unindex

if TYPE_CHECKING:
    from zhengce.store.sources import Source

_RELEASES, _FORGOTTEN = METADATA.tables["releases"], METADATA.tables["forgotten"]


def forget(connection: sa.Connection, name: str) -> list[Forgotten]:
    """Delete a release by id, or the releases of a source, with all rows and raw text.

    Releases that also lie at other sources only lose this one. Deleted releases are not loaded again. What
    they superseded stays superseded, and their mirrors are linked anew.
    """
    known = known_in(connection, [name]).get(name)
    if known is not None:
        rows = list(known.sources)
        gone = {name: rows[0].source if rows else name}
    else:
        rows = places_named(connection, name, os.path.realpath(name))
        gone = _lie_nowhere_else(connection, rows)
    drop_places(connection, rows)
    contents: list[str] = []
    now = dt.datetime.now(dt.UTC)
    forgotten = [
        Forgotten(release_id=key, source=source, forgotten_at=now) for key, source in sorted(gone.items())
    ]
    for one in forgotten:
        columns = _RELEASES.c
        of_it = columns.release_id == one.release_id
        contents += connection.scalars(sa.select(columns.content_id).where(of_it)).all()
        connection.execute(sa.delete(_RELEASES).where(of_it))
        unindex(connection, [one.release_id])
        connection.execute(sa.delete(_FORGOTTEN).where(_FORGOTTEN.c.release_id == one.release_id))
        connection.execute(sa.insert(_FORGOTTEN).values(**asdict(one)))
    drop_quotations(connection, contents)
    contents += settle(connection, {row.release_id for row in rows} - set(gone))
    link_mirrors(connection, contents)
    return forgotten


def remember(connection: sa.Connection, name: str) -> int:
    """Allow a deleted release to be loaded again, given its id or the name of its source."""
    columns = _FORGOTTEN.c
    named = sa.or_(columns.release_id == name, columns.source == name)
    return connection.execute(sa.delete(_FORGOTTEN).where(named)).rowcount


def _lie_nowhere_else(connection: sa.Connection, rows: list[Source]) -> dict[str, str]:
    known = known_in(connection, {row.release_id for row in rows})
    leaving = {row.key for row in rows}
    return {
        row.release_id: row.source
        for row in rows
        if all(other.key in leaving for other in known[row.release_id].sources)
    }
