"""Find the indicators of texts; each step processes all texts of a batch before the next begins."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from zhengce.indicators.attach.candidates import Trace, weighed
from zhengce.indicators.attach.frames import Frames
from zhengce.indicators.confidence import confidence_of
from zhengce.indicators.lexicon import load_rules
from zhengce.indicators.mention import IndicatorMention
from zhengce.indicators.resolve.places import Places
from zhengce.indicators.slots import SlotReader
from zhengce.indicators.status import StatusReader
from zhengce.indicators.walking import Made, Walk
from zhengce.regions import Region, ReleaseRegion
from zhengce.times import TimeMention, find_times
from zhengce.types import SegmentedText

_SPECIAL = ("71", "81", "82")


class Given(NamedTuple):
    """A segmented text with the metadata of its release.

    `published` is the date of publication, `title` is normalised, and `region` is that of the release. If
    there is a `trace`, the candidates of each indicator are recorded in it, for ``zhengce explain``.
    """

    segmented: SegmentedText
    published: dt.date | None = None
    title: str | None = None
    region: ReleaseRegion | None = None
    trace: Trace | None = None


class IndicatorFinder:
    """Finds the indicators of segmented texts; built once, used for many texts.

    Args:
        rules: a file with the user's own words and units; see `load_rules`.

    Raises:
        ConfigError: the file is missing or not of that form.
    """

    def __init__(self, rules: Path | None = None) -> None:
        lexicon, units = load_rules(rules)
        self._slots = SlotReader(lexicon, units)
        self._status = StatusReader(lexicon)

    def find(
        self,
        segmented: SegmentedText,
        published: dt.date | None = None,
        *,
        title: str | None = None,
        region: ReleaseRegion | None = None,
    ) -> list[IndicatorMention]:
        """Return all indicators of a text, in order; see `Given` for the arguments."""
        return self.find_all([Given(segmented, published, title, region)])[0]

    def find_all(self, texts: Sequence[Given]) -> list[list[IndicatorMention]]:
        """Return all indicators of each text, in order.

        Each step processes all texts before the next one begins, so that its data stay in the CPU cache.
        """
        cuts = [one.segmented for one in texts]
        runs_on = [_runs_on(one.region) for one in texts]
        frames = [
            Frames(one.segmented, one.published, one.title, runs_on=on)
            for one, on in zip(texts, runs_on, strict=True)
        ]
        times = [_times(cut, of.published) for cut, of in zip(cuts, frames, strict=True)]
        mentions = list(map(self._slots.mentions, cuts, times))
        numbers = list(map(self._slots.measured, cuts, mentions))
        slots = list(map(self._slots.slots, cuts, times, numbers))
        bases = [
            self._slots.attach(cut, when, said, runs_on=on)
            for cut, when, said, on in zip(cuts, times, slots, runs_on, strict=True)
        ]
        walks = [
            Walk(one.segmented, of, self._status, explained=one.trace is not None)
            for one, of in zip(texts, frames, strict=True)
        ]
        made = list(map(Walk.indicators, walks, times, slots, bases))
        regions = list(map(_regions, texts, made))
        return [
            [
                IndicatorMention(*one.mention[:-2], region, _confidence(cut, one.mention))
                for one, region in zip(of, whose, strict=True)
            ]
            for cut, of, whose in zip(cuts, made, regions, strict=True)
        ]


def _runs_on(region: ReleaseRegion | None) -> bool:
    """Return whether the time and base of a sentence carry over to the next.

    They do in releases of Hong Kong, Macau and Taiwan.
    """
    return region is not None and (region.code or "").startswith(_SPECIAL)


def _times(segmented: SegmentedText, published: dt.date | None) -> list[list[TimeMention]]:
    """Return the time expressions of each sentence."""
    times = find_times(segmented.text, published)
    starts = [time.start for time in times]
    return [times[bisect_left(starts, s.start) : bisect_left(starts, s.end)] for s in segmented.sentences]


def _regions(given: Given, made: Sequence[Made]) -> list[Region | None]:
    """Return the region of each indicator of a text, or None for an indicator without one.

    If there is a trace, also record the candidates of each indicator.
    """
    places = Places(given.segmented, given.region)
    sentences, entered = given.segmented.sentences, -1
    regions = []
    for mention, clause, before, after in made:
        while entered < mention.sentence:
            entered += 1
            if not sentences[entered].boilerplate:
                places.enter(sentences[entered])
        region = places.of(mention.subject, clause, mention.start, mention.text)
        if given.trace is not None:
            options = places.weighed(mention.subject, clause, mention.start, mention.text)
            told = weighed("region", options, region.name if region is not None else None)
            given.trace[mention.start] = [*before, *told, *after]
        regions.append(region)
    return regions


def _confidence(segmented: SegmentedText, mention: IndicatorMention) -> float:
    """Return the confidence in an indicator, given its sentence."""
    sentence = segmented.sentences[mention.sentence]
    return confidence_of(mention, segmented.text, sentence.start, sentence.end)
