"""Determine the place of a release."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import opencc

from zhengce.alternation import any_of
from zhengce.regions.gazetteer import (
    NATION,
    Region,
    ReleaseRegion,
    by_code,
    forms,
    institutions,
    region_named,
)
from zhengce.regions.governing import governing
from zhengce.regions.mentions import find_regions
from zhengce.regions.resolving import is_of, own_words, own_words_in, resolve_region

_HEAD = 220
_READ = 4000
_DATELINE = re.compile(r"[一-龥]{2,9}?\d{1,2}月\d{1,2}日电(?:[（(][^）)]*[）)])?|[／/][一-龥]{2,4}报[导道]")
_REPUBLIC = re.compile(r"(?<!\d)1[01]\d年(?:\d{1,2}月|全年|第[1-4]季)")
_TAIWAN = ("新台币", "中华民国", "民国1", "行政院")
_OF_OFFICE = re.compile(r"[一-龥]{0,10}?(?:厅|局|委(?!常)|总工会|人民政府|办公室)")
_RANKED = re.compile(
    r"(?:^|[年月日季度份\s])(?P<name>[^\W\d全我本各该百强城股楼一二三四五六七八九十年月日季度份]{2,3}(?:省|市|县|自治州))"
    r"(?=\d{4}年|人民政府|政府|总工会|统计|召开|发布|经济|金融|国民|工会|新闻|[一-龥]{1,8}[厅局委])"
)
_FARM_WORD = "农场"
_FARM = re.compile(f"([一-龥]{{2}}){_FARM_WORD}")
_KINDS_OF_FARM = frozenset({"国有", "国营", "家庭", "大型", "现代", "全国", "生态", "多个", "这个", "智慧"})
_STORY = re.compile(r"央视网消息|新华社[一-龥]{2,6}\d|日电")
_STORIES = 2
_STATE = re.compile(r"我国|全国(?!人大代表|政协委员|劳模)|国家统计局")


def release_region(title: str | None, publisher: str | None, text: str) -> ReleaseRegion | None:
    """Return the place of a release, from its publisher, title, national office or text, or None.

    Args:
        title: title of the release, in either script.
        publisher: its publisher.
        text: the normalised (simplified) text, or its first paragraphs.

    >>> release_region(None, "黑龙江省总工会", "")
    ReleaseRegion(name='黑龙江省', code='230000', news=False, within='230000')
    >>> release_region("六月零售業數字", "香港政府統計處", "")
    ReleaseRegion(name='香港特别行政区', code='810000', news=False, within='810000')
    >>> release_region(None, "中國人民銀行", "三月末广义货币余额…")
    ReleaseRegion(name='全国', code='100000', news=False, within='100000')
    >>> release_region("会议闭幕", None, "") is None
    True
    """
    title, publisher = _simplified(title or ""), _simplified(publisher or "")
    text = text[:_READ]
    media = _office(publisher, ("media",)) or _office(text[:_HEAD], ("media",))
    region = _told(title, publisher, text, media)
    if region is None:
        return None
    within = region.code or next((m.within for m in find_regions(title + text) if m.name == region.name), "")
    return ReleaseRegion(region.name, region.code, media is not None, within)


def _told(title: str, publisher: str, text: str, media: Region | None) -> Region | None:
    by_publisher = _named(publisher) if not _office(publisher, ("media",)) else None
    named = by_publisher or _named(title) or _unlisted(publisher) or _unlisted(title)
    if named is not None:
        return named
    special = next((w for w in own_words_in(text) if "special" in own_words()[w]), None)
    if special is not None and media is None:
        return resolve_region(special)  # 本港, 全澳
    spoken = _spoken_of(text)
    if spoken and (local := _own_of(publisher, spoken)) is not None:
        return local
    office = _office(publisher, ("office",))
    if office is not None:
        return _taiwan(office, text)
    if media is not None and media.code == NATION and len(_STORY.findall(text)) > _STORIES:
        return media  # a bulletin of many stories
    head = text[:_HEAD]
    told = _first(
        _DATELINE.sub("", head) if "日电" in head or "报导" in head else head, offices_only=media is not None
    )
    if told is not None and spoken and media is None and told.code == NATION:
        return _by_count(text, local_only=True)  # 全国总工会 in the news of a city
    if told is not None and told.code != NATION and media is None and spoken and not _may_be(told, spoken):
        return _by_count(text, local_only=True)  # 根据《某省…的通知》，我市…
    if told is not None:
        return _taiwan(told, text)
    return _farm(title, text) or _by_count(text) or media


def _named(title: str) -> Region | None:
    """Return the only place named in a title or publisher, or the nation."""
    mentions = governing(find_regions(title), title)
    places = [m for m in mentions if m.level not in ("country", "foreign")]
    whole = [m for m in mentions if m.level == "country"]
    if whole and (not places or whole[0].start < places[0].start):
        return region_named("100000")
    names = {m.name for m in places if m.level != "area"} or {m.name for m in places}
    if len(names) == 1:
        place = next(m for m in places if m.name in names)
        return Region(place.name, place.code)
    if not names and (foreign := {m.name for m in mentions}) and len(foreign) == 1:
        return Region(foreign.pop(), None)
    return None


def _unlisted(title: str) -> Region | None:
    """Return a place with its level that begins a title or publisher but is not in the gazetteer.

    >>> _unlisted("澜东省总工会发布年度数据"), _unlisted("重点城市房价")
    (Region(name='澜东省', code=None), None)
    """
    found = _RANKED.search(title)
    return Region(found["name"], None) if found is not None else None


def _farm(title: str, text: str) -> Region | None:
    """Return the state farm named in the head and again in the text, or None.

    >>> _farm("", "记者从胜利农场获悉，胜利农场已插秧3万亩")
    Region(name='胜利农场', code=None)
    """
    whole = title + text
    if _FARM_WORD not in whole:
        return None
    counts = Counter(name for name in _FARM.findall(whole) if name not in _KINDS_OF_FARM)
    if not counts:
        return None
    name, count = counts.most_common(1)[0]
    return Region(name + _FARM_WORD, None) if count > 1 and name in whole[:_HEAD] else None


def _office(text: str, kinds: tuple[str, ...]) -> Region | None:
    for name, code, kind in institutions() if text else ():
        if kind in kinds and name in text:
            return region_named(code)
    return None


def _first(head: str, *, offices_only: bool) -> Region | None:
    """Return the first state office, nation, or place (or local office) in the head."""
    found: list[tuple[int, Region]] = []
    office, codes = _offices()
    if (named := office.search(head)) is not None:
        found.append((named.start(), region_named(codes[named[0]])))
    if (nation := _STATE.search(head)) is not None:
        found.append((nation.start(), region_named("100000")))
    mentions = find_regions(head)
    free = governing(mentions, head)
    for mention in mentions:
        if not _OF_OFFICE.match(head, mention.end) and (offices_only or mention not in free):
            continue
        if mention.level in ("province", "prefecture", "county", "town"):
            found.append((mention.start, Region(mention.name, mention.code)))
            break
    return min(found, key=lambda pair: pair[0])[1] if found else None


@cache
def _offices() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return an expression for state offices, and the code of each."""
    codes = {name: code for name, code, kind in institutions() if kind == "office"}
    return re.compile(any_of(codes)), codes


