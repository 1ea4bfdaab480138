"""What a printed number leaves open."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from check.made import indicator
from hypothesis import given
from hypothesis import strategies as st

from zhengce.check.interval import Interval, of, rounded


@pytest.mark.parametrize(
    ("text", "value", "changes", "low", "high"),
    [
        ("264.3万人", "2643000", {"unit": "人"}, "2642500", "2643500"),
        ("62万人次", "620000", {"unit": "人次"}, "615000", "625000"),
        ("3786个", "3786", {}, "3786", "3786"),
        ("1,264个", "1264", {}, "1264", "1264"),
        ("67.3%", "67.3", {"unit": "%"}, "67.25", "67.35"),
        ("5%", "5", {"unit": "%"}, "4.5", "5.5"),
        ("四成", "40", {"unit": "%"}, "35", "45"),
        ("3786个", "3786", {"modifier": "over"}, "3786", None),
        ("3786个", "3786", {"modifier": "at_most"}, None, "3786"),
        ("100个", "100", {"modifier": "nearly"}, "90", "100"),
        ("100个", "100", {"modifier": "about"}, "90", "110"),
    ],
)
def test_the_last_printed_digit_and_the_words_around_it_decide(
    text: str, value: str, changes: dict[str, Any], low: str | None, high: str | None
) -> None:
    found = of(indicator("甲", text, value, **changes))
    assert found == Interval(low and Fraction(low), high and Fraction(high))  # type: ignore[arg-type]


def test_a_range_is_its_bounds_and_no_value_is_nothing() -> None:
    ranged = indicator("甲", "3—5个", None, value_min=Decimal(3), value_max=Decimal(5))
    assert of(ranged) == Interval(Fraction(3), Fraction(5))
    assert of(indicator("甲", "□个", None)) is None


positive = st.fractions(min_value=Fraction(1, 1000), max_value=10**9)


@given(positive, positive, positive, positive)
def test_a_quotient_holds_every_quotient_of_its_parts(
    a: Fraction, b: Fraction, c: Fraction, d: Fraction
) -> None:
    (low, high), (small, large) = sorted((a, b)), sorted((c, d))
    quotient = Interval(low, high).over(Interval(small, large))
    for x in (low, high):
        for y in (small, large):
            assert quotient.meets(Interval(x / y, x / y))


def test_rounding_is_to_the_nearest_step() -> None:
    assert rounded(Fraction(2643000) / Fraction(1673, 1000), Fraction(1000)) == Decimal(1580000)
    assert rounded(Fraction(305, 10), Fraction(1, 10)) == Decimal("30.5")
