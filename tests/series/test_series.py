"""Which figures belong to one series, and which must never."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import zhengce
from zhengce.errors import ConfigError
from zhengce.regions import Region
from zhengce.resources import load_tsv
from zhengce.series import Figure, SeriesFinder, load_registry
from zhengce.types import Base, Period

HERE = Region("澜江市", None)
FIND = SeriesFinder()
ROWS = load_tsv(Path(__file__).with_name("wordings.tsv"), 5)


@pytest.mark.parametrize(("kind", "one", "two", "unit", "measure"), ROWS)
def test_wordings(kind: str, one: str, two: str, unit: str, measure: str) -> None:
    first, second = (FIND(Figure(text, unit, measure, HERE)) for text in (one, two))  # type: ignore[arg-type]
    if kind == "none":
        assert first is None
        return
    assert first is not None
    assert second is not None
    assert (first.series_id == second.series_id) == (kind == "same"), (first, second)


def figure(subject: str = "地区生产总值", unit: str = "%", **known: Any) -> Figure:
    return Figure(subject, unit, "change", HERE)._replace(**known)


def test_two_places_are_two_series() -> None:
    one, two = (FIND(figure(region=Region(name, None))) for name in ("澜江市", "青澜市"))
    assert one is not None
    assert two is not None
    assert one.series_id != two.series_id


def test_a_figure_of_no_known_place_has_no_series() -> None:
    assert FIND(figure(region=None)) is None


def test_the_place_in_the_name_is_the_figures_own() -> None:
    one = FIND(figure("山东省生产总值", region=Region("全国", "100000")))
    assert one is not None
    assert (one.name, one.region_code) == ("国内生产总值", "370000")


def test_growth_on_another_base_is_another_series() -> None:
    day = dt.date(2023, 12, 31)
    since = Base("2023年末", "since", None, day)
    monthly = Base("上月", "month_on_month", None, None)
    five_years = Period("五年", dt.date(2020, 1, 1), dt.date(2024, 12, 31))
    figures = [
        figure(),
        figure(base=since),
        figure(base=monthly),
        figure(period=five_years),
        figure(before="年均增长"),
    ]
    assert len({one.series_id for one in map(FIND, figures) if one is not None}) == len(figures)


def test_an_increase_of_a_stock_is_what_was_added() -> None:
    one = FIND(Figure("人民币贷款", "元", "change", HERE, "increase"))
    two = FIND(Figure("新增人民币贷款", "元", "level", HERE))
    assert one is not None
    assert one == two


def test_where_only_a_place_is_named_the_name_is_what_is_done_there() -> None:
    one = FIND(Figure("全市", "例", "level", HERE, before="截至昨日，全市新增输入病例"))
    assert one is not None
    assert one.name == "新增输入病例"
    assert FIND(Figure("全市", "例", "level", HERE, before="全市")) is None


def names(text: str, publisher: str = "甲市统计局") -> list[str | None]:
    release = zhengce.Pipeline()(text, publisher=publisher, published="2025-02-01")
    return [one.series for one in release.indicators]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2024年，全市地区生产总值3150亿元，增长5.2%，四个季度分别增长5.0%、5.1%、5.3%和5.4%。",
            ["国内生产总值"] * 6,
        ),
        (
            "2024年，新能源汽车产量完成21.5万辆，同比增长30.2%，市场占有率达到38.1%。",
            ["新能源汽车产量", "新能源汽车产量", "新能源汽车市场占有率"],
        ),
        (
            "2024年，进出口总额1200亿元，其中出口800亿元，进口400亿元。",
            ["货物进出口总额", "货物出口额", "货物进口额"],
        ),
        ("2024年，固定资产投资增长5%，其中，社区养老领域投入力度加大，同比增长8%。", ["固定资产投资", None]),
        ("2024年，固定资产投资增长5%，其中，12月份同比增长8%。", ["固定资产投资", "固定资产投资"]),
        (
            "2024年末，全市共有技工院校32所，在校生4.6万人；人力资源服务机构510家，从业人员1.2万人。",
            ["技工院校", "技工院校在校生", "人力资源服务机构", "人力资源服务机构从业人员"],
        ),
        ("2024年末，全市快递网点820处，从业人员1.2万人。", ["快递网点", None]),
        (
            "2024年，全市新增社区食堂60家、老年学堂30家，累计分别达到816家和291家。",
            ["新增社区食堂", "新增老年学堂", "社区食堂", "老年学堂"],
        ),
        ("2024年，全市新建5G基站1200个，累计达到3.1万个。", ["新建5G基站", "5G基站"]),
        (
            "2024年，城镇新增就业3.1万人、失业人员再就业1.2万人。",
            ["城镇新增就业", "失业人员再就业"],
        ),
        ("2024年末，全市公园绿地（含街头绿地）累计建成充电桩120个。", [None]),
    ],
    ids=[
        "quarters",
        "share of what was named",
        "trade",
        "a part is not the whole",
        "a month of the whole",
        "of those named before",
        "of nobody",
        "added together",
        "a total of what was added",
        "two of their own",
        "cut short by a bracket",
    ],
)
def test_a_figure_that_names_nothing_goes_on_about_what_was_named(
    text: str, expected: list[str | None]
) -> None:
    assert names(text) == expected


def test_what_was_built_by_a_day_is_the_stock_and_what_is_built_in_a_year_is_not() -> None:
    (stock,) = names("截至2024年底，全市累计建成健身步道320条。")
    (flow,) = names("2024年，全市建成健身步道45条。")
    assert (stock, flow) == ("健身步道", "建成健身步道")


def test_a_place_that_no_list_knows_is_left_away_too() -> None:
    assert names("澜江市工会驿站320个。", publisher="澜江市总工会") == ["工会驿站"]


def test_a_file_of_ones_own_wins(tmp_path: Path) -> None:
    own = tmp_path / "series.tsv"
    own.write_text("澜江指数\t澜江景气|景气分\t-\t-\n", encoding="utf-8")
    assert load_registry(own).find("景气分") is not None
    config = zhengce.load_config(series={"file": str(own)})
    release = zhengce.Pipeline(config)("2024年，黑龙江省景气分增长3.1%。", published="2024-12-31")
    assert [i.series for i in release.indicators] == ["澜江指数"]


def test_a_file_that_names_two_by_one_wording_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "series.tsv"
    own.write_text("甲\t丙\t-\t-\n乙\t丙\t-\t-\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="丙"):
        load_registry(own)
    with pytest.raises(ConfigError, match="no such file"):
        load_registry(tmp_path / "none.tsv")
