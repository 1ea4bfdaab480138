"""The place of an input: its file, and the part of it that holds one record."""

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
    """``size`` bytes from byte ``offset`` of a file; no file for streams and missing inputs.

    `record` is the number of the record, from 1, in a file with several. A remote file has an `address`
    instead of a path.
    """

    path: Path | None
    offset: int = 0
    size: int = 0
    record: int | None = None
    address: str | None = None

    @property
    def name(self) -> str | None:
        """Return the absolute path or the address of the file."""
        return self.address if self.path is None else name_of(self.path.resolve())

    @property
    def input_id(self) -> str:
        """Return 16 hexadecimal digits that identify the place."""
        return hashlib.sha256(f"{self.name or ''}\0{self.offset}".encode()).hexdigest()[:16]


class Placed(NamedTuple):
    """A document or refusal with its place."""

    place: Place
    result: RawDocument | InputError


def line_of(refusal: InputError) -> int | None:
    """Return the line in a refusal's ``FILE:LINE``, or None."""
    found = _LINE.search(refusal.source)
    return int(found[1]) if found else None
