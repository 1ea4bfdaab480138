"""Time expressions: what they look like, and where they stand in a text. `days` tells their dates."""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from zhengce.extract.days import resolve
from zhengce.extract.time_words import DAY, DOUBLE_YEAR, MONTH, RELATIVE, YEAR
from zhengce.types import Status

_DIGIT = r"\d一二三四五六七八九十两"
_N = f"[{_DIGIT}]"
_MID_YEAR = "年中(?![央非国美俄外东小部等学医高、欧日法英韩])"
_PART = (
    r"(?:前|头)[一二三四两1-4]个季度|(?:前|头)[\d一二两三四五六七八九十]{1,2}个月|前[两二三]季度|前[两二三]季(?![个年])"
    r"|第?[一二三四1-4][至到、—–-]?[二三四2-4]?季度|第[一二三四1-4]季(?![度节])|上半年|下半年|全年|年初|年末|年底|岁末年初|[春秋]季学期"
    "|“?(?:春节|元旦|国庆|中秋|端午|清明|五一|十一|两节|双节|暑[期假]|寒假|春运|汛期)”?(?:假期|黄金周|假日|长假|小长假|期间)|暑期(?=，)"
    rf"|(?<![一二三四五六七八九十两几]){_MID_YEAR}"
)
_TO = r"\s?[—–\-~～至到]{1,2}\s?"
_DAYS = rf"{DAY}(?:{_TO}{DAY})?"
_OF_YEAR = rf"(?:{_PART}|{MONTH}份?(?:{_DAYS})?)"
_WHOLE = rf"(?:{YEAR}\s?年?(?=\s?年|\d{{1,2}}月)年?|{RELATIVE})"
_POINT = rf"(?:(?:{_WHOLE}的?(?:\d{{1,2}}{_TO})?)?{_OF_YEAR}|{_WHOLE})"  # 2023年1—11月, 11月, 2023年
_EDGE = rf"(?:年底|年末|年初|{_MID_YEAR}|底|末|初|中旬|上旬|下旬|份|上半月|下半月)?"
_PLAN = (
    "“[一二三四五六七八九十]{1,3}五”"
    "|(?<![一二三四五六七八九十“])[一二三四五六七八九十]{1,2}五(?=时期|期间|以来|规划)"
    "|第[一二三四五六七八九十]{1,3}个五年计划(?=时期|期间|期末|期内|以来|的?第)"
)
_PLAN_PART = "期间|时期|以来|开局之?年|收官之?年|期末|末|前[一二三四]年|的?第[一二三四五]年|(?:规划)?期"
_HEAD = r"(?:(?<=[，。；：\n）])|(?<=^))"  # the head of a clause

