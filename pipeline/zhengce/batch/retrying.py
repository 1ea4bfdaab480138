"""Retry refused inputs; ``zhengce retry`` calls it."""

from __future__ import annotations

import dataclasses
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from zhengce.batch.engines import Here
from zhengce.batch.items import Item
from zhengce.batch.journal import Journal
from zhengce.batch.process import Process
from zhengce.batch.quarantine import QuarantineFolder
from zhengce.batch.versions import pipeline_version
from zhengce.config import Config
from zhengce.errors import InputError
from zhengce.ingest import Place, read_placed
from zhengce.ingest.remote import is_address
from zhengce.ingest.sources import name_of
from zhengce.store import PATIENCE, open_target

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from zhengce.batch.summary import RunSummary
    from zhengce.store import Target
    from zhengce.store.records import Quarantined
    from zhengce.types import RawDocument, Release

_DEFAULTS = Config()


def retry(
    targets: Iterable[str],
    *,
    quarantine: str | Path | None = None,
    published: dt.date | None = None,
    config: Config = _DEFAULTS,
    pipeline: Callable[[RawDocument], Release] | None = None,
    version: str | None = None,
    progress: Callable[[Release | InputError], None] | None = None,
    log: str | Path | None = None,
    keep: int = 3,
    patience: float = PATIENCE,
) -> RunSummary:
    """Retry every input in quarantine; those accepted now are stored and removed from it.

    A file is read at its original place, so that it can be repaired there; one record of a file, or a file
    that is gone, is read from its copy in the quarantine folder.

    Args:
        targets: targets of releases; databases among them also list refused inputs.
        quarantine: the quarantine folder.
        published: publication date of all inputs.
        config: settings of the pipeline.
        pipeline: see `run`.
        version: see `run`.
        progress: see `run`.
        log: see `run`.
        keep: see `run`.
        patience: see `run`.

    Raises:
        ZhengceError: as `run`.
    """
    folder = (
        None if quarantine is None else QuarantineFolder(Path(quarantine), max_bytes=config.ingest.max_bytes)
    )
    with ExitStack() as stack:
        journal = stack.enter_context(Journal(log))
        opened = [
            stack.enter_context(open_target(target, patience=patience)) for target in dict.fromkeys(targets)
        ]
        entries = _listed(folder, opened)
        items = (item for entry in entries for item in _read(entry, folder, published, config))
        return Process(
            opened,
            engine=Here(config, pipeline),
            config=config,
            version=version if pipeline is not None else pipeline_version(config),
            inputs=[entry.source for entry in entries],
            options={"retry": True, "published": published and published.isoformat()},
            journal=journal,
            folder=folder,
            progress=progress,
            keep=keep,
        ).run([items])


def _listed(folder: QuarantineFolder | None, targets: Iterable[Target]) -> list[Quarantined]:
    """Return the inputs in quarantine, in the folder or in databases, oldest first."""
    listed = [*(folder.entries() if folder else ()), *(e for target in targets for e in target.quarantined())]
    entries = {entry.input_id: entry for entry in reversed(listed)}
    return sorted(entries.values(), key=lambda entry: (entry.first_seen, entry.input_id))


def _read(
    entry: Quarantined, folder: QuarantineFolder | None, published: dt.date | None, config: Config
) -> Iterator[Item]:
    if entry.path is not None and is_address(entry.path):
        yield from _read_again(entry, published, config)
        return
    original = None if entry.path is None else Path(entry.path)
    copy = folder.copy_of(entry) if folder is not None else None
    path = original if original is not None and entry.line is None and original.is_file() else copy
    if path is None:
        gone = "the file is gone, and there is no copy in the quarantine folder"
        yield Item(Place(original), InputError(entry.source, gone), entry.input_id).decided()
        return
    for place, result in read_placed([path], published=published, config=config.ingest):
        source = entry.source if result.source.startswith(name_of(path)) else result.source
        if isinstance(result, InputError):
            refusal = type(result)(entry.source, result.reason)
            yield Item(place, refusal, entry.input_id).decided()
        else:
            yield Item(place, dataclasses.replace(result, source=source), entry.input_id)


def _read_again(entry: Quarantined, published: dt.date | None, config: Config) -> Iterator[Item]:
    """Read an input again; from a file with several records, only the refused one."""
    for place, result in read_placed([str(entry.path)], published=published, config=config.ingest):
        if place.input_id == entry.input_id or place.address is None:
            yield Item(place, result, entry.input_id).decided()
            return
    gone = InputError(entry.source, "the file is gone")
    yield Item(Place(None, address=entry.path), gone, entry.input_id).decided()
