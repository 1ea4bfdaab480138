"""Where sentences begin and end: at stops and line ends, with the closing marks that follow a stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？]+[”’」』）】〉》]*|(?=\n)|\Z)")


def sentence_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, paragraph) of each sentence, without surrounding blanks; paragraphs are lines.

    A stop inside quotes or brackets that go on (“有一种温暖。”品牌) does not end the sentence when a
    Han character follows the closing mark.

    >>> [(s, e) for s, e, _ in sentence_spans("第一句。“第二句。”\\n标题")]
    [(0, 4), (4, 10), (11, 13)]
    """
    paragraph = 0
    place = 0
    pending: int | None = None
    while place < len(text):
        match = _SENTENCE.match(text, place)
        end = match.end() if match else place
        if end == place:  # a line feed
            place += 1
            paragraph += 1
            continue
        start = place if pending is None else pending
        pending = None
        if text[end - 1] in "”’）》" and end < len(text) and text[end] not in "\n “（" and _goes_on(text[start:end]):
            pending, place = start, end
            continue
        yield from _trim(text, start, end, paragraph)
        place = end
    if pending is not None:
        yield from _trim(text, pending, len(text), paragraph)


def _goes_on(piece: str) -> bool:
    """Whether a quote closes that was opened in the middle of the sentence and holds one short stop."""
    opened = max(piece.rfind("“"), piece.rfind("（"), piece.rfind("《"))
    return opened > 0 and len(piece) - opened <= 30 and piece[opened - 1] not in "：，。"


def _trim(text: str, start: int, end: int, paragraph: int) -> Iterator[tuple[int, int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if left < right:
        yield start + left, start + right, paragraph
