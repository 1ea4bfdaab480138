"""The normalisation stage: raw text and title to `NormalizedText`."""

from __future__ import annotations

from collections.abc import Sequence

from zhengce.config import Config
from zhengce.normalize import Normalizer
from zhengce.stages import Work


class NormalizeStage:
    """Sets `normalized` and `title` of each document."""

    def __init__(self, config: Config) -> None:
        self._normalize = Normalizer(config.normalize)

    def __call__(self, batch: Sequence[Work], /) -> None:
        """Normalise a batch."""
        for work in batch:
            work.normalized = self._normalize(work.raw.text)
            work.title = self._normalize(work.raw.title).text if work.raw.title else None


build = NormalizeStage
