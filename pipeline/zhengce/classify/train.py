"""Train a model of work areas from labelled sentences, evaluate it, and write its folder."""

from __future__ import annotations

import importlib.metadata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from msgspec.structs import replace as replaced

from zhengce.classify import artefact
from zhengce.classify.artefact import CorpusFile, Manifest
from zhengce.classify.context import Context
from zhengce.classify.corpus import Corpus, load_corpus, near_duplicates
from zhengce.classify.features import FORMAT, FeatureSettings
from zhengce.classify.linear import LinearScores
from zhengce.classify.model import AreaClassifier, AreaGuess, decide
from zhengce.classify.report import Compared, HeldOut, TrainingReport, card
from zhengce.classify.taxonomy import AREAS, load_taxonomy
from zhengce.classify.validate import (
    Data,
    Fold,
    OutOfFold,
    Prepared,
    Setting,
    best_context,
    best_threshold,
    calibrated,
    calibration_error,
    cross_validate,
    figures,
    fit,
    macro_f1,
    reliability,
    sharpen,
)
from zhengce.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from zhengce.classify.corpus import Example
    from zhengce.classify.features import Floats

SEED = 20241105
LIBRARIES = ("numpy", "scikit-learn", "scipy", "skops")

CANDIDATES = (
    Setting("LogisticRegression", 3),
    Setting("LogisticRegression", 10),
    Setting("LogisticRegression", 30),
    Setting("LinearSVC", 0.2),
    Setting("LinearSVC", 0.5),
    Setting("LinearSVC", 1),
    Setting("ComplementNB", 0.1),
    Setting("ComplementNB", 0.3),
    Setting("ComplementNB", 1),
)
"""The classifiers compared; the best in grouped cross-validation becomes the model."""

ABLATIONS: tuple[Mapping[str, Any], ...] = (
    {"features": FeatureSettings(chars=(2,))},
    {"features": FeatureSettings(chars=(1, 2, 3))},
    {"cues": 0.0},
    {"cues": 0.5},
    {"phrases": False},
    {"cues": 0.0, "phrases": False},
)
"""What the best of them is compared with, to show what each part is for."""

