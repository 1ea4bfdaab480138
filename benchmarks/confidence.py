"""Fits the weights of confidence on gold and writes them with their card.

``python benchmarks/confidence.py models/confidence/2 [--also FOLDER --only PATTERNS]`` fits; with ``--measure
FOLDER`` it prints the figures of the weights in use on other gold. ``--also`` names a folder of annotated
texts that are not part of the project, and is used beside the gold.
"""

from __future__ import annotations

import argparse
import fnmatch
import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from zhengce.evaluate.gold import fingerprint, load_gold
from zhengce.evaluate.judged import judged
from zhengce.indicators.confidence import FORMAT, WEIGHTS, confidence_of, signs_of
from zhengce.pipeline import Pipeline

GOLD = Path("corpus/gold")
STRENGTH = 0.1  # of .03, .1 and .3 the one with the least calibration error in cross-validation
RAREST = 15  # rows that a sign must be seen in
FOLDS = 8
BINS = 10
# Rules are written beside gold, and do better on it than on texts that nobody has seen: 0.78 there, some 0.67
# in fresh texts. What is claimed is lowered by so much, in log-odds.
UNSEEN = -0.5


class Rows(NamedTuple):
    """For each indicator found: confidence, whether it is right, its signs, its document."""

    claimed: list[float]
    right: list[bool]
    signs: list[list[str]]
    names: list[str]


def main() -> None:
    """Fit and write, or measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--measure", type=Path)
    parser.add_argument("--also", type=Path)
    parser.add_argument("--only", default="*", help="patterns of document names, parted by commas")
    chosen = parser.parse_args()
    only = chosen.only.split(",")
    if chosen.measure is not None:
        found = rows(chosen.measure, only)
        print(figures(np.array(found.claimed), np.array(found.right)))
        print(table(np.array(found.claimed), np.array(found.right)))
    elif chosen.out is not None:
        fit(chosen.out, chosen.also, only)
    else:
        parser.error("name a folder to write to, or --measure one")


def rows(folder: Path, only: Sequence[str] = ("*",)) -> Rows:
    """The indicators of annotated texts as the pipeline reads them."""
    pipeline = Pipeline()
    found = Rows([], [], [], [])
    for document in load_gold(folder):
        if document.indicators is None or not any(fnmatch.fnmatch(document.id, each) for each in only):
            continue
        release = pipeline(
            document.text, source=document.id, title=document.title,
            publisher=document.publisher, published=document.published,
        )  # fmt: skip
        for one, is_right in judged(document, release):
            sentence = release.sentences[one.sentence]
            found.claimed.append(confidence_of(one, release.text, sentence.start, sentence.end))
            found.signs.append(list(signs_of(one, release.text, sentence.start, sentence.end)))
            found.right.append(is_right)
            found.names.append(document.id)
    return found


def fit(out: Path, also: Path | None, only: Sequence[str]) -> None:
    """Fit on the gold, cross-validate by release, write weights and card."""
    own = rows(GOLD)
    more = rows(also, only) if also is not None else Rows([], [], [], [])
    signs, names = own.signs + more.signs, own.names + more.names
    truth = np.array(own.right + more.right)
    counts = Counter(sign for row in signs for sign in row)
    kept = sorted(sign for sign, count in counts.items() if count >= RAREST)
    matrix = np.array([[sign in set(row) for sign in kept] for row in signs], dtype=float)
    crossed = np.zeros(len(truth))
    for train, test in GroupKFold(FOLDS).split(matrix, truth, names):
        crossed[test] = model().fit(matrix[train], truth[train]).predict_proba(matrix[test])[:, 1]
    fitted = model().fit(matrix, truth)
    lines = [
        "# Weights of confidence, in log-odds; made by benchmarks/confidence.py, see card.md.",
        f"format = {FORMAT}",
        f"bias = {fitted.intercept_[0] + UNSEEN:.4f}",
        "",
        "[signs]",
        *(f'"{sign}" = {weight:.4f}' for sign, weight in zip(kept, fitted.coef_[0], strict=True)),
    ]
    out.mkdir(parents=True, exist_ok=True)
    content = "\n".join(lines) + "\n"
    (out / WEIGHTS).write_text(content, encoding="utf-8")
    data = f"`{GOLD}`, {told(own)} releases, {np.mean(own.right):.3f} right"
    if more.right:
        data += f"; {told(more)} annotated texts not part of the project, {np.mean(more.right):.3f} right"
    digest = hashlib.sha256(content.encode()).hexdigest()
    write_card(out, data, digest, len(kept), figures(crossed, truth), table(crossed, truth))


def told(found: Rows) -> str:
    """How many indicators of how many documents."""
    return f"{len(found.right)} indicators of {len(set(found.names))}"


def write_card(out: Path, data: str, digest: str, signs: int, said: str, reliability: str) -> None:
    """Write the card; what `measured.md` tells is taken over."""
    measured = out / "measured.md"
    card = [
        "# Confidence of indicators: model card",
        "",
        "The probability that every field of an indicator (value, unit, measure, direction, modifier,",
        "subject, status, period, base) is right: a logistic regression over signs of how it was read.",
        "Inference adds up the weights of `weights.toml`.",
        "",
        f"- data: {data}; SHA-256 of the gold `{fingerprint(GOLD)}`",
        f"- weights: {signs} signs seen in at least {RAREST} rows, C = {STRENGTH};"
        f" `{WEIGHTS}` SHA-256 `{digest}`",
        f"- log-odds are lowered by {-UNSEEN} for unseen texts: rules were written beside the data",
        "- a damaged figure has confidence 0; an indicator that gold does not hold counts as wrong",
        "",
        "## Cross-validated by release, before they are lowered",
        "",
        said,
        "",
        reliability,
        "",
        measured.read_text(encoding="utf-8") if measured.exists() else "",
    ]
    (out / "card.md").write_text("\n".join(card).rstrip() + "\n", encoding="utf-8")


def model() -> LogisticRegression:
    """The regression, not yet fitted."""
    return LogisticRegression(C=STRENGTH, max_iter=2000, random_state=0)


def figures(claimed: np.ndarray, right: np.ndarray) -> str:
    """Calibration error, AUC and how many of the surest are right."""
    error = sum(abs(claimed[k].mean() - right[k].mean()) * k.sum() for _, k in bins(claimed)) / len(right)
    said = [f"claimed {claimed.mean():.3f}, true {right.mean():.3f}, calibration error {error:.3f}"]
    said.append(f"AUC {roc_auc_score(right, claimed):.3f}")
    for least in (0.7, 0.8, 0.9):
        sure = claimed >= least
        said.append(f"from {least} {right[sure].mean() if sure.any() else 0:.2f} of {sure.sum()} right")
    return ", ".join(said)


def bins(claimed: np.ndarray) -> list[tuple[int, np.ndarray]]:
    """Which rows are in each bin that is not empty."""
    place = np.minimum((claimed * BINS + 1e-9).astype(int), BINS - 1)
    return [(k, place == k) for k in range(BINS) if (place == k).any()]


def table(claimed: np.ndarray, right: np.ndarray) -> str:
    """The reliability figure."""
    lines = ["| claimed | mean claimed | came true | indicators |", "| --- | --- | --- | --- |"]
    for k, rows_in in bins(claimed):
        lines.append(
            f"| {k / BINS:.1f} to {(k + 1) / BINS:.1f} | {claimed[rows_in].mean():.3f}"
            f" | {right[rows_in].mean():.3f} | {rows_in.sum()} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
