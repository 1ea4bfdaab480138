"""Indicators: what sentences say about their numbers."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from zhengce.indicators import IndicatorFinder, IndicatorMention
from zhengce.segment import Segmenter

CASES = tomllib.loads(Path(__file__).with_name("indicators.toml").read_text(encoding="utf-8"))["case"]
KNOWN = tomllib.loads(Path(__file__).with_name("known_failures.toml").read_text(encoding="utf-8"))["case"]
PUBLISHED = dt.date(2025, 1, 20)
SEGMENT = Segmenter()
FINDER = IndicatorFinder()


def find(text: str) -> list[IndicatorMention]:
    return FINDER.find(SEGMENT(text), PUBLISHED)


def row(m: IndicatorMention) -> str:
    sign = {"increase": "+", "decrease": "-", None: ""}[m.direction]
    period, base = m.period.text if m.period else "", m.base.text if m.base else ""
    return f"{m.text}|{m.subject or ''}|{m.measure}{sign}|{m.modifier}|{m.status}|{period}|{base}"


@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    assert [row(m) for m in find(case["text"])] == case["expect"]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, marks=pytest.mark.xfail(reason=c["reason"], strict=True), id=c["text"][:12])
        for c in KNOWN
    ],
)
def test_known_failure(case: dict[str, Any]) -> None:
    assert [row(m) for m in find(case["text"])] == case["expect"]


@pytest.mark.parametrize(
    ("text", "period", "base"),
    [
        ("2019年就业人数50万人，比上年增长3%。", "2019", "2018"),  # whenever it is said
        ("全年就业人数50万人，比上年增长3%。", "2024", "2023"),  # said in January: of the year that has ended
        ("全年就业人数力争比上年增长3%。", "2025", "2024"),  # a plan
        ("2019年就业人数比去年少3%。", "2019", "2024"),
    ],
)
def test_years_that_are_named_by_another(text: str, period: str, base: str) -> None:
    found = find(text)[-1]
    assert found.period is not None
    assert found.base is not None
    assert (str(found.period.end)[:4], str(found.base.end)[:4]) == (period, base)


def test_a_damaged_number_has_no_value() -> None:
    (indicator,) = find("累计下拨\ufffd560万元。")
    assert indicator.damaged
    assert indicator.value is indicator.value_min is indicator.value_max is None


def test_a_period_is_inherited_within_its_section_only() -> None:
    review = "一、2024年工作回顾\n建成驿站30个。\n今年以来，培训职工500人次。\n慰问职工200人次。"
    text = review + "\n二、保障措施\n建成书屋5个。"
    periods = [m.period.text if m.period else None for m in find(text)]
    assert periods == ["2024年", "今年以来", "今年以来", None]


def test_a_section_of_plans_tells_plans() -> None:
    text = "一、去年工作回顾\n建成驿站30个。\n二、2025年工作安排\n新建驿站50个。"
    assert [m.status for m in find(text)] == ["actual", "target"]


def test_a_table_row_is_no_prose() -> None:
    assert find("护养院宿位 428 618 622 599 779") == []


def test_every_indicator_lies_where_it_says() -> None:
    text = "截至2024年底，建成驿站1.2万个，服务职工超300万人次，满意率98.5%。"
    found = find(text)
    assert len(found) == 3
    for indicator in found:
        assert text[indicator.start : indicator.end] == indicator.text


def test_fraction_is_a_percentage() -> None:
    (indicator,) = find("三分之二的企业参加了培训。")
    assert (str(indicator.value), indicator.unit) == ("66.67", "%")


def test_a_heading_that_compares_does_not_date_its_part() -> None:
    text = "四、融资规模略多于上年同期\n人民币贷款增加4万亿元。"
    (indicator,) = FINDER.find(SEGMENT(text), PUBLISHED)
    assert indicator.period is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年前三季度，贷款增加30亿元，比上年同期多增3亿元。", "2023-01-01", "2023-09-30"),
        ("2024年2月，产量增长2%，比2019年同期增长3%。", "2019-02-01", "2019-02-28"),
        ("截至2024年9月底，贷款余额比上年同期增长3%。", "None", "2023-09-30"),
    ],
)
def test_the_same_period_of_another_year_has_the_same_days(text: str, first: str, last: str) -> None:
    base = find(text)[-1].base
    assert base is not None
    assert (str(base.start), str(base.end)) == (first, last)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("年末总人口14亿人，比上年末增加467万人。", "2023-12-31"),
        ("年末存款余额198亿元，比年初增加15亿元。", "2024-01-01"),
        ("存款余额198亿元，比上年末增加15亿元。", None),  # 2024 or the year under way
    ],
)
def test_a_base_is_of_the_year_before_the_figures(text: str, ends: str | None) -> None:
    base = find(text)[1].base
    assert base is not None
    assert base.end == (ends and dt.date.fromisoformat(ends))


def test_the_past_year_is_that_of_the_review() -> None:
    period = find("一、2023年工作回顾\n过去一年，生产总值达到6.3万亿元。")[0].period
    assert period is not None
    assert (period.text, period.start, period.end) == ("过去一年", dt.date(2023, 1, 1), dt.date(2023, 12, 31))


@pytest.mark.parametrize(("year", "ends"), [("2017年", None), ("2024年", dt.date(2024, 12, 31))])
def test_the_end_of_another_year_has_no_days(year: str, ends: dt.date | None) -> None:
    period = find(f"{year}新建学校5所，年末存栏5万头。")[1].period
    assert period is not None
    assert period.end == ends


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("2024年全市着力改善民生", "2024年"),
        ("2025年全市着力改善民生", ""),  # has not ended
        ("全市着力改善民生，2024年成效明显", ""),
        ("2024年全市民生工作方案", ""),  # names the document
    ],
)
def test_a_past_year_that_opens_the_title_governs_what_no_other_time_does(title: str, period: str) -> None:
    (found,) = FINDER.find(SEGMENT("新建养老床位30张。"), PUBLISHED, title=title)
    assert (found.period.text if found.period else "") == period
