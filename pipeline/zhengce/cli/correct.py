"""``zhengce correct``."""

from pathlib import Path
from typing import Annotated

import typer

from zhengce.cli.common import REFUSED, errors_told, tell
from zhengce.cli.corrected import apply, listing, passed_over, undo

correct = typer.Typer(
    no_args_is_help=True,
    help="Analysts' corrections: into a database, gold, and the sentences the model learns from.",
)
correct.command(name="apply")(apply)
correct.command(name="list")(listing)
correct.command()(undo)

Areas = Annotated[Path, typer.Option(metavar="FOLDER", help="Sentences as zhengce train reads them.")]
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
        typer.Option(metavar="PATH", help="Where else the corrected releases may lie."),
    ] = [],  # noqa: B006 - Typer's form of a default; it is not changed
    taxonomy: Taxonomy = None,
    overrule: Annotated[
        bool, typer.Option("--overrule", help="Corrections win over what stands there, the last over others.")
    ] = False,
    rest: Annotated[Path | None, typer.Option(metavar="FILE", help="Write here what was not merged.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")
    ] = False,
) -> None:
    """Merge corrections into gold and the labelled sentences; show conflicts; lose nothing.

    A release becomes gold when every indicator that was read in it was accepted, corrected or rejected.
    The files of corrections stay as they are.

    \b
    Exit status: 0 all merged; 1 something is in conflict or waits; 2 the call or a line was wrong.

    \b
    Examples:
      zhengce correct merge corrections.jsonl --dry-run
      zhengce correct merge project-1-at-2025-01-15.json --rest undecided.jsonl
      zhengce correct merge corrections.jsonl --overrule
    """  # noqa: D301 - \b keeps the lines of a paragraph apart
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
    left = len(done.unmerged)
    typer.echo(f"{done.added} added, {done.changed} changed, {done.known} known, {left} not merged")
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
    show: Annotated[int, typer.Option(min=0, help="Print up to this many of the sentences that moved.")] = 20,
) -> None:
    """Report what retraining changed: figures of both models, and sentences that have another area now.

    \b
    Examples:
      zhengce train --out models/mine
      zhengce correct changes models/work_areas/1 models/mine
    """  # noqa: D301 - \b keeps the lines of a paragraph apart
    from zhengce.corrections import compare_models
    from zhengce.view.labels import visible

    with errors_told():
        found = compare_models(before, after, corpus=corpus, taxonomy=taxonomy)
    for name in dict.fromkeys((*found.before, *found.after)):
        old, new = (figures.get(name) for figures in (found.before, found.after))
        typer.echo(f"{name:28s} {_number(old):>8s} → {_number(new)}")
    typer.echo(
        f"{len(found.moved)} of {found.sentences} sentences moved:"
        f" {found.righted} are right now, {found.wronged} no longer"
    )
    for one in found.moved[:show]:
        mark = "+" if one.righted else "-" if one.wronged else " "
        typer.echo(visible(f"{mark} {one.before} → {one.after} (label {one.area}): {one.text}"))


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"
