"""CSV: one release per row; the first row names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from zhengce.errors import EmptyInputError, InputError, MalformedError
from zhengce.ingest.decode import decode_named
from zhengce.ingest.readers.base import Origin
from zhengce.ingest.readers.rows import named, of_table, row, taken
from zhengce.types import RawDocument


def read_csv(stream: BinaryIO, origin: Origin) -> Iterator[RawDocument | InputError]:
    """Yield a document for each row; an invalid row is refused as ``FILE:LINE`` and the others are read.

    The encoding is detected as for plain text. The table is read as a whole; the size limit applies to each
    text. Columns other than `rows.COLUMNS` are ignored.
    """
    csv.field_size_limit(max(csv.field_size_limit(), origin.max_bytes))
    content, encoding = decode_named(stream.read(), source=origin.source)
    first = content.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)  # default to a comma
    lines = csv.reader(io.StringIO(content, newline=""), strict=True, delimiter=delimiter)
    columns: list[str] | None = None
    found = 0
    while True:
        place = row(origin, lines.line_num + 1)
        try:
            cells = next(lines)
        except StopIteration:
            break
        except csv.Error as error:
            reason = f"{error}; check the quotation marks; rows after it were not read"
            yield MalformedError(place.source, reason)
            return
        if not any(cells):
            continue
        if columns is None:
            columns = cells
            if "text" not in named(columns).values():
                there = ", ".join(name.strip() for name in cells)
                yield MalformedError(
                    place.source, f"missing column text; the first row has the columns {there}"
                )
                return
            continue
        found += 1
        try:
            yield _document(columns, cells, place, encoding)
        except InputError as error:
            yield error
    if not found:
        yield EmptyInputError(origin.source, "no rows in this file")


def _document(columns: list[str], cells: list[str], place: Origin, encoding: str) -> RawDocument:
    if len(cells) != len(columns):
        reason = (
            f"{len(cells)} fields, but the first row has {len(columns)}; check commas and quotation marks"
        )
        raise MalformedError(place.source, reason)
    return of_table(taken(dict(zip(columns, cells, strict=True))), place, encoding)
