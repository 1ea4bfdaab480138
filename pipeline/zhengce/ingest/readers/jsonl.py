"""JSON lines: one object a line, in UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import msgspec

from zhengce.errors import EmptyInputError, InputError, MalformedError
from zhengce.ingest.decode import checked
from zhengce.ingest.metadata import Metadata
from zhengce.ingest.readers.base import Origin, identity
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Record(Metadata, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A line. Keys besides these, as data sets have them, are left alone."""

    text: str


_DECODER = msgspec.json.Decoder(_Record)


def read_jsonl(stream: BinaryIO, origin: Origin) -> Iterator[RawDocument | InputError]:
    """A document for each line; a line that is no record is refused as ``FILE:LINE``, the others go on.

    Blank lines are skipped. What a record says of itself comes before what stands beside the file.
    """
    number = found = 0
    while line := stream.readline(origin.max_bytes + 1):
        number += 1
        place = Origin(
            source=f"{origin.source}:{number}", metadata=origin.metadata, max_bytes=origin.max_bytes
        )
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
        yield EmptyInputError(origin.source, "there is no record in it")


def _document(line: bytes, place: Origin) -> RawDocument:
    try:
        record = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        form = '{"text": "…", "title": "…", "publisher": "…", "published": "2024-11-05", "source": "…"}'
        raise MalformedError(place.source, f"{error} (a line is {form}, all but text optional)") from error
    known = record.over(place.metadata)
    return RawDocument(
        source=record.source or place.source,
        text=checked(record.text, source=place.source),
        release_id=identity(record.text.encode()),
        title=known.title,
        publisher=known.publisher,
        published=known.date,
    )
