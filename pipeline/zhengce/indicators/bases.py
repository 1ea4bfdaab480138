"""Bases that changes are measured against: 同比, 环比, 比上年末, 较2017年, 比3月份和年初, 比全国平均水平."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from zhengce.indicators.affixes import is_han, suffix_of, without_prefix
from zhengce.indicators.words import character_set, word_list
from zhengce.times import TimeMention

_AGAINST = re.compile(
    r"(?=[较比与相同于])(?:较(?![快大高多好强])|(?<![对占之百同环])比(?!重|例|率|较|值|上升|赛|价|如)|与|相较于?|相比于?|同(?!比|时|期|样|步|心|志)|(?<=[高低多少])(?<!不[高低多少])(?<!得[高低多少])于)"
)
_HINTS = character_set("bases", "hints")
_OF_RATE = word_list("bases", "of_rate")  # 远低于去年|5.7%的增幅
_THAN = "于"  # 略低于上年同期|8亿美元
_PEER = re.compile(
    r"((?:同期|前一[日天周月季年期]|上一?[期周]|(?:[一二三四五十]|\d{1,2})年前|其?[一-龥]{0,2}到期量|全国|全省|全市|世界|国际|同类|同级"
    r"|计划|目标|预期|年度目标|城镇|农村|发达国家|行业|历史|调查|预算|规划|东部|西部|中部)[一-龥]{0,10}?|[一-龥]{1,6}前)"
    r"(?:相比|比较|提高|高|低|下降|增|减|缩|上升|分别|快|慢|多|少|上涨|下跌|跌|涨|升|回升|回落|翻)"
)
_ON_YEAR = re.compile(
    r"同比|环比|按[年月季](?=.{0,4}[增减升降上下跌录及和])"
    r"|(?<![\d一二三四五六七八九十每全今去上本下均])[年月季](?=[增减](?:[^长加少值产率幅速额]|$))"
)
_CHANGING = character_set("bases", "changing")
_NO_HEAD = character_set("bases", "no_head")
_MARKS = frozenset("，。；")
_SAME_PERIOD = word_list("bases", "same_period")
_LEVELS = word_list("bases", "levels")
_LONGEST_PERIOD = 12
_AT = "于"
_AT_ENDS = "，"
_DATED_VERBS = word_list("bases", "dated_verbs")
# The preposition that is left when its base is taken out.
_PREPOSITION = re.compile(
    r"(?:较|相较于?|相比于?|与|同|比)(?=$|相比|比较|[，和]|实质|名目|成长|衰退|跌|涨|录|按|分别|均|也|又|年均|大幅|实际"
    r"|名义|累计|增|减|提|上|下|降|升|回|扩|缩|收|放|前移|净|多|少|高|低|加|快|有|略|微|轻微|稍|急|劲|翻|累|猛)"
    r"(?:相比|比较)?和?"
)

_FRONTING = word_list("bases", "fronting")
_FRONTING_JOINTS = word_list("bases", "fronting_joints")
_FRONTED_AFTER = character_set("bases", "fronted_after")
_FRONT_ENDS = word_list("bases", "front_ends")
_LONGEST_FRONT = 6
_UNITS_OF_TIME = ("季度", "月份", "月")


class BaseMention(NamedTuple):
    """A base and its span in the normalised text."""

    start: int
    end: int
    text: str


def find_bases(text: str, start: int, end: int, times: Sequence[TimeMention]) -> tuple[BaseMention, ...]:
    """Return the bases that the clause ``text[start:end]`` names, or an empty tuple.

    There are several if they are coordinated: 比3月份和年初.
    """
    if _HINTS.isdisjoint(text[start:end]):
        return ()
    for match in reversed(list(_AGAINST.finditer(text, start, end))):
        place = match.end()
        time = next((t for t in times if place <= t.start <= place + 2 and t.end <= end), None)
        if match[0] == _THAN:
            base = _with_same_period(text, time, end) if time is not None and time.start == place else None
            if base is not None and base.end == end and not _is_rate(text, end):
                return (base,)
            continue
        if time is not None:
            found = [_with_same_period(text, time, end)]
            for other in times:
                if text[found[-1].end : other.start] in ("和", "、", "及", "与") and other.end <= end:
                    found.append(_with_same_period(text, other, end))
            return tuple(found) if len(found) > 1 or "分别" not in text[time.end : end] else _dealt(found[0])
        peer = _PEER.match(text, place, end)
        if peer is not None:
            return (BaseMention(place, place + len(peer[1]), peer[1]),)
    words = [m for m in _ON_YEAR.finditer(text, start, end) if not _is_attributive(text, m.end(), end)]
    told = words if "分别" in text[start:end] else words[-1:]  # 按年及按月分别上升3.5%及5.9%
    return tuple(BaseMention(m.start(), m.end(), m[0]) for m in told)


def _dealt(base: BaseMention) -> tuple[BaseMention, ...]:
    """Return the members of a coordinated base that numbers are distributed over, or the base alone.

    第一、二季度 stands for two quarters.
    """
    first, mark, rest = base.text.partition("、")
    tail = next((unit for unit in _UNITS_OF_TIME if rest.endswith(unit)), "")
    last = rest.removesuffix(tail).removeprefix("第")
    if not (mark and tail and first and last) or first.endswith(tail):
        return (base,)
    lead = "第" if first.startswith("第") else ""
    return tuple(base._replace(text=f"{lead}{one.removeprefix('第')}{tail}") for one in (first, last))


def _is_rate(text: str, place: int) -> bool:
    """Return whether a rate of growth begins at `place`: 远低于去年|5.7%的增幅."""
    while text[place : place + 1].isdecimal() or text.startswith(".", place):
        place += 1
    return text.startswith(_OF_RATE, place)


def _is_attributive(text: str, start: int, end: int) -> bool:
    """Return whether the base that ends at `start` belongs to a relative clause: 环比|下降的城市."""
    place = text.find("的", start, end)
    while place >= 0:
        verb, head = text[max(start, place - 4) : place], text[place + 1 : min(place + 3, end)]
        verb = verb[max(map(verb.rfind, _MARKS)) + 1 :]
        has_head = len(head) == 2 and head[0] not in _NO_HEAD and _MARKS.isdisjoint(head)
        if has_head and not _CHANGING.isdisjoint(verb):
            return True
        place = text.find("的", place + 1, end)
    return False


def fronted_base(text: str, start: int, end: int, times: Sequence[TimeMention]) -> BaseMention | None:
    """Return the fronted base of the sentence ``text[start:end]``, or None: 与2020年相比，产量增长….

    It has scope over all clauses of the sentence.
    """
    for time in times:
        before = _front(text[max(start, time.start - 5) : time.start])
        if not before:
            continue
        base = _with_same_period(text, time, end)
        plain = text.startswith("，", base.end) and before not in _FRONTING_JOINTS
        if base.end < end and (plain or _compares_after(text, base.end, end)):
            return base
    return _fronted_peer(text, start, end) if text.find("比较，", start, end) >= 0 else None


def _fronted_peer(text: str, start: int, end: int) -> BaseMention | None:
    """Return the fronted peer of the sentence ``text[start:end]``, or None: 与|一年前同月|比较，."""
    for match in _AGAINST.finditer(text, start, end):
        peer = _PEER.match(text, match.end(), end)
        if peer is not None and text.startswith("比较，", peer.end(1)):
            return BaseMention(peer.start(1), peer.end(1), peer[1])
    return None


def _with_same_period(text: str, time: TimeMention, end: int) -> BaseMention:
    following = text[time.end : min(end, time.end + _LONGEST_PERIOD)]
    if following.startswith("期") and text[time.end - 1] == "末":
        stop = time.end + 1
    else:
        rest = without_prefix(without_prefix(following.removeprefix("的"), _SAME_PERIOD), _LEVELS)
        stop = time.end + len(following) - len(rest)
    return BaseMention(time.start, stop, text[time.start : stop])


def _front(left: str) -> str:
    """Return the word that opens a base before a time at the start of a clause, or an empty string."""
    word = suffix_of(left, _FRONTING)
    before = left[: len(left) - len(word)][-1:]
    return word if word and (not before or before in _FRONTED_AFTER) else ""


def _compares_after(text: str, start: int, end: int) -> bool:
    """Return whether 相比， or the like closes a base soon after `start`."""
    comma = text.find("，", start, min(end, start + _LONGEST_FRONT + 4))
    between = text[start:comma] if comma >= 0 else ""
    closing = suffix_of(between, _FRONT_ENDS)
    return bool(closing) and len(between) - len(closing) <= _LONGEST_FRONT and is_han(between)


def without_times(
    text: str, start: int, end: int, times: Sequence[TimeMention], bases: Sequence[BaseMention]
) -> str:
    """Return ``text[start:end]`` without its time expressions and bases.

    A preposition left without an object (于, 较) is removed too, but not that of 建于1963年的学校.
    """
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
            if at and not (text.startswith("的", hole_end) and pieces[-1].endswith(_DATED_VERBS)):
                pieces[-1] = pieces[-1][:-1]  # 承建商|于2010年第二季|所完成的工程
        place = max(place, hole_end)
    pieces.append(text[place:end])
    joined = "".join(pieces)
    return _PREPOSITION.sub("", joined) if bases else joined
