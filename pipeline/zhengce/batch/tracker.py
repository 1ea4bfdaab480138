"""The record of a run in progress."""

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
    """Counts and times a run, and produces its record.

    Args:
        config: settings of the run.
        version: version of the pipeline, see ``versions``.
        inputs: the inputs of the run.
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
        """Return the current record."""
        return dataclasses.replace(self._record, **self._sums)

    def count(self, name: str, number: float = 1) -> None:
        """Add to a count or duration."""
        self._sums[name] += number

    def counts(self) -> dict[str, float]:
        """Return the current counts and durations, for `restore`."""
        return dict(self._sums)

    def restore(self, counts: dict[str, float]) -> None:
        """Reset to earlier counts."""
        self._sums = dict(counts)

    @contextmanager
    def timing(self, name: str) -> Iterator[None]:
        """Add the seconds spent in the block to a duration."""
        begin = time.monotonic()
        try:
            yield
        finally:
            self.count(name, time.monotonic() - begin)

    def now(self) -> RunRecord:
        """Return the record, updated to the present."""
        seconds = round(time.monotonic() - self._begin, 3)
        self._record = dataclasses.replace(self._record, updated=dt.datetime.now(dt.UTC), seconds=seconds)
        return self.record

    def end(self, state: RunState, message: str | None = None) -> RunRecord:
        """Return the record of a finished run."""
        now = self.now().updated
        self._record = dataclasses.replace(self._record, state=state, finished=now, message=message)
        return self.record


def libraries_told() -> str:
    """Return the versions of the libraries as JSON for the record of a run."""
    return _json(library_versions())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
