"""Find the figure of a release that a correction refers to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import msgspec

from zhengce.store.corrections.fields import FIELDS, read_of
from zhengce.store.corrections.places import Letters, RawMap, sentence_at
from zhengce.types import Indicator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zhengce.store.corrections.records import Correction
    from zhengce.types import Release

_WHAT = (
    "subject", "unit", "measure", "direction", "status", "period", "base", "denominator", "region",
)  # fmt: skip
"""What must be read alike for a figure of another text to be the same."""


@dataclass(slots=True)
class Figure:
    """A span of a release with the machine's reading and its corrections, earliest first."""

    start: int
    end: int
    machine: Indicator | None
    moved: bool = False
    said: list[Correction] = field(default_factory=list)


def encoded(one: Indicator) -> str:
    """Encode an indicator as JSON with every digit."""
    return msgspec.json.encode(one).decode()


def decoded(text: str) -> Indicator:
    """Decode the JSON of `encoded`."""
    return msgspec.json.decode(text, type=Indicator)


def key_of(one: Indicator, release_id: str) -> str:
    """Return the id of an indicator, computing it for indicators stored without one."""
    return one.indicator_id or identity(release_id, one.raw_start, one.raw_end)


def identity(release_id: str, raw_start: int, raw_end: int) -> str:
    """Return the id of the first figure at this raw span."""
    return hashlib.sha256(f"{release_id}:{raw_start}-{raw_end}".encode()).hexdigest()[:16]


def find(one: Correction, release: Release, raw: RawMap, letters: Letters) -> Figure | None:
    """Return the figure that a correction refers to, or None if this text does not contain it."""
    if one.release_id == release.release_id:
        start, end = raw.to_text(one.raw_start, one.raw_end)
        own = next((i for i in release.indicators if key_of(i, release.release_id) == one.indicator_id), None)
        if own is not None:
            return Figure(own.start, own.end, own)
        return _at(one, release, start, end)
    if one.content_id != release.content_id:
        return _elsewhere(one, release, letters)
    place = letters.find(one.words_before or "", _letters(one.text), one.words_after or "")
    return None if place is None else _at(one, release, place[0], place[1])


def _at(one: Correction, release: Release, start: int, end: int) -> Figure | None:
    """Return the figure at exactly this span, else one that overlaps it, else the bare span."""
    exact = [i for i in release.indicators if _core(release, i) == _core_of(release, start, end)]
    over = [i for i in release.indicators if i.start < end and start < i.end]
    chosen = _likest(exact or over, one)
    if chosen is not None:
        return Figure(chosen.start, chosen.end, chosen, moved=not exact)
    if not 0 <= start < end <= len(release.text) or sentence_at(release, start) is None:
        return None
    return Figure(start, end, None)


def _elsewhere(one: Correction, release: Release, letters: Letters) -> Figure | None:
    """Return the same figure in a newer text of the source, or None.

    It has the same characters, subject, period and place; among several, the one with most of the same
    words around it. A figure added by a person is located by the surrounding words alone.
    """
    printed = _letters(one.text)
    place = letters.find(one.words_before or "", printed, one.words_after or "")
    if one.snapshot is None:
        told = bool(one.words_before or one.words_after)  # empty if its text was deleted for good
        if place is None or not told or not letters.same_before(place[0], one.words_before or ""):
            return None
        found = _at(one, release, place[0], place[1])
        return None if found is None else replace(found, moved=True)
    was = read_of(decoded(one.snapshot))
    alike = [i for i in release.indicators if _letters(i.text) == printed and _same_thing(read_of(i), was)]
    if len(alike) > 1:
        alike = [i for i in alike if place is not None and i.start < place[1] and place[0] < i.end]
    return Figure(alike[0].start, alike[0].end, alike[0], moved=True) if len(alike) == 1 else None


def _same_thing(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    return all(one[name] == two[name] for name in _WHAT)


def _core(release: Release, one: Indicator) -> tuple[int, int]:
    return _core_of(release, one.start, one.end)


def _core_of(release: Release, start: int, end: int) -> tuple[int, int]:
    """Strip characters other than letters and digits from a span; mirrors differ in them."""
    while start < end and not release.text[start].isalnum():
        start += 1
    while end > start and not release.text[end - 1].isalnum():
        end -= 1
    return start, end


def _likest(found: Sequence[Indicator], one: Correction) -> Indicator | None:
    """Return the figure that was read most like the corrected one, or None if there is none.

    The figures share a span or overlap it. Without a snapshot the first one is returned.
    """
    if len(found) < 2 or one.snapshot is None:
        return found[0] if found else None
    was = read_of(decoded(one.snapshot))
    return max(found, key=lambda i: sum(read_of(i)[name] == was[name] for name in FIELDS))


def _letters(text: str) -> str:
    return Letters(text).text
