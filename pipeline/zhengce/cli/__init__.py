"""The command ``zhengce``: thin commands over plain functions, one module each."""

from typing import Annotated

import typer

from zhengce.cli.check import check
from zhengce.cli.correct import correct
from zhengce.cli.db import db
from zhengce.cli.evaluate import evaluate
from zhengce.cli.explain import explain
from zhengce.cli.export import export
from zhengce.cli.find import find
from zhengce.cli.normalize import normalize
from zhengce.cli.programmes import programmes
from zhengce.cli.report import report
from zhengce.cli.retry import retry
from zhengce.cli.run import run
from zhengce.cli.series import series
from zhengce.cli.serve import serve
from zhengce.cli.show import show
from zhengce.cli.train import train
from zhengce.version import __version__

__all__ = ["main"]

main = typer.Typer(
    name="zhengce",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,  # rich tracebacks show variables, which may hold passwords
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:  # noqa: FBT001 - required by Typer
    if asked:
        typer.echo(f"zhengce {__version__}")
        raise typer.Exit


@main.callback()
def _main(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Chinese government press releases, turned into a trusted database of indicators and programmes.

    \b
    Examples:
      zhengce run seeds/                         into zhengce.db, and print what was found
      zhengce run a.txt b.html --to out.jsonl    one release per line
      zhengce run inbox/ --to postgresql://me@db.example/zhengce
      zhengce show seeds/000_89ff4f18f05a62c1.txt
      zhengce report seeds/ -o report.html       one page to read and check in a browser
      zhengce serve sqlite:///zhengce.db         a local page over a database

    \b
    Exit status: 0 success; 1 some inputs were refused (each is listed with its reason on
    standard error); 2 usage error, or a target or model that cannot be used.

    See zhengce COMMAND --help for each command.
    """  # noqa: D301 - \b preserves the lines of a paragraph


main.command()(run)
main.command()(retry)
main.add_typer(db, name="db")
main.command()(check)
main.add_typer(correct, name="correct")
main.command()(evaluate)
main.command()(explain)
main.command()(export)
main.command()(find)
main.command()(normalize)
main.command()(report)
main.add_typer(series, name="series")
main.add_typer(programmes, name="programmes")
main.command()(serve)
main.command()(show)
main.command()(train)
