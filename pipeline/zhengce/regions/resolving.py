"""Resolve words like 全省 and 我市."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from zhengce.regions.gazetteer import Level, Region, by_code, region_named, stem, words
from zhengce.regions.mentions import RegionMention, find_regions

_SPECIAL = {"港": "810000", "澳": "820000", "台": "710000"}


@cache
def own_words() -> dict[str, tuple[str, ...]]:
    """Map each word like 全省 or 我市 to the levels it can refer to."""
    table: dict[str, tuple[str, ...]] = {}
    for level, names in words().own.items():
        for name in names:
            table[name] = (*table.get(name, ()), level)
    return table


@cache
def any_own_word() -> re.Pattern[str]:
    """Return an expression that matches the longest word like 全省 or 我市."""
    return re.compile("|".join(sorted(own_words(), key=len, reverse=True)))


def own_words_in(text: str) -> list[str]:
    """Return the words like 全省 that a text contains, in the order of `own_words`.

    None begins inside another.

    >>> own_words_in("全市建站3个，我国各地")
    ['全市', '我国']
    """
    found = set(any_own_word().findall(text))
    return [word for word in own_words() if any(one.startswith(word) for one in found)] if found else []


def resolve_region(
    phrase: str, release_region: Region | None = None, named: Iterable[RegionMention] = ()
) -> Region | None:
    """Return the place that a phrase refers to: a name, or 全省, 我市, 全县 and similar words.

    Args:
        phrase: the printed phrase.
        release_region: the place of the release.
        named: earlier places, nearest last; one of the right level takes precedence over the release's.

    >>> resolve_region("全省", Region("黑龙江省", "230000"))
    Region(name='黑龙江省', code='230000')
    >>> resolve_region("全省", Region("大庆市", "230600"))
    Region(name='黑龙江省', code='230000')
    >>> resolve_region("我市", Region("全国", "100000")) is None
    True
    >>> resolve_region("全省", Region("澜东省", None))
    Region(name='澜东省', code=None)
    >>> resolve_region("浙江安吉")
    Region(name='安吉县', code='330523')
    """
    levels = own_words().get(phrase)
    if levels is None:
        mentions = find_regions(phrase, release_region.code if release_region else None)
        return Region(mentions[0].name, mentions[0].code) if mentions else None
    if "country" in levels:
        return region_named("100000")
    if "special" in levels:
        return region_named(next(code for word, code in _SPECIAL.items() if word in phrase))
    for mention in reversed(tuple(named)):
        if is_of(mention.level, mention.name, levels, phrase):
            return Region(mention.name, mention.code)
    return _own(phrase, levels, release_region)


def is_of(level: Level, name: str, levels: tuple[str, ...], phrase: str) -> bool:
    """Return whether 全市 can refer to this place: a prefecture, county-level city or municipality."""
    if phrase[-1] == "市":
        return name.endswith("市") and level in ("province", "prefecture", "county")
    if phrase[-1] == "区":
        return name.endswith("区")
    if level == "province" and name.endswith("市"):
        return False
    return level in levels


def _own(phrase: str, levels: tuple[str, ...], release: Region | None) -> Region | None:
    if release is None:
        return None
    if release.code is None:
        rank = {"province": "省", "prefecture": "市州", "county": "县市", "town": "镇乡场"}
        ends = "".join(rank.get(level, "") for level in levels)
        return release if release.name[-1] in ends else None
    code = release.code
    chain = [part for part in dict.fromkeys((code, code[:4] + "00", code[:2] + "0000")) if part in by_code()]
    for part in chain:
        place = by_code()[part]
        if stem(part) and is_of(place.level, place.name, levels, phrase):
            return region_named(part)
    return None
