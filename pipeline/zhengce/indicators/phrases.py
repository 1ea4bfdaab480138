"""Noun phrases before a number: the shortest that still names what is measured."""

from __future__ import annotations

import re
from collections.abc import Collection

from zhengce.indicators.affixes import (
    Prefixes,
    Suffixes,
    is_han,
    prefix_of,
    strip_prefixes,
    without_suffix,
)
from zhengce.indicators.circumstances import MEANS, counted_end, found_end, means_end, without_means
from zhengce.indicators.coordination import etc_places, linked
from zhengce.indicators.estimates import without_estimate
from zhengce.indicators.lexicon import Lexicon
from zhengce.indicators.list_marks import without_mark
from zhengce.indicators.metrics import has_metric, is_metric
from zhengce.indicators.results import planned_thing, without_fact
from zhengce.indicators.words import character_set, word_list
from zhengce.types import SegmentedText

_REMARK = re.compile(r"（\s?）|（[^（）]{5,}）|（[A-Za-z\d\s.+-]+）")  # （含外资金融机构，下同）, （GDP）
_CLOSED = re.compile("^[^（）]*）")
_JOINTS = word_list("phrases", "joints")
_TURNS = word_list("phrases", "turns")
_HEADING_MARKS = ("——", "丨", "｜", "|", "#")
# Causes and note marks.
_ASIDE = re.compile(
    r"受[^，。；：]{1,12}?(?:等因素)?影响|(?<!原)因(?!素)[^，。；：的]{3,12}$|^(?:拟|计划|规划|将)?用[^，。；]{0,6}时间"
    r"|^.*】|[\[［〔]\d{1,2}[\]］〕]|[①-⑳]"
)
_ASIDES = frozenset("受因用】[［〔①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")  # one of these is in each
_DONE = "已共累计现经"
_EXCEPTIONS = word_list("phrases", "exceptions")
_EXCEPTION_ENDS = word_list("phrases", "exception_ends")
_FORMER = re.compile(r"(?<=..)[由从](?:每.{1,2})?\d[\d.]*[^，。；\d]{0,4}$")  # 费用由每份20元|降至9元
_SERVING = tuple(character_set("phrases", "serving"))
_PLACES = word_list("phrases", "places")
_PLACE_VERBS = word_list("phrases", "place_verbs")
_LISTED = word_list("phrases", "listed")
_ANY_MEANS = frozenset({"资金", "款项", "经费", "活动"})  # these name nothing without the list before 等
_AGENT_FOLLOWS = word_list("phrases", "agent_follows")
_EMPTY = frozenset(word_list("phrases", "empty"))
_LONGEST_KIND = 3  # characters of what a list is of: 称号
_AND_THEN = "并"
_DONE_MARK = "了"
_YEARS_COUNTED = frozenset("一二三四五六七八九十两几")
_LEAST_NAMED = 2
_COVERBS = (*MEANS, "从")
_ACTORS = word_list("phrases", "actors")
WHOLE_PLACES = frozenset(word_list("phrases", "whole_places"))
_BLANK = "，、；：。# \n"
_VERBS = ("v", "vd", "vi", "vg", "vq")


