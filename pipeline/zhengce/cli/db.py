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
    """Maintain a database.

    \b
    Examples:
      zhengce db upgrade sqlite:///zhengce.db
      zhengce db runs sqlite:///zhengce.db
      zhengce db reanalyse sqlite:///zhengce.db
      zhengce db forget sqlite:///zhengce.db inbox/a.txt
      zhengce db dictionary > tables.md
      zhengce db datasette sqlite:///zhengce.db > metadata.json
    """  # noqa: D301 - \b preserves the lines of a paragraph


@db.command()
def upgrade(url: Database) -> None:
    """Upgrade the tables of a database to this version, creating them if there are none.

    Back up the database first. Loaders wait during the upgrade.

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
    """List the runs: time, number of releases, duration, and outcome.

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
        typer.Argument(metavar="SOURCE|RELEASE", help="A name in the table sources, or a release_id."),
    ],
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Allow the next run to load it again.")] = False,
) -> None:
    """Delete a release and its raw text for good; it is not loaded again.

    For a source, all its current and earlier releases are deleted unless they have other sources. Mirrors
    with the same content are separate releases and stay.

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
                    tell(f"refused: {name}: no release of this source alone")
    if unknown:
        raise typer.Exit(REFUSED)


@db.command()
def reanalyse(
    url: Database,
    *,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write each change to FILE as a line of JSON.")
    ] = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Include releases already analysed by this version with these rules and this model.",
        ),
    ] = False,
    rules: Rules = None,
    model: Model = None,
    config: Settings = None,
    workers: Annotated[int, typer.Option(metavar="N", min=1, help="Number of worker processes.")] = 1,
    log: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Append a line of JSON to FILE for each event.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Analyse the stored raw texts again, and report which indicators changed.

    No input files are read. Releases already analysed by this version with the same rules, model and
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
            typer.echo(f"… {len(done.changes) - _SHOWN:,} more; --report FILE writes all of them")
        counts = f"{done.summary.releases:,} analysed again, {done.summary.skipped:,} skipped"
        typer.echo(f"{counts}, {len(done.changes):,} indicators differ")
        if done.without_text:
            tell(f"note: {done.without_text:,} have no raw text; run their files again")
    finish(done.summary)


@db.command()
def datasette(url: Database) -> None:
    """Print Datasette metadata for an SQLite file: descriptions, facets and sample queries.

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
            raise TargetError(
                f"{url.partition('://')[0]}: Datasette reads only SQLite files; give sqlite:///x.db"
            )
        typer.echo(metadata(Path(file).stem))


@db.command()
def dictionary() -> None:
    """Print the meaning of every table, view and column as Markdown.

    \b
    Examples:
      zhengce db dictionary > tables.md
    """  # noqa: D301
    from zhengce.store.dictionary import dictionary as explained

    typer.echo(explained())
