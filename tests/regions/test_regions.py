"""Places in invented texts: which are named, whose release it is, whose figure a number is."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest

from zhengce.regions import (
    Region,
    ReleaseRegion,
    find_regions,
    region_named,
    region_of,
    release_region,
    resolve_region,
)
from zhengce.resources import load_tsv

HERE = Path(__file__).parent
DATA = Path(find_regions.__code__.co_filename).parent
CASES = tomllib.loads((HERE / "choices.toml").read_text(encoding="utf-8"))["case"]


def told(region: Any) -> str:
    return f"{region.name}:{region.code or '-'}" if region is not None else "-"


def place(word: str) -> Region | None:
    name, _, code = word.partition(":")
    return None if name == "-" else Region(name, None if code == "-" else code)


@pytest.mark.parametrize(("text", "expected"), load_tsv(HERE / "mentions.tsv", 2))
def test_places_that_a_text_names(text: str, expected: str) -> None:
    mentions = find_regions(text)
    assert " ".join(told(m) for m in mentions) == expected.replace("-", "", expected == "-")
    assert all(text[m.start : m.end] == m.text for m in mentions)


@pytest.mark.parametrize(("title", "publisher", "text", "expected"), load_tsv(HERE / "releases.tsv", 4))
def test_whose_release_it_is(title: str, publisher: str, text: str, expected: str) -> None:
    given = [None if cell == "-" else cell for cell in (title, publisher, text)]
    assert told(release_region(given[0], given[1], given[2] or "")) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_whose_figure_a_number_is(case: dict[str, Any]) -> None:
    own = place(case.get("release", "全国:100000"))
    release = ReleaseRegion(*own, news=case.get("news", False)) if own is not None else None
    said = case["said"]
    clause = said.rpartition("，")[2]
    found = region_of(
        case["subject"],
        clause,
        said,
        case.get("heading"),
        release,
        paragraph=case.get("paragraph", ""),
        number=case.get("number", ""),
    )
    assert told(found) == case["expect"]


@pytest.mark.parametrize(
    ("phrase", "release", "expected"),
    [
        ("全县", "安吉县:330523", "安吉县:330523"),
        ("全市", "安吉县:330523", "湖州市:330500"),
        ("全区", "宁夏回族自治区:640000", "宁夏回族自治区:640000"),
        ("全区", "海淀区:110108", "海淀区:110108"),
        ("全市", "海淀区:110108", "北京市:110000"),
        ("全港", "全国:100000", "香港特别行政区:810000"),
        ("本澳", "-", "澳门特别行政区:820000"),
        ("全台", "-", "台湾省:710000"),
        ("我国", "-", "全国:100000"),
        ("我省", "全国:100000", "-"),
        ("全市", "四川省:510000", "-"),
    ],
)
def test_words_of_the_release_itself(phrase: str, release: str, expected: str) -> None:
    assert told(resolve_region(phrase, place(release))) == expected


def test_news_of_a_province_stays_where_its_story_is() -> None:
    release = ReleaseRegion("新疆维吾尔自治区", "650000", news=True, within="650000")
    item = "哈密伊州区戈壁深处。\n塔高200米。\n"
    found = region_of("定日镜", "装有定日镜", "装有定日镜", None, release, item=item)
    assert told(found) == "伊州区:650502"


def test_a_larger_place_does_not_lead_away_from_the_release() -> None:
    release = ReleaseRegion("青杠镇", None, news=True, within="520526")
    found = region_of("果园", "果园达", "果园达", None, release, item="威宁县海拔高。")
    assert told(found) == "青杠镇:-"


def test_codes_are_whole_and_unique_among_those_of_today() -> None:
    rows = load_tsv(DATA / "divisions.tsv", 5)
    today = [code for code, _, _, until, _ in rows if until == "-"]
    assert len(today) == len(set(today)) > 3000
    assert all(len(code) == 6 and code.isdigit() for code, *_ in rows)
    assert {code[:2] for code in today} >= {"11", "23", "44", "65", "71", "81", "82"}


def test_every_code_that_is_named_elsewhere_is_a_division() -> None:
    for name, columns in (("institutions.tsv", 3), ("abbreviations.tsv", 3)):
        for row in load_tsv(DATA / name, columns):
            assert region_named(row[1]).code == row[1]


def test_the_list_has_no_blank_names() -> None:
    with (DATA / "divisions.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if row and not row[0].startswith("#")]
    assert all(len(name) > 1 for _, name, *_ in rows)
