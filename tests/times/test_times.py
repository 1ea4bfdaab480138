"""Time expressions and their days."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengce.times import TimeMention, find_times, of_past_year
from zhengce.times.find import _expressions
from zhengce.times.grammar import anchored, everywhere

HERE = Path(__file__).parent


def rows(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


CASES = [line.split("\t")[:5] for line in rows("days.tsv")]


def day(text: str) -> dt.date | None:
    return None if text == "-" else dt.date.fromisoformat(text)


@pytest.mark.parametrize(("published", "text", "expression", "first", "last"), CASES)
def test_days(published: str, text: str, expression: str, first: str, last: str) -> None:
    (found,) = find_times(text, day(published))
    assert (found.text, found.first, found.last) == (expression, day(first), day(last))


@pytest.mark.parametrize("text", rows("no_times.txt"))
def test_no_time(text: str) -> None:
    assert find_times(text, dt.date(2024, 11, 5)) == []


def told(text: str, published: dt.date | None) -> list[tuple[str, str, str]]:
    return [(t.text, str(t.first or "-"), str(t.last or "-")) for t in find_times(text, published)]


def test_a_year_that_is_reached_is_no_deadline() -> None:
    (first, second) = find_times("由2002年的7703元增加到2007年的13786元", dt.date(2008, 3, 5))
    assert (first.text, second.text) == ("2002年", "2007年")


def test_a_text_that_counts_years_of_the_republic_counts_them_where_they_stand_alone() -> None:
    assert told("112年产值5亿元，较111年增加；113年3月出口3亿元。", dt.date(2024, 4, 20)) == [
        ("112年", "2023-01-01", "2023-12-31"),
        ("111年", "2022-01-01", "2022-12-31"),
        ("113年3月", "2024-03-01", "2024-03-31"),
    ]
    assert told("112年产值5亿元。", dt.date(2024, 4, 20)) == [("112年", "2023-01-01", "2023-12-31")]
    assert told("112年产值5亿元。", dt.date(2018, 4, 20)) == []


def test_a_year_in_full_decides_the_century_where_no_date_does() -> None:
    assert told("一九八五年开工，89年底建成。", None)[1] == ("89年底", "-", "1989-12-31")
    assert told("89年底建成。", None) == [("89年底", "-", "-")] or told("89年底建成。", None) == []


def test_a_financial_year_of_hong_kong_begins_in_april() -> None:
    assert told("香港2023-24年度结余3亿元。", dt.date(2024, 11, 5)) == [
        ("2023-24年度", "2023-04-01", "2024-03-31")
    ]
    assert told("全省2023-24年度结余3亿元。", dt.date(2024, 11, 5)) == [("2023-24年度", "-", "-")]


@pytest.mark.parametrize(
    "text", ["年内新增3个", "本月内新增3个", "本季度新增3个", "今年新增3个", "本周新增3个"]
)
def test_what_the_publication_lies_in_is_not_ahead(text: str) -> None:
    assert not find_times(text, dt.date(2025, 1, 22))[0].future


@pytest.mark.parametrize(
    "text", ["年底前建成", "月底前建成", "到2030年底前建成", "9月底前建成", "明年建成", "下月建成"]
)
def test_what_is_due_is_ahead(text: str) -> None:
    assert find_times(text, dt.date(2025, 1, 22))[0].future


@given(
    st.text(
        alphabet="0123456789年月日号至到—-截今去前三四季度上半底末初以来“”五十二00民国和、周旬间内止首时点自代世纪",
        max_size=40,
    ),
    st.dates(),
)
def test_first_is_never_after_last(text: str, published: dt.date) -> None:
    for time in find_times(text, published):
        assert text[time.start : time.end] == time.text
        if time.first is not None and time.last is not None:
            assert time.first <= time.last


@pytest.mark.parametrize("published", [dt.date.min, dt.date.max])
@pytest.mark.parametrize(
    "text",
    [
        *("昨天", "去年", "前年", "明年", "全年", "今年以来", "上年", "近五年", "上月", "下月底", "上周五"),
        *("上季度", "年底前", "12月以来", "89年底", "八十年代", "过去一年", "截至1月1日止年度", "上半年"),
        "9月底前",
    ],
)
def test_a_placeholder_for_a_date_is_no_crash(text: str, published: dt.date) -> None:
    for found in find_times(text, published):
        for status in ("actual", "target"):
            time = of_past_year(found, published, status)
            assert time.first is None or time.last is None or time.first <= time.last


def test_what_begins_after_the_publication_has_no_end() -> None:
    (time,) = find_times("2020年5月1日起", dt.date(2019, 5, 1))
    assert (time.first, time.last, time.future) == (dt.date(2020, 5, 1), None, True)


@pytest.mark.parametrize("text", ["2023—2020年", "2020年3月—2月"])
def test_days_in_the_wrong_order_prove_nothing(text: str) -> None:
    (time,) = find_times(text, dt.date(2019, 5, 1))
    assert (time.first, time.last) == (None, None)


EVERYWHERE = re.compile("|".join([everywhere(), *(expression.pattern for _, expression in anchored())]))
PIECES = sorted({expression for _, _, expression, *_ in CASES} | set("，。\n）的在于到至自从按三3年月日"))


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_the_look_at_two_characters_leaves_nothing_out(text: str) -> None:
    begins = [m.start() for m in EVERYWHERE.finditer(text)]
    found = [(start, end) for _, start, end in _expressions(text)]
    assert all(any(start <= place < end for start, end in found) for place in begins)


@given(st.lists(st.sampled_from(PIECES), max_size=3).map("，".join))
def test_a_time_stands_where_it_says(text: str) -> None:
    found: list[TimeMention] = find_times(text, dt.date(2024, 11, 5))
    assert [text[time.start : time.end] for time in found] == [time.text for time in found]
