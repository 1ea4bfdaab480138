"""The series stage: indicators to the statistical series they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhengce.config import Config
from zhengce.series.identity import Figure, SeriesFinder
from zhengce.stages import Work

if TYPE_CHECKING:
    from zhengce.indicators import IndicatorMention
    from zhengce.types import SegmentedText


class SeriesStage:
    """Sets `series` on each document."""

    def __init__(self, config: Config) -> None:
        own = config.series.file
        self._finder = SeriesFinder([Path(own)] if own is not None else [])

    def __call__(self, batch: Sequence[Work], /) -> None:
        """Find the series of all indicators of a batch."""
        for work in batch:
            work.series = self._finder.in_order(_figure(work.segmented, one) for one in work.indicators)


def _figure(cut: SegmentedText, mention: IndicatorMention) -> Figure:
    """Collect the attributes that determine the series of an indicator."""
    sentence = cut.sentences[mention.sentence]
    heading = cut.sections[sentence.section].heading if sentence.section is not None else None
    time = mention.period.text if mention.period is not None else ""
    return Figure(
        subject=mention.subject,
        unit=mention.unit,
        measure=mention.measure,
        region=mention.region,
        direction=mention.direction,
        base=mention.base,
        period=mention.period,
        denominator=mention.denominator,
        before=cut.text[sentence.start : mention.start],
        text=mention.text,
        sentence=mention.sentence,
        dated_by_heading=bool(heading and time in heading) and not _said(cut.text, mention.start, time),
    )


def _said(text: str, place: int, time: str) -> bool:
    """Whether a paragraph says a time before `place`."""
    return time in text[text.rfind("\n", 0, place) + 1 : place]


build = SeriesStage
