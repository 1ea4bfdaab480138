"""The record of a run while it goes on."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import time
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

from zhengce.batch.versions import library_versions
from zhengce.store.records import RunRecord
from zhengce.types import SCHEMA
from zhengce.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengce.config import Config
    from zhengce.store.records import RunState


_SUMS = ("seen", "stored", "skipped", "refused", "analysing", "storing")


class Tracker:
    """Counts and times; gives the record as it stands.

    Args:
        config: settings of the run.
        version: version of the pipeline, see ``versions``.
        inputs: what the run was given.
        targets: names of the targets, without passwords.
        options: further options of the call.
    """

    def __init__(
        self,
        config: Config,
        *,
        version: str | None,
        inputs: Sequence[str],
        targets: Sequence[str],
        options: dict[str, Any],
    ) -> None:
        now = dt.datetime.now(dt.UTC)
        self._begin = time.monotonic()
        self._sums: dict[str, Any] = dict.fromkeys(_SUMS, 0)
        self._record = RunRecord(
            run_id=uuid.uuid4().hex[:16],
            state="running",
            started=now,
            updated=now,
            version=__version__,
            schema=SCHEMA,
            fingerprint=version,
            libraries=libraries_told(),
            settings=_json(msgspec.to_builtins(config)),
            options=_json(options),
            inputs=_json(list(inputs)),
            targets=_json(list(targets)),
        )

    @property
    def record(self) -> RunRecord:
        """The record as it stands."""
        return dataclasses.replace(self._record, **self._sums)

    def count(self, name: str, number: float = 1) -> None:
        """Add to one of the counts or durations."""
        self._sums[name] += number

    def counts(self) -> dict[str, float]:
        """The counts and durations as they stand, for `restore`."""
        return dict(self._sums)

    def restore(self, counts: dict[str, float]) -> None:
        """Go back to the counts of a moment before."""
        self._sums = dict(counts)

    @contextmanager
    def timing(self, name: str) -> Iterator[None]:
        """Add the seconds that pass inside to a duration."""
        begin = time.monotonic()
        try:
            yield
        finally:
            self.count(name, time.monotonic() - begin)

    def now(self) -> RunRecord:
        """The record, brought up to this moment."""
        seconds = round(time.monotonic() - self._begin, 3)
        self._record = dataclasses.replace(self._record, updated=dt.datetime.now(dt.UTC), seconds=seconds)
        return self.record

    def end(self, state: RunState, message: str | None = None) -> RunRecord:
        """The record of a run that is over."""
        now = self.now().updated
        self._record = dataclasses.replace(self._record, state=state, finished=now, message=message)
        return self.record


def libraries_told() -> str:
    """Versions of the libraries as JSON, for the record of a run."""
    return _json(library_versions())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
