"""Open targets by name; the libraries of a target are imported only when it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from zhengce.errors import TargetError
from zhengce.store.patience import PATIENCE
from zhengce.store.target import Target, redact

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from zhengce.store.sources import Known
    from zhengce.types import Release

FORMS = "x.jsonl, x.parquet/, sqlite:///x.db, postgresql://user@host/database, mysql://user@host/database"


def open_target(
    name: str,
    *,
    patience: float = PATIENCE,
    told: Callable[[str, float], None] | None = None,
    wait: bool = False,
) -> Target:
    """Open a target for writing, creating it or its tables if missing.

    Args:
        name: a file ``x.jsonl``, a folder ``x.parquet/``, or the URL of a database
            ``sqlite:///x.db``, ``postgresql://…``, ``mysql://…`` or ``mariadb://…``.
        patience: seconds to keep retrying if a database goes away during writing.
        wait: retry for the same time if a database does not respond at first.
        told: called before each pause with a message and the length of the pause in seconds.

    Raises:
        TargetError: the form is unknown or the target cannot be used; the message hides passwords.
        MissingExtraError: a library for it is not installed.

    >>> open_target("x.xlsx")
    Traceback (most recent call last):
    zhengce.errors.TargetError: x.xlsx: unknown form of target; the forms are x.jsonl, ...
    """
    form = _form(name)
    if form == "jsonl":
        from zhengce.store.jsonl import JsonlTarget

        return JsonlTarget(Path(name), patience=patience)
    if form == "parquet":
        from zhengce.store.parquet import ParquetTarget

        return ParquetTarget(Path(name), patience=patience)
    from zhengce.store.database import DatabaseTarget

    return DatabaseTarget(name, patience=patience, told=told, wait=wait)


def peek_target(name: str) -> Target:
    """Open a target for inspection without creating or changing anything.

    Raises:
        TargetError: the format is unknown or the database cannot be used.
    """
    form = _form(name)
    if form != "database":
        return _Peeked(name, form)
    from zhengce.store.database import DatabaseTarget

    return DatabaseTarget(name, peek=True)


class _Peeked(Target):
    """A file or folder opened for inspection."""

    def __init__(self, name: str, form: Literal["jsonl", "parquet"]) -> None:
        self.name = name
        if form == "jsonl":
            from zhengce.store.jsonl import held
        else:
            from zhengce.store.parquet_sources import held
        self._catalogue = held(Path(name))

    def known(self, releases: Collection[str]) -> dict[str, Known]:
        """Return what the target holds of these releases."""
        return self._catalogue.known(releases)

    def write(self, release: Release) -> None:
        """Refuse to write: the target was opened for inspection."""
        raise TargetError(f"{self.name}: opened for inspection only; cannot write {release.source}")

    def close(self) -> None:
        """No-op; nothing was opened."""


def _form(name: str) -> Literal["database", "jsonl", "parquet"]:
    if "://" in name:
        from zhengce.store.connecting import DRIVERS

        if name.partition("://")[0].partition("+")[0] in DRIVERS:
            return "database"
    elif name.endswith(".jsonl"):
        return "jsonl"
    elif name.rstrip("/\\").endswith(".parquet"):
        return "parquet"
    raise TargetError(f"{redact(name)}: unknown form of target; the forms are {FORMS}")
