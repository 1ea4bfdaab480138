"""The measurements of a training, and the model card that reports them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zhengce.classify.artefact import Manifest
    from zhengce.classify.context import Context
    from zhengce.classify.validate import AreaFigures, Bin, Setting


@dataclass(frozen=True, slots=True)
class Compared:
    """A setting with its best context and its figures in grouped cross-validation."""

    setting: Setting
    context: Context
    macro_f1: float
    macro_f1_accepted: float
    calibration_error: float


@dataclass(frozen=True, slots=True)
class HeldOut:
    """The result of the model on a release held out of training."""

    release: str
    sentences: int
    right: int
    right_alone: int
    wrong: tuple[tuple[str, str, str], ...]
    """Text, its area, the guess, where headings and neighbours are given."""


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """The measurements of a training; all but `held_out` are from grouped cross-validation.

    "Accepted" figures also count a sentence's second label as correct; the others do not.
    """

    sentences: int
    releases: int
    supports: tuple[tuple[str, int], ...]
    near_duplicates: int
    chosen: Setting
    context: Context
    threshold: float
    areas: tuple[AreaFigures, ...]
    macro_f1: float
    macro_f1_accepted: float
    accuracy_accepted: float
    abstained: int
    calibration_error: float
    bins: tuple[Bin, ...]
    surroundings: tuple[Compared, ...]
    candidates: tuple[Compared, ...]
    ablations: tuple[Compared, ...]
    held_out: tuple[HeldOut, ...]
    model_bytes: int


def card(report: TrainingReport, manifest: Manifest, *, command: str) -> str:
    """Return the text of ``card.md``."""
    return (
        "\n\n".join([*_what(report, manifest, command), *_how_good(report, manifest), *_tried(report)]) + "\n"
    )


def _what(report: TrainingReport, manifest: Manifest, command: str) -> list[str]:
    rest = next(area.id for area in manifest.areas if area.rest)
    held = ", ".join(release.release for release in report.held_out) or "nothing"
    about = (
        f"Gives each sentence of a Chinese press release one of {len(manifest.areas)} work areas and a "
        "calibrated probability. Every figure on this page was measured by the command that made the model:"
    )
    kind = (
        f"{report.chosen.name} over hashed features ({report.chosen.counts}; "
        f"{report.chosen.features.buckets} buckets, tf-idf), {report.model_bytes / 1e6:.2f} MB, stored with "
        f"skops. *Cues* are the taxonomy's typical phrases found in the sentence, counted by area. A "
        f"sentence is judged with its surroundings: the score of its section's heading counts "
        f"{report.context.heading:g}, that of the sentence before and of the one after "
        f"{report.context.neighbour:g} each. One factor turns scores into probabilities. A guess less "
        f"probable than {report.threshold:g} becomes `{rest}`."
    )
    data = (
        f"{report.sentences} sentences of {report.releases} releases, see the datasheet beside them; hashes "
        f"in `manifest.json`. Pairs of near-duplicate sentences across releases: {report.near_duplicates}. "
        f"Kept out of training and choice: {held}."
    )
    counts = _table(["area", "sentences"], [[_named(manifest)[area], n] for area, n in report.supports])
    return [
        "# Work areas of sentences: model card",
        about,
        f"```\n{command}\n```",
        "## What it is",
        kind,
        "## What it was trained on",
        data,
        counts,
    ]


def _how_good(report: TrainingReport, manifest: Manifest) -> list[str]:
    method = (
        "Grouped cross-validation: every sentence is judged by a model that has seen no sentence of its "
        "release. *Strict* counts only the first label as right, *accepted* also the second label of "
        "sentences that have one. The setting, the weights of the surroundings and the threshold were chosen "
        "on the same folds, which flatters the figures a little."
    )
    summary = _table(
        ["figure", "value"],
        [
            ["macro-F1, accepted", report.macro_f1_accepted],
            ["macro-F1, strict", report.macro_f1],
            ["accuracy, accepted", report.accuracy_accepted],
            ["expected calibration error (10 bins, strict)", report.calibration_error],
            ["share that abstained", report.abstained / report.sentences],
        ],
    )
    names = _named(manifest)
    areas = _table(
        ["area (accepted)", "precision", "recall", "F1", "sentences"],
        [[names[a.area], a.precision, a.recall, a.f1, a.support] for a in report.areas],
    )
    reliability = _table(
        ["claimed", "mean claimed", "came true", "sentences"],
        [[f"{b.low:.1f} to {b.high:.1f}", b.probability, b.accuracy, b.count] for b in report.bins],
    )
    return [
        "## How good it is",
        method,
        summary,
        areas,
        *(_held(held) for held in report.held_out),
        "What the surroundings are worth:",
        _comparison(report.surroundings),
        "When it claims 0.8, is it right 8 times in 10?",
        reliability,
    ]


def _tried(report: TrainingReport) -> list[str]:
    limits = (
        "The sentences were written for this purpose, in the manner of press releases of trade unions, "
        "governments, courts and media; few releases like yours may be among them. A short sentence without "
        "words of its area is judged by its surroundings alone. Expect less on other genres, and measure "
        "there before you rely on it."
    )
    return [
        "## What else was tried",
        "Classifiers, each with its best weights of the surroundings:",
        _comparison(report.candidates),
        "The chosen classifier with other features:",
        _comparison(report.ablations),
        "## Limits",
        limits,
    ]


def _named(manifest: Manifest) -> dict[str, str]:
    return {area.id: f"{area.zh} ({area.id})" for area in manifest.areas}


def _comparison(rows: Iterable[Compared]) -> str:
    return _table(
        ["classifier", "counts", "heading", "neighbour", "macro-F1 accepted", "macro-F1 strict", "ECE"],
        [
            [
                row.setting.name,
                row.setting.counts,
                f"{row.context.heading:g}",
                f"{row.context.neighbour:g}",
                row.macro_f1_accepted,
                row.macro_f1,
                row.calibration_error,
            ]
            for row in rows
        ],
    )


def _held(held: HeldOut) -> str:
    text = (
        f"Release `{held.release}`, never trained on: {held.right} of {held.sentences} sentences accepted, "
        f"{held.right_alone} when each is judged alone."
    )
    if held.wrong:
        text += "\n\n" + _table(["wrong", "is", "guess"], held.wrong)
    return text


def _table(head: Sequence[str], rows: Iterable[Sequence[str | float]]) -> str:
    def cell(value: str | float) -> str:
        return f"{value:.3f}" if isinstance(value, float) else str(value).replace("|", "\\|")

    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell(value) for value in line) + " |" for line in lines)
