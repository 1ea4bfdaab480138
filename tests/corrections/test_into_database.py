"""Corrections of a file, and labels of annotation tools, into a database; each comes in or is named."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import zhengce
from zhengce.cli import main
from zhengce.corrections import accept, append, correct, label, missed, read_corrections, reject
from zhengce.exchange import to_doccano, to_label_studio
from zhengce.store.database import DatabaseTarget
from zhengce.types import Indicator, Release

TEXT = "2023年，全省建成工会驿站3786个，慰问职工12万人次。\n2024年，计划工会驿站达到4000个。另有5项。\n"


@pytest.fixture(scope="module")
def release() -> Release:
    found = zhengce.Pipeline()(TEXT, source="a.txt", publisher="黑龙江省总工会", published="2024-01-05")
    return dataclasses.replace(found, indicators=tuple(i for i in found.indicators if i.text != "5项"))


@pytest.fixture
def loaded(url: str, release: Release) -> str:
    with DatabaseTarget(url) as target:
        target.write(release)
    return url


def called(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["correct", *map(str, words)])
    return done.exit_code, done.output


def figures(url: str, release: Release) -> dict[str, Indicator]:
    with DatabaseTarget(url) as target:
        return {one.text: one for one in target.read(release.release_id).indicators}


def test_a_file_of_corrections(loaded: str, release: Release, tmp_path: Path) -> None:
    stations, people, plan, *_ = release.indicators
    place = TEXT.index("另有5项") + 2
    file = tmp_path / "c.jsonl"
    append(
        file,
        correct(release, stations, by="li", note="两字颠倒", value=3768),
        reject(release, people, by="li"),
        accept(release, plan, by="li"),
        missed(release, "5项", raw_start=place, by="li", value=5, unit="项", subject="其他项目"),
        label(release, release.sentences[0], "rights", by="li"),
    )
    status, told = called("apply", file, "--to", loaded)
    assert status == 1  # the area of a sentence is named
    assert "4 applied, 0 already known, 1 not applied" in told
    assert "zhengce correct merge" in told
    found = figures(loaded, release)
    assert (found["3786个"].value, found["3786个"].review) == (Decimal(3768), "corrected")
    assert "12万人次" not in found
    assert (found["4000个"].review, found["5项"].subject) == ("accepted", "其他项目")
    assert "0 applied, 4 already known" in called("apply", file, "--to", loaded)[1]
    status, told = called("list", loaded)
    assert "value: 3786 → 3768 (两字颠倒) · holds in 1" in told
    key = next(line.split()[0] for line in told.splitlines() if "value: 3786" in line)
    assert called("undo", loaded, key)[0] == 0
    assert figures(loaded, release)["3786个"].value == 3786
    assert called("undo", loaded, key)[0] == 1
    assert "undone" in called("list", loaded)[1]


def test_the_database_gives_corrections_that_merge_reads(
    loaded: str, release: Release, tmp_path: Path
) -> None:
    file, back = tmp_path / "c.jsonl", tmp_path / "back.jsonl"
    one = release.indicators[0]
    append(
        file,
        correct(release, one, by="li", value=3768, subject="驿站"),
        reject(release, release.indicators[1]),
    )
    called("apply", file, "--to", loaded)
    back.write_text(called("list", loaded, "--json")[1], encoding="utf-8")
    second, first = sorted(read_corrections(back), key=lambda one: str(one.verdict), reverse=True)
    assert (first.verdict, first.fields, first.of) == (  # type: ignore[union-attr]
        "correct",
        {"value": 3768, "subject": "驿站"},
        len(release.indicators),
    )
    assert second.verdict == "reject"


def test_labels_of_label_studio(loaded: str, release: Release, tmp_path: Path) -> None:
    tasks: list[dict[str, Any]] = json.loads(to_label_studio([release]))
    (task,) = tasks
    results = json.loads(json.dumps(task["predictions"][0]["result"]))
    for result in results:
        if result["value"]["text"] == [release.indicators[0].subject]:
            result["value"]["text"] = ["职工驿站"]
    people = next(i for i, r in enumerate(results) if r["value"].get("text") == "12万人次")
    gone = results[people]["id"]
    results = [r for r in results if r["id"] != gone]
    place = TEXT.index("另有5项") + 2
    value = {"start": place, "end": place + 2, "text": "5项", "labels": ["indicator"]}
    common = {"id": "new", "to_name": "text"}
    results.append({**common, "from_name": "label", "type": "labels", "value": value})
    typed = {"start": place, "end": place + 2, "text": ["其他项目"]}
    results.append({**common, "from_name": "subject", "type": "textarea", "value": typed})
    task["annotations"] = [{"result": results, "completed_by": 7, "created_at": "2024-02-01T08:00:00Z"}]
    file = tmp_path / "export.json"
    file.write_text(json.dumps(tasks), encoding="utf-8")
    status, told = called("apply", file, "--to", loaded)
    assert (status, "0 not applied" in told) == (0, True), told
    found = figures(loaded, release)
    assert (found["3786个"].subject, found["3786个"].reviewed_by) == ("职工驿站", "7")
    assert "12万人次" not in found
    added = found["5项"]
    assert (added.subject, added.value, added.review) == ("其他项目", Decimal(5), "added")
    assert found["4000个"].review == "accepted"
    told = called("merge", file, "--gold", tmp_path / "gold", "--areas", tmp_path / "areas")[1]
    assert "labels of indicators are not merged from here" in told


def test_labels_of_doccano(loaded: str, release: Release, tmp_path: Path) -> None:
    line = json.loads(to_doccano([release]))
    line["label"] = [
        [start, end, "indicator:level:actual" if text == "indicator:level:target" else text]
        for start, end, text in line["label"]
        if line["text"][start:end] != "12万人次"
    ]
    file = tmp_path / "export.jsonl"
    file.write_text(json.dumps(line), encoding="utf-8")
    status, told = called("apply", file, "--to", loaded, "--by", "li")
    assert status == 1
    assert "12万人次: has no label" in told
    found = figures(loaded, release)
    assert (found["4000个"].status, found["4000个"].review) == ("actual", "corrected")
    assert found["12万人次"].review is None


def test_labels_of_another_text_are_named(loaded: str, release: Release, tmp_path: Path) -> None:
    line = json.loads(to_doccano([release]))
    other = {**line, "release_id": "0" * 16}
    changed = {**line, "text": line["text"].replace("慰问", "看望")}
    file = tmp_path / "export.jsonl"
    file.write_text("\n".join(map(json.dumps, (other, changed))), encoding="utf-8")
    told = called("apply", file, "--to", loaded)[1]
    assert told.count("is not in the database") == len(release.indicators)
    assert told.count("the repaired text has changed") == len(release.indicators)


def test_nothing_acts_in_the_terminal(loaded: str, release: Release, tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    evil = "\x1b[31m红\u202e"
    append(file, correct(release, release.indicators[0], by=evil, note=evil, subject=evil))
    called("apply", file, "--to", loaded)
    told = called("list", loaded)[1]
    assert "红" in told
    assert not {"\x1b", "\u202e"} & set(told)


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text("", encoding="utf-8")
    status, told = called("list", f"sqlite:///{tmp_path}/none.db")
    assert status == 2, told
    assert not (tmp_path / "none.db").exists()
