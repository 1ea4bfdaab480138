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
