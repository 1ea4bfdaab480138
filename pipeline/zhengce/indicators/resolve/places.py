"""Whose figure each number of a text is."""

from __future__ import annotations

from zhengce.regions import Region, ReleaseRegion, region_of
from zhengce.types import SegmentedText, SentenceSpan


class Places:
    """Places of one text: what stands before each sentence in its paragraph and section is looked up once."""

    def __init__(self, segmented: SegmentedText, release: ReleaseRegion | None) -> None:
        self._segmented = segmented
        self._release = release
        self._paragraph = -1
        self._section: int | None = -1
        self._paragraph_start = self._section_start = 0

    def enter(self, sentence: SentenceSpan) -> None:
        """Go to a sentence."""
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._paragraph_start = sentence.paragraph, sentence.start
        if sentence.section != self._section:
            self._section, self._section_start = sentence.section, sentence.start
        self._sentence = sentence

    def of(self, subject: str | None, clause: int, place: int, number: str) -> Region | None:
        """The place whose figure the number at `place`, in the clause from `clause`, is."""
        text, sentence = self._segmented.text, self._sentence
        heading = self._segmented.sections[sentence.section].heading if sentence.section is not None else None
        return region_of(
            subject,
            text[clause:place],
            text[sentence.start : place],
            heading,
            self._release,
            paragraph=text[self._paragraph_start : sentence.start],
            item=text[self._section_start : sentence.start],
            number=number,
        )
