"""Cases as data: what is repaired, and as much that stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengce.config import NormalizeConfig
from zhengce.errors import ConfigError
from zhengce.normalize import STEPS, Normalizer, normalize, replay


def _cases() -> list[tuple[str, str, str]]:
    rows = []
    for line in Path(__file__).with_name("cases.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            label, raw, expected = line.split("\t")
            rows.append((label, raw.replace("\\n", "\n"), expected.replace("\\n", "\n").replace("\\s", " ")))
    return rows


CASES = _cases()


@pytest.mark.parametrize(("label", "raw", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case(label: str, raw: str, expected: str) -> None:
    normalized = normalize(raw)
    assert normalized.text == expected, label
    assert replay(raw, normalized.log) == expected
    assert normalize(expected).text == expected, "a repaired text needs no repair"


def test_as_many_cases_stay_as_are_repaired() -> None:
    stays = sum(label.startswith("stays") for label, _, _ in CASES)
    assert stays >= 0.8 * (len(CASES) - stays)


@pytest.mark.parametrize("step", [step.name for step in STEPS])
def test_every_step_has_a_switch(step: str) -> None:
    normalized = Normalizer(NormalizeConfig(skip=(step,)))("產(chǎn)業(yè)發(fā)展,7 856人")
    assert step not in {done.step for done in normalized.log}


def test_a_step_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"no step .'gloss removal'.; the steps are markup"):
        Normalizer(NormalizeConfig(skip=("gloss removal",)))


def test_what_is_lost_is_logged_as_lossy() -> None:
    normalized = normalize("產(chǎn)業(yè)和企業(yè)，再下?lián)?560萬(wàn)元")
    (lost,) = (repair for repair in normalized.repairs if repair.kind == "lost")
    assert lost.lossy
    assert lost.kind == "lost"
    assert "\ufffd" in lost.after
    assert normalized.raw[lost.raw_start : lost.raw_end] == lost.before
    assert "?" in lost.before


def test_kinds_say_what_happened() -> None:
    kinds = {repair.kind for repair in normalize("工作進(jìn)展?fàn)顩r，產(chǎn)業(yè)發(fā)展").repairs}
    assert kinds == {"gloss", "misaligned"}
    assert {repair.kind for repair in normalize("高質量發展?,F代化產業體系").repairs} == {"folded"}
