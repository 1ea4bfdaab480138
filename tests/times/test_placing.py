"""Times that are placed by what stands around: of a fact or a plan, and the same period of another year."""

import datetime as dt

import pytest

from zhengce.times import find_times, of_past_year, period_before, same_period, span_kind, years_before


def days(text: str) -> tuple[dt.date | None, ...]:
    return tuple(None if one == "-" else dt.date.fromisoformat(one) for one in text.split())


@pytest.mark.parametrize(
    ("published", "text", "fact", "plan"),
    [
        ("2020-02-28", "年末", "- 2019-12-31", "- 2020-12-31"),
        ("2020-02-28", "12月份", "2019-12-01 2019-12-31", "2020-12-01 2020-12-31"),
        ("2020-02-28", "前三季度", "2019-01-01 2019-09-30", "2020-01-01 2020-09-30"),
        ("2025-01-20", "首三季", "2024-01-01 2024-09-30", "2025-01-01 2025-09-30"),
        ("2020-02-28", "2月末", "- -", "- 2020-02-29"),  # of this year, as the month is nearly over
        ("2020-03-20", "一季度", "- -", "2020-01-01 2020-03-31"),
        ("2020-04-20", "年末", "- 2019-12-31", "- 2020-12-31"),
        ("2024-06-20", "四季度", "2023-10-01 2023-12-31", "2024-10-01 2024-12-31"),
        ("2024-06-20", "上半年", "- -", "2024-01-01 2024-06-30"),
        ("2024-08-20", "上半年", "2024-01-01 2024-06-30", "2024-01-01 2024-06-30"),
        ("2025-01-20", "下半年", "2024-07-01 2024-12-31", "2025-07-01 2025-12-31"),
        ("2025-01-20", "全年", "2024-01-01 2024-12-31", "2025-01-01 2025-12-31"),
        ("2025-06-20", "全年", "2024-01-01 2024-12-31", "2025-01-01 2025-12-31"),
        ("2025-11-20", "全年", "2025-01-01 2025-12-31", "2025-01-01 2025-12-31"),
        ("2025-01-20", "截至10月底", "- 2024-10-31", "- 2025-10-31"),
        ("2025-11-20", "3月底前", "- 2025-03-31", "- 2026-03-31"),
        ("2025-01-20", "2024年上半年", "2024-01-01 2024-06-30", "2024-01-01 2024-06-30"),
    ],
)
def test_a_part_of_a_year_without_the_year(published: str, text: str, fact: str, plan: str) -> None:
    told = dt.date.fromisoformat(published)
    (found,) = find_times(text, told)
    for status, wanted in (("actual", fact), ("target", plan)):
        time = of_past_year(found, told, status)  # type: ignore[arg-type]
        assert (time.first, time.last) == days(wanted), status


def test_a_plan_is_ahead_and_a_fact_is_not() -> None:
    told = dt.date(2025, 1, 20)
    (found,) = find_times("下半年", told)
    assert of_past_year(found, told, "target").future
    assert not of_past_year(found, told, "actual").future


def test_a_part_of_another_year_that_is_named_has_no_days() -> None:
    told = dt.date(2025, 1, 20)
    (found,) = find_times("年末", told)
    assert of_past_year(found, told, "actual", 2017)[3:5] == (None, None)
    assert of_past_year(found, told, "actual", 2024).last == dt.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("text", "governing", "wanted"),
    [
        ("上年同月", "2022-03-01 2022-03-31", "2021-03-01 2021-03-31"),
        ("去年同月", "2024-02-01 2024-02-29", "2023-02-01 2023-02-28"),
        ("上年同期", "2024-01-01 2024-08-31", "2023-01-01 2023-08-31"),
        ("上年同期", "- 2024-08-31", "- 2023-08-31"),
        ("去年同季", "2024-07-01 2024-09-30", "2023-07-01 2023-09-30"),
        ("上年同季度", "2024-07-01 2024-09-30", "2023-07-01 2023-09-30"),
        ("前年同期", "2024-07-01 2024-09-30", "2022-07-01 2022-09-30"),
        ("上年同月", "2024-01-01 2024-08-31", "- -"),
        ("去年同季", "2024-07-01 2024-07-31", "- -"),
        ("上年同期", "- -", "- -"),
    ],
)
def test_the_same_period_of_the_year_before(text: str, governing: str, wanted: str) -> None:
    first, last = days(governing)
    assert same_period(text, (first, last)) == days(wanted)


@pytest.mark.parametrize(
    ("stretch", "kind", "before"),
    [
        ("2024-03-01 2024-03-31", "month", "2024-02-01 2024-02-29"),
        ("2024-01-01 2024-01-31", "month", "2023-12-01 2023-12-31"),
        ("2024-01-01 2024-03-31", "quarter", "2023-10-01 2023-12-31"),
        ("2024-07-01 2024-12-31", "half", "2024-01-01 2024-06-30"),
        ("2024-01-01 2024-12-31", "year", "2023-01-01 2023-12-31"),
        ("2024-01-01 2024-08-31", "year_to_date", "- -"),
        ("2024-01-01 2024-11-05", "year_to_date", "- -"),
        ("2024-02-01 2024-04-30", "span", "- -"),
        ("2021-01-01 2025-12-31", "span", "- -"),
        ("2024-05-01 -", "span", "- -"),
        ("2024-05-01 2024-05-01", "point", "- -"),
        ("- 2024-12-31", "point", "- -"),
        ("- -", None, "- -"),
    ],
)
def test_what_kind_a_stretch_is_and_what_lies_before(stretch: str, kind: str | None, before: str) -> None:
    first, last = days(stretch)
    assert span_kind(first, last) == kind
    assert period_before((first, last)) == days(before)


def test_years_before_the_calendar_are_none() -> None:
    assert years_before((dt.date(2, 1, 1), dt.date(2, 12, 31)), 5) == (None, None)
