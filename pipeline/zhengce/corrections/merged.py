"""What a merge did, and what it could not do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from zhengce.corrections.forms import Correction


@dataclass(frozen=True, slots=True)
class Unmerged:
    """A correction that was not merged.

    Args:
        correction: as it was given.
        why: ``conflict`` (something else stands there, or somebody else says otherwise) or ``waiting`` (for
            the rest of its release, its text, or an area).
        reason: what stands in the way and what to do.
    """

    correction: Correction
    why: Literal["conflict", "waiting"]
    reason: str


@dataclass(slots=True)
class Merged:
    """What a merge did: corrections `added`, `changed` (against what stood there), `known`; and the rest."""

    added: int = 0
    changed: int = 0
    known: int = 0
    unmerged: list[Unmerged] = field(default_factory=list)
    written: tuple[Path, ...] = ()

    @property
    def conflicts(self) -> list[Unmerged]:
        """What somebody has to decide."""
        return [one for one in self.unmerged if one.why == "conflict"]
