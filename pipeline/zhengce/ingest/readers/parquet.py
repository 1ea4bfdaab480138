"""Parquet: one release per row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import BinaryIO

from zhengce.errors import EmptyInputError, InputError, MalformedError, MissingExtraError, UndecodableError
from zhengce.ingest.decode import decode
from zhengce.ingest.readers.base import Origin
from zhengce.ingest.readers.rows import named, of_table, row, taken
from zhengce.types import RawDocument

_ROWS = 256  # rows held in memory


def read_parquet(stream: BinaryIO, origin: Origin) -> Iterator[RawDocument | InputError]:
    """Yield a document for each row; an invalid row is refused as ``FILE:ROW`` and the others are read.

    Columns other than `rows.COLUMNS` are not read. `published` may be a date, timestamp or text.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtraError("reading Parquet", "parquet") from None
    number = 0
    try:
        table = pq.ParquetFile(stream)
        names = table.schema_arrow.names
        columns = named(names)
        if "text" not in columns.values():
            raise MalformedError(origin.source, f"no column 'text'; the columns are {', '.join(names)}")
        for batch in table.iter_batches(batch_size=_ROWS, columns=list(columns)):
            for cells in batch.to_pylist():
                number += 1
                place = row(origin, number)
                try:
                    yield of_table(taken({n: _text(value, place) for n, value in cells.items()}), place)
                except InputError as error:
                    yield error
    except (pa.ArrowException, OSError) as error:
        raise UndecodableError(
            origin.source, f"not readable as Parquet after row {number} ({error})"
        ) from error
    if not number:
        yield EmptyInputError(origin.source, "no rows in this file")


def _text(value: object, place: Origin) -> str | None:
    if isinstance(value, bytes):
        return decode(value, source=place.source) if value else None
    if isinstance(value, dt.date):  # a datetime is a date too
        return value.isoformat()[:10]
    return None if value is None else str(value)
