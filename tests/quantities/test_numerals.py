"""Numerals: from characters to exact values."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengce.quantities.numerals import FINEST, LARGEST, NUMERAL, Numeral, parse, read

CASES = [
    [*line.split("\t"), "", ""][:3]
    for line in Path(__file__).with_name("numerals.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected", "flag"), CASES, ids=[case[0] for case in CASES])
def test_value(text: str, expected: str, flag: str) -> None:
    numeral = parse(text)
    if expected == "-":
        assert numeral is None
        return
    assert numeral is not None
    if ".." in expected:
        low, high = map(Decimal, expected.split(".."))
        assert (numeral.value, numeral.low, numeral.high) == (None, low, high)
    else:
        assert numeral.value == Decimal(expected)
    if flag:
        assert getattr(numeral, flag)


DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A whole number below 10^16 as it is written in full."""
    if number >= 10**8:
        rest = number % 10**8
        gap = "零" if 0 < rest < 10**7 else ""
        return chinese(number // 10**8) + "亿" + (gap + chinese(rest) if rest else "")
    if number >= 10**4:
        rest = number % 10**4
        gap = "零" if 0 < rest < 10**3 else ""
        return chinese(number // 10**4) + "万" + (gap + chinese(rest) if rest else "")
    out, pending = "", False
    for power, scale in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            out += ("零" if pending and out else "") + DIGITS[digit] + scale
            pending = False
        else:
            pending = True
    return out or "零"


@given(st.integers(min_value=1, max_value=10**16 - 1))
def test_a_number_written_in_full_is_read_back(number: int) -> None:
    numeral = parse(chinese(number))
    assert numeral is not None
    assert numeral.value == number


@given(st.decimals(min_value=0, max_value=10**12, places=3), st.sampled_from(["", "万", "亿", "万亿"]))
def test_arabic_with_scale_keeps_every_digit(number: Decimal, scale: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    numeral = parse(f"{number:f}{scale}")
    assert numeral is not None
    assert numeral.value == number * factor


@given(st.text(alphabet="0123456789.,点零一二十百千万亿兆多余几数上半两", max_size=80))
def test_any_run_is_bounded_or_refused(text: str) -> None:
    for match in NUMERAL.finditer(text):
        numeral = read(match)
        if numeral is None:
            continue
        assert match.start() == numeral.start < numeral.end <= match.end()
        for value in (numeral.value, numeral.low, numeral.high):
            if value is not None:
                assert abs(value) <= LARGEST
                assert -int(value.as_tuple().exponent) <= FINEST


@pytest.mark.parametrize("text", ["9" * 1_000_000, "一" * 100_000, "1," * 100_000, "万" * 100_000])
def test_endless_runs_are_no_numerals(text: str) -> None:
    assert parse(text) is None or isinstance(parse(text), Numeral)
