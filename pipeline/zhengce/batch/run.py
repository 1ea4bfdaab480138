"""Analyse inputs and store the releases; ``zhengce run`` calls it, and so can a program or notebook."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from zhengce.batch.engines import Engine, Here, InWorkers
from zhengce.batch.items import Item
from zhengce.batch.journal import Journal
from zhengce.batch.outputs import Outputs
from zhengce.batch.process import Process
from zhengce.batch.quarantine import QuarantineFolder
from zhengce.batch.streaming import in_rounds
from zhengce.batch.summary import RunSummary
from zhengce.batch.versions import pipeline_version
from zhengce.batch.watching import Fresh
from zhengce.config import Config
from zhengce.errors import NothingThereError
from zhengce.ingest import read_placed
from zhengce.ingest.remote import is_address, shown
from zhengce.ingest.sources import STDIN, name_of
from zhengce.store import PATIENCE, open_target, peek_target

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zhengce.errors import InputError
    from zhengce.store import Target
    from zhengce.types import RawDocument, Release

__all__ = ["RunSummary", "run"]

EngineName = Literal["local", "ray"]
_DEFAULTS = Config()


def run(
    inputs: Iterable[str | Path],
    targets: Iterable[str],
    *,
    published: dt.date | None = None,
    config: Config = _DEFAULTS,
    pipeline: Callable[[RawDocument], Release] | None = None,
    version: str | None = None,
    progress: Callable[[Release | InputError], None] | None = None,
    each: Callable[[Item], None] | None = None,
    keep: int = 3,
    workers: int = 1,
    engine: EngineName = "local",
    quarantine: str | Path | None = None,
    log: str | Path | None = None,
    since: dt.datetime | None = None,
    watch: float | None = None,
    follow: bool = False,
    dry_run: bool = False,
    force: bool = False,
    patience: float = PATIENCE,
) -> RunSummary:
    """Analyse every input and store it in every target; a refused input is listed and the rest goes on.

    What all targets hold unchanged is skipped: the same bytes and metadata, analysed by the same code, rules,
    model and settings. So a run that was stopped is gone on with by the same call. Releases are stored in
    order, fifty in a transaction.

    Args:
        inputs: files, folders, patterns, or ``-``: see `zhengce.ingest.read`.
        targets: files or URLs of databases: see `zhengce.store.open_target`. With none, nothing is stored.
        published: publication date of all inputs.
        config: settings of the pipeline.
        pipeline: what analyses a document; made from `config` if not given. With workers, a function that
            can be found by its name.
        version: what identifies a `pipeline` of your own; without it nothing is skipped.
        progress: called after each input with its release, or with the refusal.
        each: called after each input, also a skipped one, with all that is known of it.
        keep: how many releases the summary holds.
        workers: processes that analyse; each builds its own pipeline.
        engine: ``"local"``, or ``"ray"`` for a cluster.
        quarantine: folder in which refused inputs are kept; databases list them in any case.
        log: file that gets a line of JSON for each event.
        since: leave out files that were last changed before.
        watch: go on, and look for new files every so many seconds, until interrupted.
        follow: read also what links lead to that leave the folder they lie in.
        dry_run: read, and say what would be done; nothing is analysed or stored.
        force: analyse again what is there unchanged, too.
        patience: seconds to try again where a database goes away; then the run stops.

    Raises:
        TargetError: a target cannot be used, or no longer; what was written before stays.
        ConfigError: a setting or rule file is wrong.
        ModelError: the trained model is missing or altered.
        MissingExtraError: a library that a target or engine needs is not installed.

    >>> summary = run(["missing.txt"], [], pipeline=print)
    >>> summary.releases, [str(refusal) for refusal in summary.refusals]
    (0, ['missing.txt: no such file or folder'])
    """
    named = [str(given) for given in inputs]
    targets = list(dict.fromkeys(targets))
    fresh = Fresh(since=None if since is None else since.timestamp(), settle=watch is not None)
    inbox = _Inbox(
        named=named, outputs=Outputs(targets, quarantine, log), fresh=fresh,
        published=published, config=config, watch=watch, follow=follow,
    )  # fmt: skip
    options: dict[str, Any] = {
        "published": published and published.isoformat(),
        "workers": workers,
        "engine": engine,
        "since": since and since.isoformat(),
        "watch": watch,
    }

    with ExitStack() as stack:
        journal = stack.enter_context(Journal(log))
        opened = _opened(stack, targets, journal, dry_run=dry_run, patience=patience)
        summary = Process(
            opened,
            engine=None if dry_run else _engine(engine, workers, config, pipeline),
            config=config,
            version=pipeline_version(config) if pipeline is None and opened else version,
            inputs=[shown(name) if is_address(name) else name_of(Path(name)) for name in named],
            options=options,
            journal=journal,
            folder=_folder(quarantine, config),
            progress=progress,
            each=each,
            keep=keep,
            force=force,
        ).run(inbox.rounds())
        summary.notes += inbox.notes
        return summary


@dataclass(slots=True, kw_only=True)
class _Inbox:
    """The inputs of a run: all of them once, or new ones every `watch` seconds."""

    named: list[str]
    outputs: Outputs
    fresh: Fresh
    published: dt.date | None
    config: Config
    watch: float | None
    follow: bool
    notes: list[str] = field(default_factory=list)

    def rounds(self) -> Iterator[Iterator[Item]]:
        """Yield rounds of inputs; a stream is divided into rounds as it arrives."""
        if STDIN in self.named:
            yield from in_rounds(self._read())
        else:
            yield self._read()
        while self.watch is not None:
            time.sleep(self.watch)
            yield self._read()

    def _read(self) -> Iterator[Item]:
        placed = read_placed(
            self.named, published=self.published, config=self.config.ingest, wanted=self.fresh,
            unless=self.outputs.__contains__, follow=self.follow,
        )  # fmt: skip
        for place, result in placed:
            if not self.fresh.told(place, result):
                continue
            if isinstance(result, NothingThereError):
                self.notes.append(f"nothing to do: {result}")
            else:
                yield Item.of(place, result)


def _opened(
    stack: ExitStack, targets: Sequence[str], journal: Journal, *, dry_run: bool, patience: float
) -> list[Target]:
    """Open the targets, closed with the stack; a dry run opens them for inspection only."""
    if dry_run:
        return [stack.enter_context(target) for target in [peek_target(target) for target in targets]]
    told = _waits(journal)
    opened = (open_target(target, patience=patience, told=told, wait=True) for target in targets)
    return [stack.enter_context(target) for target in opened]


def _engine(
    name: EngineName, workers: int, config: Config, pipeline: Callable[[RawDocument], Release] | None
) -> Engine:
    if name == "ray":
        from zhengce.batch.ray_engine import OnRay

        return OnRay(workers, config, pipeline)
    return InWorkers(workers, config, pipeline) if workers > 1 else Here(config, pipeline)


def _folder(path: str | Path | None, config: Config) -> QuarantineFolder | None:
    return None if path is None else QuarantineFolder(Path(path), max_bytes=config.ingest.max_bytes)


def _waits(journal: Journal) -> Callable[[str, float], None]:
    def told(message: str, pause: float) -> None:
        journal.write("waiting", message=message, seconds=pause)

    return told
