"""Determine the place of a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zhengce.regions.gazetteer import NATION, Region, ReleaseRegion, forms, stem, words
from zhengce.regions.governing import governing, is_venue
from zhengce.regions.mentions import RegionMention, beginnings, find_regions, may_begin
from zhengce.regions.resolving import any_own_word, own_words, resolve_region

_OWN = any_own_word()
_STOP = re.compile(r"(?<=[。！？!?\n])")
_LEADING = 14  # a place within so many characters of a sentence's start, or of a comma, leads it
_TAIWAN = "71"
_RANKS = ("第", "首", "前")
_BRACKETS = ("（", "(")
_ETC, _MARKS = "等", "，；。：\n"
_CLAUSE_ENDS = ("", "，", "。", "；", "：", "、", ",", ";", ":")
_PARTS = ("东部", "中部", "西部", "东北")
_INDENT = ("\u3000\u3000", "  ")  # before a new item
_AND = re.compile("[、和与及]|以及")
_LIST_MARK = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[—●■·\s]+)?\s*")
_DATELINE = re.compile(r"[一-龥]{2,6}?\d{1,2}月\d{1,2}日电")


def region_of(
    subject: str | None,
    before: str,
    sentence: str,
    heading: str | None,
    release: Region | ReleaseRegion | None,
    *,
    paragraph: str = "",
    item: str = "",
    number: str = "",
) -> Region | None:
    """Return the place of a figure, or None if it is not certain.

    The subject takes precedence, then places that govern the clause, the sentence, the previous sentences
    of the paragraph and the heading, then the place of the release. 全省 and similar words refer to the
    last place of that level, else to the release's.

    Args:
        subject: the indicator's subject.
        before: the clause up to the number.
        sentence: its sentence, whole (so that its places are found once) or up to the number.
        heading: the heading of its section or news item.
        release: the place of the release (`release_region`).
        paragraph: the text before the sentence in its paragraph.
        item: the text before the sentence in its section or news item; in local news, a place carries over
            paragraphs.
        number: the number as printed, which may be a rank.

    >>> nation = Region("全国", "100000")
    >>> region_of("城镇新增就业", "江苏城镇新增就业", "江苏城镇新增就业", None, nation)
    Region(name='江苏省', code='320000')
    >>> region_of("机收率", "全市机收率达到", "在宁德福安市，全市机收率达到", None, nation)
    Region(name='福安市', code='350981')
    >>> region_of("产量", "产量居全国", "产量居全国", None, Region("黑龙江省", "230000"))
    Region(name='黑龙江省', code='230000')
    """
    options = weighed_regions(
        subject, before, sentence, heading, release, paragraph=paragraph, item=item, number=number
    )
    return next(options)[1]


def weighed_regions(
    subject: str | None,
    before: str,
    sentence: str,
    heading: str | None,
    release: Region | ReleaseRegion | None,
    *,
    paragraph: str = "",
    item: str = "",
    number: str = "",
) -> Iterator[tuple[str, Region | None]]:
    """Yield the candidate places of a figure with their sources; the first is the chosen one."""
    scope = _scope(release)
    known = before in sentence and not sentence.endswith(before)
    at = sentence.find(before) + len(before) if known else len(sentence)
    line = [m for m in scope.spoken(sentence) if m.end <= at]
    if number.startswith(_RANKS):  # 居全国第一: the nation is what it is ranked in
        subject = (subject or "").removesuffix("全国")
        line = [m for m in line if m.level != "country" or m.end < at]
    if scope.is_national and (subject or "").startswith(words().worldwide):
        yield "its subject is the world's", None
    line = scope.in_scene(line, sentence)
    begun = at - len(before)
    line = _without_listed(line, sentence, at)
    clause = [m for m in line if m.start >= begun]
    named = (("its subject", scope.of_subject(subject or "")), ("its clause", clause), ("its sentence", line))
    for source, mentions in named:
        if mentions and not _is_own_word(mentions[-1]):
            yield source, Region(mentions[-1].name, mentions[-1].code)
        elif mentions:
            before_it = [m for part in _sentences(paragraph) for m in scope.spoken(part)]
            yield source, scope.resolved(mentions[-1], [*scope.spoken(heading or ""), *before_it, *line])
    if scope.is_national and not line and scope.names_several(before):
        yield "several places together", None
    elif scope.is_national and not line and sentence.startswith(_PARTS):
        yield "the part of the nation that opens its sentence", scope.of_part(sentence)
    if not (scope.is_national and sentence.startswith(words().whole_again)):
        story = item if scope.is_news and not scope.is_national else ""
        carried = scope.carried(story or paragraph)
        if carried is not None:
            yield "the sentences before", carried
    titles = [m for m in scope.spoken(heading or "") if m.level != "area"]
    if len({m.name for m in titles}) == 1:
        yield "the heading", scope.resolved(titles[0], [])
    if scope.is_national and any(map(scope.names_a_venue, (*_sentences(paragraph), sentence))):
        yield "where something is held is no one's figure", None
    yield "the release", scope.own()


def _without_listed(line: list[RegionMention], sentence: str, at: int) -> list[RegionMention]:
    """Drop the places of lists before a number, up to `at`: 我国新增北京、江苏等地|公园8个，总数达….

    A country before the list stays.
    """
    end = sentence.find(_ETC)
    while line and 0 <= end < at:
        start = max(sentence.rfind(mark, 0, end) for mark in _MARKS) + 1
        listed = sentence.find("、", start, end)
        if listed >= 0 and (end + 1 >= at or sentence[end + 1].isdecimal()):
            line = [
                m for m in line if not start <= m.start < end or (m.end < listed and m.level == "country")
            ]
        end = sentence.find(_ETC, end + 1)
    return line


def names_places(text: str, release: Region | ReleaseRegion | None) -> bool:
    """Return whether a text names places of the release; otherwise `region_of` ignores the number.

    >>> names_places("江苏城镇新增就业", None), names_places("城镇新增就业", None)
    (True, False)
    """
    scope = _scope(release)
    if scope.spoken(text):
        return True
    return scope.is_national and (is_worldwide(text, release) or len(_found(text, scope.code)) > 1)


def is_worldwide(text: str, release: Region | ReleaseRegion | None) -> bool:
    """Return whether a national text is about the world, so that its figures may have no place.

    >>> is_worldwide("全球产量", None), is_worldwide("产量", None)
    (True, False)
    """
    return _scope(release).is_national and any(map(text.__contains__, words().worldwide))


def name_places(text: str) -> list[int]:
    """Return the offsets where place names and words like 全省 may begin, in order.

    >>> name_places("成都建站3个，全省共9个")
    [0, 7]
    """
    own = (found.start() for found in _OWN.finditer(text))
    return sorted((*beginnings(text), *own))


class _Scope:
    """Interprets places in the context of the release's place."""

    def __init__(self, release: Region | ReleaseRegion | None) -> None:
        self.release = release
        self.code = release.code if release is not None else None
        named = forms().get(release.name) if release is not None else None
        # Of another state's release places beside it count, too.
        foreign = named is not None and named.places[0].level == "foreign"
        self.is_national = release is None or release.code == NATION or foreign
        self.is_news = isinstance(release, ReleaseRegion) and release.news

    def own(self) -> Region | None:
        """Return the place of the release."""
        return Region(self.release.name, self.release.code) if self.release is not None else None

    def spoken(self, text: str) -> list[RegionMention]:
        """Return the governing places of a text in order, including 全省 and similar words."""
        found = _spoken(text, self.code)
        return [*found] if self.is_national else [m for m in found if self._counts(m, text)]

    def of_subject(self, subject: str) -> list[RegionMention]:
        """Return the governing places of a subject; a leading 西部 means 西部地区."""
        if self.is_national and subject.startswith(_PARTS) and not subject[2:].startswith("地区"):
            subject = f"{subject[:2]}地区{subject[2:]}"
        return self.spoken(subject)

    def of_part(self, sentence: str) -> Region | None:
        """Return the region at the head of a sentence, such as 西部地区 in 西部铁路建设."""
        named = self.of_subject(sentence[:2])
        return Region(named[0].name, named[0].code) if named else self.own()

    def in_scene(self, line: list[RegionMention], sentence: str) -> list[RegionMention]:
        """Return the places, without 我国 if a location opens the sentence: 在浙江天台，我国最大的机组…."""
        scene = line and sentence[: line[0].start] == "在" and sentence[line[0].end :][:1] in ("，", ",")
        return [m for m in line if m.text != "我国"] if scene else line

    def names_several(self, clause: str) -> bool:
        """Return whether several places together head a clause: 山西、河南等3个省份."""
        if not may_begin(clause):
            return False
        found = [m for m in _found(clause, self.code) if m.level not in ("country", "foreign", "area")]
        if len(found) < 2 or found[0].start > 0:
            return False
        return _AND.fullmatch(clause[found[0].end : found[1].start]) is not None

    def resolved(self, mention: RegionMention, named: list[RegionMention]) -> Region | None:
        """Resolve a mention; 全省 and similar words refer to earlier places or to the release's."""
        if not _is_own_word(mention):
            return Region(mention.name, mention.code)
        places = [m for m in named if m.name not in own_words()]
        return resolve_region(mention.name, self.own(), places) or self.own()

    def carried(self, paragraph: str) -> Region | None:
        """Return the leading place of the last previous sentence that has one, or None.

        In news any place is carried over; elsewhere only a scene (在福安市，…), and in national releases a
        place that opens the paragraph.
        """
        named: list[RegionMention] = []
        chosen: Region | None = None
        for number, sentence in enumerate(_sentences(paragraph)):
            mentions = self.spoken(sentence)
            leading = [
                m for m in mentions if self._leads(m, sentence, opens=number == 0) and not self._is_around(m)
            ]
            if leading:
                chosen = self.resolved(leading[-1], [*named, *mentions])
            elif self.is_national and sentence.startswith(words().whole_again):
                chosen = None
            named += mentions
        return chosen

    def names_a_venue(self, text: str) -> bool:
        """Return whether a text states a venue."""
        return any(is_venue(mention, text) for mention in _found(text, self.code))

    def _leads(self, mention: RegionMention, sentence: str, *, opens: bool) -> bool:
        if self.is_news:
            return mention.start <= _LEADING or sentence[mention.start - 1] in "，,、：:；;在"
        before, behind = sentence[: mention.start], sentence[mention.end : mention.end + 8]
        marked = before.endswith(_INDENT) or (opens and _LIST_MARK.fullmatch(before) is not None)
        if self.is_national and marked:
            return mention.level not in ("area", "country")
        return mention.name in own_words() or (before.endswith("在") and "，" in behind)

    def _is_around(self, mention: RegionMention) -> bool:
        """Return whether the place contains the release's, which then still applies."""
        around = mention.code is not None and mention.level not in ("country", "foreign")
        own = self.release
        if not around or not isinstance(own, ReleaseRegion) or own.code == mention.code:
            return False
        return own.within.startswith(stem(str(mention.code)))

    def _is_elsewhere(self, mention: RegionMention) -> bool:
        """Return whether the place is outside the release's, like 香港 in 香港（3万人）旅客 from Macau."""
        return bool(self.code and mention.within) and not mention.within.startswith(stem(str(self.code)))

    def _counts(self, mention: RegionMention, text: str) -> bool:
        """Return whether a place counts in a local release.

        Foreign countries never do; the nation does only at the head of a clause, or as 我国 after a word of
        time.
        """
        bracketed = text[mention.end : mention.end + 1] in _BRACKETS
        if mention.level == "foreign" or (bracketed and self._is_elsewhere(mention)):
            return False
        if mention.level != "country":
            return True
        if str(self.code).startswith(_TAIWAN) and mention.text in ("我国", "全国"):
            return False  # said of the release's own place
        before = text[max(0, mention.start - 2) : mention.start]
        timed = mention.text == "我国" and before.endswith(words().timed)
        return timed or before[-1:] in _CLAUSE_ENDS


@lru_cache(maxsize=64)
def _scope(release: Region | ReleaseRegion | None) -> _Scope:
    return _Scope(release)


def _is_own_word(mention: RegionMention) -> bool:
    return mention.name in own_words()


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(_STOP.split(_DATELINE.sub("", text) if "日电" in text else text))


@lru_cache(maxsize=1024)
def _found(text: str, code: str | None) -> tuple[RegionMention, ...]:
    return tuple(find_regions(text, code))


@lru_cache(maxsize=1024)
def _spoken(text: str, code: str | None) -> tuple[RegionMention, ...]:
    found = _found(text, code)
    places = governing(found, text) if found else []
    own = [
        RegionMention(
            text=own.group(), start=own.start(), end=own.end(), name=own.group(), code=None, level="town"
        )
        for own in _OWN.finditer(text)
        if not any(m.start < own.end() and own.start() < m.end for m in places)
        and own.group() not in words().own["country"]
    ]
    if own:
        places = sorted([*places, *governing(own, text)], key=lambda m: m.start)
    return tuple(places)