class PhraseReader:
    """Finds phrases with the words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        adverbs, prepositions = lexicon.edges.adverbs, lexicon.edges.prepositions
        self._edge_right = Suffixes(lexicon.edges.right)
        self._edge_left = Prefixes({*adverbs, *prepositions})
        self._adverbs = Prefixes(adverbs)
        self._agents = Prefixes(lexicon.agents.words)
        self._lights = Prefixes(lexicon.verbs.light)
        self._predicates = frozenset(lexicon.verbs.predicate)
        self._served = frozenset(lexicon.verbs.served)

    def left(self, clause: str, words: Collection[str]) -> str:
        """Return a clause without remarks and function words at its edges, or an empty string.

        It is empty if the clause names nothing. A single character at an edge is kept if it is part of one of
        the `words` of the sentence: 从业人员, 惠及.
        """
        phrase = without_mark(clause.lstrip(_BLANK)) if clause[:1].isdecimal() else clause
        phrase = phrase.replace("分别", "").replace("依次", "").removeprefix("在的")  # 在2005年的总收益
        if not _ASIDES.isdisjoint(phrase):
            phrase = _ASIDE.sub("", phrase)
        phrase = _without_years(without_estimate(phrase.strip(_BLANK)))
        if "由" in phrase or "从" in phrase:
            phrase = _FORMER.sub("", phrase)
        if _excepts(phrase):
            return ""
        if phrase.endswith(_SERVING):
            phrase = without_means(phrase)  # 工会|通过“…”行动对|30人开展培训
        if phrase.startswith(MEANS) and not _is_attribute(phrase):
            phrase = phrase[means_end(phrase) :]
        if "（" in phrase or "）" in phrase:
            phrase = _without_brackets(phrase)
        if _DONE_MARK in words and _DONE_MARK in phrase:
            phrase = _behind_verb(phrase)
        phrase = without_fact(planned_thing(phrase))
        if not phrase:
            return ""
        while True:
            shorter = without_fact(self._without_edges(phrase, words))
            if shorter == phrase:
                break
            phrase = shorter
        return "" if phrase in _EMPTY or _excepts(phrase) else phrase

    def _without_edges(self, phrase: str, words: Collection[str]) -> str:
        right = self._edge_right.of(phrase) or (phrase[-1:] if phrase[-1:].isspace() else "")
        if len(right) > 1 or (right and not phrase.endswith(_longer(words))):
            phrase = phrase[: -len(right)]
        left = self._left_edge(phrase)
        if not left:
            return phrase.strip(_BLANK)
        if left in _COVERBS and _is_attribute(phrase):
            return phrase.strip(_BLANK)  # 通过邮局代售的|门票
        loose = len(left) > 1 or left in _TURNS or not phrase.startswith(_longer(words))
        adjusted = left == "经" and "调整的" in phrase  # 经季节性调整的失业率
        if any(len(word) > len(left) > 1 and phrase.startswith(word) for word in words):
            return phrase.strip(_BLANK)  # 共有|产权住房 is one word
        if loose and not adjusted and not (left == "在" and _abbreviated(phrase, words)):
            phrase = phrase[len(left) :]
        return phrase.strip(_BLANK)

    def _left_edge(self, phrase: str) -> str:
        """Return the function word or space at the start of a phrase, or an empty string.

        At least two characters must follow.
        """
        if phrase[:1].isspace():
            return phrase[0] if len(phrase) > 2 else ""
        return self._edge_left.at(phrase, least=2)

    def shorten(self, phrase: str, words: Collection[str] = (), *, listed: bool = False) -> str:
        """Return the shortest phrase that still names the thing: no agent, no light verb, no list before 等.

        `listed` keeps the list. The start of a longer one of the `words` of the clause is kept, too.
        """
        for mark in _HEADING_MARKS:
            phrase = phrase.rpartition(mark)[2]
        phrase = without_mark(phrase)
        if phrase.startswith("“") and "”" not in phrase:
            phrase = phrase[1:]  # what somebody says
        if counted := counted_end(phrase):
            whose = phrase[:counted].rstrip(_DONE)
            metric = phrase[len(whose) :].lstrip(_DONE)
            metric = _but_words(self._light_end(metric), metric, words)
            if whose and is_metric(metric):
                return whose + metric  # 云计算服务|共实现|收入
            rest = phrase[counted:]
            if not phrase.endswith("金额"):
                phrase = rest if len(rest) > 2 else whose + rest  # 县总工会|共|筹资
        if not listed:
            phrase = self._of_list(phrase)
        shorter = _but_words(self._agent_end(phrase), phrase, words)
        if shorter != phrase:
            # 我国|将|新建公路
            phrase = _but_words(len(self._adverbs.at(shorter, least=2)), shorter, words)
        phrase = phrase[found_end(phrase) :]
        if not (phrase.startswith("有") and "的" in phrase):  # 有进出口实绩的企业
            bare = _but_words(self._light_end(phrase), phrase, words)
            bare = phrase if _has_relative(phrase, len(phrase) - len(bare)) else bare
            members = linked(bare)  # 覆盖|人数和接种人数: the verb tells one metric from the other
            phrase = phrase if len(members) > 1 and is_metric(members[0]) else bare
        if phrase.startswith(_AND_THEN):  # 建成|并投入使用|充电桩
            place = self._light_end(phrase[1:])
            phrase = phrase[place + 1 if place else 0 :]
        joined = phrase.startswith(_JOINTS) and not phrase.startswith(_longer(words))
        return phrase[1:] if joined and self._left_edge(phrase) else phrase

    def _of_list(self, phrase: str) -> str:
        """Return the noun after 等, or the list without its verb if nothing follows 等.

        A phrase without 等 is returned unchanged.
        """
        etc = [place for place in etc_places(phrase) if not _in_quotes(phrase, place)]
        if not etc:
            return phrase
        head = strip_prefixes(phrase[etc[-1] + 1 :], _LISTED)
        place = prefix_of(head, _PLACES)
        if place and head.startswith(_PLACE_VERBS, len(place)):
            head = head[len(place) :]
        if len(head) >= 2 and head not in _ANY_MEANS:
            named, _, whose = head.partition("的")
            described = len(named) <= _LONGEST_KIND and len(whose) > 2 and not has_metric(whose)
            return whose if described and "的" not in whose else head  # …等称号的|优质企业
        return phrase if head else phrase[self._light_end(phrase) : etc[-1]]

    def is_light(self, verb: str) -> bool:
        """Return whether a verb is light, saying little more than that its object exists: 建成, 发布, 使."""
        return verb in self._served or self._light_end(verb + "对象") > 0

    def is_agent(self, subject: str) -> bool:
        """Return whether a subject is a bare agent: 我省."""
        return 0 < self._agent_end(f"{subject}对象") == len(subject)

    def last_verb(self, segmented: SegmentedText, end: int, phrase: str) -> str | None:
        """Return the verb at the end of `phrase`, the words before `end`, or None."""
        if not phrase:
            return None
        for index in reversed(segmented.between(max(0, end - 16), end)):
            word, tag = segmented.words[index], segmented.tags[index]
            if phrase.endswith(word):
                verbal = tag in _VERBS or self.is_light(word)
                return word if verbal or (word in self._predicates and tag != "p") else None
        return None

    def _light_end(self, phrase: str) -> int:
        """Return the end of the light verb at the start of a phrase, or 0."""
        for verb in self._lights.all_at(phrase):
            end = len(verb)
            ends = (end + 1, end) if phrase.startswith("了", end) else (end,)
            for place in ends:
                if len(phrase) >= place + 2 and all(map(_names, phrase[place : place + 2])):
                    return place
        return 0

    def _agent_end(self, phrase: str) -> int:
        """Return the end of the agent at the start of a phrase, or 0."""
        for agent in self._agents.all_at(phrase):
            end = len(agent)
            ends = (end + 2, end) if phrase.startswith(_AGENT_FOLLOWS, end) else (end,)
            for place in ends:
                if _goes_on(phrase, place):
                    return place
        return 0


def _is_attribute(phrase: str) -> bool:
    """Return whether the coverb at the start of a phrase opens an attribute of its head noun.

    通过邮局代售的|门票, 从报名到发证的|用时.
    """
    of = phrase.rfind("的")
    return 2 < of < len(phrase) - 2 and (not phrase.startswith("从") or "到" in phrase[:of])


def _has_relative(phrase: str, verb: int) -> bool:
    """Return whether the verb that ends at `verb` opens a relative clause about actors: 建立制度的|企业."""
    of = phrase.rfind("的")
    return 0 < verb < of - 1 and phrase.endswith(_ACTORS)


def _without_years(phrase: str) -> str:
    """Return a phrase without the number of years at its end: 总藏量|六年."""
    bare = without_suffix(phrase, ("年来", "年间", "年内", "年"))
    count = len(bare)
    while count and bare[count - 1] in _YEARS_COUNTED:
        count -= 1
    return phrase[:count] if bare != phrase and _LEAST_NAMED <= count < len(bare) <= count + 2 else phrase


def _behind_verb(phrase: str) -> str:
    """Return the object of a verb with 了, or an empty string if it is only a place: 有效保护了|全国.

    If what follows 了 is a single character or contains 的, the phrase is returned unchanged.
    """
    object_of = phrase.rpartition(_DONE_MARK)[2]
    if len(object_of) < 2 or "的" in object_of:
        return phrase
    return "" if object_of in WHOLE_PLACES else object_of


def _names(character: str) -> bool:
    """Return whether a character may stand at the start of a name."""
    return (
        is_han(character)
        or character == "“"
        or character.isdecimal()
        or (character.isascii() and character.isalpha())
    )


def _goes_on(phrase: str, place: int) -> bool:
    """Return whether a number or a noun, but not a conjunction, follows the agent that ends at `place`."""
    following = phrase[place : place + 2]
    if following[:1].isdecimal():
        return True
    return len(following) == 2 and following[0] not in "及和与" and is_han(following.replace("“", ""))


def _excepts(phrase: str) -> bool:
    """Return whether a phrase says how something was measured: 按可比价格计算."""
    return phrase.startswith(_EXCEPTIONS) and phrase.endswith(_EXCEPTION_ENDS)


def _but_words(end: int, phrase: str, words: Collection[str]) -> str:
    """Return the phrase from `end` on, or the whole phrase if a longer word begins it: 有机质."""
    if not end or any(len(word) > end and phrase.startswith(word) for word in words):
        return phrase
    return phrase[end:]


def _abbreviated(phrase: str, words: Collection[str]) -> bool:
    """Return whether 在 and the one-character name of a place form a modifier: 在滇企业."""
    following = [word for word in words if phrase.startswith(word, 1)]
    return bool(following) and all(len(word) == 1 for word in following)


def _in_quotes(phrase: str, place: int) -> bool:
    return phrase.rfind("“", 0, place) > phrase.rfind("”", 0, place)


def _longer(words: Collection[str]) -> tuple[str, ...]:
    return tuple(word for word in words if len(word) > 1)


def _without_brackets(phrase: str) -> str:
    """Return a phrase without remarks in brackets and without the words before an unmatched bracket."""
    phrase = _REMARK.sub("", phrase)
    opened = phrase.rfind("（")
    if opened > phrase.rfind("）"):
        phrase = phrase[opened + 1 :]
    return _CLOSED.sub("", phrase)