CONTEXTS = tuple(
    Context(heading=heading, neighbour=neighbour)
    for neighbour in (0.0, 0.1, 0.2, 0.3)
    for heading in (0.0, 0.1, 0.2, 0.3, 0.5)
)
THRESHOLDS = (0.0, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
ABSTAINING_MAY_COST = 0.001
"""How much macro-F1 is given for a higher threshold: a wrong area does more harm than none."""


def train(
    corpus: Path,
    out: Path,
    *,
    taxonomy: Path | None = None,
    held_out: Collection[str] = ("seed",),
    candidates: Sequence[Setting] = CANDIDATES,
    ablations: Sequence[Mapping[str, Any]] = ABLATIONS,
    seed: int = SEED,
) -> TrainingReport:
    """Train on a folder of labelled sentences and write a model folder for `AreaClassifier.load`.

    The same input gives the same bytes on the same machine with the same libraries.

    Args:
        corpus: folder of ``*.jsonl`` files, see `load_corpus`.
        out: folder for ``model.skops``, ``manifest.json`` and ``card.md``; created if missing.
        taxonomy: file of the work areas; defaults to those of zhengce.
        held_out: releases that are only used for the final evaluation.
        candidates: settings to choose from.
        ablations: changes of the chosen setting to compare it with.
        seed: random seed.

    Raises:
        ConfigError: the taxonomy or a line of the corpus is invalid, an area has no sentence, or all
            sentences are from one release.
    """
    areas = load_taxonomy(taxonomy)
    sentences = load_corpus(corpus, areas)
    held = frozenset(held_out)
    data = Data(sentences.part(held, inside=False), areas)
    _check(data, corpus)
    folds = data.folds(seed)
    choice = _choose(candidates, data, folds, seed)
    pipeline = fit(choice.setting, Prepared(data, choice.setting.features), seed=seed)
    content = artefact.dump(pipeline)
    linear = LinearScores.fold(pipeline, areas.ids)
    weights = linear.dump()
    manifest = replaced(
        _manifest(choice, data, sentences.files, taxonomy or AREAS, seed),
        model=artefact.sha256(content),
        weights=artefact.sha256(weights),
    )
    compared = [replace(choice.setting, **change) for change in ablations]
    report = replace(
        _report(choice, data, folds),
        near_duplicates=len(near_duplicates(sentences.part(held, inside=False))),
        ablations=tuple(_compare(cross_validate(s, data, folds, seed=seed), data, folds) for s in compared),
        held_out=tuple(_held_out(AreaClassifier(linear, manifest), sentences, held)),
        model_bytes=len(content),
    )
    manifest = replaced(manifest, figures=_for_manifest(report))
    command = _command(corpus, out, taxonomy)
    artefact.save(out, content, weights, manifest, card(report, manifest, command=command))
    return report


def _held_out(classifier: AreaClassifier, sentences: Corpus, held: frozenset[str]) -> Iterator[HeldOut]:
    for release in sorted(held & {example.release for example in sentences.examples}):
        yield _measure(classifier, release, sentences.part(frozenset([release]), inside=True))


def _command(corpus: Path, out: Path, taxonomy: Path | None) -> str:
    """Return the command that made the model, for its card."""
    command = f"zhengce train --corpus {_shown(corpus)} --out {_shown(out)}"
    return command if taxonomy is None else f"{command} --taxonomy {_shown(taxonomy)}"


def _manifest(choice: _Choice, data: Data, files: Sequence[Path], taxonomy: Path, seed: int) -> Manifest:
    """Describe how a model was made, without its hashes and figures."""
    return Manifest(
        format=FORMAT,
        code=importlib.metadata.version("zhengce"),
        libraries={name: importlib.metadata.version(name) for name in LIBRARIES},
        seed=seed,
        taxonomy=artefact.sha256(taxonomy.read_bytes()),
        corpus=tuple(CorpusFile(path.name, artefact.sha256(path.read_bytes())) for path in files),
        areas=data.taxonomy.areas,
        features=choice.setting.features,
        estimator=choice.setting.name,
        context=choice.context,
        sharpness=sharpen(choice.found.scores(Context(heading=choice.context.heading)), data.labels),
        sharpness_in_passages=sharpen(choice.found.scores(choice.context), data.labels),
        threshold=choice.threshold,
        model="",
        weights="",
        figures={},
    )


class _Choice(NamedTuple):
    """The best candidate with the results of the selection."""

    compared: tuple[Compared, ...]
    found: OutOfFold
    setting: Setting
    context: Context
    probabilities: Floats
    threshold: float


def _choose(candidates: Sequence[Setting], data: Data, folds: Sequence[Fold], seed: int) -> _Choice:
    """Cross-validate the candidates and select the best one, its context and its threshold."""
    found = [cross_validate(setting, data, folds, seed=seed) for setting in candidates]
    compared = tuple(_compare(one, data, folds) for one in found)
    best = max(range(len(found)), key=lambda index: round(compared[index].macro_f1_accepted, 4))
    context = compared[best].context
    probabilities = calibrated(found[best].scores(context), data, folds)
    return _Choice(
        compared=compared,
        found=found[best],
        setting=compared[best].setting,
        context=context,
        probabilities=probabilities,
        threshold=best_threshold(probabilities, data, THRESHOLDS, loss=ABSTAINING_MAY_COST),
    )


def _report(choice: _Choice, data: Data, folds: Sequence[Fold]) -> TrainingReport:
    """Return the cross-validation figures of the choice in an otherwise empty report."""
    ids, probabilities, context = data.taxonomy.ids, choice.probabilities, choice.context
    rest = next(index for index, area in enumerate(data.taxonomy.areas) if area.rest)
    guesses = decide(probabilities, rest=rest, threshold=choice.threshold)
    accepted = data.accepted(guesses)
    bins = reliability(probabilities[np.arange(len(guesses)), guesses], guesses == data.labels)
    contexts = (Context(), Context(heading=context.heading), Context(neighbour=context.neighbour), context)
    return TrainingReport(
        sentences=len(data.texts),
        releases=len(set(data.releases)),
        supports=tuple((area, int((data.labels == index).sum())) for index, area in enumerate(ids)),
        near_duplicates=0,
        chosen=choice.setting,
        context=context,
        threshold=choice.threshold,
        areas=tuple(figures(accepted, guesses, ids)),
        macro_f1=macro_f1(data.labels, guesses, ids),
        macro_f1_accepted=macro_f1(accepted, guesses, ids),
        accuracy_accepted=float((accepted == guesses).mean()),
        abstained=int((probabilities.max(axis=1) < choice.threshold).sum()),
        calibration_error=calibration_error(bins),
        bins=tuple(bins),
        surroundings=tuple(_compare(choice.found, data, folds, [one]) for one in contexts),
        candidates=choice.compared,
        ablations=(),
        held_out=(),
        model_bytes=0,
    )


def _check(data: Data, corpus: Path) -> None:
    counts = np.bincount(data.labels, minlength=len(data.taxonomy.ids)).tolist()
    for area, count in zip(data.taxonomy.ids, counts, strict=True):
        if count == 0:
            raise ConfigError(f"{corpus}: no sentence of area {area!r}; label some, or remove the area")
    if len(set(data.releases)) < 2:
        raise ConfigError(f"{corpus}: all sentences are from one release; the evaluation needs several")


def _compare(
    found: OutOfFold, data: Data, folds: Sequence[Fold], contexts: Sequence[Context] = CONTEXTS
) -> Compared:
    context = best_context(found, contexts)
    probabilities = calibrated(found.scores(context), data, folds)
    guesses = probabilities.argmax(axis=1).astype(np.int64)
    areas = data.taxonomy.ids
    return Compared(
        setting=found.setting,
        context=context,
        macro_f1=macro_f1(data.labels, guesses, areas),
        macro_f1_accepted=macro_f1(data.accepted(guesses), guesses, areas),
        calibration_error=calibration_error(reliability(probabilities.max(axis=1), guesses == data.labels)),
    )


def _measure(classifier: AreaClassifier, release: str, examples: Sequence[Example]) -> HeldOut:
    texts, headings = [e.text for e in examples], [e.heading for e in examples]
    guesses = classifier.classify(texts, headings=headings, passages=headings)
    wrong = [(e.text, e.area, g.area) for e, g in zip(examples, guesses, strict=True) if not _accepts(e, g)]
    return HeldOut(
        release=release,
        sentences=len(examples),
        right=len(examples) - len(wrong),
        right_alone=sum(map(_accepts, examples, classifier.classify(texts))),
        wrong=tuple(wrong),
    )


def _accepts(example: Example, guess: AreaGuess) -> bool:
    return guess.area in (example.area, example.second)


def _for_manifest(report: TrainingReport) -> dict[str, float]:
    values: dict[str, float] = {
        "sentences": report.sentences,
        "releases": report.releases,
        "macro_f1": report.macro_f1,
        "macro_f1_accepted": report.macro_f1_accepted,
        "expected_calibration_error": report.calibration_error,
    }
    for held in report.held_out:
        values[f"accuracy_{held.release}"] = held.right / held.sentences
    return {name: round(value, 4) for name, value in values.items()}


def _shown(path: Path) -> str:
    """Return a path relative to the working directory, so that the card reveals no private paths."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.name
