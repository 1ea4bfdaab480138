"""``zhengce train``."""

from pathlib import Path
from typing import Annotated

import typer

from zhengce.cli.common import Quiet, errors_told


def train(
    *,
    corpus: Annotated[
        Path,
        typer.Option(
            metavar="FOLDER", help="Folder of labelled sentences: *.jsonl with text, area, release."
        ),
    ] = Path("corpus/work_areas"),
    out: Annotated[
        Path,
        typer.Option(metavar="FOLDER", help="Output folder: model.skops, manifest.json, card.md."),
    ] = Path("model"),
    taxonomy: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Work areas of your own, a TOML file.")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Train one classifier instead of nine, without comparisons.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Train and evaluate the classifier of work areas, and print its figures.

    The same sentences give the same model. The folder's card.md reports all figures.

    \b
    Examples:
      zhengce train
      zhengce train --out models/work_areas/2
      zhengce train --corpus my_sentences/ --taxonomy my_areas.toml --out my_model/ --quick
    """  # noqa: D301 - \b preserves the lines of a paragraph
    with errors_told():
        from zhengce.classify.train import ABLATIONS, CANDIDATES
        from zhengce.classify.train import train as train_model

        report = train_model(
            corpus,
            out,
            taxonomy=taxonomy,
            candidates=CANDIDATES[:1] if quick else CANDIDATES,
            ablations=() if quick else ABLATIONS,
        )
    if quiet:
        return
    typer.echo(
        f"{report.chosen.name} on {report.sentences:,} sentences of {report.releases} releases:"
        f" macro-F1 {report.macro_f1_accepted:.3f}, calibration error {report.calibration_error:.3f}"
        " (cross-validated by release)"
    )
    for held in report.held_out:
        typer.echo(
            f"held-out release {held.release}:"
            f" {held.right} of {held.sentences} sentences classified correctly"
        )
    typer.echo(f"stored in {out}, figures in {out / 'card.md'}")
