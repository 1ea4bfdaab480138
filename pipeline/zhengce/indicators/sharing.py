"""Words that the members of a coordination share: head noun, measure or stem (小型、微型企业产业化率)."""

from __future__ import annotations

import re
from collections.abc import Collection

from zhengce.alternation import WORD
from zhengce.indicators.affixes import suffix_of, without_suffix
from zhengce.indicators.metrics import has_metric, is_metric, metric_start
from zhengce.indicators.words import character_set, word_list

_QUARTERS = character_set("sharing", "quarters")
_AREAS = word_list("sharing", "areas")
_SHORTEST = 2
_DIGIT = re.compile(r"\d")
_CLASSES = word_list("sharing", "classes")
_INDUSTRY = word_list("sharing", "industries")
_MEASURES = tuple(character_set("sharing", "measures"))
_TERM = re.compile(
    r"\d+(?:（[^（）]*）)?(?:[-—至~]\d+(?:（[^（）]*）)?)*(?:个月|年|天|日)(?:期|以内|以上|以下|及以上|及以下)*"
    r"(?:（[^（）]*）)?"
)
_TERMS = word_list("sharing", "terms")
_HEADS = frozenset(word_list("sharing", "heads"))
_CASES = word_list("sharing", "cases")
_TOLLS = frozenset(word_list("sharing", "tolls"))
_PER_UNIT = re.compile(rf"单位(?:{WORD}{{0,5}}(?:生产总值|增加值|产值)|GDP)")
_INTENSITIES = frozenset(word_list("sharing", "intensities"))
_KINDS = word_list("sharing", "kinds")
_LONGEST_ALIKE = 4  # characters
_REMARK = re.compile(r"（[^（）]*）")

_Parts = list[str]


