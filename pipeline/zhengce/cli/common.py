"""What commands share: options, and how errors are told."""

from __future__ import annotations

import datetime as dt
import signal
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengce.errors import ZhengceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhengce.config import Config
    from zhengce.errors import InputError

REFUSED = 1
WRONG = 2

Published = Annotated[
    dt.datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="Publication date of every input, before any in its metadata or text. A year is never guessed.",
    ),
]

Releases = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, patterns as for run; or what run wrote: URL of a database, x.jsonl.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Settings = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Settings, a TOML file; see docs/settings.md.")
]
Rules = Annotated[
    Path | None,
    typer.Option("--rules", metavar="FILE", help="Own words and units, a TOML file; see docs/settings.md."),
]
Model = Annotated[
    Path | None,
    typer.Option("--model", metavar="FOLDER", help="Model of the work areas, made by zhengce train."),
]


def settings(file: Path | None, rules: Path | None = None, model: Path | None = None) -> Config:
    """The settings of a file, with those of the options laid over them."""
    from zhengce.config import load_config

    sections: dict[str, dict[str, str]] = {}
    if rules is not None:
        sections["extract"] = {"rules": str(rules)}
    if model is not None:
        sections["classify"] = {"model": str(model)}
    return load_config(file, **sections)


def day(published: dt.datetime | None) -> dt.date | None:
    """The day that the option names."""
    return None if published is None else published.date()


def refuse(refusal: InputError) -> None:
    """Name a refused input and its reason on standard error."""
    tell(f"refused: {refusal}")


def refuse_all(refusals: Sequence[InputError]) -> None:
    """Name what was refused, and leave with the status that says so if anything was."""
    for refusal in refusals:
        refuse(refusal)
    if refusals:
        raise typer.Exit(REFUSED)


def tell(message: str) -> None:
    """One line on standard error in which nothing acts, whatever an input is called."""
    from zhengce.view.labels import visible

    typer.echo(visible(message.replace("\n", " ")), err=True)


@contextmanager
def stopping() -> Iterator[None]:
    """End on SIGTERM, as of systemd or ``docker stop``, in the same orderly way as on Ctrl-C."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # signals are of the main thread
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def errors_told() -> Iterator[None]:
    """Tell an error of zhengce in one line instead of a traceback, and leave with status 2."""
    try:
        yield
    except ZhengceError as error:
        tell(f"error: {error}")
        sys.exit(WRONG)
