"""Determine the region that each figure of a text refers to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from zhengce.regions import (
    Region,
    ReleaseRegion,
    is_worldwide,
    name_places,
    names_places,
    weighed_regions,
)
from zhengce.types import SegmentedText, SentenceSpan


class Places:
    """Regions of one text; a number in a sentence that names none takes the inherited one."""

    def __init__(self, segmented: SegmentedText, release: ReleaseRegion | None) -> None:
        self._segmented = segmented
        self._release = release
        self._paragraph = -1
        self._section: int | None = -1
        self._paragraph_start = self._section_start = 0
        self._sentence = SentenceSpan(0, 0, -1, None)
        self._text = ""
        self._names: bool | None = None  # whether the sentence names a place; unknown until a number asks
        self._handed_on: Region | None = None

    @cached_property
    def _marks(self) -> list[int]:
        """Return the offsets where place names may begin in the text, computed once a number asks."""
        return name_places(self._segmented.text)

    def _named_between(self, start: int, end: int) -> bool:
        return bisect_left(self._marks, start) < bisect_left(self._marks, end)

    def enter(self, sentence: SentenceSpan) -> None:
        """Move to a sentence."""
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._paragraph_start = sentence.paragraph, sentence.start
        if sentence.section != self._section:
            self._section, self._section_start = sentence.section, sentence.start
        self._sentence, self._names = sentence, None

    def of(self, subject: str | None, clause: int, place: int, number: str) -> Region | None:
        """Return the region that the number at `place` refers to, or None; its clause begins at `clause`."""
        if self._names is None:
            start, end = self._sentence.start, self._sentence.end
            self._text = self._segmented.text[start:end]
            names = names_places if self._named_between(start, end) else is_worldwide
            self._names = names(self._text, self._release)
            self._handed_on = None if self._names else self._region(None, "", number)
        if not self._names and (subject is None or subject in self._text):
            return self._handed_on
        return self._region(subject, self._segmented.text[clause:place], number)

    def weighed(
        self, subject: str | None, clause: int, place: int, number: str
    ) -> Iterator[tuple[str, str | None]]:
        """Yield the candidate regions for the number, best first, each after its source."""
        for source, region in self._options(subject, self._segmented.text[clause:place], number):
            yield source, region.name if region is not None else None

    def _region(self, subject: str | None, clause: str, number: str) -> Region | None:
        return next(self._options(subject, clause, number))[1]

    def _options(self, subject: str | None, clause: str, number: str) -> Iterator[tuple[str, Region | None]]:
        sentence = self._sentence
        heading = self._segmented.sections[sentence.section].heading if sentence.section is not None else None
        return weighed_regions(
            subject,
            clause,
            self._text,
            heading,
            self._release,
            paragraph=self._before(self._paragraph_start),
            item=self._before(self._section_start),
            number=number,
        )

    def _before(self, start: int) -> str:
        """Return the text from `start` up to the sentence, or an empty string if it cannot name a place."""
        end = self._sentence.start
        return self._segmented.text[start:end] if self._named_between(start, end) else ""
