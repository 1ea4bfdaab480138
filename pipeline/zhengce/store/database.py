"""SQLite, PostgreSQL, MySQL and MariaDB, by SQLAlchemy."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, NoReturn, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from zhengce.errors import InputError, TargetError
from zhengce.store.connecting import (
    DRIVERS,
    concerns_values,
    connect,
    locked,
    may_come_up,
    may_pass,
    missing_file,
    reason,
)
from zhengce.store.forgetting import forget, remember
from zhengce.store.locking import writing
from zhengce.store.patience import PATIENCE, with_patience
from zhengce.store.placing import known_in
from zhengce.store.preparing import prepare, version_of
from zhengce.store.records import Forgotten, Load, Quarantined, RunRecord, series_files
from zhengce.store.replacing import note, replace
from zhengce.store.schema import METADATA
from zhengce.store.selecting import rows_of
from zhengce.store.sources import as_told, speaker
from zhengce.store.tables import from_rows
from zhengce.store.target import Target, redact
from zhengce.store.uninterrupted import uninterrupted
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from zhengce.store.sources import Known, Seen
    from zhengce.types import Release

__all__ = ["DRIVERS", "DatabaseTarget"]

T = TypeVar("T")
_RUNS = METADATA.tables["runs"]
_QUARANTINE = METADATA.tables["quarantine"]
_RELEASES = METADATA.tables["releases"]
_FORGOTTEN = METADATA.tables["forgotten"]
_TOGETHER = 100
_AWAY = "writing failed; all that was stored before stays, and the same command again goes on from there"


class DatabaseTarget(Target):
    """The tables in a database; made, if they are not there, when it is opened.

    Args:
        url: the URL of the database. A password in it is never shown.
        patience: seconds to try again where the database goes away while it is written to.
        told: called before each such pause with a message and its length in seconds.
        wait: have this patience also where the server does not answer at first.
        create: make the tables where there are none.
        peek: where there are none, everything is as in an empty database.

    Raises:
        TargetError: the URL is wrong, the server refuses, the tables in it have other columns, or there are
            none and none are to be made.
        MissingExtraError: the driver of this database is not installed.
    """

    def __init__(
        self,
        url: str,
        *,
        patience: float = PATIENCE,
        told: Callable[[str, float], None] | None = None,
        create: bool = True,
        peek: bool = False,
        wait: bool = False,
    ) -> None:
        self.name = redact(url)
        self._patience = patience
        self._told = told
        self._engine = connect(url)
        try:
            with_patience(
                lambda: self._open(create=create and not peek, peek=peek),
                passing=lambda error: locked(error) or (wait and may_come_up(error)),
                patience=patience,
                told=self._tell,
            )
        except TargetError:
            self._engine.dispose()
            raise
        except (SQLAlchemyError, ValueError, OSError) as error:
            self._engine.dispose()
            self._fail("cannot be used; check that it exists, is reachable and may be written to", error)

    def _open(self, *, create: bool, peek: bool) -> None:
        self._empty = not create and (missing_file(self._engine) or version_of(self._engine) is None)
        if self._empty and not peek:
            raise TargetError(f"{self.name}: no database of zhengce: give one that zhengce run has written")
        if not self._empty:
            prepare(self._engine, self.name)

    def _tell(self, error: Exception, pause: float) -> None:
        self._engine.dispose()  # connections to a server that was restarted are of no use
        if self._told is not None:
            self._told(f"{self.name} does not answer ({reason(error, self._engine.url)})", pause)

    def write(self, release: Release) -> None:
        """Replace the rows of this release, in one transaction."""
        for error in self.load([Load(release)]).values():
            raise error

    def load(self, items: Sequence[Load], *, run: RunRecord | None = None) -> dict[str, InputError]:
        """Replace the rows of these releases and of the run, in one transaction.

        Where the values of one do not fit, each is stored in a transaction of its own.
        """

        def all_of_them(connection: sa.Connection) -> None:
            if run is not None:
                files = series_files(run.settings)
                replace(connection, items, run_id=run.run_id, pipeline=run.fingerprint, series_files=files)
            else:
                replace(connection, items)
            if run is not None:
                _put(connection, _RUNS, [run])

        try:
            self._write(all_of_them)
        except _ValueRefusedError as error:
            if len(items) == 1:
                release = items[0].release
                text = f"{self.name} cannot hold it ({error})"
                return {release.release_id: InputError(release.source, text)}
            refused: dict[str, InputError] = {}
            for item in items:
                refused |= self.load([item], run=run)
            return refused
        return {}

    def known(self, releases: Collection[str]) -> dict[str, Known]:
        """What the database holds of these releases."""
        if self._empty or not releases:
            return {}
        return self._read(lambda connection: known_in(connection, releases))

    def forgotten(self, releases: Collection[str]) -> set[str]:
        """Those of the releases that were taken out for good."""
        if self._empty or not releases:
            return set()
        query = sa.select(_FORGOTTEN.c.release_id).where(_FORGOTTEN.c.release_id.in_(releases))
        return set(self._read(lambda connection: connection.scalars(query).all()))

    def met(self, pipeline: str, *, but: str) -> bool:
        """Whether another run has worked with this pipeline before."""
        if self._empty:
            return False
        query = sa.select(_RUNS.c.run_id).where(_RUNS.c.fingerprint == pipeline, _RUNS.c.run_id != but)
        return self._read(lambda connection: connection.execute(query.limit(1)).first()) is not None

    def note(self, seen: Sequence[Seen]) -> None:
        """Note where releases lie that the database holds already."""
        if seen:
            self._write(lambda connection: note(connection, seen))

    def unsettled(self) -> list[RawDocument]:
        """Releases to be analysed again, because other metadata count than those they were analysed with."""
        runs = _RUNS.c.run_id == _RELEASES.c.run_id
        query = sa.select(_RELEASES.c.release_id).where(
            _RELEASES.c.fingerprint.is_(None),
            _RELEASES.c.raw_text.is_not(None),
            _RUNS.c.fingerprint.is_not(None),
        )
        found = query.select_from(_RELEASES.join(_RUNS, runs)).order_by(_RELEASES.c.release_id)
        ids = self._read(lambda connection: connection.scalars(found).all())
        return self.documents(ids)

    def forget(self, name: str) -> list[Forgotten]:
        """Take out for good a release, or what lies at a source, see `forgetting.forget`."""
        gone: list[Forgotten] = []
        self._write(lambda connection: gone.extend(forget(connection, name)))
        return gone

    def remember(self, name: str) -> int:
        """Let what was taken out be loaded again; how many releases that is."""
        counts: list[int] = []
        self._write(lambda connection: counts.append(remember(connection, name)))
        return counts[-1]

    def releases(self) -> list[str]:
        """The identities of all releases that nothing supersedes, mirrors included."""
        query = sa.select(_RELEASES.c.release_id).where(_RELEASES.c.superseded_by.is_(None))
        return list(
            self._read(lambda connection: connection.scalars(query.order_by(_RELEASES.c.release_id)).all())
        )

    def documents(self, releases: Sequence[str]) -> list[RawDocument]:
        """Raw texts with the metadata that count; releases without raw text are left out."""

        def fetch(connection: sa.Connection) -> list[RawDocument]:
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

        return self._read(fetch) if releases else []

    def record(self, run: RunRecord) -> None:
        """Store the state of a run."""
        self._write(lambda connection: _put(connection, _RUNS, [run]))

    def quarantine(self, refused: Sequence[Quarantined], *, accepted: Collection[str] = ()) -> None:
        """Put refused inputs on the list, each once; take those `accepted` meanwhile off it."""

        def change(connection: sa.Connection) -> None:
            if accepted:
                connection.execute(sa.delete(_QUARANTINE).where(_QUARANTINE.c.input_id.in_(accepted)))
            _put(connection, _QUARANTINE, refused)

        if refused or accepted:
            self._write(change)

    def quarantined(self) -> list[Quarantined]:
        """Refused inputs that are on the list, in the order in which they were first refused."""
        if self._empty:
            return []
        query = sa.select(_QUARANTINE).order_by(_QUARANTINE.c.first_seen, _QUARANTINE.c.input_id)
        rows = self._read(lambda connection: connection.execute(query).mappings().all())
        return [Quarantined(**row) for row in rows]

    def runs(self) -> list[RunRecord]:
        """All runs, the oldest first."""
        query = sa.select(_RUNS).order_by(_RUNS.c.started, _RUNS.c.run_id)
        rows = self._read(lambda connection: connection.execute(query).mappings().all())
        return [RunRecord(**row) for row in rows]

    def read(self, release_id: str) -> Release:
        """The release as it was written.

        Raises:
            KeyError: it is not in this database.
        """
        for release in self.read_many([release_id]):
            return release
        raise KeyError(release_id)

    def read_many(self, releases: Sequence[str]) -> Iterator[Release]:
        """Those of the releases that are in this database, in order, a hundred at a time."""
        for begin in range(0, len(releases), _TOGETHER):
            part = releases[begin : begin + _TOGETHER]
            rows = self._read(lambda connection, part=part: rows_of(connection, part))  # type: ignore[misc]
            for key in part:
                if rows["releases"].get(key):
                    yield from_rows({name: found.get(key, ()) for name, found in rows.items()})

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    def reading(self, action: Callable[[sa.Connection], T]) -> T:
        """What `action` reads over a connection.

        Raises:
            TargetError: there is no such database, or it cannot be read.
        """
        if self._empty:
            raise TargetError(f"{self.name}: no such database: give one that zhengce run has written")
        return self._read(action)

    def _write(self, action: Callable[[sa.Connection], None]) -> None:
        def transaction() -> None:
            with writing(self._engine) as connection:
                action(connection)

        self._patiently(transaction)

    def _read(self, action: Callable[[sa.Connection], T]) -> T:
        def transaction() -> T:
            with self._engine.connect() as connection:
                return action(connection)

        return self._patiently(transaction)

    def _patiently(self, transaction: Callable[[], T]) -> T:
        def passing(error: Exception) -> bool:
            return not concerns_values(self._engine, error) and may_pass(self._engine, error)

        def attempt() -> T:
            with uninterrupted():
                return transaction()

        try:
            return with_patience(attempt, passing=passing, patience=self._patience, told=self._tell)
        except (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error, ValueError, OSError) as error:
            if concerns_values(self._engine, error):
                raise _ValueRefusedError(reason(error, self._engine.url)) from error
            self._fail(_AWAY, error)

    def _fail(self, what: str, error: BaseException) -> NoReturn:
        raise TargetError(f"{self.name}: {what} ({reason(error, self._engine.url)})") from None


class _ValueRefusedError(Exception):
    """A value does not fit the database."""


def _put(
    connection: sa.Connection, table: sa.Table, records: Sequence[RunRecord] | Sequence[Quarantined]
) -> None:
    """Replace or add rows by their key."""
    (key,) = table.primary_key
    rows = {row[key.name]: row for row in map(asdict, records)}
    if rows:
        connection.execute(sa.delete(table).where(key.in_(rows)))
        connection.execute(sa.insert(table), list(rows.values()))
