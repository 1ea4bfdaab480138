"""The places of a release, and the one whose metadata are authoritative."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import platform
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec

from zhengce.types import Note, RawDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zhengce.types import Release

Told = tuple[str, str | None, str | None, dt.date | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place (a file, a record of a file, or an address) with the metadata found there.

    Among the rows of a place, the one that is not superseded describes its current bytes.
    """

    source_id: Annotated[str, Note("identity of the place", "来源标识")]
    release_id: Annotated[str, Note("identity of the bytes that lie or lay there", "文件标识")]
    source: Annotated[str, Note("its name", "来源")]
    named: Annotated[bool, Note("whether its metadata name it", "是否由元数据命名")] = False
    path: Annotated[str | None, Note("its file, if it has one", "文件路径")] = None
    record: Annotated[int | None, Note("number of the record in the file, from 1", "记录序号")] = None
    host: Annotated[str | None, Note("machine that read it", "读入主机")] = None
    title: Annotated[str | None, Note("title given there", "标题")] = None
    publisher: Annotated[str | None, Note("publisher given there", "发布者")] = None
    published: Annotated[dt.date | None, Note("publication date given there", "发布日期")] = None
    encoding: Annotated[str | None, Note("encoding of the text there", "原文编码")] = None
    first_seen: Annotated[dt.datetime, Note("when these bytes were first seen there", "首次读入时间")]
    last_seen: Annotated[dt.datetime, Note("when they were last seen there", "最近读入时间")]
    superseded_by: Annotated[str | None, Note("release that lies there now", "被取代的文件标识")] = None

    @property
    def told(self) -> Told:
        """Return the metadata given at this place."""
        return (self.source, self.title, self.publisher, self.published, self.encoding)

    @property
    def key(self) -> tuple[str, str]:
        """Return the unique key of the row."""
        return (self.source_id, self.release_id)


class Known(NamedTuple):
    """What a target holds of a release."""

    fingerprint: str | None = None
    pipeline: str | None = None
    version: str | None = None
    libraries: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A place as visited by a run.

    `before` is the id of the place from which the bytes were moved here; `others` are places of the same
    release known to some target.
    """

    source: Source
    before: str | None = None
    others: tuple[Source, ...] = field(default=())


def speaker(rows: Iterable[Source]) -> Source:
    """Return the place whose metadata are authoritative: the first published, then the smallest name.

    Superseded places are considered only if there are no others.
    """
    return min(
        rows,
        key=lambda row: (
            row.superseded_by is not None,
            row.published is None,
            row.published or dt.date.max,
            row.source,
            row.source_id,
        ),
    )


def fingerprint_of(pipeline: str, told: Told) -> str:
    """Return 16 hexadecimal digits that identify the pipeline and metadata of an analysis."""
    return hashlib.sha256(msgspec.json.encode([pipeline, *told])).hexdigest()[:16]


def source_id(*parts: object) -> str:
    """Return 16 hexadecimal digits that identify a place."""
    return hashlib.sha256("\0".join(map(str, parts)).encode(errors="surrogatepass")).hexdigest()[:16]


def place_of_old(name: str) -> str:
    """Return the id of a place known only by name, from a database of revision 0002."""
    return source_id("name", name)


def of_release(release: Release) -> Source:
    """Return the source for a release stored from Python, which has no file or URL."""
    now = dt.datetime.now(dt.UTC)
    return Source(
        source_id=source_id("release", release.release_id),
        release_id=release.release_id,
        source=release.source,
        named=True,
        title=release.title,
        publisher=release.publisher,
        published=release.published,
        encoding=release.encoding,
        first_seen=now,
        last_seen=now,
    )


def of_file(document: RawDocument, path: str, record: int | None, *, named: bool) -> Source:
    """Return the source of a document in a file, identified by its resolved path and record."""
    return _of(document, source_id("file", path, record or ""), path, record, named=named)


def of_address(document: RawDocument, address: str | None, record: int | None = None) -> Source:
    """Return the source of a document without a local file: its address and record, else its bytes."""
    identity = ("release", document.release_id) if address is None else ("address", address)
    parts = identity if record is None else (*identity, record)
    return _of(document, source_id(*parts), None, record, named=True)


def _of(document: RawDocument, identity: str, path: str | None, record: int | None, *, named: bool) -> Source:
    now = dt.datetime.now(dt.UTC)
    return Source(
        source_id=identity,
        release_id=document.release_id,
        source=document.source,
        named=named,
        path=path,
        record=record,
        host=platform.node() or None,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        encoding=document.encoding,
        first_seen=now,
        last_seen=now,
    )


def as_told(document: RawDocument, source: Source) -> RawDocument:
    """Return the document with the metadata of one of its places."""
    return replace(
        document,
        source=source.source,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        encoding=source.encoding,
    )


def moved_from(source: Source, known: Sequence[Source]) -> str | None:
    """Return the place from which these bytes were moved here, if one of those `known` is gone.

    A file counts as gone only if this machine sees its folder or read the file itself: other machines may
    see other folders.
    """
    if source.path is None or any(row.source_id == source.source_id for row in known):
        return None
    for row in sorted(known, key=lambda row: row.source_id):
        if row.superseded_by is not None:
            continue
        if row.path is None:
            if row.source_id == place_of_old(source.source):
                return row.source_id
        elif not os.path.lexists(row.path) and (row.host == source.host or Path(row.path).parent.is_dir()):
            return row.source_id
    return None


def same_place(new: Source, old: Source) -> Source:
    """Return a row that replaces another, keeping its name and the time it was first seen.

    A file without a name in its metadata keeps the name by which it was first read, even if a later run
    spells its folder differently.
    """
    keeps_name = new.source_id == old.source_id and not (new.named or old.named)
    return replace(new, first_seen=old.first_seen, source=old.source if keeps_name else new.source)


def put(rows: dict[tuple[str, str], Source], seen: Sequence[Seen]) -> None:
    """Merge the places visited by a run into the known `rows`; new bytes at a place supersede the old.

    The last visit of a place wins. `rows` must hold all rows of these places.
    """
    own = {one.source.source_id: one for one in seen}
    old_names = {place_of_old(one.source.source): key for key, one in own.items() if not one.source.named}
    at: dict[str, set[tuple[str, str]]] = {}
    for key, row in list(rows.items()):
        if row.source_id in old_names:  # a place known only by name
            del rows[key]
            moved = replace(row, source_id=old_names[row.source_id])
            rows.setdefault(moved.key, moved)
            key = moved.key  # noqa: PLW2901 - the current bytes of the place
        at.setdefault(key[0], set()).add(key)
    for new, before in ((one.source, one.before) for one in own.values()):
        gone = rows.pop((before, new.release_id), None) if before is not None else None
        old = rows.get(new.key) or gone
        rows[new.key] = new if old is None else same_place(new, old)
        for key in at.get(new.source_id, set()) - {new.key}:
            if key in rows and rows[key].superseded_by != new.release_id:
                rows[key] = replace(rows[key], superseded_by=new.release_id)
