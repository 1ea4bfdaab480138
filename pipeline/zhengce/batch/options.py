"""The options of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from zhengce.batch.items import Item
    from zhengce.config import Config
    from zhengce.errors import InputError
    from zhengce.types import RawDocument, Release

EngineName = Literal["local", "ray"]


class RunOptions(TypedDict, total=False):
    """The keyword arguments of `zhengce.batch.run`.

    Args:
        published: publication date of all inputs.
        config: settings of the pipeline.
        pipeline: analyses one document; defaults to the pipeline of `config`. With several workers it must
            be a function that is importable by name.
        version: identifies a `pipeline` of your own; without it nothing is skipped.
        progress: called after each input with its release or refusal.
        each: called after each input, including skipped ones, with its item.
        keep: the maximum number of releases in the summary; 3 by default.
        workers: number of worker processes, each with its own pipeline; 1 by default.
        engine: ``"local"``, or ``"ray"`` for a cluster.
        quarantine: folder for refused inputs; databases list them in any case.
        log: file to which each event is appended as a line of JSON.
        since: skip files last modified before this time.
        watch: keep running and look for new files at this interval in seconds, until interrupted.
        follow: follow links that leave their folder.
        dry_run: report what would be done without analysing or storing anything.
        force: analyse unchanged releases again.
        patience: seconds to keep retrying if a database goes away, before the run stops.
    """

    published: dt.date | None
    config: Config
    pipeline: Callable[[RawDocument], Release] | None
    version: str | None
    progress: Callable[[Release | InputError], None] | None
    each: Callable[[Item], None] | None
    keep: int
    workers: int
    engine: EngineName
    quarantine: str | Path | None
    log: str | Path | None
    since: dt.datetime | None
    watch: float | None
    follow: bool
    dry_run: bool
    force: bool
    patience: float
