"""The frame of the clause around a number, and the direction of a change.

The frames, by the words directly before the number:

    subject     SUBJECT Q             技能人才264.3万人
    change      SUBJECT CHANGE Q      增长5.2%, 降幅为3%, 新增50公里
    reach       SUBJECT CHANGE-TO Q   增至, 由…提高到
    difference  SUBJECT THAN X Q      高于全国0.7个百分点
    rank        SUBJECT PLACED Q      居全国第2位

`change-object` (压减超采量26.2亿立方米), `object` (发布10名“最美职工”) and `predicate` (5人入选…) depend on
the rest of the clause; see `clauses`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

from zhengce.alternation import last_of
from zhengce.indicators.affixes import (
    Prefixes,
    Suffixes,
    holds,
    strip_suffixes,
    suffix_of,
    without_suffix,
)
from zhengce.indicators.clause_edges import compared_more, from_point, without_field, without_fillers
from zhengce.indicators.lexicon import Lexicon
from zhengce.indicators.metrics import is_metric
from zhengce.indicators.words import character_set, word_list
from zhengce.quantities.mention import Mention
from zhengce.segment.words import default_words
from zhengce.types import Direction

FrameName = Literal[
    "subject", "change", "change-object", "reach", "object", "predicate", "difference", "rank"
]

_AVERAGING = character_set("frames", "averaging")
_EXTENTS = word_list("frames", "extents")
_EXTENT_TAILS = word_list("frames", "extent_tails")
_EXTENT_SAID = word_list("frames", "extent_said")
_FALLS = word_list("frames", "falls")
_DIFFERENCE = re.compile(
    r"(?<!不)(?<!不[得能应可])(大于|小于|高于|低于|快于|慢于|好于|优于|多于|少于|高出|领先|超出|超过)((?:[一-龥]|“[^”]*”){2,16}?)(?:约|近|了)?$"
)
_COMPARED = word_list("frames", "compared")
_BELOW = word_list("frames", "below")
_NO_PEERS = word_list("frames", "no_peers")
_RANKED = re.compile(
    r"的?(?:全国|全省|全市|世界|全球|同类)?(?:已|(?<![人户平年月日])均|都|稳|继续|连续|跃|晋|并|位|名|排|上升|提升|前移|跻身|保持|居(?![民住])|列|在|占据|获|夺得|评为"
    r"|成为|升|进入|达到|到|至|从|由|为|：)+[^，。；：、\d]{0,14}$"
)
_BECOME = "成为"
_GROWN = word_list("frames", "grown")
_GROWN_TAILS = word_list("frames", "grown_tails")
_PER_DAY = word_list("frames", "per_day")
_YEARLY = word_list("frames", "yearly")
_RATE_OF = re.compile(  # 密度达每百平方公里4.6公里, 中间价为1美元兑6.8985元
    r"(?:达到?|为)每[百千万]?[一-龥]{1,4}$|(?:为|报|于)1(?:00)?[^，。；\d]{1,3}[元镑郎][兑对合]人?民?币?$"
)
_COMPOUND_VERBS = character_set("frames", "compound_verbs")
_GROWTH = word_list("frames", "growth")
_STOCKS = word_list("frames", "stocks")
_SURPLUSES = frozenset(word_list("frames", "surpluses"))
_MORE_OR_LESS = ("多", "少")
_EARLIER = word_list("frames", "earlier")
_TURNED = word_list("frames", "turned")
_GROWING = word_list("frames", "growing")
_TURNING = word_list("frames", "turning")
_STEPPING = word_list("frames", "stepping")
_TURNS = word_list("frames", "turns")
_AMOUNTS = ("count", "person", "money", "household")
_WEAK = character_set("frames", "weak")
_PLACES = frozenset(word_list("frames", "places"))
_SUPPORT = frozenset(word_list("frames", "support"))


_MEAN = "平均"


class Frame(NamedTuple):
    """A frame, with the words before it in the clause (`rest`) and the base that it names, if any."""

    name: FrameName
    direction: Direction | None
    rest: str
    base: str | None = None


class FrameReader:
    """Matches the words before a number with the verbs of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._direction = lexicon.changes.table()
        self._changes = Suffixes(self._direction)
        self._grows = Suffixes({*self._direction, *_GROWING})
        self._goals = Suffixes(lexicon.reach.words)
        self._reach_ends = last_of((*_STEPPING, *_TURNING, *lexicon.reach.words))
        self._turns = Prefixes({*self._direction, *_GROWING, *_TURNS})
        self._reached = tuple({*lexicon.reach.words, "为"})
        self._levels = Suffixes(lexicon.levels.words)
        self._object = re.compile(
            r"^(?:累计|共|合计|已|[一两二三四五六\d]+次)*(压减|减少|降低|削减|压缩|精简|缩减|压降|调减|减轻|增加|扩大|提高|下调|上调|拉动|下拉)(?![值额量幅到至]|价值)(?=[一-龥“])"
            r"|^[^，]{2,12}?(下调|上调)(?=[一-龥“])"
        )

    def read(self, left: str, mention: Mention, *, compared: bool, words: Sequence[str] = ()) -> Frame:
        """Return the frame of a number whose clause up to it is `left`.

        `compared` says that the clause has a base. Without one, a verb of one character does not count at the
        end of a longer word (身高); `words` are the words of the clause.
        """
        point = from_point(left)
        left = without_fillers(left[:point] if point >= 0 else left)
        if mention.kind == "rank":
            first_in = without_field(left.rpartition(_BECOME)[2]) if _BECOME in left else ""
            if is_metric(first_in):
                return Frame("rank", None, first_in)  # 已成为|种植面积世界第一
            found = _RANKED.search(left)
            return Frame("rank", None, without_field(left[: found.start()] if found else left))
        rate = _rate(left, mention)
        if rate is not None:
            return rate
        stock = left.rstrip("为有")
        if stock.endswith(_STOCKS):
            return Frame("subject", None, stock)
        reach = self._reach_start(left)
        if reach < 0 and left.endswith(_MEAN):
            reach = self._reach_start(left.removesuffix(_MEAN))  # 增至2016年前10月|平均4万元
        if reach >= 0:
            return Frame("reach", None, left[:reach])
        apart = self._difference(left, mention)
        if apart is not None:
            return apart
        more = left[-2:-1]
        if compared and more in ("多", "少") and mention.dimension not in ("ratio", "points"):
            return Frame("change", "increase" if more == "多" else "decrease", left[:-2])  # 同比多售|270张
        verb, rest = self._change(left)
        named = point >= 0 and self._sign(verb) is None  # 收入差距由2.1…
        if verb and not named and self._is_change(verb, rest, mention, words, compared=compared):
            sign = self._sign(verb)
            if verb in _GROWTH and rest.endswith(("正", "负")):
                sign, rest = ("decrease" if rest[-1] == "负" else sign), rest[:-1]  # 转为负增长3%
            return Frame("change", sign, without_suffix(rest, _TURNED))
        return self._plain(left, words)

    def object_of_change(self, phrase: str, dimension: str | None) -> tuple[Direction | None, str] | None:
        """Return the direction and object of the verb of change at the start of a phrase, or None.

        压减|地下水超采量.
        """
        head = self._object.match(phrase)
        if head is not None and head[1] in {"拉动", "下拉"} and dimension != "points":
            return None
        return (self._sign(head[1] or head[2]), phrase[head.end() :]) if head is not None else None

    def strip_change(self, noun: str) -> str:
        """Return the noun without a verb of change at its end: 增加值|增长.

        Return an empty string if it begins with a change to a level: 增至.
        """
        for verb in self._turns.all_at(noun):
            end = len(verb)
            if noun.startswith(self._reached, end + 1 if noun.startswith("了", end) else end):
                return ""
        verb, rest = self._change(noun)
        return rest if verb and len(rest) > 1 else noun

    def is_change_verb(self, word: str) -> bool:
        """Return whether the word is a verb of change; 新增, which takes a noun, does not count."""
        return word in self._direction and word != "新增"

    def starts_from(self, left: str) -> bool:
        """Return whether the number is the first of a pair: 由36个月…, 由初期的11.6万…."""
        return from_point(left) >= 0

    def ends_in_change(self, left: str) -> bool:
        """Return whether the words end with a verb of change: 增加了."""
        return bool(self._change(left)[0])

    def _change(self, left: str) -> tuple[str, str]:
        """Return the verb of change at the end of the words, or an empty string, and the words before it."""
        verb = self._changes.of(left)
        if not verb:
            left = left.removesuffix("幅度") if left.endswith("幅度") else left.removesuffix("了")
            verb = self._changes.of(left)
        return verb, left[: len(left) - len(verb)]

    def _reach_start(self, left: str) -> int:
        """Return the start of the verb of change to a level that ends the words (增加到, 改为), or -1."""
        whole = left.removesuffix("了")
        if left[-1:] not in self._reach_ends and whole[-1:] not in self._reach_ends:
            return -1
        starts = [len(whole) - len(step) for step in (suffix_of(whole, _STEPPING),) if step]
        starts += [len(left) - len(turn) for turn in (suffix_of(left, _TURNING),) if turn]
        for goal in self._goals.all_of(whole):
            bare = whole[: -len(goal)].removesuffix("了")
            grown = [len(bare) - len(verb) for verb in self._grows.all_of(bare)]
            starts += [start for start in grown if bare[start - 1 : start] != "最"]  # 最高达
        if not starts:
            return -1
        return min((k for k in starts if not left.startswith(("差为", "差到"), k)), default=-1)

    def _difference(self, left: str, mention: Mention) -> Frame | None:
        if mention.dimension in _AMOUNTS and (more := compared_more(left)) is not None:
            start, base, verb = more
            return Frame("difference", self._sign(verb), left[:start], base)
        apart = _DIFFERENCE.search(left) if holds(left, _COMPARED) else None
        of_amounts = apart is not None and apart[1].endswith("于") and apart[2].endswith(_EARLIER)
        rates = mention.dimension in ("points", "ratio", "multiple", None)
        if not (rates or of_amounts or mention.unit in ("位", "天", "个月", "年")):
            return None
        if apart is None or apart[2].endswith(_NO_PEERS) or self._change(apart[2])[0]:
            return None
        return Frame(
            "difference", "decrease" if apart[1] in _BELOW else "increase", left[: apart.start()], apart[2]
        )

    def _is_change(
        self, word: str, before: str, mention: Mention, words: Sequence[str], *, compared: bool
    ) -> bool:
        last = words[-1] if words else word
        within = len(word) == 1 < len(last) and last.endswith(word) and last not in self._direction
        if within and not compared and default_words().knows(last):
            return False
        if compared or mention.unit == "番" or (mention.unit == "位" and word in _PLACES):
            return True
        if word == "新增" and before.endswith(_PER_DAY):
            return False
        alone = word in _MORE_OR_LESS and not before.strip("，、")  # 就业居民28万人，多900人
        weak = mention.dimension in _AMOUNTS and word in _WEAK and not alone
        if len(word) == 1 and (weak or before[-1:] in _COMPOUND_VERBS):
            return False
        return not (word in _SUPPORT and mention.dimension in ("person", "count"))

    def _plain(self, left: str, words: Sequence[str]) -> Frame:
        left = _RATE_OF.sub("", left) if "每" in left or "1" in left else left
        while level := self._level(left):
            if level == left:
                return Frame("subject", None, "")
            if words and words[-1] in _SURPLUSES and left.endswith(words[-1]):
                break  # 出超78亿美元
            left = without_fillers(left[: -len(level)])
            verb = suffix_of(left, _YEARLY)
            if verb and left.endswith("年均", 0, len(left) - len(verb)):
                return Frame("change", self._sign(verb), left[: -len(verb)])
            reach = self._reach_start(left)
            if reach >= 0:
                return Frame("reach", None, left[:reach])
        return Frame("subject", None, left)

    def _level(self, left: str) -> str:
        """Return the verb of a level that ends the words, or an empty string.

        The 均 of an average does not count: 月均为.
        """
        for level in self._levels.all_of(left):
            if not level.startswith("均") or left[-len(level) - 1 : -len(level)] not in _AVERAGING:
                return level
        return ""

    def _sign(self, verb: str) -> Direction | None:
        if verb == "拉动":
            return "increase"
        if verb == "下拉":
            return "decrease"
        return cast("Direction | None", self._direction.get(verb))


def _rate(left: str, mention: Mention) -> Frame | None:
    """Return the frame of a rate of change, or None.

    The rate is named by a noun (涨幅达), or by the verb before 为 (增长为64%).
    """
    if "幅" in left and mention.dimension in ("ratio", "points", "multiple", None):
        extent = without_suffix(strip_suffixes(left, _EXTENT_TAILS), _EXTENT_SAID).removesuffix("度")
        verb = suffix_of(extent[:-1], _EXTENTS) if extent.endswith("幅") else ""
        if verb:
            rest = extent[: -len(verb) - 1]
            base = rest[-1] if rest.endswith(("年", "月", "季")) and not rest[-2:-1].isdecimal() else None
            named = rest if base is None else rest[:-1]
            return Frame("change", "decrease" if verb in _FALLS else "increase", named, base)
    tail = suffix_of(left, _GROWN_TAILS) if mention.dimension == "ratio" else ""
    verb = suffix_of(left[: -len(tail)], _GROWN) if tail else ""
    if not verb:
        return None
    return Frame("change", "increase" if verb == "增长" else "decrease", left[: -len(tail) - len(verb)])
