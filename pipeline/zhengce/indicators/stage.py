"""The indicator stage: sentences → indicators."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zhengce.config import Config
from zhengce.indicators.find import Given, IndicatorFinder
from zhengce.regions import release_region
from zhengce.stages import Work


class IndicatorStage:
    """Sets `indicators` on each document."""

    def __init__(self, config: Config) -> None:
        rules = config.extract.rules
        self._finder = IndicatorFinder(Path(rules) if rules is not None else None)

    def __call__(self, batch: Sequence[Work], /) -> None:
        """Find the indicators of a batch."""
        for work, found in zip(batch, self._finder.find_all(list(map(_given, batch))), strict=True):
            work.indicators = found


def _given(work: Work) -> Given:
    region = release_region(work.raw.title, work.raw.publisher, work.segmented.text)
    return Given(work.segmented, work.published, work.title, region, work.trace)


build = IndicatorStage
