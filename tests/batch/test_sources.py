"""One current version of each source; which metadata count is settled; a second run changes nothing."""

from __future__ import annotations

import dataclasses
import itertools
import json
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from batch.stubs import VERSION, analyse, content, fill

from zhengce.batch import run
from zhengce.store.connecting import connect
from zhengce.store.database import DatabaseTarget
from zhengce.store.schema import METADATA

if TYPE_CHECKING:
    from pathlib import Path

    from zhengce.batch import RunSummary


def load(*inputs: Path, to: str, **options: Any) -> RunSummary:
    given: dict[str, Any] = {"pipeline": analyse, "version": VERSION, **options}
    return run(inputs, [to], **given)


def rows(url: str, table: str, *columns: str) -> list[tuple[Any, ...]]:
    engine = connect(url)
    there = METADATA.tables[table].c
    with engine.connect() as connection:
        found = sorted(
            map(tuple, connection.execute(sa.select(*(there[name] for name in columns)))), key=repr
        )
    engine.dispose()
    return found


def counted(url: str) -> list[str]:
    """Texts of the releases that count."""
    engine = connect(url)
    columns = METADATA.tables["releases"].c
    query = sa.select(columns.raw_text).where(columns.superseded_by.is_(None), columns.mirror_of.is_(None))
    with engine.connect() as connection:
        found = sorted(connection.scalars(query))
    engine.dispose()
    return found


