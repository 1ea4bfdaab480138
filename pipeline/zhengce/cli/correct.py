"""The ``zhengce correct`` commands: apply, list, undo and merge corrections, and compare models."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengce.cli.common import REFUSED, errors_told, tell
from zhengce.cli.corrected import apply, listing, passed_over, undo

if TYPE_CHECKING:
    from zhengce.corrections.merged import Merged

correct = typer.Typer(
    no_args_is_help=True,
    help="Apply analysts' corrections to a database, to gold, and to the labelled sentences.",
)
correct.command(name="apply")(apply)
correct.command(name="list")(listing)
correct.command()(undo)

Areas = Annotated[
    Path, typer.Option(metavar="FOLDER", help="Folder of labelled sentences, as for zhengce train.")
]
Taxonomy = Annotated[Path | None, typer.Option(metavar="FILE", help="Work areas of your own, a TOML file.")]


@correct.command()
def merge(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Corrections, or an export of Label Studio or doccano.",
        ),
    ],
    *,
    gold: Annotated[Path, typer.Option(metavar="FOLDER", help="Gold releases.")] = Path("corpus/gold"),
    areas: Areas = Path("corpus/work_areas"),
    texts: Annotated[
        list[Path],
        typer.Option(metavar="PATH", help="Further files or folders with the corrected releases."),
    ] = [],  # noqa: B006 - Typer's form of a default; it is not changed
    taxonomy: Taxonomy = None,
    overrule: Annotated[
        bool,
        typer.Option(
            "--overrule", help="Corrections override stored values, and later ones override earlier ones."
        ),
    ] = False,
    rest: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write corrections that were not merged to FILE.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Report what would be done without writing.")
    ] = False,
) -> None:
    """Merge corrections into gold and the labelled sentences, and list conflicts.

    A release becomes gold once every indicator found in it was accepted, corrected or rejected. The files
    of corrections are not changed.

    \b
    Exit status: 0 all merged; 1 conflicts or incomplete releases; 2 usage error or invalid line.

    \b
    Examples:
      zhengce correct merge corrections.jsonl --dry-run
      zhengce correct merge project-1-at-2025-01-15.json --rest undecided.jsonl
      zhengce correct merge corrections.jsonl --overrule
    """  # noqa: D301 - \b preserves the lines of a paragraph
    from zhengce.corrections import append
    from zhengce.corrections import merge as merge_files

    with errors_told():
        for file in files:
            passed_over(file)
        done = merge_files(
            files, gold=gold, areas=areas, texts=texts, taxonomy=taxonomy, overrule=overrule, dry_run=dry_run
        )
        if rest is not None and done.unmerged and not dry_run:
            append(rest, *(one.correction for one in done.unmerged))
    _report(done)


def _report(done: "Merged") -> None:
    """Print the result of a merge, and exit with status 1 if something was not merged."""
    left = len(done.unmerged)
    typer.echo(f"{done.added} added, {done.changed} changed, {done.known} already known, {left} not merged")
    for path in done.written:
        typer.echo(f"wrote {path}")
    for reason in dict.fromkeys(f"{one.why}: {one.reason}" for one in done.unmerged):
        tell(reason)
    if done.unmerged:
        raise typer.Exit(REFUSED)


@correct.command()
def changes(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help="Folder of a model.")],
    after: Annotated[Path, typer.Argument(metavar="AFTER", help="Folder of a model.")],
    *,
    corpus: Areas = Path("corpus/work_areas"),
    taxonomy: Taxonomy = None,
    show: Annotated[
        int, typer.Option(min=0, help="Print up to this many sentences classified differently.")
    ] = 20,
) -> None:
    """Compare two models: their figures, and the sentences they classify differently.

    \b
    Examples:
      zhengce train --out models/mine
      zhengce correct changes models/work_areas/1 models/mine
    """  # noqa: D301 - \b preserves the lines of a paragraph
    from zhengce.corrections import compare_models
    from zhengce.view.labels import visible

    with errors_told():
        found = compare_models(before, after, corpus=corpus, taxonomy=taxonomy)
    for name in dict.fromkeys((*found.before, *found.after)):
        old, new = (figures.get(name) for figures in (found.before, found.after))
        typer.echo(f"{name:28s} {_number(old):>8s} → {_number(new)}")
    typer.echo(
        f"{len(found.moved)} of {found.sentences} sentences moved:"
        f" {found.righted} are right now, {found.wronged} now wrong"
    )
    for one in found.moved[:show]:
        mark = "+" if one.righted else "-" if one.wronged else " "
        typer.echo(visible(f"{mark} {one.before} → {one.after} (label {one.area}): {one.text}"))


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"
