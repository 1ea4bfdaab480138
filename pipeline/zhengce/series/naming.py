"""Reduce the wording of a subject to its name by removing place, time, agent and counting words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from zhengce.alternation import any_of
from zhengce.regions import Region, find_regions, may_begin
from zhengce.regions.resolving import own_words
from zhengce.series.registry import Registry, Standing
from zhengce.series.words import Words, words
from zhengce.times import leading_time

_LONGEST = 32
_ROUNDS = 8
_OPENED = frozenset("（(")
_PARENTHESES = re.compile(r"[（(]([^（）()]*)[）)]")
_SHARE_OF = re.compile(r"(?<=..)占(?!地(?!区)|[有用据领线])")
_NOT_TO_THE_END = re.compile(r"的?(?:比重|比例|份额|占比)|[由从]\d|[，；。]")
_QUOTE_SIGNS = frozenset("“”\"'‘’")
_QUOTES = str.maketrans("", "", "".join(_QUOTE_SIGNS))
_JOINERS = "、和及与"
_OF = "的之内境"
_LENT, _BALANCE, _AREA = ("贷款", "存款"), "余额", "面积"
_PAID_OUT = re.compile(r"新增|净增|增加|发放|投放|累计|获得|办理|归还|到期|新签|担保贷款$|惠及|撬动")
_GOES_ON = tuple("港路线站")  # 澜江港吞吐量 belongs to the port


class Name(NamedTuple):
    """The name of what is measured, with what its wording also states.

    `growth` is true for 投资增速 and `share` for 服务业占比; `whole` is the whole of a share and `place` a
    place preceding the name.
    """

    name: str
    standing: Standing | None = None
    growth: bool = False
    share: bool = False
    whole: str | None = None
    place: Region | None = None


class _Wording(NamedTuple):
    text: str
    growth: bool
    share: bool
    place: Region | None


def name_of(
    wording: str,
    registry: Registry,
    *,
    growth: bool = False,
    place: str = "",
    stock: bool = False,
    dimension: str | None = None,
) -> Name | None:
    """Return the name in a wording, or None if it names nothing or two places at once.

    Args:
        wording: the subject as read.
        registry: the standing indicators.
        growth: whether the figure is a rate of change.
        place: the figure's place, stripped from the wording even if no gazetteer lists it.
        stock: whether the figure is dated to a day; 建成工会驿站 then names the stock of 工会驿站.
        dimension: the kind of quantity; with an area, 耕地 becomes 耕地面积.

    >>> from zhengce.series.registry import load_registry
    >>> registry = load_registry()
    >>> [name_of(text, registry).name for text in ("全省地区生产总值", "工会驿站总数", "新增技能人才数量")]
    ['国内生产总值', '工会驿站', '新增技能人才']
    >>> name_of("服务业增加值占GDP比重", registry)[4]
    'GDP'
    >>> name_of("总量", registry) is None
    True
    """
    text, whole = wording.strip(), None
    if place and text.startswith(place) and len(text) > len(place) + 1:
        text = text.removeprefix(place).lstrip(_OF)
    divided = _SHARE_OF.search(text)
    if divided is not None and registry.find(text) is None:
        text, whole = text[: divided.start()], whole_of(text[divided.end() :])
    state = _Wording(text, growth, divided is not None and whole is not None, None)
    if divided is not None and whole is None:
        state = state._replace(share=True)
    ends, table = _ends(dimension, balance=growth or stock), words()
    for _ in range(_ROUNDS):
        found = _standing(state, registry, ends)
        if found is not None:
            return _named(found.name, found, state, whole, growth=growth)
        shorter = _shorter(state, table, stock=stock)
        if shorter is None:
            break
        state = shorter
    name = _forms(state.text).plain
    if dimension == "area" and _AREA not in name:
        name += _AREA
    elif _BALANCE in ends and _is_lent(name):
        name += _BALANCE
    if len(name) > _LONGEST or name[:1] in _JOINERS or not table.is_name(name):
        return None
    return _named(name, None, state, whole, growth=growth)


def _named(name: str, standing: Standing | None, state: _Wording, whole: str | None, *, growth: bool) -> Name:
    """Combine a name with the attributes of its wording."""
    return Name(name, standing, state.growth and not growth, state.share, whole, state.place)


def thing_named(subject: str, registry: Registry) -> str | None:
    """Return the bare name in a subject, or None.

    >>> from zhengce.series.registry import load_registry
    >>> thing_named("全省工会驿站总数", load_registry())
    '工会驿站'
    """
    found = name_of(subject, registry)
    return found.name if found is not None else None


def whole_named(subject: str) -> str | None:
    """Return the whole of a share if its subject states it: 国内生产总值 for 研发经费占国内生产总值比重.

    >>> whole_named("研发经费占国内生产总值比重"), whole_named("研发经费")
    ('国内生产总值', None)
    """
    found = _SHARE_OF.search(subject)
    return whole_of(subject[found.end() :]) if found is not None else None


def whole_of(text: str) -> str | None:
    """Return the whole of a share without trailing words: 全国 for 全国比重由2020年.

    >>> whole_of("全国比重由2020年"), whole_of("比重")
    ('全国', None)
    """
    found = _NOT_TO_THE_END.search(text)
    return (text[: found.start()] if found is not None else text).removeprefix("到") or None


@lru_cache(1 << 6)  # several callers ask about the same wording
def place_before(text: str) -> tuple[Region | None, int]:
    """Return the place at the head of a wording and where it ends; 全省 and similar words are skipped."""
    own = _own_word().match(text)
    if own is not None:
        return None, own.end()
    end, place = 0, None
    for mention in find_regions(text) if may_begin(text) else ():
        if mention.start != end or text[mention.end : mention.end + 1] in _GOES_ON:
            break
        place, end = Region(mention.name, mention.code), mention.end
    return place, end


@cache
def _own_word() -> re.Pattern[str]:
    """Compile 全省 and similar words; 全国 is excluded because it starts names such as 全国劳动模范."""
    return re.compile(any_of(word for word, levels in own_words().items() if "country" not in levels))


def _ends(dimension: str | None, *, balance: bool) -> tuple[str, ...]:
    """Return the suffixes that may turn a wording into the name of a standing indicator.

    `dimension` is that of the unit; `balance` adds 余额.
    """
    return (*words().completed.get(dimension or "", ()), *((_BALANCE,) if balance else ()))


def _standing(state: _Wording, registry: Registry, ends: tuple[str, ...]) -> Standing | None:
    """Return the standing indicator of a wording, or of the wording without counting words."""
    for form in _forms(state.text).tried:
        found = registry.find(form, growth=state.growth)
        for end in ends if found is None else ():
            if end != _BALANCE or _is_lent(form):
                found = found or registry.find(form + end)
        if found is not None:
            return found
    return None


def _is_lent(name: str) -> bool:
    """Return whether a name is loans or deposits, which on a given day or in growth means their balance."""
    return name.endswith(_LENT) and _PAID_OUT.search(name) is None


class _Forms(NamedTuple):
    """A wording without words of counting behind it, and all forms by which the registry may know it."""

    plain: str
    tried: tuple[str, ...]


@lru_cache(1 << 12)
def _forms(text: str) -> _Forms:
    table = words()
    plain = _plain(text, table)
    forms = [text, plain]
    if not _OPENED.isdisjoint(text):
        bare = _PARENTHESES.sub("", text)
        forms = [text, bare, plain, _plain(bare, table)]
    for form in forms[:]:
        rest = form
        for _ in range(3):
            found = table.before_standing.match(rest)
            if found is None or found.end() == len(rest):
                break
            rest = rest[found.end() :]
            forms.append(rest)
            forms.append(_plain(rest, table))
    return _Forms(plain, tuple(dict.fromkeys(forms)))


def _shorter(state: _Wording, table: Words, *, stock: bool) -> _Wording | None:
    """Remove one word before or after the name, or return None if none can be removed."""
    text = state.text
    place, end = place_before(text)
    while end and text[end : end + 1] in _OF and end < len(text) - 1:
        end += 1
    if 0 < end < len(text) and text[end] not in _JOINERS:
        return state._replace(text=text[end:], place=place or state.place)
    time = leading_time(text)
    if time is not None and time.end < len(text):
        return state._replace(text=text[time.end :])
    before = table.before.match(text) or (table.before_stock.match(text) if stock else None)
    if before is not None and before.end() < len(text) - (1 if before.re is table.before_stock else 0):
        return state._replace(text=text[before.end() :])
    if table.behind.search(text) is None:
        return None
    for expression in (table.growth, table.goal):
        found = expression.search(text)
        if found is not None:
            return state._replace(text=text[: found.start()], growth=True)
    found = table.share.search(text)
    if found is not None:
        return state._replace(text=text[: found.start()], share=True)
    return None


def _plain(text: str, table: Words) -> str:
    """Strip trailing counting words from a name."""
    if not _OPENED.isdisjoint(text):
        text = _PARENTHESES.sub(lambda found: "" if found[1].isascii() else found[0], text)
    text = text.strip("、，： ")
    if not _QUOTE_SIGNS.isdisjoint(text):
        text = text.translate(_QUOTES)
    for _ in range(3):
        long = None
        if text.endswith(table.shortened_ends):
            long = next((end for end in table.shortened if text.endswith(end) and len(text) > len(end)), None)
        if long is not None:
            text = text.removesuffix(long)
            counts = long == "总量" and table.amounts.search(text) is None
            text += "" if counts else table.shortened[long]
        elif (found := table.counted.search(text)) is not None and found.start() > 1:
            text = text[: found.start()]
        else:
            break
    return table.one_wording(text)
