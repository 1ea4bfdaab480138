"""The name of a target → the target. Libraries a target needs are imported only when it is opened."""

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
    """Open a target for writing; makes it, or the tables in it, if it is not there yet.

    Args:
        name: a file ``x.jsonl``, a folder ``x.parquet/``, or the URL of a database
            ``sqlite:///x.db``, ``postgresql://…``, ``mysql://…`` or ``mariadb://…``.
        patience: seconds to try again where a database goes away while it is written to.
        wait: have this patience also where a database does not answer at first.
        told: called before each pause in that time with a message and the length of the pause in seconds.

    Raises:
        TargetError: the form is unknown or the target cannot be used; says why, never with a password.
        MissingExtraError: a library for it is not installed.

    >>> open_target("x.xlsx")
    Traceback (most recent call last):
    zhengce.errors.TargetError: x.xlsx: no such form of target; the forms are x.jsonl, ...
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
    """Open a target only to see what is in it; nothing is made or changed.

    Raises:
        TargetError: the form is unknown or the database cannot be used.
    """
    form = _form(name)
    if form != "database":
        return _Peeked(name, form)
    from zhengce.store.database import DatabaseTarget

    return DatabaseTarget(name, peek=True)


class _Peeked(Target):
    """A file or folder that is only looked at."""

    def __init__(self, name: str, form: Literal["jsonl", "parquet"]) -> None:
        self.name = name
        if form == "jsonl":
            from zhengce.store.jsonl import held
        else:
            from zhengce.store.parquet import held
        self._catalogue = held(Path(name))

    def known(self, releases: Collection[str]) -> dict[str, Known]:
        """What it holds of these releases."""
        return self._catalogue.known(releases)

    def write(self, release: Release) -> None:
        """Nothing is written: it was opened to be looked at."""
        raise TargetError(f"{self.name}: opened to be looked at only ({release.source})")

    def close(self) -> None:
        """Nothing was opened."""


def _form(name: str) -> Literal["database", "jsonl", "parquet"]:
    if "://" in name:
        from zhengce.store.connecting import DRIVERS

        if name.partition("://")[0].partition("+")[0] in DRIVERS:
            return "database"
    elif name.endswith(".jsonl"):
        return "jsonl"
    elif name.rstrip("/\\").endswith(".parquet"):
        return "parquet"
    raise TargetError(f"{redact(name)}: no such form of target; the forms are {FORMS}")
