"""Where an input lies: its file, and the part of it that holds one record."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from zhengce.ingest.sources import name_of

if TYPE_CHECKING:
    from pathlib import Path

    from zhengce.errors import InputError
    from zhengce.types import RawDocument

_LINE = re.compile(r":(\d+)$")


@dataclass(frozen=True, slots=True)
class Place:
    """``size`` bytes from byte ``offset`` of a file; no file for what comes from a stream or is not there.

    `record` is the number of the record, from 1, in a file that holds several. A file elsewhere has an
    `address` instead of a path.
    """

    path: Path | None
    offset: int = 0
    size: int = 0
    record: int | None = None
    address: str | None = None

    @property
    def name(self) -> str | None:
        """The file or its address, the same wherever it is named from."""
        return self.address if self.path is None else name_of(self.path.resolve())

    @property
    def input_id(self) -> str:
        """16 hexadecimal digits that name this place, the same each time it is read."""
        return hashlib.sha256(f"{self.name or ''}\0{self.offset}".encode()).hexdigest()[:16]


class Placed(NamedTuple):
    """What reading gave, a document or a refusal, and where it lies."""

    place: Place
    result: RawDocument | InputError


def line_of(refusal: InputError) -> int | None:
    """The line that a refusal names, ``FILE:LINE``, if it does."""
    found = _LINE.search(refusal.source)
    return int(found[1]) if found else None
