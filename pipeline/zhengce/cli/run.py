"""``zhengce run``."""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengce.cli.common import (
    REFUSED,
    Model,
    Published,
    Quiet,
    Rules,
    Settings,
    day,
    errors_told,
    refuse,
    settings,
    stopping,
    tell,
)

if TYPE_CHECKING:
    from zhengce.batch import RunSummary

DEFAULT_TARGET = "sqlite:///zhengce.db"
DEFAULT_QUARANTINE = Path("quarantine")
_EVERY = 10.0

To = Annotated[
    list[str],
    typer.Option(
        metavar="TARGET",
        help="Where the results go; may be given again for more. x.jsonl, x.parquet/, sqlite:///x.db,"
        " postgresql://user@host/database, mysql://user@host/database",
    ),
]
Quarantine = Annotated[
    Path, typer.Option(metavar="FOLDER", help="Where refused inputs are kept, each with its reason.")
]
Log = Annotated[Path | None, typer.Option(metavar="FILE", help="Add a line of JSON to FILE for each event.")]
Patience = Annotated[
    float,
    typer.Option(
        metavar="SECONDS", min=0, help="How long to try again where a database goes away; then the run stops."
    ),
]


class EngineName(StrEnum):
    """Where texts are analysed."""

    local = "local"
    ray = "ray"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, patterns, or - (standard input):"
        " .txt .md .jsonl .csv .parquet .html .docx .pdf",
    ),
]
Workers = Annotated[int, typer.Option(metavar="N", min=1, help="Processes that analyse.")]
Engine = Annotated[
    EngineName, typer.Option(help="local: on this machine; ray: on the Ray cluster at RAY_ADDRESS.")
]
Since = Annotated[
    dt.datetime | None,
    typer.Option(
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"],
        metavar="YYYY-MM-DD",
        help="Leave out files last changed before this day.",
    ),
]
Watch = Annotated[bool, typer.Option("--watch", help="Go on with files that come or change, until Ctrl-C.")]
Every = Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="How often to look, with --watch.")]
FollowLinks = Annotated[
    bool, typer.Option("--follow-links", help="Read also what links lead to that leave a named folder.")
]
Force = Annotated[bool, typer.Option("--force", help="Analyse again also what is stored already, unchanged.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Read, and say what would be done. Nothing is stored.")
]


def run(
    inputs: Inputs,
    *,
    to: To = [DEFAULT_TARGET],  # noqa: B006 - Typer's form of a default; it is not changed
    published: Published = None,
    rules: Rules = None,
    model: Model = None,
    config: Settings = None,
    workers: Workers = 1,
    engine: Engine = EngineName.local,
    since: Since = None,
    watch: Watch = False,
    every: Every = _EVERY,
    follow_links: FollowLinks = False,
    force: Force = False,
    dry_run: DryRun = False,
    quarantine: Quarantine = DEFAULT_QUARANTINE,
    log: Log = None,
    patience: Patience = 60.0,
    quiet: Quiet = False,
) -> None:
    """Analyse press releases, store what they say, and print a summary.

    What a database holds unchanged is skipped, so a run that was stopped goes on where it was if it is
    called again. A release that has changed is replaced; the others stay.
    Beside NAME.txt may lie NAME.meta.json with title, publisher, published and source.
    Refused inputs are kept in quarantine; `zhengce retry` tries them again.

    \b
    Examples:
      zhengce run seeds/
      zhengce run release.txt --published 2024-11-05
      zhengce run "inbox/*.html" --to out.jsonl --to sqlite:///out.db
      cat release.txt | zhengce run - --to out.parquet/ --quiet
      zhengce run inbox/ --to postgresql://me@db.example/zhengce --workers 8 --log run.log
      zhengce run inbox/ --watch
    """  # noqa: D301 - \b keeps the lines of a paragraph apart
    from zhengce import batch
    from zhengce.cli.progress import progress

    with errors_told():
        try:
            with stopping(), progress(inputs, quiet=quiet) as each:
                summary = batch.run(
                    inputs,
                    to,
                    published=day(published),
                    config=settings(config, rules, model),
                    each=each,
                    workers=workers,
                    engine=engine.value,
                    quarantine=quarantine,
                    log=log,
                    since=since.astimezone() if since else None,
                    watch=every if watch else None,
                    follow=follow_links,
                    dry_run=dry_run,
                    force=force,
                    patience=patience,
                )
        except KeyboardInterrupt:
            tell("interrupted: everything done so far is stored; run the same command again to resume")
            raise typer.Exit(0 if watch else 130) from None
        if not quiet:
            show_summary(summary)
    finish(summary)


def show_summary(summary: "RunSummary") -> None:
    """Print what was found, and what was skipped."""
    from rich.console import Console

    from zhengce.view.terminal import run_view

    if summary.releases:
        view = run_view(
            summary.first,
            releases=summary.releases,
            records=summary.records,
            areas=summary.areas,
            targets=summary.targets,
        )
        Console(highlight=False).print(view)
    if summary.pending:
        typer.echo(f"{summary.pending:,} would be analysed")
    if summary.skipped:
        typer.echo(f"{summary.skipped:,} skipped: already stored and unchanged")


def finish(summary: "RunSummary") -> None:
    """Name what was left out and what was refused, and leave with the status that says so."""
    for note in summary.notes:
        tell(f"note: {note}")
    if summary.newer:
        tell(
            f"note: {summary.newer:,} were made by a newer zhengce, or with other libraries, rules or"
            " settings that take precedence, and were kept; update zhengce, or use --force"
        )
    for refusal in summary.refusals:
        refuse(refusal)
    if summary.refused > len(summary.refusals):
        tell(f"refused: {summary.refused - len(summary.refusals):,} more; see the quarantine")
    if summary.refused:
        raise typer.Exit(REFUSED)
