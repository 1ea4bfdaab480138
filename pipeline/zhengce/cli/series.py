"""``zhengce series``."""

from pathlib import Path
from typing import Annotated

import typer

from zhengce.cli.common import errors_told
from zhengce.cli.db import Database

series = typer.Typer(no_args_is_help=True, help="List, merge and split series.")

Own = Annotated[
    Path, typer.Option("--file", metavar="FILE", help="Series file of your own; created if missing.")
]
_FILE = Path("series.tsv")
_TO_APPLY = "to apply it, name the file in [series] and run again"


@series.command(name="list")
def listing(
    url: Database, *, name: Annotated[str, typer.Option(help="Only names that contain this.")] = ""
) -> None:
    """List the series of a database: id, place, name, unit, measure, number of periods.

    \b
    Examples:
      zhengce series list sqlite:///zhengce.db --name 技能人才
    """  # noqa: D301
    from zhengce.view.labels import visible

    with errors_told():
        from zhengce.store.series import known_series

        for one in known_series(url):
            if name in one.name:
                cells = (one.series_id, one.region, one.name, one.unit or "-", one.measure, str(one.periods))
                typer.echo(visible("  ".join(cells)))


@series.command()
def suggest(url: Database) -> None:
    """List pairs of similar names with the same place and unit that may be one series, without merging them.

    \b
    Examples:
      zhengce series suggest sqlite:///zhengce.db
    """  # noqa: D301
    from zhengce.view.labels import visible

    with errors_told():
        from zhengce.store.series import alike, known_series

        for one, two in alike(known_series(url)):
            typer.echo(visible(f"{one.region}  {one.unit or '-'}  {one.name}  {two.name}"))


@series.command()
def merge(name: str, other: str, *, file: Own = _FILE) -> None:
    """Merge OTHER and all its wordings into NAME in a file of your own, which later runs can use.

    \b
    Examples:
      zhengce series merge 工会驿站 户外劳动者驿站 --file series.tsv
    """  # noqa: D301
    with errors_told():
        from zhengce.series.registry import add_wordings, wordings_of

        known = [file] if file.is_file() else []
        add_wordings(file, name, wordings_of(other, *known))
    typer.echo(f"merged {other} into {name} in {file}; {_TO_APPLY}")


@series.command()
def split(name: str, wording: str, *, file: Own = _FILE) -> None:
    """Make WORDING a wording of NAME only, in a file of your own, which later runs can use.

    \b
    Examples:
      zhengce series split 职工驿站 驿站 --file series.tsv
    """  # noqa: D301
    with errors_told():
        from zhengce.series.registry import add_wordings

        add_wordings(file, name, [wording])
    typer.echo(f"{wording} is a wording of {name} only in {file}; {_TO_APPLY}")
