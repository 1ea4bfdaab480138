"""The contents of a file target: its releases, how each was made, and its sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from zhengce.store.sources import Known, Source, fingerprint_of, place_of_old, put, speaker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from zhengce.store.sources import Seen


class Made(NamedTuple):
    """The version and fingerprint a release was made with."""

    fingerprint: str | None = None
    pipeline: str | None = None
    version: str | None = None


class Catalogue:
    """The releases in the files; those superseded at all their sources are not in them."""

    def __init__(self) -> None:
        self.made: dict[str, Made] = {}
        self._rows: dict[str, dict[tuple[str, str], Source]] = {}
        self._at: dict[str, set[str]] = {}

    def add(self, release: str, made: Made, sources: Iterable[Source]) -> None:
        """Record a release that the files hold, with its sources."""
        self.made[release] = made
        for row in sources:
            self._hold(row)

    def sources(self, release: str) -> tuple[Source, ...]:
        """Return the sources of a release, in a stable order."""
        rows = self._rows.get(release, {}).values()
        return tuple(sorted(rows, key=lambda row: (row.source, row.source_id)))

    def known(self, releases: Collection[str]) -> dict[str, Known]:
        """Return what the files hold of these releases."""
        return {
            key: Known(*self.made[key], libraries=None, sources=self.sources(key))
            for key in releases
            if key in self.made
        }

    def place(self, seen: Seen) -> tuple[set[str], set[str]]:
        """Record a place visited by a run.

        Returns:
            The releases of which something changed, and those left without any place.
        """
        new = seen.source
        near = {new.release_id, *self._at.get(new.source_id, ())}
        if not new.named:
            near |= self._at.get(place_of_old(new.source), set())
        before = {key: dict(self._rows.get(key, {})) for key in near}
        rows = {row.key: row for each in before.values() for row in each.values()}
        put(rows, [seen])
        for row in seen.others:
            if row.superseded_by is None:
                rows.setdefault(row.key, row)
        for key in near:
            self._rows[key] = {}
        for row in rows.values():
            if row.superseded_by is None:
                self._hold(row)
        gone = {key for key in near if not self._rows.get(key)}
        changed = {key for key in near - gone if _news(before[key], self._rows[key])}
        for key in gone:
            self.made.pop(key, None)
            self._rows.pop(key, None)
        for key in changed:
            self._settle(key)
        return changed, gone

    def _settle(self, release: str) -> None:
        made = self.made.get(release)
        if made is None or made.pipeline is None or made.fingerprint is None:
            return
        told = speaker(self._rows[release].values()).told
        if made.fingerprint != fingerprint_of(made.pipeline, told):
            self.made[release] = made._replace(fingerprint=None)

    def _hold(self, row: Source) -> None:
        self._rows.setdefault(row.release_id, {})[row.key] = row
        self._at.setdefault(row.source_id, set()).add(row.release_id)


def _news(before: dict[tuple[str, str], Source], now: dict[tuple[str, str], Source]) -> bool:
    if before.keys() != now.keys():
        return True
    return any(
        replace(old, last_seen=now[key].last_seen, host=now[key].host) != now[key]
        for key, old in before.items()
    )
