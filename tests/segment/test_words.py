"""The quick word cutter against jieba itself, on our own texts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from zhengce.normalize import normalize
from zhengce.segment.sentences import sentence_spans
from zhengce.segment.words import Words, reference_cutter

TEXTS = sorted((Path(__file__).parents[2] / "corpus" / "gold" / "texts").glob("*.txt"))
KNOWN: frozenset[tuple[str, tuple[str, ...], tuple[str, ...]]] = frozenset(
    (year, (year,), (year[:4], "-", year[5:])) for year in ("2023-24", "2024-25")
)
"""Differences: the text, its words by rjieba, and by jieba: years of account are one word."""


def _ends(words: list[str]) -> set[int]:
    ends, place = set(), 0
    for word in words:
        place += len(word)
        ends.add(place)
    return ends


def differences(
    text: str, ours: list[str], theirs: list[str]
) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The shortest pieces that the two cut unlike."""
    found, start = [], 0
    for end in sorted(_ends(ours) & _ends(theirs)):
        one, other = (_inside(words, start, end) for words in (ours, theirs))
        if one != other:
            found.append((text[start:end], tuple(one), tuple(other)))
        start = end
    return found


def _inside(words: list[str], start: int, end: int) -> list[str]:
    place, found = 0, []
    for word in words:
        if start <= place < end:
            found.append(word)
        place += len(word)
    return found


def test_same_words_as_jieba() -> None:
    words, cut = Words(), reference_cutter()
    unlike = set()
    for path in TEXTS:
        text = normalize(path.read_text(encoding="utf-8")).text
        for start, end, _ in sentence_spans(text):
            piece = text[start:end]
            ours, theirs = words.cut(piece), cut(piece)
            if ours != theirs:
                unlike.update(differences(piece, ours, theirs))
    assert unlike == KNOWN


def test_the_lexicon_stays_out_of_the_engine_that_others_use() -> None:
    script = """
import rjieba
from zhengce.segment.words import Words
print(Words().cut("建成工会驿站"), rjieba.cut("建成工会驿站"))
"""
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "['建成', '工会驿站'] ['建成', '工会', '驿站']"
