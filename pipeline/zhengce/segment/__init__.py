"""Normalised text to `SegmentedText`: sections of the outline, sentences, words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from zhengce.segment.outline import section_spans
from zhengce.segment.sentences import sentence_spans
from zhengce.segment.words import default_words
from zhengce.types import SectionSpan, SegmentedText, SentenceSpan

__all__ = ["Segmenter"]


class Segmenter:
    """Cuts normalised text; holds a word segmenter with the domain lexicon.

    >>> cut = Segmenter()("建成工会驿站3786个。")
    >>> list(cut.words)
    ['建成', '工会驿站', '3786', '个', '。']
    """

    def __init__(self) -> None:
        self._words = default_words()

    def __call__(self, text: str) -> SegmentedText:
        """Segment one text."""
        sections = section_spans(text)
        sentences = _sentences(text, sections)
        words = self._words.cut(text)
        starts = list(accumulate(map(len, words), initial=0))
        starts.pop()  # the end of the last word
        return SegmentedText(
            text, tuple(sentences), sections, words, list(map(self._words.tag, words)), starts
        )


def _sentences(text: str, sections: Sequence[SectionSpan]) -> list[SentenceSpan]:
    """Sentences, each with the section it lies in."""
    found = []
    section, following = -1, 0
    for start, end, paragraph in sentence_spans(text):
        while following < len(sections) and sections[following].start <= start:
            section, following = following, following + 1
        boilerplate = section >= 0 and sections[section].kind == "boilerplate"
        found.append(SentenceSpan(start, end, paragraph, section if section >= 0 else None, boilerplate))
    return found
