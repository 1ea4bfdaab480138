"""Analyses that are quick, found by their names in other processes; what a database holds."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import signal
import time
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from store.handmade import analyse as sample

from zhengce.errors import ModelError
from zhengce.store.connecting import connect
from zhengce.store.schema import METADATA, TABLES_OF_RELEASES

if TYPE_CHECKING:
    from pathlib import Path

    from zhengce.types import RawDocument, Release

VERSION = "1"


def analyse(document: RawDocument) -> Release:
    """The same indicators in every document; what the text ends with after ``=`` is its content."""
    content = hashlib.sha256(document.text.rpartition("=")[2].encode()).hexdigest()[:16]
    return dataclasses.replace(sample(document), content_id=content)


def slowly(document: RawDocument) -> Release:
    """As `analyse`, in three milliseconds."""
    time.sleep(0.003)
    return analyse(document)


def deadly(document: RawDocument) -> Release:
    """Ends the process on one of the texts, fails on another."""
    if "dies" in document.text:
        os._exit(7)
    if "fails" in document.text:
        raise ZeroDivisionError("oops")
    return analyse(document)


def orphaned(document: RawDocument) -> Release:
    """Ends the process that started this one, as memory that runs out may."""
    if "kills" in document.text:
        os.kill(os.getppid(), signal.SIGKILL)
        os._exit(7)
    return analyse(document)


def unusable(document: RawDocument) -> Release:
    """As with a model that is not there."""
    raise ModelError(f"no model for {document.source}")


def fill(folder: Path, count: int) -> Path:
    """An inbox of `count` small texts."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:05}.txt").write_text(f"第{number}篇", encoding="utf-8")
    return folder


def content(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the releases in a database, but for which run loaded them, and when."""
    engine = connect(url)
    rows = {}
    with engine.connect() as connection:
        for table in TABLES_OF_RELEASES:
            columns = [column for column in table.c if column.name not in {"run_id", "loaded_at"}]
            rows[table.name] = sorted(map(tuple, connection.execute(sa.select(*columns))), key=repr)
    engine.dispose()
    return rows


def number_of(url: str, table: str) -> int:
    """Rows in a table."""
    engine = connect(url)
    with engine.connect() as connection:
        count = connection.scalar(sa.select(sa.func.count()).select_from(METADATA.tables[table]))
    engine.dispose()
    return int(count or 0)
