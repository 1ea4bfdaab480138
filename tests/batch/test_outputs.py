"""A run never reads what runs wrote, whatever it is called; links do not lead out of the folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from batch.stubs import VERSION, analyse, fill, number_of

from zhengce.batch import run
from zhengce.store.database import DatabaseTarget

if TYPE_CHECKING:
    from pathlib import Path

    from zhengce.batch import RunSummary


def load(inbox: Path | str, *targets: str, **options: Any) -> RunSummary:
    given: dict[str, Any] = {"pipeline": analyse, "version": VERSION, **options}
    return run([inbox], targets, **given)


def test_a_run_in_the_inbox_does_not_eat_its_own_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = fill(tmp_path / "inbox", 3)
    (inbox / "bad.txt").write_bytes(b"\0")
    monkeypatch.chdir(inbox)
    targets = ["sqlite:///x.db", "x.jsonl", "x.parquet/"]
    for _ in range(3):
        summary = load(".", *targets, quarantine="quarantine", log="run.log")
        assert [refusal.source for refusal in summary.refusals] == ["bad.txt"]
        assert summary.releases + summary.skipped == 3
    assert number_of("sqlite:///x.db", "releases") == 3
    assert number_of("sqlite:///x.db", "quarantine") == 1


def test_the_output_of_earlier_nights_is_no_input(tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 3)
    (inbox / "bad.txt").write_bytes(b"\0")
    earlier = [str(inbox / "alt.jsonl"), str(inbox / "alt.parquet")]
    load(inbox, *earlier, quarantine=inbox / "abgelehnt")
    summary = load(inbox, f"sqlite:///{tmp_path}/x.db", quarantine=tmp_path / "q")
    assert (summary.releases, summary.refused) == (3, 1)


@pytest.mark.parametrize("way", ["symlink", "hardlink", "dots", "folder link"])
def test_a_target_under_another_name(tmp_path: Path, way: str) -> None:
    inbox = fill(tmp_path / "inbox", 3)
    out = inbox / "out.txt.jsonl"
    load(inbox, str(out))
    name = str(out)
    if way == "symlink":
        name = str(tmp_path / "n.jsonl")
        (tmp_path / "n.jsonl").symlink_to(out)
    elif way == "hardlink":
        name = str(tmp_path / "n.jsonl")
        os.link(out, name)
    elif way == "dots":
        name = str(inbox / ".." / "inbox" / out.name)
    else:
        (tmp_path / "link").symlink_to(inbox)
        name = str(tmp_path / "link" / out.name)
    summary = load(inbox, name, force=True)
    assert (summary.releases, summary.refused) == (3, 0)


def test_a_target_that_is_named_as_input_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "x.jsonl"
    load(fill(tmp_path / "inbox", 3), str(out))
    summary = load(out, str(out))
    assert "cannot be an input" in summary.refusals[0].reason


@pytest.mark.parametrize("name", ["README.md", "readme.txt", "README", "Readme.html"])
def test_a_readme_is_no_release_unless_named(tmp_path: Path, name: str) -> None:
    inbox = fill(tmp_path / "inbox", 2)
    (inbox / name).write_text("Hier liegen Meldungen.")
    assert load(inbox).releases == 2
    assert load(f"{inbox}/*").releases == 2
    if name != "Readme.html":
        assert load(inbox / name).releases == 1


def test_names_like_ours_are_inputs_all_the_same(tmp_path: Path) -> None:
    inbox = tmp_path / "quarantine"
    inbox.mkdir()
    for name in ("readme first.txt", "x.part.txt", "0123456789abcdef.txt", "reason.txt", "lock.txt"):
        (inbox / name).write_text(name)
    assert load(inbox).releases == 5


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 2)
    outside = fill(tmp_path / "outside", 3)
    (inbox / "secret.txt").symlink_to(outside / "00002.txt")
    (inbox / "folder").symlink_to(outside)
    (inbox / "again.txt").symlink_to(inbox / "00001.txt")
    summary = load(inbox)
    assert summary.releases == 2
    assert [("leaves" in r.reason, r.source) for r in summary.refusals] == [(True, str(inbox / "secret.txt"))]
    assert load(inbox, follow=True).releases == 5


@pytest.mark.parametrize("kind", ["file", "closed"])
def test_a_quarantine_that_cannot_be_written_stops_nothing(
    sqlite: str, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = fill(tmp_path / "inbox", 120)
    (inbox / "00000.txt").write_bytes(b"\0")
    folder = tmp_path / "q" / "deeper"
    if kind == "file":
        (tmp_path / "q").write_text("")
    else:
        monkeypatch.setattr(os, "access", lambda *_: False)
    summary = load(inbox, sqlite, quarantine=folder, log=tmp_path / "run.log")
    assert (summary.releases, summary.refused) == (119, 1)
    assert ["cannot store refused inputs" in note for note in summary.notes] == [True]
    assert '"quarantine"' in (tmp_path / "run.log").read_text().splitlines()[1]
    with DatabaseTarget(sqlite) as target:
        assert [entry.copy for entry in target.quarantined()] == [None]


def test_a_quarantine_that_fills_up_stops_nothing(
    sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path

    inbox = fill(tmp_path / "inbox", 3)
    (inbox / "00000.txt").write_bytes(b"\0")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    summary = load(inbox, sqlite, quarantine=tmp_path / "q")
    assert (summary.releases, summary.refused, len(summary.notes)) == (2, 1, 1)


def test_a_link_into_an_output_is_one(tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 2)
    out = tmp_path / "x.parquet"
    load(inbox, str(out))
    part = next((out / "releases.parquet").iterdir())
    (inbox / "a.parquet").symlink_to(part)
    (inbox / "folder").symlink_to(out)
    (inbox / "circle").symlink_to(inbox / "round")
    (inbox / "round").symlink_to(inbox / "circle")
    assert load(inbox, str(out), follow=True).refused == 2
    (inbox / "circle").unlink()
    (inbox / "round").unlink()
    summary = load(inbox, str(out), follow=True)
    assert (summary.releases, summary.skipped, summary.refused) == (0, 2, 0)
