"""Files are as safe as databases: one current release a place, kills, several loaders, second nights."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from batch.stubs import VERSION, analyse, fill

from zhengce.batch import run
from zhengce.store import open_target
from zhengce.store.tables import TABLES
from zhengce.types import Release

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhengce.batch import RunSummary

COUNT = 300
_CODE = """
import sys
from batch.stubs import VERSION, slowly
from zhengce.batch import run
run([sys.argv[1]], [sys.argv[2]], pipeline=slowly, version=VERSION, log=sys.argv[3])
"""


@pytest.fixture(params=["x.jsonl", "x.parquet"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / request.param)


def told(document: Any) -> Release:
    return dataclasses.replace(analyse(document), raw_text=document.text)


def never(document: object) -> Any:
    raise AssertionError(f"{document} was analysed again")


def load(inbox: Path, *targets: str, **options: Any) -> RunSummary:
    given: dict[str, Any] = {"pipeline": told, "version": VERSION, **options}
    return run([inbox], targets, **given)


def held(target: str) -> dict[str, tuple[str | None, str]]:
    """Text and source of the releases in a file; each release must be there once, with all its rows."""
    if target.endswith(".jsonl"):
        releases = [Release.from_json(line) for line in Path(target).read_bytes().splitlines()]
        found = {r.release_id: (r.raw_text, r.source) for r in releases}
        assert len(found) == len(releases)
        return found
    tables = {name: pq.read_table(f"{target}/{name}.parquet").to_pylist() for name in TABLES}
    found = {row["release_id"]: (row["raw_text"], row["source"]) for row in tables["releases"]}
    assert len(found) == len(tables["releases"])
    assert {row["release_id"] for row in tables["indicators"]} == set(found)
    assert len(tables["indicators"]) == 5 * len(found)
    return found


def stamps(target: str) -> list[tuple[str, int]]:
    path = Path(target)
    files = [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
    return sorted((str(file), file.stat().st_mtime_ns) for file in files)


def test_what_is_there_is_skipped_and_the_file_left_alone(target: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 130)
    assert load(inbox, target).releases == 130
    before = stamps(target)
    assert load(inbox, target, pipeline=never).skipped == 130
    assert stamps(target) == before
    fill(inbox, 133)
    assert load(inbox, target).releases == 3
    assert len(held(target)) == 133


def test_a_file_beside_a_database_cancels_no_skipping(target: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 30)
    sqlite = f"sqlite:///{tmp_path}/x.db"
    load(inbox, sqlite, target)
    assert load(inbox, sqlite, target, pipeline=never).skipped == 30


def test_a_dry_run_knows_what_files_hold(target: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 3)
    load(inbox, target)
    before = stamps(target)
    fill(inbox, 4)
    summary = load(inbox, target, dry_run=True)
    assert (summary.pending, summary.skipped) == (1, 3)
    assert stamps(target) == before


def test_the_current_release_of_a_place_replaces_the_earlier(target: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 3)
    load(inbox, target)
    (inbox / "00001.txt").write_text("新", encoding="utf-8")
    load(inbox, target)
    assert sorted(str(text) for text, _ in held(target).values()) == ["新", "第0篇", "第2篇"]
    assert load(inbox, target, pipeline=never).skipped == 3


def test_the_same_bytes_at_two_places_settle(target: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name, day in {"a": "2024-01-05", "b": "2023-12-30"}.items():
        (inbox / f"{name}.txt").write_text("同", encoding="utf-8")
        (inbox / f"{name}.meta.json").write_text(json.dumps({"published": day}))
        load(inbox, target)
    assert [source for _, source in held(target).values()] == [str(inbox / "b.txt")]
    assert load(inbox, target, pipeline=never).skipped == 2
    (inbox / "b.txt").write_text("别", encoding="utf-8")
    load(inbox, target)
    load(inbox, target)
    assert sorted(held(target).values()) == [("别", str(inbox / "b.txt")), ("同", str(inbox / "a.txt"))]
    assert load(inbox, target, pipeline=never).skipped == 2


@pytest.mark.slow
def test_killed_at_random_moments(target: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", COUNT)
    alone = target.replace("x.", "alone.")
    load(inbox, alone)
    chance = random.Random(target[-3:])  # noqa: S311 - no secret
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for kill in range(3):
        log = tmp_path / f"{kill}.log"
        process = subprocess.Popen(  # noqa: S603 - this interpreter
            [sys.executable, "-c", _CODE, str(inbox), target, str(log)], env=environment
        )
        while process.poll() is None and not (log.exists() and '"stored"' in log.read_text()):
            time.sleep(0.02)
        time.sleep(chance.random() * 0.5)
        process.kill()
        process.wait()
    load(inbox, target)
    assert held(target).keys() == held(alone).keys()
    assert load(inbox, target, pipeline=never).skipped == COUNT
    assert not [name for name in (path.name for path in tmp_path.iterdir()) if name.startswith(".")]


@pytest.mark.parametrize("turn", range(3))
def test_loaders_at_once_lose_nothing(target: str, tmp_path: Path, turn: int) -> None:
    del turn
    inboxes = [tmp_path / f"inbox{number}" for number in range(3)]
    for number, inbox in enumerate(inboxes):
        inbox.mkdir()
        for each in range(40):
            (inbox / f"{each}.txt").write_text(f"{number}之{each}", encoding="utf-8")
    earlier = tmp_path / "earlier"
    load(fill(earlier, 20), target)
    errors: list[BaseException] = []

    def loading(inbox: Path) -> Callable[[], None]:
        def loader() -> None:
            try:
                load(inbox, target)
            except BaseException as error:  # noqa: BLE001 - told by the main thread
                errors.append(error)

        return loader

    stop = threading.Event()

    def reading() -> None:
        while not stop.is_set():
            try:
                assert len(held(target)) >= 20
            except BaseException as error:  # noqa: BLE001 - told by the main thread
                errors.append(error)
                return

    threads = [threading.Thread(target=loading(inbox)) for inbox in inboxes]
    if target.endswith("jsonl"):
        threads.append(threading.Thread(target=reading))
    for thread in threads:
        thread.start()
    for thread in threads[:3]:
        thread.join()
    stop.set()
    assert not errors
    assert len(held(target)) == 140


def test_a_live_writer_is_waited_for_and_a_dead_one_is_not(tmp_path: Path) -> None:
    from zhengce.errors import TargetError
    from zhengce.store.guarding import guarded

    path = tmp_path / "x.jsonl"
    (tmp_path / ".x.jsonl.lock").write_text("")  # of a process that is gone
    inbox = fill(tmp_path / "inbox", 2)
    assert load(inbox, str(path)).releases == 2
    with (
        guarded(path, patience=1),
        pytest.raises(TargetError, match="another zhengce process is writing to it"),
    ):
        load(inbox, str(path), patience=0.1, force=True)


def test_files_of_the_first_form_are_taken_over(tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 3)
    path = tmp_path / "x.jsonl"
    load(inbox, str(path))
    old = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for release in old:
        del release["loaded"], release["raw_text"], release["encoding"]
        release["schema"] = "zhengce/1"
    path.write_text("".join(json.dumps(release) + "\n" for release in old), encoding="utf-8")
    (inbox / "00001.txt").write_text("新", encoding="utf-8")
    assert load(inbox, str(path)).releases == 3
    assert sorted(str(text) for text, _ in held(str(path)).values()) == ["新", "第0篇", "第2篇"]


def test_tables_of_the_first_form_are_taken_over(tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 3)
    new, old = tmp_path / "x.parquet", tmp_path / "old.parquet"
    load(inbox, str(new))
    old.mkdir()
    for name in TABLES:
        table = pq.read_table(new / f"{name}.parquet")
        left_out = [n for n in table.column_names if n in {"raw_text", "encoding", "indicator_id", "region"}]
        pq.write_table(table.drop_columns(left_out), old / f"{name}.parquet")
    with open_target(str(old)):
        pass
    assert len(held(str(old))) == 3
    (inbox / "00001.txt").write_text("新", encoding="utf-8")
    assert load(inbox, str(old)).releases == 3
    assert sorted(str(text) for text, _ in held(str(old)).values()) == ["新", "第0篇", "第2篇"]
