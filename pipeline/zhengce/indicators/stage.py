"""The stage of reading: sentences → indicators."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zhengce.config import Config
from zhengce.indicators.find import IndicatorFinder
from zhengce.regions import release_region
from zhengce.stages import Work


class IndicatorStage:
    """Gives each document `indicators`."""

    def __init__(self, config: Config) -> None:
        rules = config.extract.rules
        self._finder = IndicatorFinder(Path(rules) if rules is not None else None)

    def __call__(self, batch: Sequence[Work], /) -> None:
        """Find the indicators of a batch."""
        for work in batch:
            work.indicators = self._finder.find(
                work.segmented,
                work.published,
                title=work.title,
                region=release_region(work.raw.title, work.raw.publisher, work.segmented.text),
                trace=work.trace,
            )


build = IndicatorStage
