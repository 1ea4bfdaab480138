"""Convert corrections of indicators to judgements of a database, and back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec

from zhengce.corrections.forms import AreaCorrection, Correction, IndicatorCorrection, Verdict
from zhengce.corrections.making import as_row, plain
from zhengce.store.corrections.fields import parsed
from zhengce.store.corrections.matching import decoded
from zhengce.store.corrections.records import Action, Judgement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhengce.store.corrections.records import Correction as Stored

_ACTIONS: dict[Verdict, Action] = {
    "accept": "accept",
    "correct": "change",
    "reject": "reject",
    "missed": "add",
}
_VERDICTS: dict[Action, Verdict] = {action: verdict for verdict, action in _ACTIONS.items()}


def judgements_of(
    corrections: Iterable[Correction], *, by: str | None = None
) -> tuple[list[Judgement], list[str]]:
    """Return the judgements a database can apply, and reasons for the rest; `by` is the default author."""
    asked: list[Judgement] = []
    named: list[str] = []
    for one in corrections:
        if isinstance(one, AreaCorrection):
            named.append(
                f"{one.text}: corrections of areas are not stored in a database; use zhengce correct merge"
            )
            continue
        fields = one.fields
        if one.verdict == "missed":
            fields = {name: value for name, value in fields.items() if value is not None}
        asked.append(
            Judgement(
                action=_ACTIONS[one.verdict],
                release_id=one.release_id,
                raw_start=one.raw_start,
                raw_end=one.raw_end,
                fields=fields,
                by=one.by or by,
                at=_moment(one.at),
                note=one.note,
            )
        )
    return asked, named


def as_corrections(
    stored: Iterable[Stored], sources: dict[str, tuple[str, int]]
) -> list[IndicatorCorrection]:
    """Convert corrections of a database, except undone ones, to lines for ``zhengce correct merge``.

    Args:
        stored: as listed by the book.
        sources: name and number of machine-read indicators of each release.
    """
    acts: dict[tuple[Any, ...], list[Stored]] = {}
    for one in stored:
        if one.undone_at is None:
            key = (
                one.release_id,
                one.indicator_id,
                one.raw_start,
                one.raw_end,
                one.action,
                one.made_by,
                one.made_at,
            )
            acts.setdefault(key, []).append(one)
    return [_as_correction(rows, sources) for rows in acts.values()]


def _as_correction(rows: list[Stored], sources: dict[str, tuple[str, int]]) -> IndicatorCorrection:
    one = rows[0]
    source, of = sources.get(one.release_id, (one.release_id, 0))
    if one.action == "add":
        said: dict[str, Any] = msgspec.json.decode(one.person_value or "{}")
    else:
        said = {row.field: row.person_value for row in rows if row.field is not None}
    return IndicatorCorrection(
        verdict=_VERDICTS[one.action],
        release_id=one.release_id,
        source=source,
        raw_start=one.raw_start,
        raw_end=one.raw_end,
        text=one.text,
        read=as_row(decoded(one.snapshot)) if one.snapshot is not None else {},
        fields={name: plain(parsed(name, value)) for name, value in said.items()},
        of=of,
        by=one.made_by,
        at=one.made_at.isoformat(timespec="seconds"),
        note=one.note,
    )


def _moment(text: str | None) -> dt.datetime | None:
    if text is None:
        return None
    at = dt.datetime.fromisoformat(text)
    return at if at.tzinfo is not None else at.replace(tzinfo=dt.UTC)
