"""JSON lines: one object per line, in UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import msgspec

from zhengce.errors import EmptyInputError, InputError, MalformedError
from zhengce.ingest.readers.base import Origin
from zhengce.ingest.readers.rows import Record, document, named, row, taken
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from collections.abc import Iterator


_DECODER = msgspec.json.Decoder(Record)


def read_jsonl(stream: BinaryIO, origin: Origin) -> Iterator[RawDocument | InputError]:
    """Yield a document for each line; an invalid line is refused as ``FILE:LINE`` and the others are read.

    Blank lines are skipped. Metadata in a record override those of the file.
    """
    number = found = 0
    while line := stream.readline(origin.max_bytes + 1):
        number += 1
        place = row(origin, number)
        try:
            place.refuse_large(len(line))
        except InputError as error:
            while line and not line.endswith(b"\n"):
                line = stream.readline(origin.max_bytes)
            yield error
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        found += 1
        try:
            yield _document(line, place)
        except InputError as error:
            yield error
    if not number or not found:
        yield EmptyInputError(origin.source, "no records in this file")


def _record(line: bytes) -> Record:
    """Parse the record of a line, mapping its keys like table columns."""
    keys = msgspec.json.decode(line, type=dict[str, object])
    if all(name == column for name, column in named(keys).items()):
        return _DECODER.decode(line)
    known = taken(keys)
    known.setdefault("source", known.pop("url", None))
    return msgspec.convert(known, Record)


def _document(line: bytes, place: Origin) -> RawDocument:
    try:
        record = _record(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        form = '{"text": "…", "title": "…", "publisher": "…", "published": "2024-11-05", "source": "…"}'
        raise MalformedError(place.source, f"{error} (a line is {form}; only text is required)") from error
    return document(record, place, "utf-8")
