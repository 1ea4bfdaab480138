"""A progress line on standard error with count, pace and remaining time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhengce.batch.items import Item


@contextmanager
def progress(inputs: list[str], *, quiet: bool) -> Iterator["Callable[[Item], None] | None"]:
    """Provide a callback for each finished input, or None if standard error is not a terminal."""
    if quiet:
        yield None
        return
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import (
        BarColumn,
        Progress,
        SpinnerColumn,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[inputs]:,} inputs · {task.fields[pace]:,.0f} a second"),
        BarColumn(bar_width=20),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("· remaining"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("inputs", total=size_of(inputs), inputs=0, pace=0.0)
        done = 0

        def each(item: "Item") -> None:
            nonlocal done
            done += 1
            pace = done / max(bar.tasks[0].elapsed or 0.0, 0.001)
            bar.update(task, advance=item.place.size, inputs=done, pace=pace)

        yield each


def size_of(inputs: list[str]) -> int | None:
    """Return the total size of the input files in bytes, or None if it is unknown.

    >>> size_of(["-"])
    """
    from zhengce.ingest.remote import is_address
    from zhengce.ingest.sources import STDIN, expand

    if STDIN in inputs or any(map(is_address, inputs)):
        return None
    total = 0
    for found in expand(inputs):
        if isinstance(found, Path):
            with suppress(OSError):
                total += found.stat().st_size
    return total
