"""Merge corrections of indicators into gold: a folder of releases with all indicators annotated.

A release already in gold gains missing rows; a differing row is a conflict. Another release becomes gold
when every indicator found in it has a verdict: in half-annotated gold the other half would count as
spurious.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhengce.corrections.making import FIELDS, NEWER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhengce.corrections.forms import IndicatorCorrection
    from zhengce.types import RawDocument

Row = dict[str, Any]


@dataclass(slots=True)
class GoldRelease:
    """A release of a gold folder with its rows, under modification."""

    name: str
    text: str
    rows: list[Row]
    changed: bool = False

    def row_at(self, start: int, end: int) -> Row | None:
        """Return the row whose span overlaps this one, or None."""
        for row in self.rows:
            place = start_of(self.text, row["text"], row["nth"])
            if place < end and start < place + len(row["text"]):
                return row
        return None

    def put(self, row: Row, *, instead_of: Row | None = None) -> None:
        """Insert a row in text order, or replace another."""
        if instead_of is not None:
            self.rows.remove(instead_of)
        self.rows.append(row)
        self.rows.sort(key=lambda r: start_of(self.text, r["text"], r["nth"]))
        self.changed = True

    def remove(self, row: Row) -> None:
        """Remove a row."""
        self.rows.remove(row)
        self.changed = True


class GoldFolder:
    """A gold folder, changed in memory and written at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources = _lines(folder / "releases.jsonl")
        self._by_id: dict[str, GoldRelease] = {}
        self._new: list[tuple[GoldRelease, RawDocument]] = []
        for source in self._sources:
            name = Path(source["source"]).stem
            release = GoldRelease(name, source["text"], _lines(folder / f"{name}.jsonl"))
            self._by_id[_identity(source["text"].encode())] = release

    def find(self, release_id: str) -> GoldRelease | None:
        """Return the release with this id, or None."""
        return self._by_id.get(release_id)

    def add(self, document: RawDocument) -> GoldRelease:
        """Add a release without rows, named after its file, with its id if the name is taken."""
        name = Path(document.source).stem
        if any(release.name == name for release in self._by_id.values()):
            name = f"{name}_{document.release_id}"
        release = GoldRelease(name, document.text, [], changed=True)
        self._by_id[document.release_id] = release
        self._new.append((release, document))
        return release

    def write(self) -> tuple[Path, ...]:
        """Write the changes, ending with the list of releases."""
        changed = [release for release in self._by_id.values() if release.changed]
        written = [_write(self._folder / f"{release.name}.jsonl", release.rows) for release in changed]
        for release, document in self._new:
            text = self._folder / "texts" / f"{release.name}.txt"
            text.parent.mkdir(parents=True, exist_ok=True)
            text.write_text(document.text, encoding="utf-8", newline="")
            published = document.published.isoformat() if document.published else None
            self._sources.append(
                {
                    "source": f"{release.name}.txt",
                    "title": document.title,
                    "published": published,
                    "text": document.text,
                }
            )
            written.append(text)
        if self._new:
            written.append(_write(self._folder / "releases.jsonl", self._sources))
        return tuple(written)


def gold_row(correction: IndicatorCorrection, text: str) -> Row | None:
    """Return the gold row of a correction with its position, or None if it is a rejection."""
    row = correction.row
    if row is None:
        return None
    printed = text[correction.raw_start : correction.raw_end]
    placed = {"text": printed, "nth": _nth(text, printed, correction.raw_start)}
    fields = {name: row.get(name) for name in FIELDS if name not in NEWER or name in row}
    for optional in ("value_min", "value_max", "period_start", "period_end", "basis", "vintage"):
        if fields.get(optional) is None:
            fields.pop(optional, None)
    fields["subject"] = fields["subject"] or ""
    return {**placed, **fields, "subject_alt": []}


def difference(row: Row, other: Row) -> list[str]:
    """Return the fields in which two gold rows differ.

    Alternative answers accepted by gold do not count as differences, nor do newer fields that one row
    lacks.
    """
    return [name for name in FIELDS if not _same(name, row, other)]


def overruled(row: Row, other: Row) -> Row:
    """Return a gold row with the values of another, keeping alternatives that still apply."""
    new = {**row, **other, "subject_alt": row.get("subject_alt", [])}
    changed = difference(row, other)
    if "base" in changed:
        new.pop("base_carried", None)
    for name in {"denominator", "region"} & set(changed):
        new.pop(f"{name}_alt", None)
    return new


def _same(name: str, row: Row, other: Row) -> bool:
    if name in ("denominator", "region") and not (name in row and name in other):
        return True
    mine, theirs = row.get(name), other.get(name)
    if name in ("period_start", "period_end"):
        days = [other.get("period_start"), other.get("period_end")]
        return mine == theirs or days in row.get("dates_alt", ())
    return mine == theirs or theirs in row.get(f"{name}_alt", ())


def start_of(text: str, printed: str, nth: int) -> int:
    """Return the offset of the nth occurrence (from 0) of a string, or the length of the text."""
    place = -1
    for _ in range(nth + 1):
        place = text.find(printed, place + 1)
        if place < 0:
            return len(text)
    return place


def _nth(text: str, printed: str, start: int) -> int:
    """Return the index of the occurrence at this offset, counting overlapping ones."""
    return sum(text.startswith(printed, place) for place in range(start))


def _identity(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _lines(path: Path) -> list[Row]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _write(path: Path, rows: Iterable[Row]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return new.replace(path)
