"""Skip what every target already holds, and determine the authoritative metadata of each release."""

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

_ASKED = 128  # documents per query
_CHARACTERS = 100_000  # text in a chunk


def skip_unchanged(
    items: Iterable[Item],
    targets: Sequence[Target],
    *,
    version: str | None,
    run_id: str = "",
    force: bool = False,
) -> Iterator[list[Item]]:
    """Yield items in chunks; those that all targets hold in this version and with these metadata are decided.

    Args:
        items: the items read.
        targets: their targets; nothing is skipped without targets, or if one cannot report its contents.
        version: version of the pipeline, or None if unknown.
        run_id: id of the run.
        force: skip only releases deleted for good.
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
    """Return the place with its known name and its previous place if it was moved."""
    before = seen.before or moved_from(seen.source, list(rows.values()))
    there = rows.get(seen.source.key)
    if there is None or there.named or seen.source.named:
        return Seen(seen.source, before)
    from dataclasses import replace

    return Seen(replace(seen.source, source=there.source), before)


def _others(
    own: Source, known: Sequence[dict[str, Known]], rows: dict[tuple[str, str], Source]
) -> tuple[Source, ...]:
    """Return the places known to some targets but not to others."""
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
    """Group items into chunks, with fewer items if texts are long."""
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
