"""Counts the typical phrases of each area in each sentence.

A long sentence dilutes its n-grams: one 大国工匠 among forty words of ceremony. Phrases found are
therefore counted apart, with a weight that training learns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zhengce.classify.features import RollingHash, chunks, join, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhengce.classify.features import Floats, Hashes
    from zhengce.classify.taxonomy import Area

_TABLE = 1 << 16


class Cues:
    """The phrases of all areas, ready to be looked up.

    Args:
        areas: the areas, in the order of the columns of `count`.
    """

    def __init__(self, areas: Sequence[Area]) -> None:
        self._width = len(areas)
        phrases = [
            (phrase, column) for column, area in enumerate(areas) for phrase in (area.zh, *area.phrases)
        ]
        phrases = [(join([phrase])[1:-1], column) for phrase, column in phrases if len(phrase) >= 2]
        self._begins = np.zeros(_TABLE, dtype=bool)
        """Whether some phrase begins with two characters of this hash: rules out nearly every place."""
        self._by_length: list[tuple[int, Hashes, Hashes]] = []
        for length in sorted({len(phrase) for phrase, _ in phrases}):
            found: dict[int, int] = {}
            for phrase, column in phrases:
                if len(phrase) == length:
                    rolling = RollingHash(phrase)
                    self._begins[int(rolling.pairs(_TABLE)[0])] = True
                    found.setdefault(int(rolling.windows(length, np.zeros(1, dtype=np.int64))[0]), column)
            hashes = np.array(sorted(found), dtype=np.uint64)
            columns = np.array([found[key] for key in sorted(found)], dtype=np.uint64)
            self._by_length.append((length, hashes, columns))

    def count(self, texts: Sequence[str]) -> Floats:
        """Logarithm of 1 + the number of different phrases of each area in each text.

        Returns:
            Array of shape ``(len(texts), number of areas)``.
        """
        parts = [self._count(texts[start:end]) for start, end in chunks(texts)]
        return np.concatenate(parts) if parts else np.zeros((0, self._width))

    def _count(self, texts: Sequence[str]) -> Floats:
        text = join(texts)
        rolling = RollingHash(text)
        places = np.flatnonzero(self._begins[rolling.pairs(_TABLE)])
        rows = rows_of(rolling.codes)
        keys = []
        for length, hashes, columns in self._by_length:
            starts = places[places <= len(text) - length]
            windows = rolling.windows(length, starts)
            index = np.minimum(np.searchsorted(hashes, windows), len(hashes) - 1)
            hit = hashes[index] == windows
            # A phrase has no break in it, and so lies in one row; its hash tells it from the others.
            row = rows[starts[hit]].astype(np.uint64)
            keys.append(np.column_stack([row, columns[index[hit]], windows[hit]]))
        result = np.zeros((len(texts), self._width))
        if keys:
            found = np.unique(np.concatenate(keys), axis=0)
            np.add.at(result, (found[:, 0].astype(np.int64), found[:, 1].astype(np.int64)), 1.0)
        return np.log1p(result)
