"""What the finder returns: one named programme in one place."""

from __future__ import annotations

from typing import NamedTuple

from zhengce.types import ProgrammeKind


class ProgrammeMention(NamedTuple):
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
