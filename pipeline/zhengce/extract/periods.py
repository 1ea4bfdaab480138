"""Time expressions and their days.

Dates follow only from what is printed and from the publication date. A month or day without a year is
placed in the publication year where it does not lie after the publication, else its year stays open.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from zhengce.extract.numerals import parse

_N = r"[\d一二三四五六七八九十两]"
_YEAR = r"(?:(?:1[89]|20|21)\d{2}|[一二][〇○零一二三四五六七八九]{3})"
_RELATIVE = r"今年|去年|明年|前年|本年度?|上年|上一年|当年|同年|次年|后年|上月|上个月|本月|当月|上季度|上一季度|本季度|本年内|年内|今[春夏秋冬]|上一个[一二三四五六七八九十]个月期间"
_PART = r"(?:前|头)[一二三四两1-4]个季度|(?:前|头)[\d一二三四五六七八九十]{1,2}个月|前[两二三]季度?(?![个年])|第?[一二三四1-4][至到、—–-]?[二三四2-4]?季度|上半年|下半年|全年|年初|年末|年底|(?<![一二三四五六七八九十两几])年中(?![央非国美俄外东小部等学医高、欧日法英韩])|岁末年初"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])个?月"
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_TO = r"\s?[—–\-~～至到]{1,2}\s?"
_POINT = rf"(?:(?:(?:{_YEAR})\s?年?(?=\s?年|\d{{1,2}}月)年?|{_RELATIVE})(?:的?(?:{_PART}|{_MONTH}(?:份)?(?:{_DAY})?))?|(?:{_PART})|{_MONTH}份?(?:{_DAY})?)"
_EDGE = r"(?:年底|年末|年初|年中(?![央非国美俄外东小部等学医高、欧日法英韩])|底|末|初|中旬|上旬|下旬|份|上半月|下半月)?"
_PLAN = r"“[一二三四五六七八九十]{1,3}五”|(?<![一二三四五六七八九十“])[一二三四五六七八九十]{1,2}五(?=时期|期间|以来|规划)"
_SPAN = r"(?:以来|期间|时期|前期|之前|以前|前|之后|以后|后|起|间|年间)?"
TIME = re.compile(
    rf"(?P<point>(?:截至|截止到?|到|至|自|从|按)?"
    rf"(?:{_YEAR}\s?[—–\-~～至到/]{{1,2}}\s?{_YEAR}年度?|{_POINT}{_EDGE}(?:{_TO}{_POINT}{_EDGE})?|{_MONTH}?{_TO}{_MONTH}份?"
    rf"|\d{{1,2}}{_TO}\d{{1,2}}月份?){_SPAN}"
    rf"|(?:截至|截止到?|到)?(?:{_PLAN})(?:规划)?(?:期间|时期|以来|开局之?年|收官之?年|期末|末|前[一二三四]年|的?第[一二三四五]年|(?:规划)?期)?)"
    rf"|(?P<now>(?:截至|截止|到)?(?:目前|当前|现时|至今|迄今(?:为止)?|现阶段|眼下|(?<![实体发呈表出涌显再重浮兑])现(?=有|已|共有|拥有))(?:为止)?)"
    rf"|(?P<years>(?:近|过去|未来|今后|最近|前|此后|往后|这|接下来的?|又一个|后|头){_N}{{1,3}}(?:多|余)?(?:个)?(?:年|个月|天|周)(?:来|间|里|中|内|以来)?"
    rf"|(?<!第){_N}{{1,3}}(?:多|余)?年(?:多)?(?:来|间|以来)"
    rf"|(?:(?<=[，。；\n])|(?<=^))[二三四五六七八九十两]年(?=全国|全省|全市|中央|累计|新增|共|来|分别)|[三四五两]年(?=累计|分别|共|年均|平均|新增|合计|翻|增长)|连续{_N}{{1,3}}(?:个)?(?:年|个月|个季度)|近年来?|近些年来?|多年来|长期以来|近期|近日|日前"
    rf"|(?:成立|实施|开展|启动|运行|挂牌|建立|开通|出台|设立|实行){_N}{{1,2}}(?:周)?年(?:多)?(?:以来|来)?)"
    rf"|(?P<day>(?:今天|昨天|昨日|今日|今晚|当日|当天|即日)(?:（{_MONTH}{_DAY}）)?)"
    rf"|(?P<since>(?:自|从)?(?:党的|中共)?(?:[一二三]?十[一二三四五六七八九]?)大(?:召开)?以来|(?:自|从)?(?:改革开放|新中国成立|建国|本世纪|进入新世纪|新世纪|入世|换届|本届政府[^，。；]{{0,4}}|入[春夏秋冬汛]|开年|新时代)以?来"
    rf"|第[一二三四五六七八九十]{{1,3}}届[^，。；\n]{{0,14}}(?:会议|大会)[^，。；\n]{{0,3}}以来的?(?:{_N}{{1,2}}年)?)"
    rf"|(?P<begun>(?:(?<=[，。；：\n）])|(?<=^))[一-龥“”]{{2,14}}(?:开展|启动|实施|成立|运行|开通|召开|出台|施行)以来|[春暑节]运以来|入[春夏秋冬汛]以来)|(?P<event>(?<![一-龥])(?:专项整治|春运|汛期|春节|国庆|假期|黄金周|本?届?任期|试点|活动|节日|节假日|报告期|疫情|会议|暑期|寒假|冬季|过渡期)(?:期间|期内|以来)|期内)"
)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: what is printed, its place, its first and last day where they follow.

    `kind` is the name of the pattern group; `open` tells 以来 (since) and `until` 截至 and 到.
    """

    text: str
    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    kind: str
    future: bool = False


