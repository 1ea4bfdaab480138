"""Words and their parts of speech, by jieba's dictionary and hidden Markov model.

The engine is rjieba (jieba-rs); `reference_cutter` is jieba itself behind the same interface, to hold
the two against each other. The domain lexicon goes into an instance, never into a global state.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import rjieba

from zhengce.resources import load_tsv

LEXICON = Path(__file__).with_name("lexicon.tsv")
Cutter = Callable[[str], list[str]]
Tagger = Callable[[str], list[tuple[str, str]]]


def tagger(lexicon: Path = LEXICON) -> Tagger:
    """A function from text to (word, tag) pairs that together are the text.

    >>> tagger()("建成工会驿站")
    [('建成', 'v'), ('工会驿站', 'n')]
    """
    engine = rjieba.Jieba()
    for word, tag in load_tsv(lexicon, columns=2):
        engine.add_word(word, _weight(word), tag)
    tags: Tagger = engine.tag
    return tags


def reference_cutter(lexicon: Path = LEXICON) -> Cutter:
    """The same words as `tagger`, cut by jieba itself; slow, for comparison."""
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
