"""What is counted: the noun after a number, the predicate after it, or the verb before it."""

from __future__ import annotations

from zhengce.indicators.affixes import holds, without_prefix
from zhengce.indicators.coordination import etc_places
from zhengce.indicators.following import TOLL, RightSide
from zhengce.indicators.frames import FrameReader
from zhengce.indicators.lexicon import Lexicon
from zhengce.indicators.phrases import PhraseReader
from zhengce.indicators.slot import Slot
from zhengce.indicators.words import word_list
from zhengce.quantities.mention import Mention
from zhengce.quantities.numerals import NUMERAL
from zhengce.types import SegmentedText

_OF_PART = word_list("counting", "of_part")
_WHERE = ("在", "于")
_SPENT = "用于"
_STILL = word_list("counting", "still")
_HAVING = word_list("counting", "having")
_COMPLEMENTS = word_list("counting", "complements")
_HANDED = word_list("counting", "handed")
_NUMBER_NOUNS = word_list("counting", "number_nouns")
_PER_HEAD = word_list("counting", "per_head")
_FROM = "来自"
_THERE_IS = ("有", "中有")
_LONGEST_RELATIVE = 20  # characters
_UNCOUNTED = ("points", "multiple", "age", "duration", "score", "temperature")
_SIZES = ("area", "length", "mass", "volume")
_COUNTED = ("count", "person", "household", None)


class CountReader:
    """Decides what numbers count, with the words of a lexicon."""

    def __init__(self, lexicon: Lexicon, frames: FrameReader, phrases: PhraseReader) -> None:
        self._frames = frames
        self._phrases = phrases
        self._giving = frozenset(lexicon.verbs.giving)

    def counts_right(self, segmented: SegmentedText, mention: Mention, left: str, phrase: str) -> bool:
        """Return whether the noun after the number is what it counts."""
        if mention.unit is None and NUMERAL.match(segmented.text, mention.outer_end):
            return False  # 跨越8万亿、9万亿两个台阶
        if mention.dimension == "ratio" or mention.fraction:
            tenths = mention.fraction or mention.text.endswith("成")
            return (tenths and not phrase) or segmented.text.startswith("的", mention.outer_end)
        if not phrase or ends_listed(left):
            return True
        if phrase.endswith(_NUMBER_NOUNS) and self._frames.starts_from(left):
            return False  # 成员数量从57个创始成员增至
        if left.endswith(("了", *_PER_HEAD)) and segmented.text.startswith("的", mention.outer_end):
            return True  # 省下了8万元的设备费, 发放每人3000元的津贴
        if left.endswith("了") and mention.dimension in _SIZES and not self._frames.ends_in_change(left):
            return True  # 种了120亩荔枝
        if mention.dimension in _UNCOUNTED:
            return False
        if _is_relative(segmented, mention, phrase):
            return True  # 集团运营的5公里管道
        if left.rstrip("约近").endswith(_HANDED):
            return True
        verb = self._phrases.last_verb(segmented, mention.outer_start, phrase)
        return verb is not None or mention.dimension in _COUNTED

    def counted(
        self, segmented: SegmentedText, mention: Mention, phrase: str, noun: str
    ) -> tuple[str, str | None]:
        """Return the subject, and the topic or None, of a number that counts the noun after it.

        A noun of one or two characters keeps a heavy verb: the verb becomes part of the subject.
        """
        if _is_relative(segmented, mention, phrase):
            return f"{phrase}的{noun}", None
        verb = self._phrases.last_verb(segmented, mention.outer_start, phrase)
        topic = phrase.removesuffix(verb) if verb and verb.startswith(_HAVING) else None
        described = segmented.text.startswith("的", mention.outer_start - 1)  # 有改革要求的34个条目
        light = verb is None or described or self._phrases.is_light(verb)
        light = light or verb in self._giving or verb in _COMPLEMENTS or noun in TOLL
        return (noun if light or len(noun) > 2 else f"{verb}{noun}"), topic

    def is_said(
        self, mention: Mention, left: str, subject: str | None, right: RightSide, before: Slot | None
    ) -> bool:
        """Return whether the predicate after the number names what is counted: 5人入选…, …等10人当选…."""
        if not right.predicate or right.noun or mention.dimension not in _COUNTED:
            return False
        whole = before is not None and before.frame != "predicate" and before.mention.unit == mention.unit
        told = without_prefix(right.predicate, _STILL)
        if self._frames.is_change_verb(told[:2]):
            return False  # 比2020年的3万张|增加2万张
        placed = holds(told[1:3], _WHERE) and not told.startswith(_SPENT)
        if whole and (placed or told.startswith(_OF_PART)):
            return False  # 医院12家，其中10家在城外: of the hospitals
        repeated = before is not None and subject is not None and subject == before.subject
        idle = subject is None or self._phrases.is_agent(subject) or self._phrases.is_light(subject)
        return idle or ends_listed(left) or repeated

    def opening_verb(
        self, segmented: SegmentedText, start: int, mention: Mention, subject: str | None
    ) -> str:
        """Return the verb at the start of the name of what is counted, or an empty string.

        It is 梳理 in 梳理难题244个, and 办结 in 办结90件.
        """
        place = segmented.text.find(subject, start, mention.outer_start) if subject else -1
        if place < 0 or mention.dimension not in _COUNTED or subject in TOLL:
            return ""
        first = next(iter(segmented.between(place, place + 1)), None)
        verbal = first is not None and segmented.tags[first] in ("v", "vn")
        return segmented.words[first] if first is not None and verbal else ""

    def only_verb(self, segmented: SegmentedText, mention: Mention, subject: str) -> bool:
        """Return whether people are counted and only a verb stands before the number."""
        if mention.dimension != "person" or self._phrases.is_light(subject):
            return False
        place = mention.outer_start - len(subject)
        words = segmented.between(place, mention.outer_start)
        return len(words) == 1 and segmented.words[words[0]] == subject and segmented.tags[words[0]] == "v"

    def only_place(self, segmented: SegmentedText, start: int, end: int, phrase: str) -> bool:
        """Return whether a phrase in ``text[start:end]`` is only an agent or the name of a place."""
        if not phrase or self._phrases.is_agent(phrase):
            return bool(phrase)
        place = segmented.text.find(phrase, start, end)
        span = segmented.between(place, place + len(phrase)) if place >= 0 else range(0)
        return bool(span) and all(segmented.tags[k] == "ns" for k in span)


def _is_relative(segmented: SegmentedText, mention: Mention, phrase: str) -> bool:
    """Return whether a phrase with 的 before a number is a relative clause: 有改革要求的34个|条目."""
    text, end = segmented.text, mention.outer_start - 1
    if not phrase or not text.startswith("的", end) or not text.endswith(phrase, 0, end):
        return False
    if phrase.startswith(_FROM) or len(phrase) > _LONGEST_RELATIVE or any(map(str.isdecimal, phrase)):
        return False
    words = segmented.between(end - len(phrase), end)
    if not words:
        return False
    tags = [segmented.tags[k] for k in words]
    return tags[0] == "v" or tags[-1] == "v" or any(segmented.words[k] in _THERE_IS for k in words)


def ends_listed(left: str) -> bool:
    """Return whether the clause ends with an 等 that closes an enumeration."""
    left = left.rstrip()
    return left.endswith("等") and len(left) - 1 in etc_places(left)
