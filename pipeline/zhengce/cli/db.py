"""``zhengce db``."""

from pathlib import Path
from typing import Annotated

import typer

from zhengce.cli.common import REFUSED, Model, Quiet, Rules, Settings, errors_told, settings, tell
from zhengce.cli.run import finish
from zhengce.view.labels import visible

_SHOWN = 20

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
      zhengce db reanalyse sqlite:///zhengce.db
      zhengce db forget sqlite:///zhengce.db inbox/a.txt
      zhengce db dictionary > tables.md
      zhengce db datasette sqlite:///zhengce.db > metadata.json
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
def forget(
    url: Database,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE|RELEASE", help="A source as the table sources names it, or a release_id."
        ),
    ],
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Let it be loaded again by the next run.")] = False,
) -> None:
    """Take a release out for good, with its raw text; it is not loaded again.

    Of a source all releases go that lie nowhere else, the earlier ones, too. Mirrors of the same content are
    releases of their own, and stay.

    \b
    Examples:
      zhengce db forget sqlite:///zhengce.db inbox/a.txt
      zhengce db forget sqlite:///zhengce.db 89ff4f18f05a62c1
      zhengce db forget sqlite:///zhengce.db inbox/a.txt --undo
    """  # noqa: D301
    unknown = False
    with errors_told():
        from zhengce.store.database import DatabaseTarget

        with DatabaseTarget(url, create=False) as target:
            for name in names:
                if undo:
                    count = target.remember(name)
                    told = [f"{name}: {count} may be loaded again"] if count else []
                else:
                    told = [f"{one.release_id} forgotten: {one.source}" for one in target.forget(name)]
                for line in told:
                    typer.echo(visible(line))
                if not told:
                    unknown = True
                    tell(f"refused: {name}: nothing there that lies nowhere else")
    if unknown:
        raise typer.Exit(REFUSED)


@db.command()
def reanalyse(
    url: Database,
    *,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where each change goes, one a line of JSON.")
    ] = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Also what this version has analysed, with these rules and this model."),
    ] = False,
    rules: Rules = None,
    model: Model = None,
    config: Settings = None,
    workers: Annotated[int, typer.Option(metavar="N", min=1, help="Processes that analyse.")] = 1,
    log: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Add a line of JSON to FILE for each event.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Analyse what a database holds again from its raw text, and say which indicators changed.

    No file of the inbox is read. Releases that this version has analysed with the same rules, model and
    settings are skipped.

    \b
    Examples:
      zhengce db reanalyse sqlite:///zhengce.db
      zhengce db reanalyse postgresql://me@db.example/zhengce --rules mine.toml --report changes.jsonl
    """  # noqa: D301
    import msgspec

    with errors_told():
        from zhengce.batch import reanalyse as analyse_again
        from zhengce.cli.output import write_file

        done = analyse_again(
            url, config=settings(config, rules, model), workers=workers, force=force, log=log
        )
        if report is not None:
            write_file(report, b"".join(msgspec.json.encode(change) + b"\n" for change in done.changes))
    if not quiet:
        for change in done.changes[:_SHOWN]:
            fields = "; ".join(f"{name} {old} → {new}" for name, (old, new) in change.fields.items())
            typer.echo(
                visible(f"{change.what} {change.text} {change.indicator_id} {fields} [{change.source}]")
            )
        if len(done.changes) > _SHOWN:
            typer.echo(f"… {len(done.changes) - _SHOWN:,} more: --report FILE holds all of them")
        counts = f"{done.summary.releases:,} analysed again, {done.summary.skipped:,} skipped"
        typer.echo(f"{counts}, {len(done.changes):,} indicators differ")
        if done.without_text:
            tell(f"note: {done.without_text:,} hold no raw text: run their files again")
    finish(done.summary)


@db.command()
def datasette(url: Database) -> None:
    """Print metadata for Datasette over an SQLite file: meanings, facets and questions to begin with.

    \b
    Examples:
      zhengce db datasette sqlite:///zhengce.db > metadata.json
      datasette zhengce.db --metadata metadata.json
    """  # noqa: D301
    with errors_told():
        from sqlalchemy import make_url

        from zhengce.errors import TargetError
        from zhengce.store.datasette import metadata

        file = make_url(url).database if url.startswith("sqlite:") else None
        if not file:
            raise TargetError(f"{url.partition('://')[0]}: Datasette reads SQLite files: give sqlite:///x.db")
        typer.echo(metadata(Path(file).stem))


@db.command()
def dictionary() -> None:
    """Print what every table, view and column means, as Markdown.

    \b
    Examples:
      zhengce db dictionary > tables.md
    """  # noqa: D301
    from zhengce.store.dictionary import dictionary as explained

    typer.echo(explained())
