"""``zhengce normalize``."""

from pathlib import Path
from typing import Annotated

import typer

from zhengce.cli.common import errors_told, refuse_all


def normalize(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of any format that run reads, or -.")],
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print each repair after the text, in text order.")
    ] = False,
    skip: Annotated[
        list[str] | None,
        typer.Option(metavar="STEP", help="Skip this step; may be repeated."),
    ] = None,
) -> None:
    """Print the repaired, simplified text of a release; with --explain, also every repair.

    \b
    Examples:
      zhengce normalize seeds/000_89ff4f18f05a62c1.txt
      zhengce normalize mirror.html --explain | less
      zhengce normalize notes.txt --skip wrap --skip script
    """  # noqa: D301 - \b preserves the lines of a paragraph
    from zhengce.config import NormalizeConfig
    from zhengce.display import visible
    from zhengce.errors import InputError
    from zhengce.ingest import read
    from zhengce.normalize import Normalizer, explained

    with errors_told():
        normalizer = Normalizer(NormalizeConfig(skip=tuple(skip or ())))
        refusals = []
        for document in read([file]):
            if isinstance(document, InputError):
                refusals.append(document)
                continue
            normalized = normalizer(document.text)
            typer.echo(visible(normalized.text))
            if explain:
                for line in explained(normalized):
                    typer.echo(line)
        refuse_all(refusals)
