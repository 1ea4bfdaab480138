"""A fitted scikit-learn pipeline as what it is at the bottom: one matrix of weights.

The stored model is ``Pipeline(ColumnTransformer(tf-idf of the n-grams, the cues), a linear classifier)``.
Folding the tf-idf factors into the weights makes scoring one sparse product, in every supported release
of scikit-learn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from zhengce.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scipy.sparse import csr_matrix

    from zhengce.classify.features import Floats


class LinearScores:
    """Scores of a fitted pipeline, with the areas as columns in the order asked for.

    Args:
        pipeline: as `zhengce.classify.validate.fit` makes it.
        areas: the order of the columns.

    Raises:
        ModelError: the pipeline's classes are not `areas`.
    """

    def __init__(self, pipeline: Any, areas: Sequence[str]) -> None:  # noqa: ANN401 - untyped library
        columns, estimator = (step for _, step in pipeline.steps)
        classes = [str(name) for name in estimator.classes_]
        if sorted(classes) != sorted(areas):
            raise ModelError(f"the model knows the areas {', '.join(classes)}, not {', '.join(areas)}")
        if hasattr(estimator, "coef_"):
            weights, bias = np.asarray(estimator.coef_), np.asarray(estimator.intercept_)
            if len(classes) == 2:  # scikit-learn keeps one row for two classes
                weights, bias = np.vstack([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
        else:
            weights = np.asarray(estimator.feature_log_prob_)
            bias = np.zeros(len(classes))
        order = [classes.index(area) for area in areas]
        idf = np.asarray(columns.named_transformers_["grams"].idf_, dtype=np.float64)
        self.bias: Floats = bias[order].astype(np.float64)
        self.weights: NDArray[np.float32] = (weights[order, : len(idf)] * idf).T.astype(np.float32)
        self.cues: Floats = weights[order, len(idf) :].T * float(columns.transformer_weights["cues"])
        # One more column: the squared length of a row comes out of the same product.
        self._table = np.ascontiguousarray(np.column_stack([self.weights, idf**2]), dtype=np.float32)

    def __call__(self, grams: csr_matrix, cues: Floats) -> Floats:
        """Scores without the bias; a row without features has zeros."""
        sums = np.asarray(grams @ self._table, dtype=np.float64)
        result: Floats = sums[:, :-1] / np.sqrt(np.maximum(sums[:, -1:], 1e-12)) + cues @ self.cues
        return result

    def length(self, buckets: Sequence[int]) -> float:
        """Length of the row that has these distinct buckets."""
        return float(np.sqrt(self._table[list(buckets), -1].sum())) or 1.0


def softmax(scores: Floats) -> Floats:
    """Scores → probabilities that sum to 1 in each row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result
