"""The interface of readers, and an adapter for formats that are read as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from zhengce.errors import InputError
from zhengce.ingest.metadata import Metadata
from zhengce.types import RawDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The source of a stream with its metadata and the accepted size."""

    source: str
    metadata: Metadata
    max_bytes: int

    def refuse_large(self, size: int) -> None:
        """Raise an `InputError` if `size` bytes exceed the limit."""
        if size > self.max_bytes:
            limit = f"the limit of {self.max_bytes:,} bytes (setting ingest.max_bytes)"
            raise InputError(self.source, f"larger than {limit}")


class Content(NamedTuple):
    """The text of a file, the metadata stated in it, and the encoding of plain text."""

    text: str
    metadata: Metadata = Metadata()
    encoding: str | None = None
    notes: tuple[str, ...] = ()


Reader = Callable[[BinaryIO, Origin], Iterator[RawDocument | InputError]]


def identity(data: bytes) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()[:16]


def whole(function: Callable[[bytes, Origin], Content]) -> Reader:
    """Make a reader for a format with one release per file."""

    def reader(stream: BinaryIO, origin: Origin) -> Iterator[RawDocument | InputError]:
        data = stream.read(origin.max_bytes + 1)
        origin.refuse_large(len(data))
        content = function(data, origin)
        known = origin.metadata.over(content.metadata)
        yield RawDocument(
            source=known.source or origin.source,
            text=content.text,
            release_id=identity(data),
            title=known.title,
            publisher=known.publisher,
            published=known.date,
            encoding=content.encoding,
            notes=content.notes,
        )

    return reader
