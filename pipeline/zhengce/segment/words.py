"""Segment words and tag their parts of speech with jieba's dictionary and hidden Markov model.

The engine is rjieba (jieba-rs); `reference_cutter` wraps jieba itself behind the same interface for
comparison. The domain lexicon is loaded into an instance and leaves jieba's global state unchanged.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from zhengce.resources import load_tsv

if TYPE_CHECKING:
    import rjieba

LEXICON = Path(__file__).with_name("lexicon.tsv")
Cutter = Callable[[str], list[str]]
_KEPT = 1 << 17  # size of the tag cache


class _Tags(dict[str, str]):
    """A cache of part-of-speech tags; a tag depends on the word alone, not on its context."""

    def __init__(self, engine: rjieba.Jieba) -> None:
        super().__init__()
        self._engine = engine

    def __missing__(self, word: str) -> str:
        found = self._engine.tag(word)
        tag = str(found[0][1]) if len(found) == 1 else "x"
        if len(self) < _KEPT:
            self[word] = tag
        return tag


class Words:
    """Cuts text into words and tags their parts of speech.

    >>> words = Words()
    >>> [(word, words.tag(word)) for word in words.cut("建成工会驿站")]
    [('建成', 'v'), ('工会驿站', 'n')]
    """

    def __init__(self, lexicon: Path = LEXICON) -> None:
        import rjieba  # takes 0.1 s: it reads a dictionary for jieba's global functions

        self._engine = rjieba.Jieba()  # separate, so that the lexicon does not change the global instance
        for word, tag in load_tsv(lexicon, columns=2):
            self._engine.add_word(word, _weight(word), tag)
        self.cut: Cutter = self._engine.cut
        self.knows: Callable[[str], bool] = lru_cache(1 << 14)(self._knows)
        self.tag: Callable[[str], str] = _Tags(self._engine).__getitem__

    def _knows(self, word: str) -> bool:
        """Return whether a word is in the dictionary rather than guessed by the hidden Markov model."""
        return len(self.known_pieces(word)) == 1

    def known_pieces(self, word: str) -> list[str]:
        """Split a word into dictionary words and single characters."""
        return list(self._engine.cut(word, hmm=False))


@cache
def default_words() -> Words:
    """Return the word segmenter with the package's lexicon, loaded once."""
    return Words()


def reference_cutter(lexicon: Path = LEXICON) -> Cutter:
    """Return a cutter that gives the same words as `Words.cut` with jieba itself; slow, for comparison."""
    import jieba

    jieba.setLogLevel("WARNING")
    engine = jieba.Tokenizer()
    for word, tag in load_tsv(lexicon, columns=2):
        engine.add_word(word, _weight(word), tag)
    cuts: Cutter = engine.lcut
    return cuts


def _weight(word: str) -> int:
    """Return a frequency high enough to keep the word whole; it grows with the word's length."""
    return 1000 * len(word)
