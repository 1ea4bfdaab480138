"""`read` for files, folders, addresses and streams; `document` for a text in memory."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import os
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from zhengce.config import IngestConfig
from zhengce.errors import InputError, MalformedError, MissingExtraError
from zhengce.ingest.decode import checked, decode_named
from zhengce.ingest.metadata import Metadata, beside, parse_date
from zhengce.ingest.places import Place, Placed
from zhengce.ingest.readers import OF_RECORDS, READERS, Reader, identity
from zhengce.ingest.readers.base import Origin
from zhengce.ingest.remote import RemoteFile
from zhengce.ingest.sources import STDIN, begins_as_written, expand, name_of
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_DEFAULTS = IngestConfig()


def read(
    inputs: Iterable[str | Path],
    *,
    published: dt.date | None = None,
    config: IngestConfig = _DEFAULTS,
) -> Iterator[RawDocument | InputError]:
    """Read documents one after another, yielding refusals as values.

    Args:
        inputs: files, folders (recursively), patterns like ``inbox/*.txt``, the same at addresses
            (``s3://bucket/inbox/``), or ``-`` for standard input, which is one text or JSON lines. The
            suffix determines the format, see ``READERS``.
        published: publication date of all inputs; overrides their metadata.
        config: the limits on inputs.

    Yields:
        A `RawDocument`, or the `InputError` with the reason of the refusal.

    >>> [str(refusal) for refusal in read(["missing.txt"])]
    ['missing.txt: no such file or folder']
    """
    for placed in read_placed(inputs, published=published, config=config):
        yield placed.result


def read_placed(
    inputs: Iterable[str | Path],
    *,
    published: dt.date | None = None,
    config: IngestConfig = _DEFAULTS,
    wanted: Callable[[Path | RemoteFile], bool] | None = None,
    unless: Callable[[Path], bool] | None = None,
    follow: bool = False,
) -> Iterator[Placed]:
    """Read like `read`, yielding each result with its place.

    Args:
        inputs: see `read`.
        published: see `read`.
        config: see `read`.
        wanted: selects the files to read; defaults to all.
        unless: excludes files and folders, such as outputs of the caller.
        follow: follow links that leave their folder.
    """
    for found in expand(inputs, unless=unless, follow=follow):
        if isinstance(found, InputError):
            yield Placed(Place(None), found)
            continue
        if wanted is not None and not wanted(found):
            continue
        for place, result in _open(found, config):
            if published is not None and isinstance(result, RawDocument):
                yield Placed(place, dataclasses.replace(result, published=published))
            else:
                yield Placed(place, result)


def document(
    text: str | bytes,
    *,
    source: str = "<text>",
    title: str | None = None,
    publisher: str | None = None,
    published: dt.date | str | None = None,
) -> RawDocument:
    """Make a raw document from a text in memory; bytes are decoded like those of a file.

    Args:
        text: the text, kept unchanged.
        source: its origin, such as its address.
        title: its title, if known.
        publisher: its publisher, if known.
        published: publication date, a ``date`` or ``"2024-11-05"``.

    Raises:
        EmptyInputError: the text is empty.
        UndecodableError: the bytes are not a text.
        MalformedError: `published` is not a date.

    >>> document("技能人才264.3万人。", published="2024-11-05").published
    datetime.date(2024, 11, 5)
    """
    data = text if isinstance(text, bytes) else None
    decoded, encoding = (
        decode_named(text, source=source) if isinstance(text, bytes) else (checked(text, source=source), None)
    )
    return RawDocument(
        source=source,
        text=decoded,
        release_id=identity(decoded.encode() if data is None else data),
        title=title,
        publisher=publisher,
        published=as_date(published, source=source),
        encoding=encoding,
    )


def as_date(published: dt.date | str | None, *, source: str) -> dt.date | None:
    """Return a publication date given as a date or string.

    Raises:
        MalformedError: it is not a date; the message names `source`.

    >>> as_date("2024-11-05", source="a.txt")
    datetime.date(2024, 11, 5)
    """
    if isinstance(published, dt.datetime):
        return published.date()
    if published is None or isinstance(published, dt.date):
        return published
    try:
        return parse_date(published)
    except (ValueError, TypeError) as error:
        raise MalformedError(source, f"published: {error}") from None


def _open(found: Path | RemoteFile, config: IngestConfig) -> Iterator[Placed]:
    if str(found) == STDIN:
        yield from (Placed(Place(None), result) for result in _stdin(config))
        return
    if isinstance(found, RemoteFile):
        whole, source, placed = Place(None, address=found.name), found.name, _remote(found, config)
    else:
        whole, source, placed = Place(found, 0, _size(found)), name_of(found), _local(found, config)
    try:
        yield from placed
    except InputError as error:
        yield Placed(whole, error)
    except MissingExtraError as error:
        refusal = InputError(source, str(error))
        refusal.__cause__ = error
        yield Placed(whole, refusal)
    except OSError as error:
        yield Placed(whole, InputError(source, f"not readable: {error.strerror or error}"))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _local(path: Path, config: IngestConfig) -> Iterator[Placed]:
    suffix = path.suffix.lower()
    _reader(suffix, name_of(path))
    origin = Origin(source=name_of(path), metadata=beside(path), max_bytes=config.max_bytes)
    with path.open("rb") as stream:
        yield from _documents(stream, suffix, origin, Place(path))


def _remote(file: RemoteFile, config: IngestConfig) -> Iterator[Placed]:
    named = PurePosixPath(file.path).suffix.lower()
    limit = None if named in OF_RECORDS else config.max_bytes + 1
    with file.opened(limit=limit) as stream:
        suffix = file.suffix(stream, READERS.__contains__)
        written = file.listed and suffix == ".jsonl" and begins_as_written(stream)
        stream.seek(0)
        if not written:
            origin = Origin(source=file.name, metadata=file.metadata(), max_bytes=config.max_bytes)
            yield from _documents(stream, suffix, origin, Place(None, address=file.name))


def _reader(suffix: str, source: str) -> Reader:
    reader = READERS.get(suffix)
    if reader is None:
        formats = ", ".join(suffix for suffix in READERS if suffix)
        raise InputError(source, f"no reader for {suffix}: the formats are {formats}")
    return reader


def _documents(stream: BinaryIO, suffix: str, origin: Origin, whole: Place) -> Iterator[Placed]:
    """Yield the documents of a file, each with its place in it."""
    begin = 0
    many = suffix in OF_RECORDS
    for number, result in enumerate(_reader(suffix, origin.source)(stream, origin), 1):
        end = stream.tell() if stream.seekable() else begin
        record = number if many else None
        yield Placed(dataclasses.replace(whole, offset=begin, size=end - begin, record=record), result)
        begin = end


def _stdin(config: IngestConfig) -> Iterator[RawDocument | InputError]:
    """Read standard input: JSON lines if it begins with a brace, else one text."""
    try:
        yield from _stream(config)
    except InputError as error:
        yield error


def _stdin_stream() -> io.BufferedReader:
    """Duplicate the handle of standard input, so that a waiting thread does not lock Python's own."""
    stream = sys.stdin.buffer
    try:
        return os.fdopen(os.dup(stream.fileno()), "rb")
    except (OSError, ValueError):  # a replacement without a file descriptor
        return io.BufferedReader(cast("io.RawIOBase", stream))


def _stream(config: IngestConfig) -> Iterator[RawDocument | InputError]:
    with _stdin_stream() as stream:
        head = stream.peek(64).removeprefix(b"\xef\xbb\xbf").lstrip()
        reader = READERS[".jsonl" if head.startswith(b"{") else ".txt"]
        origin = Origin(source="<stdin>", metadata=Metadata(), max_bytes=config.max_bytes)
        yield from reader(stream, origin)
