"""Compare an old and a new model on the same labelled sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengce.classify import AreaClassifier, Taxonomy, load_corpus, load_taxonomy
from zhengce.classify.artefact import read_manifest
from zhengce.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

    from zhengce.classify import Example


@dataclass(frozen=True, slots=True)
class Moved:
    """A sentence that the two models classify differently."""

    text: str
    area: str
    origin: str
    before: str
    after: str
    righted: bool
    """Whether the new model accepts its label and the old one does not."""
    wronged: bool
    """Whether the old model accepts its label and the new one does not."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The figures of both models from their training, and the sentences classified differently."""

    before: dict[str, float]
    after: dict[str, float]
    sentences: int
    moved: tuple[Moved, ...]

    @property
    def righted(self) -> int:
        """Return how many sentences only the new model gets right."""
        return sum(one.righted for one in self.moved)

    @property
    def wronged(self) -> int:
        """Return how many sentences only the old model gets right."""
        return sum(one.wronged for one in self.moved)


def compare_models(before: Path, after: Path, *, corpus: Path, taxonomy: Path | None = None) -> Changes:
    """Compare two models on a folder of labelled sentences.

    A model has seen the sentences it was trained on: getting one right shows that it was learned, not that
    similar ones are. The figures in `before` and `after` are from cross-validation.

    Args:
        before: folder of a model.
        after: folder of another with the same areas.
        corpus: folder of labelled sentences with these areas.
        taxonomy: file of the areas; defaults to those of the models.

    Raises:
        ModelError: a model is missing or altered, or the areas of models and taxonomy differ.
        ConfigError: a line of the corpus is invalid.
    """
    areas = _shared(before, after)
    if taxonomy is not None:
        given = load_taxonomy(taxonomy)
        if set(given.ids) != set(areas.ids):
            raise ModelError(
                f"{after}: its areas are {', '.join(areas.ids)}, those of {taxonomy} {', '.join(given.ids)};"
                " give the taxonomy it was trained with, or train it with this one"
            )
    examples = load_corpus(corpus, areas).examples
    old, new = _areas(before, examples), _areas(after, examples)
    moved = tuple(_moved(e, a, b) for e, a, b in zip(examples, old, new, strict=True) if a != b)
    return Changes(read_manifest(before).figures, read_manifest(after).figures, len(examples), moved)


def _shared(before: Path, after: Path) -> Taxonomy:
    """Return the areas of both models.

    Raises:
        ModelError: their areas differ, so that they are not comparable.
    """
    old, new = (Taxonomy(read_manifest(folder).areas) for folder in (before, after))
    if set(old.ids) != set(new.ids):
        raise ModelError(
            f"{before} and {after} have different taxonomies ({', '.join(old.ids)};"
            f" {', '.join(new.ids)}); compare models with the same areas"
        )
    return new


def _areas(folder: Path, examples: tuple[Example, ...]) -> list[str]:
    headings = [e.heading for e in examples]
    passages = [(e.release, e.heading) for e in examples]
    classifier = AreaClassifier.load(folder)
    guesses = classifier.classify([e.text for e in examples], headings=headings, passages=passages)
    return [guess.area for guess in guesses]


def _moved(example: Example, before: str, after: str) -> Moved:
    was, is_now = _right(example, before), _right(example, after)
    return Moved(
        text=example.text,
        area=example.area,
        origin=example.origin,
        before=before,
        after=after,
        righted=is_now and not was,
        wronged=was and not is_now,
    )


def _right(example: Example, area: str) -> bool:
    return area in (example.area, example.second)
