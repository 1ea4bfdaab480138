"""The subjects that one phrase enumerates, and what its members share."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from zhengce.alternation import WORD
from zhengce.indicators.coordination import LINK, etc_places, linked
from zhengce.indicators.metrics import has_metric, is_metric, metric_start

_AREA = re.compile(r"^[东中西南北]{1,2}部?(地区|区域).*")
_QUARTER = re.compile("[东中西南北]{1,2}部?")
_INDUSTRIES = re.compile(r"((?:第?[一二三][、和及]?){2,3})(?:次?产业?)(.*)")  # 第一、二、三产业增加值
_ORDINAL = re.compile("[一二三]")
_SHORTEST = 2
_DIGIT = re.compile(r"\d")
_CLASS = re.compile("(?<=..)(?:产业|行业|贷款|存款|产品|商品|项目|板块|领域|保险|保费|债券|居民)$")
_INDUSTRY = ("产业", "企业", "工业", "农业", "制造业", "服务业")
_TOWARDS = ("对", "向", "从", "自", "与", "输往", "销往", "运往", "发往", "来自", "前往")
_MEASURES = tuple("数量额率值度")
# What two members that are written as one word are: 城乡居民人均可支配收入, 化肥农药利用率.
_WRITTEN_AS_ONE = {
    "城乡居民": ("城镇居民", "农村居民"),
    "化肥农药": ("化肥", "农药"),
    "农药化肥": ("农药", "化肥"),
    "内外资": ("内资", "外资"),
    "出入境": ("出境", "入境"),
    "输出入": ("输出", "输入"),
    "产销量": ("产量", "销量"),
    "三次产业": ("第一产业", "第二产业", "第三产业"),
}
_TERM = re.compile(
    r"\d+(?:（[^（）]*）)?(?:[-—至~]\d+(?:（[^（）]*）)?)*(?:个月|年|天|日)(?:期|以内|以上|以下|及以上|及以下)*"
    r"(?:（[^（）]*）)?"
)
_TERMS = re.compile(rf"(?:活期|定期|隔夜|{_TERM.pattern})")
# What a word may end with and yet be shared: 城镇和|农村居民.
_HEAD = re.compile(
    "居民|人口|家庭|职工|学生|教育|企业|银行|机构|产业|工业|农业|经济|市场|地区|贷款|存款|收入|支出|投资|保险"
)
_CASES = re.compile(r"(?<=...)(?:发生)?(?:起数|次数|件数)$")
_TOLL = re.compile(r"(?:死亡|受伤|伤亡|死伤|失踪|遇难)(?:人数|人员|人次)|(?:直接)?(?:经济|财产)损失")
_PER_UNIT = re.compile(rf"单位(?:{WORD}{{0,5}}(?:生产总值|增加值|产值)|GDP)")
_INTENSITY = re.compile(r"(?:能源消耗|能耗|用水量|水耗|电耗|用电量|(?:二氧化碳|碳)排放(?:总?量|强度)?)")
_REMARK = re.compile(r"（[^（）]*）")


def split_subjects(phrase: str, count: int, words: Collection[str] = ()) -> list[str | None]:
    """The `count` subjects that a phrase enumerates; a shared head is given to each.

    The head is cut off between words, where the `words` of the sentence are given.

    >>> split_subjects("小型、微型企业产业化率", 2)
    ['小型企业产业化率', '微型企业产业化率']
    >>> split_subjects("游客人次、出游总花费", 2)
    ['游客人次', '出游总花费']
    >>> split_subjects("食品、石化、医药等产业增加值", 3)
    ['食品产业增加值', '石化产业增加值', '医药产业增加值']
    >>> split_subjects("桑蚕、黑木耳全产业链产值", 2, {"黑木耳", "产值"})
    ['桑蚕全产业链产值', '黑木耳全产业链产值']
    >>> split_subjects("一二三产用电量", 3)
    ['第一产业用电量', '第二产业用电量', '第三产业用电量']
    """
    industries = _INDUSTRIES.fullmatch(phrase)
    if industries is not None and count == len(_ORDINAL.findall(industries[1])):
        ordinals = _ORDINAL.findall(industries[1])
        return [f"第{ordinal}产业{industries[2]}" for ordinal in ordinals]
    etc = etc_places(phrase)
    head = phrase[etc[-1] + 1 :] if etc else ""
    if etc and len(head) >= 2:
        parts = linked(phrase[: etc[-1]])
        return [part + head for part in parts] if len(parts) == count else [head] * count
    parts = [part for part in linked(phrase) if part]
    if len(parts) == 1:
        return _written_as_one(phrase, count)
    if len(parts) > count:
        parts = (
            _joined_last(phrase, count)
            or _alike_at_end(phrase, count)
            or [part for part in phrase.split("、") if part]
        )
    if len(parts) != count:
        return [phrase] * count
    directed = _directed(phrase, parts, words)
    if directed is not None:
        return directed
    shared = (rule(parts, words) for rule in _SHARED)
    return next((list(found) for found in shared if found is not None), list(parts))


_Parts = list[str]


def _shared_quarter(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """东、中、西部地区: the last member holds the kind of place."""
    del words
    *others, last = parts
    around = _AREA.search(last)
    if around is None or not all(_QUARTER.fullmatch(part) for part in others):
        return None
    return [*(part.removesuffix("部") + "部" + last[around.start(1) :] for part in others), last]


def _shared_term(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """1年期、5年期以上贷款利率: members that are terms share what follows the last."""
    del words
    *others, last = parts
    term = _TERM.match(last)
    if term is None or not all(_TERMS.fullmatch(part) for part in others):
        return None
    return [*(part + last[term.end() :] for part in others), last]


def _shared_unit(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """单位产值能耗、水耗: the first member says what each is divided by."""
    del words
    first, *others = parts
    of_unit = _PER_UNIT.match(first)
    if of_unit is None or not all(_INTENSITY.fullmatch(part) for part in others):
        return None
    return [first, *(of_unit[0] + part for part in others)]


def _shared_accident(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """事故起数和死亡人数: the toll is of what the first member counts."""
    del words
    first, *others = parts
    cases = _CASES.search(first)
    if cases is None or not all(_TOLL.fullmatch(part) for part in others):
        return None
    return [first, *(first[: cases.start()] + part for part in others)]


def _shared_head(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """小型、微型企业产业化率: members shorter than the last share its head noun."""
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
    """下浮利率和基准利率的贷款占比: only the last member has 的, and it governs all."""
    del words
    *others, last = parts
    whose = last.find("的")
    if whose <= 0 or any("的" in part for part in others):
        return None
    return [*(part + last[whose:] for part in others), last]


def _shared_measure(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """新能源汽车、工业机器人产量: only the last member says what is measured."""
    *others, last = parts
    start = _measure_start(last)
    measured = _PER_UNIT.match(parts[0]) is not None or any(
        has_metric(part) or part.endswith(_MEASURES) for part in others
    )
    if not start or measured:
        return None
    return [*(_overlapped(part, last[start:], words) for part in others), last]


def _shared_thing(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """粮食面积和产量: only the first member says of what."""
    del words
    first, *others = parts
    start = metric_start(first)
    if start <= 0 or not all(map(is_metric, others)):
        return None
    return [first, *(first[:start] + part for part in others)]


def _shared_stem(parts: _Parts, words: Collection[str]) -> _Parts | None:
    """城镇居民收入、支出: short members take the stem of a long first one."""
    first, *others = parts
    if len(first) < 6 or not all(len(part) <= 4 for part in others):
        return None
    stem = _word_start(first, len(first) - len(others[0]), words)
    return [first, *(stem + part if len(part) <= 3 else part for part in others)]


_SHARED = (
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
"""What the members of a coordination share, the most telling first; the first that fits decides."""


def _directed(phrase: str, parts: Sequence[str], words: Collection[str]) -> list[str | None] | None:
    """Members with the preposition that stands before the first: 对东盟、欧盟出口, 全市对东盟、欧盟进出口."""
    toward = next((mark for mark in _TOWARDS if phrase.startswith(mark)), "")
    if toward and not any(part.startswith(toward) for part in parts[1:]):
        bare = phrase.removeprefix(toward)
        places, of, head = bare.rpartition("的")
        named = [part for part in linked(places) if part] if of else []
        if len(named) == len(parts):  # 输往美国、中国大陆的货量
            return [f"{toward}{place}的{head}" for place in named]
        return [toward + (name or "") for name in split_subjects(bare, len(parts), words)]
    owner, mark, first = parts[0].partition("对")
    if not (mark and len(owner) > 1 and first) or "对" in phrase[len(owner) + 1 :]:
        return None
    rest = split_subjects(phrase.removeprefix(owner + mark), len(parts), words)
    return [f"{owner}{mark}{name}" for name in rest]


def _joined_last(phrase: str, count: int) -> list[str] | None:
    """The members that 、 parts, and the last of them by the last 和: 进口与出口业、批发业及零售业."""
    *members, last = phrase.split("、")
    links = list(LINK.finditer(last))
    link = next((one for one in links if one[0] == "和"), links[-1] if links else None)
    if link is None or len(members) + 2 != count or not members:
        return None
    return [*members, last[: link.start()], last[link.end() :]]


def _written_as_one(phrase: str, count: int) -> list[str | None]:
    for pair, members in _WRITTEN_AS_ONE.items():
        before, found, after = phrase.partition(pair)
        if found and count == len(members):
            return [f"{before}{member}{after}" for member in members]
    return [phrase] * count


def _alike_at_end(phrase: str, count: int) -> list[str] | None:
    """The members of a list that ends with some of one length and head: 各银行、信用社农村贷款和农业贷款."""
    links = list(LINK.finditer(phrase))[-(count - 1) :]
    members = linked(phrase[links[0].end() :])
    lead, size = phrase[: links[0].start()], len(members[0])
    first = lead[-size:]
    alike = all(len(member) == size and member[-2:] == first[-2:] for member in members)
    if size < 4 or not alike or LINK.search(first) or not first.startswith(members[0][0]):
        return None
    return [lead, *(lead[:-size] + member for member in members)]


def _joined(part: str, head: str) -> str:
    """A member with the shared head: 工业 and 产业增加值 are 工业增加值."""
    return part + (head[2:] if part.endswith("业") and head.startswith(("产业", "行业")) else head)


def _overlapped(part: str, head: str, words: Collection[str]) -> str:
    """Both in one, without what they share: 养老保险 and 险参保率; 地表水 and 水质优良率 share nothing."""
    whole = any(len(word) > 1 and head.startswith(word) for word in words)
    size = 0 if whole else next((size for size in (3, 2, 1) if part.endswith(head[:size])), 0)
    return _joined(part, head[size:])


def _before_measure(last: str, other: str) -> int | None:
    """Where the measure begins, if what stands before it is whole as the member before is: 中亚五国|出口."""
    start = _measure_start(last)
    if start < _SHORTEST:
        return None
    return start if other.endswith(_INDUSTRY) or start <= len(other) + 2 else None


def _measure_start(last: str) -> int:
    """Where the measure that members share begins, with what is measured of them: 余额 of 贷款; else 0."""
    start = metric_start(last)
    if start < 0:
        return 0
    of = _CLASS.search(last[:start])
    return start if of is None else of.start()


def _tears(last: str, cut: int, words: Collection[str]) -> bool:
    """Whether a cut goes through one of the words: 近岸海域|水质."""
    return any(0 <= last.find(word) < cut == last.find(word) + len(word) - 1 for word in words)


def _word_start(first: str, cut: int, words: Collection[str]) -> str:
    """What stands before the word of `first` that `cut` would tear: 展会带动|游客人数."""
    torn = (
        first.rfind(word)
        for word in words
        if len(word) > 1 and 0 < first.rfind(word) < cut < first.rfind(word) + len(word)
    )
    return first[: min(torn, default=cut)]


def _word_end(last: str, cut: int, words: Collection[str]) -> int:
    """Where the word of `last` ends that `cut` would tear: 人参、|食用菌|全产业链产值."""
    ends = [len(word) for word in words if len(word) > cut > 1 and last.startswith(word)]
    ends += [cut + 1] if _tears(last, cut, words) else []
    return next((end for end in ends if end <= len(last) - 2 and not _HEAD.fullmatch(last[cut:end])), cut)
