"""Explain the results at a place of a release: sentence, area, numerals, indicators, programmes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from zhengce.indicators import Candidate, Trace
from zhengce.pipeline import Pipeline
from zhengce.quantities import MentionFinder
from zhengce.segment import Segmenter
from zhengce.times import find_times
from zhengce.types import Indicator, Release, Sentence
from zhengce.view.labels import visible

_PLACES = frozenset(
    {"index", "start", "end", "raw_start", "raw_end", "sentence", "text", "area", "indicator_id"}
)
_WEIGHTIEST = 8


def explain(release: Release, pipeline: Pipeline, at: int, trace: Trace | None = None) -> list[str]:
    """Return lines that explain the results for the sentence at an offset of the normalised text.

    With a `trace` (`Pipeline.explained`), the indicator at the offset, or every indicator of the sentence,
    is listed with the candidates for its fields, their sources and the reasons against them.

    Raises:
        ValueError: there is no sentence at the offset.
    """
    sentence = next((s for s in release.sentences if s.start <= at < s.end), None)
    if sentence is None:
        raise ValueError(f"no sentence at {at}; the normalised text has {len(release.text)} characters")
    return [visible(line) for line in _lines(release, pipeline, sentence, at, trace or {})]


def place_of(release: Release, printed: str) -> int:
    """Return the offset of the first occurrence of words in the normalised or raw text of a release.

    An indicator printed with these words takes precedence.

    Raises:
        ValueError: the words do not occur, or are in no sentence.
    """
    exact = next((one.start for one in release.indicators if one.text == printed), None)
    if exact is not None:
        return exact
    place = release.text.find(printed) if printed else -1
    if place >= 0:
        return place
    raw = release.raw_text.find(printed) if printed and release.raw_text else -1
    sentence = next((s for s in release.sentences if s.raw_start <= raw < s.raw_end), None)
    if sentence is None:
        raise ValueError(f"{printed!r} does not occur in a sentence of the text")
    return sentence.start


def _lines(release: Release, pipeline: Pipeline, sentence: Sentence, at: int, trace: Trace) -> Iterator[str]:
    yield f"sentence {sentence.index}, characters {sentence.start} to {sentence.end}"
    yield f"  {sentence.text}"
    yield f"area {sentence.area}, probability {sentence.probability}"
    heading = None if sentence.section is None else release.sections[sentence.section].heading
    weights = pipeline.classifier.explain(sentence.text, heading=heading)[:_WEIGHTIEST]
    yield "  for or against it: " + ", ".join(f"{token} {weight:+.2f}" for token, weight in weights)
    times = [
        t for t in find_times(release.text, release.published) if sentence.start <= t.start < sentence.end
    ]
    segmented = Segmenter()(release.text)
    for mention in MentionFinder().find(segmented, sentence.start, sentence.end, times):
        yield f"numeral {mention.text} at {mention.start}: {mention.kind}"
    found = [one for one in release.indicators if one.sentence == sentence.index]
    asked = [one for one in found if one.start <= at < one.end] or found
    for indicator in found:
        yield from _indicator(indicator)
        if indicator in asked:
            yield from _weighed(trace.get(indicator.start, ()))
    for programme in release.programmes:
        if programme.sentence == sentence.index:
            identity = f"{programme.kind}, {programme.programme_id}"
            yield f"programme {programme.text}: {identity}, rule {programme.rule}"


def _indicator(indicator: Indicator) -> Iterator[str]:
    yield f"indicator {indicator.text}"
    for name in (f.name for f in fields(indicator)):
        value = getattr(indicator, name)
        if name not in _PLACES and value not in (None, ""):
            text = getattr(value, "text", value)
            days = f" ({value.start}..{value.end})" if hasattr(value, "start") else ""
            yield f"  {name:10s} {text}{days}"


def _weighed(candidates: Sequence[Candidate]) -> Iterator[str]:
    """Yield the candidates of each field, the chosen ones first."""
    for field in dict.fromkeys(one.field for one in candidates):
        yield f"  why this {field}:"
        told = sorted((one for one in candidates if one.field == field), key=lambda one: bool(one.against))
        for one in told:
            yield f"    {one.value or '-'}, from {one.source}: {one.against or 'chosen'}"
