"""The segmentation stage: normalised text to sections, sentences, words and the date in its head."""

from __future__ import annotations

from collections.abc import Sequence

from zhengce.config import Config
from zhengce.segment import Segmenter
from zhengce.segment.dateline import dateline
from zhengce.stages import Work


class SegmentStage:
    """Sets `segmented` and `published` of each document."""

    def __init__(self) -> None:
        self._segment = Segmenter()

    def __call__(self, batch: Sequence[Work], /) -> None:
        """Segment a batch of documents in place."""
        for work, cut in zip(batch, self._segment.all([one.normalized.text for one in batch]), strict=True):
            work.segmented = cut
            work.published = work.raw.published or dateline(work.normalized.text)


def build(config: Config) -> SegmentStage:
    """Build the stage; it has no settings."""
    del config
    return SegmentStage()
