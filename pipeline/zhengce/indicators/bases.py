"""What a change is measured against: 同比, 环比, 比上年末, 较2017年, 比3月份和年初, 比全国平均水平."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from zhengce.times import TimeMention

_AGAINST = re.compile(
    r"(?=[较比与相同于])(?:较(?![快大高多好强])|(?<![对占之百同环])比(?!重|例|率|较|值|上升|赛|价|如)|与|相较于?|相比于?|同(?!比|时|期|样|步|心|志)|(?<=[高低多少])(?<!不[高低多少])(?<!得[高低多少])于)"
)
_HINT = re.compile("[较比与相同环按年月季]")
_OF_RATE = re.compile(r"[\d.]+%的[增涨升降跌减]")  # 远低于去年|5.7%的增幅
_THAN = "于"  # 略低于上年同期|8亿美元
_PEER = re.compile(
    r"((?:同期|前一[日天周月季年期]|上一?[期周]|(?:[一二三四五十]|\d{1,2})年前|其?[一-龥]{0,2}到期量|全国|全省|全市|世界|国际|同类|同级"
    r"|计划|目标|预期|年度目标|城镇|农村|发达国家|行业|历史|调查|预算|规划|东部|西部|中部)[一-龥]{0,10}?|[一-龥]{1,6}前)"
    r"(?:相比|比较|提高|高|低|下降|增|减|缩|上升|分别|快|慢|多|少|上涨|下跌|跌|涨|升|回升|回落|翻)"
)
_ON_YEAR = re.compile(
    r"同比|环比|按[年月季](?=.{0,4}[增减升降上下跌录及和])"
    r"|(?<![\d一二三四五六七八九十每全今去上本下])[年月季](?=[增减](?:[^长加少值产率幅速额]|$))"
)
_RELATIVE_CLAUSE = re.compile(  # 环比下降的城市
    r"(?:[增减升降上下跌涨][^，。；]{0,3})的(?![增减升降涨跌幅速])[^，。；]{2}"
)
_SAME_PERIOD = re.compile(
    r"(?<=末)期|的?(?:同期|同月|同季|同日|同周)?(?:末期?|底|平均水平|水平|最高值|均值)?"
)
_AT = "于"
_AT_ENDS = "，"
_DATED_VERB = re.compile("[建立生设处始发源]于$")  # 建于1963年的学校
# The preposition that is left over when its base is cut out.
_PREPOSITION = re.compile(
    r"(?:较|相较于?|相比于?|与|同|比)(?=$|相比|比较|[，和]|实质|名目|成长|衰退|跌|涨|录|按|分别|均|也|又|年均|大幅|实际"
    r"|名义|累计|增|减|提|上|下|降|升|回|扩|缩|收|放|前移|净|多|少|高|低|加|快|有|略|微|轻微|稍|急|劲|翻|累|猛)"
    r"(?:相比|比较)?和?"
)

_FRONT = re.compile("(?:^|[，；年月季日期度])(?:([同与跟和])|[较比]|相[比较]于?)$")
_FRONT_END = re.compile("(?:[一-龥]{0,6}?)(相比较?|比较|相对比)，|()，")


class BaseMention(NamedTuple):
    """A base and its place in the normalised text."""

    start: int
    end: int
    text: str


def find_bases(text: str, start: int, end: int, times: Sequence[TimeMention]) -> tuple[BaseMention, ...]:
    """The bases in the clause ``text[start:end]``; several where they are coordinated."""
    if _HINT.search(text, start, end) is None:
        return ()
    for match in reversed(list(_AGAINST.finditer(text, start, end))):
        place = match.end()
        time = next((t for t in times if place <= t.start <= place + 2 and t.end <= end), None)
        if match[0] == _THAN:
            base = _with_same_period(text, time, end) if time is not None and time.start == place else None
            if base is not None and base.end == end and not _OF_RATE.match(text, end):
                return (base,)
            continue
        if time is not None:
            found = [_with_same_period(text, time, end)]
            for other in times:
                if text[found[-1].end : other.start] in ("和", "、", "及", "与") and other.end <= end:
                    found.append(_with_same_period(text, other, end))
            return tuple(found)
        peer = _PEER.match(text, place, end)
        if peer is not None:
            return (BaseMention(place, place + len(peer[1]), peer[1]),)
    words = [
        m for m in _ON_YEAR.finditer(text, start, end) if not _RELATIVE_CLAUSE.search(text, m.end(), end)
    ]
    told = words if "分别" in text[start:end] else words[-1:]  # 按年及按月分别上升3.5%及5.9%
    return tuple(BaseMention(m.start(), m.end(), m[0]) for m in told)


def fronted_base(text: str, start: int, end: int, times: Sequence[TimeMention]) -> BaseMention | None:
    """The base in front of a sentence, with scope over all its clauses: 与2020年相比，产量增长…."""
    for time in times:
        before = _FRONT.search(text[max(start, time.start - 5) : time.start])
        if before is None:
            continue
        base = _with_same_period(text, time, end)
        after = _FRONT_END.match(text, base.end, end)
        if after is not None and (after[1] or before[1] is None):
            return base
    return None


def _with_same_period(text: str, time: TimeMention, end: int) -> BaseMention:
    match = _SAME_PERIOD.match(text, time.end, end)
    stop = match.end() if match else time.end
    return BaseMention(time.start, stop, text[time.start : stop])


def without_times(
    text: str, start: int, end: int, times: Sequence[TimeMention], bases: Sequence[BaseMention]
) -> str:
    """``text[start:end]`` without its time expressions and bases."""
    if not times and not bases:
        return text[start:end]
    holes = [(t.start, t.end) for t in times if start <= t.start and t.end <= end]
    holes += [(b.start, b.end) for b in bases]
    if not holes:
        return text[start:end]
    pieces = []
    place = start
    for hole_start, hole_end in sorted(holes):
        if hole_start >= place:
            pieces.append(text[place:hole_start])
            at = (
                place < hole_start and text[hole_start - 1] in _AT and not text.startswith(_AT_ENDS, hole_end)
            )
            if at and not (text.startswith("的", hole_end) and _DATED_VERB.search(pieces[-1])):
                pieces[-1] = pieces[-1][:-1]  # 承建商|于2010年第二季|所完成的工程
        place = max(place, hole_end)
    pieces.append(text[place:end])
    joined = "".join(pieces)
    return _PREPOSITION.sub("", joined) if bases else joined
