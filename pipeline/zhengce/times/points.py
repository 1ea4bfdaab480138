"""Points of the calendar: a year, a part of one, or a time relative to publication."""

from __future__ import annotations

from zhengce.times import calendar
from zhengce.times.calendar import NOWHERE, Days
from zhengce.times.context import Context, century_of
from zhengce.times.grammar import grammar, read
from zhengce.times.numbers import small
from zhengce.times.relative import month_from_now, unit_from_now
from zhengce.times.year_parts import Stretch, part_of_year

_REPUBLIC_FROM = 80  # two digits in a text that counts years of the Republic


def point(text: str, context: Context, year: int | None = None) -> Stretch | None:
    """Return a year, part of a year, or relative month, quarter or week, or None.

    `year` is the year of a part without one, if it is not that of publication.
    """
    roles = read("point", text)
    if "unit" in roles:
        return unit_from_now(roles["unit"], context)
    whole, part = roles.get("of") or roles.get("whole"), roles.get("part")
    if whole is None:
        if part is None:
            return Stretch()
        relative = read("month", part).get("relative")
        if relative is not None:
            return month_from_now(part, relative, context)
        if year is None and context.published is None:
            return Stretch(floating=True)
        placed = year if year is not None or context.published is None else context.published.year
        return part_of_year(part, placed or 0)._replace(floating=True)
    told = not (part or "quarter" in roles or "within" in roles)
    found = year_of(whole, context, alone=told)
    if found is None:
        return None if _is_duration(whole, context, alone=told) else Stretch()
    if "quarter" in roles:
        number = small(roles["quarter"]) or 0
        return Stretch(*(calendar.quarters(found, number, number) or NOWHERE))
    if part is not None:
        return part_of_year(part, found)
    year_long = Stretch(*(calendar.years(found, found) or NOWHERE))
    return year_long._replace(current=True) if "within" in roles else year_long


def year_of(text: str, context: Context, *, alone: bool = False) -> int | None:
    """Return the year of 2024年, 民国113年, 113年, 89年 or 去年, or None if ambiguous."""
    roles = read("whole", text)
    if "year" in roles or "told" in roles:
        return small(roles.get("year") or roles["told"])
    if text.isdecimal():
        return int(text)
    if "republic_told" in roles:
        number = small(roles["republic_told"])
        return None if number is None else calendar.of_republic(number)
    if "recent" in roles:
        return century_of(int(roles["recent"]), context)
    if text.startswith("民国"):
        number = small(roles["republic"])
        return None if number is None else calendar.of_republic(number)
    if "bare" in roles:
        number = small(roles["bare"])
        trusted = number is not None and (not alone or context.republic)
        return calendar.of_republic(number) if number is not None and trusted else None
    if "short" in roles:
        number = small(roles["short"])
        if number is not None and context.republic and number >= _REPUBLIC_FROM:
            return calendar.of_republic(number)
        return None if number is None else century_of(number, context)
    shift = grammar().years_from_now.get(text.removesuffix("度"))
    return None if context.published is None or shift is None else context.published.year + shift


def _is_duration(whole: str, context: Context, *, alone: bool) -> bool:
    """Return whether 110年 may be a duration, or 89年 has no century."""
    roles = read("whole", whole)
    return ("bare" in roles and alone and not context.republic) or "short" in roles or "recent" in roles


def single(stretch: Stretch, edge: str) -> Days:
    """Return the days of one point with its edge: the last day for 8月底."""
    return bounds(at_edge(stretch, edge))


def at_edge(stretch: Stretch, edge: str) -> Stretch:
    """Restrict a point to its end (底, 末) or beginning (初)."""
    if not edge:
        return stretch
    kind = {"底": "end", "末": "end", "初": "start"}.get(edge, "vague")
    return stretch._replace(edge=kind)


def bounds(stretch: Stretch) -> Days:
    """Return the days of a point alone; its end or start is a day for a stock."""
    if stretch.edge == "end":
        return None, stretch.last
    if stretch.edge == "start":
        return None, stretch.first
    return NOWHERE if stretch.edge == "vague" else (stretch.first, stretch.last)