# The kinds of time expressions, each an alternative of one expression, and what one can begin with: that is
# looked at first, as most characters begin none.
_KINDS = {
    "point": (
        f"{_DIGIT}截到至自从按今去前明本上当同次后头第下全年岁“",
        rf"(?:截至|截止到?|到|至|自|从|按)?(?:{DOUBLE_YEAR}|{YEAR}\s?[—–\-~～至到/]{{1,2}}\s?{YEAR}年"
        rf"|{_POINT}{_EDGE}(?:{_TO}{_POINT}{_EDGE})?|{MONTH}?{_TO}{MONTH}份?|\d{{1,2}}{_TO}\d{{1,2}}月份?"
        r"|\d{1,2}、\d{1,2}月份)"
        r"(?:以来|至今|期间|时期|前期|之前|以前|前(?![移列进景沿])|之后|以后|后|起|间|年间)?",
        rf"(?:截至|截止到?|到)?(?:{_PLAN})(?:规划)?(?:{_PLAN_PART})?",
    ),
    "now": (
        "截到目当现至迄眼如",
        r"(?:截至|截止|到)?(?:目前|当前|现时|如今|至今|迄今(?:为止)?|现阶段|眼下"
        r"|(?<![实体发呈表出涌显再重浮兑])现(?=有|已|共有|拥有))(?:为止)?",
    ),
    "years": (
        f"{_DIGIT}近过未今最前此往这接又后头连多长日成实开启运挂建出设",
        rf"(?:近|过去|未来|今后|最近|(?<!提)前|此后|往后|这|接下来的?|又一个|后|头){_N}{{1,3}}[多余]?个?(?:年|个月|天|周)"
        r"(?:来|间|里|中|内|以来)?",
        rf"(?<!第){_N}{{1,3}}[多余]?年多?(?:来|间|以来)",
        rf"{_HEAD}[二三四五六七八九十两]年(?=[一-龥])(?![一二三四五六七八九十级前后计规行期制度一内目过多左以之的者])",
        r"(?<!\d)[\d三四五两]年(?=累计|分别|共|年均|平均|新增|合计|翻|增长|支出|投入)",
        rf"连续{_N}{{1,3}}个?(?:年|个月|个季度)",
        r"近年来?|近些年来?|多年来|长期以来|近期|近日",
        rf"{_HEAD}(?:日前|最近(?=，))",
        rf"(?:成立|实施|开展|启动|运行|挂牌|建立|开通|出台|设立|实行){_N}{{1,2}}(?:周年(?:以来|来)|年多?(?:以来|来)?)",
    ),
    "day": (
        "今昨当即",
        rf"(?:今天|昨天|昨日|今日|今晚|当日|当天|即日)(?:（{MONTH}{DAY}）)?",
    ),
    "since": (
        "自从党中一二三十改新建本进入换开第春暑节",
        r"(?:自|从)?(?:党的|中共)?[一二三]?十[一二三四五六七八九]?大(?:召开)?以来",
        r"(?:自|从)?(?:改革开放|新中国成立|建国|本世纪|进入新世纪|新世纪|入世|换届|本届政府[^，。；]{0,4}|开年|新时代)以?来",
        rf"第[一二三四五六七八九十]{{1,3}}届[^，。；\n]{{0,14}}(?:会议|大会)[^，。；\n]{{0,3}}以来的?(?:{_N}{{1,2}}年)?",
        r"[春暑节]运以来|入[春夏秋冬汛]以来",
        rf"{_HEAD}新时代(?=，)",
    ),
    "event": (
        "专春汛节国假黄本届任试活报疫会暑寒冬过期",
        r"(?<![一-龥])(?:专项整治|春运|汛期|春节|国庆|假期|黄金周|本?届?任期|试点|活动|节日|节假日|报告期|疫情|会议|暑期"
        r"|寒假|冬季|过渡期)(?:期间|期内|以来)",
        r"期内",
    ),
}
_BEGINS = "".join(begins for begins, *_ in _KINDS.values())
# What can follow that: a test of two characters spares nearly every place the whole expression.
_SECOND = (
    rf"{_DIGIT}零〇○几多余年月日天季春夏秋冬晚届世轮周度今去明前后次同当本上下全第头岁末初底内中间半至止近些来期续施行展通动牌立国台"
    r"的共大革党改新建进入换开汛渡到时阶有已拥入节运项庆金点告情议假眼目现迄过未最此往这接又连个、“\s—–\-~～/"
)
_ANY_KIND = "|".join(
    f"(?P<{kind}>(?=[{begins}])(?:{'|'.join(forms)}))" for kind, (begins, *forms) in _KINDS.items()
)
# Matches the first character alone, so that the engine runs over what begins none; the groups look on.
_TIME = re.compile(rf"[{_BEGINS}](?=[{_SECOND}])(?<=(?=(?<![\d.](?=\d))(?:{_ANY_KIND})).)")
# What began something, at the head of a clause, whatever it is: 专项行动启动以来.
_SINCE = "以来"
_LAUNCHED = re.compile(
    rf"{_HEAD}(?P<launched>[一-龥“”]{{2,14}}(?:开展|启动|实施|成立|运行|开通|召开|出台|施行|建成|建立|上线|挂牌|设立|启用|推行|组建){_SINCE})"
)
_LONGEST_LAUNCH = 17  # characters from a head to 以来, with the mark before
_TO_HEAD = re.compile(r"(?s:.*)[，。；：\n）]")
_YEAR = re.compile(YEAR)
_PART_OF_YEAR = re.compile(rf"截?至?(?:{_PART}|{MONTH}(?:份|末|底)?)(?<!年初)")
_MONTHS = re.compile(r"\d*[一二三四五六七八九十]?个月")
_FIRST_MONTHS = re.compile("[前头].{1,2}个月")
_REACHED = re.compile("[加长高升降低少大短落增减展涨跌变扩][到至]$")


