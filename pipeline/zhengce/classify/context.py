"""A sentence is judged with its surroundings: the heading of its section and its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from zhengce.classify.features import Floats


class Context(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much the surroundings count; the sentence itself counts 1.

    Args:
        heading: weight of the score of the section's heading.
        neighbour: weight of the score of the sentence before, and of the one after, in its passage.
    """

    heading: float = 0.0
    neighbour: float = 0.0

    def with_headings(self, sentences: Floats, headings: Floats) -> Floats:
        """Scores of sentences with those of their headings."""
        result: Floats = sentences + self.heading * headings
        return result

    def with_neighbours(self, scores: Floats, passages: Sequence[Hashable]) -> Floats:
        """Scores of sentences with those of the next ones of the same passage, on either side."""
        if len(scores) < 2 or not self.neighbour:
            return scores
        numbers: dict[Hashable, int] = {}
        passage = np.array([numbers.setdefault(key, len(numbers)) for key in passages])
        near = np.where((passage[1:] == passage[:-1])[:, None], self.neighbour, 0.0)
        result = scores.copy()
        result[1:] += near * scores[:-1]
        result[:-1] += near * scores[1:]
        return result
