"""Convert indicators labelled in Label Studio or doccano to judgements of the figures of a database.

An unchanged label accepts the figure; another measure, status or subject changes it; a deleted prediction
rejects it; a new label adds a figure. Anything else is reported with a reason.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import msgspec

from zhengce.errors import MalformedError
from zhengce.exchange.doccano import from_doccano
from zhengce.exchange.label_studio import from_label_studio
from zhengce.exchange.spans import Annotated, Span
from zhengce.store.corrections.places import RawMap
from zhengce.store.corrections.records import Judgement
from zhengce.types import Indicator, Release

_INDICATOR = "indicator"


class Labelled(NamedTuple):
    """A labelled text, with its predictions if exported, the annotator and the time."""

    done: Annotated
    predicted: Annotated | None = None
    by: str | None = None
    at: dt.datetime | None = None


class Told(NamedTuple):
    """The judgements of a text, and reasons for labels that give none."""

    judgements: list[Judgement]
    named: list[str]


def read_labelled(
    content: bytes, *, by: str | None = None, at: dt.datetime | None = None
) -> tuple[list[Labelled], list[str]]:
    """Return the labelled texts of a Label Studio (JSON) or doccano (JSONL) export, and unreadable ones.

    If several people annotated a task, each annotation counts as its author's.

    Args:
        content: bytes of the file.
        by: the annotator, if the export does not state one.
        at: the time, if the export does not state one.

    Raises:
        MalformedError: the content is not such an export.
    """
    found: list[Labelled] = []
    named: list[str] = []
    if content.lstrip()[:1] != b"[":
        for number, line in enumerate(content.splitlines(), 1):
            try:
                found += [Labelled(one, by=by, at=at) for one in from_doccano(line)]
            except MalformedError as error:
                named.append(str(error).replace("doccano line 1", f"doccano line {number}"))
        return found, named
    try:
        tasks = msgspec.json.decode(content, type=list[dict[str, Any]])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise MalformedError("Label Studio", f"not a JSON export: {error}") from error
    for number, task in enumerate(tasks, 1):
        try:
            found += _of_task(task, by, at)
        except MalformedError as error:
            named.append(str(error).replace("task 1:", f"task {task.get('id', number)}:"))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            named.append(f"Label Studio task {number}: not in zhengce's export format ({error!r})")
    return found, named


def _of_task(task: dict[str, Any], by: str | None, at: dt.datetime | None) -> list[Labelled]:
    if "annotations" not in task:
        raise MalformedError(
            "Label Studio task 1",
            "has no annotations; export as JSON rather than JSON-MIN, which loses relations",
        )
    predictions = [p for p in task.get("predictions") or () if isinstance(p, dict) and "result" in p]
    told = {"data": task["data"], "predictions": predictions}
    predicted = _one(told) if predictions else None
    return [
        Labelled(_one({**task, "annotations": [each]}), predicted, _who(each) or by, _when(each) or at)
        for each in task["annotations"] or ()
        if not each.get("was_cancelled")
    ]


def _one(task: dict[str, Any]) -> Annotated:
    (one,) = from_label_studio(msgspec.json.encode([task]))
    return one


def judged(labelled: Labelled, release: Release | None) -> Told:
    """Return the judgements that labels imply for the figures of a stored release."""
    done = labelled.done
    name = f"{done.source} ({done.release_id or 'without release_id'})"
    spans = [span for span in done.spans if span.label == _INDICATOR]
    if release is None:
        reason = "its release is not in the database; load it first"
        if not done.release_id:
            reason = "the export has no release_id; export with the fields of the task"
        return Told([], [f"{name}: {done.text[s.start : s.end]}: {reason}" for s in spans])
    if release.text != done.text:
        reason = "the repaired text has changed; export it again"
        return Told([], [f"{name}: {done.text[s.start : s.end]}: {reason}" for s in spans])
    told = Told([], [])
    way, met, seen = RawMap(release), set[int](), set[tuple[int, int]]()
    for span in spans:
        if (span.start, span.end) in seen:
            told.named.append(
                f"{name}: {done.text[span.start : span.end]}: labelled twice; the first label counts"
            )
            continue
        seen.add((span.start, span.end))
        one = _figure(span, release, met)
        if one is None:
            place = way.to_raw(span.start, span.end)
            said = {key: value for key, value in span.attributes.items() if value}
            told.judgements.append(_judgement(labelled, release, "add", place, None, said))
            continue
        met.add(one.index)
        if (one.start, one.end) != (span.start, span.end):
            wider = span.start <= one.start and one.end <= span.end
            told.named.append(
                f"{name}: {done.text[span.start : span.end]}: differs from {one.text}, "
                + ("which is kept; add and reject" if wider else "not applied; label it, or add and reject")
            )
            if not wider:
                continue
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
            reason = "has no label, but the export has no predictions, so it is not rejected"
            told.named.append(f"{name}: {one.text}: {reason}")
    return told


def _figure(span: Span, release: Release, met: set[int]) -> Indicator | None:
    """Return the unmatched figure that a span labels, or None.

    It has the same offsets or, failing that, is the only one that overlaps the span.
    """
    free = [one for one in release.indicators if one.index not in met]
    exact = [one for one in free if (one.start, one.end) == (span.start, span.end)]
    over = [one for one in free if one.start < span.end and span.start < one.end]
    return exact[0] if exact else over[0] if len(over) == 1 else None


def _differing(span: Span, one: Indicator, labelled: Labelled) -> dict[str, str | None]:
    """Return the fields that the label changes; doccano's labels have no subject and leave it unchanged."""
    given: dict[str, str | None] = {key: value or None for key, value in span.attributes.items()}
    before = _predicted(span.start, span.end, labelled.predicted)
    if before is not None:  # an unchanged prediction does not override a later correction
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
