"""The table ``sources.parquet``: the places of releases and the versions they were made with."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from zhengce.store.catalogue import Catalogue, Made
from zhengce.store.sources import Source, place_of_old
from zhengce.store.tables import Column, Row, columns_of
from zhengce.types import Note

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_MADE = {
    "fingerprint": Column(str, nullable=True, note=Note("what the release was made with", "生成版本指纹")),
    "pipeline": Column(str, nullable=True, note=Note("code, rules, model and settings", "版本指纹")),
    "version": Column(str, nullable=True, note=Note("version of zhengce", "程序版本")),
}
SOURCES = columns_of(Source) | _MADE
"""The columns of the table."""


def held(path: Path) -> Catalogue:
    """Return the contents of the tables, or an empty catalogue if there are none."""
    import pyarrow.parquet as pq

    catalogue = Catalogue()
    file = path / "sources.parquet"
    rows: dict[str, list[Row]] = {}
    if file.exists():
        for row in pq.read_table(file).to_pylist():
            rows.setdefault(row["release_id"], []).append(row)
    for key, each in rows.items():
        made = Made(*(each[0][name] for name in _MADE))
        catalogue.add(key, made, [Source(**_but(row, _MADE)) for row in each])
    return catalogue


def _but(row: Row, names: Iterable[str]) -> Row:
    return {name: value for name, value in row.items() if name not in set(names)}


def old_place(release_id: str, source: str) -> Source:
    """Return the place of a release from an older version, which recorded only its name."""
    long_ago = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return Source(
        source_id=place_of_old(source),
        release_id=release_id,
        source=source,
        first_seen=long_ago,
        last_seen=long_ago,
    )
