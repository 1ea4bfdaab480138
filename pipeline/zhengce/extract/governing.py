"""Which time expression governs a number: of its clause, its sentence, or a sentence before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengce.alternation import WORD
from zhengce.times import TimeMention

_NEWS = frozenset({"日前", "近日", "当日", "当天"})
_REPORTING = re.compile(
    r"[^，。；]{0,40}?(?:了解到|获悉|举行|召开|印发|签署)|(?:对外)?(?:发布|公布|通报|介绍|宣布|表示)(?:消息|数据|称)?[，：]"
)


def governing(
    text: str, times: Sequence[TimeMention], start: int, place: int, bases: frozenset[int]
) -> TimeMention | None:
    """The last time expression of a sentence from `start` that governs the number at `place`.

    `bases` are the places of times that a change is measured against.
    """
    for time in reversed(times):
        if not start <= time.start or time.end > place or time.start in bases:
            continue
        beyond = is_local(text, time) and _NUMBER.search(text, time.end, place)
        if beyond and not _AND_ONE.fullmatch(text, time.end, place):
            continue  # 由1997年的4360亿元增加到2002年的6740亿元，年均增长…
        if not _reaches(text, time, start, place):
            continue
        if time.text.startswith("连续") and _CLAUSED.search(text, time.end, place):
            continue  # 连续8年居首，培育企业120家
        if is_governing(text, time, start):
            return time
    return None


def _reaches(text: str, time: TimeMention, start: int, place: int) -> bool:
    """A time at the head of its sentence or clause reaches on; any other at the next ；."""
    if time.start == start or text.startswith(("，", "的"), time.end):
        return True
    return "；" not in text[time.end : place]


def is_local(text: str, time: TimeMention) -> bool:
    """A time right before one number of a pair speaks of that number: 由2002年7703元增加到2007年13786元."""
    before = text[max(0, time.start - 1) : time.start]
    return (
        before in ("从", "由", "到", "至")
        and time.kind in ("point", "now")
        and bool(_NUMBER_NEXT.match(text, time.end))
    )


_NAMED = re.compile(rf"{WORD}{{0,4}}(?:行动|计划|规划|方案|倍增|攻坚|过渡期)")
_PLAN = re.compile("(?:计划|预算|目标|任务)+数?的")
_SPAN = re.compile("[—–至到]")
_HELD = re.compile(r"，|在|由|召开|举行|[^，。]{0,12}(?:会议|大会|发布会|印发|签署|公布|施行)")
_NUMBERED = re.compile(r"[^，。；\d]{0,8}(?:〕|号文|印发)")
_NUMBER = re.compile(r"[\d一二三四五六七八九十]")
_CLAUSED = re.compile("[，；]")
_AND_ONE = re.compile(r"的?[\d.,]+[万亿]*[^，。；、和\d]{0,4}[和、]")  # 从2021年的46503元和16935元分别…
_NUMBER_NEXT = re.compile(
    r"(?:同期)?的?(?:增长|下降|上升|上涨|下跌|回落|减少|增加)?了?(?:(?:位?居|位?列|排)[一-龥]{0,5}第)?-?(?:约|近|不足|超|每[一-龥]{1,3})?[\d一二三四五六七八九十]"
)


def is_governing(text: str, time: TimeMention, start: int) -> bool:
    """Not a reporting day, not part of a name or of a longer noun (2017年的…, 2025年春节前)."""
    before, after = text[max(start, time.start - 4) : time.start], text[time.end : time.end + 48]
    if before.endswith(("《", "记者", "（", "(")) and time.kind in ("day", "point") and time.kind != "years":
        return False
    if before.endswith(("第", "—", "为期", "每", "是", "为", "比", "较")):
        return False
    if before.endswith(("完成", "占", "达")) and _PLAN.match(after):
        return False  # 完成全年计划的32.5%
    if before.endswith(("多于", "少于", "高于", "低于", "快于", "慢于", "好于")):
        return False  # 规模略多于上年同期
    if (time.kind == "day" and _REPORTING.match(after)) or time.text in _NEWS:
        return False
    if time.kind == "years" and _NAMED.match(after):
        return False
    if (
        time.text.endswith("日")
        and time.text[-2:-1].isdecimal()
        and _SPAN.search(time.text, 1) is None
        and not time.text.startswith(("截至", "截止", "到", "至"))
    ):
        return _HELD.match(after) is None
    return _NUMBERED.match(after) is None
