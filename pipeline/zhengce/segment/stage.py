"""The stage of segmenting: normalised text → sections, sentences, words, and the date in its head."""

from __future__ import annotations

from collections.abc import Sequence

from zhengce.config import Config
from zhengce.segment import Segmenter
from zhengce.segment.dateline import dateline
from zhengce.stages import Work


class SegmentStage:
    """Gives each document `segmented` and `published`."""

    def __init__(self) -> None:
        self._segment = Segmenter()

    def __call__(self, batch: Sequence[Work], /) -> None:
        """Segment a batch."""
        for work, cut in zip(batch, self._segment.all([one.normalized.text for one in batch]), strict=True):
            work.segmented = cut
            work.published = work.raw.published or dateline(work.normalized.text)


def build(config: Config) -> SegmentStage:
    """The stage; no setting changes it."""
    del config
    return SegmentStage()
