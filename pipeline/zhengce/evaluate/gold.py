"""Gold annotation: releases in which a person marked every indicator and programme.

A folder holds ``releases.jsonl`` (source, title, publisher, published, text), ``<id>.jsonl`` with the
indicators of ``<id>.txt`` and, for some, ``<id>.programmes.jsonl``. A row is located by its exact raw
``text`` and ``nth``, the index of its occurrence from 0. Rows of version 1 have no denominator or region,
and are evaluated without them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import msgspec

from zhengce.errors import ConfigError

T = TypeVar("T")
R = TypeVar("R", "GoldIndicator", "GoldProgramme")


class GoldIndicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An annotated indicator; ``_alt`` fields hold alternative answers.

    `base_carried` is true if the base is printed earlier in the same list.
    """

    text: str
    nth: int
    value: Decimal | None
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None
    measure: str
    direction: str | None
    modifier: str
    subject: str
    subject_alt: tuple[str, ...] = ()
    status: str
    period: str | None
    period_alt: tuple[str | None, ...] = ()
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    dates_alt: tuple[tuple[dt.date | None, dt.date | None], ...] = ()
    base: str | None
    base_carried: bool = False
    denominator: str | msgspec.UnsetType | None = msgspec.UNSET
    denominator_alt: tuple[str | None, ...] = ()
    basis: str | None = None
    vintage: str | None = None
    region: str | msgspec.UnsetType | None = msgspec.UNSET
    region_alt: tuple[str | None, ...] = ()

    @property
    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the first and last day of the period."""
        return self.period_start, self.period_end


class GoldProgramme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An annotated programme; an `optional` one counts neither as found nor as spurious."""

    text: str
    nth: int
    name: str
    kind: str
    optional: bool = False


class _Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """An annotated release; `indicators` or `programmes` is None if not annotated."""

    id: str
    text: str
    title: str | None
    publisher: str | None
    published: str | None
    indicators: tuple[tuple[GoldIndicator, int], ...] | None
    programmes: tuple[tuple[GoldProgramme, int], ...] | None


def load_gold(folder: Path) -> list[GoldDocument]:
    """Load the annotated releases of a folder, each row with its raw offset.

    Raises:
        ConfigError: a file is missing or a row malformed; the message names file and line.
    """
    documents = []
    for source in _rows(folder / "releases.jsonl", _Source):
        name = Path(source.source).stem
        documents.append(
            GoldDocument(
                id=name,
                text=source.text,
                title=source.title,
                publisher=source.publisher,
                published=source.published,
                indicators=_placed(folder / f"{name}.jsonl", GoldIndicator, source.text),
                programmes=_placed(folder / f"{name}.programmes.jsonl", GoldProgramme, source.text),
            )
        )
    return documents


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 over names and contents of the gold files of a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.jsonl")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _rows(path: Path, form: type[T]) -> list[T]:
    if not path.exists():
        raise ConfigError(
            f"{path}: no such file; a gold folder contains releases.jsonl and one file per release"
        )
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                rows.append(msgspec.json.decode(line, type=form))
            except (msgspec.ValidationError, msgspec.DecodeError) as error:
                raise ConfigError(f"{path}:{number}: {error}") from error
    return rows


def _placed(path: Path, form: type[R], text: str) -> tuple[tuple[R, int], ...] | None:
    if not path.exists():
        return None
    placed = []
    for row in _rows(path, form):
        place = -1
        for _ in range(row.nth + 1):
            place = text.find(row.text, place + 1)
            if place < 0:
                raise ConfigError(f"{path}: {row.text!r} does not occur {row.nth + 1} times in its release")
        placed.append((row, place))
    return tuple(placed)
