"""What the resolution of times depends on: publication date, calendar, region, and a year printed in full."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from zhengce.times.calendar import FIRST_OF_REPUBLIC
from zhengce.times.grammar import grammar, pieces
from zhengce.times.numbers import small

_LEAST_OF_REPUBLIC = 89  # numbers of fewer digits tell something else
_NEAR = 20  # years from a year that a text tells to one whose century it leaves out


class Context(NamedTuple):
    """Publication date, use of Republic years, reference to Hong Kong, and a full year in the text.

    `year`, a year printed in full, decides the century of 89年 without a publication date.
    """

    published: dt.date | None = None
    republic: bool = False
    hong_kong: bool = False
    year: int | None = None


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(grammar().republic),
        re.compile(grammar().hong_kong),
        # A year begins with one of these: the engine runs over all other characters.
        re.compile(rf"[12一二](?<=(?<![\d.])(?=({pieces()['year']}) ?年).)"),
    )


def context_of(text: str, published: dt.date | None) -> Context:
    """Return the context of the times in a text.

    >>> context_of("民国一百一十年，香港出口增长", None).republic
    True
    """
    republic, hong_kong, full_year = _expressions()
    told = full_year.search(text) if published is None else None
    return Context(
        published,
        republic.search(text) is not None or _counts_from_republic(text, published),
        hong_kong.search(text) is not None,
        None if told is None else small(told[1]),
    )


def _counts_from_republic(text: str, published: dt.date | None) -> bool:
    """Return whether clauses begin with the year of publication, or the one before, as 113年.

    >>> _counts_from_republic("113年失业率3.4%", dt.date(2025, 2, 3)), _counts_from_republic("113年来", None)
    (True, False)
    """
    if published is None:
        return False
    year = published.year - FIRST_OF_REPUBLIC
    return any(
        f"{number}年" in text
        and re.search(rf"(?:^|[，。；：、（\n]){number}年(?![来的间期前后历史多余以])", text) is not None
        for number in (year, year - 1)
        if number > _LEAST_OF_REPUBLIC
    )


def century_of(short: int, context: Context, *, near: int | None = None) -> int | None:
    """Return the year of two digits: the last before publication, else the one nearest to `context.year`.

    >>> [century_of(89, c) for c in (Context(dt.date(1990, 3, 20)), Context(year=1985), Context())]
    [1989, 1989, None]
    """
    if context.published is not None:
        latest = context.published.year + 1
        found = latest - (latest - short) % 100
        return found if near is None or context.published.year - found <= near else None
    if context.year is None:
        return None
    found = context.year + (short - context.year + 50) % 100 - 50
    return found if abs(found - context.year) <= _NEAR else None
