"""Sentences that were labelled in Label Studio or doccano → corrections of areas.

Label Studio exports an array of tasks: ``{"data": {"text": …, "release_id": …, "heading": …},
"annotations": [{"result": [{"value": {"choices": ["rights"]}}]}]}``; its short form (JSON-MIN) has the text
and a key ``area`` at the top. doccano exports a line a sentence: ``{"text": …, "label": ["rights"]}``. In
both a label may be an area's id, or its Chinese or English name; a second label is the second area. A
sentence without a label was skipped and gives nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from zhengce.corrections.forms import AreaCorrection
from zhengce.errors import MalformedError

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN_RELEASE = "exported"
"""Release of a sentence of which nobody says where it stands."""


def from_label_studio(content: bytes, *, source: str) -> Iterator[AreaCorrection]:
    """The labelled sentences of an export of Label Studio.

    Raises:
        MalformedError: it is no such export.
    """
    try:
        tasks = msgspec.json.decode(content, type=list[dict[str, Any]])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise MalformedError(source, f"no export of Label Studio: {error}") from error
    for number, task in enumerate(tasks, 1):
        data = task.get("data", task)
        if not isinstance(data, dict) or not isinstance(data.get("text"), str):
            raise MalformedError(f"{source}: task {number}", "no text in it: export as JSON or JSON-MIN")
        annotations = task.get("annotations")
        if annotations is None:
            yield from _corrections(data, _labels(data.get("area")), data.get("annotator"))
        for annotation in annotations or ():
            if not annotation.get("was_cancelled"):
                yield from _corrections(data, _chosen(annotation), annotation.get("completed_by"))


def from_doccano(record: Any, *, source: str) -> Iterator[AreaCorrection]:  # noqa: ANN401 - JSON
    """The labelled sentence of a line of doccano's export.

    Raises:
        MalformedError: it is no such line.
    """
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise MalformedError(source, "neither a correction nor a line of doccano: no text in it")
    if "label" not in record and "labels" not in record:
        raise MalformedError(source, "neither a correction (no kind) nor a line of doccano (no label)")
    data = {**(record.get("meta") or {}), **(record.get("metadata") or {}), **record}
    yield from _corrections(data, _labels(record.get("label", record.get("labels"))), record.get("username"))


def _chosen(annotation: dict[str, Any]) -> list[str]:
    values = [result.get("value", {}) for result in annotation.get("result", ())]
    return [choice for value in values for choice in value.get("choices", ())]


def _labels(value: Any) -> list[str]:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return _labels(value.get("choices"))
    return [value] if isinstance(value, str) else [one for one in value or () if isinstance(one, str)]


def _corrections(data: dict[str, Any], labels: list[str], by: object) -> Iterator[AreaCorrection]:
    if not labels:
        return
    given = data.get("predicted", data.get("area"))
    yield AreaCorrection(
        verdict="accept" if given == labels[0] else "correct",
        text=data["text"],
        area=labels[0],
        second=labels[1] if len(labels) > 1 else None,
        release_id=str(data.get("release_id") or data.get("release") or UNKNOWN_RELEASE),
        heading=data.get("heading") or None,
        by=None if by is None else str(by),
    )
