"""Count the typical phrases of each area in each sentence.

In a long sentence, n-grams are diluted: one 大国工匠 among forty words of ceremony. Typical phrases are
therefore separate features with a learned weight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zhengce.classify.features import Batch, distinct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhengce.classify.features import Floats
    from zhengce.classify.taxonomy import Area

_TABLE = 1 << 16
_TOP = np.uint64(48)


class Cues:
    """The phrases of all areas, indexed for matching.

    Args:
        areas: the areas, in the order of the columns of `count`.
    """

    def __init__(self, areas: Sequence[Area]) -> None:
        self._width = len(areas)
        phrases = [
            (phrase, column)
            for column, area in enumerate(areas)
            for phrase in (area.zh, *area.phrases)
            if len(phrase) >= 2
        ]
        batch = Batch([phrase for phrase, _ in phrases])
        breaks = np.flatnonzero(batch.is_break)
        starts, ends = breaks[:-1] + 1, breaks[1:]
        self._begins = np.zeros(_TABLE, dtype=bool)
        """Whether some phrase begins with two characters of this hash: rules out nearly every place."""
        self._begins[batch.rolling.pairs(_TABLE)[starts]] = True
        found: dict[int, int] = {}
        for key, (_, column) in zip(batch.rolling.between(starts, ends).tolist(), phrases, strict=True):
            found.setdefault(key, column)
        self._lengths = distinct(ends - starts)
        self._hashes = np.array(sorted(found), dtype=np.uint64)
        self._likely = np.zeros(_TABLE, dtype=bool)
        """Whether some phrase has a hash with these highest bits: rules out nearly every stretch."""
        self._likely[self._hashes >> _TOP] = True
        self._columns = np.array([found[key] for key in sorted(found)], dtype=np.int64)

    def count(self, sentences: Sequence[Batch]) -> Floats:
        """Return log(1 + number of distinct phrases) of each area for each sentence.

        Returns:
            Array of shape ``(number of sentences, number of areas)``.
        """
        parts = [self._count(batch) for batch in sentences]
        return np.concatenate(parts) if parts else np.zeros((0, self._width))

    def _count(self, batch: Batch) -> Floats:
        result = np.zeros((batch.size, self._width))
        starts = np.flatnonzero(self._begins[batch.rolling.pairs(_TABLE)])
        ends = starts[:, None] + self._lengths
        np.minimum(ends, len(batch.text), out=ends)  # the text ends with a break, which is in no phrase
        windows = batch.rolling.between(starts[:, None], ends)
        place, column = np.nonzero(self._likely[windows >> _TOP])
        windows = windows[place, column]
        phrases = np.searchsorted(self._hashes[:-1], windows)
        hits = self._hashes[phrases] == windows
        keys = distinct(batch.rows[starts[place[hits]]] * len(self._hashes) + phrases[hits])
        np.add.at(result, (keys // len(self._hashes), self._columns[keys % len(self._hashes)]), 1.0)
        return np.log1p(result)
