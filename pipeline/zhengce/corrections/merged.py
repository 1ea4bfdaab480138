"""The result of a merge."""

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
        correction: the correction.
        why: ``conflict`` (with a stored value or another person) or ``waiting`` (for the rest of its
            release, its text, or an area).
        reason: the obstacle, and what to do about it.
    """

    correction: Correction
    why: Literal["conflict", "waiting"]
    reason: str


@dataclass(slots=True)
class Merged:
    """The corrections `added`, `changed` (against stored values), already `known`, and not merged."""

    added: int = 0
    changed: int = 0
    known: int = 0
    unmerged: list[Unmerged] = field(default_factory=list)
    written: tuple[Path, ...] = ()

    @property
    def conflicts(self) -> list[Unmerged]:
        """Return the conflicts to be decided."""
        return [one for one in self.unmerged if one.why == "conflict"]
