"""Recognise place names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from zhengce.alternation import first_of
from zhengce.regions.gazetteer import (
    Form,
    Level,
    Place,
    abbreviations,
    by_code,
    forms,
    openings,
    region_named,
    stem,
    words,
)
from zhengce.segment.words import default_words

_DIRECTIONS = ("东", "西", "南", "北")
_WATERS = tuple("黄渭淮运珠长湘赣钱沿泰恒昆天唐庐中")  # 黄河南岸, 珠江西侧, 昆山东部, 中山东路
_BEHIND = tuple("在驻来赴入援涉")
_LINES = tuple("线高铁路速剧菜江河海城东南西北中州都门大方语话商资企胞股币")  # 京沪高铁, 在京东, 港澳台商
_AREA_WORDS = "域间别块位"  # 和平区域
_RANKS = "县区市旗"
_CORPS, _ALL_PROVINCES, _NEAR = "新疆生产建设兵团", "31个省", 24
_STEM_AND_RANK = 3
_SHORT_NAME = 2
_ROADS = tuple("方路街大")
_DEPARTMENTS = tuple("分门委署级长")  # 珠江西部, but 江西部分地区
_AIRPORT = re.compile(r"[一-龥]{0,4}?(?:国际机场|机场|火车站|高铁站)")  # 西安咸阳国际机场
_TOWN = re.compile(r"[一-龥]{2,3}?(?:镇|乡|街道|农场|新区|新片区|开发区|高新区|示范区)(?![一-龥]?企业|长)")
_UNIQUE = ("镇", "乡", "农场")  # names that need no province before them
_OF_THE_NATION = re.compile("[^，。；、的共有已\\d]{2,16}(?:试点|示范|文明典范)(?:[省市县区]|城市|单位)")
_NOT_A_TOWN = re.compile(r"[和与及的在对是有各新等]|城镇|乡镇|集镇|国家|经济|一个|多个")


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A mention of a place; `code` is None if it has none or is ambiguous."""

    text: str
    start: int
    end: int
    name: str
    code: str | None
    level: Level
    within: str = ""


def find_regions(text: str, within: str | None = None) -> list[RegionMention]:
    """Return the places named in simplified `text`, in order.

    The longest name wins; adjacent places inside each other are one mention of the smallest. Roads,
    companies and so on that begin with a place name are excluded.

    Args:
        text: the text.
        within: code of the division to prefer for ambiguous names and short names of counties: that of the
            release.

    >>> [(m.text, m.name, m.code) for m in find_regions("江西上饶和吉林市")]
    [('江西上饶', '上饶市', '361100'), ('吉林市', '吉林市', '220200')]
    >>> find_regions("中国石油在上海路和黄河南岸")
    []
    """
    found: list[RegionMention] = []
    done = 0
    for start in beginnings(text):
        if start < done:
            continue
        mention = _mention(text, start, found[-1] if found else None, within)
        if mention is None:
            short = _abbreviated(text, start)
            found += short
            done = start + len(short)
            continue
        done = mention.end
        if found and mention.start < found[-1].end:
            found.pop()
        found.append(mention)
    return [
        m for m in found if not (_nation_goes_on(text, m) if m.level == "country" else _ends_all(text, m))
    ]


def _ends_all(text: str, mention: RegionMention) -> bool:
    """Return whether the mention completes a list of all provinces, and so stands for the nation.

    Example: 31个省（自治区、直辖市）和|新疆生产建设兵团.
    """
    return mention.text == _CORPS and _ALL_PROVINCES in text[max(0, mention.start - _NEAR) : mention.start]


def names_place(name: str) -> bool:
    """Return whether a name is a place and nothing else.

    >>> names_place("江西上饶"), names_place("江西上饶产量")
    (True, False)
    """
    return any(mention.text == name for mention in find_regions(name))


def beginnings(text: str) -> list[int]:
    """Return the offsets in a text where place names may begin."""
    names, letters = openings(), abbreviations()
    places = [match.start() for match in _beginning().finditer(text)]
    return [place for place in places if text[place : place + 2] in names or text[place] in letters]


def may_begin(text: str) -> bool:
    """Whether the name of a place may stand at the beginning of a text."""
    return text[:2] in openings() or text[:1] in abbreviations()


@cache
def _beginning() -> re.Pattern[str]:
    """Compile a quick test for the first character of a place name in context."""
    first, second = first_of(openings()), first_of(name[1:] for name in openings())
    letters = first_of(abbreviations())
    alone = f"(?<=[{''.join(_BEHIND)}][{letters}])"
    together = f"(?<=[{letters}])(?=[{letters}]{{2}})"
    return re.compile(f"[{first}{letters}](?:(?<=[{first}])(?=[{second}])|{alone}|{together})")


def _mention(text: str, start: int, last: RegionMention | None, within: str | None) -> RegionMention | None:
    touching = last if last is not None and last.end == start else None
    for name in openings().get(text[start : start + 2], ()):
        if not text.startswith(name, start):
            continue
        end = start + len(name)
        form = forms()[name]
        if _goes_on(text, start, end, name, form) or (touching is None and _begins_before(text, start, end)):
            continue
        place = _meant(form, touching, within)
        if place is None:
            continue
        begin = touching.start if touching is not None and _inside(place, touching) else start
        return _with_town(text, RegionMention(text[begin:end], begin, end, *place))
    return None


