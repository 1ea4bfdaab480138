"""Gives sentences their work areas, with a trained model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from zhengce.classify import artefact
from zhengce.classify.artefact import AreaNames, Manifest
from zhengce.classify.features import matrix, trace
from zhengce.classify.linear import Floats, LinearScores, softmax
from zhengce.errors import ModelError
from zhengce.resources import models_folder


@dataclass(frozen=True, slots=True)
class AreaGuess:
    """The work area of a sentence, and the calibrated probability that it is right."""

    area: str
    probability: float


class AreaClassifier:
    """Work areas of sentences. Built once; holds no state that changes.

    Args:
        pipeline: the fitted scikit-learn pipeline.
        manifest: what belongs to it.

    Attributes:
        areas: the areas, in the order of the columns of `probabilities`.
        rest: column of the rest area.

    >>> classifier = AreaClassifier.load()
    >>> classifier.classify(["建成工会驿站3786个，累计服务1493万人次。"])[0].area
    'rights'
    """

    def __init__(self, pipeline: Any, manifest: Manifest) -> None:  # noqa: ANN401 - untyped library
        self.areas: tuple[AreaNames, ...] = manifest.areas
        self._ids = tuple(area.id for area in manifest.areas)
        self.rest = next(index for index, area in enumerate(manifest.areas) if area.rest)
        self._features = manifest.features
        self._score = LinearScores(pipeline, self._ids)
        self._heading_weight = manifest.heading_weight
        self._sharpness = manifest.sharpness
        self._threshold = manifest.threshold

    @classmethod
    def load(cls, folder: Path | None = None) -> AreaClassifier:
        """Load a model.

        Args:
            folder: a folder made by training; None for the newest model that came with zhengce.

        Raises:
            ModelError: a file is missing or altered, or the model is of another format.
        """
        return cls(*artefact.load(shipped() if folder is None else folder))

    def classify(
        self, sentences: Sequence[str], *, headings: Sequence[str | None] | None = None
    ) -> list[AreaGuess]:
        """The area of each sentence. A guess that is not sure enough becomes the rest area, so does a blank.

        Args:
            sentences: normalised sentences, of any number of releases; a large batch is quickest.
            headings: for each sentence the heading of its section, None where it has none.

        Raises:
            ValueError: `headings` is not as long as `sentences`.
        """
        probabilities = self.probabilities(sentences, headings=headings)
        best = decide(probabilities, rest=self.rest, threshold=self._threshold)
        best[[not sentence.strip() for sentence in sentences]] = self.rest
        chosen = probabilities[np.arange(len(best)), best]
        ids = self._ids
        return [
            AreaGuess(ids[index], probability)
            for index, probability in zip(best.tolist(), chosen.tolist(), strict=True)
        ]

    def probabilities(
        self, sentences: Sequence[str], *, headings: Sequence[str | None] | None = None
    ) -> Floats:
        """Calibrated probability of each area for each sentence.

        Returns:
            Array of shape ``(len(sentences), len(self.areas))``, columns as in `areas`; rows sum to 1.

        Raises:
            ValueError: `headings` is not as long as `sentences`.
        """
        if headings is not None and len(headings) != len(sentences):
            raise ValueError(f"{len(headings)} headings for {len(sentences)} sentences: give one for each")
        if not sentences:
            return np.zeros((0, len(self._ids)))
        scores = self._score(matrix(sentences, self._features))
        if headings is not None:
            scores += self._heading_weight * self._of_headings(headings)
        return softmax(self._sharpness * (scores + self._score.bias))

    def explain(self, sentence: str, *, heading: str | None = None) -> list[tuple[str, float]]:
        """The parts of a sentence that speak for its most probable area, or against it.

        Returns:
            Pairs of a stretch of text and its weight, the weightiest first; ``¶`` is the sentence's
            edge. A weight is the difference the stretch makes between the score of the area and the
            mean score of all areas.
        """
        best = int(self.probabilities([sentence], headings=[heading])[0].argmax())
        found: dict[str, float] = {}
        for text, share, mark in ((sentence, 1.0, ""), (heading or "", self._heading_weight, "heading: ")):
            tokens = trace(text, self._features)
            length = self._score.length(list({bucket for _, bucket in tokens})) if tokens else 1.0
            for token, bucket in tokens:
                row = self._score.weights[bucket]
                weight = share * float(row[best] - row.mean()) / length
                found[mark + token] = found.get(mark + token, 0.0) + weight
        return sorted(found.items(), key=lambda item: -abs(item[1]))

    def _of_headings(self, headings: Sequence[str | None]) -> Floats:
        """Scores of the headings, zero where there is none; each distinct heading is read once."""
        distinct = list(dict.fromkeys(headings))
        place = {heading: index for index, heading in enumerate(distinct)}
        scores = self._score(matrix([heading or "" for heading in distinct], self._features))
        result: Floats = scores[[place[heading] for heading in headings]]
        return result


def decide(probabilities: Floats, *, rest: int, threshold: float) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Column of the area of each row: the most probable one, the rest where that is below `threshold`."""
    best = probabilities.argmax(axis=1).astype(np.int64)
    best[probabilities.max(axis=1, initial=0.0) < threshold] = rest
    return best


def shipped() -> Path:
    """Folder of the newest model of work areas that came with this installation.

    Raises:
        ModelError: there is none.
    """
    folder = models_folder() / "work_areas"
    versions = [path for path in folder.glob("*") if path.name.isdecimal() and path.is_dir()]
    if not versions:
        raise ModelError(f"no model of work areas in {folder}: install zhengce again")
    return max(versions, key=lambda path: int(path.name))
