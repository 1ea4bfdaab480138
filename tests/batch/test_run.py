"""A run stores what can be done, lists what cannot, and goes on."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from store.samples import SAMPLE, analyse

from zhengce.batch import run
from zhengce.errors import EmptyInputError, InputError, ModelError, TargetError
from zhengce.store.database import DatabaseTarget
from zhengce.types import RawDocument, Release

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name, data in {"a.txt": "甲", "b.txt": "乙", "c.txt": "", "d.txt": "丁"}.items():
        (folder / name).write_text(data, encoding="utf-8")
    return folder


def test_counts_refusals_and_targets(inbox: Path, tmp_path: Path) -> None:
    told: list[Release | InputError] = []
    targets = [f"sqlite:///{tmp_path}/x.db", str(tmp_path / "x.jsonl")]
    summary = run([inbox, "no.txt"], targets, pipeline=analyse, progress=told.append, keep=2)
    assert summary.releases == 3
    assert dict(summary.records) == {"sentences": 6, "indicators": 15, "programmes": 3, "repairs": 6}
    assert dict(summary.areas) == {"workforce": 3, "craftsmanship": 3}
    assert [type(refusal) for refusal in summary.refusals] == [EmptyInputError, InputError]
    assert summary.targets == tuple(targets)
    assert [type(each) for each in told] == [Release, Release, EmptyInputError, Release, InputError]
    assert summary.first == told[:2]
    lines = (tmp_path / "x.jsonl").read_bytes().splitlines()
    stored = [Release.from_json(line) for line in lines]
    assert stored == [each for each in told if isinstance(each, Release)]
    with DatabaseTarget(targets[0]) as database:
        assert [database.read(release.release_id) for release in stored] == stored


def test_a_fault_in_one_document_is_a_refusal(inbox: Path) -> None:
    def sometimes(document: RawDocument) -> Release:
        if document.text == "甲":
            raise ZeroDivisionError("oops")
        return analyse(document)

    summary = run([inbox / "a.txt", inbox / "b.txt"], [], pipeline=sometimes)
    assert summary.releases == 1
    assert [refusal.reason for refusal in summary.refusals] == [
        "internal error in zhengce (ZeroDivisionError: oops); please report it"
    ]


def test_a_release_that_does_not_fit_is_a_refusal(inbox: Path, tmp_path: Path) -> None:
    huge = dataclasses.replace(SAMPLE.indicators[0], value=Decimal(10) ** 40)

    def sometimes(document: RawDocument) -> Release:
        release = analyse(document)
        return dataclasses.replace(release, indicators=(huge,)) if document.text == "甲" else release

    for target in (f"sqlite:///{tmp_path}/x.db", f"{tmp_path}/x.parquet"):
        summary = run([inbox / "a.txt", inbox / "b.txt"], [target], pipeline=sometimes)
        assert summary.releases == 1
        (refusal,) = summary.refusals
        assert "cannot hold it" in refusal.reason
        assert "NUMERIC(38,10)" in refusal.reason


def test_what_concerns_all_inputs_stops_the_run(inbox: Path, tmp_path: Path) -> None:
    def broken(document: RawDocument) -> Release:
        raise ModelError(f"no model for {document.source}")

    with pytest.raises(ModelError):
        run([inbox], [], pipeline=broken)
    with pytest.raises(TargetError):
        run([inbox], [f"sqlite:///{tmp_path}/no/x.db"], pipeline=analyse)


def test_a_target_named_twice_is_one(inbox: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "x.jsonl")
    run([inbox], [target, target], pipeline=analyse)
    assert len((tmp_path / "x.jsonl").read_bytes().splitlines()) == 3
