"""Corrections into gold and the labelled sentences: merged, in conflict, or waiting; nothing is lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import zhengce
from zhengce.cli import main
from zhengce.corrections import (
    Correction,
    Merged,
    accept,
    append,
    correct,
    label,
    merge,
    missed,
    read_corrections,
    reject,
)
from zhengce.evaluate import evaluate, load_gold
from zhengce.types import Release

TEXT = "2023年，全省建成工会驿站3786个，慰问职工12万人次。\n2024年，计划工会驿站达到4000个。\n"


@dataclass
class Desk:
    """A release that was read, and the folders that corrections go to."""

    release: Release
    file: Path
    gold: Path
    areas: Path

    def merged(self, *corrections: Correction, **options: Any) -> Merged:
        self.file.unlink(missing_ok=True)
        append(self.file, *corrections)
        return merge([self.file], gold=self.gold, areas=self.areas, **options)

    def accept_all(self, by: str | None = None) -> list[Correction]:
        return [accept(self.release, one, by=by) for one in self.release.indicators]

    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.gold / "a.jsonl").read_text("utf-8").splitlines()]

    def sentences(self) -> list[dict[str, Any]]:
        lines = [
            line for p in sorted(self.areas.glob("*.jsonl")) for line in p.read_text("utf-8").splitlines()
        ]
        return [json.loads(line) for line in lines]

    def files(self) -> dict[str, bytes]:
        folders = (self.gold, self.areas)
        return {p.name: p.read_bytes() for f in folders for p in sorted(f.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def pipeline() -> zhengce.Pipeline:
    return zhengce.Pipeline()


@pytest.fixture
def desk(tmp_path: Path, pipeline: zhengce.Pipeline) -> Desk:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text(TEXT, encoding="utf-8")
    (inbox / "a.meta.json").write_text('{"title": "甲", "published": "2024-01-05"}', encoding="utf-8")
    (release,) = zhengce.run([inbox / "a.txt"], [], pipeline=pipeline).first
    areas = tmp_path / "areas"
    areas.mkdir()
    there = {"text": "慰问职工。", "area": "rights", "second": "workforce", "release": "r1", "heading": None}
    line = json.dumps({**there, "origin": "written"}, ensure_ascii=False)
    (areas / "part1.jsonl").write_text(line + "\n", encoding="utf-8")
    return Desk(release, tmp_path / "c.jsonl", tmp_path / "gold", areas)


def test_corrections_are_read_back_as_they_were_written(desk: Desk) -> None:
    first = desk.release.indicators[0]
    several: list[Correction] = [
        accept(desk.release, first, by="li"),
        correct(desk.release, first, subject="驿站", note="短"),
        reject(desk.release, first),
        missed(desk.release, "2023", raw_start=0, value=2023, subject="年"),
        label(desk.release, desk.release.sentences[0], "other"),
    ]
    append(desk.file, *several[:2])
    append(desk.file, *several[2:])
    assert read_corrections(desk.file) == several


def test_a_field_that_no_indicator_has_is_refused(desk: Desk) -> None:
    with pytest.raises(ValueError, match="unknown field 'colour'"):
        correct(desk.release, desk.release.indicators[0], colour="red")


@pytest.mark.parametrize(
    "line", ['{"kind": "indicator"}', "no json", '{"text": "甲"}', '{"kind": "other"}', "[1"]
)
def test_a_line_that_is_no_correction_is_named_and_nothing_is_merged(desk: Desk, line: str) -> None:
    append(desk.file, *desk.accept_all())
    before = desk.files()
    if line.startswith("["):
        desk.file.write_text(line, encoding="utf-8")
    else:
        with desk.file.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    call = ["correct", "merge", str(desk.file), "--gold", str(desk.gold), "--areas", str(desk.areas)]
    result = CliRunner().invoke(main, call)
    assert (result.exit_code, desk.files()) == (2, before)
    assert "c.jsonl" in result.stderr


def test_a_release_judged_in_full_becomes_gold(desk: Desk) -> None:
    done = desk.merged(*desk.accept_all())
    assert (done.added, done.unmerged) == (len(desk.release.indicators), [])
    (document,) = load_gold(desk.gold)
    assert (document.id, document.text, document.title, document.published) == ("a", TEXT, "甲", "2024-01-05")
    assert (desk.gold / "texts" / "a.txt").read_text("utf-8") == TEXT
    station = desk.rows()[0]
    assert (station["text"], station["nth"], station["value"], station["unit"]) == ("3786个", 0, 3786, "个")
    assert document.indicators is not None
    assert [TEXT[start : start + len(row.text)] for row, start in document.indicators] == [
        "3786个",
        "12万人次",
        "4000个",
    ]


def test_a_release_judged_in_part_waits(desk: Desk) -> None:
    done = desk.merged(*desk.accept_all()[:1])
    assert [one.why for one in done.unmerged] == ["waiting"]
    assert "1 of 3" in done.unmerged[0].reason
    assert not desk.gold.exists()


def test_a_release_whose_text_is_gone_waits_until_it_is_named(desk: Desk, tmp_path: Path) -> None:
    everything = desk.accept_all()
    elsewhere = tmp_path / "archive"
    Path(desk.release.source).parent.rename(elsewhere)
    assert {one.why for one in desk.merged(*everything).unmerged} == {"waiting"}
    assert desk.merged(*everything, texts=[elsewhere]).unmerged == []


def test_rejected_is_left_out_corrected_is_changed_and_missed_is_put_in(desk: Desk) -> None:
    station, consoled, aim = desk.release.indicators
    desk.merged(
        correct(desk.release, station, subject="驿站"),
        reject(desk.release, consoled),
        accept(desk.release, aim),
        missed(desk.release, "2024年", raw_start=TEXT.index("2024年"), value=2024, unit="年", subject="年份"),
    )
    assert [(row["text"], row["subject"]) for row in desk.rows()] == [
        ("3786个", "驿站"),
        ("2024年", "年份"),
        ("4000个", desk.rows()[2]["subject"]),
    ]


def test_a_correction_changes_what_evaluation_measures(desk: Desk, pipeline: zhengce.Pipeline) -> None:
    desk.merged(*desk.accept_all())
    right = evaluate(load_gold(desk.gold), pipeline).figures()
    assert (right["indicators.f1"], right["indicators.record"]) == (1, 1)
    desk.merged(correct(desk.release, desk.release.indicators[0], value=3787), overrule=True)
    wrong = evaluate(load_gold(desk.gold), pipeline).figures()
    assert wrong["indicators.value"] == pytest.approx(2 / 3, abs=1e-3)
    assert wrong["indicators.sound"] == pytest.approx(2 / 3, abs=1e-3)
    assert wrong["indicators.record"] == pytest.approx(2 / 3, abs=1e-3)
    result = CliRunner().invoke(main, ["evaluate", str(desk.gold)])
    assert "indicators.record        0.667" in result.stdout


def test_merging_twice_changes_nothing(desk: Desk) -> None:
    everything = [*desk.accept_all(), label(desk.release, desk.release.sentences[0], "innovation")]
    desk.merged(*everything)
    before = desk.files()
    again = desk.merged(*everything)
    assert (again.added, again.changed, again.known, again.unmerged) == (0, 0, len(everything), [])
    assert desk.files() == before


def test_gold_that_says_otherwise_is_a_conflict_until_overruled(desk: Desk) -> None:
    desk.merged(*desk.accept_all())
    before = desk.files()
    change = correct(desk.release, desk.release.indicators[0], subject="驿站", unit="座")
    conflict = desk.merged(change).conflicts[0]
    assert "unit '个'" in conflict.reason
    assert "unit '座'" in conflict.reason
    assert (conflict.correction, desk.files()) == (change, before)
    assert desk.merged(change, overrule=True).changed == 1
    assert (desk.rows()[0]["subject"], desk.rows()[0]["unit"], len(desk.rows())) == ("驿站", "座", 3)


def test_fields_of_version_2_go_into_gold(desk: Desk) -> None:
    first, *rest = desk.release.indicators
    place = {"denominator": None, "region": "海州省", "vintage": "preliminary"}
    desk.merged(correct(desk.release, first, **place), *(accept(desk.release, one) for one in rest))
    row = desk.rows()[0]
    assert (row["denominator"], row["region"], row["vintage"]) == (None, "海州省", "preliminary")
    assert "basis" not in row
    (document,) = load_gold(desk.gold)
    assert document.indicators is not None
    assert document.indicators[0][0].region == "海州省"


def test_other_days_and_places_that_gold_accepts_are_no_conflict(desk: Desk) -> None:
    desk.merged(*desk.accept_all())
    rows = desk.rows()
    rows[0] |= {"dates_alt": [[None, "2023-12-31"]], "region": "海州省", "region_alt": ["海州"]}
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (desk.gold / "a.jsonl").write_text(lines, encoding="utf-8")
    first = desk.release.indicators[0]
    change = correct(desk.release, first, period_start=None, period_end="2023-12-31", region="海州")
    assert desk.merged(change).conflicts == []
    other = correct(desk.release, first, region="江州省")
    assert "region" in desk.merged(other).conflicts[0].reason
    assert desk.merged(other, overrule=True).changed == 1
    assert (desk.rows()[0]["region"], "region_alt" in desk.rows()[0]) == ("江州省", False)


def test_another_accepted_subject_of_gold_is_no_conflict(desk: Desk) -> None:
    desk.merged(*desk.accept_all())
    rows = desk.rows()
    rows[0]["subject_alt"] = ["驿站"]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (desk.gold / "a.jsonl").write_text(text, encoding="utf-8")
    done = desk.merged(correct(desk.release, desk.release.indicators[0], subject="驿站"))
    assert (done.known, done.unmerged) == (1, [])


def test_rejecting_what_gold_holds_is_a_conflict_and_takes_it_out_when_overruled(desk: Desk) -> None:
    desk.merged(*desk.accept_all())
    refusal = reject(desk.release, desk.release.indicators[0])
    assert "no indicator" in desk.merged(refusal).conflicts[0].reason
    desk.merged(refusal, overrule=True)
    assert [row["text"] for row in desk.rows()] == ["12万人次", "4000个"]


def test_who_changes_his_mind_is_heard_last_and_two_who_differ_are_a_conflict(desk: Desk) -> None:
    first, *others = desk.release.indicators
    rest = [accept(desk.release, one, by="li") for one in others]
    said = [correct(desk.release, first, by="li", subject=s) for s in ("甲站", "驿站")]
    other = correct(desk.release, first, by="wang", subject="服务站")
    disputed = desk.merged(*said, *rest, other)
    assert [one.correction for one in disputed.conflicts] == [said[1], other]
    assert not desk.gold.exists()
    desk.merged(*said, *rest)
    assert desk.rows()[0]["subject"] == "驿站"


def test_what_was_not_merged_can_be_written_for_the_next_time(desk: Desk, tmp_path: Path) -> None:
    partial = desk.accept_all()[:2]
    append(desk.file, *partial)
    rest = tmp_path / "rest.jsonl"
    call = ["correct", "merge", str(desk.file), "--gold", str(desk.gold), "--areas", str(desk.areas)]
    result = CliRunner().invoke(main, [*call, "--rest", str(rest)])
    assert result.exit_code == 1
    assert read_corrections(rest) == partial == read_corrections(desk.file)


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    before = desk.files()
    done = desk.merged(*desk.accept_all(), dry_run=True)
    assert (done.added, done.written, desk.files()) == (3, (), before)


def test_a_sentence_with_its_area_joins_the_labelled_ones(desk: Desk) -> None:
    sentence = desk.release.sentences[0]
    done = desk.merged(label(desk.release, sentence, "workforce", second="rights", by="li"))
    assert done.added == 1
    added = desk.sentences()
    assert len(added) == 2
    assert {**added[0], "heading": None} == {
        "text": sentence.text, "area": "workforce", "second": "rights",
        "release": desk.release.release_id, "heading": None, "origin": "corrected",
    }  # fmt: skip


def exported(desk: Desk, content: str) -> Merged:
    desk.file.write_text(content, encoding="utf-8")
    return merge([desk.file], gold=desk.gold, areas=desk.areas)


def test_label_studio_and_doccano_say_the_same(desk: Desk) -> None:
    studio = [
        {
            "data": {"text": "甲乙丙丁。", "release_id": "r9", "heading": "一、甲"},
            "annotations": [
                {"result": [{"value": {"choices": ["维权服务", "workforce"]}}], "completed_by": 1}
            ],
        },
        {"data": {"text": "没有标注。"}, "annotations": [{"result": [], "was_cancelled": True}]},
    ]
    doccano = {"id": 1, "text": "甲乙丙丁。", "label": ["rights", "workforce"], "meta": {"release_id": "r9"}}
    short = [{"text": "甲乙丙丁。", "area": "rights", "release_id": "r9", "annotator": 1}]
    assert exported(desk, json.dumps(studio, ensure_ascii=False)).added == 1
    row = next(row for row in desk.sentences() if row["text"] == "甲乙丙丁。")
    assert (row["area"], row["second"], row["release"], row["heading"]) == (
        "rights",
        "workforce",
        "r9",
        "一、甲",
    )
    assert len(desk.sentences()) == 2
    for content in (json.dumps(doccano, ensure_ascii=False) + "\n", json.dumps(short, ensure_ascii=False)):
        assert (exported(desk, content).known, len(desk.sentences())) == (1, 2)


@pytest.mark.parametrize(
    ("area", "counts", "after"),
    [("rights", (1, 0), "rights"), ("workforce", (1, 0), "rights"), ("innovation", (0, 1), "rights")],
)
def test_a_sentence_that_is_there_is_known_or_in_conflict(
    desk: Desk, area: str, counts: tuple[int, int], after: str
) -> None:
    line = json.dumps({"text": "慰问 职工。", "label": [area]}, ensure_ascii=False)
    done = exported(desk, line)
    assert (done.known, len(done.conflicts)) == counts
    assert desk.sentences()[0]["area"] == after
    if done.conflicts:
        assert "part1.jsonl:1" in done.conflicts[0].reason


def test_overruled_the_area_changes_where_it_stands(desk: Desk) -> None:
    desk.file.write_text(json.dumps({"text": "慰问职工。", "label": "innovation"}), encoding="utf-8")
    merge([desk.file], gold=desk.gold, areas=desk.areas, overrule=True)
    (row,) = desk.sentences()
    assert (row["area"], row["second"], row["origin"]) == ("innovation", None, "written")


@pytest.mark.parametrize(("area", "word"), [("sports", "no such area 'sports'"), (None, "not given")])
def test_an_area_that_nobody_knows_waits(desk: Desk, area: str | None, word: str) -> None:
    done = desk.merged(label(desk.release, desk.release.sentences[0], area))
    assert [one.why for one in done.unmerged] == ["waiting"]
    assert word in done.unmerged[0].reason
    assert len(desk.sentences()) == 1


@pytest.mark.parametrize("tool", ["label_studio", "doccano"])
def test_whole_releases_as_they_are_exported_come_back_sentence_by_sentence(desk: Desk, tool: str) -> None:
    exchange = pytest.importorskip("zhengce.exchange")
    content = getattr(exchange, f"to_{tool}")([desk.release], sentences=True)
    if tool == "label_studio":
        (task,) = json.loads(content)
        task["annotations"] = [{"result": task.pop("predictions")[0]["result"], "completed_by": 3}]
        for part in task["annotations"][0]["result"]:
            if part["from_name"] == "area":
                part["value"]["choices"] = ["innovation"]
        content = json.dumps([task])
    else:
        line = json.loads(content)
        line["label"] = [[s, e, "sentence:innovation" if "sentence" in n else n] for s, e, n in line["label"]]
        content = json.dumps(line)
    done = exported(desk, content)
    assert (done.added, done.unmerged) == (len(desk.release.sentences), [])
    added = [row for row in desk.sentences() if row["release"] == desk.release.release_id]
    assert [row["text"] for row in added] == [sentence.text for sentence in desk.release.sentences]
    assert {row["area"] for row in added} == {"innovation"}
