"""The words of ``frames.toml``, compiled once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from zhengce.resources import load_toml

RULES = Path(__file__).with_name("frames.toml")


class Years(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Spans whose days the headings tell."""

    under_review: re.Pattern[str]
    past_plan: re.Pattern[str]
    next_plan: re.Pattern[str]
    month: re.Pattern[str]
    stretch: re.Pattern[str]
    before: re.Pattern[str]
    named: re.Pattern[str]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Expressions that decide how far a time reaches; ``frames.toml`` says what each is for."""

    passing: re.Pattern[str]
    goals: re.Pattern[str]
    lasting: re.Pattern[str]
    months: re.Pattern[str]
    documents: re.Pattern[str]
    bulletins: re.Pattern[str]
    spans: re.Pattern[str]
    headings: re.Pattern[str]
    running: re.Pattern[str]
    items: re.Pattern[str]
    numbered: re.Pattern[str]
    turns: re.Pattern[str]
    parts: re.Pattern[str]
    years: Years
    any_years: re.Pattern[str]
    """What any of the spans begins with a match of."""


@cache
def frame_words() -> Words:
    """The table as expressions."""
    table = load_toml(RULES, dict[str, str | dict[str, str]])
    years = table.pop("years")
    assert isinstance(years, dict), "frames.toml: [years] is a table"  # noqa: S101
    return Words(
        years=Years(**{key: re.compile(value) for key, value in years.items()}),
        any_years=re.compile("|".join(f"(?:{value})" for value in years.values())),
        **{key: re.compile(value) for key, value in table.items() if isinstance(value, str)},
    )
