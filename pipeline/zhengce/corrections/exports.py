"""Read sentences labelled in Label Studio or doccano as corrections of areas.

Label Studio exports an array of tasks: ``{"data": {"text": …, "release_id": …, "heading": …},
"annotations": [{"result": [{"value": {"choices": ["rights"]}}]}]}``; its short form (JSON-MIN) has the text
and a key ``area`` at the top level. doccano exports one line per sentence: ``{"text": …, "label":
["rights"]}``. A label is the id or the Chinese or English name of an area; a second label is the second
area. A sentence without a label was skipped and is ignored.

In whole releases exported with sentences by `zhengce.exchange`, each ``sentence`` span gives one
correction: its text with its ``area`` choice (Label Studio) or the rest of its label ``sentence:rights``
(doccano, which counts UTF-16 units). Spans of indicators are read by `zhengce.exchange.judgements`; spans
of programmes are ignored.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

from zhengce.corrections.forms import AreaCorrection
from zhengce.errors import MalformedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SENTENCE, _INDICATOR = "sentence", "indicator"
UNKNOWN_RELEASE = "exported"
"""Release of a sentence of which nobody says where it stands."""


def from_label_studio(content: bytes, *, source: str) -> Iterator[AreaCorrection]:
    """Yield corrections from the labelled sentences of a Label Studio export.

    Raises:
        MalformedError: the content is not such an export.
    """
    try:
        tasks = msgspec.json.decode(content, type=list[dict[str, Any]])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise MalformedError(source, f"not a Label Studio export: {error}") from error
    for number, task in enumerate(tasks, 1):
        with _malformed(f"{source}: task {number}"):
            yield from _of_task(task, f"{source}: task {number}")


def _of_task(task: dict[str, Any], source: str) -> Iterator[AreaCorrection]:
    data = task.get("data", task)
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise MalformedError(source, "no text in the task; export as JSON or JSON-MIN")
    annotations = task.get("annotations")
    if annotations is None:
        yield from _corrections(data, _labels(data.get("area")), data.get("annotator"))
    for annotation in annotations or ():
        if annotation.get("was_cancelled"):
            continue
        by, results = annotation.get("completed_by"), annotation.get("result", [])
        if any(_labels_of(result) for result in results):
            for text, area in _sentences_of(results, data["text"]):
                yield from _corrections({**data, "text": text}, [area], by)
        else:
            yield from _corrections(data, _chosen(results), by)


def from_doccano(record: Any, *, source: str) -> Iterator[AreaCorrection]:  # noqa: ANN401 - JSON
    """Yield the correction from a line of a doccano export.

    Raises:
        MalformedError: the record is not such a line.
    """
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise MalformedError(source, "neither a correction nor a line of doccano: it has no text")
    if not {"label", "labels", "entities"} & set(record):
        raise MalformedError(source, "neither a correction (no kind) nor a line of doccano (no label)")
    with _malformed(source):
        yield from _of_line(record)


def _of_line(record: dict[str, Any]) -> Iterator[AreaCorrection]:
    data = {**(record.get("meta") or {}), **(record.get("metadata") or {}), **record}
    by = record.get("username")
    units = record["text"].encode("utf-16-le")
    for start, end, label in _marked(record):
        name, _, area = label.partition(":")
        if name == _SENTENCE and area:
            sentence = units[2 * start : 2 * end].decode("utf-16-le")
            yield from _corrections({**data, "text": sentence}, [area], by)
    yield from _corrections(data, _labels(record.get("label", record.get("labels"))), by)


def labels_of_indicators(file: Path) -> int:
    """Count the labelled indicators of an export, or return 0 if the file is no such export."""
    content = file.read_bytes()
    try:
        if content.lstrip()[:1] == b"[":
            tasks = msgspec.json.decode(content, type=list[dict[str, Any]])
            results = [r for t in tasks for a in t.get("annotations") or () for r in a.get("result", ())]
            short = [one for t in tasks for one in t.get("label") or () if isinstance(one, dict)]  # JSON-MIN
            return sum(_INDICATOR in _labels_of(r) for r in results) + sum(
                _INDICATOR in (one.get("labels") or ()) for one in short
            )
        records = [msgspec.json.decode(line) for line in content.splitlines() if line.strip()]
        spans = [label for r in records if isinstance(r, dict) for _, _, label in _marked(r)]
        return sum(str(label).partition(":")[0] == _INDICATOR for label in spans)
    except (msgspec.DecodeError, UnicodeDecodeError, AttributeError, LookupError, TypeError):
        return 0


@contextmanager
def _malformed(source: str) -> Iterator[None]:
    """Turn errors from hand-edited or foreign files into refusals."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise MalformedError(source, f"not in the tool's export format ({error!r})") from error


def _chosen(results: list[dict[str, Any]]) -> list[str]:
    values = [result.get("value", {}) for result in results]
    return [choice for value in values for choice in value.get("choices", ())]


def _labels_of(result: dict[str, Any]) -> list[str]:
    return list(result.get("value", {}).get("labels", ()))


def _sentences_of(results: list[dict[str, Any]], text: str) -> Iterator[tuple[str, str]]:
    """Yield text and area of each sentence span with an area."""
    areas = {r.get("id"): r["value"]["choices"][0] for r in results if r.get("from_name") == "area"}
    for result in results:
        if _SENTENCE in _labels_of(result) and result.get("id") in areas:
            yield text[result["value"]["start"] : result["value"]["end"]], areas[result.get("id")]


def _marked(record: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Return the spans of a line of doccano's sequence labelling."""
    entities = [(e["start_offset"], e["end_offset"], e["label"]) for e in record.get("entities", ())]
    labels = record.get("label") or ()
    return entities + [tuple(one) for one in labels if isinstance(one, list) and len(one) == 3]


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
