"""Write releases to the tables of a database in the caller's transaction."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import sqlalchemy as sa

from zhengce.store.inserting import insert
from zhengce.store.mirrors import link_mirrors
from zhengce.store.placing import known_in, place, settle
from zhengce.store.schema import METADATA, TABLES_OF_RELEASES
from zhengce.store.searching import has_search, index_sentences, unindex
from zhengce.store.sources import Seen, fingerprint_of, of_release, speaker
from zhengce.store.tables import to_tuples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhengce.store.corrections.records import Corrected
    from zhengce.store.records import Load
    from zhengce.store.sources import Known
    from zhengce.types import Release

_RELEASES, _CORRECTIONS = METADATA.tables["releases"], METADATA.tables["corrections"]


def replace(
    connection: sa.Connection,
    items: Sequence[Load],
    *,
    run_id: str | None = None,
    pipeline: str | None = None,
    series_files: tuple[str, ...] = (),
) -> None:
    """Replace the rows of these releases atomically, record where they were found, and reapply corrections.

    If a release occurs twice, prefer the copy analysed with the authoritative metadata. A copy analysed with
    other metadata does not overwrite rows that another loader has stored with the authoritative ones.
    """
    affected = place(connection, [item.seen or Seen(of_release(item.release)) for item in items])
    known = known_in(connection, {item.release.release_id for item in items})
    chosen = _chosen(items, known, pipeline)
    now = dt.datetime.now(dt.UTC)
    there = sa.select(_RELEASES.c.release_id, _RELEASES.c.content_id).where(
        _RELEASES.c.release_id.in_(chosen)
    )
    before = {row.release_id: row.content_id for row in connection.execute(there)}
    releases, told = _as_corrected(connection, [item.release for item in chosen.values()], series_files)
    if before:  # rows of the other tables are deleted with it
        connection.execute(sa.delete(_RELEASES).where(_RELEASES.c.release_id.in_(before)))
        unindex(connection, before)
    rows: dict[str, list[tuple[object, ...]]] = {table.name: [] for table in TABLES_OF_RELEASES}
    for item, release in zip(chosen.values(), releases, strict=True):
        for name, tuples in to_tuples(release).items():
            rows[name].extend(tuples)
        rows["releases"][-1] += (None, None, item.fingerprint, run_id, now)
    for table in TABLES_OF_RELEASES:
        insert(connection, table, rows[table.name])
    if has_search(connection):
        index_sentences(connection, (row for release in releases for row in _told(release)))
    if told:
        from zhengce.store.corrections.keeping import keep_applied

        keep_applied(connection, told)
    changed = settle(connection, affected | set(chosen), pipeline=pipeline)
    contents = [*before.values(), *(item.release.content_id for item in chosen.values()), *changed]
    link_mirrors(connection, contents)


def _told(release: Release) -> Iterator[tuple[str, int, str]]:
    """Yield the sentences that contain figures, for the search index."""
    for number in sorted({one.sentence for one in release.indicators}):
        yield release.release_id, number, release.sentences[number].text


def _as_corrected(
    connection: sa.Connection, releases: list[Release], series_files: tuple[str, ...]
) -> tuple[list[Release], list[Corrected]]:
    """Return the corrected releases and the state of each correction."""
    if connection.execute(sa.select(_CORRECTIONS.c.correction_id).limit(1)).first() is None:
        return releases, []
    # imported here because it loads the whole reading of numbers
    from zhengce.store.corrections.keeping import applied_in, corrected

    before = applied_in(connection, [release.release_id for release in releases])
    return corrected(connection, releases, before, series_files)


def note(connection: sa.Connection, seen: Sequence[Seen]) -> None:
    """Record the places of releases that are already stored."""
    link_mirrors(connection, settle(connection, place(connection, seen)))


def _chosen(items: Iterable[Load], known: dict[str, Known], pipeline: str | None) -> dict[str, Load]:
    """Choose the last item of each release, or the last one analysed with the authoritative metadata."""
    chosen: dict[str, Load] = {}
    for item in items:
        key = item.release.release_id
        if item.fingerprint is None or pipeline is None:
            chosen[key] = item
            continue
        wanted = fingerprint_of(pipeline, speaker(known[key].sources).told)
        if item.fingerprint == wanted or (key not in chosen and known[key].fingerprint != wanted):
            chosen[key] = item
    return chosen
