"""The table of sources: where releases lie, updated by every loader."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from zhengce.store.schema import METADATA
from zhengce.store.sources import Known, Source, fingerprint_of, place_of_old, put, speaker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from zhengce.store.sources import Seen

_RELEASES, _RUNS = METADATA.tables["releases"], METADATA.tables["runs"]
_SOURCES = METADATA.tables["sources"]
_MANY = 500  # values per condition


def known_in(connection: sa.Connection, releases: Collection[str]) -> dict[str, Known]:
    """Return what the database holds of each release; for unknown releases only their places."""
    places: dict[str, list[Source]] = defaultdict(list)
    for row in _rows(connection, _SOURCES.c.release_id, releases):
        places[row.release_id].append(row)
    columns = (_RELEASES.c.release_id, _RELEASES.c.fingerprint, _RUNS.c.fingerprint.label("pipeline"))
    stored = sa.select(*columns, _RUNS.c.version, _RUNS.c.libraries).select_from(
        _RELEASES.outerjoin(_RUNS, _RUNS.c.run_id == _RELEASES.c.run_id)
    )
    known = {key: Known(sources=tuple(rows)) for key, rows in places.items()}
    for part in _parts(releases):
        for held in connection.execute(stored.where(_RELEASES.c.release_id.in_(part))):
            key, *made = held
            known[key] = Known(*made)._replace(sources=tuple(places[key]))
    return known


def place(connection: sa.Connection, seen: Sequence[Seen]) -> set[str]:
    """Record the places of releases; new bytes at a known place supersede the old ones.

    Returns:
        The releases of which some place changed, apart from the time it was last seen.
    """
    asked = {one.source.source_id for one in seen}
    asked |= {one.before for one in seen if one.before is not None}
    asked |= {place_of_old(one.source.source) for one in seen if not one.source.named}
    rows = {row.key: row for row in _rows(connection, _SOURCES.c.source_id, asked)}
    before = dict(rows)
    put(rows, seen)
    others = {row.key: row for one in seen for row in one.others if row.source_id not in asked}
    there = {row.key: row for row in _rows(connection, _SOURCES.c.source_id, {key for key, _ in others})}
    rows |= {key: row for key, row in others.items() if key not in there}
    return _write(connection, before, rows)


def settle(connection: sa.Connection, releases: set[str], *, pipeline: str | None = None) -> list[str]:
    """Update what depends on the places of these releases: whether they count, and their metadata.

    A release analysed with metadata that are no longer authoritative loses its fingerprint, so that it is
    analysed again.

    Returns:
        The contents whose mirrors must be linked again.
    """
    places: dict[str, list[Source]] = defaultdict(list)
    for row in _rows(connection, _SOURCES.c.release_id, releases):
        places[row.release_id].append(row)
    columns = _RELEASES.c
    query = sa.select(
        columns.release_id,
        columns.content_id,
        columns.superseded_by,
        columns.fingerprint,
        _RUNS.c.fingerprint.label("pipeline"),
    ).select_from(_RELEASES.outerjoin(_RUNS, _RUNS.c.run_id == columns.run_id))
    contents = []
    for part in _parts(releases):
        for held in connection.execute(query.where(columns.release_id.in_(part))).all():
            rows = places.get(held.release_id)
            if not rows:
                continue
            counts = speaker(rows)
            changes: dict[str, str | None] = {}
            if held.superseded_by != counts.superseded_by:
                changes["superseded_by"] = counts.superseded_by
                contents.append(held.content_id)
            made_by = held.pipeline or pipeline
            if made_by and held.fingerprint and held.fingerprint != fingerprint_of(made_by, counts.told):
                changes["fingerprint"] = None
            if changes:
                change = sa.update(_RELEASES).where(columns.release_id == held.release_id)
                connection.execute(change.values(**changes))
    return contents


def drop_places(connection: sa.Connection, rows: Iterable[Source]) -> None:
    """Delete rows."""
    for row in rows:
        connection.execute(
            sa.delete(_SOURCES).where(
                _SOURCES.c.source_id == row.source_id, _SOURCES.c.release_id == row.release_id
            )
        )


def places_named(connection: sa.Connection, name: str, path: str) -> list[Source]:
    """Return the places with this name, path or id."""
    columns = _SOURCES.c
    query = sa.select(_SOURCES).where(
        sa.or_(columns.source == name, columns.path == path, columns.source_id == name)
    )
    return [Source(**row) for row in connection.execute(query).mappings()]


def _write(
    connection: sa.Connection,
    before: dict[tuple[str, str], Source],
    after: dict[tuple[str, str], Source],
) -> set[str]:
    """Write the difference between rows; a change of only the time last seen is an update."""
    changed = {key for key, row in after.items() if not _same(before.get(key), row)}
    gone = before.keys() - after.keys()
    drop_places(connection, [before[key] for key in (changed & before.keys()) | gone])
    if changed:
        connection.execute(sa.insert(_SOURCES), [asdict(after[key]) for key in sorted(changed)])
    only_seen = [row for key, row in after.items() if key not in changed and before[key] != row]
    if only_seen:
        latest = max(row.last_seen for row in only_seen)
        for part in _parts([row.source_id for row in only_seen]):
            update = sa.update(_SOURCES).where(_SOURCES.c.source_id.in_(part))
            current = update.where(_SOURCES.c.superseded_by.is_(None))
            connection.execute(current.values(last_seen=latest))
    return {release for _, release in changed | gone}


def _same(old: Source | None, new: Source) -> bool:
    return old is not None and replace(old, last_seen=new.last_seen, host=new.host) == new


def _rows(connection: sa.Connection, column: sa.Column[str], values: Collection[str]) -> list[Source]:
    found = []
    for part in _parts(values):
        query = sa.select(_SOURCES).where(column.in_(part))
        found += [Source(**row) for row in connection.execute(query).mappings()]
    return found


def _parts(values: Iterable[str]) -> list[list[str]]:
    ordered = sorted(set(values))
    return [ordered[begin : begin + _MANY] for begin in range(0, len(ordered), _MANY)]
