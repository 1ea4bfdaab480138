"""``zhengce show``."""

from typing import Annotated

import typer

from zhengce.cli.common import REFUSED, Model, Published, Rules, Settings, day, errors_told, refuse, settings


def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of any format that run reads, or -.")],
    *,
    published: Published = None,
    rules: Rules = None,
    model: Model = None,
    config: Settings = None,
) -> None:
    """Show one release in the terminal.

    Prints the text with coloured work areas and marked indicators, the results, and the repairs. Nothing is
    stored.

    \b
    Examples:
      zhengce show seeds/000_89ff4f18f05a62c1.txt
      zhengce show release.txt --published 2024-11-05 | less
    """  # noqa: D301 - \b preserves the lines of a paragraph
    from rich.console import Console

    from zhengce import batch
    from zhengce.errors import InputError
    from zhengce.types import Release
    from zhengce.view.terminal import release_view

    console = Console(highlight=False)

    def each(result: Release | InputError) -> None:
        if isinstance(result, InputError):
            refuse(result)
        else:
            console.print(release_view(result))

    with errors_told():
        summary = batch.run(
            [file],
            [],
            published=day(published),
            config=settings(config, rules, model),
            progress=each,
            keep=0,
        )
    if summary.refusals:
        raise typer.Exit(REFUSED)
