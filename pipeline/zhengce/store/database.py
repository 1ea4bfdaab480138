"""SQLite, PostgreSQL, MySQL and MariaDB through SQLAlchemy."""

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
from zhengce.store.selecting import documents_of, rows_of, unsettled
from zhengce.store.tables import from_rows
from zhengce.store.target import Target, redact
from zhengce.store.uninterrupted import uninterrupted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from zhengce.store.sources import Known, Seen
    from zhengce.types import RawDocument, Release

__all__ = ["DRIVERS", "DatabaseTarget"]

T = TypeVar("T")
_RUNS = METADATA.tables["runs"]
_QUARANTINE = METADATA.tables["quarantine"]
_RELEASES = METADATA.tables["releases"]
_FORGOTTEN = METADATA.tables["forgotten"]
_TOGETHER = 100
_AWAY = "writing failed; everything stored before is kept, and the same command resumes"


class DatabaseTarget(Target):
    """The tables in a database, created on opening if they are missing.

    Args:
        url: the URL of the database; a password in it is never shown.
        patience: seconds to keep retrying if the database goes away during writing.
        told: called before each pause with a message and the length of the pause in seconds.
        wait: retry for the same time if the server does not respond at first.
        create: create missing tables.
        peek: treat a database without tables as empty.

    Raises:
        TargetError: the URL is wrong, the server refuses, the tables have other columns, or tables are
            missing and `create` is false.
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
            self._fail("cannot be used; check that it exists, is reachable and writable", error)

    def _open(self, *, create: bool, peek: bool) -> None:
        self._empty = not create and (missing_file(self._engine) or version_of(self._engine) is None)
        if self._empty and not peek:
            raise TargetError(f"{self.name}: not a zhengce database; give one written by zhengce run")
        if not self._empty:
            prepare(self._engine, self.name)

    def _tell(self, error: Exception, pause: float) -> None:
        self._engine.dispose()  # connections to a restarted server are unusable
        if self._told is not None:
            self._told(f"{self.name} does not answer ({reason(error, self._engine.url)})", pause)

    def write(self, release: Release) -> None:
        """Replace the rows of this release in one transaction."""
        for error in self.load([Load(release)]).values():
            raise error

    def load(self, items: Sequence[Load], *, run: RunRecord | None = None) -> dict[str, InputError]:
        """Replace the rows of these releases and of the run in one transaction.

        If a value does not fit, each release is stored in its own transaction.
        """

        def all_of_them(connection: sa.Connection) -> None:
            if run is None:
                replace(connection, items)
                return
            files = series_files(run.settings)
            replace(connection, items, run_id=run.run_id, pipeline=run.fingerprint, series_files=files)
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
        """Return what the database holds of these releases."""
        if self._empty or not releases:
            return {}
        return self._read(lambda connection: known_in(connection, releases))

    def forgotten(self, releases: Collection[str]) -> set[str]:
        """Return the subset of releases that were deleted for good."""
        if self._empty or not releases:
            return set()
        query = sa.select(_FORGOTTEN.c.release_id).where(_FORGOTTEN.c.release_id.in_(releases))
        return set(self._read(lambda connection: connection.scalars(query).all()))

    def met(self, pipeline: str, *, but: str) -> bool:
        """Return whether another run has used this pipeline before."""
        if self._empty:
            return False
        query = sa.select(_RUNS.c.run_id).where(_RUNS.c.fingerprint == pipeline, _RUNS.c.run_id != but)
        return self._read(lambda connection: connection.execute(query.limit(1)).first()) is not None

    def note(self, seen: Sequence[Seen]) -> None:
        """Record the places of releases that the database already holds."""
        if seen:
            self._write(lambda connection: note(connection, seen))

    def unsettled(self) -> list[RawDocument]:
        """Return the releases to re-analyse because their authoritative metadata changed."""
        return self.documents(self._read(unsettled))

    def forget(self, name: str) -> list[Forgotten]:
        """Delete a release, or the releases of a source, for good, see `forgetting.forget`."""
        gone: list[Forgotten] = []
        self._write(lambda connection: gone.extend(forget(connection, name)))
        return gone

    def remember(self, name: str) -> int:
        """Allow deleted releases to be loaded again, and return their number."""
        counts: list[int] = []
        self._write(lambda connection: counts.append(remember(connection, name)))
        return counts[-1]

    def releases(self) -> list[str]:
        """Return the ids of all current releases, mirrors included."""
        query = sa.select(_RELEASES.c.release_id).where(_RELEASES.c.superseded_by.is_(None))
        return list(
            self._read(lambda connection: connection.scalars(query.order_by(_RELEASES.c.release_id)).all())
        )

    def documents(self, releases: Sequence[str]) -> list[RawDocument]:
        """Return raw texts with their authoritative metadata; releases without raw text are left out."""
        return self._read(lambda connection: documents_of(connection, releases)) if releases else []

    def record(self, run: RunRecord) -> None:
        """Store the state of a run."""
        self._write(lambda connection: _put(connection, _RUNS, [run]))

    def quarantine(self, refused: Sequence[Quarantined], *, accepted: Collection[str] = ()) -> None:
        """Add refused inputs to the quarantine, each once, and remove `accepted` ones."""

        def change(connection: sa.Connection) -> None:
            if accepted:
                connection.execute(sa.delete(_QUARANTINE).where(_QUARANTINE.c.input_id.in_(accepted)))
            _put(connection, _QUARANTINE, refused)

        if refused or accepted:
            self._write(change)

    def quarantined(self) -> list[Quarantined]:
        """Return the refused inputs in the order of their first refusal."""
        if self._empty:
            return []
        query = sa.select(_QUARANTINE).order_by(_QUARANTINE.c.first_seen, _QUARANTINE.c.input_id)
        rows = self._read(lambda connection: connection.execute(query).mappings().all())
        return [Quarantined(**row) for row in rows]

    def runs(self) -> list[RunRecord]:
        """Return all runs, oldest first."""
        query = sa.select(_RUNS).order_by(_RUNS.c.started, _RUNS.c.run_id)
        rows = self._read(lambda connection: connection.execute(query).mappings().all())
        return [RunRecord(**row) for row in rows]

    def read(self, release_id: str) -> Release:
        """Return a release as it was stored.

        Raises:
            KeyError: it is not in this database.
        """
        for release in self.read_many([release_id]):
            return release
        raise KeyError(release_id)

    def read_many(self, releases: Sequence[str]) -> Iterator[Release]:
        """Yield those of the releases that are stored, in the given order, reading a hundred at a time."""
        for begin in range(0, len(releases), _TOGETHER):
            part = releases[begin : begin + _TOGETHER]
            rows = self._read(lambda connection, part=part: rows_of(connection, part))  # type: ignore[misc]
            for key in part:
                if rows["releases"].get(key):
                    yield from_rows({name: found.get(key, ()) for name, found in rows.items()})

    def close(self) -> None:
        """Release all connections."""
        self._engine.dispose()

    def reading(self, action: Callable[[sa.Connection], T]) -> T:
        """Return the result of `action` on a read-only connection.

        Raises:
            TargetError: the database is missing or cannot be read.
        """
        if self._empty:
            raise TargetError(f"{self.name}: no such database; give one written by zhengce run")
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
    """Raised when the database refuses a value."""


def _put(
    connection: sa.Connection, table: sa.Table, records: Sequence[RunRecord] | Sequence[Quarantined]
) -> None:
    """Insert or replace rows by their key."""
    (key,) = table.primary_key
    rows = {row[key.name]: row for row in map(asdict, records)}
    if rows:
        connection.execute(sa.delete(table).where(key.in_(rows)))
        connection.execute(sa.insert(table), list(rows.values()))
