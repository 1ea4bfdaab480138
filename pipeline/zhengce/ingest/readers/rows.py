"""A row of a table, or a line of JSON, as a document: what JSONL, CSV and Parquet share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from zhengce.errors import MalformedError
from zhengce.ingest.decode import checked
from zhengce.ingest.metadata import Metadata
from zhengce.ingest.readers.base import Origin, identity
from zhengce.types import RawDocument

COLUMNS = ("text", "title", "publisher", "published", "source", "url")
"""What is read of a table; `url` stands for `source` where that is missing."""


class Record(Metadata, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A row. Keys besides these, as data sets have them, are left alone."""

    text: str


def document(record: Record, place: Origin, encoding: str | None = None) -> RawDocument:
    """The document of a record. What it says of itself comes before what stands beside the file."""
    known = record.over(place.metadata)
    return RawDocument(
        source=record.source or place.source,
        text=checked(record.text, source=place.source),
        release_id=identity(record.text.encode(errors="surrogatepass")),
        title=known.title,
        publisher=known.publisher,
        published=known.date,
        encoding=encoding,
    )


def named(names: Iterable[str]) -> dict[str, str]:
    """The column of `COLUMNS` that each of these names stands for, capitals and blanks aside.

    >>> named(["Text", " PUBLISHED ", "id"])
    {'Text': 'text', ' PUBLISHED ': 'published'}
    """
    plain = {name: name.strip("\ufeff \t").casefold() for name in names}
    return {name: known for name, known in plain.items() if known in COLUMNS}


def row(origin: Origin, number: int) -> Origin:
    """The origin of one row, ``FILE:NUMBER``."""
    source = f"{origin.source}:{number}"
    return Origin(source=source, metadata=origin.metadata, max_bytes=origin.max_bytes)


def of_table(cells: Mapping[str, str | None], place: Origin, encoding: str | None = None) -> RawDocument:
    """The document of a row of a table.

    Raises:
        MalformedError: there is no text in it, or its date is none.
    """
    given = {column: value for column in COLUMNS if (value := cells.get(column))}
    given["source"] = given.get("source") or given.pop("url", "")
    place.refuse_large(len(given.get("text", "").encode(errors="surrogatepass")))
    try:
        record = msgspec.convert(given, Record)
    except msgspec.ValidationError as error:
        reason = f"{error} (columns are {', '.join(COLUMNS)}, all but text optional)"
        raise MalformedError(place.source, reason) from error
    return document(record, place, encoding)
