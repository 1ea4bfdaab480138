"""Indicators that were labelled in Label Studio or doccano → judgements of the figures of a database.

A figure whose label was left as it is was accepted; one with another measure, status or subject is changed;
one that was predicted and has no label any more is rejected; a new label adds a figure. What cannot be told
so is named with its reason.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import msgspec

from zhengce.exchange.doccano import from_doccano
from zhengce.exchange.label_studio import from_label_studio
from zhengce.exchange.spans import Annotated, Span
from zhengce.store.corrections.places import RawMap
from zhengce.store.corrections.records import Judgement
from zhengce.types import Indicator, Release

_INDICATOR = "indicator"


class Labelled(NamedTuple):
    """A text as it was labelled; as it was predicted, where the export says so; who did it and when."""

    done: Annotated
    predicted: Annotated | None = None
    by: str | None = None
    at: dt.datetime | None = None


class Told(NamedTuple):
    """The judgements of a text, and what could not be told, each with its reason."""

    judgements: list[Judgement]
    named: list[str]


def read_labelled(content: bytes, *, by: str | None = None) -> list[Labelled]:
    """The labelled texts of an export of Label Studio (JSON) or doccano (JSONL).

    Args:
        content: of the file.
        by: who labelled, where the export does not say.

    Raises:
        MalformedError: it is no such export.
    """
    if content.lstrip()[:1] != b"[":
        return [Labelled(one, by=by) for one in from_doccano(content)]
    tasks: list[dict[str, Any]] = msgspec.json.decode(content)
    found = []
    for done, task in zip(from_label_studio(content), tasks, strict=True):
        chosen = [a for a in task.get("annotations") or () if not a.get("was_cancelled")]
        if not chosen:
            continue  # nobody has looked at it
        predictions = [p for p in task.get("predictions") or () if isinstance(p, dict) and "result" in p]
        told = {"data": task["data"], "predictions": predictions}
        predicted = from_label_studio(msgspec.json.encode([told]))[0] if predictions else None
        found.append(Labelled(done, predicted, _who(chosen[-1]) or by, _when(chosen[-1])))
    return found


def judged(labelled: Labelled, release: Release | None) -> Told:
    """What labels say of the figures of a release as a database holds it."""
    done = labelled.done
    name = f"{done.source} ({done.release_id or 'without release_id'})"
    spans = [span for span in done.spans if span.label == _INDICATOR]
    if release is None:
        reason = "its release is not in the database: load it first"
        return Told([], [f"{name}: {done.text[s.start : s.end]}: {reason}" for s in spans])
    if release.text != done.text:
        reason = "the repaired text is another by now: export it again"
        return Told([], [f"{name}: {done.text[s.start : s.end]}: {reason}" for s in spans])
    told = Told([], [])
    way, met = RawMap(release), set[int]()
    for span in spans:
        one = _figure(span, release, met)
        if one is None:
            place = way.to_raw(span.start, span.end)
            said = {key: value for key, value in span.attributes.items() if value}
            told.judgements.append(_judgement(labelled, release, "add", place, None, said))
            continue
        met.add(one.index)
        if (one.start, one.end) != (span.start, span.end):
            printed = done.text[span.start : span.end]
            told.named.append(
                f"{name}: {printed}: other characters than {one.text}, which stay: add and reject"
            )
        differing = _differing(span, one, labelled)
        action = "change" if differing else "accept"
        place = (one.raw_start, one.raw_end)
        told.judgements.append(_judgement(labelled, release, action, place, one, differing))
    for one in release.indicators:
        if one.index in met:
            continue
        if _predicted(one.start, one.end, labelled.predicted) is not None:
            place = (one.raw_start, one.raw_end)
            told.judgements.append(_judgement(labelled, release, "reject", place, one, {}))
        else:
            reason = "has no label, and the export does not tell whether it had one: not rejected"
            told.named.append(f"{name}: {one.text}: {reason}")
    return told


def _figure(span: Span, release: Release, met: set[int]) -> Indicator | None:
    """The figure that a span labels: of the same characters, else the only one that has some of them."""
    free = [one for one in release.indicators if one.index not in met]
    exact = [one for one in free if (one.start, one.end) == (span.start, span.end)]
    over = [one for one in free if one.start < span.end and span.start < one.end]
    return exact[0] if exact else over[0] if len(over) == 1 else None


def _differing(span: Span, one: Indicator, labelled: Labelled) -> dict[str, str | None]:
    """What the label says otherwise; doccano's label has no subject, so silence there says nothing."""
    given: dict[str, str | None] = {key: value or None for key, value in span.attributes.items()}
    before = _predicted(span.start, span.end, labelled.predicted)
    if before is not None:  # what was left as it was predicted says nothing against a later correction
        given = {key: given.get(key) for key in {*before.attributes, *span.attributes}}
        given = {key: value for key, value in given.items() if value != (before.attributes.get(key) or None)}
    return {key: value for key, value in given.items() if value != getattr(one, key, None)}


def _predicted(start: int, end: int, predicted: Annotated | None) -> Span | None:
    spans = () if predicted is None else predicted.spans
    return next((s for s in spans if s.label == _INDICATOR and (s.start, s.end) == (start, end)), None)


def _judgement(
    labelled: Labelled,
    release: Release,
    action: Any,  # noqa: ANN401 - of the literal
    place: tuple[int, int],
    one: Indicator | None,
    fields: dict[str, Any],
) -> Judgement:
    key = None if one is None else one.indicator_id
    return Judgement(action, release.release_id, *place, key, fields, labelled.by, labelled.at)


def _who(annotation: dict[str, Any]) -> str | None:
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("id")
    return None if by is None else str(by)


def _when(annotation: dict[str, Any]) -> dt.datetime | None:
    try:
        at = dt.datetime.fromisoformat(annotation.get("updated_at") or annotation["created_at"])
    except (KeyError, TypeError, ValueError):
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=dt.UTC)