def _abbreviated(text: str, start: int) -> list[RegionMention]:
    """Return one-character provinces: three or more together (苏浙皖), or after 在 or 驻 (在沪)."""
    table = abbreviations()
    end = start
    while end < len(text) and text[end] in table:
        end += 1
    if end == start or text.startswith(_LINES, end):
        return []
    alone = text[start - 1 : start] in _BEHIND and table[text[start]][1] and end == start + 1
    if end - start < 3 and not alone:
        return []
    codes = [table[letter][0] for letter in text[start:end]]
    return [
        RegionMention(
            text=text[k],
            start=k,
            end=k + 1,
            name=region_named(code).name,
            code=code,
            level="province",
            within=code,
        )
        for k, code in enumerate(codes, start)
    ]


_Meant = tuple[str, "str | None", Level, str]


def _meant(form: Form, touching: RegionMention | None, within: str | None) -> _Meant | None:
    """Return name, code, level and enclosing division of a form, or None for a bound form without context."""
    for code in (touching.within if touching else None, within):
        inside = [place for place in form.places if place.lies_in(code)] if code and code != "100000" else []
        if len(inside) == 1 and (not form.bound or code != within or len(inside[0].name) > 2):
            if form.bound and touching is None and not _safe_within(inside[0], code):
                continue
            return _told(inside[0])
    if form.bound:
        return None
    if len(form.places) == 1:
        return _told(form.places[0])
    first = form.places[0]
    return first.name, None, first.level, ""


def _safe_within(place: Place, code: str | None) -> bool:
    """Return whether a bare short county name is safe: only in releases of its prefecture or county."""
    return bool(code) and not str(code).endswith("0000") and place.level != "foreign"


def _told(place: Place) -> _Meant:
    return place.name, place.code, place.level, place.within


def _inside(place: _Meant, outer: RegionMention) -> bool:
    if outer.level in ("country", "foreign"):
        return False
    inner = place[3]
    return bool(inner and outer.within) and inner != outer.within and inner.startswith(stem(outer.within))


def _goes_on(text: str, start: int, end: int, name: str, form: Form) -> bool:
    rest = text[end : end + 6]
    if text[max(0, start - 1) : start] in words().cut_across.get(name, "-") and start:
        return True
    if name[-1] == "区" and rest[:1] in _AREA_WORDS and rest:
        return True
    if len(name) == 2 and name[-1] == "市" and rest.startswith("场"):  # 乙市场, but 北京市场
        return True
    if form.places[0].level == "country" and name not in ("中国", "国内"):
        return False
    short = name[-1] not in "省市县区州盟旗"
    if short and (rest.startswith(words().names_go_on) or _AIRPORT.match(rest)):
        return True
    if name[-1] in _DIRECTIONS and len(name) == 2:
        if rest.startswith(words().direction_goes_on):
            return True
        part = rest.startswith("部") and not rest[1:].startswith(_DEPARTMENTS)
        if text[:start].endswith(_WATERS) and (part or rest.startswith(_ROADS)):
            return True
    return False


def _begins_before(text: str, start: int, end: int) -> bool:
    """Return whether a word begins before a name and reaches over: 衢|江城区, 搬|迁安|置."""
    across = text[max(0, start - 1) : start + 1]
    if start and end - start == _SHORT_NAME and _is_verb(across):
        return True
    ranked = end - start == _STEM_AND_RANK and text[end - 1] in _RANKS
    return ranked and start > 0 and text[start - 1 : start + 1] in _county_stems()


@lru_cache(1 << 12)
def _is_verb(word: str) -> bool:
    """Return whether the dictionary knows a verb: 搬迁."""
    return default_words().knows(word) and default_words().tag(word).startswith("v")


@cache
def _county_stems() -> frozenset[str]:
    """Return the names of counties and districts of two characters, without their rank."""
    names = (place.name for place in by_code().values() if place.level == "county")
    return frozenset(name[:-1] for name in names if len(name) == _STEM_AND_RANK and name[-1] in _RANKS)


def _nation_goes_on(text: str, mention: RegionMention) -> bool:
    rest = text[mention.end : mention.end + 20]
    return rest.startswith(words().nation_goes_on) or _OF_THE_NATION.match(rest) is not None


def _with_town(text: str, mention: RegionMention) -> RegionMention:
    """Extend a county by the town, farm or zone that follows it."""
    if mention.level not in ("county", "prefecture", "province"):
        return mention
    town = _TOWN.match(text, mention.end)
    if town is None or _NOT_A_TOWN.search(town.group()):
        return mention
    whole = mention.level == "county" or town.group().endswith(_UNIQUE)
    name = town.group() if whole else mention.text + town.group()
    return RegionMention(
        text=text[mention.start : town.end()],
        start=mention.start,
        end=town.end(),
        name=name,
        code=None,
        level="town",
        within=mention.within,
    )
