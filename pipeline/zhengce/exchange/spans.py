"""Texts with labelled spans, to and from annotation tools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhengce.errors import MalformedError
from zhengce.types import Indicator, Programme, Release, Sentence

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "indicator": ("measure", "status", "subject"),
    "programme": ("kind",),
    "sentence": ("area",),
}
"""The labels, and what else is annotated of a span with each."""


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled span of the normalised text; `label` is one of `ATTRIBUTES`."""

    start: int
    end: int
    label: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A normalised text with its spans; `release_id` identifies the release."""

    release_id: str
    source: str
    text: str
    spans: tuple[Span, ...]

    def checked(self) -> Annotated:
        """Return a copy with validated and sorted spans.

        Raises:
            MalformedError: a span lies outside the text, or its label is unknown.
        """
        for span in self.spans:
            if not 0 <= span.start < span.end <= len(self.text):
                raise MalformedError(
                    self.source,
                    f"span [{span.start}, {span.end}) is empty or outside"
                    f" the text of {len(self.text)} characters",
                )
            if span.label not in ATTRIBUTES:
                names = ", ".join(ATTRIBUTES)
                raise MalformedError(self.source, f"unknown label {span.label!r}; the labels are {names}")
        ordered = sorted(self.spans, key=lambda span: (span.start, -span.end, span.label))
        return Annotated(self.release_id, self.source, self.text, tuple(ordered))


def annotated(release: Release, *, sentences: bool = False) -> Annotated:
    """Return the indicators and programmes of a release as spans.

    Args:
        release: the release.
        sentences: whether to include sentences with their work areas as spans.

    >>> from zhengce import Pipeline
    >>> release = Pipeline()("截至目前，建成工会驿站3786个。")
    >>> [(s.label, release.text[s.start : s.end]) for s in annotated(release).spans]
    [('programme', '工会驿站'), ('indicator', '3786个')]
    """
    records: list[tuple[str, Indicator | Programme | Sentence]] = [
        ("indicator", r) for r in release.indicators
    ]
    records += [("programme", r) for r in release.programmes]
    records += [("sentence", r) for r in release.sentences if sentences]
    spans = tuple(
        Span(
            record.start,
            record.end,
            label,
            {name: value for name in ATTRIBUTES[label] if (value := getattr(record, name)) is not None},
        )
        for label, record in records
    )
    return Annotated(release.release_id, release.source, release.text, spans).checked()
