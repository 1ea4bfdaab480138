"""The summary of a run for the caller."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhengce.errors import InputError
    from zhengce.types import Release

_REFUSALS = 10_000  # kept for display; more are counted, and are in the log and quarantine


@dataclass(slots=True, kw_only=True)
class RunSummary:
    """The results of a run.

    `releases` counts those analysed and stored, `skipped` those that were unchanged, `newer` those of them
    made by a prevailing version, `pending` those that a dry run would have analysed, `refused` the inputs
    refused. `records` counts sentences, indicators, programmes and repairs; `areas` counts the sentences of
    each work area. `first` holds the first few releases for display; `refusals` and `notes` (what was left
    out of a release, and other remarks) hold some ten thousand each at most.
    """

    targets: tuple[str, ...]
    run_id: str = ""
    releases: int = 0
    skipped: int = 0
    newer: int = 0
    pending: int = 0
    refused: int = 0
    seconds: float = 0.0
    records: Counter[str] = field(default_factory=Counter)
    areas: Counter[str] = field(default_factory=Counter)
    first: list[Release] = field(default_factory=list)
    refusals: list[InputError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, release: Release, *, keep: int) -> None:
        """Count one release, and keep it while there are fewer than `keep`."""
        self.releases += 1
        for name in ("sentences", "indicators", "programmes", "repairs"):
            self.records[name] += len(getattr(release, name))
        self.areas.update(sentence.area for sentence in release.sentences)
        if len(self.first) < keep:
            self.first.append(release)

    def note(self, source: str, told: Iterable[str]) -> None:
        """Record remarks about an input."""
        if len(self.notes) < _REFUSALS:
            self.notes.extend(f"{source}: {each}" for each in told)

    def refuse(self, refusal: InputError) -> None:
        """Count one refusal."""
        self.refused += 1
        if len(self.refusals) < _REFUSALS:
            self.refusals.append(refusal)
