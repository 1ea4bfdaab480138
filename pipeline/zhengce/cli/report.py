"""``zhengce report``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengce.cli.common import (
    Model,
    Published,
    Quiet,
    Releases,
    Rules,
    Settings,
    day,
    errors_told,
    refuse_all,
    settings,
)

if TYPE_CHECKING:
    from zhengce.classify import Area


def report(
    inputs: Releases,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Output file.")] = Path(
        "report.html"
    ),
    published: Published = None,
    rules: Rules = None,
    model: Model = None,
    config: Settings = None,
    quiet: Quiet = False,
) -> None:
    """Write an HTML page for reading and checking releases in a browser.

    It shows the text with highlights beside tables and charts of the results, and lists repairs, refused
    inputs and contradictory figures. The page is one file that loads nothing from the network.

    \b
    Examples:
      zhengce report seeds/
      zhengce report "inbox/*.html" -o inbox.html
      zhengce report sqlite:///zhengce.db
      zhengce report release.txt --published 2024-11-05 -o release.html
    """  # noqa: D301 - \b preserves the lines of a paragraph
    from zhengce.check import check
    from zhengce.cli.gathering import gather
    from zhengce.cli.output import write_file
    from zhengce.view.report import report as page

    with errors_told():
        config_ = settings(config, rules, model)
        found = gather(inputs, config_, published=day(published))
        content = page(
            found.releases,
            found.refusals,
            raw_texts=found.raw_texts,
            findings=check(found.releases),
            areas=_areas(config_.classify.model),
        )
        write_file(output, content)
        if not quiet:
            typer.echo(f"{len(found.releases):,} release{'s' * (len(found.releases) != 1)} in {output}")
    refuse_all(found.refusals)


def _areas(model: str | None) -> "tuple[Area, ...] | None":
    """Return the work areas of the user's own model, or None."""
    if model is None:
        return None
    from zhengce.classify.artefact import read_manifest

    return read_manifest(Path(model)).areas
