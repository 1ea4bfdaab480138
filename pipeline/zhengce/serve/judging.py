"""Parse the review form of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from zhengce.display.visible import visible
from zhengce.store.corrections.fields import FIELDS, read_of, written
from zhengce.store.corrections.places import RawMap
from zhengce.store.corrections.records import Judgement

if TYPE_CHECKING:
    from zhengce.types import Indicator, Release

SHOWN = (
    "subject", "value", "unit", "period", "period_start", "period_end", "base", "region", "status", "measure",
    "direction", "modifier", "value_min", "value_max", "denominator", "basis", "vintage",
)  # fmt: skip
"""The fields of the form, in their order."""
_ACTIONS = ("accept", "change", "reject", "add")


def judgement(form: Mapping[str, str], release: Release, by: str | None) -> Judgement:
    """Return the judgement of a form.

    Raises:
        ValueError: something is missing or invalid; the message says what.
    """
    action = form.get("action", "")
    if action not in _ACTIONS:
        raise ValueError(f"unknown action {action!r}; the actions are {', '.join(_ACTIONS)}")
    who = form.get("by", "").strip() or by
    note = form.get("note", "").strip() or None
    given = {name: form[f"f_{name}"] for name in FIELDS if f"f_{name}" in form}
    if action == "add":
        start, end = _place(form, release)
        fields = {name: value for name, value in given.items() if value.strip()}
        raw = RawMap(release).to_raw(start, end)
        return Judgement("add", release.release_id, *raw, None, fields, who, note=note)
    figure = form.get("figure", "")
    one = next((i for i in release.indicators if i.indicator_id == figure), None)
    if one is None:
        raise ValueError("that figure no longer exists; reload the release")
    fields = {name: value for name, value in given.items() if _line(value) != _line(form.get(f"w_{name}"))}
    fields = fields if action == "change" else {}
    if action == "accept":
        _as_shown(form, one)
    place = (one.raw_start, one.raw_end)
    return Judgement(action, release.release_id, *place, one.indicator_id, fields, who, note=note)  # type: ignore[arg-type]


def _line(text: str | None) -> str | None:
    """Return a text as a single-line field submits it."""
    return None if text is None else text.replace("\r", "").replace("\n", "")


def _as_shown(form: Mapping[str, str], one: Indicator) -> None:
    """Refuse to accept values that changed after the form was shown."""
    now = read_of(one)
    for name in FIELDS:
        shown = form.get(f"w_{name}")
        if shown is not None and _line(shown) != _line(visible(written(now[name]) or "")):
            raise ValueError(
                f"meanwhile {one.reviewed_by or 'somebody'} has corrected it, {name} is now"
                f" {written(now[name]) or 'empty'}; review it again"
            )


def _place(form: Mapping[str, str], release: Release) -> tuple[int, int]:
    """Return the raw span of a missed figure: the selection, else the only occurrence of its characters."""
    printed = form.get("printed", "").strip()
    if not printed:
        raise ValueError("select the figure in the repaired text, or type its characters")
    start = form.get("start", "")
    if start.isdecimal() and release.text.startswith(printed, int(start)):
        return int(start), int(start) + len(printed)
    count = release.text.count(printed)
    if count != 1:
        told = f"stands {count} times in the text" if count else "does not occur in the repaired text"
        raise ValueError(f"{printed!r} {told}; select it there")
    place = release.text.index(printed)
    return place, place + len(printed)
