"""The result of the finder: one mention of a programme."""

from __future__ import annotations

from typing import NamedTuple

from zhengce.types import ProgrammeKind


class ProgrammeMention(NamedTuple):
    """A mention of a programme; offsets refer to the normalised text."""

    text: str
    name: str
    kind: ProgrammeKind
    start: int
    end: int
    programme_id: str
    document_number: str | None
    sentence: int
    rule: str
