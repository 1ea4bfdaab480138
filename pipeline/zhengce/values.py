"""The values passed between stages: documents and segmented text."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

SectionKind = Literal["lead", "body", "outlook", "boilerplate"]


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A decoded text with its metadata."""

    source: str
    text: str
    release_id: str
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    """What reading the file left out, or could not tell."""


class SentenceSpan(NamedTuple):
    """The span of a sentence, with its section."""

    start: int
    end: int
    paragraph: int
    section: int | None
    boilerplate: bool = False


class SectionSpan(NamedTuple):
    """The span of a section; `kind` is its role, `level` and `parent` its place in the outline."""

    heading: str | None
    start: int
    end: int
    kind: SectionKind = "body"
    level: int = 0
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class SegmentedText:
    """A normalised text divided into sections, sentences and words.

    `words` and `tags` (part of speech, jieba's tag set) are parallel; `starts[i]` is the offset of word i
    in `text`. The words cover the text, and none crosses a sentence boundary.
    """

    text: str
    sentences: tuple[SentenceSpan, ...]
    sections: tuple[SectionSpan, ...]
    words: Sequence[str]
    tags: Sequence[str]
    starts: Sequence[int]

    def between(self, start: int, end: int) -> range:
        """Return the indices of the words that begin in ``text[start:end]``."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def words_in(self, start: int, end: int) -> Sequence[str]:
        """Return the words that begin in ``text[start:end]``."""
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def begins_word(self, place: int) -> bool:
        """Return whether a word begins at `place`."""
        return any(self.starts[i] == place for i in self.between(place, place + 1))
