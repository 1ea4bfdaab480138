"""Releases into the tables of a database, in the caller's transaction."""

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

    from zhengce.store.records import Load
    from zhengce.store.sources import Known
    from zhengce.types import Release

_RELEASES = METADATA.tables["releases"]


def replace(
    connection: sa.Connection,
    items: Sequence[Load],
    *,
    run_id: str | None = None,
    pipeline: str | None = None,
) -> None:
    """Replace the rows of these releases, all or none, and note where they lie.

    Of a release that comes twice the one counts that was analysed with the metadata that count. Where
    another loader has meanwhile stored it so, its rows stay.
    """
    affected = place(connection, [item.seen or Seen(of_release(item.release)) for item in items])
    known = known_in(connection, {item.release.release_id for item in items})
    chosen = _chosen(items, known, pipeline)
    now = dt.datetime.now(dt.UTC)
    there = sa.select(_RELEASES.c.release_id, _RELEASES.c.content_id).where(
        _RELEASES.c.release_id.in_(chosen)
    )
    before = {row.release_id: row.content_id for row in connection.execute(there)}
    if before:  # the rows of the other tables go with it
        connection.execute(sa.delete(_RELEASES).where(_RELEASES.c.release_id.in_(before)))
        unindex(connection, before)
    rows: dict[str, list[tuple[object, ...]]] = {table.name: [] for table in TABLES_OF_RELEASES}
    for item in chosen.values():
        for name, tuples in to_tuples(item.release).items():
            rows[name].extend(tuples)
        rows["releases"][-1] += (None, None, item.fingerprint, run_id, now)
    for table in TABLES_OF_RELEASES:
        insert(connection, table, rows[table.name])
    if has_search(connection):
        index_sentences(connection, (row for item in chosen.values() for row in _told(item.release)))
    changed = settle(connection, affected | set(chosen), pipeline=pipeline)
    contents = [*before.values(), *(item.release.content_id for item in chosen.values()), *changed]
    link_mirrors(connection, contents)


def _told(release: Release) -> Iterator[tuple[str, int, str]]:
    """The sentences that hold figures."""
    for number in sorted({one.sentence for one in release.indicators}):
        yield release.release_id, number, release.sentences[number].text


def note(connection: sa.Connection, seen: Sequence[Seen]) -> None:
    """Note where releases lie that are stored already."""
    link_mirrors(connection, settle(connection, place(connection, seen)))


def _chosen(items: Iterable[Load], known: dict[str, Known], pipeline: str | None) -> dict[str, Load]:
    """The last item of each release, or the last of those analysed with the metadata that count."""
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
