"""``zhengce explain``."""

from pathlib import Path
from typing import Annotated

import typer

from zhengce.cli.common import Published, day, errors_told


def explain(
    file: Annotated[Path, typer.Argument(help="A file with one release.")],
    *,
    at: Annotated[int, typer.Option(help="Offset into the normalised text, in characters.")],
    published: Published = None,
) -> None:
    """Print why a place of a release says what it says: rules, and the words that decided.

    \b
    Examples:
      zhengce explain seeds/000_89ff4f18f05a62c1.txt --at 450
    """  # noqa: D301 - \b keeps the lines of a paragraph apart
    from zhengce.config import IngestConfig
    from zhengce.errors import InputError, ZhengceError
    from zhengce.ingest import read
    from zhengce.pipeline import Pipeline
    from zhengce.view.explanation import explain as lines_of

    with errors_told():
        document = next(iter(read([file], published=day(published), config=IngestConfig())))
        if isinstance(document, InputError):
            raise document
        pipeline = Pipeline()
        try:
            lines = lines_of(pipeline(document), pipeline, at)
        except ValueError as error:
            raise ZhengceError(f"--at: {error}") from error
        for line in lines:
            typer.echo(line)
