"""Grouped cross-validation: evaluate settings on releases outside the training data."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from zhengce.classify.context import Context
from zhengce.classify.cues import Cues
from zhengce.classify.features import FeatureSettings, Floats, Places, batches, matrix
from zhengce.classify.linear import LinearScores, softmax
from zhengce.classify.model import decide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhengce.classify.corpus import Example
    from zhengce.classify.taxonomy import Taxonomy

FOLDS = 5
PHRASE_WEIGHT = 0.3
"""What a phrase of the taxonomy counts for in training, where a sentence counts 1."""

Flags = NDArray[np.bool_]
Fold = tuple[Places, Places]
"""Rows to train on, rows to measure on."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A classifier, its regularisation strength, and its features."""

    estimator: str
    strength: float
    features: FeatureSettings = field(default_factory=FeatureSettings)
    cues: float = 0.2
    """Weight of the counts of typical phrases beside the n-grams, whose row has length 1."""
    phrases: bool = True
    """Whether the typical phrases are examples, too."""

    @property
    def name(self) -> str:
        """Return the name for tables."""
        parameter = "alpha" if self.estimator == "ComplementNB" else "C"
        return f"{self.estimator}({parameter}={self.strength:g})"

    @property
    def counts(self) -> str:
        """Describe the features."""
        parts = [f"{n}-grams" for n in self.features.chars]
        if self.cues:
            parts.append(f"{self.cues:g} × cues")
        return ", ".join(parts) + ("" if self.phrases else "; phrases are no examples")

    def build(self, seed: int) -> Any:  # noqa: ANN401 - untyped library
        """Return the unfitted classifier."""
        from sklearn.linear_model import LogisticRegression
        from sklearn.naive_bayes import ComplementNB
        from sklearn.svm import LinearSVC

        if self.estimator == "ComplementNB":
            return ComplementNB(alpha=self.strength)
        if self.estimator == "LinearSVC":
            return LinearSVC(C=self.strength, class_weight="balanced", max_iter=20_000, random_state=seed)
        return LogisticRegression(C=self.strength, class_weight="balanced", max_iter=2_000, random_state=seed)


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """Precision, recall and F1 of one area."""

    area: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Guesses of similar probability: their number, mean probability and accuracy."""

    low: float
    high: float
    count: int
    probability: float
    accuracy: float


class Data:
    """Labelled sentences as arrays.

    Args:
        examples: the sentences.
        taxonomy: their areas.
    """

    def __init__(self, examples: Sequence[Example], taxonomy: Taxonomy) -> None:
        place = {area: index for index, area in enumerate(taxonomy.ids)}
        self.taxonomy = taxonomy
        self.texts = [e.text for e in examples]
        self.headings = [e.heading or "" for e in examples]
        self.releases = [e.release for e in examples]
        self.passages = [(e.release, e.heading) for e in examples]
        self.labels: Places = np.array([place[e.area] for e in examples], dtype=np.int64)
        self.seconds: Places = np.array(
            [place[e.second] if e.second is not None else -1 for e in examples], dtype=np.int64
        )
        self.cues = Cues(taxonomy.areas)
        self.phrases = [(p, place[a.id]) for a in taxonomy.areas for p in (a.zh, *a.phrases)]

    def accepted(self, guesses: Places) -> Places:
        """Return the labels, replaced by the second label if that was guessed."""
        return np.where(guesses == self.seconds, guesses, self.labels)

    def folds(self, seed: int) -> list[Fold]:
        """Return training and test rows of each fold; a release is never in both."""
        from sklearn.model_selection import StratifiedGroupKFold

        count = min(FOLDS, len(set(self.releases)))
        splitter = StratifiedGroupKFold(n_splits=count, shuffle=True, random_state=seed)
        with warnings.catch_warnings():
            # the figures report it
            warnings.filterwarnings("ignore", message="The least populated class")
            return list(splitter.split(self.texts, self.labels, self.releases))


class Prepared:
    """The features of the sentences and headings.

    Args:
        data: the sentences.
        settings: the feature settings.
    """

    def __init__(self, data: Data, settings: FeatureSettings) -> None:
        self.data = data
        self.settings = settings
        texts, headings = batches(data.texts), batches(data.headings)
        self.grams, self.cues = matrix(texts, settings), data.cues.count(texts)
        self.heading_grams, self.heading_cues = matrix(headings, settings), data.cues.count(headings)


def fit(setting: Setting, prepared: Prepared, rows: Places | None = None, *, seed: int) -> Any:  # noqa: ANN401
    """Fit a pipeline to some or all rows of the data and to the phrases of the taxonomy.

    Returns:
        ``Pipeline(ColumnTransformer(tf-idf of the n-grams, the cues), classifier)``.
    """
    from scipy.sparse import csr_matrix, hstack, vstack
    from sklearn.compose import ColumnTransformer
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.pipeline import Pipeline

    data, width = prepared.data, prepared.settings.buckets
    rows = np.arange(len(data.labels)) if rows is None else rows
    labels = data.labels[rows]
    # An area without training rows is learned from its phrases, whatever the setting.
    present = set(labels.tolist())
    phrases = [(text, area) for text, area in data.phrases if setting.phrases or area not in present]
    examples = hstack([prepared.grams[rows], csr_matrix(prepared.cues[rows])], format="csr")
    if phrases:
        grams = matrix(batches([text for text, _ in phrases]), prepared.settings)
        # A phrase is not evidence for itself: its own cue is zero.
        none = csr_matrix((len(phrases), prepared.cues.shape[1]))
        examples = vstack([examples, hstack([grams, none])], format="csr")
    pipeline = Pipeline(
        [
            (
                "columns",
                ColumnTransformer(
                    [
                        ("grams", TfidfTransformer(), slice(0, width)),
                        ("cues", "passthrough", slice(width, width + prepared.cues.shape[1])),
                    ],
                    sparse_threshold=1.0,
                    transformer_weights={"cues": setting.cues},
                ),
            ),
            ("estimator", setting.build(seed)),
        ]
    )
    targets = np.concatenate([labels, np.array([area for _, area in phrases], dtype=np.int64)])
    weights = np.concatenate([np.ones(len(labels)), np.full(len(phrases), PHRASE_WEIGHT)])
    ids = np.array(data.taxonomy.ids)
    return pipeline.fit(examples, ids[targets], estimator__sample_weight=weights)


@dataclass(frozen=True, slots=True)
class OutOfFold:
    """Scores of every sentence, and of its heading, by a model trained without its release."""

    setting: Setting
    data: Data
    sentences: Floats
    headings: Floats

    def scores(self, context: Context) -> Floats:
        """Return the scores of the sentences in context."""
        scores = context.with_headings(self.sentences, self.headings)
        return context.with_neighbours(scores, self.data.passages)


def cross_validate(setting: Setting, data: Data, folds: Sequence[Fold], *, seed: int) -> OutOfFold:
    """Score each fold with a model trained on the others."""
    prepared = Prepared(data, setting.features)
    shape = (len(data.labels), len(data.taxonomy.ids))
    sentence_scores, heading_scores = np.zeros(shape), np.zeros(shape)
    for train, test in folds:
        score = LinearScores.fold(fit(setting, prepared, train, seed=seed), data.taxonomy.ids)
        sentence_scores[test] = score(prepared.grams[test], prepared.cues[test]) + score.bias
        heading_scores[test] = score(prepared.heading_grams[test], prepared.heading_cues[test])
    return OutOfFold(setting, data, sentence_scores, heading_scores)


def sharpen(scores: Floats, labels: Places) -> float:
    """Return the factor that maximises the likelihood of the softmax: inverse temperature scaling."""
    from scipy.optimize import minimize_scalar

    rows = np.arange(len(labels))

    def loss(power: float) -> float:
        return -float(np.log(softmax(np.exp(power) * scores)[rows, labels] + 1e-12).mean())

    found = minimize_scalar(loss, bounds=(-4.0, 6.0), method="bounded", options={"xatol": 1e-4})
    return round(float(np.exp(found.x)), 4)


def calibrated(scores: Floats, data: Data, folds: Sequence[Fold]) -> Floats:
    """Return the probabilities of each fold, calibrated on the other folds."""
    result = np.zeros_like(scores)
    for others, test in folds:
        result[test] = softmax(sharpen(scores[others], data.labels[others]) * scores[test])
    return result


def figures(labels: Places, guesses: Places, areas: Sequence[str]) -> list[AreaFigures]:
    """Return precision, recall and F1 of each area."""
    from sklearn.metrics import precision_recall_fscore_support

    table = precision_recall_fscore_support(labels, guesses, labels=range(len(areas)), zero_division=0.0)
    return [
        AreaFigures(area=area, precision=float(p), recall=float(r), f1=float(f), support=int(n))
        for area, p, r, f, n in zip(areas, *table, strict=True)
    ]


def macro_f1(labels: Places, guesses: Places, areas: Sequence[str]) -> float:
    """Return the mean F1 of the areas."""
    return float(np.mean([area.f1 for area in figures(labels, guesses, areas)]))


def reliability(probabilities: Floats, right: Flags, *, bins: int = 10) -> list[Bin]:
    """Group guesses into bins of equal width by probability; empty bins are omitted."""
    index = np.minimum((probabilities * bins).astype(np.int64), bins - 1)
    return [
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            count=int((index == number).sum()),
            probability=float(probabilities[index == number].mean()),
            accuracy=float(right[index == number].mean()),
        )
        for number in range(bins)
        if (index == number).any()
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean gap between probability and accuracy."""
    total = sum(b.count for b in bins)
    return sum(abs(b.probability - b.accuracy) * b.count for b in bins) / total


def best_context(found: OutOfFold, grid: Sequence[Context]) -> Context:
    """Return the context with the highest macro-F1 against the accepted labels; the first one wins a tie."""

    def quality(context: Context) -> float:
        guesses = found.scores(context).argmax(axis=1).astype(np.int64)
        return round(macro_f1(found.data.accepted(guesses), guesses, found.data.taxonomy.ids), 4)

    return max(grid, key=quality)


def best_threshold(probabilities: Floats, data: Data, grid: Sequence[float], *, loss: float) -> float:
    """Return the highest threshold that loses at most `loss` of the best accepted macro-F1."""
    rest = data.taxonomy.areas.index(data.taxonomy.rest)
    quality = {}
    for threshold in grid:
        guesses = decide(probabilities, rest=rest, threshold=threshold)
        quality[threshold] = macro_f1(data.accepted(guesses), guesses, data.taxonomy.ids)
    return max(t for t in grid if quality[t] >= max(quality.values()) - loss)
