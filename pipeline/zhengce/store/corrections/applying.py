"""Apply corrections to the indicators of a release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from zhengce.store.corrections.deriving import changed
from zhengce.store.corrections.disputes import overruled
from zhengce.store.corrections.fields import FIELDS, parsed, read_of, written
from zhengce.store.corrections.matching import Figure, decoded, encoded, find, identity, key_of
from zhengce.store.corrections.places import Letters, RawMap, sentence_at
from zhengce.store.corrections.records import Corrected, Correction, State
from zhengce.types import Indicator

if TYPE_CHECKING:
    from zhengce.types import Release


def apply(
    release: Release, corrections: Iterable[Correction], series_files: tuple[str, ...] = ()
) -> tuple[Release, list[Corrected]]:
    """Return the corrected release and the state of each correction in it.

    Args:
        release: the machine's reading.
        corrections: those of this release or its mirrors; undone ones are ignored.
        series_files: the user's own series files.
    """
    live = sorted((c for c in corrections if c.undone_at is None), key=lambda c: (c.made_at, c.correction_id))
    if not live:
        return release, []
    figures, lost = _placed(release, live)
    told = [
        Corrected(correction_id=c.correction_id, release_id=release.release_id, state="lost") for c in lost
    ]
    kept = {key_of(one, release.release_id): one for one in release.indicators}
    for figure in figures:
        result = _judged(figure, release, series_files)
        machine = figure.machine
        if machine is not None:
            kept.pop(key_of(machine, release.release_id))
        key = None
        for one in (machine, result):
            key = key_of(one, release.release_id) if one is not None else key
        if result is not None and key is not None:
            kept[key] = replace(result, indicator_id=key)
        state, beaten = _state(figure), overruled(figure.said)
        told += [
            Corrected(
                correction_id=c.correction_id,
                release_id=release.release_id,
                indicator_id=key,
                state="overruled" if c in beaten else state if c is figure.said[-1] else "holds",
                machine=None if machine is None else encoded(machine),
            )
            for c in figure.said
        ]
    return replace(release, indicators=numbered(kept.values())), told


def machine_reading(release: Release, told: Sequence[Corrected]) -> Release:
    """Restore the machine's reading of a corrected release from the states of its corrections."""
    kept = {key_of(one, release.release_id): one for one in release.indicators}
    for one in told:
        if one.indicator_id is not None:
            kept.pop(one.indicator_id, None)
    for one in told:
        if one.machine is not None:
            machine = decoded(one.machine)
            kept[key_of(machine, release.release_id)] = machine
    return replace(release, indicators=numbered(kept.values())) if told else release


def numbered(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Sort indicators by position in the text and renumber them."""
    ordered = sorted(indicators, key=lambda one: (one.start, one.end, one.index))
    return tuple(replace(one, index=k) for k, one in enumerate(ordered))


def _placed(release: Release, live: Sequence[Correction]) -> tuple[list[Figure], list[Correction]]:
    """Group corrections by the figure they refer to, and return those without a figure in this release."""
    raw, letters = RawMap(release), Letters(release.text)
    figures: list[Figure] = []
    lost: list[Correction] = []
    for one in live:
        found = find(one, release, raw, letters)
        if found is None:
            lost.append(one)
            continue
        same = next((f for f in figures if _same(f, found, one)), None)
        if same is None:
            figures.append(found)
            same = found
        same.said.append(one)
    return figures, lost


def _same(figure: Figure, found: Figure, one: Correction) -> bool:
    if figure.machine is not None or found.machine is not None:
        return figure.machine is found.machine
    told = {c.indicator_id for c in figure.said}
    return (figure.start, figure.end) == (found.start, found.end) and (
        one.indicator_id in told or None in told
    )


def _judged(figure: Figure, release: Release, files: tuple[str, ...]) -> Indicator | None:
    """Return the corrected figure, or None if it was rejected."""
    fields: dict[str, Any] = {}
    there = figure.machine is not None
    for one in figure.said:
        there = one.action != "reject"
        if one.action == "change" and one.field is not None:
            fields[one.field] = parsed(one.field, one.person_value)
        elif one.action == "add":
            fields |= _all_of(one)
    if not there:
        return None
    base = figure.machine or _restored(figure, release)
    result = changed(base, fields, release, files) if fields else base
    last, read = figure.said[-1], read_of(base)
    differing = {
        name: written(read[name]) for name in FIELDS if name in fields and read[name] != read_of(result)[name]
    }
    added = figure.machine is None and any(c.action == "add" for c in figure.said)
    return replace(
        result,
        review="added" if added else "corrected" if differing else "accepted",
        reviewed_by=last.made_by,
        reviewed_at=last.made_at,
        review_note=last.note,
        machine=None if added or not differing else msgspec.json.encode(differing).decode(),
    )


def _all_of(one: Correction) -> dict[str, Any]:
    said: Mapping[str, Any] = msgspec.json.decode(one.person_value or "{}")
    return {name: parsed(name, value) for name, value in said.items()}


def _restored(figure: Figure, release: Release) -> Indicator:
    """Restore a corrected figure that the machine no longer finds, from its snapshot if there is one."""
    snapshot = next((c.snapshot for c in reversed(figure.said) if c.snapshot is not None), None)
    sentence = sentence_at(release, figure.start)
    if sentence is None:
        raise ValueError("a figure lies in a sentence")  # guaranteed by _find
    raw_start, raw_end = RawMap(release).to_raw(figure.start, figure.end)
    place: dict[str, Any] = {
        "start": figure.start,
        "end": figure.end,
        "raw_start": raw_start,
        "raw_end": raw_end,
        "sentence": sentence.index,
        "area": sentence.area,
        "text": release.text[figure.start : figure.end],
        "indicator_id": identity(release.release_id, raw_start, raw_end),
    }
    if snapshot is not None:
        return replace(decoded(snapshot), **place)
    return Indicator(
        index=0, value=None, value_min=None, value_max=None, unit=None, measure="level", direction=None,
        modifier="exact", subject=None, status="actual", period=None, base=None, damaged=False, rule="added",
        evidence="", confidence=1.0, **place,
    )  # fmt: skip


def _state(figure: Figure) -> State:
    """Return whether a figure changed since it was last judged."""
    last, machine = figure.said[-1], figure.machine
    if last.action == "reject":
        return "holds"
    if machine is None:
        return "moved" if figure.moved else "holds" if last.action == "add" else _gone(figure)
    if last.action == "add":
        said, read = _all_of(last), read_of(machine)
        return "holds" if all(read[name] == value for name, value in said.items()) else "changed"
    if last.snapshot is not None:
        was, now = read_of(decoded(last.snapshot)), read_of(machine)
        if any(was[name] != now[name] for name in _spoken_of(figure, was)):
            return "changed"
    return "moved" if figure.moved else "holds"


def _gone(figure: Figure) -> State:
    """Return the state of a figure the machine does not find; for an added figure that is expected."""
    return "holds" if any(c.action == "add" for c in figure.said) else "gone"


def _spoken_of(figure: Figure, was: Mapping[str, Any]) -> Iterable[str]:
    """Return the judged fields: the changed ones, or all if the figure was accepted."""
    if figure.said[-1].action == "accept":
        return was
    return {c.field for c in figure.said if c.field is not None}
