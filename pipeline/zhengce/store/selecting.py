"""Read stored releases back as rows, or as documents to be analysed again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from zhengce.store.placing import known_in
from zhengce.store.schema import METADATA, TABLES_OF_RELEASES
from zhengce.store.sources import as_told, speaker
from zhengce.store.tables import TABLES
from zhengce.types import RawDocument

_RELEASES, _RUNS = METADATA.tables["releases"], METADATA.tables["runs"]


def rows_of(connection: sa.Connection, releases: Sequence[str]) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return the rows of releases, by table and release, in order."""
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for table in TABLES_OF_RELEASES:
        names = list(TABLES[table.name])
        columns = [table.c[name] for name in names]
        query = sa.select(table.c.release_id, *columns).where(table.c.release_id.in_(releases))
        if "index" in table.c:
            query = query.order_by(table.c.release_id, table.c.index)
        found = rows[table.name] = defaultdict(list)
        for key, *values in connection.execute(query):
            found[key].append(dict(zip(names, values, strict=True)))
    return rows


def documents_of(connection: sa.Connection, releases: Sequence[str]) -> list[RawDocument]:
    """Return raw texts with their authoritative metadata; releases without raw text are left out."""
    known = known_in(connection, releases)
    query = sa.select(_RELEASES.c.release_id, _RELEASES.c.raw_text)
    rows = connection.execute(
        query.where(_RELEASES.c.release_id.in_(releases), _RELEASES.c.raw_text.is_not(None))
    )
    return [
        as_told(RawDocument("", row.raw_text, row.release_id), speaker(known[row.release_id].sources))
        for row in sorted(rows, key=lambda row: str(row.release_id))
        if known[row.release_id].sources
    ]


def unsettled(connection: sa.Connection) -> Sequence[str]:
    """Return the ids of releases that lost their fingerprint because their metadata changed."""
    runs = _RUNS.c.run_id == _RELEASES.c.run_id
    query = sa.select(_RELEASES.c.release_id).where(
        _RELEASES.c.fingerprint.is_(None),
        _RELEASES.c.raw_text.is_not(None),
        _RUNS.c.fingerprint.is_not(None),
    )
    found = query.select_from(_RELEASES.join(_RUNS, runs)).order_by(_RELEASES.c.release_id)
    return connection.scalars(found).all()
