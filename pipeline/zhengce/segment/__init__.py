"""Normalised text to `SegmentedText`: sections of the outline, sentences, words."""

from __future__ import annotations

from bisect import bisect_right

from zhengce.segment.outline import section_spans
from zhengce.segment.sentences import sentence_spans
from zhengce.segment.words import tagger
from zhengce.types import SegmentedText, SentenceSpan

__all__ = ["Segmenter"]


class Segmenter:
    """Cuts normalised text; holds a word segmenter with the domain lexicon.

    >>> cut = Segmenter()("建成工会驿站3786个。")
    >>> list(cut.words)
    ['建成', '工会驿站', '3786', '个', '。']
    """

    def __init__(self) -> None:
        self._tag = tagger()

    def __call__(self, text: str) -> SegmentedText:
        """Segment one text."""
        sections = section_spans(text)
        section_starts = [section.start for section in sections]
        sentences = []
        words: list[str] = []
        tags: list[str] = []
        starts: list[int] = []
        for start, end, paragraph in sentence_spans(text):
            section = bisect_right(section_starts, start) - 1
            boilerplate = section >= 0 and sections[section].kind == "boilerplate"
            sentences.append(SentenceSpan(start, end, paragraph, section if section >= 0 else None, boilerplate))
            place = start
            for word, tag in self._tag(text[start:end]):
                words.append(word)
                tags.append(tag)
                starts.append(place)
                place += len(word)
        return SegmentedText(text, tuple(sentences), sections, words, tags, starts)
