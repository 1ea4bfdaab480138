"""The name of a target → the target. Libraries a target needs are imported only when it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zhengce.errors import TargetError
from zhengce.store.target import redact

if TYPE_CHECKING:
    from zhengce.store.target import Target

FORMS = "x.jsonl, x.parquet/, sqlite:///x.db, postgresql://user@host/database, mysql://user@host/database"


def open_target(name: str) -> Target:
    """Open a target for writing; makes it, or the tables in it, if it is not there yet.

    Args:
        name: a file ``x.jsonl``, a folder ``x.parquet/``, or the URL of a database
            ``sqlite:///x.db``, ``postgresql://…``, ``mysql://…`` or ``mariadb://…``.

    Raises:
        TargetError: the form is unknown or the target cannot be used; says why, never with a password.
        MissingExtraError: a library for it is not installed.

    >>> open_target("x.xlsx")
    Traceback (most recent call last):
    zhengce.errors.TargetError: x.xlsx: no such form of target; the forms are x.jsonl, ...
    """
    if "://" in name:
        from zhengce.store.database import DRIVERS, DatabaseTarget

        if name.partition("://")[0].partition("+")[0] in DRIVERS:
            return DatabaseTarget(name)
    elif name.endswith(".jsonl"):
        from zhengce.store.jsonl import JsonlTarget

        return JsonlTarget(Path(name))
    elif name.rstrip("/\\").endswith(".parquet"):
        from zhengce.store.parquet import ParquetTarget

        return ParquetTarget(Path(name))
    raise TargetError(f"{redact(name)}: no such form of target; the forms are {FORMS}")
