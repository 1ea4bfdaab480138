"""``zhengce train``."""

from pathlib import Path
from typing import Annotated

import typer

from zhengce.cli.common import errors_told


def train(
    corpus: Annotated[
        Path, typer.Argument(metavar="CORPUS", help="Folder of JSON lines with text and area of sentences.")
    ] = Path("corpus/work_areas"),
    *,
    to: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where the model goes: model, card and manifest.")
    ] = Path("models/work_areas"),
) -> None:
    """Train the classifier of work areas.

    \b
    Examples:
      zhengce train
      zhengce train my_corpus/ --to my_models/
    """  # noqa: D301 - \b keeps the lines of a paragraph apart
    with errors_told():
        from zhengce import classify

        classify.train(corpus, to)
