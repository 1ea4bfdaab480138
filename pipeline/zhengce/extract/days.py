"""The days of a time expression.

They follow only from what is printed and from the publication date. A month or day without a year is
placed in the publication year where it does not lie after the publication, else its year stays open.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from zhengce.extract.time_words import DAY, DOUBLE_YEAR, MONTH, RELATIVE, YEAR
from zhengce.quantities.numerals import parse

Days = tuple[dt.date | None, dt.date | None]
_NOWHERE: Days = (None, None)
_FIRST, _LAST = dt.MINYEAR, dt.MAXYEAR
"""Placeholders for an unknown date in some databases; what is relative to them is not known either."""
# Five-year plans by the ordinal before 五: two from 1953 on, then, after a gap, every five years from 1966.
_ORDINALS = (
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
)
_PLAN_START = {name: 1948 + 5 * k if k < 3 else 1951 + 5 * k for k, name in enumerate(_ORDINALS, 1)}


@lru_cache(1 << 12)
def resolve(text: str, kind: str, published: dt.date | None) -> Days:
    """First and last day of one time expression, null where text and publication date do not prove them.

    Days in the wrong order prove nothing: 2023—2020年. What begins after the publication has no end yet.
    """
    first, last = _resolved(text, kind, published)
    return _NOWHERE if first is not None and last is not None and first > last else (first, last)


def _resolved(text: str, kind: str, published: dt.date | None) -> Days:
    if kind == "now":
        return None, published
    if kind == "day":
        return _today(text, published)
    if kind == "years":
        past = text.startswith(("近", "过去", "最近")) or text.endswith("以来")
        return (None, published) if past else _NOWHERE
    if kind != "point":
        return _NOWHERE
    core = re.sub(r"^(?:截至|截止到?|到|至|自|从|按)", "", text)
    until = text[0] in "截到至"
    since = core.endswith(("以来", "起", "至今"))
    core = re.sub(r"(?:以来|至今|期间|时期|起|间)$", "", core)
    first, last = _range(core, published)
    if core.endswith(("前", "后", "之前", "以前")) and not core.startswith("前"):
        return (None, last) if core.endswith("前") else (first, None)
    if since:
        begun = first is not None and published is not None and first <= published
        return first, published if begun else None
    if until or re.search(r"[底末]$", core):
        return None, last
    if core.endswith("年初"):
        return None, first
    return first, last


def _today(text: str, published: dt.date | None) -> Days:
    if published is None or not _FIRST < published.year < _LAST:
        return _NOWHERE
    printed = re.search(rf"（({MONTH})({DAY})）", text)
    day = published - dt.timedelta(days=1) if text.startswith("昨") else published
    if printed is not None:
        found = _point(printed[1] + printed[2], published)[0]
        return found, found
    return day, day


def _range(core: str, published: dt.date | None) -> Days:
    plan = re.match(r"“?([一二三四五六七八九十]{1,3})五”?|第([一二三四五六七八九十]{1,3})个五年计划", core)
    named = plan and (plan[1] or plan[2])
    if (
        plan
        and ("“" in core or not re.match(r"[一二三四五六七八九十]+[月年]", core))
        and named in _PLAN_START
    ):
        start, rest = _PLAN_START[named], core[plan.end() :]
        if (plan[1] and start < 1966) or "年" in rest:
            return _NOWHERE
        return dt.date(start, 1, 1), dt.date(start + 4, 12, 31)
    if _DOUBLE_YEAR.match(core):
        return _NOWHERE  # its first day depends on whose it is
    halves = re.split(r"\s?[—–\-~～至到]{1,2}\s?|、", core, maxsplit=1)  # also 5、6月份
    if len(halves) == 1:
        return _point(core, published)
    left, right = halves
    years = re.fullmatch(rf"({YEAR})年?", left), re.fullmatch(rf"({YEAR})年", right)
    if years[0] and years[1]:
        a, b = _year(years[0][1]), _year(years[1][1])
        return _NOWHERE if a is None or b is None else (dt.date(a, 1, 1), dt.date(b, 12, 31))
    if re.fullmatch(r"\d{1,2}", left):
        left += "月"
    if right.endswith("季度") and _QUARTER.search(left):
        left += "季度"
    of_month = re.match(rf"(.*{MONTH})份?{DAY}$", left)
    if of_month and re.fullmatch(DAY, right):
        right = of_month[1] + right  # 10月1日至7日
    head = re.match(rf"(?:{YEAR}年|{RELATIVE})", left)
    if head and not re.match(rf"{YEAR}|{RELATIVE}", right):
        right = head[0] + right
    if re.fullmatch(r"(?:.*年)?\d{1,2}", left):
        left += "月"
    return _point(left, published)[0], _point(right, published)[1]


def _year(text: str) -> int | None:
    numeral = parse(text)
    return int(numeral.value) if numeral is not None and numeral.value is not None else None


_DOUBLE_YEAR = re.compile(DOUBLE_YEAR)
_QUARTER = re.compile("第?[一二三四1-4]$")  # 第三至四季度
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "两": 2, "1": 1, "2": 2, "3": 3, "4": 4}


def _point(core: str, published: dt.date | None) -> Days:
    """A year, quarter, month or day."""
    printed = re.match(rf"({YEAR})\s?年", core)
    relative = re.match(RELATIVE, core)
    year: int | None = None
    rest = core
    if printed:
        year, rest = _year(printed[1]), core[printed.end() :]
    elif relative:
        rest = core[relative.end() :]
        shift = {
            "今年": 0,
            "本年": 0,
            "本年度": 0,
            "去年": -1,
            "前年": -2,
            "明年": 1,
            "上年": -1,
            "上一年": -1,
        }.get(relative[0])
        if published is None or shift is None:
            return _NOWHERE
        year = published.year + shift
    named = year is not None
    if year is None:
        if published is None:
            return _NOWHERE
        year = published.year
    first, last = _within(year, rest)
    if first is None or last is None:
        return _NOWHERE
    whole_year = rest == "全年"
    if not named and not whole_year and published is not None and last > published:
        return _NOWHERE
    return first, last


def _within(year: int, rest: str) -> Days:
    if not _FIRST < year < _LAST:
        return _NOWHERE
    rest = rest.lstrip("的").removesuffix("份")
    if rest in ("", "全年", "年底", "年末", "底", "末", "中", "年", "年间", "度"):
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if rest in ("年初", "初"):
        return dt.date(year, 1, 1), dt.date(year, 1, 1)
    if "半年" in rest:
        return (
            (_month(year, 1)[0], _month(year, 6)[1])
            if rest[0] == "上"
            else (_month(year, 7)[0], _month(year, 12)[1])
        )
    quarters = re.fullmatch(
        r"(前|头)?第?([一二三四两1-4])(?:[至到、—–-]?([二三四2-4]))?个?季度?[末底]?", rest
    )
    if quarters:
        low = _QUARTERS[quarters[2]]
        high = _QUARTERS[quarters[3]] if quarters[3] else low
        low = 1 if quarters[1] else low
        return _month(year, 3 * low - 2)[0], _month(year, 3 * high)[1]
    months = re.fullmatch(r"[前头]([\d一二两三四五六七八九十]{1,2})个月", rest)
    until = parse(months[1].replace("两", "二")) if months else None
    if until is not None and until.value is not None:
        return (_month(year, 1)[0], _month(year, int(until.value))[1]) if 1 < until.value < 12 else _NOWHERE
    month = re.match(rf"({MONTH})份?({DAY})?(.*)", rest)
    if not month:
        return _NOWHERE
    number = parse(month[1].removesuffix("月").removesuffix("个"))
    if number is None or number.value is None or not 1 <= number.value <= 12:
        return _NOWHERE
    first, last = _month(year, int(number.value))
    if month[2]:
        day = parse(month[2][:-1])
        if day is None or day.value is None or not 1 <= day.value <= last.day:
            return _NOWHERE
        first = last = first.replace(day=int(day.value))
    elif "旬" in month[3]:
        low, high = {"上": (1, 10), "中": (11, 20), "下": (21, last.day)}[month[3][month[3].index("旬") - 1]]
        first, last = first.replace(day=low), last.replace(day=high)
    return first, last


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
