"""Time expressions and their days."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengce.extract import find_times
from zhengce.extract import periods as module
from zhengce.extract.periods import of_past_year

CASES = [
    line.split("\t")[:5]
    for line in Path(__file__).with_name("periods.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def day(text: str) -> dt.date | None:
    return None if text == "-" else dt.date.fromisoformat(text)


@pytest.mark.parametrize(("published", "text", "expression", "first", "last"), CASES)
def test_days(published: str, text: str, expression: str, first: str, last: str) -> None:
    (found,) = find_times(text, day(published))
    assert (found.text, found.first, found.last) == (expression, day(first), day(last))


@pytest.mark.parametrize(
    "text",
    ["体现在四个方面", "1943人", "264.3万，536.5万", "4.8亿元", "队伍打造", "三年行动方案", "第三个五年计划"],
)
def test_no_time(text: str) -> None:
    assert find_times(text, dt.date(2024, 11, 5)) == []


def test_a_year_that_is_reached_is_no_deadline() -> None:
    (first, second) = find_times("由2002年的7703元增加到2007年的13786元", dt.date(2008, 3, 5))
    assert (first.text, second.text) == ("2002年", "2007年")


@given(
    st.text(alphabet="0123456789年月日号至到—-截今去前三四季度上半底末初以来“”五十", max_size=40), st.dates()
)
def test_first_is_never_after_last(text: str, published: dt.date) -> None:
    for time in find_times(text, published):
        assert text[time.start : time.end] == time.text
        if time.first is not None and time.last is not None:
            assert time.first <= time.last


@pytest.mark.parametrize("published", [dt.date.min, dt.date.max])
@pytest.mark.parametrize("text", ["昨天", "去年", "前年", "明年", "全年", "今年以来", "上年", "近五年"])
def test_a_placeholder_for_a_date_is_no_crash(text: str, published: dt.date) -> None:
    for found in find_times(text, published):
        time = of_past_year(found, published, "actual")
        assert time.first is None or time.last is None or time.first <= time.last


def test_what_begins_after_the_publication_has_no_end() -> None:
    (time,) = find_times("2020年5月1日起", dt.date(2019, 5, 1))
    assert (time.first, time.last, time.future) == (dt.date(2020, 5, 1), None, True)


@pytest.mark.parametrize("text", ["2023—2020年", "2020年3月—2月"])
def test_days_in_the_wrong_order_prove_nothing(text: str) -> None:
    (time,) = find_times(text, dt.date(2019, 5, 1))
    assert (time.first, time.last) == (None, None)


EVERYWHERE = re.compile(rf"(?<![\d.](?=\d))(?:{module._ANY_KIND})|{module._LAUNCHED.pattern}")
PIECES = sorted({expression for _, _, expression, *_ in CASES} | set("，。\n）的在于到至自从按三3年月日"))


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_the_look_at_two_characters_leaves_nothing_out(text: str) -> None:
    everywhere = [m.span(m.lastgroup or 0) for m in EVERYWHERE.finditer(text)]
    assert [m.span(m.lastgroup or 0) for m in module._expressions(text)] == everywhere


@pytest.mark.parametrize(
    ("published", "text", "days"),
    [
        ("2020-02-28", "年末", "- 2019-12-31"),
        ("2020-02-28", "12月份", "2019-12-01 2019-12-31"),
        ("2020-02-28", "前三季度", "2019-01-01 2019-09-30"),
        ("2020-02-28", "2月末", "- -"),  # of this year, as the month is nearly over
        ("2020-03-20", "一季度", "- -"),
        ("2020-04-20", "年末", "- -"),
    ],
)
def test_a_part_of_the_year_told_early_in_the_next(published: str, text: str, days: str) -> None:
    (found,) = find_times(text, day(published))
    time = of_past_year(found, day(published), "actual")
    assert (time.first, time.last) == tuple(map(day, days.split()))
    assert of_past_year(found, day(published), "target") == found
