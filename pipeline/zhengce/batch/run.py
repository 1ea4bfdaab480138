"""Analyse inputs and store the releases; ``zhengce run`` calls it, and so can a program or notebook."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from zhengce.batch.engines import Engine, Here, InWorkers
from zhengce.batch.items import Item
from zhengce.batch.journal import Journal
from zhengce.batch.options import EngineName, RunOptions
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
    from collections.abc import Callable, Iterable, Iterator

    from zhengce.errors import InputError
    from zhengce.store import Target
    from zhengce.types import RawDocument, Release

__all__ = ["RunSummary", "run"]

_DEFAULTS = Config()


def run(inputs: Iterable[str | Path], targets: Iterable[str], **options: Unpack[RunOptions]) -> RunSummary:
    """Analyse every input and store it in every target; refused inputs are listed in the summary.

    Releases that all targets hold unchanged are skipped: the same bytes and metadata, analysed by the same
    code, rules, model and settings. The same call therefore resumes a stopped run. Releases are stored in
    order, fifty per transaction.

    Args:
        inputs: files, folders, patterns, or ``-``, see `zhengce.ingest.read`.
        targets: files or database URLs, see `zhengce.store.open_target`; without any, nothing is stored.
        options: see `zhengce.batch.options.RunOptions`.

    Raises:
        TargetError: a target cannot be used, or fails during the run; what was already written is kept.
        ConfigError: a setting or rule file is invalid.
        ModelError: the trained model is missing or altered.
        MissingExtraError: a library that a target or engine needs is not installed.

    >>> summary = run(["missing.txt"], [], pipeline=print)
    >>> summary.releases, [str(refusal) for refusal in summary.refusals]
    (0, ['missing.txt: no such file or folder'])
    """
    names = [str(given) for given in inputs]
    return _Run(names, list(dict.fromkeys(targets)), **options).summary()


@dataclass(slots=True)
class _Run:
    """One call of `run` with its options, see `RunOptions`."""

    inputs: list[str]
    targets: list[str]
    _: KW_ONLY
    published: dt.date | None = None
    config: Config = _DEFAULTS
    pipeline: Callable[[RawDocument], Release] | None = None
    version: str | None = None
    progress: Callable[[Release | InputError], None] | None = None
    each: Callable[[Item], None] | None = None
    keep: int = 3
    workers: int = 1
    engine: EngineName = "local"
    quarantine: str | Path | None = None
    log: str | Path | None = None
    since: dt.datetime | None = None
    watch: float | None = None
    follow: bool = False
    dry_run: bool = False
    force: bool = False
    patience: float = PATIENCE

    def summary(self) -> RunSummary:
        """Run, and return the summary."""
        inbox = self._inbox()
        with ExitStack() as stack:
            journal = stack.enter_context(Journal(self.log))
            opened = self._opened(stack, journal)
            done = Process(
                opened,
                engine=None if self.dry_run else self._engine(),
                config=self.config,
                version=pipeline_version(self.config) if self.pipeline is None and opened else self.version,
                inputs=[shown(name) if is_address(name) else name_of(Path(name)) for name in self.inputs],
                options=self._recorded(),
                journal=journal,
                folder=_folder(self.quarantine, self.config),
                progress=self.progress,
                each=self.each,
                keep=self.keep,
                force=self.force,
            ).run(inbox.rounds())
            done.notes += inbox.notes
            return done

    def _inbox(self) -> _Inbox:
        since = None if self.since is None else self.since.timestamp()
        return _Inbox(
            named=self.inputs,
            outputs=Outputs(self.targets, self.quarantine, self.log),
            fresh=Fresh(since=since, settle=self.watch is not None),
            published=self.published,
            config=self.config,
            watch=self.watch,
            follow=self.follow,
        )

    def _opened(self, stack: ExitStack, journal: Journal) -> list[Target]:
        """Open the targets, closed with the stack; a dry run opens them for inspection only."""
        if self.dry_run:
            peeked = [peek_target(target) for target in self.targets]
            return [stack.enter_context(target) for target in peeked]
        told = _waits(journal)
        opened = (
            open_target(target, patience=self.patience, told=told, wait=True) for target in self.targets
        )
        return [stack.enter_context(target) for target in opened]

    def _engine(self) -> Engine:
        if self.engine == "ray":
            from zhengce.batch.ray_engine import OnRay

            return OnRay(self.workers, self.config, self.pipeline)
        if self.workers > 1:
            return InWorkers(self.workers, self.config, self.pipeline)
        return Here(self.config, self.pipeline)

    def _recorded(self) -> dict[str, Any]:
        """Return the options for the record of the run."""
        return {
            "published": self.published and self.published.isoformat(),
            "workers": self.workers,
            "engine": self.engine,
            "since": self.since and self.since.isoformat(),
            "watch": self.watch,
        }


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


def _folder(path: str | Path | None, config: Config) -> QuarantineFolder | None:
    return None if path is None else QuarantineFolder(Path(path), max_bytes=config.ingest.max_bytes)


def _waits(journal: Journal) -> Callable[[str, float], None]:
    def told(message: str, pause: float) -> None:
        journal.write("waiting", message=message, seconds=pause)

    return told
