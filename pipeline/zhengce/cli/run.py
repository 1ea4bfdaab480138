"""``zhengce run``."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
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
_INTERRUPTED = 130

To = Annotated[
    list[str],
    typer.Option(
        metavar="TARGET",
        help="Target; may be repeated: x.jsonl, x.parquet/, sqlite:///x.db,"
        " postgresql://user@host/database, mysql://user@host/database",
    ),
]
Quarantine = Annotated[
    Path, typer.Option(metavar="FOLDER", help="Folder for refused inputs and the reasons.")
]
Log = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Append a line of JSON to FILE for each event.")
]
Patience = Annotated[
    float,
    typer.Option(
        metavar="SECONDS", min=0, help="How long to retry if a database goes away, before the run stops."
    ),
]


class EngineName(StrEnum):
    """Where texts are analysed: on this machine or a Ray cluster."""

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
Workers = Annotated[int, typer.Option(metavar="N", min=1, help="Number of worker processes.")]
Engine = Annotated[
    EngineName, typer.Option(help="local: on this machine; ray: on the Ray cluster at RAY_ADDRESS.")
]
Since = Annotated[
    dt.datetime | None,
    typer.Option(
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"],
        metavar="YYYY-MM-DD",
        help="Skip files last changed before this day.",
    ),
]
Watch = Annotated[bool, typer.Option("--watch", help="Keep processing new and changed files until Ctrl-C.")]
Every = Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="Polling interval with --watch.")]
FollowLinks = Annotated[bool, typer.Option("--follow-links", help="Follow links that leave a named folder.")]
Force = Annotated[bool, typer.Option("--force", help="Analyse unchanged releases again.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Report what would be done without storing anything.")
]


def run(
    inputs: Inputs,
    *,
    to: To = [DEFAULT_TARGET],  # noqa: B006 - required by Typer; never modified
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
    """Analyse press releases, store the results, and print a summary.

    Unchanged releases are skipped, so the same command resumes a stopped run. NAME.meta.json beside NAME.txt
    may give title, publisher, published and source. `zhengce retry` reads refused inputs again.

    \b
    Examples:
      zhengce run seeds/
      zhengce run release.txt --published 2024-11-05
      zhengce run "inbox/*.html" --to out.jsonl --to sqlite:///out.db
      cat release.txt | zhengce run - --to out.parquet/ --quiet
      zhengce run inbox/ --to postgresql://me@db.example/zhengce --workers 8 --log run.log
      zhengce run inbox/ --watch
    """  # noqa: D301 - \b preserves the lines of a paragraph
    from zhengce import batch
    from zhengce.cli.progress import progress

    with errors_told(), _interruptible(0 if watch else _INTERRUPTED):
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
        if not quiet:
            show_summary(summary)
    finish(summary)


@contextmanager
def _interruptible(status: int) -> Iterator[None]:
    """Report an interruption, and exit with this status."""
    try:
        yield
    except KeyboardInterrupt:
        tell("interrupted: everything done so far is stored; run the same command again to resume")
        raise typer.Exit(status) from None


def show_summary(summary: "RunSummary") -> None:
    """Print the results of a run, and the number of skipped releases."""
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
        typer.echo(f"{summary.pending:,} release{'s' * (summary.pending != 1)} would be analysed")
    if summary.skipped:
        typer.echo(f"{summary.skipped:,} skipped: already stored and unchanged")


def finish(summary: "RunSummary") -> None:
    """Report notes and refusals on standard error, and exit with status 1 after refusals."""
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