def _spoken_of(text: str) -> list[str]:
    """Return words like 全市 and 我省 if they outnumber references to the nation."""
    local = [word for word in own_words_in(text) if "country" not in own_words()[word]]
    said = sum(text.count(word) for word in local)
    return local if said > 1 and said > len(_STATE.findall(text)) else []


def _may_be(region: Region, spoken: list[str]) -> bool:
    """Return whether one of the words 全市, 我省 … may refer to a place.

    >>> _may_be(Region("辽宁省", "210000"), ["我市"]), _may_be(Region("本溪市", "210500"), ["我市"])
    (False, True)
    """
    place = by_code().get(region.code or "")
    if place is None:
        return True
    return any(is_of(place.level, place.name, own_words()[word], word) for word in spoken)


def _own_of(publisher: str, spoken: list[str]) -> Region | None:
    """Return the place at the head of a publisher's name if the text refers to its level: 黄山日报, 全市.

    >>> _own_of("黄山日报", ["全市"]), _own_of("黄山日报", ["全省"])
    (Region(name='黄山市', code='341000'), None)
    """
    ranks = dict.fromkeys(word[-1] for word in spoken)
    for name in (publisher[:size] + rank for size in (2, 3) if len(publisher) > size for rank in ranks):
        form = forms().get(name)
        if form is not None and len(form.places) == 1:
            return Region(form.places[0].name, form.places[0].code)
    return None


def _by_count(text: str, *, local_only: bool = False) -> Region | None:
    """Return the most frequent place of a text with 全省 or 我市, or unless `local_only` a dominant one."""
    mentions = [m for m in find_regions(text) if m.level in ("province", "prefecture", "county")]
    counts = Counter((m.name, m.code, m.level) for m in mentions)
    if not counts:
        return None
    said = Counter({word: text.count(word) for word in own_words_in(text)})
    for word, _ in said.most_common():
        for (name, code, level), _ in counts.most_common():
            if is_of(level, name, own_words()[word], word):
                return Region(name, code)
    if local_only:
        return None
    (name, code, _), count = counts.most_common(1)[0]
    return Region(name, code) if count > 2 and 2 * count > counts.total() else None


def _taiwan(region: Region, text: str) -> Region:
    """Distinguish ministries of both sides with the same name: amounts in new Taiwan dollars mean Taiwan."""
    if region.code != NATION or "全国" in text:
        return region
    told = sum(text.count(word) for word in _TAIWAN) + len(_REPUBLIC.findall(text))
    return region_named("710000") if told > 1 else region


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _simplified(text: str) -> str:
    return _converter().convert(text) if text else text
