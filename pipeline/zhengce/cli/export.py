"""``zhengce export``."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

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


class Form(StrEnum):
    """What other tools read."""

    label_studio = "label-studio"
    doccano = "doccano"
    docbin = "docbin"


def export(
    inputs: Releases,
    *,
    to: Annotated[Form, typer.Option(help="The tool that is to read it.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where it goes.")],
    sentences: Annotated[
        bool, typer.Option("--sentences", help="Sentences with their work areas, too, as spans.")
    ] = False,
    published: Published = None,
    rules: Rules = None,
    model: Model = None,
    config: Settings = None,
    quiet: Quiet = False,
) -> None:
    """Write releases for an annotation tool or for spaCy.

    label-studio: tasks with indicators and programmes as predictions, and beside them FILE.xml, the labelling
    interface for the project's settings. doccano: JSONL for sequence labelling with overlapping entities.
    docbin: a .spacy file. What annotators made of it is read back by zhengce.exchange in Python.

    \b
    Examples:
      zhengce export seeds/ --to label-studio -o tasks.json
      zhengce export sqlite:///zhengce.db --to doccano --sentences -o texts.jsonl
      zhengce export "inbox/*.txt" --to docbin -o releases.spacy
    """  # noqa: D301 - \b keeps the lines of a paragraph apart
    from zhengce.cli.gathering import gather
    from zhengce.cli.output import write_file
    from zhengce.exchange import to_docbin, to_doccano, to_label_studio
    from zhengce.exchange.label_studio import interface

    with errors_told():
        found = gather(inputs, settings(config, rules, model), published=day(published))
        if to is Form.label_studio:
            write_file(output, to_label_studio(found.releases, sentences=sentences))
            write_file(output.with_name(f"{output.name}.xml"), interface())
        elif to is Form.doccano:
            write_file(output, to_doccano(found.releases, sentences=sentences))
        else:
            write_file(output, to_docbin(found.releases))
        if not quiet:
            typer.echo(f"{len(found.releases):,} release{'s' * (len(found.releases) != 1)} in {output}")
    refuse_all(found.refusals)
