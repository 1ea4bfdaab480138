"""Label Studio: tasks with our results as predictions, and JSON exports.

Its offsets count characters like ours (its front end has used code points since 2022).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Any, get_args
from xml.sax.saxutils import quoteattr

import msgspec

from zhengce.classify import load_taxonomy
from zhengce.errors import MalformedError
from zhengce.exchange.spans import ATTRIBUTES, Annotated, Span, annotated
from zhengce.types import Measure, ProgrammeKind, Release, Status

_CHOICES: dict[str, tuple[str, ...]] = {
    "measure": get_args(Measure),
    "status": get_args(Status),
    "kind": get_args(ProgrammeKind),
    "area": load_taxonomy().ids,
}
_COLOURS = {"indicator": "#2669a8", "programme": "#b5720f", "sentence": "#85898f"}


def interface() -> str:
    """Return the labelling interface, to paste into the project's settings or send to the API."""
    lines = ["<View>", '  <Labels name="label" toName="text">']
    lines += [
        f"    <Label value={quoteattr(name)} background={quoteattr(_COLOURS[name])}/>" for name in ATTRIBUTES
    ]
    lines += ["  </Labels>", '  <Text name="text" value="$text" granularity="symbol"/>']
    for label, names in ATTRIBUTES.items():
        for name in names:
            where = (
                f'name="{name}" toName="text" perRegion="true" whenTagName="label" whenLabelValue="{label}"'
            )
            if name in _CHOICES:
                lines.append(f'  <Choices {where} choice="single">')
                lines += [f"    <Choice value={quoteattr(choice)}/>" for choice in _CHOICES[name]]
                lines.append("  </Choices>")
            else:
                lines.append(f'  <TextArea {where} maxSubmissions="1" editable="true"/>')
    return "\n".join([*lines, "</View>", ""])


def to_label_studio(releases: Iterable[Release], *, sentences: bool = False) -> bytes:
    """Return an import file with one task per release and its results as predictions.

    Args:
        releases: the releases.
        sentences: whether to include sentences with their work areas as spans.
    """
    tasks = [_task(annotated(release, sentences=sentences)) for release in releases]
    return msgspec.json.format(msgspec.json.encode(tasks), indent=1)


def from_label_studio(content: bytes) -> list[Annotated]:
    """Return the annotations of an export (form "JSON"): the last uncancelled one of each task.

    A task without annotations gives its predictions.

    Raises:
        MalformedError: the content is not an export of such tasks; the message names the task.
    """
    try:
        tasks = msgspec.json.decode(content, type=list[dict[str, Any]])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise MalformedError("Label Studio", f"not a JSON export: {error}") from error
    return [_read(number, task) for number, task in enumerate(tasks, 1)]


def _task(one: Annotated) -> dict[str, Any]:
    results = [part for number, span in enumerate(one.spans) for part in _results(one.text, number, span)]
    return {
        "data": {"text": one.text, "release_id": one.release_id, "source": one.source},
        "predictions": [{"model_version": f"zhengce {version('zhengce')}", "result": results}],
    }


def _results(text: str, number: int, span: Span) -> Iterator[dict[str, Any]]:
    place = {"start": span.start, "end": span.end, "text": text[span.start : span.end]}
    common = {"id": f"z{number}", "to_name": "text"}
    yield {**common, "from_name": "label", "type": "labels", "value": {**place, "labels": [span.label]}}
    for name, value in span.attributes.items():
        kind, key = ("choices", "choices") if name in _CHOICES else ("textarea", "text")
        # A text area holds the typed text where a choice holds the text of its region.
        yield {**common, "from_name": name, "type": kind, "value": {**place, key: [value]}}


def _read(number: int, task: dict[str, Any]) -> Annotated:
    name = f"Label Studio task {task.get('id', number)}"
    try:
        data, text = task["data"], "" + task["data"]["text"]
        done = [a for a in task.get("annotations") or [] if not a.get("was_cancelled")]
        chosen = done or task.get("predictions") or [{"result": []}]
        spans: dict[str, Span] = {}
        attributes: dict[str, dict[str, str]] = {}
        for result in chosen[-1]["result"]:
            value, key = result.get("value", {}), result.get("id")
            if result["type"] == "labels":
                spans[key] = Span(int(value["start"]), int(value["end"]), "" + value["labels"][0])
                _same(name, text, spans[key], value.get("text"))
            elif result["type"] in ("choices", "textarea"):
                found = value["choices" if result["type"] == "choices" else "text"]
                said = "" + (found if isinstance(found, str) else found[0] if found else "")
                attributes.setdefault(key, {})[result["from_name"]] = said
    except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        raise MalformedError(name, f"not in zhengce's export format ({error!r})") from error
    whole = tuple(Span(s.start, s.end, s.label, attributes.get(key, {})) for key, s in spans.items())
    return Annotated(str(data.get("release_id", "")), str(data.get("source", name)), text, whole).checked()


def _same(name: str, text: str, span: Span, seen: str | None) -> None:
    """Refuse a span whose text differs from what the annotator saw, because the task's text changed."""
    here = text[span.start : span.end]
    if seen is not None and _letters(seen) != _letters(here):
        raise MalformedError(
            name, f"[{span.start}, {span.end}) is {here!r} in its text, {seen!r} in the label"
        )


def _letters(text: str) -> str:
    return "".join(text.replace("\\n", "").split())
