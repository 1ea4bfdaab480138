"""``zhengce programmes``."""

from pathlib import Path
from typing import Annotated

import typer

from zhengce.cli.common import errors_told
from zhengce.cli.db import Database

programmes = typer.Typer(no_args_is_help=True, help="List, merge and rename programmes.")

Own = Annotated[
    Path, typer.Option("--file", metavar="FILE", help="Registry of your own; created if missing.")
]
Programme = Annotated[str, typer.Argument(help="A name from the list, or its id.")]
_FILE = Path("programmes.tsv")


@programmes.command(name="list")
def listing(
    url: Database,
    *,
    name: Annotated[str, typer.Option(help="Only names that contain this.")] = "",
    kind: Annotated[str, typer.Option(help="Only this kind: initiative, plan, honour, …")] = "",
) -> None:
    """List the programmes of a database: id, kind, name, mentions, releases, other printed forms.

    \b
    Examples:
      zhengce programmes list sqlite:///zhengce.db
      zhengce programmes list sqlite:///zhengce.db --name 工匠 --kind honour
    """  # noqa: D301
    from zhengce.view.labels import visible

    with errors_told():
        from zhengce.store.programmes import known_programmes

        for one in known_programmes(url):
            if name in one.name and kind in {"", one.kind}:
                forms = " | ".join(one.forms) or "-"
                counts = (str(one.mentions), str(one.releases))
                typer.echo(visible("  ".join((one.programme_id, one.kind, one.name, *counts, forms))))


@programmes.command()
def merge(url: Database, name: Programme, other: Programme, *, file: Own = _FILE) -> None:
    """Merge the programme OTHER into NAME, in the database and in a registry of your own.

    Later runs use the registry through `[programmes] file`.

    \b
    Examples:
      zhengce programmes merge sqlite:///zhengce.db 工会驿站 职工驿站
      zhengce programmes merge postgresql://me@db.example/zhengce 工会驿站 职工驿站 --file mine.tsv
    """  # noqa: D301
    with errors_told():
        from zhengce.store.programmes import merge as join

        done = join(url, name, other, file)
    typer.echo(f"merged {done.before} into {done.name}: {_updated(done.mentions, file)}")


@programmes.command()
def rename(url: Database, name: Programme, new: str, *, file: Own = _FILE) -> None:
    """Rename the programme NAME to NEW, in the database and in a registry of your own.

    Later runs use the registry through `[programmes] file`.

    \b
    Examples:
      zhengce programmes rename sqlite:///zhengce.db 职工驿站 户外劳动者驿站
    """  # noqa: D301
    with errors_told():
        from zhengce.store.programmes import rename as give_name

        done = give_name(url, name, new, file)
    typer.echo(f"renamed {done.before} to {done.name}: {_updated(done.mentions, file)}")


def _updated(mentions: int, file: Path) -> str:
    told = "1 mention" if mentions == 1 else f"{mentions:,} mentions"
    return f"{told} updated; saved to {file} for later runs"
