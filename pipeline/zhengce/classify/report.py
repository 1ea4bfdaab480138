"""What training measured, and the card of a model, which tells it to people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhengce.classify.artefact import Manifest
from zhengce.classify.validate import AreaFigures, Bin, Setting


@dataclass(frozen=True, slots=True)
class Compared:
    """A setting and its figures in grouped cross-validation."""

    setting: Setting
    heading_weight: float
    macro_f1: float
    macro_f1_accepted: float
    calibration_error: float


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A release that was kept out of training, and how the model does on it."""

    release: str
    sentences: int
    right: int
    right_without_headings: int
    wrong: tuple[tuple[str, str, str], ...]
    """Text, its area, the guess; with headings."""


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What training measured. All figures but `held_out` are from grouped cross-validation.

    "Accepted" figures count a guess of a sentence's second label as right; the others do not.
    """

    sentences: int
    releases: int
    supports: tuple[tuple[str, int], ...]
    near_duplicates: int
    chosen: Setting
    heading_weight: float
    sharpness: float
    threshold: float
    areas: tuple[AreaFigures, ...]
    macro_f1: float
    macro_f1_accepted: float
    macro_f1_accepted_without_headings: float
    accuracy_accepted: float
    abstained: int
    calibration_error: float
    bins: tuple[Bin, ...]
    candidates: tuple[Compared, ...]
    ablations: tuple[Compared, ...]
    held_out: tuple[HeldOut, ...]
    model_bytes: int


def card(report: TrainingReport, manifest: Manifest, *, command: str) -> str:
    """The text of ``card.md``."""
    ids = {area.id: f"{area.zh} ({area.id})" for area in manifest.areas}
    return (
        "\n\n".join(
            [
                "# Work areas of sentences: model card",
                f"Gives each sentence of a Chinese press release one of {len(ids)} work areas and a calibrated "
                f"probability. Every figure on this page was measured by the command that made the model:\n\n"
                f"```\n{command}\n```",
                "## What it is",
                f"{report.chosen.name} over hashed features ({report.chosen.counts}; "
                f"{report.chosen.features.buckets} buckets, tf-idf), {report.model_bytes / 1e6:.2f} MB, stored "
                f"with skops. To the score of a sentence, {report.heading_weight:g} times the score of its "
                f"section's heading is added. Scores become probabilities by one factor "
                f"({report.sharpness:g}). A guess less probable than {report.threshold:g} becomes "
                f"`{next(a.id for a in manifest.areas if a.rest)}`.",
                "## What it was trained on",
                f"{report.sentences} sentences of {report.releases} releases, see the datasheet beside them; "
                f"hashes in `manifest.json`. Pairs of near-duplicate sentences across releases: "
                f"{report.near_duplicates}. Kept out of training and choice: "
                f"{', '.join(held.release for held in report.held_out) or 'nothing'}.\n\n"
                + _table(["area", "sentences"], [[ids[area], count] for area, count in report.supports]),
                "## How good it is",
                "Grouped cross-validation: every sentence is judged by a model that has seen no sentence of its "
                "release. *Strict* counts only the first label as right, *accepted* also the second label of "
                "sentences that have one. The setting, the weight of headings and the threshold were chosen on "
                "the same folds, which flatters the figures a little.\n\n"
                + _table(
                    ["figure", "value"],
                    [
                        ["macro-F1, accepted", report.macro_f1_accepted],
                        ["macro-F1, strict", report.macro_f1],
                        ["macro-F1, accepted, headings not given", report.macro_f1_accepted_without_headings],
                        ["accuracy, accepted", report.accuracy_accepted],
                        ["expected calibration error (10 bins, strict)", report.calibration_error],
                        ["share that abstained", report.abstained / report.sentences],
                    ],
                ),
                _table(
                    ["area (accepted)", "precision", "recall", "F1", "sentences"],
                    [[ids[a.area], a.precision, a.recall, a.f1, a.support] for a in report.areas],
                ),
                *(_held(held) for held in report.held_out),
                "## When it says 0.8, is it right 8 times in 10?",
                _table(
                    ["claimed", "mean claimed", "came true", "sentences"],
                    [
                        [f"{b.low:.1f} to {b.high:.1f}", b.probability, b.accuracy, b.count]
                        for b in report.bins
                    ],
                ),
                "## What else was tried",
                "Classifiers, each with its best weight of headings:\n\n" + _comparison(report.candidates),
                "The chosen classifier with other features:\n\n" + _comparison(report.ablations),
                "## Limits",
                "The sentences were written for this purpose, in the manner of press releases of trade unions, "
                "governments, courts and media; few releases like yours may be among them. A short sentence "
                "without words of its area is judged by its heading alone. Expect less on other genres, and "
                "measure there before you rely on it.",
            ]
        )
        + "\n"
    )


def _comparison(rows: Iterable[Compared]) -> str:
    return _table(
        ["classifier", "counts", "weight of headings", "macro-F1 accepted", "macro-F1 strict", "ECE"],
        [
            [
                row.setting.name,
                row.setting.counts,
                f"{row.heading_weight:g}",
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
        f"{held.right_without_headings} when headings are not given."
    )
    if held.wrong:
        rows = [[text, area, guess] for text, area, guess in held.wrong]
        text += "\n\n" + _table(["wrong", "is", "guess"], rows)
    return text


def _table(head: Sequence[str], rows: Iterable[Sequence[str | float]]) -> str:
    def cell(value: str | float) -> str:
        return f"{value:.3f}" if isinstance(value, float) else str(value).replace("|", "\\|")

    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell(value) for value in line) + " |" for line in lines)
