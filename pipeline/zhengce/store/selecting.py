"""Read stored releases back as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from zhengce.store.schema import TABLES_OF_RELEASES
from zhengce.store.tables import TABLES


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
