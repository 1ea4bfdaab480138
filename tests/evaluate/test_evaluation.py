"""Evaluation: what counts as found, right, spurious; floors; bad gold."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from zhengce import Pipeline
from zhengce.errors import ConfigError
from zhengce.evaluate import Floors, evaluate, fallen, load_floors, load_gold, raise_floors
from zhengce.evaluate.agreement import accepted_subjects, agrees, agrees_leniently, same_place
from zhengce.evaluate.gold import GoldIndicator
from zhengce.types import Indicator

TEXT = "2024年，建成工会驿站3786个，满意率98.5%。"
STATION = {
    "text": "3786个", "nth": 0, "value": 3786, "unit": "个", "measure": "level", "direction": None,
    "modifier": "exact",
    "subject": "工会驿站", "status": "actual", "period": "2024年", "base": None,
    "period_start": "2024-01-01", "period_end": "2024-12-31",
}  # fmt: skip
SATISFIED = {**STATION, "text": "98.5%", "value": 98.5, "unit": "%", "subject": "满意率"}


def gold(folder: Path, *rows: dict[str, Any], text: str = TEXT) -> Path:
    source = {"source": "a.txt", "text": text, "title": None, "published": "2024-12-31"}
    (folder / "releases.jsonl").write_text(json.dumps(source) + "\n", encoding="utf-8")
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def row(like: dict[str, Any], /, **changes: Any) -> GoldIndicator:
    return msgspec.convert({**like, **changes}, GoldIndicator)


def indicator() -> Indicator:
    return Pipeline()(TEXT).indicators[0]


def test_all_right(tmp_path: Path) -> None:
    figures = evaluate(load_gold(gold(tmp_path, STATION, SATISFIED))).figures()
    assert set(figures.values()) == {1.0}


def test_a_wrong_field_a_miss_and_a_spurious_one_count(tmp_path: Path) -> None:
    wrong = {**STATION, "value": 3787}
    missed = {**STATION, "text": "2024年", "value": 2024}
    result = evaluate(load_gold(gold(tmp_path, wrong, missed)))
    assert (result.indicators.gold, result.indicators.found, result.indicators.spurious) == (2, 1, 1)
    assert (result.right["value"], result.right["unit"], result.record) == (0, 1, 0)
    assert (result.wrong, result.lenient) == (1, 0)
    assert {what for what, *_ in result.errors} == {"value", "missed", "spurious"}


def test_another_accepted_reading_is_right(tmp_path: Path) -> None:
    other = {**STATION, "subject": "网点", "subject_alt": ["工会驿站"]}
    assert evaluate(load_gold(gold(tmp_path, other, SATISFIED))).record == 2


def test_a_subject_is_judged_exactly_and_a_reader_in_a_hurry_passes_one_like_it(tmp_path: Path) -> None:
    result = evaluate(load_gold(gold(tmp_path, {**STATION, "subject": "工会驿站网点"}, SATISFIED)))
    assert (result.right["subject"], result.record, result.lenient) == (1, 1, 2)


def test_a_phrasing_for_two_subjects_of_a_text_is_for_none() -> None:
    rows = [
        row(STATION, subject="甲县驿站", subject_alt=["驿站", "甲县的驿站"]),
        row(STATION, subject="乙县驿站", subject_alt=["驿站"]),
    ]
    assert accepted_subjects(rows) == [{"甲县驿站", "甲县的驿站"}, {"乙县驿站"}]
    same = [row(STATION, subject="驿站"), row(STATION, subject="驿站", subject_alt=["网点"])]
    assert accepted_subjects(same) == [{"驿站"}, {"驿站", "网点"}]


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ({"period": "今年"}, True),  # the days decide
        ({"period_start": None}, False),
        ({"period_start": None, "dates_alt": [["2024-01-01", "2024-12-31"]]}, True),
        ({"period_start": None, "period_end": None, "region": "甲省", "denominator": None}, False),
        ({"period_start": None, "period_end": None}, True),  # version 1 does not say there are none
    ],
)
def test_a_period_is_right_by_its_days(tmp_path: Path, changes: dict[str, Any], right: bool) -> None:  # noqa: FBT001
    result = evaluate(load_gold(gold(tmp_path, {**STATION, **changes}, SATISFIED)))
    assert result.right["period"] == 1 + right


@pytest.mark.parametrize(
    ("base", "carried", "strictly", "leniently"),
    [("2020年", True, False, True), ("2020年", False, False, False), (None, False, True, True)],
)
def test_a_base_that_a_list_carries_must_be_there(
    base: str | None,
    carried: bool,  # noqa: FBT001
    strictly: bool,  # noqa: FBT001
    leniently: bool,  # noqa: FBT001
) -> None:
    one = row(STATION, base=base, base_carried=carried)
    found = indicator()
    assert agrees("base", one, found, ()) is strictly
    assert agrees_leniently("base", one, found) is leniently


@pytest.mark.parametrize(
    ("gold_place", "found_place", "right"),
    [
        ("浙江省", "浙江", True),
        ("浙江", "浙江省", True),
        ("吉林省", "吉林市", False),
        ("香港", "香港特别行政区", True),
        (None, None, True),
        (None, "全国", False),
        ("甲省", "乙省", False),
    ],
)
def test_a_place_is_right_with_and_without_its_rank(
    gold_place: str | None,
    found_place: str | None,
    right: bool,  # noqa: FBT001
) -> None:
    assert same_place(gold_place, found_place) is right


def test_denominator_and_region_are_judged_by_f1_where_gold_has_them(tmp_path: Path) -> None:
    version_2 = {"denominator": None, "region": "海州省"}
    result = evaluate(load_gold(gold(tmp_path, {**STATION, **version_2}, SATISFIED)))
    place = result.extra["region"]
    assert (place.gold, result.extra["denominator"].gold) == (1, 0)
    assert result.record == 2
    assert result.whole == 1 + place.right


def test_a_unit_that_is_not_printed_is_not_judged(tmp_path: Path) -> None:
    result = evaluate(load_gold(gold(tmp_path, {**STATION, "unit": "座"}, SATISFIED)))
    assert result.right["unit"] == 2


def test_a_scale_word_without_a_numeral_counts_neither_way(tmp_path: Path) -> None:
    text = "2024年，产值突破亿元。"
    assert evaluate(load_gold(gold(tmp_path, text=text))).indicators.spurious == 0


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
