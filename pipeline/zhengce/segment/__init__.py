"""Split normalised text into sections, sentences and words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from zhengce.segment.outline import section_spans
from zhengce.segment.sentences import sentence_spans
from zhengce.segment.words import default_words
from zhengce.types import SectionSpan, SegmentedText, SentenceSpan

__all__ = ["Segmenter"]


class Segmenter:
    """Splits normalised text into sections, sentences and words with the domain lexicon.

    >>> cut = Segmenter()("建成工会驿站3786个。")
    >>> list(cut.words)
    ['建成', '工会驿站', '3786', '个', '。']
    """

    def __init__(self) -> None:
        self._words = default_words()

    def __call__(self, text: str) -> SegmentedText:
        """Segment one text."""
        return self.all([text])[0]

    def all(self, texts: Sequence[str]) -> list[SegmentedText]:
        """Segment several texts, one step over all of them at a time."""
        sections = list(map(section_spans, texts))
        sentences = list(map(_sentences, texts, sections))
        words = list(map(self._words.cut, texts))
        tags = [list(map(self._words.tag, cut)) for cut in words]
        return list(map(SegmentedText, texts, sentences, sections, words, tags, map(_starts, words)))


def _starts(words: Sequence[str]) -> list[int]:
    """Return the offset at which each word begins, and the end of the last word."""
    starts = list(accumulate(map(len, words), initial=0))
    starts.pop()  # the end of the last word
    return starts


def _sentences(text: str, sections: Sequence[SectionSpan]) -> tuple[SentenceSpan, ...]:
    """Return the sentences, each with the index of its section."""
    found = []
    section, following = -1, 0
    for start, end, paragraph in sentence_spans(text):
        while following < len(sections) and sections[following].start <= start:
            section, following = following, following + 1
        boilerplate = section >= 0 and sections[section].kind == "boilerplate"
        found.append(SentenceSpan(start, end, paragraph, section if section >= 0 else None, boilerplate))
    return tuple(found)
