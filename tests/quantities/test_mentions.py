"""Mentions: what a numeral is in its surroundings."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from zhengce.quantities import Mention, MentionFinder
from zhengce.segment import Segmenter
from zhengce.times import find_times

CASES = tomllib.loads(Path(__file__).with_name("mentions.toml").read_text(encoding="utf-8"))["case"]
SUITES = tomllib.loads(Path(__file__).with_name("public_suites.toml").read_text(encoding="utf-8"))["case"]
FINDER = MentionFinder()
SEGMENT = Segmenter()


def mentions(text: str) -> list[Mention]:
    segmented, times = SEGMENT(text), find_times(text)
    return [m for s in segmented.sentences for m in FINDER.find(segmented, s.start, s.end, times)]


def quantities(text: str) -> list[Mention]:
    return [m for m in mentions(text) if m.kind in ("quantity", "rank")]


def row(mention: Mention) -> str:
    value = mention.value if mention.value is not None else f"{mention.value_min}..{mention.value_max}"
    return f"{mention.text}|{value}|{mention.unit or ''}|{mention.modifier}"


@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_quantities(case: dict[str, Any]) -> None:
    assert [row(m) for m in quantities(case["text"])] == case["quantities"]


@pytest.mark.parametrize("case", SUITES, ids=[c["text"] for c in SUITES])
def test_the_contract_goes_before_public_suites(case: dict[str, Any]) -> None:
    assert [row(m) for m in quantities(case["text"])] == case["quantities"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("15亩", "10000", "平方米"),
        ("1公顷", "10000", "平方米"),
        ("2000斤", "1", "吨"),
        ("3公尺", "3", "米"),
        ("用电30度", "30", "千瓦时"),
        ("气温升到38度", "38", "℃"),
        ("转动30度", "30", "度"),
        ("36μg/m³", "36", "微克/立方米"),
        ("千分之六", "0.6", "%"),
        ("72公里/小时", "72", "公里/小时"),
        ("HK$51", "51", "港元"),
        ("六角钱", "0.6", "元"),
    ],
)
def test_values_meet_in_the_canonical_unit(text: str, value: str, unit: str) -> None:
    (mention,) = quantities(text)
    assert (mention.value_canonical, mention.unit_canonical) == (Decimal(value), unit)


def test_a_catty_of_taiwan_has_no_canonical_value() -> None:
    (mention,) = quantities("新台币计价的稻米30斤")
    assert (mention.unit, mention.unit_canonical, mention.value_canonical) == ("斤", None, None)


@pytest.mark.parametrize(
    "text",
    ["计划13.万人", "增长13，400家企业", "共计3,6亿元", "\N{CYRILLIC CAPITAL LETTER O}5亿元", "新增8。6亿元"],
)
def test_a_broken_numeral_owns_up(text: str) -> None:
    mention = quantities(text)[-1]
    assert mention.damaged
    assert mention.value is mention.value_min is mention.value_canonical is None


def test_what_is_no_quantity_is_kept_as_what_it_is() -> None:
    text = "第十三届，“4567”，2024年，010-65363056，四个方面"
    kinds = {m.text: m.kind for m in mentions(text)}
    assert kinds["第十三"] == "ordinal"
    assert kinds["4567"] == "name"
    assert kinds["2024"] == "date"
    assert kinds["四个"] == "count"
    assert "identifier" in kinds.values()


def test_every_mention_lies_where_it_says() -> None:
    text = "约1.5万亿元，增长5.2%，3.1个百分点"
    for mention in quantities(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.outer_start <= mention.start < mention.end <= mention.outer_end


def test_a_value_is_exact() -> None:
    (mention,) = quantities("余额为0.1亿元")
    assert mention.value == Decimal(10_000_000)


def test_nothing_is_read_out_of_a_run_too_long_to_be_a_number() -> None:
    for run in ("一" * 200, "二〇" * 100, "万" * 200, "7" * 200):
        assert quantities(f"共{run}元") == []


def test_numbers_in_names_are_told_wherever_they_stand() -> None:
    text = "“4567”体系3个，2024年5个，《2035年纲要》"
    found = mentions(text)
    assert [m.kind for m in found] == ["name", "quantity", "date", "quantity", "date"]


def test_a_range_that_falls_is_none() -> None:
    found = quantities("共37861—10个，20%—3%")
    assert [m.text for m in found] == ["37861", "10个", "20%", "3%"]
    assert [m.value_min for m in found] == [None] * 4
