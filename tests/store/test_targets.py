"""Targets that cannot be used say why and what to do; no password is ever shown; no half line stays."""

from __future__ import annotations

import builtins
import dataclasses
import sqlite3
import time
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from store.samples import SAMPLE

from zhengce.errors import MissingExtraError, TargetError
from zhengce.store import locking, open_target, redact
from zhengce.store.connecting import WRITING, connect
from zhengce.store.database import DatabaseTarget
from zhengce.store.jsonl import JsonlTarget
from zhengce.store.schema import DATABASE_TABLES, METADATA
from zhengce.types import Release

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("x.xlsx", "the forms are x.jsonl"),
        ("oracle://scott:tiger@db/x", r"^oracle://scott:\*\*\*@db/x: unknown form"),
        ("{}/no/x.db", "unknown form"),
        ("sqlite:///{}/no/x.db", "unable to open database file"),
        ("sqlite:///{}/a.txt", "file is not a database"),
        ("sqlite:///{}/other.db", "the table releases has other columns"),
        ("{}/no/x.jsonl", "No such file or directory"),
        ("{}/no/x.parquet", "No such file or directory"),
        ("{}/folder.jsonl", "Is a directory"),
        ("{}/file.parquet", "Not a directory"),
        ("{}/other.jsonl", r"other.jsonl:2: not a release"),
        ("{}/other.parquet/", "notes.txt is not a zhengce table"),
        ("postgresql://u:secret@127.0.0.1:1/x", "cannot be used; check that it exists"),
        ("mysql://u:secret@127.0.0.1:1/x", "cannot be used; check that it exists"),
        ("postgresql://u:secret@h:port/x", "not a valid URL"),
        ("postgresql+nothing://u:secret@h/x", "unknown driver"),
    ],
)
def test_unusable(tmp_path: Path, name: str, message: str) -> None:
    if name.startswith("postgresql://"):
        pytest.importorskip("psycopg")
    if name.startswith("mysql://"):
        pytest.importorskip("pymysql")
    (tmp_path / "a.txt").write_text("no database, but long enough for a header of one" * 10)
    (tmp_path / "file.parquet").write_text("x")
    (tmp_path / "folder.jsonl").mkdir()
    (tmp_path / "other.parquet").mkdir()
    (tmp_path / "other.parquet" / "notes.txt").write_text("mine")
    (tmp_path / "other.jsonl").write_bytes(SAMPLE.to_json() + b'\n{"text": "\xe6\x88\x91"}\n')
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("create table releases (id)")
    connection.close()
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(TargetError, match=message) as caught:
        open_target(name.format(tmp_path))
    assert "secret" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("postgresql://u:secret@h/x", "postgresql://u:***@h/x"),
        ("postgresql://u:se/cr@et@h/x", "postgresql://u:***@h/x"),
        (
            "postgresql://u@h/x?password=secret&sslmode=require",
            "postgresql://u@h/x?password=***&sslmode=require",
        ),
        ("postgresql://h:5432/x", "postgresql://h:5432/x"),
        ("sqlite:///x.db", "sqlite:///x.db"),
        ("inbox/x.jsonl", "inbox/x.jsonl"),
    ],
)
def test_redact(name: str, shown: str) -> None:
    assert redact(name) == shown


@pytest.mark.parametrize(
    ("library", "name", "extra"),
    [
        ("psycopg", "postgresql://u:secret@h/x", "psycopg"),
        ("pymysql", "mysql://u:secret@h/x", "pymysql"),
        ("pyarrow", "x.parquet/", "pyarrow"),
    ],
)
def test_missing_library(monkeypatch: pytest.MonkeyPatch, library: str, name: str, extra: str) -> None:
    real = builtins.__import__

    def without(module: str, *args: Any, **options: Any) -> Any:
        if module.partition(".")[0] == library:
            raise ModuleNotFoundError(module)
        return real(module, *args, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=rf"pip install '{extra}") as caught:
        open_target(name)
    assert "secret" not in str(caught.value)


def test_lines_of_a_killed_run_are_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    with open_target(str(path)) as target:
        target.write(SAMPLE)
    killed = JsonlTarget(path)
    killed.write(dataclasses.replace(SAMPLE, release_id="a" * 16))
    killed._file.write(SAMPLE.to_json()[:100])  # killed within a line
    killed._file.close()
    assert len(path.read_bytes().splitlines()) == 1
    with open_target(str(path)) as target:
        target.write(dataclasses.replace(SAMPLE, release_id="b" * 16))
    ids = [Release.from_json(line).release_id for line in path.read_bytes().splitlines()]
    assert ids == [SAMPLE.release_id, "a" * 16, "b" * 16]


def test_an_error_in_between_keeps_what_was_done(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"

    def interrupted() -> None:
        with open_target(str(path)) as target:
            target.write(SAMPLE)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert Release.from_json(path.read_bytes()) == SAMPLE


def test_every_column_is_explained_in_both_languages() -> None:
    for table in METADATA.sorted_tables:
        assert list(table.c.keys()) == list(DATABASE_TABLES[table.name])
        for column in table.c:
            english, chinese = (column.comment or "").split(" / ", 1)
            assert english.isascii() or "…" in english or "文号" in english
            assert not chinese.isascii()


def test_references_are_enforced(tmp_path: Path) -> None:
    lost = dataclasses.replace(SAMPLE.indicators[0], sentence=99)
    with open_target(f"sqlite:///{tmp_path}/x.db") as target, pytest.raises(TargetError, match="FOREIGN KEY"):
        target.write(dataclasses.replace(SAMPLE, indicators=(lost,)))


def test_a_lock_is_waited_for_as_long_as_patience_says(url: str) -> None:
    """Somebody holds the lock of loaders and never lets it go."""
    DatabaseTarget(url).close()
    engine = connect(url)
    with engine.connect().execution_options(**{WRITING: True}) as holder:
        if engine.dialect.name == "postgresql":
            holder.execute(sa.select(sa.func.pg_advisory_lock(locking._KEY)))
        elif engine.dialect.name != "sqlite":
            name = sa.func.concat("zhengce.", sa.func.database())
            assert holder.scalar(sa.select(sa.func.get_lock(name, 0))) == 1
        else:
            holder.begin()
        begin = time.monotonic()
        with DatabaseTarget(url, patience=1) as target, pytest.raises(TargetError, match="lock"):
            target.write(SAMPLE)
        assert time.monotonic() - begin < 15
    engine.dispose()
    with DatabaseTarget(url, patience=1) as target:
        target.write(SAMPLE)
