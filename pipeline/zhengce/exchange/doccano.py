"""doccano: import files with one labelled text per line, and JSONL exports.

doccano has no attributes, so labels include them: ``indicator:change:target`` or ``programme:plan``;
subjects of indicators are not exported. Its offsets count UTF-16 units (unless the project counts grapheme
clusters, which should stay off).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from zhengce.errors import MalformedError
from zhengce.exchange.offsets import Units
from zhengce.exchange.spans import ATTRIBUTES, Annotated, Span, annotated
from zhengce.types import Release


def to_doccano(releases: Iterable[Release], *, sentences: bool = False) -> bytes:
    """Return an import file for "Sequence Labeling", format JSONL; allow overlapping entities in the project.

    Args:
        releases: the releases.
        sentences: whether to include sentences with their work areas as spans.
    """
    lines = (_line(annotated(release, sentences=sentences)) for release in releases)
    return b"".join(msgspec.json.encode(line) + b"\n" for line in lines)


def from_doccano(content: bytes) -> list[Annotated]:
    """Return the annotations of an export, with or without relations.

    Raises:
        MalformedError: a line is malformed, or has an invalid label or span; the message names the line.
    """
    found = []
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            found.append(_read(f"doccano line {number}", line))
    return found


def label_of(span: Span) -> str:
    """Return the label that combines a span's label and attributes.

    >>> label_of(Span(0, 5, "indicator", {"measure": "change", "status": "target", "subject": "人才"}))
    'indicator:change:target'
    """
    said = (span.attributes.get(name) for name in ATTRIBUTES[span.label] if name != "subject")
    return ":".join([span.label, *(value for value in said if value)])


def _line(one: Annotated) -> dict[str, Any]:
    units = Units(one.text)
    labels = [[units.of(span.start), units.of(span.end), label_of(span)] for span in one.spans]
    return {"text": one.text, "label": labels, "release_id": one.release_id, "source": one.source}


def _read(name: str, line: bytes) -> Annotated:
    try:
        record = msgspec.json.decode(line, type=dict[str, Any])
        text = record["text"]
        units = Units(text)
        labels = [(e["start_offset"], e["end_offset"], e["label"]) for e in record.get("entities", [])]
        labels += record.get("label", [])
        spans = tuple(
            _span(units.characters(start), units.characters(end), label) for start, end, label in labels
        )
    except (msgspec.DecodeError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise MalformedError(name, f"not in zhengce's export format ({error})") from error
    about = record | (record.get("meta") or {})
    return Annotated(str(about.get("release_id", "")), str(about.get("source", name)), text, spans).checked()


def _span(start: int, end: int, label: str) -> Span:
    name, *values = label.split(":")
    names = [each for each in ATTRIBUTES.get(name, ()) if each != "subject"]
    if len(values) > len(names):
        raise ValueError(f"unknown label {label!r}")
    return Span(int(start), int(end), name, dict(zip(names, values, strict=False)))
