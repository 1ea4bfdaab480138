"""Determine the days of a time expression.

They follow only from the expression, the publication date and the years used in the text. Each form of the
grammar names the function in this module that dates it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from zhengce.times import calendar
from zhengce.times.calendar import NOWHERE, Days
from zhengce.times.context import Context, century_of
from zhengce.times.grammar import forms, read
from zhengce.times.numbers import small
from zhengce.times.parts import event_of, parts_of
from zhengce.times.points import point, single
from zhengce.times.relative import day_from_now, day_of_month
from zhengce.times.stretches import of_stretch, ordered

_LONG_AGO = 20  # years after which 89年 is no longer told without its century
_PLAN_OF_QUOTES = 1966  # “一五” and “二五” are fractions as often as plans
_DECADE = 10


EARLY = 3  # the last month in which the year that has ended is still the one that is told
_HUNDRED = 100


class Dated(NamedTuple):
    """First and last day; `floating` if no year is printed."""

    days: Days
    floating: bool = False


@lru_cache(1 << 12)
def resolve(text: str, form: str, context: Context, year: int | None = None) -> Dated | None:
    """Return the days of an expression of a form, or None if it is not a time.

    Days in the wrong order are discarded: 2023—2020年. `year` is the year of a floating expression, if it
    is not that of publication.
    """
    dated = _READERS[forms()[form].days](form, text, context, year)
    return dated and dated._replace(days=ordered(dated.days))


def _unproven(_form: str, _text: str, _context: Context, _year: int | None) -> Dated:
    return Dated(NOWHERE)


def _open_since(_form: str, _text: str, context: Context, _year: int | None) -> Dated:
    return Dated((None, context.published))


def _around_now(_form: str, text: str, context: Context, _year: int | None) -> Dated:
    return Dated((None, context.published) if text.endswith("以来") else NOWHERE)


def _past_year(_form: str, _text: str, context: Context, _year: int | None) -> Dated:
    """Date 过去一年: published in January to March it is the previous year, otherwise unknown."""
    published = context.published
    if published is None or published.month > EARLY:
        return Dated(NOWHERE)
    return Dated(calendar.years(published.year - 1, published.year - 1) or NOWHERE)


def _stretch(_form: str, text: str, context: Context, year: int | None) -> Dated | None:
    found = of_stretch(parts_of(text), context, year)
    return found and Dated(*found)


def _since_point(_form: str, text: str, context: Context, year: int | None) -> Dated | None:
    """Date 自1963年建院以来 from the first day of the printed point; seasons have no exact start."""
    printed, event = event_of(text)
    parts = parts_of(printed)
    if not parts or (event[0] in "入春供" and "part" not in read("point", parts["left"])):
        return Dated((None, context.published))
    found = of_stretch({**parts, "since": "以来"}, context, year)
    return found and Dated(*found)


def _years(form: str, text: str, _context: Context, _year: int | None) -> Dated | None:
    roles = read(form, text)
    low, printed = small(roles["left"]), roles["right"]
    high = small(printed)
    if low is None or high is None:
        return None
    if high < _HUNDRED:  # two digits, of the century of the first year
        high += low - low % 100
    days = calendar.years(low, high) or NOWHERE
    return Dated((None, days[1]) if "until" in roles else days)


def _listed_years(form: str, text: str, _context: Context, _year: int | None) -> Dated | None:
    """Date 2022、2023两年 as both years; 2022年和2023年 may have a figure each."""
    roles = read(form, text)
    low, high = small(roles["left"]), small(roles["right"])
    together = text.endswith(("两年", "三年", "间"))
    size = 2 if "between" in roles else 1
    listed = not text.endswith("之间")
    if low is None or high is None or not together or (listed and high - low != size):
        return Dated(NOWHERE)
    return Dated(calendar.years(low, high) or NOWHERE)


def _republic_years(form: str, text: str, context: Context, _year: int | None) -> Dated | None:
    roles = read(form, text)
    low, high = small(roles["left"]), small(roles["right"])
    if low is None or high is None or not (context.republic or "民国" in text):
        return None
    days = calendar.years(calendar.of_republic(low), calendar.of_republic(high)) or NOWHERE
    return Dated((None, days[1]) if "until" in roles else days)


def _short_years(form: str, text: str, context: Context, _year: int | None) -> Dated | None:
    roles = read(form, text)
    low, high = small(roles["left"]), small(roles["right"])
    if context.republic and low is not None and high is not None and low < high:
        return Dated(calendar.years(calendar.of_republic(low), calendar.of_republic(high)) or NOWHERE)
    last = None if high is None else century_of(high, context, near=_LONG_AGO)
    if low is None or high is None or last is None or low >= high:
        return None
    return Dated(calendar.years(last - (high - low), last) or NOWHERE)


def _short_year(form: str, text: str, context: Context, _year: int | None) -> Dated | None:
    printed = read(form, text)["short"]
    number = small(printed)
    found = None if number is None else century_of(number, context, near=_LONG_AGO)
    if found is None or (number is not None and printed[0] not in "0〇○零九98八" and number < 60):
        return None
    days = calendar.years(found, found) or NOWHERE
    return Dated((None, days[1]) if text[0] in "到至" else days)


def _financial_year(form: str, text: str, context: Context, year: int | None) -> Dated | None:
    """Date 2024-25年度: April to March in Hong Kong, otherwise unknown."""
    roles = read(form, text)
    days = _of_hong_kong(roles["year"], roles["end_year"], text, context)
    if "from_year" in roles:
        return Dated(NOWHERE)
    if "as_of" in roles:
        stretch = point(roles["point"], context, year)
        last = single(stretch, roles.get("edge", ""))[1] if stretch is not None else None
        return Dated((days[0], last))
    return Dated((None, days[1]) if "until" in roles else days)


def _of_hong_kong(first: str, second: str, text: str, context: Context) -> Days:
    """Return April to March for texts about Hong Kong, except school years, else unknown days."""
    low, high = small(first), small(second)
    if low is None or high is None or not context.hong_kong or "学" in text:
        return NOWHERE
    if high % _HUNDRED != (low + 1) % _HUNDRED or not calendar.in_calendar(low):
        return NOWHERE
    return dt.date(low, 4, 1), dt.date(low + 1, 3, 31)


def _iso(form: str, text: str, _context: Context, _year: int | None) -> Dated | None:
    roles = read(form, text)
    found = [_iso_day(roles[role]) for role in ("left", "right") if role in roles]
    if text.endswith("前") or "until" in roles:
        return Dated((None, found[-1][1]))
    return Dated((found[0][0], found[-1][1]))


def _iso_day(text: str) -> Days:
    year, month, day = (int(part) for part in text.replace("/", "-").split("-"))
    return calendar.day(year, month, day) or NOWHERE


def _decade(form: str, text: str, context: Context, _year: int | None) -> Dated | None:
    """Date 八十年代 as ten years of the last such century; its beginning or end has no days."""
    roles = read(form, text)
    since = text.endswith("以来")
    number = small(roles["decade"]) if "decade" in roles else None
    if number is None or "vague" in roles:
        return Dated((None, context.published) if since else NOWHERE)
    first: int | None = number
    if number < _HUNDRED:
        first = _in_century(number, roles.get("century"), context)
    days = NOWHERE if first is None else calendar.years(first, first + _DECADE - 1) or NOWHERE
    if since:
        return Dated((days[0], context.published))
    return Dated((None, days[1]) if "until" in roles else days)


def _in_century(number: int, century: str | None, context: Context) -> int | None:
    """Return the year of 80 in 80年代, 20世纪80年代 or 上世纪80年代."""
    if century is None:
        return century_of(number, context)
    ordinal = small(century.removesuffix("世纪"))
    if ordinal is not None:
        return _HUNDRED * (ordinal - 1) + number
    if context.published is None:
        return None
    this = (context.published.year - 1) // _HUNDRED * _HUNDRED
    return number + (this - _HUNDRED if century.startswith("上") else this)


def _plan(form: str, text: str, context: Context, _year: int | None) -> Dated | None:
    roles = read(form, text)
    number = small(roles.get("plan") or roles.get("bare") or roles["ordinal"])
    whole = calendar.plan(number) if number is not None else None
    if whole is None or ("ordinal" not in roles and whole[0].year < _PLAN_OF_QUOTES):
        return Dated(NOWHERE)
    first, last = whole
    part = roles.get("part", "")
    if text.endswith("以来"):
        return Dated((first, context.published))
    if part.lstrip("期").startswith("末") or "until" in roles:
        return Dated((None, last))
    if part.endswith("初"):
        return Dated((None, first))
    if part in ("初期", "中期"):
        return Dated(NOWHERE)
    return Dated(_part_of_plan(read("plan_part", part), part, first.year, last.year))


def _part_of_plan(roles: Mapping[str, str], part: str, first: int, last: int) -> Days:
    low, high = first, last
    if "count" in roles or "nth" in roles:
        count = small(roles.get("count") or roles["nth"])
        if count is None or not 1 <= count <= 1 + last - first:
            return NOWHERE
        if "nth" in roles:
            low = high = first + count - 1
        elif roles["side"] == "后":
            low = last - count + 1
        else:
            high = first + count - 1
    elif part.startswith(("开局", "首")):
        high = first
    elif part.startswith("收官"):
        low = last
    return calendar.years(low, high) or NOWHERE


def _today(form: str, text: str, context: Context, _year: int | None) -> Dated:
    roles = read(form, text)
    days = day_from_now(text, roles, context)
    if "until" in roles:
        return Dated((None, days[1]))
    if text.endswith("起") and days[0] is not None and context.published is not None:
        return Dated((days[0], context.published if days[0] < context.published else None))
    return Dated(days)


def _day_of_month(form: str, text: str, context: Context, _year: int | None) -> Dated:
    roles = read(form, text)
    if "until" in roles:
        return Dated((None, day_of_month(roles["until"], context, past=True)[1]))
    return Dated(
        (day_of_month(roles["day"], context)[0], day_of_month(roles.get("last") or roles["day"], context)[1])
    )


def _now(_form: str, _text: str, context: Context, _year: int | None) -> Dated:
    return Dated((None, context.published))


_Reader = Callable[[str, str, Context, int | None], Dated | None]
_READERS: Mapping[str, _Reader] = {
    "unproven": _unproven,
    "past_year": _past_year,
    "occasion": _around_now,
    "open_since": _open_since,
    "around_now": _around_now,
    "stretch": _stretch,
    "since_point": _since_point,
    "years": _years,
    "listed_years": _listed_years,
    "republic_years": _republic_years,
    "short_years": _short_years,
    "short_year": _short_year,
    "financial_year": _financial_year,
    "iso": _iso,
    "decade": _decade,
    "plan": _plan,
    "today": _today,
    "day_of_month": _day_of_month,
    "now": _now,
}
