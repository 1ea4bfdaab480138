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
    assert all(mention.value_min is None for mention in quantities("共37861—10个，20%—3%"))