def find_times(text: str, published: dt.date | None = None) -> list[TimeMention]:
    """All time expressions of a text.

    >>> [(t.text, str(t.first), str(t.last)) for t in find_times("2020年以来，截至9月底", dt.date(2024, 11, 5))]
    [('2020年以来', '2020-01-01', '2024-11-05'), ('截至9月底', 'None', '2024-09-30')]
    >>> [t.text for t in find_times("体现在四个方面，1943人，264.3万，进一步")]
    []
    """
    return [_mention(match, published) for match in TIME.finditer(text) if _is_time(match)]


_REACHED = re.compile("[加长高升降低少大短落增减展涨跌变扩][到至]$")


def _is_time(match: re.Match[str]) -> bool:
    text, after = match[0], match.string[match.end() : match.end() + 2]
    before = match.string[max(0, match.start() - 1) : match.start()]
    if match.lastgroup == "point":
        if before and before in "第.0123456789〔[":
            return False
        if text.endswith(("月", "个月")) and re.match(
            r"\d*[一二三四五六七八九十]?个月", text.lstrip("到至从")
        ):
            return False
        if re.fullmatch(rf"{_YEAR}", text):
            return False
        return bool(text) and not (text.endswith("月") and after.startswith(("球", "亮", "饼", "嫂")))
    return not (match.lastgroup == "now" and after.startswith("状"))


def _mention(match: re.Match[str], published: dt.date | None) -> TimeMention:
    text, start = match[0], match.start()
    reached = _REACHED.search(match.string, max(0, start - 2), start + 1)  # 增加|到2007年
    if match.lastgroup == "point" and (reached or (text[0] in "从按" and not text.endswith(("以来", "起")))):
        text, start = text[1:], start + 1
    first, last = resolve(text, match.lastgroup or "", published)
    future = published is not None and ((first or last or published) > published)
    return TimeMention(text, start, match.end(), first, last, match.lastgroup or "", future)


Days = tuple[dt.date | None, dt.date | None]
_NOWHERE: Days = (None, None)
# Five-year plans: the first two from 1953, after a gap of three years every five from 1966.
_PLAN_START = {
    n: (1943 if k < 3 else 1951) + 5 * k + (5 if k < 3 else 0)
    for k, n in enumerate("零一二三四五六七八九", 0)
    if k
}
_PLAN_START |= {"十": 2001} | {f"十{n}": 2001 + 5 * k for k, n in enumerate("零一二三四五六七", 0) if k}


def resolve(text: str, kind: str, published: dt.date | None) -> Days:
    """First and last day of one time expression, null where text and publication date do not prove them."""
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
    since = core.endswith(("以来", "起"))
    core = re.sub(r"(?:以来|期间|时期|起|间)$", "", core)
    first, last = _range(core, published)
    if core.endswith(("前", "后", "之前", "以前")) and not core.startswith("前"):
        return (None, last) if core.endswith("前") else (first, None)
    if since:
        return first, published if first is not None else None
    if until or re.search(r"[底末]$", core):
        return None, last
    if core.endswith("年初"):
        return None, first
    return first, last


def _today(text: str, published: dt.date | None) -> Days:
    if published is None:
        return _NOWHERE
    printed = re.search(rf"（({_MONTH})({_DAY})）", text)
    day = published - dt.timedelta(days=1) if text.startswith("昨") else published
    if printed is not None:
        found = _point(printed[1] + printed[2], published)[0]
        return found, found
    return day, day


def _range(core: str, published: dt.date | None) -> Days:
    plan = re.match(r"“?([一二三四五六七八九十]{1,3})五”?", core)
    if (
        plan
        and ("“" in core or not re.match(r"[一二三四五六七八九十]+[月年]", core))
        and plan[1] in _PLAN_START
    ):
        start = _PLAN_START[plan[1]]
        if start < 1966 or "年" in core or "末" in core:
            return _NOWHERE
        return dt.date(start, 1, 1), dt.date(start + 4, 12, 31)
    halves = re.split(r"\s?[—–\-~～至到]{1,2}\s?", core, maxsplit=1)
    if len(halves) == 1:
        return _point(core, published)
    left, right = halves
    years = re.fullmatch(rf"({_YEAR})年?", left), re.fullmatch(rf"({_YEAR})年(度?)", right)
    if years[0] and years[1]:
        a, b = _year(years[0][1]), _year(years[1][1])
        return _NOWHERE if years[1][2] or a is None or b is None else (dt.date(a, 1, 1), dt.date(b, 12, 31))
    if re.fullmatch(r"\d{1,2}", left):
        left += "月"
    head = re.match(rf"(?:{_YEAR}年|{_RELATIVE})", left)
    if head and not re.match(rf"{_YEAR}|{_RELATIVE}", right):
        right = head[0] + right
    if re.fullmatch(r"(?:.*年)?\d{1,2}", left):
        left += "月"
    return _point(left, published)[0], _point(right, published)[1]


def _year(text: str) -> int | None:
    numeral = parse(text)
    return int(numeral.value) if numeral is not None and numeral.value is not None else None


_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "两": 2, "1": 1, "2": 2, "3": 3, "4": 4}


def _point(core: str, published: dt.date | None) -> Days:
    """A year, quarter, month or day."""
    printed = re.match(rf"({_YEAR})\s?年", core)
    relative = re.match(_RELATIVE, core)
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
    quarters = re.fullmatch(r"(前|头)?第?([一二三四两1-4])(?:[至到、—–-]?([二三四2-4]))?个?季度?", rest)
    if quarters:
        low = _QUARTERS[quarters[2]]
        high = _QUARTERS[quarters[3]] if quarters[3] else low
        low = 1 if quarters[1] else low
        return _month(year, 3 * low - 2)[0], _month(year, 3 * high)[1]
    month = re.match(rf"({_MONTH})份?({_DAY})?(.*)", rest)
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
