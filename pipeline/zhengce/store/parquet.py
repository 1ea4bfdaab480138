"""A folder of Parquet files, one a table, by pyarrow."""

from __future__ import annotations

import datetime as dt
import shutil
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zhengce.errors import InputError, MissingExtraError, TargetError
from zhengce.store.tables import PRECISION, SCALE, TABLES, Row, fitted, to_rows
from zhengce.store.target import Target

if TYPE_CHECKING:
    from pathlib import Path

    from zhengce.types import Release

_ROWS_IN_MEMORY = 20_000


class ParquetTarget(Target):
    """``x.parquet/`` with ``releases.parquet``, ``indicators.parquet`` and so on.

    A Parquet file is readable only when finished, so rows gather in ``x.parquet.part`` beside the folder,
    which takes its place when the target is closed: the folder holds whole tables at any moment.

    Raises:
        TargetError: the folder cannot be made, or holds something else than these tables.
        MissingExtraError: pyarrow is not installed.
    """

    def __init__(self, path: Path) -> None:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError:
            raise MissingExtraError("Parquet output", "parquet") from None
        self._pa, self._pq = pa, pq
        self.name = f"{path}/"
        self._path = path
        self._part = path.with_name(f"{path.name}.part")
        self._before = path.with_name(f"{path.name}.before")
        self._schemas = _schemas(pa)
        self._closed = False
        try:
            if self._before.exists() and not path.exists():  # a run ended between the two renamings
                self._before.rename(path)
            self._check()
            self._begin()
        except OSError as error:
            raise self._unusable(error) from error

    def write(self, release: Release) -> None:
        """Add the rows of one release."""
        try:
            tables = {
                name: self._pa.Table.from_pylist([_fit(row) for row in rows], schema=self._schemas[name])
                for name, rows in to_rows(release).items()
            }
        except (ValueError, self._pa.ArrowException) as error:
            raise InputError(release.source, f"{self.name} cannot hold it ({error})") from error
        try:
            if release.release_id in self._written:
                self._commit()
                self._begin()
            self._written.add(release.release_id)
            for name, table in tables.items():
                self._waiting[name].append(table)
            self._rows += sum(table.num_rows for table in tables.values())
            if self._rows > _ROWS_IN_MEMORY:
                self._flush()
        except OSError as error:
            raise self._unusable(error) from error

    def close(self) -> None:
        """Put the tables in place."""
        if self._closed:
            return
        self._closed = True
        try:
            self._commit()
        except OSError as error:
            raise self._unusable(error) from error

    def _begin(self) -> None:
        shutil.rmtree(self._part, ignore_errors=True)
        self._part.mkdir()
        self._writers = {
            name: self._pq.ParquetWriter(self._part / f"{name}.parquet", schema)
            for name, schema in self._schemas.items()
        }
        self._waiting: dict[str, list[Any]] = {name: [] for name in TABLES}
        self._written: set[str] = set()
        self._rows = 0

    def _flush(self) -> None:
        for name, tables in self._waiting.items():
            if tables:
                self._writers[name].write_table(self._pa.concat_tables(tables))
            tables.clear()
        self._rows = 0

    def _commit(self) -> None:
        """Add what stays of the folder as it is, then let the new one take its place."""
        import pyarrow.compute as pc

        self._flush()
        written = self._pa.array(sorted(self._written), self._pa.string())
        for name, writer in self._writers.items():
            old = self._path / f"{name}.parquet"
            if old.exists():
                for batch in self._pq.ParquetFile(old).iter_batches():
                    writer.write_batch(batch.filter(pc.invert(pc.is_in(batch["release_id"], written))))
            writer.close()
        if self._path.exists():
            self._path.rename(self._before)
        self._part.rename(self._path)
        shutil.rmtree(self._before, ignore_errors=True)

    def _check(self) -> None:
        """Refuse a folder in which other things would be lost."""
        if not self._path.exists():
            return
        for file in self._path.iterdir():
            table = file.name.removesuffix(".parquet")
            try:
                same = table in TABLES and self._pq.read_schema(file).equals(self._schemas[table])
            except self._pa.ArrowException:
                same = False
            if not same:
                raise TargetError(f"{self.name}: {file.name} in it is none of our tables: give a new folder")

    def _unusable(self, error: OSError) -> TargetError:
        reason = error.strerror or error
        return TargetError(f"{self.name}: not writable ({reason}): check the folder, its rights and space")


def _fit(row: Row) -> Row:
    return {name: fitted(value) if isinstance(value, Decimal) else value for name, value in row.items()}


def arrow_types(pa: Any) -> dict[type, Any]:  # noqa: ANN401 - pyarrow has no types
    """The Arrow type of each kind of column."""
    return {
        str: pa.string(),
        int: pa.int32(),
        float: pa.float64(),
        bool: pa.bool_(),
        Decimal: pa.decimal128(PRECISION, SCALE),
        dt.date: pa.date32(),
        dt.datetime: pa.timestamp("us", tz="UTC"),
    }


def _schemas(pa: Any) -> dict[str, Any]:  # noqa: ANN401 - pyarrow has no types
    kinds = arrow_types(pa)
    return {
        table: pa.schema(
            pa.field(
                name,
                kinds[column.kind],
                nullable=column.nullable,
                metadata={"comment": f"{column.note.en} / {column.note.zh}"},
            )
            for name, column in columns.items()
        )
        for table, columns in TABLES.items()
    }
