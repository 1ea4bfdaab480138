"""What a run leaves in a database: nothing twice, nothing lost, a record of itself."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from batch.stubs import VERSION, analyse, content, fill, number_of
from store.handmade import SAMPLE

from zhengce.batch import retry, run
from zhengce.batch.items import Item, Unchanged
from zhengce.config import Config, IngestConfig
from zhengce.store.database import DatabaseTarget

if TYPE_CHECKING:
    from pathlib import Path

    from zhengce.batch import RunSummary


def load(inbox: Path, *urls: str, **options: Any) -> RunSummary:
    given: dict[str, Any] = {"pipeline": analyse, "version": VERSION, **options}
    return run([inbox], urls, **given)


def never(document: object) -> Any:
    raise AssertionError(f"{document} was analysed again")


def test_what_is_there_unchanged_is_skipped(url: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 130)
    assert load(inbox, url).releases == 130
    before = content(url)
    again = load(inbox, url, pipeline=never)
    assert (again.releases, again.skipped, again.refused) == (0, 130, 0)
    fill(tmp_path / "inbox", 131)
    assert load(inbox, url).releases == 1
    assert content(url)["releases"][:3] == before["releases"][:3]


@pytest.mark.parametrize(
    "change",
    [
        {"version": "2"},
        {"version": None},
        {"published": dt.date(2024, 11, 5)},
    ],
)
def test_another_version_or_other_metadata_is_analysed_again(
    sqlite: str, tmp_path: Path, change: dict[str, Any]
) -> None:
    inbox = fill(tmp_path / "inbox", 3)
    load(inbox, sqlite)
    assert load(inbox, sqlite, **change).releases == 3
    assert number_of(sqlite, "releases") == 3


def test_skipped_only_where_every_target_has_it(sqlite: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 3)
    other = f"sqlite:///{tmp_path}/y.db"
    load(inbox, sqlite)
    assert load(inbox, sqlite, other).releases == 3
    assert content(sqlite) == content(other)
    assert load(inbox, sqlite, other, pipeline=never).skipped == 3


def test_identical_files_are_one_release(sqlite: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name in "abc":
        (inbox / f"{name}.txt").write_text("同")
    load(inbox, sqlite)
    assert number_of(sqlite, "releases") == 1
    assert load(inbox, sqlite, pipeline=never).skipped == 3


def test_the_record_of_a_run(url: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 3)
    (inbox / "bad.txt").write_bytes(b"\0")
    summary = load(inbox, url, log=tmp_path / "run.log")
    with DatabaseTarget(url) as target:
        (record,) = target.runs()
    assert record.run_id == summary.run_id
    assert (record.state, record.seen, record.stored, record.skipped, record.refused) == ("done", 4, 3, 0, 1)
    assert json.loads(record.inputs) == [str(inbox)]
    assert json.loads(record.targets) == list(summary.targets)
    assert json.loads(record.options)["workers"] == 1
    assert "jieba" in json.loads(record.libraries)
    assert record.finished is not None
    assert record.started.tzinfo is not None
    assert record.started <= record.finished
    events = [json.loads(line) for line in (tmp_path / "run.log").read_text().splitlines()]
    assert [event["event"] for event in events] == [
        "started",
        "stored",
        "stored",
        "stored",
        "refused",
        "done",
    ]
    assert "reason" in events[4]


def test_a_refused_input_is_listed_once_and_tried_again(url: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 2)
    bad, folder = inbox / "bad.txt", tmp_path / "quarantine"
    bad.write_bytes(b"\0")
    (inbox / "bad.meta.json").write_text('{"title": "题"}')
    for _ in range(2):
        assert load(inbox, url, quarantine=folder).refused == 1
    with DatabaseTarget(url) as target:
        (entry,) = target.quarantined()
    assert (entry.kind, entry.attempts, entry.source) == ("UndecodableError", 2, str(bad))
    suffixes = {".txt", ".meta.json", ".reason.json"}
    assert {file.name for file in folder.iterdir()} == {f"{entry.input_id}{suffix}" for suffix in suffixes}
    assert (folder / f"{entry.input_id}.txt").read_bytes() == b"\0"
    assert retry([url], quarantine=folder, pipeline=analyse, version=VERSION).refused == 1
    bad.write_text("好")
    assert retry([url], quarantine=folder, pipeline=analyse, version=VERSION).releases == 1
    assert list(folder.iterdir()) == []
    assert number_of(url, "quarantine") == 0
    assert number_of(url, "releases") == 3
    assert load(inbox, url, quarantine=folder, pipeline=never).skipped == 3


def test_an_input_that_is_repaired_leaves_quarantine_in_a_run_too(sqlite: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 1)
    (inbox / "bad.txt").write_bytes(b"")
    load(inbox, sqlite, quarantine=tmp_path / "q")
    (inbox / "bad.txt").write_text("好")
    load(inbox, sqlite, quarantine=tmp_path / "q")
    assert number_of(sqlite, "quarantine") == 0
    assert list((tmp_path / "q").iterdir()) == []


def test_a_record_of_many_is_kept_by_itself(sqlite: str, tmp_path: Path) -> None:
    lines = tmp_path / "x.jsonl"
    lines.write_text('{"text": "甲"}\n{"text": 1}\n{"text": "乙"}\n', encoding="utf-8")
    summary = run([lines], [sqlite], pipeline=analyse, version=VERSION, quarantine=tmp_path / "q")
    assert (summary.releases, summary.refused) == (2, 1)
    with DatabaseTarget(sqlite) as target:
        (entry,) = target.quarantined()
    assert (entry.line, entry.copy) == (2, f"{entry.input_id}.jsonl")
    copy = tmp_path / "q" / f"{entry.input_id}.jsonl"
    assert copy.read_text() == '{"text": 1}\n'
    copy.write_text('{"text": "丙"}\n', encoding="utf-8")
    again = retry([sqlite], quarantine=tmp_path / "q", pipeline=analyse, version=VERSION)
    assert (again.releases, again.refused) == (1, 0)
    assert again.first[0].source == f"{lines}:2"
    assert number_of(sqlite, "quarantine") == 0


def test_the_folder_alone_is_enough_to_retry(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "bad.txt").write_bytes(b"\0")
    out = str(tmp_path / "x.jsonl")
    load(inbox, out, quarantine=tmp_path / "q")
    (inbox / "bad.txt").unlink()
    (copy,) = (tmp_path / "q").glob("*.txt")
    copy.write_text("好")
    summary = retry([out], quarantine=tmp_path / "q", pipeline=analyse)
    assert [release.source for release in summary.first] == [str(inbox / "bad.txt")]
    assert list((tmp_path / "q").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_names_of_inputs_never_become_paths(sqlite: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    names = [
        "x..%2f..%2fx.txt",
        "-rf .txt",
        "a\nb.txt",
        "c;d.t x t",
        "e...",
        "x.reason.json",
        "z.meta.json.txt",
    ]
    for name in names:
        (inbox / name).write_bytes(b"\0")
    (tmp_path / "lines.jsonl").write_text('{"text": "", "source": "../../../../etc/passwd"}\n')
    run([inbox, tmp_path / "lines.jsonl"], [sqlite], pipeline=analyse, quarantine=tmp_path / "q")
    kept = [path.name for path in (tmp_path / "q").rglob("*")]
    assert len(kept) == 2 * (len(names) + 1)
    assert all(
        name[:16].isalnum() and set(name) <= set("0123456789abcdefghijklmnopqrstuvwxyz.") for name in kept
    )
    assert sorted(p.name for p in tmp_path.iterdir()) == ["inbox", "lines.jsonl", "q", "x.db"]


def test_too_large_is_listed_but_not_copied(sqlite: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("长" * 100)
    config = Config(ingest=IngestConfig(max_bytes=100))
    summary = run([tmp_path / "a.txt"], [sqlite], pipeline=analyse, config=config, quarantine=tmp_path / "q")
    assert "larger than" in summary.refusals[0].reason
    assert [path.name.partition(".")[2] for path in (tmp_path / "q").iterdir()] == ["reason.json"]


def test_a_dry_run_stores_nothing(sqlite: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 5)
    (inbox / "bad.txt").write_bytes(b"")
    options: dict[str, Any] = {"dry_run": True, "pipeline": never, "quarantine": tmp_path / "q"}
    summary = load(inbox, sqlite, str(tmp_path / "x.jsonl"), **options)
    assert (summary.pending, summary.skipped, summary.refused) == (5, 0, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["inbox"]
    load(inbox, sqlite)
    fill(inbox, 6)
    summary = load(inbox, sqlite, **options)
    assert (summary.pending, summary.skipped, summary.refused) == (1, 5, 1)
    assert number_of(sqlite, "runs") == 1


def test_since(tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 3)
    os.utime(inbox / "00001.txt", (0, 0))
    assert load(inbox, since=dt.datetime(2001, 1, 1, tzinfo=dt.UTC)).releases == 2


def test_watch_goes_on_with_new_and_changed_files(sqlite: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 2)
    seen: list[Item] = []

    def old(path: Path) -> None:
        os.utime(path, (time.time() - 60,) * 2)

    for path in inbox.iterdir():
        old(path)

    def each(item: Item) -> None:
        seen.append(item)
        if len(seen) == 2:  # an hour later, as it were
            (inbox / "new.txt").write_text("新")
            old(inbox / "new.txt")
            (inbox / "writing.txt").write_text("半")  # not settled
        if len(seen) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(inbox, sqlite, watch=0.01, each=each)
    assert [item.place.path.name for item in seen if item.place.path] == ["00000.txt", "00001.txt", "new.txt"]
    assert number_of(sqlite, "releases") == 3
    with DatabaseTarget(sqlite) as target:
        assert [(run.state, run.message) for run in target.runs()] == [("stopped", "interrupted")]


def test_mirrors_are_linked_whoever_comes_first(url: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name in ("甲", "乙", "丙", "丁"):
        (inbox / f"{name}.txt").write_text(f"{name}=同一内容")
    (inbox / "丙.meta.json").write_text('{"published": "2024-11-05"}')
    (inbox / "丁.meta.json").write_text('{"published": "2024-11-06"}')
    for name in ("丁", "甲", "丙", "乙"):
        run([inbox / f"{name}.txt"], [url], pipeline=analyse, version=VERSION)
    rows = content(url)["releases"]
    place = [c.name for c in _releases()].index("mirror_of")
    originals = {row[place] for row in rows if row[place]}
    (original,) = [row for row in rows if row[place] is None]
    assert original[3].endswith("丙.txt")
    assert originals == {original[1]}
    assert len(rows) == 4


def test_a_mirror_that_changes_is_counted_by_itself(sqlite: str) -> None:
    with DatabaseTarget(sqlite) as target:
        other = dataclasses.replace(SAMPLE, release_id="f" * 16)
        target.write(SAMPLE)
        target.write(other)
        assert [row[10] for row in content(sqlite)["releases"]] == [None, SAMPLE.release_id]
        target.write(dataclasses.replace(SAMPLE, content_id="a" * 16))
        assert [row[10] for row in content(sqlite)["releases"]] == [None, None]


def test_two_loaders_at_once_are_as_one(url: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(160):
        (inbox / f"{number}.txt").write_text(f"{number}={number // 3}")  # three mirrors each
    alone = f"sqlite:///{tmp_path}/alone.db"
    load(inbox, alone)
    errors: list[BaseException] = []

    def loader() -> None:
        try:
            load(inbox, url, version=None)
        except BaseException as error:  # noqa: BLE001 - told by the main thread
            errors.append(error)

    threads = [threading.Thread(target=loader) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert _but_fingerprint(content(url)) == _but_fingerprint(content(alone))
    assert number_of(url, "runs") == 3


def test_the_sink_tells_each_item_in_order(sqlite: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 4)
    load(inbox, sqlite)
    (inbox / "00001.txt").write_bytes(b"")
    (inbox / "00002.txt").write_text("新")
    seen: list[Item] = []
    load(inbox, sqlite, each=seen.append)
    assert [type(item.outcome).__name__ for item in seen] == [
        "Unchanged",
        "EmptyInputError",
        "Release",
        "Unchanged",
    ]
    assert isinstance(seen[0].outcome, Unchanged)
    assert seen[0].place.size == (inbox / "00000.txt").stat().st_size


def _releases() -> list[Any]:
    from zhengce.store.schema import METADATA

    return [c for c in METADATA.tables["releases"].c if c.name not in {"run_id", "loaded_at"}]


def _but_fingerprint(rows: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    place = [c.name for c in _releases()].index("fingerprint")
    return rows | {"releases": [row[:place] + row[place + 1 :] for row in rows["releases"]]}
