"""``zhengce run``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from zhengce.cli.common import REFUSED, Published, day, errors_told, refuse

if TYPE_CHECKING:
    from zhengce.errors import InputError
    from zhengce.types import Release

DEFAULT_TARGET = "sqlite:///zhengce.db"


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, patterns, or - (standard input): .txt .md .jsonl .html .docx .pdf",
        ),
    ],
    *,
    to: Annotated[
        list[str],
        typer.Option(
            metavar="TARGET",
            help="Where the results go; may be given again for more. x.jsonl, x.parquet/, sqlite:///x.db,"
            " postgresql://user@host/database, mysql://user@host/database",
        ),
    ] = [DEFAULT_TARGET],  # noqa: B006 - Typer's form of a default; it is not changed
    published: Published = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Analyse press releases, store what they say, and print a summary.

    A release that is in the target already is replaced; the others in it stay.
    Beside NAME.txt may lie NAME.meta.json with title, publisher, published and source.

    \b
    Examples:
      zhengce run seeds/
      zhengce run release.txt --published 2024-11-05
      zhengce run "inbox/*.html" --to out.jsonl --to sqlite:///out.db
      cat release.txt | zhengce run - --to out.parquet/ --quiet
    """  # noqa: D301 - \b keeps the lines of a paragraph apart
    from rich.console import Console

    from zhengce import batch
    from zhengce.view.terminal import run_view

    with errors_told():
        with _progress(quiet=quiet) as progress:
            summary = batch.run(inputs, to, published=day(published), progress=progress)
        if summary.releases and not quiet:
            view = run_view(
                summary.first,
                releases=summary.releases,
                records=summary.records,
                areas=summary.areas,
                targets=summary.targets,
            )
            Console(highlight=False).print(view)
    for refusal in summary.refusals:
        refuse(refusal)
    if summary.refusals:
        raise typer.Exit(REFUSED)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[["Release | InputError"], None] | None]:
    """A line on standard error with count and pace, or nothing where nobody watches."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed} inputs"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("inputs", total=None)
        yield lambda _: progress.advance(task)
