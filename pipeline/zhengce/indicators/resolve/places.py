"""Whose figure each number of a text is."""

from __future__ import annotations

from collections.abc import Iterator

from zhengce.regions import Region, ReleaseRegion, last_name, names_places, weighed_regions
from zhengce.types import SegmentedText, SentenceSpan

_LONGEST = 8  # characters by which what begins a name is told


class Places:
    """Places of one text. Numbers of a sentence that names none share the place that is handed on to it."""

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
        self._read = 0  # so far the text has been looked through for names of places
        self._last_name = -1

    def enter(self, sentence: SentenceSpan) -> None:
        """Go to a sentence."""
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._paragraph_start = sentence.paragraph, sentence.start
        if sentence.section != self._section:
            self._section, self._section_start = sentence.section, sentence.start
        self._sentence, self._names = sentence, None

    def of(self, subject: str | None, clause: int, place: int, number: str) -> Region | None:
        """The place whose figure the number at `place`, in the clause from `clause`, is."""
        if self._names is None:
            self._text = self._segmented.text[self._sentence.start : self._sentence.end]
            self._names = names_places(self._text, self._release)
            self._handed_on = None if self._names else self._region(None, "", number)
        if not self._names and (subject is None or subject in self._text):
            return self._handed_on
        return self._region(subject, self._segmented.text[clause:place], number)

    def weighed(
        self, subject: str | None, clause: int, place: int, number: str
    ) -> Iterator[tuple[str, str | None]]:
        """The places that were weighed for the number, with where each comes from; the first was chosen."""
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
        """What stands before the sentence from `start` on; nothing where no place can be named in it."""
        text, end = self._segmented.text, self._sentence.start
        if self._read < end:
            again = max(0, self._read - _LONGEST)  # a name may lie over what was read before
            self._last_name = max(self._last_name, last_name(text, again, end))
            self._read = end
        return text[start:end] if self._last_name >= start else ""
