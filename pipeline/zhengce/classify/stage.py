"""The classification stage: sentences to work areas."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zhengce.classify.model import AreaClassifier
from zhengce.config import Config
from zhengce.stages import Work


class ClassifyStage:
    """Sets `areas` of each document; boilerplate gets the rest area."""

    def __init__(self, config: Config) -> None:
        model = config.classify.model
        self.classifier = AreaClassifier.load(Path(model) if model is not None else None)
        self._rest = self.classifier.areas[self.classifier.rest].id

    def __call__(self, batch: Sequence[Work], /) -> None:
        """Classify the sentences of a batch in one call of the model."""
        texts = [work.segmented for work in batch]
        rows = [(k, text, s) for k, text in enumerate(texts) for s in text.sentences]
        guesses = self.classifier.classify(
            [text.text[s.start : s.end] for _, text, s in rows],
            headings=[
                text.sections[s.section].heading if s.section is not None else None for _, text, s in rows
            ],
            passages=[(k, s.section) for k, _, s in rows],
        )
        areas: list[list[tuple[str, float]]] = [[] for _ in texts]
        for (k, _, s), guess in zip(rows, guesses, strict=True):
            areas[k].append((self._rest, 1.0) if s.boilerplate else (guess.area, round(guess.probability, 4)))
        for work, found in zip(batch, areas, strict=True):
            work.areas = found


build = ClassifyStage
