"""Run items through an engine into a sink and record the run; shared by `run` and `retry`."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from zhengce.batch.items import Item, Unchanged
from zhengce.batch.sink import Sink
from zhengce.batch.skipping import skip_unchanged
from zhengce.batch.stored import unsettled
from zhengce.batch.summary import RunSummary
from zhengce.batch.tracker import Tracker
from zhengce.errors import InputError, TargetError, ZhengceError
from zhengce.types import Release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from zhengce.batch.engines import Engine
    from zhengce.batch.journal import Journal
    from zhengce.batch.quarantine import QuarantineFolder
    from zhengce.config import Config
    from zhengce.store import Target


class Process:
    """One run, from its first item to its record.

    Args:
        targets: the targets of releases.
        engine: the engine; None for a dry run, which stores nothing.
        config: settings of the pipeline.
        version: version of the pipeline, or None if unknown.
        inputs: the inputs of the run.
        options: options of the call, for the record.
        journal: receives a line per event.
        folder: the quarantine folder, if any.
        progress: called with each release or refusal.
        each: called with each item.
        keep: the maximum number of releases in the summary.
        force: analyse unchanged releases again.
    """

    def __init__(
        self,
        targets: Sequence[Target],
        *,
        engine: Engine | None,
        config: Config,
        version: str | None,
        inputs: Sequence[str],
        options: dict[str, Any],
        journal: Journal,
        folder: QuarantineFolder | None,
        progress: Callable[[Release | InputError], None] | None = None,
        each: Callable[[Item], None] | None = None,
        keep: int = 3,
        force: bool = False,
    ) -> None:
        names = [target.name for target in targets]
        self._targets = targets
        self._stored_in = targets if engine is not None else ()
        self._engine = engine
        self._version = version
        self._journal = journal
        self._progress = progress
        self._each = each
        self._force = force
        self._tracker = Tracker(config, version=version, inputs=inputs, targets=names, options=options)
        self._summary = RunSummary(targets=tuple(names), run_id=self._tracker.record.run_id)
        self._sink = Sink(
            self._stored_in,
            tracker=self._tracker,
            summary=self._summary,
            journal=journal,
            folder=folder if engine is not None else None,
            told=self._told,
            keep=keep,
        )

    def run(self, rounds: Iterable[Iterable[Item]]) -> RunSummary:
        """Process all items of all rounds; each round ends with everything stored.

        A keyboard interrupt stores what is done. An endless run then returns its summary; any other run
        raises KeyboardInterrupt.
        """
        self._record(self._tracker.now())
        record = self._tracker.record
        self._journal.write("started", **{name: getattr(record, name) for name in record.__slots__[:12]})
        self._sink.tell_problem()
        try:
            if self._engine is None:
                self._dry(rounds)
            else:
                with closing(self._engine):
                    for items in rounds:
                        self._round(self._engine, items)
            self._end("done")
        except KeyboardInterrupt:
            self._sink.flush()
            self._end("stopped", "interrupted")
            raise
        except ZhengceError as error:
            self._end("stopped", str(error))
            raise
        return self._summary

    def _round(self, engine: Engine, items: Iterable[Item]) -> None:
        self._pass(engine, items)
        if self._version is not None:
            self._pass(engine, unsettled(self._targets), force=True)

    def _pass(self, engine: Engine, items: Iterable[Item], *, force: bool = False) -> None:
        for item in self._timed(engine.run(self._undecided(items, force=force))):
            self._sink.take(item)
        self._sink.flush()

    def _undecided(self, items: Iterable[Item], *, force: bool = False) -> Iterator[list[Item]]:
        return skip_unchanged(
            items,
            self._targets,
            version=self._version,
            run_id=self._tracker.record.run_id,
            force=force or self._force,
        )

    def _dry(self, rounds: Iterable[Iterable[Item]]) -> None:
        for items in rounds:
            for chunk in self._undecided(items):
                for item in chunk:
                    self._sink.take(item)

    def _timed(self, items: Iterator[Item]) -> Iterator[Item]:
        while True:
            with self._tracker.timing("analysing"):
                item = next(items, None)
            if item is None:
                return
            yield item

    def _told(self, item: Item) -> None:
        outcome = item.outcome
        if self._progress is not None and outcome is not None and not isinstance(outcome, Unchanged):
            self._progress(outcome)
        if self._each is not None:
            self._each(item)

    def _end(self, state: Any, message: str | None = None) -> None:  # noqa: ANN401 - a RunState
        record = self._tracker.end(state, message)
        self._summary.seconds = record.seconds
        counts = ("seen", "stored", "skipped", "refused", "analysing", "storing", "seconds", "message")
        self._journal.write(state, run_id=record.run_id, **{name: getattr(record, name) for name in counts})
        self._record(record)

    def _record(self, record: Any) -> None:  # noqa: ANN401
        for target in self._stored_in:
            try:
                target.record(record)
            except TargetError:
                if record.state != "stopped":  # otherwise report the first error
                    raise
