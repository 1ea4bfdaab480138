"""What passes through a run: an input, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengce.errors import InputError
from zhengce.types import RawDocument

if TYPE_CHECKING:
    from zhengce.ingest import Place
    from zhengce.types import Release

CHUNK = 16
"""Documents that travel to a worker together: few, so that what is on the way stays small."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document that every target holds already, made by the same version from the same metadata."""

    source: str
    release_id: str


@dataclass(slots=True)
class Item:
    """One input on its way.

    `outcome` is filled in as soon as it is decided: a refusal when it is read, unchanged when the targets
    are asked, else what the analysis gives. `fingerprint` tells versions of the same document apart.
    """

    place: Place
    result: RawDocument | InputError
    input_id: str
    fingerprint: str | None = None
    outcome: Release | InputError | Unchanged | None = None

    @classmethod
    def of(cls, place: Place, result: RawDocument | InputError) -> Item:
        """An item of what was read at a place."""
        return cls(place, result, place.input_id).decided()

    def decided(self) -> Item:
        """This, its outcome set if it was refused."""
        self.outcome = self.result if isinstance(self.result, InputError) else None
        return self

    @property
    def waiting(self) -> RawDocument | None:
        """The document, if it still is to be analysed."""
        return self.result if self.outcome is None and isinstance(self.result, RawDocument) else None
