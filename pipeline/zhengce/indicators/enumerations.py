"""Split a phrase into the subjects that it coordinates, and complete each with what they share."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from zhengce.indicators.coordination import LINK, etc_places, linked
from zhengce.indicators.metrics import metric_start
from zhengce.indicators.sharing import SHARED, shared_tail
from zhengce.indicators.words import character_set, word_list

_INDUSTRIES = re.compile(r"((?:第?[一二三][、和及]?){2,3})(?:次?产业?)(.*)")  # 第一、二、三产业增加值
_ORDINALS = character_set("enumerations", "ordinals")
_TOWARDS = word_list("enumerations", "towards")
_DEPOSITS = ("存、贷款", "存款、贷款")
# Two members written as one word, and each of them: 城乡居民人均可支配收入, 化肥农药利用率.
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


def split_subjects(
    phrase: str, count: int, words: Collection[str] = (), *, alike: bool = False
) -> list[str | None]:
    """Return the `count` subjects that a phrase coordinates, each with the head that they share.

    `words` are the words of the sentence; the head is cut off only between them. `alike` says that all are
    measured in one unit. If the number of members is not `count`, each subject is the whole phrase, or the
    head after 等.

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
    phrase = phrase.replace(*_DEPOSITS)
    industries = _INDUSTRIES.fullmatch(phrase)
    if industries is not None:
        ordinals = [sign for sign in industries[1] if sign in _ORDINALS]
        if count == len(ordinals):
            return [f"第{ordinal}产业{industries[2]}" for ordinal in ordinals]
    etc = etc_places(phrase)
    head = phrase[etc[-1] + 1 :] if etc else ""
    if etc and len(head) >= 2:
        if head.startswith("“"):
            head = head[max(metric_start(head), 0) :]  # 汽车、电池等“新三样”产品|产量
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
    shared = (rule(parts, words) for rule in SHARED)
    found = next((found for found in shared if found is not None), None)
    if found is None and alike:
        found = shared_tail(parts, words)
    return list(found or parts)


def _directed(phrase: str, parts: Sequence[str], words: Collection[str]) -> list[str | None] | None:
    """Return the members that share the preposition before the first, or None.

    对东盟、欧盟出口, 全市对东盟、欧盟进出口.
    """
    toward = next((mark for mark in _TOWARDS if phrase.startswith(mark)), "")
    if any(len(word) > len(toward) and phrase.startswith(word) for word in words):
        toward = ""  # 自筹资金和其他资金来源
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
    """Return the members between 、, with the last one split at its 和 or last other conjunction, or None.

    进口与出口业、批发业及零售业.
    """
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
    """Return the subjects of a phrase whose last members have the same length and head, or None.

    They share the words before those members: 各银行、信用社|农村贷款和农业贷款.
    """
    links = list(LINK.finditer(phrase))[-(count - 1) :]
    members = linked(phrase[links[0].end() :])
    lead, size = phrase[: links[0].start()], len(members[0])
    first = lead[-size:]
    alike = all(len(member) == size and member[-2:] == first[-2:] for member in members)
    if size < 4 or not alike or LINK.search(first) or not first.startswith(members[0][0]):
        return None
    return [lead, *(lead[:-size] + member for member in members)]
