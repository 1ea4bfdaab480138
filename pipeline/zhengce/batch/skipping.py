"""Leaves out what every target holds already, and settles which metadata a release is analysed with."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from zhengce.batch.contest import Contest
from zhengce.batch.items import CHUNK, Item, Unchanged
from zhengce.batch.meeting import Meeting
from zhengce.store.sources import Seen, as_told, fingerprint_of, moved_from, speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zhengce.store import Target
    from zhengce.store.sources import Known, Source

_ASKED = 128  # documents that are asked after together
_CHARACTERS = 100_000  # of text in a chunk


def skip_unchanged(
    items: Iterable[Item],
    targets: Sequence[Target],
    *,
    version: str | None,
    run_id: str = "",
    force: bool = False,
) -> Iterator[list[Item]]:
    """Items in chunks, those decided that all targets hold, made by this version of the metadata that count.

    Args:
        items: what was read.
        targets: where it goes; without any, or where one does not know, nothing is skipped.
        version: version of the pipeline; None where it is not known.
        run_id: identity of the run.
        force: skip nothing but what was taken out for good.
    """
    meeting, contest = Meeting(), Contest(targets, version, run_id)
    for group in _groups(items, _ASKED if targets else CHUNK):
        if targets:
            _decide(group, targets, meeting, contest, force=force)
        yield from _chunks(group)


def _decide(
    group: Sequence[Item],
    targets: Sequence[Target],
    meeting: Meeting,
    contest: Contest,
    *,
    force: bool,
) -> None:
    waiting = [(item, document) for item in group if (document := item.waiting) is not None]
    ids = {document.release_id for _, document in waiting}
    known = [target.known(ids) for target in targets]
    forgotten = set().union(*(target.forgotten(ids) for target in targets))
    own = [(item, item.seen or Seen(meeting.source_of(item.place, document))) for item, document in waiting]
    together: dict[str, dict[tuple[str, str], Source]] = {}
    for held in known:
        for key, each in held.items():
            together.setdefault(key, {}).update({row.key: row for row in each.sources})
    for item, seen in own:
        key = seen.source.release_id
        rows = together.setdefault(key, {})
        item.seen = _placed(seen, rows)
        rows.pop((item.seen.before or "", key), None)
        rows[item.seen.source.key] = item.seen.source
    for item, document in waiting:
        if item.seen is None:
            continue
        if document.release_id in forgotten:
            item.outcome = Unchanged(document.source, document.release_id, "forgotten")
            continue
        rows = together[document.release_id]
        item.seen = Seen(item.seen.source, item.seen.before, _others(item.seen.source, known, rows))
        counts = speaker(rows.values())
        item.result = as_told(document, counts)
        if contest.version is None:
            continue
        item.fingerprint = fingerprint_of(contest.version, counts.told)
        if force:
            continue
        held_by = [held.get(document.release_id) for held in known]
        if all(each is not None and each.fingerprint == item.fingerprint for each in held_by):
            item.outcome = Unchanged(document.source, document.release_id)
        elif all(
            contest.lost(target, each, counts.told) for target, each in zip(targets, held_by, strict=True)
        ):
            item.outcome = Unchanged(document.source, document.release_id, "newer")


def _placed(seen: Seen, rows: dict[tuple[str, str], Source]) -> Seen:
    """With the name by which the place is known, and where the bytes were before."""
    before = seen.before or moved_from(seen.source, list(rows.values()))
    there = rows.get(seen.source.key)
    if there is None or there.named or seen.source.named:
        return Seen(seen.source, before)
    from dataclasses import replace

    return Seen(replace(seen.source, source=there.source), before)


def _others(
    own: Source, known: Sequence[dict[str, Known]], rows: dict[tuple[str, str], Source]
) -> tuple[Source, ...]:
    """Places that some target knows, for those that do not."""
    if len(known) == 1:
        return ()
    held = [
        {row.key for row in each[own.release_id].sources} if own.release_id in each else set()
        for each in known
    ]
    shared = set.intersection(*held)
    return tuple(row for key, row in rows.items() if key != own.key and key not in shared)


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