def _shared_quarter(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """Return compass regions completed by the kind of place in the last one, or None: 东、中、西部|地区."""
    del words
    *others, last = parts
    area = _quarter_end(last)
    named = area and last.startswith(_AREAS, area)
    if not named or not all(0 < _quarter_end(part) == len(part) for part in others):
        return None
    return [*(part.removesuffix("部") + "部" + last[area:] for part in others), last]


def _quarter_end(name: str) -> int:
    """Return the end of the compass region at the start of a name, or 0: 东部, 东北."""
    end = 0
    while end < min(2, len(name)) and name[end] in _QUARTERS:
        end += 1
    return end + 1 if end and name.startswith("部", end) else end


def _shared_term(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """Return terms completed by the words after the last one, or None: 1年期、5年期以上|贷款利率."""
    del words
    *others, last = parts
    term = _TERM.match(last)
    if term is None or not all(part in _TERMS or _TERM.fullmatch(part) for part in others):
        return None
    return [*(part + last[term.end() :] for part in others), last]


def _shared_unit(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """Return intensities completed by the denominator in the first one, or None: 单位产值|能耗、水耗."""
    del words
    first, *others = parts
    of_unit = _PER_UNIT.match(first)
    if of_unit is None or not _INTENSITIES.issuperset(others):
        return None
    return [first, *(of_unit[0] + part for part in others)]


def _shared_accident(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """Return tolls completed by the accident that the first member counts, or None: 事故|起数和死亡人数."""
    del words
    first, *others = parts
    accident = without_suffix(first, _CASES, least=3)
    if accident == first or not _TOLLS.issuperset(others):
        return None
    return [first, *(accident + part for part in others)]


def _shared_head(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """Return short members completed by the head noun of the last one, or None: 小型、微型|企业产业化率."""
    *others, last = parts
    longest = max(len(_REMARK.sub("", part)) for part in others)
    if longest > 4 or len(last) < longest + 3:
        return None
    cut = longest
    for width in range(2, min(9, len(last) - 1)):
        if last[width - 1] == others[-1][-1] and not _tears(last, width, words):
            cut = width
            break
    else:
        cut = _before_measure(last, others[-1]) or _word_end(last, longest, words)
    digit = _DIGIT.search(last)
    if digit is not None and _SHORTEST <= digit.start() <= longest + 2:
        cut = digit.start()  # 德国和日本10年期国债收益率
    return [*(_joined(part, last[cut:]) for part in others), last]


def _shared_whole(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """Return members completed by the last one from 的 on, or None: 下浮利率和基准利率|的贷款占比.

    Only the last member has 的.
    """
    del words
    *others, last = parts
    whose = last.find("的")
    if whose <= 0 or any("的" in part for part in others):
        return None
    return [*(part + last[whose:] for part in others), last]


def _shared_measure(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """Return members completed by the measure that only the last one has, or None.

    新能源汽车、工业机器人|产量.
    """
    *others, last = parts
    start = _measure_start(last)
    measured = _PER_UNIT.match(parts[0]) is not None or any(
        has_metric(part) or part.endswith(_MEASURES) for part in others
    )
    if not start or measured:
        return None
    return [*(_overlapped(part, last[start:], words) for part in others), last]


def _shared_thing(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """Return measures completed by the thing that only the first one names, or None: 粮食|面积和产量."""
    del words
    first, *others = parts
    start = metric_start(first)
    if start <= 0 or not all(map(is_metric, others)):
        return None
    return [first, *(first[:start] + part for part in others)]


def _shared_stem(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """Return short members completed by the stem of a long first one, or None: 城镇居民|收入、支出."""
    first, *others = parts
    if len(first) < 6 or not all(len(part) <= 4 for part in others):
        return None
    stem = _word_start(first, len(first) - len(others[0]), words)
    return [first, *(stem + part if len(part) <= 3 else part for part in others)]


def shared_tail(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """Return members completed by the head noun at the end of the last one, or None: 大豆、玉米|单产.

    The last member begins with a word as long as the others, or ends with a generic noun: 交通、信息化|行业.
    """
    *others, last = parts
    size = len(others[0])
    alike = size <= _LONGEST_ALIKE and all(len(part) == size for part in others)
    if any(has_metric(part) for part in others) or len(last) < size + _SHORTEST:
        return None
    if alike and (size == 1 or last[:size] in words):
        return [*(part + last[size:] for part in others), last]
    kind = suffix_of(last, _KINDS, least=_SHORTEST)
    if not kind or any(part.endswith(_KINDS) for part in others):
        return None
    return [*(_joined(part, kind) for part in others), last]


SHARED = (
    _shared_quarter,
    _shared_term,
    _shared_unit,
    _shared_accident,
    _shared_head,
    _shared_whole,
    _shared_measure,
    _shared_thing,
    _shared_stem,
)
"""Ways in which members share words, the most specific first; the first that fits decides."""


def _joined(part: str, head: str) -> str:
    """Return a member with the shared head: 工业 and 产业增加值 give 工业增加值."""
    return part + (head[2:] if part.endswith("业") and head.startswith(("产业", "行业")) else head)


def _overlapped(part: str, head: str, words: Collection[str]) -> str:
    """Return two strings joined, with their overlap merged: 养老保险 and 险参保率 give 养老保险参保率.

    A head that begins with a whole word does not overlap: 地表水 and 水质优良率.
    """
    whole = any(len(word) > 1 and head.startswith(word) for word in words)
    size = 0 if whole else next((size for size in (3, 2, 1) if part.endswith(head[:size])), 0)
    return _joined(part, head[size:])


def _before_measure(last: str, other: str) -> int | None:
    """Return the start of the metric in `last` if the words before it match `other` in length, or None.

    They may be two characters longer, or of any length after an industry: 中亚五国|出口.
    """
    start = _measure_start(last)
    if start < _SHORTEST:
        return None
    return start if other.endswith(_INDUSTRY) or start <= len(other) + 2 else None


def _measure_start(last: str) -> int:
    """Return the start of the metric in the last member, or of the class noun before it (贷款余额), or 0."""
    start = metric_start(last)
    if start < 0:
        return 0
    return len(without_suffix(last[:start], _CLASSES, least=2))


def _tears(last: str, cut: int, words: Collection[str]) -> bool:
    """Return whether a cut separates the last character of a word from the rest: 近岸海|域水质."""
    return any(0 <= last.find(word) < cut == last.find(word) + len(word) - 1 for word in words)


def _word_start(first: str, cut: int, words: Collection[str]) -> str:
    """Return `first` up to the word that `cut` would split, or up to `cut` itself: 展会带动|游客人数."""
    torn = (
        first.rfind(word)
        for word in words
        if len(word) > 1 and 0 < first.rfind(word) < cut < first.rfind(word) + len(word)
    )
    return first[: min(torn, default=cut)]


def _word_end(last: str, cut: int, words: Collection[str]) -> int:
    """Return the end of the word of `last` that `cut` would split, or `cut`: 人参、食用菌|全产业链产值."""
    ends = [len(word) for word in words if len(word) > cut > 1 and last.startswith(word)]
    ends += [cut + 1] if _tears(last, cut, words) else []
    return next((end for end in ends if end <= len(last) - 2 and last[cut:end] not in _HEADS), cut)
