"""A fitted scikit-learn pipeline reduced to one weight matrix.

The stored model is ``Pipeline(ColumnTransformer(tf-idf of the n-grams, the cues), a linear classifier)``.
With the tf-idf factors multiplied into the weights, scoring is a sum of rows. The arrays are stored beside
the pipeline (``weights.npz``), so that inference needs neither scikit-learn nor its import time.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from zhengce.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhengce.classify.features import Floats


class SparseRows(Protocol):
    """Binary rows: ``indices[indptr[i]:indptr[i + 1]]`` are the columns of row i, as in a CSR matrix."""

    @property
    def indices(self) -> NDArray[Any]: ...
    @property
    def indptr(self) -> NDArray[Any]: ...


class LinearScores:
    """Scores of the areas.

    Args:
        areas: the areas, in the order of the columns.
        bias: shape ``(areas,)``.
        weights: shape ``(buckets, areas + 1)``, float32; the last column is the squared tf-idf factor, which
            sums to the squared length of a row.
        cues: weights of the cues, shape ``(cues, areas)``.
    """

    def __init__(
        self, areas: Sequence[str], bias: Floats, weights: NDArray[np.float32], cues: Floats
    ) -> None:
        self.areas = tuple(areas)
        self.bias = bias
        self.cues = cues
        self._table = weights

    @classmethod
    def fold(cls, pipeline: Any, areas: Sequence[str]) -> LinearScores:  # noqa: ANN401 - untyped library
        """Extract the arrays of a pipeline fitted by `zhengce.classify.validate.fit`."""
        columns, estimator = (step for _, step in pipeline.steps)
        classes = [str(name) for name in estimator.classes_]
        if hasattr(estimator, "coef_"):
            weights, bias = np.asarray(estimator.coef_), np.asarray(estimator.intercept_)
            if len(classes) == 2:  # scikit-learn keeps one row for two classes
                weights, bias = np.vstack([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
        else:
            weights = np.asarray(estimator.feature_log_prob_)
            bias = np.zeros(len(classes))
        order = [classes.index(area) for area in areas]
        idf = np.asarray(columns.named_transformers_["grams"].idf_, dtype=np.float64)
        table = np.column_stack([(weights[order, : len(idf)] * idf).T, idf**2])
        cues: Floats = weights[order, len(idf) :].T * float(columns.transformer_weights["cues"])
        return cls(areas, bias[order].astype(np.float64), np.ascontiguousarray(table, dtype=np.float32), cues)

    def dump(self) -> bytes:
        """Serialise the arrays as an ``.npz`` file; equal arrays give equal bytes."""
        buffer = io.BytesIO()
        areas = np.array(self.areas)
        np.savez_compressed(buffer, areas=areas, bias=self.bias, weights=self._table, cues=self.cues)
        return buffer.getvalue()

    @classmethod
    def restore(cls, content: bytes, areas: Sequence[str]) -> LinearScores:
        """Restore the arrays from the bytes of `dump`.

        Raises:
            ModelError: the bytes are malformed, or their areas are not `areas`.
        """
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
                known = [str(name) for name in arrays["areas"]]
                bias, weights, cues = arrays["bias"], arrays["weights"], arrays["cues"]
        except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile) as error:
            raise ModelError(f"not model weights: {error}") from error
        if known != list(areas):
            raise ModelError(f"the model has the areas {', '.join(known)}, not {', '.join(areas)}")
        if weights.shape[1:] != (len(known) + 1,) or bias.shape != (len(known),):
            raise ModelError(f"weights of shape {weights.shape} do not fit {len(known)} areas")
        return cls(known, bias, weights, cues)

    @property
    def weights(self) -> NDArray[np.float32]:
        """Return the weight of each bucket for each area."""
        return self._table[:, :-1]

    def __call__(self, rows: SparseRows, cues: Floats) -> Floats:
        """Return scores without the bias; a row without features scores zero."""
        starts = rows.indptr[:-1]
        filled = np.flatnonzero(rows.indptr[1:] > starts)
        sums = np.zeros((len(starts), self._table.shape[1]))
        if len(filled):
            sums[filled] = np.add.reduceat(self._table[rows.indices], starts[filled])
        result: Floats = sums[:, :-1] / np.sqrt(np.maximum(sums[:, -1:], 1e-12))
        # Unlike a matrix product, the result of a row is independent of the other rows to the last bit.
        result += np.einsum("ij,jk->ik", cues, self.cues)
        return result

    def length(self, buckets: Sequence[int]) -> float:
        """Return the length of the row with these distinct buckets."""
        return float(np.sqrt(self._table[list(buckets), -1].sum())) or 1.0


def softmax(scores: Floats) -> Floats:
    """Convert scores to probabilities that sum to 1 in each row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result
