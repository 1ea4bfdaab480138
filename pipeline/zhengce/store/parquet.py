"""A folder of Parquet tables, through pyarrow."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import msgspec

from zhengce.errors import InputError, MissingExtraError, TargetError
from zhengce.store.arrow import arrow_schemas, cast, release_tables
from zhengce.store.catalogue import Catalogue, Made
from zhengce.store.guarding import guarded
from zhengce.store.parquet_sources import SOURCES, held, old_place
from zhengce.store.patience import PATIENCE
from zhengce.store.records import Load
from zhengce.store.sources import Seen, of_release
from zhengce.store.tables import TABLES
from zhengce.store.target import Target

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from zhengce.store.records import RunRecord
    from zhengce.store.sources import Known
    from zhengce.types import Release

_ROWS_IN_MEMORY = 20_000
_COMMIT = "_commit.json"


class _Commit(msgspec.Struct):
    """The steps that put new tables in place; repeating them changes nothing."""

    rename: list[tuple[str, str]]
    remove: list[str]


class ParquetTarget(Target):
    """``x.parquet/`` with one folder per table, such as ``indicators.parquet/``, and one part per run.

    Every Parquet reader treats such a folder as one table. ``sources.parquet`` lists the places of the
    releases and the versions they were made with. The tables hold the current releases; one that is
    superseded at all its sources is removed.

    Rows are buffered and written as a part every twenty thousand rows and on closing. New files are written
    under hidden names and then renamed under a lock: readers never see half a file, several runs can write
    to one folder, and the next run completes the renames of a killed one.

    Args:
        path: the folder.
        patience: seconds to wait for the lock.

    Raises:
        TargetError: the folder cannot be created, or holds something other than these tables.
        MissingExtraError: pyarrow is not installed.
    """

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError:
            raise MissingExtraError("Parquet output", "parquet") from None
        self._pa, self._pq = pa, pq
        self.name = f"{path}/"
        self._path = path
        self._patience = patience
        self._schemas = arrow_schemas(pa, TABLES)
        self._schema_of_sources = arrow_schemas(pa, {"sources": SOURCES})["sources"]
        self._closed = False
        self._waiting: dict[str, dict[str, Any]] = {}
        self._seen: list[tuple[Seen, Made | None]] = []
        self._rows = 0
        try:
            self._check()
            path.mkdir(exist_ok=True)
            with guarded(path / "tables", patience=patience):
                self._finish()
                self._adopt()
                self._catalogue = held(self._path)
        except self._pa.ArrowException as error:
            raise TargetError(
                f"{self.name}: it contains a damaged table ({error}); give a new folder"
            ) from None
        except OSError as error:
            raise self._unusable(error) from error

    def write(self, release: Release) -> None:
        """Add the rows of one release."""
        self._take(Load(release), None)

    def load(self, items: Sequence[Load], *, run: RunRecord | None = None) -> dict[str, InputError]:
        """Add the rows of several releases."""
        refused: dict[str, InputError] = {}
        for item in items:
            try:
                self._take(item, run)
            except InputError as error:
                refused[item.release.release_id] = error
        return refused

    def known(self, releases: Collection[str]) -> dict[str, Known]:
        """Return what the tables hold of these releases."""
        return self._catalogue.known(releases)

    def note(self, seen: Sequence[Seen]) -> None:
        """Record the places of releases that the tables already hold."""
        for one in seen:
            changed, gone = self._catalogue.place(one)
            if changed or gone:
                self._seen.append((one, None))

    def close(self) -> None:
        """Put the last part in place."""
        if self._closed:
            return
        self._closed = True
        try:
            if self._seen or not self._tables_there():
                self._commit()
        except self._pa.ArrowException as error:
            raise TargetError(
                f"{self.name}: it contains a damaged table ({error}); give a new folder"
            ) from None
        except OSError as error:
            raise self._unusable(error) from error

    def _take(self, item: Load, run: RunRecord | None) -> None:
        release = item.release
        try:
            tables = release_tables(self._pa, self._schemas, release)
        except (ValueError, self._pa.ArrowException) as error:
            raise InputError(release.source, f"{self.name} cannot hold it ({error})") from error
        seen = item.seen or Seen(of_release(release))
        made = Made(item.fingerprint, *((run.fingerprint, run.version) if run is not None else ()))
        self._waiting[release.release_id] = tables
        self._seen.append((seen, made))
        self._catalogue.made[release.release_id] = made
        self._catalogue.place(seen)
        self._rows += sum(table.num_rows for table in tables.values())
        if self._rows > _ROWS_IN_MEMORY:
            try:
                self._commit()
            except OSError as error:
                raise self._unusable(error) from error

    def _commit(self) -> None:
        """Write buffered rows as a part, and remove the rows they replace from other parts."""
        with guarded(self._path / "tables", patience=self._patience):
            self._finish()
            catalogue = held(self._path)
            before = set(catalogue.made)
            for seen, made in self._seen:
                if made is not None:
                    catalogue.made[seen.source.release_id] = made
                elif seen.source.release_id not in catalogue.made:
                    continue
                catalogue.place(seen)
            out = (before - set(catalogue.made)) | (before & set(self._waiting))
            steps = _Commit([], [])
            self._without(out, steps)
            part = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}.parquet"
            new = [tables for key, tables in self._waiting.items() if key in catalogue.made]
            for name in self._order():
                (self._path / f"{name}.parquet").mkdir(exist_ok=True)
                if new or not self._parts(name):
                    rows = [tables[name] for tables in new] or [self._schemas[name].empty_table()]
                    self._new(f"{name}.parquet/{part}", self._pa.concat_tables(rows), steps)
            self._new("sources.parquet", self._table_of(catalogue), steps)
            commit = self._path / f".{_COMMIT}"
            commit.write_bytes(msgspec.json.encode(steps))
            commit.replace(self._path / _COMMIT)
            self._finish()
        self._catalogue, self._waiting, self._seen, self._rows = catalogue, {}, [], 0

    def _without(self, releases: set[str], steps: _Commit) -> None:
        """Write new files without these releases for the parts that hold any of them."""
        import pyarrow.compute as pc

        if not releases:
            return
        gone = self._pa.array(sorted(releases), self._pa.string())
        for file in self._parts("releases"):
            held = self._pq.read_table(file, columns=["release_id"], partitioning=None)["release_id"]
            if not pc.any(pc.is_in(held, gone)).as_py():
                continue
            for name in self._order():
                place = f"{name}.parquet/{file.name}"
                old = self._pq.read_table(self._path / place, partitioning=None)
                rest = old.filter(pc.invert(pc.is_in(old["release_id"], gone)))
                if rest.num_rows or len(self._parts(name)) == 1:
                    self._new(place, rest, steps)
                else:
                    steps.remove.append(place)

    def _new(self, place: str, table: Any, steps: _Commit) -> None:  # noqa: ANN401 - pyarrow has no types
        folder, _, name = place.rpartition("/")
        hidden = f"{folder}/.{name}.new" if folder else f".{name}.new"
        self._pq.write_table(table, self._path / hidden)
        steps.rename.append((hidden, place))

    def _finish(self) -> None:
        """Complete an interrupted commit, and remove what was begun before one."""
        commit = self._path / _COMMIT
        if commit.exists():
            steps = msgspec.json.decode(commit.read_bytes(), type=_Commit)
            for hidden, place in steps.rename:
                if (self._path / hidden).exists():
                    folder = (self._path / place).parent
                    if folder.is_file():  # of an older version, whose rows are in the new file
                        folder.unlink()
                    folder.mkdir(exist_ok=True)
                    (self._path / hidden).replace(self._path / place)
            for place in steps.remove:
                (self._path / place).unlink(missing_ok=True)
            commit.unlink()
        for begun in [*self._path.glob(".*.new"), *self._path.glob("*.parquet/.*.new")]:
            begun.unlink(missing_ok=True)

    def _table_of(self, catalogue: Catalogue) -> Any:  # noqa: ANN401 - pyarrow has no types
        rows = [
            asdict(source) | catalogue.made[key]._asdict()
            for key in sorted(catalogue.made)
            for source in catalogue.sources(key)
        ]
        return self._pa.Table.from_pylist(rows, schema=self._schema_of_sources)

    def _adopt(self) -> None:
        """Move each table that an older version wrote as one file into a folder of parts."""
        if not (self._path / "releases.parquet").is_file():
            return
        steps = _Commit([], [])
        for name in self._order():
            file = self._path / f"{name}.parquet"
            if file.is_file():
                old = self._pq.read_table(file)
                hidden = f".{name}.earlier.new"
                self._pq.write_table(cast(self._pa, old, self._schemas[name]), self._path / hidden)
                steps.rename.append((hidden, f"{name}.parquet/earlier.parquet"))
            if name == "releases":
                catalogue = Catalogue()
                for row in old.select(["release_id", "source"]).to_pylist():
                    place = old_place(**row)
                    catalogue.add(row["release_id"], Made(), [place])
                self._new("sources.parquet", self._table_of(catalogue), steps)
        (self._path / _COMMIT).write_bytes(msgspec.json.encode(steps))
        self._finish()

    def _check(self) -> None:
        """Refuse a folder that holds other files."""
        if not self._path.exists():
            return
        for file in self._path.iterdir():
            table = file.name.removesuffix(".parquet")
            if file.name.startswith((".", "_")):
                continue
            schema = self._schemas.get(table, self._schema_of_sources if table == "sources" else None)
            try:
                files = self._parts(table) if file.is_dir() else [file]
                same = schema is not None and all(
                    set(self._pq.read_schema(each).names) <= set(schema.names) for each in files
                )
            except self._pa.ArrowException:
                same = False
            if not same:
                raise TargetError(f"{self.name}: {file.name} is not a zhengce table; give a new folder")

    def _parts(self, name: str) -> list[Path]:
        return sorted((self._path / f"{name}.parquet").glob("[!._]*.parquet"))

    def _tables_there(self) -> bool:
        return all(self._parts(name) for name in TABLES)

    def _order(self) -> list[str]:
        """Return the tables in reverse order of dependency, so that a visible release is complete."""
        return [*(name for name in TABLES if name != "releases"), "releases"]

    def _unusable(self, error: OSError) -> TargetError:
        reason = error.strerror or error
        return TargetError(
            f"{self.name}: not writable ({reason}); check the folder, its permissions and free space"
        )
