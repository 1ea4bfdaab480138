"""Analyse stored releases again from their raw text; ``zhengce db reanalyse`` calls it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from zhengce.batch.engines import Here, InWorkers
from zhengce.batch.journal import Journal
from zhengce.batch.process import Process
from zhengce.batch.stored import stored_items
from zhengce.batch.versions import pipeline_version
from zhengce.columns import flatten
from zhengce.config import Config
from zhengce.store import PATIENCE
from zhengce.store.corrections.book import CorrectionBook
from zhengce.store.database import DatabaseTarget
from zhengce.types import Indicator, Release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from zhengce.batch.items import Item
    from zhengce.batch.summary import RunSummary
    from zhengce.types import RawDocument

_DEFAULTS = Config()
_TOGETHER = 64
_TELLING = frozenset({"index", "sentence", "start", "end", "rule", "evidence", "confidence"})
"""Fields that may differ while the indicator says the same."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one indicator; `fields` holds the differing values, before and after."""

    release_id: str
    source: str
    indicator_id: str
    text: str
    what: Literal["changed", "added", "removed"]
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Reanalysis:
    """The result of a re-analysis: its summary, the changed indicators, and releases without raw text."""

    summary: RunSummary
    changes: list[Change]
    without_text: int


def reanalyse(
    url: str,
    *,
    config: Config = _DEFAULTS,
    pipeline: Callable[[RawDocument], Release] | None = None,
    version: str | None = None,
    workers: int = 1,
    force: bool = False,
    each: Callable[[Item], None] | None = None,
    log: str | Path | None = None,
    patience: float = PATIENCE,
) -> Reanalysis:
    """Re-analyse the releases of a database that were made by another version of code, rules or model.

    The raw text comes from the database; no file is read. Superseded releases are left unchanged.

    Args:
        url: the database.
        config: settings of the pipeline.
        pipeline: analyses one document; defaults to the pipeline of `config`.
        version: identifies a `pipeline` of your own.
        workers: number of worker processes.
        force: re-analyse all releases.
        each: called after each release.
        log: file to which each event is appended as a line of JSON.
        patience: seconds to keep retrying if the database goes away.

    Raises:
        ZhengceError: as `zhengce.batch.run`.
    """
    with ExitStack() as stack:
        journal = stack.enter_context(Journal(log))
        target = stack.enter_context(DatabaseTarget(url, patience=patience, create=False))
        comparison = _Comparison(target, each)
        summary = Process(
            [target],
            engine=InWorkers(workers, config, pipeline) if workers > 1 else Here(config, pipeline),
            config=config,
            version=version if pipeline is not None else pipeline_version(config),
            inputs=[target.name],
            options={"reanalyse": True, "force": force, "workers": workers},
            journal=journal,
            folder=None,
            each=comparison.done,
            force=force,
        ).run([comparison.items()])
    return Reanalysis(summary, comparison.changes, comparison.without_text)


class _Comparison:
    """The stored releases as items, and the changes of their indicators once they are analysed."""

    def __init__(self, target: DatabaseTarget, each: Callable[[Item], None] | None) -> None:
        self._target = target
        self._each = each
        self._before: dict[str, tuple[Indicator, ...]] = {}
        self.changes: list[Change] = []
        self.without_text = 0

    def items(self) -> Iterator[Item]:
        """Yield an item for each release with raw text, and count the others."""
        book = CorrectionBook(self._target)
        ids = self._target.releases()
        for begin in range(0, len(ids), _TOGETHER):
            part = ids[begin : begin + _TOGETHER]
            documents = self._target.documents(part)
            self.without_text += len(part) - len(documents)
            for item in stored_items(self._target, documents):
                for release in book.machine([item.input_id]):  # corrections by people are not changes
                    self._before[item.input_id] = release.indicators
                yield item

    def done(self, item: Item) -> None:
        """Record the changes of an analysed item."""
        old = self._before.pop(item.input_id, ())
        if isinstance(item.outcome, Release):
            self.changes.extend(compare(old, item.outcome))
        if self._each is not None:
            self._each(item)


def compare(before: tuple[Indicator, ...], release: Release) -> Iterator[Change]:
    """Yield the differences between stored and new indicators, by `indicator_id`."""
    old = {str(each.indicator_id): each for each in before}
    new = {str(each.indicator_id): each for each in release.indicators}
    known = (release.release_id, release.source)
    for key, each in new.items():
        if key not in old:
            yield Change(*known, key, each.text, "added")
            continue
        was, now = flatten(old[key]), flatten(each)
        differing = {name: (was[name], now[name]) for name in now if was[name] != now[name]}
        if set(differing) - _TELLING:
            fields = {name: pair for name, pair in differing.items() if name not in _TELLING}
            yield Change(*known, key, each.text, "changed", fields)
    for key in old.keys() - new.keys():
        yield Change(*known, key, old[key].text, "removed")