def put(folder: Path, name: str, text: str, **metadata: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    if metadata:
        path.with_suffix(".meta.json").write_text(json.dumps(metadata), encoding="utf-8")
    return path


def states(url: str) -> Any:
    columns = [c.name for c in METADATA.tables["sources"].c if c.name != "last_seen"]
    return content(url), rows(url, "sources", *columns)


def told(document: Any) -> Any:
    return dataclasses.replace(analyse(document), raw_text=document.text)


@pytest.mark.parametrize("order", list(itertools.permutations("abc")))
def test_the_same_bytes_at_several_places_settle_on_one(sqlite: str, tmp_path: Path, order: Any) -> None:
    inbox = tmp_path / "inbox"
    put(inbox, "a.txt", "同", published="2024-01-05", title="甲")
    put(inbox, "b.txt", "同", published="2023-12-30", title="乙")
    put(inbox, "c.txt", "同", title="丙")
    for name in order:
        load(inbox / f"{name}.txt", to=sqlite, pipeline=told)
    ((title, published, superseded),) = rows(sqlite, "releases", "title", "published", "superseded_by")
    assert (title, str(published), superseded) == ("乙", "2023-12-30", None)
    assert len(rows(sqlite, "sources", "source")) == 3
    before = states(sqlite)
    assert load(inbox, to=sqlite, pipeline=told).skipped == 3
    assert states(sqlite) == before


def test_both_in_one_run_settle_at_once(url: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    put(inbox, "z.txt", "同", published="2023-12-30")
    for number in range(130):
        put(inbox, f"{number:03}.txt", f"第{number}篇")
    put(inbox, "000.txt", "同", published="2024-01-05")
    load(inbox, to=url, pipeline=told)
    assert "2023-12-30" in {str(day) for (day,) in rows(url, "releases", "published")}
    before = states(url)
    assert load(inbox, to=url, pipeline=told).skipped == 131
    assert states(url) == before


def test_other_bytes_supersede_what_lay_there(url: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    path = put(inbox, "a.txt", "旧=甲")
    load(inbox, to=url, pipeline=told)
    path.write_text("新=乙", encoding="utf-8")
    load(inbox, to=url, pipeline=told)
    assert counted(url) == ["新=乙"]
    assert len(rows(url, "releases", "release_id")) == 2
    path.write_text("旧=甲", encoding="utf-8")
    load(inbox, to=url, pipeline=told)
    assert counted(url) == ["旧=甲"]
    before = states(url)
    load(inbox, to=url, pipeline=told)
    assert states(url) == before


def test_superseded_at_one_place_and_alive_at_another(sqlite: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    put(inbox, "a.txt", "旧=甲", title="在甲")
    second = put(inbox, "b.txt", "旧=甲", published="2023-01-01", title="在乙")
    load(inbox, to=sqlite, pipeline=told)
    second.write_text("新=乙", encoding="utf-8")
    load(inbox, to=sqlite, pipeline=told)
    assert counted(sqlite) == ["新=乙", "旧=甲"]
    titles = dict(rows(sqlite, "releases", "raw_text", "title"))
    assert titles == {"旧=甲": "在甲", "新=乙": "在乙"}
    before = states(sqlite)
    assert load(inbox, to=sqlite, pipeline=told).skipped == 2
    assert states(sqlite) == before


def test_a_superseded_original_does_not_hide_its_mirror(sqlite: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    first = put(inbox, "a.txt", "甲=同一内容", published="2023-01-01")
    put(inbox, "b.txt", "乙=同一内容")
    load(inbox, to=sqlite, pipeline=told)
    assert counted(sqlite) == ["甲=同一内容"]
    first.write_text("丙=别的", encoding="utf-8")
    load(inbox, to=sqlite, pipeline=told)
    assert counted(sqlite) == ["丙=别的", "乙=同一内容"]


@pytest.mark.parametrize("new", ["b.txt", "deeper/a.txt"])
def test_a_renamed_file_is_a_source_that_moved(sqlite: str, tmp_path: Path, new: str) -> None:
    inbox = tmp_path / "inbox"
    path = put(inbox, "a.txt", "旧=甲")
    load(inbox, to=sqlite, pipeline=told)
    (inbox / new).parent.mkdir(exist_ok=True)
    path.rename(inbox / new)
    load(inbox, to=sqlite, pipeline=told)
    ((source,),) = rows(sqlite, "sources", "source")
    assert source == str(inbox / new)
    assert rows(sqlite, "releases", "source") == [(source,)]
    (inbox / new).write_text("新=乙", encoding="utf-8")
    load(inbox, to=sqlite, pipeline=told)
    assert counted(sqlite) == ["新=乙"]


def test_a_renamed_inbox(sqlite: str, tmp_path: Path) -> None:
    load(fill(tmp_path / "inbox", 3), to=sqlite, pipeline=told)
    (tmp_path / "inbox").rename(tmp_path / "eingang")
    load(tmp_path / "eingang", to=sqlite, pipeline=told)
    assert {source.split("/")[-2] for (source,) in rows(sqlite, "sources", "source")} == {"eingang"}
    assert len(rows(sqlite, "sources", "source")) == 3


@pytest.mark.parametrize("change", [{"source": "https://gov.example/1"}, {"publisher": "省统计局"}])
def test_other_metadata_are_taken_over(sqlite: str, tmp_path: Path, change: dict[str, str]) -> None:
    inbox = tmp_path / "inbox"
    put(inbox, "a.txt", "甲", title="题")
    load(inbox, to=sqlite, pipeline=told)
    put(inbox, "a.txt", "甲", title="题", **change)
    assert load(inbox, to=sqlite, pipeline=told).releases == 1
    ((name, value),) = change.items()
    assert rows(sqlite, "releases", name) == [(value,)]
    put(inbox, "a.txt", "甲", title="题")
    load(inbox, to=sqlite, pipeline=told)
    assert rows(sqlite, "releases", name) == [(str(inbox / "a.txt") if name == "source" else None,)]


def test_line_ends_of_metadata_do_not_matter(sqlite: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    put(inbox, "a.txt", "甲")
    (inbox / "a.meta.json").write_bytes(b'{\n "title": "x"\n}\n')
    load(inbox, to=sqlite, pipeline=told)
    (inbox / "a.meta.json").write_bytes(b'\xef\xbb\xbf{\r\n "title": "x"\r\n}\r\n')
    assert load(inbox, to=sqlite, pipeline=told).skipped == 1


def test_relative_and_absolute_paths_are_one_place(
    sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path

    load(fill(tmp_path / "inbox", 3), to=sqlite, pipeline=told)
    before = states(sqlite)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / "inbox")
    for name in ("inbox", "./inbox/../inbox", "link", "inbox/*.txt"):
        assert load(Path(name), to=sqlite, pipeline=told).skipped == 3
    assert states(sqlite) == before


def test_records_of_a_file_have_places_of_their_own(sqlite: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    put(inbox, "a.txt", "甲")
    lines = put(inbox, "x.jsonl", '{"text": "甲"}\n{"text": "乙", "source": "https://x.example"}\n')
    load(inbox, to=sqlite, pipeline=told)
    assert counted(sqlite) == ["乙", "甲"] or len(counted(sqlite)) == 2
    lines.write_text('{"text": "丙=3"}\n{"text": "乙", "source": "https://x.example"}\n', encoding="utf-8")
    load(inbox, to=sqlite, pipeline=told)
    assert set(counted(sqlite)) == {"甲", "乙", "丙=3"}
    lines.write_text('{"text": "丁=4"}\n{"text": "乙", "source": "https://x.example"}\n', encoding="utf-8")
    load(inbox, to=sqlite, pipeline=told)
    assert set(counted(sqlite)) == {"甲", "乙", "丁=4"}


def test_releases_stored_by_a_program_never_supersede_one_another(sqlite: str) -> None:
    from store.handmade import SAMPLE

    with DatabaseTarget(sqlite) as target:
        target.write(SAMPLE)
        target.write(dataclasses.replace(SAMPLE, release_id="f" * 16, content_id="f" * 16))
    assert rows(sqlite, "releases", "superseded_by") == [(None,), (None,)]


def test_two_pipelines_in_turn_settle_on_one(sqlite: str, tmp_path: Path) -> None:
    inbox = fill(tmp_path / "inbox", 3)
    done = [load(inbox, to=sqlite, pipeline=told, version=str(1 + n % 2)).releases for n in range(8)]
    assert done[3:] == [0] * 5
    assert load(inbox, to=sqlite, pipeline=told, version="1").newer == 3
    assert load(inbox, to=sqlite, pipeline=told, version="1", force=True).releases == 3


def test_the_newer_zhengce_prevails(sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengce.batch import contest, tracker

    inbox = fill(tmp_path / "inbox", 3)

    def night(version: str, fingerprint: str) -> int:
        for module in (contest, tracker):
            monkeypatch.setattr(module, "__version__", version)
        return load(inbox, to=sqlite, pipeline=told, version=fingerprint).releases

    assert night("9.10.0", "1") == 3
    assert [night("9.9.1", "2"), night("9.10.0", "1"), night("9.9.1", "3")] == [0, 0, 0]
    assert night("10.0", "0") == 3


def test_other_libraries_of_one_version(sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengce.batch import contest, tracker

    inbox = fill(tmp_path / "inbox", 3)

    def night(fingerprint: str) -> int:
        for module in (contest, tracker):
            monkeypatch.setattr(module, "libraries_told", lambda: fingerprint)
        return load(inbox, to=sqlite, pipeline=told, version=fingerprint).releases

    assert [night("b"), night("a"), night("b"), night("a"), night("c")] == [3, 0, 0, 0, 3]


def test_what_is_forgotten_stays_out(url: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    put(inbox, "a.txt", "甲=同", published="2023-01-01")
    put(inbox, "b.txt", "乙=同")
    put(inbox, "c.txt", "丙")
    put(inbox, "d.txt", "丙")
    load(inbox, to=url, pipeline=told)
    assert counted(url) == ["丙", "甲=同"]
    with DatabaseTarget(url) as target:
        (one,) = target.forget(str(inbox / "a.txt"))
        assert target.forget(str(inbox / "c.txt")) == []
        assert target.forget("nothing") == []
    assert counted(url) == ["丙", "乙=同"]
    load(inbox, to=url, pipeline=told, force=True)
    assert counted(url) == ["丙", "乙=同"]
    with DatabaseTarget(url) as target:
        assert target.remember(one.release_id) == 1
        assert [gone.source for gone in target.forget("0" * 16)] == []
    load(inbox, to=url, pipeline=told)
    assert counted(url) == ["丙", "甲=同"]


def test_a_release_is_forgotten_wherever_it_lies(sqlite: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    for name in "ab":
        put(inbox, f"{name}.txt", "同")
    load(inbox, to=sqlite, pipeline=told)
    ((release,),) = rows(sqlite, "releases", "release_id")
    with DatabaseTarget(sqlite) as target:
        assert len(target.forget(release)) == 1
    assert rows(sqlite, "sources", "source") == []
    assert load(inbox, to=sqlite, pipeline=told).skipped == 2


def test_analysed_again_from_the_raw_text(url: str, tmp_path: Path) -> None:
    from zhengce.batch import reanalyse

    inbox = fill(tmp_path / "inbox", 70)
    put(inbox, "00001.txt", "第1篇", title="题")

    def first(document: Any) -> Any:
        release = told(document)
        numbered = [
            dataclasses.replace(each, indicator_id=f"{release.release_id}-{each.index}")
            for each in release.indicators
        ]
        return dataclasses.replace(release, indicators=tuple(numbered))

    def second(document: Any) -> Any:
        release = first(document)
        one, two, _, *rest = release.indicators
        if document.title != "题":
            return release
        new = dataclasses.replace(one, indicator_id="new", index=2)
        changed = dataclasses.replace(one, value=one.value + 1, rule="other")
        return dataclasses.replace(
            release, indicators=(changed, dataclasses.replace(two, rule="x"), new, *rest)
        )

    load(inbox, to=url, pipeline=first)
    for path in inbox.iterdir():
        path.unlink()
    done = reanalyse(url, pipeline=second, version="2")
    assert (done.summary.releases, done.without_text) == (70, 0)
    assert sorted((change.what, list(change.fields)) for change in done.changes) == [
        ("added", []),
        ("changed", ["value"]),
        ("removed", []),
    ]
    again = reanalyse(url, pipeline=second, version="2")
    assert (again.summary.releases, again.summary.skipped, again.changes) == (0, 70, [])
    assert reanalyse(url, pipeline=second, version="2", force=True).summary.releases == 70
    assert {title for (title,) in rows(url, "releases", "title")} == {"题", None}
