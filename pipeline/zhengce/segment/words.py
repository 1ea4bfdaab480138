"""Words and their parts of speech, by jieba's dictionary and hidden Markov model.

The engine is rjieba (jieba-rs); `reference_cutter` is jieba itself behind the same interface, to hold
the two against each other. The domain lexicon goes into an instance, never into a global state.
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
_KEPT = 1 << 17  # words whose tags are kept at hand


class _Tags(dict[str, str]):
    """Tags of words, found once: a tag belongs to the word, whatever stands around it."""

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
    """Cuts a text into words, and knows the part of speech of each.

    >>> words = Words()
    >>> [(word, words.tag(word)) for word in words.cut("建成工会驿站")]
    [('建成', 'v'), ('工会驿站', 'n')]
    """

    def __init__(self, lexicon: Path = LEXICON) -> None:
        import rjieba  # reads a dictionary for its own global functions, a tenth of a second

        self._engine = rjieba.Jieba()  # an instance of our own: the lexicon must not change the global one
        for word, tag in load_tsv(lexicon, columns=2):
            self._engine.add_word(word, _weight(word), tag)
        self.cut: Cutter = self._engine.cut
        self.knows: Callable[[str], bool] = lru_cache(1 << 14)(self._knows)
        self.tag: Callable[[str], str] = _Tags(self._engine).__getitem__

    def _knows(self, word: str) -> bool:
        """Whether the word is in the dictionary; others the hidden Markov model has made."""
        return len(self.known_pieces(word)) == 1

    def known_pieces(self, word: str) -> list[str]:
        """The words of the dictionary, and single characters, that a word is made of."""
        return list(self._engine.cut(word, hmm=False))


@cache
def default_words() -> Words:
    """The words of the package's own lexicon, loaded once."""
    return Words()


def reference_cutter(lexicon: Path = LEXICON) -> Cutter:
    """The same words as `Words.cut`, by jieba itself; slow, for comparison."""
    import jieba

    jieba.setLogLevel("WARNING")
    engine = jieba.Tokenizer()
    for word, tag in load_tsv(lexicon, columns=2):
        engine.add_word(word, _weight(word), tag)
    cuts: Cutter = engine.lcut
    return cuts


def _weight(word: str) -> int:
    """A frequency at which the word is kept whole: longer words outweigh more pieces."""
    return 1000 * len(word)
