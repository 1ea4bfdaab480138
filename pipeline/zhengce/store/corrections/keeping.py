"""Read and write the tables of corrections in the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING

import sqlalchemy as sa

from zhengce.store.corrections.applying import apply, machine_reading
from zhengce.store.corrections.records import Corrected, Correction
from zhengce.store.inserting import insert
from zhengce.store.records import series_files
from zhengce.store.schema import METADATA
from zhengce.store.selecting import rows_of
from zhengce.store.tables import to_tuples

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from zhengce.types import Release

_CORRECTIONS, _CORRECTED = METADATA.tables["corrections"], METADATA.tables["corrected"]
_RELEASES, _RUNS = METADATA.tables["releases"], METADATA.tables["runs"]
_INDICATORS, _SOURCES = METADATA.tables["indicators"], METADATA.tables["sources"]
_EMPTY = "e3b0c44298fc1c14"  # content_id of a release without content
_MANY = 500


def applied_in(connection: sa.Connection, releases: Collection[str]) -> dict[str, list[Corrected]]:
    """Return the applied corrections of these releases."""
    found: dict[str, list[Corrected]] = defaultdict(list)
    for part in _parts(releases):
        for row in connection.execute(
            sa.select(_CORRECTED).where(_CORRECTED.c.release_id.in_(part))
        ).mappings():
            found[row["release_id"]].append(Corrected(**row))
    return found


def corrected(
    connection: sa.Connection,
    releases: Sequence[Release],
    before: dict[str, list[Corrected]],
    series_files: tuple[str, ...] = (),
) -> tuple[list[Release], list[Corrected]]:
    """Return the corrected releases and the state of each correction.

    Args:
        connection: the caller's connection.
        releases: as the machine read them.
        before: the corrections applied to them so far, see `applied_in`.
        series_files: the user's own series files.
    """
    about = _about(connection, releases, before)
    done: list[Release] = []
    told: list[Corrected] = []
    for release in releases:
        new, rows = apply(release, about.get(release.release_id, ()), series_files)
        done.append(new)
        told += rows
    _follow_contents(connection, releases, about)
    return done, told


def keep_applied(connection: sa.Connection, rows: Sequence[Corrected]) -> None:
    """Store applied corrections."""
    insert(connection, _CORRECTED, [tuple(asdict(row).values()) for row in rows])


def settle_corrections(connection: sa.Connection, contents: Collection[str]) -> int:
    """Reapply the corrections of releases with these contents and return the number of releases."""
    from zhengce.store.tables import from_rows

    query = sa.select(_RELEASES.c.release_id).where(_RELEASES.c.content_id.in_(set(contents)))
    keys = set(connection.scalars(query))
    said_in = sa.select(_CORRECTIONS.c.release_id).where(_CORRECTIONS.c.content_id.in_(set(contents)))
    later = sa.select(_SOURCES.c.superseded_by).where(_SOURCES.c.release_id.in_(said_in))
    keys |= {key for key in connection.scalars(later) if key is not None}
    before = applied_in(connection, keys)
    rows = rows_of(connection, sorted(keys))
    for key in sorted(keys & rows["releases"].keys()):
        stored = from_rows({name: found.get(key, ()) for name, found in rows.items()})
        machine = machine_reading(stored, before.get(key, []))
        (new,), told = corrected(connection, [machine], before, series_files_of(connection, key))
        connection.execute(sa.delete(_CORRECTED).where(_CORRECTED.c.release_id == key))
        connection.execute(sa.delete(_INDICATORS).where(_INDICATORS.c.release_id == key))
        insert(connection, _INDICATORS, to_tuples(new)["indicators"])
        keep_applied(connection, told)
    return len(keys)


def series_files_of(connection: sa.Connection, release_id: str) -> tuple[str, ...]:
    """Return the user's own series files that a release was analysed with."""
    run = _RUNS.join(_RELEASES, _RUNS.c.run_id == _RELEASES.c.run_id)
    query = sa.select(_RUNS.c.settings).select_from(run).where(_RELEASES.c.release_id == release_id)
    return series_files(connection.scalar(query))


def _about(
    connection: sa.Connection, releases: Iterable[Release], before: dict[str, list[Corrected]]
) -> dict[str, list[Correction]]:
    """Return the corrections of these releases, of their mirrors, and of earlier releases at their places."""
    own = {release.release_id: release.content_id for release in releases}
    columns = _SOURCES.c
    replaced: dict[str, set[str]] = defaultdict(set)
    for part in _parts(own):
        query = sa.select(columns.release_id, columns.superseded_by).where(columns.superseded_by.in_(part))
        for old, new in connection.execute(query):
            replaced[new].add(old)
    c = _CORRECTIONS.c
    asked: list[tuple[sa.Column[str], Iterable[str]]] = [
        (c.release_id, {*own, *(old for group in replaced.values() for old in group)}),
        (c.content_id, set(own.values()) - {_EMPTY}),
        (c.correction_id, {one.correction_id for rows in before.values() for one in rows}),
    ]
    said: dict[str, Correction] = {}
    for column, values in asked:
        for part in _parts(values):
            for row in connection.execute(sa.select(_CORRECTIONS).where(column.in_(part))).mappings():
                said[row["correction_id"]] = Correction(**row)
    about: dict[str, list[Correction]] = defaultdict(list)
    for key, content in own.items():
        held = {one.correction_id for one in before.get(key, ())}
        about[key] = [
            one
            for one in said.values()
            if one.release_id == key
            or one.release_id in replaced[key]
            or (one.content_id == content and content != _EMPTY)
            or one.correction_id in held
        ]
    return about


def _follow_contents(
    connection: sa.Connection, releases: Iterable[Release], about: dict[str, list[Correction]]
) -> None:
    """Move corrections to the new content id of a text whose repair changed."""
    for release in releases:
        old = {c.content_id for c in about.get(release.release_id, ()) if c.release_id == release.release_id}
        if old - {release.content_id}:
            change = sa.update(_CORRECTIONS).where(_CORRECTIONS.c.release_id == release.release_id)
            connection.execute(change.values(content_id=release.content_id))


def _parts(values: Iterable[str]) -> list[list[str]]:
    ordered = sorted(set(values))
    return [ordered[begin : begin + _MANY] for begin in range(0, len(ordered), _MANY)]
