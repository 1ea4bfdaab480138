"""``zhengce db``."""

from typing import Annotated

import typer

from zhengce.cli.common import errors_told

db = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Database = Annotated[
    str,
    typer.Argument(
        metavar="URL", help="sqlite:///x.db, postgresql://user@host/database, mysql://user@host/database"
    ),
]


@db.callback()
def _db() -> None:
    """Look after a database.

    \b
    Examples:
      zhengce db upgrade sqlite:///zhengce.db
      zhengce db runs sqlite:///zhengce.db
      zhengce db dictionary > tables.md
    """  # noqa: D301 - \b keeps the lines of a paragraph apart


@db.command()
def upgrade(url: Database) -> None:
    """Bring the tables of a database up to those of this version; makes them where there are none.

    Make a copy of the database before. Loaders wait meanwhile.

    \b
    Examples:
      zhengce db upgrade sqlite:///zhengce.db
      zhengce db upgrade postgresql://me@db.example/zhengce
    """  # noqa: D301
    from zhengce.store import redact

    with errors_told():
        from zhengce.store.upgrading import upgrade as bring_up

        before, after = bring_up(url)
    done = "already at" if before == after else f"upgraded from {before or 'nothing'} to"
    typer.echo(f"{redact(url)}: {done} revision {after}")


@db.command()
def runs(url: Database) -> None:
    """List the runs: when, how many releases, how long, and how each ended.

    \b
    Examples:
      zhengce db runs sqlite:///zhengce.db
    """  # noqa: D301
    with errors_told():
        from zhengce.store.database import DatabaseTarget

        with DatabaseTarget(url, create=False) as target:
            for run in target.runs():
                counts = f"{run.stored} stored, {run.skipped} skipped, {run.refused} refused"
                why = f" ({run.message})" if run.message else ""
                when = f"{run.started:%Y-%m-%d %H:%M:%S}Z"
                typer.echo(f"{when} {run.run_id} {run.state}: {counts}, {run.seconds:.1f} s{why}")


@db.command()
def dictionary() -> None:
    """Print what every table, view and column means, as Markdown.

    \b
    Examples:
      zhengce db dictionary > tables.md
    """  # noqa: D301
    from zhengce.store.dictionary import dictionary as explained

    typer.echo(explained())
