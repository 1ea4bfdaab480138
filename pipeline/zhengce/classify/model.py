"""Classify sentences by work area with a trained model."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zhengce.classify import artefact
from zhengce.classify.cues import Cues
from zhengce.classify.features import batches, rows, trace
from zhengce.classify.linear import LinearScores, softmax
from zhengce.errors import ModelError
from zhengce.resources import models_folder

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from pathlib import Path

    from zhengce.classify.artefact import Manifest
    from zhengce.classify.features import Floats, Places
    from zhengce.classify.taxonomy import Area


class AreaGuess(NamedTuple):
    """The work area of a sentence with the calibrated probability that it is correct."""

    area: str
    probability: float


class AreaClassifier:
    """Classifies sentences by work area; immutable.

    Args:
        linear: the weights of a trained model.
        manifest: its manifest.

    Attributes:
        areas: the areas, in the order of the columns of `probabilities`.
        rest: column of the rest area.

    >>> classifier = AreaClassifier.load()
    >>> classifier.classify(["建成工会驿站3786个，累计服务1493万人次。"])[0].area
    'rights'
    """

    def __init__(self, linear: LinearScores, manifest: Manifest) -> None:
        self.areas: tuple[Area, ...] = manifest.areas
        self.rest = next(index for index, area in enumerate(manifest.areas) if area.rest)
        self._ids = tuple(area.id for area in manifest.areas)
        self._manifest = manifest
        self._cues = Cues(manifest.areas)
        self._linear = linear

    @classmethod
    def load(cls, folder: Path | None = None) -> AreaClassifier:
        """Load a model.

        Args:
            folder: a trained model; defaults to the newest one shipped with zhengce.

        Raises:
            ModelError: a file is missing or altered, or the model has another format.
        """
        return cls(*artefact.load(shipped() if folder is None else folder))

    def classify(
        self,
        sentences: Sequence[str],
        *,
        headings: Sequence[str | None] | None = None,
        passages: Sequence[Hashable] | None = None,
    ) -> list[AreaGuess]:
        """Return the area of each sentence; uncertain guesses and blank sentences get the rest area.

        Args:
            sentences: normalised sentences of any number of releases; large batches are fastest.
            headings: the section heading of each sentence, or None.
            passages: an id of the passage of each sentence, such as release and section; adjacent sentences
                of a passage influence each other.

        Raises:
            ValueError: `headings` or `passages` differs in length from `sentences`.
        """
        probabilities = self.probabilities(sentences, headings=headings, passages=passages)
        best = decide(probabilities, rest=self.rest, threshold=self._manifest.threshold)
        best[[not sentence.strip() for sentence in sentences]] = self.rest
        chosen = probabilities[np.arange(len(best)), best]
        ids = self._ids
        return [
            AreaGuess(ids[index], probability)
            for index, probability in zip(best.tolist(), chosen.tolist(), strict=True)
        ]

    def probabilities(
        self,
        sentences: Sequence[str],
        *,
        headings: Sequence[str | None] | None = None,
        passages: Sequence[Hashable] | None = None,
    ) -> Floats:
        """Return the calibrated probability of each area for each sentence; arguments as in `classify`.

        Returns:
            Array of shape ``(len(sentences), len(self.areas))``, columns as in `areas`; rows sum to 1.

        Raises:
            ValueError: `headings` or `passages` differs in length from `sentences`.
        """
        for name, given in (("headings", headings), ("passages", passages)):
            if given is not None and len(given) != len(sentences):
                raise ValueError(f"{len(given)} {name} for {len(sentences)} sentences; give one each")
        if not sentences:
            return np.zeros((0, len(self._ids)))
        settings = self._manifest
        if headings is None:
            scores = self._score(sentences)
        else:
            # Each distinct heading is scored once, in one batch with the sentences.
            distinct = {heading: place for place, heading in enumerate(dict.fromkeys(headings))}
            together = self._score([*sentences, *(heading or "" for heading in distinct)])
            scores, theirs = together[: len(sentences)], together[len(sentences) :]
            scores = settings.context.with_headings(scores, theirs[[distinct[key] for key in headings]])
        scores = scores + self._linear.bias
        if passages is None:
            return softmax(settings.sharpness * scores)
        scores = settings.context.with_neighbours(scores, passages)
        return softmax(settings.sharpness_in_passages * scores)

    def explain(self, sentence: str, *, heading: str | None = None) -> list[tuple[str, float]]:
        """Return the parts of a sentence with their weights for and against its most probable area.

        Returns:
            Pairs of a substring and its weight, highest first; ``¶`` is the edge of the sentence, and
            ``phrases of rights`` stands for all typical phrases of an area. A weight is the contribution to
            the score of the area minus the mean over all areas.
        """
        best = int(self.probabilities([sentence], headings=[heading])[0].argmax())
        found: dict[str, float] = {}
        parts = [("", 1.0, sentence), ("heading: ", self._manifest.context.heading, heading or "")]
        for mark, share, text in parts:
            tokens = trace(text, self._manifest.features)
            length = self._linear.length(list({bucket for _, bucket in tokens}))
            weights = [(token, self._linear.weights[bucket] / length) for token, bucket in tokens]
            counts = self._cues.count(batches([text]))[0]
            weights += [
                (f"phrases of {area.id}", count * row)
                for area, count, row in zip(self.areas, counts, self._linear.cues, strict=True)
                if count
            ]
            for token, row in weights:
                weight = share * float(row[best] - row.mean())
                found[mark + token] = found.get(mark + token, 0.0) + weight
        return sorted(found.items(), key=lambda item: -abs(item[1]))

    def _score(self, texts: Sequence[str]) -> Floats:
        together = batches(texts)
        return self._linear(rows(together, self._manifest.features), self._cues.count(together))


def decide(probabilities: Floats, *, rest: int, threshold: float) -> Places:
    """Return the column of the most probable area of each row, or `rest` below `threshold`."""
    best: Places = probabilities.argmax(axis=1).astype(np.int64)
    best[probabilities.max(axis=1, initial=0.0) < threshold] = rest
    return best


def shipped() -> Path:
    """Return the folder of the newest model shipped with this installation.

    Raises:
        ModelError: there is none.
    """
    folder = models_folder() / "work_areas"
    versions = [path for path in folder.glob("*") if path.name.isdecimal() and path.is_dir()]
    if not versions:
        raise ModelError(f"no model of work areas in {folder}; install zhengce again")
    return max(versions, key=lambda path: int(path.name))
