"""The classifier of work areas as a scikit-learn estimator, for grid search and pipelines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from zhengce.classify import Area, AreaClassifier, Example, Taxonomy, load_taxonomy
from zhengce.classify.artefact import Manifest
from zhengce.classify.context import Context
from zhengce.classify.features import FORMAT
from zhengce.classify.linear import LinearScores
from zhengce.classify.validate import Data, Prepared, Setting, cross_validate, fit, sharpen
from zhengce.normalize import normalize

Labels = npt.NDArray[np.str_]
Floats = npt.NDArray[np.float64]


class WorkAreaClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Classifies single sentences by work area; the texts need not be normalised.

    Labels are those of the taxonomy, which adds its typical phrases, or any others.

    Args:
        estimator: ``"LinearSVC"``, ``"LogisticRegression"`` or ``"ComplementNB"``.
        strength: its parameter C or alpha.
        cues: weight of the counts of typical phrases.
        phrases: whether to train on typical phrases too.
        calibrate: calibrate probabilities by cross-validation, which fits five more models.
        random_state: random seed.

    Attributes:
        classes_: the labels, sorted; columns of `predict_proba`.
        model_: the fitted `AreaClassifier`.

    >>> fitted = WorkAreaClassifier.shipped()
    >>> fitted.predict(["建成工會驛站3786個。"]).tolist()
    ['rights']
    """

    def __init__(
        self,
        estimator: str = "LinearSVC",
        *,
        strength: float = 0.5,
        cues: float = 0.2,
        phrases: bool = True,
        calibrate: bool = True,
        random_state: int = 0,
    ) -> None:
        self.estimator = estimator
        self.strength = strength
        self.cues = cues
        self.phrases = phrases
        self.calibrate = calibrate
        self.random_state = random_state

    @classmethod
    def shipped(cls) -> Self:
        """Return an estimator with the model shipped with zhengce."""
        return cls()._holding(AreaClassifier.load())  # noqa: SLF001 - our own

    def fit(self, X: Sequence[str], y: Sequence[str], groups: Sequence[str] | None = None) -> Self:  # noqa: N803
        """Fit to labelled sentences.

        Args:
            X: the sentences.
            y: their labels.
            groups: the release of each; calibration never splits a release.

        Raises:
            ValueError: there are fewer than two labels, or the lengths differ.
        """
        texts, labels = _normalized(X), [str(label) for label in y]
        if len(texts) != len(labels):
            raise ValueError(f"{len(texts)} sentences with {len(labels)} labels; give one each")
        taxonomy = _taxonomy(labels)
        releases = [str(number) for number in range(len(texts))] if groups is None else list(map(str, groups))
        data = Data(
            [
                Example(text=text, area=label, second=None, release=release, heading=None, origin="fit")
                for text, label, release in zip(texts, labels, releases, strict=True)
            ],
            taxonomy,
        )
        setting = Setting(self.estimator, self.strength, cues=self.cues, phrases=self.phrases)
        fitted = fit(setting, Prepared(data, setting.features), seed=self.random_state)
        sharpness = self._sharpness(setting, data) if self.calibrate else 1.0
        manifest = Manifest(
            format=FORMAT,
            code=version("zhengce"),
            libraries={},
            seed=self.random_state,
            taxonomy="",
            corpus=(),
            areas=taxonomy.areas,
            features=setting.features,
            estimator=setting.name,
            context=Context(),
            sharpness=sharpness,
            sharpness_in_passages=sharpness,
            threshold=0.0,
            model="",
            weights="",
            figures={},
        )
        return self._holding(AreaClassifier(LinearScores.fold(fitted, taxonomy.ids), manifest))

    def predict(self, X: Sequence[str]) -> Labels:  # noqa: N803 - scikit-learn's name
        """Return the label of each sentence."""
        check_is_fitted(self)
        return np.array([guess.area for guess in self.model_.classify(_normalized(X))], dtype=np.str_)

    def predict_proba(self, X: Sequence[str]) -> Floats:  # noqa: N803 - scikit-learn's name
        """Return the probability of each of `classes_` for each sentence."""
        check_is_fitted(self)
        columns = [area.id for area in self.model_.areas]
        probabilities: Floats = self.model_.probabilities(_normalized(X))
        return probabilities[:, [columns.index(name) for name in self.classes_]]

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - scikit-learn's protocol
        """Declare that the input is texts rather than numeric rows."""
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = False
        tags.input_tags.string = True
        return tags

    def _holding(self, model: AreaClassifier) -> Self:
        self.model_ = model
        self.classes_ = np.array(sorted(area.id for area in model.areas))
        return self

    def _sharpness(self, setting: Setting, data: Data) -> float:
        if min(Counter(data.labels.tolist()).values()) < 2 or len(set(data.releases)) < 2:
            return 1.0
        found = cross_validate(setting, data, data.folds(self.random_state), seed=self.random_state)
        return sharpen(found.scores(Context()), data.labels)


def _normalized(texts: Sequence[str]) -> list[str]:
    if isinstance(texts, str):
        raise ValueError("a single string; give a list of texts")  # noqa: TRY004 - what scikit-learn raises
    return [normalize(str(text)).text for text in texts]


def _taxonomy(labels: Sequence[str]) -> Taxonomy:
    """Return the areas that occur: those of our taxonomy with phrases, others by label alone."""
    known = {area.id: area for area in load_taxonomy().areas}
    counts = Counter(labels)
    if len(counts) < 2:
        raise ValueError(f"{len(counts)} label in y; at least two are needed")
    rest = (
        next((name for name in counts if name in known and known[name].rest), None)
        or counts.most_common(1)[0][0]
    )
    areas = []
    for name in sorted(counts):
        area = known.get(name) or Area(id=name, zh=name, en=name, description=name)
        areas.append(
            Area(
                id=area.id,
                zh=area.zh,
                en=area.en,
                description=area.description,
                rest=name == rest,
                phrases=area.phrases if name in known else (),
            )
        )
    return Taxonomy(tuple(areas))
