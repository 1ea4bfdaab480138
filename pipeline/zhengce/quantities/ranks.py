"""Ranks stated as a result (居全国第2位, 跻身全省前三), and ordinals that are not ranks (第十三届)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhengce.quantities.mention import Mention, is_han, unmeasured
from zhengce.quantities.numerals import Numeral

_VERB = (
    "(?:从|由|居|列|排名|排在|排|位次|位|跃升|升|上升|跃居|保持|名列|占据?|夺得|获得?|获评|规模|稳居|前移|评为|成为|跻身|进入"
    "|达到|为|：)"
)
_RANKED = re.compile(rf"{_VERB}[^，。；：、\d]{{0,14}}?$")
_AMONG_FIRST = re.compile(r"(?:排名|位居|居|列|跻身|进入|位列|稳居|排|保持)[^，。；：、\d]{0,8}$")
# 总量全国第一; 分别居全国第5、第6位.
_CHAINED = re.compile(
    "(?:全国|全省|全市|全区|全球|世界|亚洲|国内|全行业)$"
    rf"|{_VERB}[^，。；：、\d]{{0,10}}第[\d一二三四五六七八九十]+位?[、和][^，。；：、\d]{{0,6}}$"
)
_FIRST = re.compile(r"(?:首位|榜首|首名)(?!度)")
_CHAIN = re.compile(r"(?:[、和]第[\d一二三四五六七八九十]+[位名]?)+")
_PUT = frozenset({"作为", "摆在", "放在"})
_OPENINGS = frozenset(("", *"\n。；：！？"))
_PLACES = frozenset("位名")
_ENDS = frozenset(("", *"\n，。；）"))
_DIGITS = frozenset("一二三四五六七八九十")  # 第一、|二产业
_FURTHER = frozenset("第最")
_NEXT_RANK = 11  # characters
_FARTHEST = 20


def rank_or_ordinal(text: str, numeral: Numeral) -> Mention:
    """Classify 第 with a numeral as rank or ordinal."""
    start = numeral.start - 1
    placed = text[numeral.end : numeral.end + 1] in _PLACES
    end = numeral.end + placed
    chained = _CHAIN.match(text, end)
    last = end if chained is None else chained.end()  # 世界第二、第三|大经济体
    after = text[last : last + 1]
    names_something = not placed and is_han(after) and not after.startswith(("的", "和", "、"))
    opens = text[max(0, start - 1) : start] in _OPENINGS
    if text[max(0, start - 2) : start] in _PUT or (opens and not placed):
        return unmeasured("ordinal", text, start, end)  # 作为第一位的任务; 第一，坚持…
    placed_before = _CHAINED.search(text, max(0, start - _FARTHEST), start) is not None
    ends = text[end : end + 1] in _ENDS or _is_listed(text, end)
    if placed_before and ends and numeral.value is not None:
        return _rank(text, start, end, numeral.value, text[numeral.end] if placed else None)
    if names_something or numeral.value is None or not _RANKED.search(text, max(0, start - _FARTHEST), start):
        return unmeasured("ordinal", text, start, end)
    return _rank(text, start, end, numeral.value, text[numeral.end] if placed else None)


def _is_listed(text: str, end: int) -> bool:
    """Return whether another rank follows after 、: 面积世界第一、|产量世界第三, but not 第一、|二产业."""
    following = text[end + 1 : end + _NEXT_RANK]
    another = following[:1] not in _DIGITS and not following.startswith("第")
    return text.startswith("、", end) and another and not _FURTHER.isdisjoint(following)


def among_first(text: str, numeral: Numeral) -> Mention | None:
    """Read 跻身全省前三 and 进入全国前10位 as a rank of at most that number."""
    start = numeral.start - 1
    if text[start : start + 1] != "前" or numeral.value is None or numeral.value > 1000:
        return None
    placed = text[numeral.end : numeral.end + 1] in _PLACES | {"强"}
    end = numeral.end + placed
    if not _AMONG_FIRST.search(text, max(0, start - _FARTHEST), start) or text[end : end + 1] in {
        "年",
        "个",
        "季",
    }:
        return None
    mention = _rank(text, start, end, numeral.value, text[numeral.end] if placed else None)
    return Mention(
        kind="rank",
        text=mention.text,
        start=start,
        end=end,
        outer_start=start,
        outer_end=end,
        value=numeral.value,
        unit=mention.unit,
        dimension="rank",
        modifier="at_most",
        han=numeral.han,
    )


def first_places(text: str, start: int, end: int) -> Iterator[Mention]:
    """Yield ranks without a numeral: 列全国首位."""
    for match in _FIRST.finditer(text, start, end):
        if _RANKED.search(text, max(start, match.start() - _FARTHEST), match.start()):
            yield _rank(
                text, match.start(), match.end(), Decimal(1), "位" if match[0].endswith("位") else None
            )


def _rank(text: str, start: int, end: int, value: Decimal, unit: str | None) -> Mention:
    return Mention(
        kind="rank",
        text=text[start:end],
        start=start,
        end=end,
        outer_start=start,
        outer_end=end,
        value=value,
        unit=unit,
        dimension="rank",
    )
