"""``zhengce export``."""

from collections.abc import Iterator
from enum import StrEnum
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
    from zhengce.cli.gathering import Gathered
    from zhengce.exchange import Table

_SHEETS = ("observations", "indicator_view", "publisher_view", "programme_view")
_DATABASES = ("sqlite:", "postgresql", "postgres:", "mysql", "mariadb")


class Form(StrEnum):
    """Output formats for other tools."""

    csv = "csv"
    excel = "excel"
    duckdb = "duckdb"
    datapackage = "datapackage"
    sdmx = "sdmx"
    label_studio = "label-studio"
    doccano = "doccano"
    docbin = "docbin"


_OF_TABLES = (Form.csv, Form.excel, Form.duckdb, Form.datapackage, Form.sdmx)


def export(
    inputs: Releases,
    *,
    to: Annotated[Form, typer.Option(help="Output format.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Output file or folder.")],
    table: Annotated[
        str, typer.Option(metavar="VIEW", help="View for csv; see docs/databases.md.")
    ] = "indicator_view",
    sentences: Annotated[
        bool,
        typer.Option("--sentences", help="label-studio, doccano: include sentences with their work areas."),
    ] = False,
    published: Published = None,
    rules: Rules = None,
    model: Model = None,
    config: Settings = None,
    quiet: Quiet = False,
) -> None:
    """Export figures for spreadsheets and statistics, or releases for annotation tools and spaCy.

    csv: one view (--table) for Excel. excel: a workbook of observations, figures with sentence and source,
    publishers and programmes. duckdb: the same tables in a DuckDB file. datapackage: a folder of CSV files
    with datapackage.json. sdmx: observations as SDMX-CSV 2.0.

    label-studio: tasks with indicators and programmes as predictions, and FILE.xml with the labelling
    interface for the project's settings. doccano: JSONL for sequence labelling with overlapping entities.
    docbin: a .spacy file. zhengce.exchange reads annotations back in Python.

    \b
    Examples:
      zhengce export sqlite:///zhengce.db --to excel -o figures.xlsx
      zhengce export sqlite:///zhengce.db --to csv --table observations -o observations.csv
      zhengce export sqlite:///zhengce.db --to sdmx -o observations.csv
      zhengce export seeds/ --to label-studio -o tasks.json
      zhengce export sqlite:///zhengce.db --to doccano --sentences -o texts.jsonl
      zhengce export "inbox/*.txt" --to docbin -o releases.spacy
    """  # noqa: D301 - \b preserves the lines of a paragraph
    from zhengce.cli.gathering import Gathered, gather

    with errors_told():
        if to in _OF_TABLES and len(inputs) == 1 and inputs[0].startswith(_DATABASES):
            found, told = Gathered(), _write_tables(inputs[0], to, output, table)
        else:
            found = gather(inputs, settings(config, rules, model), published=day(published))
            told = _write(found, to, output, table, sentences=sentences)
        if not quiet:
            typer.echo(f"{told} in {output}")
    refuse_all(found.refusals)


def _write(found: "Gathered", to: Form, output: Path, table: str, *, sentences: bool) -> str:
    """Write releases, and return a description of what was written."""
    from zhengce.cli.output import write_file
    from zhengce.exchange import database_of, to_docbin, to_doccano, to_label_studio
    from zhengce.exchange.label_studio import interface

    if to in _OF_TABLES:
        with database_of(found.releases) as url:
            return _write_tables(url, to, output, table)
    if to is Form.label_studio:
        write_file(output, to_label_studio(found.releases, sentences=sentences))
        write_file(output.with_name(f"{output.name}.xml"), interface())
    elif to is Form.doccano:
        write_file(output, to_doccano(found.releases, sentences=sentences))
    else:
        write_file(output, to_docbin(found.releases))
    return f"{len(found.releases):,} release{'s' * (len(found.releases) != 1)}"


def _write_tables(url: str, to: Form, output: Path, name: str) -> str:
    """Write views of a database, and return the number of rows in words."""
    from zhengce.cli.output import write_file
    from zhengce.errors import TargetError
    from zhengce.exchange import (
        read_view,
        to_csv,
        to_sdmx_csv,
        write_datapackage,
        write_duckdb,
        write_workbook,
    )

    rows = 0

    def sheets() -> "Iterator[Table]":
        nonlocal rows
        for view in _SHEETS:
            table = read_view(url, view)
            rows += len(table.rows)
            yield table

    if to is Form.csv:
        try:
            table = read_view(url, name)
        except ValueError as error:
            raise TargetError(f"--table: {error}") from None
        rows = len(table.rows)
        write_file(output, to_csv(table))
    elif to is Form.sdmx:
        written = to_sdmx_csv(read_view(url, "observations"))
        rows = written.count(b"\n") - 1
        write_file(output, written)
    elif to is Form.excel:
        write_workbook(output, sheets())
    elif to is Form.duckdb:
        write_duckdb(output, sheets())
    else:
        write_datapackage(output, sheets())
    return f"{rows:,} row{'s' * (rows != 1)}"
