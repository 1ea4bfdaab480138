"""Options and error handling shared by the commands."""

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
        help="Publication date of every input; overrides its metadata and text. A year is never guessed.",
    ),
]

Releases = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders or patterns as for run, or results of a run: a database URL, x.jsonl.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors.")]
Settings = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Settings, a TOML file; see docs/settings.md.")
]
Rules = Annotated[
    Path | None,
    typer.Option(
        "--rules", metavar="FILE", help="Words and units of your own, a TOML file; see docs/settings.md."
    ),
]
Model = Annotated[
    Path | None,
    typer.Option("--model", metavar="FOLDER", help="Model of the work areas, made by zhengce train."),
]


def settings(file: Path | None, rules: Path | None = None, model: Path | None = None) -> Config:
    """Return the settings of a file, overridden by the options."""
    from zhengce.config import load_config

    sections: dict[str, dict[str, str]] = {}
    if rules is not None:
        sections["extract"] = {"rules": str(rules)}
    if model is not None:
        sections["classify"] = {"model": str(model)}
    return load_config(file, **sections)


def day(published: dt.datetime | None) -> dt.date | None:
    """Return the date of the option."""
    return None if published is None else published.date()


def refuse(refusal: InputError) -> None:
    """Report a refused input with its reason on standard error."""
    tell(f"refused: {refusal}")


def refuse_all(refusals: Sequence[InputError]) -> None:
    """Report all refused inputs, and exit with status 1 if there are any."""
    for refusal in refusals:
        refuse(refusal)
    if refusals:
        raise typer.Exit(REFUSED)


def tell(message: str) -> None:
    """Print a line on standard error with control characters made visible."""
    from zhengce.view.labels import visible

    typer.echo(visible(message.replace("\n", " ")), err=True)


@contextmanager
def stopping() -> Iterator[None]:
    """Turn SIGTERM, from systemd or ``docker stop``, into the same orderly end as Ctrl-C."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # only the main thread can handle signals
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def errors_told() -> Iterator[None]:
    """Report an error of zhengce in one line without a traceback, and exit with status 2."""
    try:
        yield
    except ZhengceError as error:
        tell(f"error: {error}")
        sys.exit(WRONG)
