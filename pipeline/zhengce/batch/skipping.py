"""Leaves out what every target holds already."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from zhengce.batch.items import CHUNK, Item, Unchanged
from zhengce.batch.versions import release_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhengce.store import Target

_ASKED = 64  # documents that are asked after together
_CHARACTERS = 100_000  # of text in a chunk


def skip_unchanged(
    items: Iterable[Item], targets: Sequence[Target], *, version: str | None
) -> Iterator[list[Item]]:
    """Items in chunks, those decided that all targets hold, made by this version from this metadata.

    Args:
        items: what was read.
        targets: where it goes; without any, or where one does not know, nothing is skipped.
        version: version of the pipeline; None where it is not known.
    """
    for group in _groups(items, _ASKED if targets else CHUNK):
        waiting = [(item, document) for item in group if (document := item.waiting) is not None]
        if version is not None:
            for item, document in waiting:
                item.fingerprint = release_version(version, document)
        wanted = {doc.release_id: item.fingerprint for item, doc in waiting if item.fingerprint is not None}
        there = set.intersection(*(target.unchanged(wanted) for target in targets)) if targets else set()
        for item, document in waiting:
            if document.release_id in there and wanted[document.release_id] == item.fingerprint:
                item.outcome = Unchanged(document.source, document.release_id)
        yield from _chunks(group)


def _groups(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while group := list(islice(rest, size)):
        yield group


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Few items at a time, and of long texts fewer."""
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        document = item.waiting
        size += len(document.text) if document is not None else 0
        if len(chunk) >= CHUNK or size >= _CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
