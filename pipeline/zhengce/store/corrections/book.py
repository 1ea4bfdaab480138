"""Make, undo and list the corrections of a database."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa

from zhengce.errors import TargetError
from zhengce.quantities import MentionFinder
from zhengce.segment import Segmenter
from zhengce.store.corrections.applying import machine_reading
from zhengce.store.corrections.fields import DAYS, LONGEST, in_order, parsed, read_of, storable, written
from zhengce.store.corrections.keeping import applied_in, settle_corrections
from zhengce.store.corrections.matching import encoded, identity, key_of
from zhengce.store.corrections.places import Letters, RawMap, sentence_at
from zhengce.store.corrections.records import Correction, Judgement, State
from zhengce.store.database import DatabaseTarget
from zhengce.store.schema import METADATA
from zhengce.store.selecting import rows_of
from zhengce.store.tables import from_rows
from zhengce.times import find_times

if TYPE_CHECKING:
    from typing import Self

    from zhengce.types import Indicator, Release

_CORRECTIONS, _CORRECTED = METADATA.tables["corrections"], METADATA.tables["corrected"]
_RELEASES = METADATA.tables["releases"]
_STRETCH = {"value_min", "value_max", *DAYS}


@dataclass(slots=True)
class Made:
    """The outcome of judgements: new corrections, the number already known, and refusals with reasons."""

    new: list[Correction]
    known: int
    refused: list[tuple[Judgement, str]]


@dataclass(frozen=True, slots=True)
class Listed:
    """A correction with its release and the worst of its states."""

    correction: Correction
    state: State | None
    source: str | None
    releases: int

    @property
    def look_again(self) -> bool:
        """Return whether the correction needs another look."""
        return self.correction.undone_at is None and self.state != "holds"


class CorrectionBook:
    """The corrections of a database; new ones apply at once, in mirrors too, and at every later load.

    Args:
        url: an existing database.

    Raises:
        TargetError: the database is missing or of another version.
    """

    def __init__(self, url: str | DatabaseTarget) -> None:
        self._own = isinstance(url, str)
        self.target = DatabaseTarget(url, create=False) if isinstance(url, str) else url
        if self.target._empty:  # noqa: SLF001
            raise TargetError(f"{self.target.name}: no such database; give one written by zhengce run")

    def __enter__(self) -> Self:
        """Return the book itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the database."""
        if self._own:
            self.target.close()

    def make(self, judgements: Iterable[Judgement]) -> Made:
        """Store and apply judgements in one transaction; an invalid judgement is refused as a whole.

        A judgement already stored (same person, same time) changes nothing and counts as known.
        """
        asked = list(judgements)
        made = Made([], 0, [])

        def transaction(connection: sa.Connection) -> None:
            made.new, made.known, made.refused = [], 0, []
            releases = _releases(connection, {one.release_id for one in asked})
            for one in asked:
                try:
                    fresh = _fresh(connection, _corrections(one, releases.get(one.release_id)))
                except ValueError as error:
                    made.refused.append((one, str(error)))
                    continue
                made.known += not fresh
                if fresh:
                    connection.execute(sa.insert(_CORRECTIONS), [asdict(c) for c in fresh])
                    made.new += fresh
            settle_corrections(connection, {c.content_id for c in made.new})

        self.target._write(transaction)  # noqa: SLF001 - the book belongs to the target
        return made

    def undo(self, ids: Sequence[str], *, by: str | None = None) -> int:
        """Undo corrections, so that the machine's reading or an earlier correction applies again.

        Returns:
            The number undone, not counting unknown and already undone ones.
        """
        counts: list[int] = []

        def transaction(connection: sa.Connection) -> None:
            c = _CORRECTIONS.c
            mine = c.correction_id.in_(ids) & c.undone_at.is_(None)
            contents = set(connection.scalars(sa.select(c.content_id).where(mine)))
            values = {"undone_at": dt.datetime.now(dt.UTC), "undone_by": by}
            counts.append(connection.execute(sa.update(_CORRECTIONS).where(mine).values(**values)).rowcount)
            settle_corrections(connection, contents)

        self.target._write(transaction)  # noqa: SLF001
        return counts[-1]

    def listed(self, *, release_id: str | None = None, limit: int | None = None) -> list[Listed]:
        """Return all corrections, newest first.

        Args:
            release_id: only those made in this release or applied to it.
            limit: the maximum number.
        """

        def fetch(connection: sa.Connection) -> list[Listed]:
            c = _CORRECTIONS.c
            query = sa.select(_CORRECTIONS, _RELEASES.c.source.label("source_")).select_from(
                _CORRECTIONS.outerjoin(_RELEASES, _RELEASES.c.release_id == c.release_id)
            )
            if release_id is not None:
                holds = sa.select(_CORRECTED.c.correction_id).where(_CORRECTED.c.release_id == release_id)
                query = query.where((c.release_id == release_id) | c.correction_id.in_(holds))
            query = query.order_by(c.made_at.desc(), c.correction_id).limit(limit)
            rows = [dict(row) for row in connection.execute(query).mappings()]
            ids = [row["correction_id"] for row in rows]
            states: dict[str, list[tuple[State, bool]]] = {}
            r = _RELEASES.c
            counts = r.mirror_of.is_(None) & r.superseded_by.is_(None)
            held = sa.select(_CORRECTED.c.correction_id, _CORRECTED.c.state, counts).select_from(
                _CORRECTED.join(_RELEASES, r.release_id == _CORRECTED.c.release_id)
            )
            for begin in range(0, len(ids), 500):
                part = _CORRECTED.c.correction_id.in_(ids[begin : begin + 500])
                for key, state, once in connection.execute(held.where(part)):
                    states.setdefault(key, []).append((state, bool(once)))
            return [_listed(row, states.get(row["correction_id"], [])) for row in rows]

        return self.target._read(fetch)  # noqa: SLF001

    def machine(self, releases: Sequence[str]) -> Iterator[Release]:
        """Yield releases as the machine read them."""
        for release in self.target.read_many(releases):
            key = release.release_id
            told = self.target._read(lambda connection, key=key: applied_in(connection, [key]))  # type: ignore[misc] # noqa: SLF001
            yield machine_reading(release, told.get(key, []))


def _listed(row: dict[str, Any], held: Sequence[tuple[State, bool]]) -> Listed:
    """Combine the states of a correction; mirrors and superseded releases count only without others."""
    source = row.pop("source_")
    states = [state for state, once in held if once] or [state for state, _ in held]
    order: tuple[State, ...] = ("lost", "gone", "changed", "moved", "overruled", "holds")
    worst = next((state for state in order if state in states), None)
    return Listed(Correction(**row), worst, source, len(held))


def _releases(connection: sa.Connection, keys: set[str]) -> dict[str, tuple[Release, Release]]:
    """Return each release as stored and as the machine read it."""
    rows = rows_of(connection, sorted(keys))
    told = applied_in(connection, keys)
    found = {}
    for key in keys & rows["releases"].keys():
        stored = from_rows({name: of.get(key, ()) for name, of in rows.items()})
        found[key] = (stored, machine_reading(stored, told.get(key, [])))
    return found


def _fresh(connection: sa.Connection, rows: Iterable[tuple[Correction, bool]]) -> list[Correction]:
    """Return the new corrections of a judgement, or none if all are known.

    Raises:
        ValueError: the judgement changes nothing.
    """
    said = list(rows)
    ids = [one.correction_id for one, _ in said]
    query = sa.select(_CORRECTIONS.c.correction_id).where(_CORRECTIONS.c.correction_id.in_(ids))
    there = set(connection.scalars(query))
    fresh = [one for one, differs in said if differs and one.correction_id not in there]
    if not fresh and not there:
        raise ValueError("the values are the same as the stored ones; accept the figure instead")
    return fresh


def _corrections(one: Judgement, known: tuple[Release, Release] | None) -> Iterator[tuple[Correction, bool]]:
    """Yield the corrections of a judgement and whether each differs from the stored value.

    Raises:
        ValueError: the judgement does not fit; the message says why and what to do.
    """
    if known is None:
        raise ValueError(f"release {one.release_id} is not in this database; load it first")
    stored, machine = known
    start, end = RawMap(stored).to_text(one.raw_start, one.raw_end)
    within = sentence_at(stored, start)
    if not 0 <= start < end <= len(stored.text) or within is None or one.raw_start < 0:
        raise ValueError(f"[{one.raw_start}, {one.raw_end}) overlaps no sentence of the release")
    if one.action == "add" and end > within.end:
        raise ValueError(
            f"[{one.raw_start}, {one.raw_end}) spans several sentences; give the span of the figure"
        )
    now, read = _at(stored, one, start, end), _at(machine, one, start, end)
    if one.action != "add" and now is None and read is None:
        raise ValueError("there is no figure at this span; add one, or check the span")
    before, _, after = Letters(stored.text).around(start, end)
    found = now or read
    whole = {
        "content_id": stored.content_id,
        "release_id": stored.release_id,
        "indicator_id": key_of(found, stored.release_id)
        if found is not None
        else identity(stored.release_id, one.raw_start, one.raw_end),
        "raw_start": one.raw_start,
        "raw_end": one.raw_end,
        "text": found.text if found is not None else stored.text[start:end],
        "action": one.action,
        "made_by": one.by,
        "made_at": one.at or dt.datetime.now(dt.UTC),
        "note": one.note,
        "words_before": before,
        "words_after": after,
        "snapshot": None if read is None else encoded(read),
    }
    fields = {name: parsed(name, value) for name, value in one.fields.items()}
    storable("note", one.note or "", longest=20 * LONGEST)
    storable("by", one.by or "")
    if one.action == "change":
        in_order({**({} if now is None else read_of(now)), **fields} if _STRETCH & set(fields) else {})
        for name, value in fields.items():
            machine_value = None if read is None else written(read_of(read)[name])
            row = _row(one, whole, field=name, machine_value=machine_value, person_value=written(value))
            yield row, now is None or read_of(now)[name] != value
    elif one.action == "add":
        all_of = {**_read_in(stored.text[start:end], fields), **fields}
        in_order(all_of)
        said = {name: written(value) for name, value in all_of.items()}
        yield _row(one, whole, person_value=msgspec.json.encode(said).decode()), True
    else:
        yield _row(one, whole), True


def _row(one: Judgement, whole: dict[str, Any], **own: Any) -> Correction:  # noqa: ANN401 - columns
    told = (
        whole["release_id"], whole["raw_start"], whole["raw_end"], whole["indicator_id"], one.action,
        own.get("field"), own.get("person_value"), one.by, one.at or whole["made_at"], one.note,
    )  # fmt: skip
    key = hashlib.sha256("\0".join(map(str, told)).encode()).hexdigest()[:16]
    return Correction(correction_id=key, **whole, **own)


def _at(release: Release, one: Judgement, start: int, end: int) -> Indicator | None:
    """Return the figure of a judgement: by id, by its characters, else by overlap."""
    by_id = [i for i in release.indicators if key_of(i, release.release_id) == one.indicator_id]
    exact = [i for i in release.indicators if (i.start, i.end) == (start, end)]
    over = [i for i in release.indicators if i.start < end and start < i.end]
    return next(iter(by_id or exact or over), None)


def _read_in(text: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Read the value of a missed figure from its characters if the judgement gives none.

    Raises:
        ValueError: the characters hold no number, or several, and no value is given.
    """
    if {"value", "value_min", "value_max"} & {n for n, v in fields.items() if v is not None}:
        return {}
    cut = Segmenter()(text)
    found = MentionFinder().find(cut, 0, len(text), find_times(text))
    read = [mention for mention in found if mention.kind in ("quantity", "rank")]
    if len(read) != 1:
        raise ValueError(f"{text!r} holds {'several numbers' if read else 'no number'}; give the value")
    names = ("value", "value_min", "value_max", "unit", "modifier")
    said = {name: getattr(read[0], name) for name in names}
    return {name: value for name, value in said.items() if value is not None}