class TimeMention(NamedTuple):
    """A time expression: what is printed, its place, its first and last day where they follow.

    `kind`: a ``point`` or stretch of the calendar (2024年, 1—10月, “十四五”期间), ``now``, a number of
    ``years`` (近五年), a ``day`` (今天), ``since`` something (党的十八大以来) or since it was ``launched``
    (专项行动启动以来), or during an ``event``.
    `future` tells that it lies after the publication, as far as its days are known.
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

    >>> times = find_times("2020年以来，截至9月底", dt.date(2024, 11, 5))
    >>> [(t.text, str(t.first), str(t.last)) for t in times]
    [('2020年以来', '2020-01-01', '2024-11-05'), ('截至9月底', 'None', '2024-09-30')]
    >>> [t.text for t in find_times("体现在四个方面，1943人，264.3万，进一步")]
    []
    """
    return [_mention(match, published) for match in _expressions(text) if _is_time(match)]


def _expressions(text: str) -> Iterator[re.Match[str]]:
    """Matches of `_TIME` and `_LAUNCHED` in order, none in another; what each says is its last group."""
    launched = deque(_launched(text))
    found = _TIME.search(text)
    while found is not None or launched:
        if found is None or (launched and launched[0].start() < found.start()):
            expression = launched.popleft()
        else:
            expression = found
        yield expression
        end = expression.end(expression.lastgroup or 0)
        while launched and launched[0].start() < end:
            launched.popleft()
        if found is not None and found.start() < end:
            found = _TIME.search(text, end)


def _launched(text: str) -> Iterator[re.Match[str]]:
    """What began at the heads of the clauses that hold 以来."""
    place = text.find(_SINCE)
    while place >= 0:
        first = max(0, place - _LONGEST_LAUNCH)
        mark = _TO_HEAD.match(text, first, place)
        found = _LAUNCHED.match(text, first if mark is None else mark.end())
        if found is not None:
            yield found
        place = text.find(_SINCE, place + 1)


def _is_time(match: re.Match[str]) -> bool:
    start, end = match.span(match.lastgroup or 0)
    text, after = match.string[start:end], match.string[end : end + 2]
    before = match.string[max(0, start - 1) : start]
    if match.lastgroup == "point":
        if before and before in "第.0123456789〔[":
            return False
        if text.endswith("月") and _MONTHS.match(text.lstrip("到至从")):
            return False
        if _YEAR.fullmatch(text):
            return False
        return bool(text) and not (text.endswith("月") and after.startswith(("球", "亮", "饼", "嫂")))
    return not (match.lastgroup == "now" and after.startswith("状"))


def _mention(match: re.Match[str], published: dt.date | None) -> TimeMention:
    start, end = match.span(match.lastgroup or 0)
    text = match.string[start:end]
    reached = _REACHED.search(match.string, max(0, start - 2), start + 1)  # 增加|到2007年
    if match.lastgroup == "point" and (reached or (text[0] in "从按" and not text.endswith(("以来", "起")))):
        text, start = text[1:], start + 1
    first, last = resolve(text, match.lastgroup or "", published)
    if start and _FIRST_MONTHS.fullmatch(text) and "一" <= match.string[start - 1] <= "龥":
        first = last = None  # 申领前6个月 is counted from then
    future = published is not None and ((first or last or published) > published)
    return TimeMention(text, start, end, first, last, match.lastgroup or "", future)


def of_past_year(
    time: TimeMention, published: dt.date | None, status: Status, named: int | None = None
) -> TimeMention:
    """全年, 年末 or 四季度 in a fact told in January to March is of the year that has ended.

    A year under way has no whole and no end yet. Where another year is `named` before, it may be a part of
    that one, and has no days.

    >>> time = find_times("全年", dt.date(2025, 1, 20))[0]
    >>> of_past_year(time, dt.date(2025, 1, 20), "actual").last
    datetime.date(2024, 12, 31)
    """
    if published is None or published.month > 3 or status != "actual" or published.year == dt.MINYEAR:
        return time
    undated = time.kind == "point" and time.first is time.last is None and _PART_OF_YEAR.fullmatch(time.text)
    if not (undated or time.text == "全年"):
        return time
    if named not in (None, published.year - 1):
        return time._replace(first=None, last=None)
    first, last = resolve(time.text, time.kind, dt.date(published.year - 1, 12, 31))
    if last is None or last.month <= published.month:
        return time  # 2月末, told on the last day but one of February, is of this year
    return time._replace(first=first, last=last, future=False)
