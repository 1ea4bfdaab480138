"""The words of ``frames.toml``: the scope of times over sentences, and what their dates are derived from."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from zhengce.indicators.affixes import without_prefix, without_suffix
from zhengce.indicators.list_marks import NUMERALS, chapter_end, is_numbered
from zhengce.resources import load_toml

RULES = Path(__file__).with_name("frames.toml")
Listed = tuple[str, ...]
YearsKind = Literal["under_review", "past_plan", "next_plan", "month", "stretch", "before", "named"]
_LONGEST_GOAL = 6  # characters between 的 and 目标
_BULLETS = ("—", "●", "■", "•", "·")
_EDGES = ("初", "底", "末")
_NAMED = ("同年", "当年", "是年", "该年", "次年", "翌年")


class Years(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of time: one of `words`, with or without a lead before it and a tail after it."""

    words: Listed
    leads: Listed = ()
    tails: Listed = ()

    def holds(self, text: str) -> bool:
        """Return whether a time expression is of this kind."""
        return without_suffix(without_prefix(text, self.leads), self.tails) in self.words


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that decide the scope of a time; ``frames.toml`` describes each list."""

    passing: Listed
    lasting: Listed
    months: Listed
    documents: Listed
    bulletins: Listed
    headings: Listed
    leads: Listed
    spans: Listed
    bullets: Listed
    turns: Listed
    parts: Listed
    years: dict[YearsKind, Years]


@cache
def frame_words() -> Words:
    """Return the table, with the longest leads and tails first."""
    table = load_toml(RULES, Words)
    years = {
        kind: Years(one.words, _longest_first(one.leads), _longest_first(one.tails))
        for kind, one in table.years.items()
    }
    return msgspec.structs.replace(table, years=years)


def _longest_first(words: Listed) -> Listed:
    return tuple(sorted(words, key=len, reverse=True))


def years_kind(text: str) -> YearsKind | None:
    """Return what the dates of a time are derived from, or None if it needs no context.

    >>> years_kind("过去的五年间"), years_kind("上一季度末"), years_kind("次年3月"), years_kind("2024年")
    ('past_plan', 'before', 'named', None)
    """
    if named_year(text) is not None:
        return "named"
    if not text.endswith(_year_ends()):
        return None
    return next((kind for kind, one in frame_words().years.items() if one.holds(text)), None)


@cache
def _year_ends() -> Listed:
    """Return the strings that end a time of any kind."""
    return tuple({end for one in frame_words().years.values() for end in (*one.words, *one.tails)})


def named_year(text: str) -> tuple[bool, str] | None:
    """Return whether 当年, 次年 etc. mean the year after the antecedent, and the rest (a month), or None."""
    if not text.startswith(_NAMED):
        return None
    rest = text[2:]
    month = rest.partition("月")[0]
    told = not rest or rest in _EDGES or (len(month) <= 2 and month.isdecimal() and rest != month)
    return (text[0] in "次翌", rest) if told else None


def is_item(text: str, place: int) -> bool:
    """Return whether an item of a list begins at `place`."""
    return is_numbered(text, place) or text.startswith(_BULLETS, place)


def is_lasting(span: str) -> bool:
    """Return whether a span of years governs the section of a review that it opens: 五年来, 过去三年."""
    if span.startswith("过去"):
        return True
    whole = without_prefix(span, frame_words().lasting).removesuffix("来")
    years = whole.removesuffix("年")
    return 0 < len(years) < len(whole) and all(c in NUMERALS or c == "两" or c.isdecimal() for c in years)


def sets_goals(text: str, place: int) -> bool:
    """Return whether 的…目标 (的主要目标), which sets goals for a time, follows one that ends at `place`."""
    if not text.startswith("的", place):
        return False
    goal = text.find("目标", place + 1, place + 1 + _LONGEST_GOAL + 2)
    return goal >= 0 and not any(c in "，。；：" or c.isdecimal() for c in text[place + 1 : goal])


def may_date(heading: str) -> bool:
    """Return whether a heading may date its section.

    It has a chapter number, or ends like that of a review or plan.
    """
    numbered = chapter_end(heading) or (heading[0] in "（(" and heading[1:2] in NUMERALS)
    return bool(numbered) or heading.endswith(frame_words().headings)


def begins_with_span(heading: str) -> bool:
    """Return whether a heading begins with a span of one or five years: 一年来，."""
    bare = heading.removeprefix("—").removeprefix("—")
    return without_prefix(bare, frame_words().leads).startswith(frame_words().spans)
