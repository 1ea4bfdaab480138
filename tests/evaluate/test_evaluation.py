"""Evaluation: what counts as found, right, spurious; floors; bad gold."""

import json
from pathlib import Path
from typing import Any

import pytest

from zhengce.errors import ConfigError
from zhengce.evaluate import Floors, evaluate, fallen, load_floors, load_gold, raise_floors

TEXT = "2024年，建成工会驿站3786个，满意率98.5%。"
STATION = {
    "text": "3786个", "nth": 0, "value": 3786, "unit": "个", "measure": "level", "direction": None,
    "modifier": "exact",
    "subject": "工会驿站", "status": "actual", "period": "2024年", "base": None,
}  # fmt: skip
SATISFIED = {**STATION, "text": "98.5%", "value": 98.5, "unit": "%", "subject": "满意率"}


def gold(folder: Path, *rows: dict[str, Any], text: str = TEXT) -> Path:
    source = {"source": "a.txt", "text": text, "title": None, "published": "2024-12-31"}
    (folder / "releases.jsonl").write_text(json.dumps(source) + "\n", encoding="utf-8")
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def test_all_right(tmp_path: Path) -> None:
    figures = evaluate(load_gold(gold(tmp_path, STATION, SATISFIED))).figures()
    assert set(figures.values()) == {1.0}


def test_a_wrong_field_a_miss_and_a_spurious_one_count(tmp_path: Path) -> None:
    wrong = {**STATION, "value": 3787}
    missed = {**STATION, "text": "2024年", "value": 2024}
    result = evaluate(load_gold(gold(tmp_path, wrong, missed)))
    assert (result.indicators.gold, result.indicators.found, result.indicators.spurious) == (2, 1, 1)
    assert (result.right["value"], result.right["unit"], result.whole) == (0, 1, 0)
    assert {what for what, *_ in result.errors} == {"value", "missed", "spurious"}


def test_another_accepted_reading_is_right(tmp_path: Path) -> None:
    other = {"subject": "网点", "subject_alt": ["建成工会驿站"], "period": "今年", "period_alt": ["2024年"]}
    row = {**STATION, **other}
    assert evaluate(load_gold(gold(tmp_path, row, SATISFIED))).whole == 2


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({**STATION, "colour": "red"}, "colour"),
        ({**STATION, "text": "9999个"}, "does not occur 1 times"),
        ({**STATION, "nth": 3}, "does not occur 4 times"),
        ({"text": "3786个"}, "nth"),
    ],
)
def test_bad_gold_is_named(tmp_path: Path, row: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_gold(gold(tmp_path, row))


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"releases\.jsonl: no such file"):
        load_gold(tmp_path)


def test_floors_rise_and_fall_only_when_told(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    raise_floors(path, {"f1": 0.9}, gold="x")
    assert load_floors(path) == Floors("x", {"f1": 0.898})
    raise_floors(path, {"f1": 0.95}, gold="x")
    assert load_floors(path).floors == {"f1": 0.948}
    with pytest.raises(ConfigError, match=r"f1: 0.948 to 0.798"):
        raise_floors(path, {"f1": 0.8}, gold="x")
    raise_floors(path, {"f1": 0.8}, gold="x", lower=True)
    assert load_floors(path).floors == {"f1": 0.798}


def test_a_figure_that_is_gone_has_fallen() -> None:
    assert fallen(Floors("x", {"f1": 0.9}), {}) == {"f1": (0.0, 0.9)}
