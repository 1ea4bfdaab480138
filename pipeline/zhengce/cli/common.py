"""What commands share: options, and how errors are told."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from zhengce.errors import ZhengceError

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def day(published: dt.datetime | None) -> dt.date | None:
    """The day that the option names."""
    return None if published is None else published.date()


def refuse(refusal: InputError) -> None:
    """Name a refused input and its reason on standard error."""
    tell(f"refused: {refusal}")


def tell(message: str) -> None:
    """One line on standard error in which nothing acts, whatever an input is called."""
    from zhengce.view.labels import visible

    typer.echo(visible(message.replace("\n", " ")), err=True)


@contextmanager
def errors_told() -> Iterator[None]:
    """Tell an error of zhengce in one line instead of a traceback, and leave with status 2."""
    try:
        yield
    except ZhengceError as error:
        tell(f"error: {error}")
        sys.exit(WRONG)
