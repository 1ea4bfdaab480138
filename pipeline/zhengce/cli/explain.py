"""``zhengce explain``."""

from pathlib import Path
from typing import Annotated

import typer

from zhengce.cli.common import REFUSED, Model, Published, Rules, Settings, day, errors_told, refuse, settings


def explain(
    file: Annotated[Path, typer.Argument(help="A file with one release.")],
    *,
    at: Annotated[int | None, typer.Option(help="Character offset in the normalised text.")] = None,
    text: Annotated[str | None, typer.Option(help="Printed words at the place, such as 82.7万人.")] = None,
    published: Published = None,
    rules: Rules = None,
    model: Model = None,
    config: Settings = None,
) -> None:
    """Explain the results at a place of a release: the rules, and the words that decided.

    \b
    Examples:
      zhengce explain seeds/000_89ff4f18f05a62c1.txt --at 450
      zhengce explain release.txt --text 82.7万人
    """  # noqa: D301 - \b preserves the lines of a paragraph
    from zhengce.errors import InputError, ZhengceError
    from zhengce.ingest import read
    from zhengce.pipeline import Pipeline
    from zhengce.view.explanation import explain as lines_of
    from zhengce.view.explanation import place_of

    with errors_told():
        if (at is None) == (text is None):
            raise ZhengceError("explain: give the place with either --at or --text")
        chosen = settings(config, rules, model)
        document = next(iter(read([file], published=day(published), config=chosen.ingest)))
        if isinstance(document, InputError):
            refuse(document)
            raise typer.Exit(REFUSED)
        pipeline = Pipeline(chosen)
        try:
            release, trace = pipeline.explained(document)
            place = at if at is not None else place_of(release, text or "")
            lines = lines_of(release, pipeline, place, trace)
        except ValueError as error:
            raise ZhengceError(f"{'--at' if text is None else '--text'}: {error}") from error
        for line in lines:
            typer.echo(line)
