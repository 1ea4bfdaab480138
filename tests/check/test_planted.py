"""Sets of releases with something planted, read by the whole pipeline: it is found, and nothing else is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from zhengce import Pipeline
from zhengce.check import check

CASES = tomllib.loads(Path(__file__).with_name("planted.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['releases'][0][0][:18]}")
def test_what_is_planted_is_found_and_nothing_else(case: dict[str, Any], pipeline: Pipeline) -> None:
    records = [
        {"text": text, "published": day, "publisher": publisher or None, "title": title or None}
        for text, day, publisher, title in case["releases"]
    ]
    found = [f for f in check(pipeline.pipe(records)) if f.verdict == "contradicts"]
    assert {f.kind for f in found} == {case["contradicts"]} - {""}, [f.message for f in found]


def test_there_are_as_many_that_must_not_contradict() -> None:
    clean = [case for case in CASES if not case["contradicts"]]
    assert len(clean) >= 15
    assert len(CASES) - len(clean) >= 15
