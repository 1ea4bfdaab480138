"""Make corrections from an analyst's judgements of indicators."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zhengce.corrections.forms import AreaCorrection, IndicatorCorrection, Verdict

if TYPE_CHECKING:
    from zhengce.types import Indicator, Release, Sentence

FIELDS = (
    "value", "value_min", "value_max", "unit", "measure", "direction", "modifier", "subject", "status",
    "period", "period_start", "period_end", "base", "denominator", "basis", "vintage", "region",
)  # fmt: skip
"""What can be corrected: the keys of a row of gold but `text` and `nth`, which follow from the place."""
NEWER = ("denominator", "basis", "vintage", "region")
"""Those that gold and corrections of version 1 lack: silence there says nothing."""


def accept(release: Release, indicator: Indicator, *, by: str | None = None) -> IndicatorCorrection:
    """Accept the indicator in every field."""
    return _of("accept", release, indicator, {}, by=by)


def reject(
    release: Release, indicator: Indicator, *, by: str | None = None, note: str | None = None
) -> IndicatorCorrection:
    """Reject the indicator."""
    return _of("reject", release, indicator, {}, by=by, note=note)


def correct(
    release: Release,
    indicator: Indicator,
    *,
    by: str | None = None,
    note: str | None = None,
    **fields: Any,  # noqa: ANN401 - of the types of a row of gold
) -> IndicatorCorrection:
    """Correct some fields of the indicator.

    Args:
        release: its release.
        indicator: the indicator as read.
        by: the author.
        note: a reason.
        fields: any of `FIELDS` with the right value; dates as ISO text.

    Raises:
        ValueError: a field is unknown.
    """
    return _of("correct", release, indicator, fields, by=by, note=note)


def missed(
    release: Release,
    text: str,
    *,
    raw_start: int,
    by: str | None = None,
    note: str | None = None,
    **fields: Any,  # noqa: ANN401 - of the types of a row of gold
) -> IndicatorCorrection:
    """Add a missed indicator; fields that are not given are None or have their default.

    Args:
        release: its release.
        text: the quantity in the raw text.
        raw_start: its offset there.
        by: the author.
        note: a reason.
        fields: any of `FIELDS`.

    Raises:
        ValueError: a field is unknown.
    """
    _known(fields)
    usual = {**dict.fromkeys(FIELDS), "measure": "level", "modifier": "exact", "status": "actual"}
    return IndicatorCorrection(
        verdict="missed",
        release_id=release.release_id,
        source=release.source,
        raw_start=raw_start,
        raw_end=raw_start + len(text),
        text=text,
        fields={**usual, **{key: plain(value) for key, value in fields.items()}},
        of=len(release.indicators),
        by=by,
        at=_now(),
        note=note,
    )


def label(
    release: Release,
    sentence: Sentence,
    area: str | None,
    *,
    second: str | None = None,
    by: str | None = None,
    note: str | None = None,
) -> AreaCorrection:
    """Label the area of a sentence; None rejects the current area without naming another."""
    verdict = "reject" if area is None else "accept" if area == sentence.area else "correct"
    section = None if sentence.section is None else release.sections[sentence.section]
    return AreaCorrection(
        verdict=verdict,  # type: ignore[arg-type]
        text=sentence.text,
        area=area,
        second=second,
        release_id=release.release_id,
        heading=None if section is None else section.heading,
        by=by,
        at=_now(),
        note=note,
    )


def as_row(indicator: Indicator) -> dict[str, Any]:
    """Return an indicator as plain values with the keys of a gold row."""
    period, base = indicator.period, indicator.base
    nested = {
        "period": period and period.text,
        "period_start": period and period.start,
        "period_end": period and period.end,
        "base": base and base.text,
    }
    read = {name for name in FIELDS if name not in NEWER or hasattr(indicator, name)}
    values = {name: nested.get(name, getattr(indicator, name, None)) for name in FIELDS if name in read}
    return {name: plain(value) for name, value in values.items()}


def _of(
    verdict: Verdict,
    release: Release,
    indicator: Indicator,
    fields: dict[str, Any],
    *,
    by: str | None,
    note: str | None = None,
) -> IndicatorCorrection:
    _known(fields)
    return IndicatorCorrection(
        verdict=verdict,
        release_id=release.release_id,
        source=release.source,
        raw_start=indicator.raw_start,
        raw_end=indicator.raw_end,
        text=indicator.text,
        read=as_row(indicator),
        fields={key: plain(value) for key, value in fields.items()},
        of=len(release.indicators),
        by=by,
        at=_now(),
        note=note,
    )


def _known(fields: dict[str, Any]) -> None:
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise ValueError(f"unknown field {unknown[0]!r}; the fields are {', '.join(FIELDS)}")


def plain(value: Any) -> Any:  # noqa: ANN401 - any field of a record
    """Convert a value for JSON: whole numbers to int, others to float, dates to ISO text."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
