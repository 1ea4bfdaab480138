"""What passes through a run: an input, and what became of it."""

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
    """A document that every target holds already, made by the same version from the same metadata.

    `why` tells where it is not so: ``"newer"``, made by a newer zhengce, or by one of the same version whose
    other libraries, rules or settings prevail; ``"forgotten"``, taken out for good.
    """

    source: str
    release_id: str
    why: Literal["newer", "forgotten"] | None = None


@dataclass(slots=True)
class Item:
    """One input on its way.

    `outcome` is filled in as soon as it is decided: a refusal when it is read, unchanged when the targets
    are asked, else what the analysis gives. `fingerprint` tells versions of the same document apart; `seen`
    tells where it lies.
    """

    place: Place
    result: RawDocument | InputError
    input_id: str
    fingerprint: str | None = None
    seen: Seen | None = None
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
