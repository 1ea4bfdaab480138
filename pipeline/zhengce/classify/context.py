"""Combine the scores of a sentence with those of its section heading and its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from zhengce.classify.features import Floats


class Context(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The weights of the context; the sentence itself has weight 1.

    Args:
        heading: weight of the section heading's score.
        neighbour: weight of the score of the previous and of the next sentence in the passage.
    """

    heading: float = 0.0
    neighbour: float = 0.0

    def with_headings(self, sentences: Floats, headings: Floats) -> Floats:
        """Add the scores of the headings to those of the sentences."""
        result: Floats = sentences + self.heading * headings
        return result

    def with_neighbours(self, scores: Floats, passages: Sequence[Hashable]) -> Floats:
        """Add the scores of adjacent sentences in the same passage."""
        if len(scores) < 2 or not self.neighbour:
            return scores
        numbers: dict[Hashable, int] = {}
        passage = np.array([numbers.setdefault(key, len(numbers)) for key in passages])
        near = np.where((passage[1:] == passage[:-1])[:, None], self.neighbour, 0.0)
        result = scores.copy()
        result[1:] += near * scores[:-1]
        result[:-1] += near * scores[1:]
        return result
