"""Gold annotation: releases with every indicator and programme marked by a person.

A folder holds ``releases.jsonl`` (source, title, publisher, published, text), ``<id>.jsonl`` with the
indicators of ``<id>.txt`` and, for some, ``<id>.programmes.jsonl``. A row names its place by the exact raw
``text`` and ``nth``, its occurrence counted from 0. Rows of version 1 have neither denominator nor region,
and are judged without them.
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
    """One indicator as a person read it; the fields in ``_alt`` hold other answers to accept.

    `base_carried` says that the base is printed earlier in the same list.
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
        """First and last day of its period."""
        return self.period_start, self.period_end


class GoldProgramme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One named programme; an `optional` one counts neither as found nor as spurious."""

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
    """An annotated release; `indicators` and `programmes` are None where they were not annotated."""

    id: str
    text: str
    title: str | None
    publisher: str | None
    published: str | None
    indicators: tuple[tuple[GoldIndicator, int], ...] | None
    programmes: tuple[tuple[GoldProgramme, int], ...] | None


def load_gold(folder: Path) -> list[GoldDocument]:
    """The annotated releases of a folder; each row with the raw offset where it begins.

    Raises:
        ConfigError: a file is missing or a row is not of the documented form; names file and line.
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
    """SHA-256 over the gold files of a folder, names and contents."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.jsonl")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _rows(path: Path, form: type[T]) -> list[T]:
    if not path.exists():
        raise ConfigError(f"{path}: no such file; a gold folder holds releases.jsonl and a file a release")
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
