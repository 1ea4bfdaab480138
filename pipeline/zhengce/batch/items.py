"""Items of a run: an input with its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from zhengce.errors import InputError
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from zhengce.ingest import Place
    from zhengce.store.sources import Seen
    from zhengce.types import Release

CHUNK = 16
"""Documents that travel to a worker together: few, so that what is on the way stays small."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document that every target already holds, made by the same version from the same metadata.

    `why` gives any other reason for skipping it: ``"newer"`` for a prevailing version (a newer zhengce, or
    other libraries, rules or settings), ``"forgotten"`` for a document deleted for good.
    """

    source: str
    release_id: str
    why: Literal["newer", "forgotten"] | None = None


@dataclass(slots=True)
class Item:
    """An input in progress.

    `outcome` is set as soon as it is known: a refusal on reading, unchanged on asking the targets, else the
    result of the analysis. `fingerprint` distinguishes versions of a document; `seen` is its place.
    """

    place: Place
    result: RawDocument | InputError
    input_id: str
    fingerprint: str | None = None
    seen: Seen | None = None
    outcome: Release | InputError | Unchanged | None = None

    @classmethod
    def of(cls, place: Place, result: RawDocument | InputError) -> Item:
        """Return the item of a document or refusal read at a place."""
        return cls(place, result, place.input_id).decided()

    def decided(self) -> Item:
        """Return the item, with its refusal as the outcome if it was refused on reading."""
        self.outcome = self.result if isinstance(self.result, InputError) else None
        return self

    @property
    def waiting(self) -> RawDocument | None:
        """Return the document if it still needs analysis, else None."""
        return self.result if self.outcome is None and isinstance(self.result, RawDocument) else None
