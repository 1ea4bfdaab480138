"""Store finished items: releases in the targets, refusals in the quarantine; count and report both."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

from zhengce.batch.items import Unchanged
from zhengce.errors import InputError, TargetError
from zhengce.ingest import line_of
from zhengce.ingest.sources import name_of
from zhengce.segment.aside import set_aside
from zhengce.store.records import Load, Quarantined
from zhengce.types import RawDocument, Release

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zhengce.batch.items import Item
    from zhengce.batch.journal import Journal
    from zhengce.batch.quarantine import QuarantineFolder
    from zhengce.batch.summary import RunSummary
    from zhengce.batch.tracker import Tracker
    from zhengce.store import Target
    from zhengce.store.sources import Seen

BATCH = 50
"""Releases stored in one transaction; so many at most are done again after a kill."""
_SECONDS = 5.0  # a transaction is not delayed longer, however slow the analysis


def _still_there(outcome: object) -> bool:
    return isinstance(outcome, Unchanged) and outcome.why != "forgotten"


class Sink:
    """Takes items in order and stores them in groups.

    Args:
        targets: the targets of releases.
        tracker: the record of the run.
        summary: the summary for the caller.
        journal: receives a line per item.
        folder: the quarantine folder, if any.
        told: called with each finished item.
        keep: the maximum number of releases in the summary.
    """

    def __init__(
        self,
        targets: Sequence[Target],
        *,
        tracker: Tracker,
        summary: RunSummary,
        journal: Journal,
        folder: QuarantineFolder | None,
        told: Callable[[Item], None],
        keep: int,
    ) -> None:
        self._targets = targets
        self._tracker = tracker
        self._summary = summary
        self._journal = journal
        self._folder = folder
        self._told = told
        self._keep = keep
        self._waiting: list[Item] = []
        self._releases = 0
        self._problem_told = False
        self._since = time.monotonic()
        listed = [entry for target in targets for entry in target.quarantined()]
        listed += folder.entries() if folder is not None else []
        self._listed = {entry.input_id: entry for entry in listed}

    def take(self, item: Item) -> None:
        """Take one item with its outcome, and store it now or with later ones."""
        self._waiting.append(item)
        self._releases += isinstance(item.outcome, Release)
        full = self._releases >= BATCH or len(self._waiting) >= 10 * BATCH
        if full or not self._targets or time.monotonic() - self._since > _SECONDS:
            self.flush()

    def flush(self) -> None:
        """Store waiting items; after an interruption they wait again, and storing them twice is harmless.

        Raises:
            TargetError: a target is no longer usable; what was stored before stays.
        """
        items, self._waiting, self._releases = self._waiting, [], 0
        before = self._tracker.counts()
        try:
            self._flush(items)
        except KeyboardInterrupt:
            self._tracker.restore(before)
            self._waiting = items
            raise
        for item in items:
            self._account(item)

    def _flush(self, items: list[Item]) -> None:
        self._since = time.monotonic()
        loads = [Load(i.outcome, i.fingerprint, i.seen) for i in items if isinstance(i.outcome, Release)]
        self._tracker.count("seen", len(items))
        self._tracker.count("skipped", sum(isinstance(i.outcome, Unchanged) for i in items))
        self._tracker.count("refused", sum(isinstance(i.outcome, InputError) for i in items))
        with self._tracker.timing("storing"):
            if loads:
                self._store(loads, items)
            self._note([i.seen for i in items if _still_there(i.outcome) and i.seen is not None])
            self._keep_refused(items)
        self.tell_problem()

    def _store(self, loads: list[Load], items: list[Item]) -> None:
        self._tracker.count("stored", len(loads))  # included in the record that is committed with them
        for target in self._targets:
            try:
                refused = target.load(loads, run=self._tracker.now())
            except TargetError:
                self._tracker.count("stored", -len(loads))
                raise
            if not refused:
                continue
            loads = [load for load in loads if load.release.release_id not in refused]
            for item in items:
                if isinstance(item.outcome, Release) and item.outcome.release_id in refused:
                    item.outcome = refused[item.outcome.release_id]
                    self._tracker.count("stored", -1)
                    self._tracker.count("refused")

    def _note(self, seen: list[Seen]) -> None:
        for target in self._targets:
            target.note(seen)

    def _keep_refused(self, items: list[Item]) -> None:
        refused = [i for i in items if isinstance(i.outcome, InputError) and i.place.name is not None]
        entries = {item.input_id: self._entry(item) for item in refused}
        accepted = (
            {i.input_id for i in items if i.input_id in self._listed} - entries.keys() if self._listed else ()
        )
        for target in self._targets:
            target.quarantine(list(entries.values()), accepted=accepted)
        for input_id in accepted:
            self._listed.pop(input_id)
            if self._folder is not None:
                self._folder.remove(input_id)
        self._listed |= entries

    def _entry(self, item: Item) -> Quarantined:
        error = item.outcome
        if not isinstance(error, InputError):
            raise TypeError("only what is refused can be kept")
        path = item.place.path
        now = dt.datetime.now(dt.UTC)
        before = self._listed.get(item.input_id)
        entry = Quarantined(
            input_id=item.input_id,
            source=error.source,
            path=before.path if before else item.place.address if path is None else name_of(path.absolute()),
            line=before.line if before else line_of(error),
            kind=type(error).__name__,
            reason=error.reason,
            first_seen=before.first_seen if before else now,
            last_seen=now,
            attempts=before.attempts + 1 if before else 1,
            copy=before.copy if before else None,
            run_id=self._tracker.record.run_id,
        )
        return entry if self._folder is None else self._folder.put(entry, item.place)

    def tell_problem(self) -> None:
        """Report once that refused inputs cannot be stored in the folder."""
        if self._folder is not None and self._folder.problem is not None and not self._problem_told:
            self._problem_told = True
            self._summary.notes.append(self._folder.problem)
            self._journal.write("quarantine", message=self._folder.problem)

    def _account(self, item: Item) -> None:
        outcome = item.outcome
        if isinstance(outcome, Release):
            self._summary.add(outcome, keep=self._keep)
            notes = _notes(item, outcome)
            self._summary.note(outcome.source, notes)
            found = {"indicators": len(outcome.indicators), "programmes": len(outcome.programmes)}
            told = {"notes": notes} if notes else {}
            known = {"source": outcome.source, "release_id": outcome.release_id}
            self._journal.write("stored", **known, **found, **told)
        elif isinstance(outcome, InputError):
            self._summary.refuse(outcome)
            kind = type(outcome).__name__
            self._journal.write("refused", source=outcome.source, kind=kind, reason=outcome.reason)
        elif isinstance(outcome, Unchanged):
            self._summary.skipped += 1
            self._summary.newer += outcome.why == "newer"
            self._journal.write(
                outcome.why or "unchanged", source=outcome.source, release_id=outcome.release_id
            )
        else:
            self._summary.pending += 1
            self._journal.write("pending", source=item.result.source)
        self._told(item)


def _notes(item: Item, release: Release) -> list[str]:
    """Return notes on what reading left out and what was set aside as page furniture."""
    read = item.result.notes if isinstance(item.result, RawDocument) else ()
    cut = "\n".join(repair.before for repair in release.repairs if repair.kind == "table")
    aside = set_aside(release.text, release.sections, cut)
    return [*read, aside] if aside is not None else list(read)
