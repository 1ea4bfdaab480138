"""What the finder returns: one named programme in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengce.types import ProgrammeKind


@dataclass(frozen=True, slots=True)
class ProgrammeMention:
    """A named programme; offsets count characters of the normalised text."""

    text: str
    name: str
    kind: ProgrammeKind
    start: int
    end: int
    programme_id: str
    document_number: str | None
    sentence: int
    rule: str
