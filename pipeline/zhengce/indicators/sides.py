"""Both sides of a number in its clause: frame, bases and phrase before it, noun or predicate after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from zhengce.alternation import any_of
from zhengce.indicators.affixes import (
    run_end,
    strip_suffixes,
    suffix_of,
    without_prefix,
    without_suffix,
)
from zhengce.indicators.attach.changes import NOUN_AFTER
from zhengce.indicators.attach.shares import Share, find_share
from zhengce.indicators.bases import BaseMention, find_bases, without_times
from zhengce.indicators.clause_edges import without_field
from zhengce.indicators.counting import CountReader
from zhengce.indicators.following import RightReader, RightSide
from zhengce.indicators.frames import Frame, FrameName, FrameReader
from zhengce.indicators.lexicon import Lexicon
from zhengce.indicators.metrics import has_metric, is_metric
from zhengce.indicators.phrases import PhraseReader
from zhengce.indicators.slot import Slot
from zhengce.indicators.wholes import nominal
from zhengce.indicators.words import word_list
from zhengce.quantities.mention import Mention
from zhengce.times import TimeMention
from zhengce.types import Direction, Modifier, SegmentedText

_BRACKETED = 200  # characters that a bracket holds
_COMPARED = re.compile(
    r"(?:^|(?<=.{2}))[比较](?![重例值率赛较价如])((?:[一-龥“”](?<!的)){2,16}?)[可将会均也略]?$"
)
_MOVING = ("change", "reach", "subject")
_COMPARING = ("change", "difference")
_RELATIVE = ("ratio", "multiple")
_GOALS = frozenset(word_list("sides", "goals"))
_FOREMOST = word_list("sides", "foremost")
_REACHING = ("为", "到", "至", "达", "达到")
_MEASURED = ("数", "量", "额", "率", "值", "收入", "面积")
_ACHIEVING = ("累计完成", "累计实现", "共完成", "共实现", "完成", "实现")
_LONGEST_SERVING = 3  # characters: 为, 先后为
_LEVELS = frozenset({"低位", "高位", "水平", "区间", "关口", "低点", "高点", "高峰", "谷底"})
_FOREMOST_WITHIN = 6  # characters
_LONGEST_FIELD = 7  # characters, 、 included: 、西部地区
_MARKS = frozenset("，。；")
_JOINTS = word_list("sides", "joints")
_ABOUT = word_list("sides", "about")
_REMARKED = re.compile(r"（[^（）\d]{1,14}）$")  # 较上年同期成长（yoy）4.62%
_RATES = word_list("sides", "rates")
_BEFORE_RATES = word_list("sides", "before_rates")


class Surroundings(NamedTuple):
    """The surroundings of a number: its own part of the clause, and the preceding quantity.

    Its part is ``text[start:end]``; the clause begins at `clause`.
    """

    segmented: SegmentedText
    start: int
    clause: int
    end: int
    times: Sequence[TimeMention]
    before: Slot | None


@dataclass(slots=True)
class Reading:
    """What was read about one number.

    `told` holds the words that decided its frame, `whole` the denominator of a share.
    """

    mention: Mention
    name: FrameName
    direction: Direction | None
    bases: tuple[BaseMention, ...]
    left: str
    told: str
    share: Share | None
    words: Sequence[str]
    phrase: str
    right: RightSide
    first_of_pair: bool
    subject: str | None = None
    topic: str | None = None
    whole: str | None = None


class SideReader:
    """Reads the clause on both sides of a number with the words of a lexicon."""

    def __init__(
        self, lexicon: Lexicon, frames: FrameReader, phrases: PhraseReader, counts: CountReader
    ) -> None:
        self._frames = frames
        self._phrases = phrases
        self._following = RightReader(lexicon, frames, phrases)
        self._counts = counts
        self._modifiers = lexicon.modifiers.table()
        distant = set(self._modifiers) - {"上"}
        change = any_of(lexicon.changes.table())
        self._far_modifier = re.compile(
            rf"({any_of(distant)})(?:(占|[^，；。\d]{{0,12}}的|(?:每[一-龥]{{1,3}})+|新台币|港币|人民币)|(?:{change})了?)$"
        )
        bounds = any_of(word for word in distant if word.startswith("不"))
        self._bound = re.compile(rf"({bounds})(?!率)([^，；。“”\d]{{1,20}})$")

    def read(self, around: Surroundings, mention: Mention) -> Reading:
        """Return the frame and the phrase before the number, and the noun or predicate after it."""
        segmented, start, text = around.segmented, around.start, around.segmented.text
        mention, left_end = self._modified(text, mention, start)
        words = segmented.words_in(start, mention.outer_start)
        frame, bases, left, share = self._left(text, mention, start, left_end, around.times, words)
        if frame.name == "rank" and _is_next_rank(around.before, frame.rest):
            frame = frame._replace(rest="")  # 居全国第一、世界|第四
        pair = around.before is not None and around.before.first_of_pair
        if pair and frame.name == "change" and left.endswith(_REACHING):
            frame = frame._replace(name="reach", direction=None)  # 由31%下降为27%
        rest = frame.rest
        if rest.startswith(("以", "其中以", "当中以")) and _is_foremost(text, mention.outer_end):
            rest = rest.partition("以")[2]
        elif "以" in rest and _is_foremost(text, mention.outer_end):
            thing, _, whose = rest.strip("，").partition("以")
            if whose and "，" not in thing and thing.endswith(_MEASURED):
                rest = whose + thing  # 户数以新北市172万户最多
        compared = _COMPARED.search(rest) if frame.name in _COMPARING else None
        if compared is not None and (compared.start() == 0 or compared[0][0] in words):
            rest = rest[: compared.start()]
            bases = bases or _base_called(text, compared[1], start, mention.outer_start)
        if frame.name in _MOVING and "将" in words:
            rest = self._moved(segmented, mention, frame.name, rest)
        phrase = self._phrases.left(rest, words)
        share_of_noun = mention.dimension == "ratio" and text.startswith("的", mention.outer_end)
        if around.before is not None and share_of_noun and _ends_with_joint(left):
            phrase = ""  # 100%的委员单位和70%的规模以上企业
        near = _to_time(around, mention)
        before = _before_list(around, left)
        right = self._right(segmented, mention, near, before, phrase)
        if right.noun is None and near < around.end:
            right = self._right(segmented, mention, around.end, before, phrase)
        first_of_pair = self._frames.starts_from(left)
        if right.noun and first_of_pair and _is_verbal(segmented, mention.outer_end, right.noun):
            right = RightSide(None, None)  # 学校由71所|优化整合为47所
        phrase = _but_counted(text, around, phrase)
        if right.noun is not None and self._counts.only_place(segmented, start, mention.outer_start, phrase):
            phrase = ""  # 海州6300万亩小麦
        told = left.removeprefix(frame.rest).strip("，、 ")
        return Reading(
            mention=mention,
            name=frame.name,
            direction=frame.direction,
            bases=bases,
            left=left,
            told=told,
            share=share,
            words=words,
            phrase=phrase,
            right=right,
            first_of_pair=first_of_pair,
        )

    def _moved(self, segmented: SegmentedText, mention: Mention, frame: FrameName, rest: str) -> str:
        """Return the thing between 将 and the verb that changes it, or `rest`: 提案将|支出|削减."""
        before, _, thing = rest.rpartition("将")
        if len(thing) < 2 or before.endswith("即"):
            return rest
        acts = frame == "subject" and self._phrases.last_verb(segmented, mention.outer_start, thing)
        return rest if acts else thing

    def _modified(self, text: str, mention: Mention, left_start: int) -> tuple[Mention, int]:
        """Return the mention with a detached modifier, and the end of the words before them: 约占三分之一."""
        if mention.modifier != "exact":
            return mention, mention.outer_start
        far = self._far_modifier.search(text, left_start, mention.outer_start)
        if far is None and (mention.fraction or mention.dimension in _RELATIVE):
            far = self._bound.search(text, left_start, mention.outer_start)
        if far is None:
            return mention, mention.outer_start
        modified = mention._replace(modifier=cast("Modifier", self._modifiers[far[1]]))
        return modified, far.start() if far[2] else mention.outer_start

    def _left(
        self,
        text: str,
        mention: Mention,
        start: int,
        end: int,
        times: Sequence[TimeMention],
        words: Sequence[str],
    ) -> tuple[Frame, tuple[BaseMention, ...], str, Share | None]:
        """Return the frame, bases, bare words and share to the left of a number.

        `words` are the words from `start` to the number.
        """
        bases = find_bases(text, start, end, times)
        left = without_times(text, start, end, times, bases)
        left = _without_rates(_REMARKED.sub("", left) if left.endswith("）") else left)
        share = find_share(text[start : mention.outer_start], mention)
        if share is not None:
            place = start + share.start
            bases, left = (), without_times(text, start, place, times, ())
            frame = Frame("subject", None, left)
        else:
            frame = self._frames.read(left, mention, compared=bool(bases), words=words)
            share = find_share(frame.rest, mention, before_verb=True)
            if share is not None:
                frame = frame._replace(rest=frame.rest[: share.start])
        if frame.base and not bases:
            place = text.rfind(frame.base, start, mention.outer_start)
            bases = (BaseMention(place, place + len(frame.base), frame.base),)
        return frame, bases, left, share

    def _right(
        self, segmented: SegmentedText, mention: Mention, end: int, left: str, phrase: str
    ) -> RightSide:
        """Return the noun or predicate after the number; neither where it is only a change, level or goal."""
        people = mention.dimension in ("person", "household") or mention.unit in ("国", "家", None)
        right = self._following.right(
            segmented,
            mention.outer_end,
            end,
            before=left,
            money=mention.dimension == "money",
            counts=people,
            things=mention.dimension == "count",
        )
        if right.noun in _LEVELS and mention.dimension != "count":
            return RightSide(None, None)  # 米价处于每斤2.4元左右的|低位
        if NOUN_AFTER.match(segmented.text, mention.outer_end) or (
            phrase and right.noun in _GOALS and mention.dimension != "count"
        ):
            return RightSide(None, None)
        if right.noun and (mention.dimension == "ratio" or mention.fraction):
            return right._replace(noun=nominal(segmented, mention.outer_end, right.noun))
        return right


def _before_list(around: Surroundings, left: str) -> str:
    """Return the words before a number or, for a list member, those before the first member.

    为|34名工人、10名劳模发放….
    """
    if around.before is None or around.before.clause != around.clause or not left.startswith("、"):
        return left
    said = around.segmented.text[around.clause : around.start]
    first = next((k for k, sign in enumerate(said) if sign.isdecimal()), 0)
    return said[:first] if 0 < first <= _LONGEST_SERVING else left


def _but_counted(text: str, around: Surroundings, phrase: str) -> str:
    """Return a phrase without the noun counted by the number right before it: 几万元物资|慰问职工140人."""
    before = around.before
    if before is None or before.frame != "object" or before.mention.outer_end != around.start:
        return phrase
    noun = (before.own_subject or "").removeprefix(before.verb)
    if not noun or not text.startswith(noun, around.start):
        return phrase
    rest = phrase.removeprefix(noun)
    achieved = without_prefix(rest, _ACHIEVING)
    if achieved != rest and is_metric(achieved):
        return phrase  # 133个续建项目完成投资54亿元: the investment is that of these projects
    return rest if rest or text.startswith(_JOINTS, around.start + len(noun)) else phrase


def _to_time(around: Surroundings, mention: Mention) -> int:
    """Return the end of the right side: the next time, unless that is a year in a modifier (2024年度项目)."""
    for time in around.times:
        if time.start >= around.end:
            break
        if time.start >= mention.outer_end and not _is_year(around.segmented.text, time.start):
            return time.start
    return around.end


def _base_called(text: str, name: str, start: int, end: int) -> tuple[BaseMention, ...]:
    """Return the base `name` if it is printed as one string, or an empty tuple: 比|初步核算数|增加5亿元."""
    place = text.rfind(name, start, end)
    return (BaseMention(place, place + len(name), name),) if place >= 0 else ()


def _is_year(text: str, place: int) -> bool:
    return text[place : place + 4].isdecimal() and text.startswith("年", place + 4)


def _is_verbal(segmented: SegmentedText, place: int, noun: str) -> bool:
    """Return whether the `noun` at `place` consists only of verbs."""
    return all(segmented.tags[k].startswith("v") for k in segmented.between(place, place + len(noun)))


def _is_foremost(text: str, place: int) -> bool:
    """Return whether the words after a number rank it among others: 以制造业2655人|最多."""
    last = run_end(text, place, min(place + _FOREMOST_WITHIN, len(text)), _MARKS)
    return any(text.startswith(_FOREMOST, start) for start in range(place, last + 1))


def _is_next_rank(before: Slot | None, rest: str) -> bool:
    """Return whether only the field of a further rank stands between two ranks: 居全国第一、世界|第四."""
    joined = before is not None and before.frame == "rank" and rest.startswith("、")
    return joined and len(rest) <= _LONGEST_FIELD and not has_metric(without_field(rest))


def _ends_with_joint(left: str) -> bool:
    return left.endswith(_JOINTS) or without_suffix(left, _ABOUT).endswith(_JOINTS)


def _without_rates(left: str) -> str:
    """Return the clause without “per” phrases at its end: 已超每月每户."""
    while rate := suffix_of(left, _RATES):
        left = strip_suffixes(left[: -len(rate)], _BEFORE_RATES)
    return left
