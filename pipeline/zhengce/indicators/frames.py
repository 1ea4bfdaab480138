"""How a clause says its number: which frame it matches, and the direction of a change.

The frames, by the words that stand right before the number:

    subject     SUBJECT Q             技能人才264.3万人
    change      SUBJECT CHANGE Q      增长5.2%, 降幅为3%, 新增50公里
    reach       SUBJECT CHANGE-TO Q   增至, 由…提高到
    difference  SUBJECT THAN X Q      高于全国0.7个百分点
    rank        SUBJECT PLACED Q      居全国第2位

`change-object` (压减超采量26.2亿立方米), `object` (发布10名“最美职工”) and `predicate` (5人入选…) follow from
what else stands in the clause; see `clauses`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

from zhengce.alternation import any_of, last_of
from zhengce.indicators.lexicon import Lexicon
from zhengce.quantities.mention import Mention
from zhengce.segment.words import default_words
from zhengce.types import Direction

FrameName = Literal[
    "subject", "change", "change-object", "reach", "object", "predicate", "difference", "rank"
]

_FILLERS = re.compile(
    r"(?:了|的|(?<![节合集条制特])约|又|已|再|将|也|(?<![平日月年人户亩])均|各|(?<![公总])共|(?<!成)就|仅|，|\s)+$"
)
_FILLING = frozenset("了的约又已再将也均各共就仅，")
_FROM_POINT = re.compile(
    r"(?:从|由)(?:[一-龥]{0,6}的|人均|平均|(?:每(?:[人户家亩名吨天月年]次?|小时|平方米))+)?$"
)
_EXTENT = re.compile(
    r"(升值|贬值|涨|升|增|降|跌|减|提标|回落|回升|上涨|下降|增长)幅度?(?:[较最更][大小高低]，)?(?:为|高?达到?|有|在|约|也|均|分别)*$"
)
_FALLS = ("贬值", "降", "跌", "减", "回落", "下降")
_DIFFERENCE = re.compile(
    r"(?<!不)(?<!不[得能应可])(高于|低于|快于|慢于|好于|优于|多于|少于|高出|领先|超出|超过)((?:[一-龥]|“[^”]*”){2,16}?)(?:约|近|了)?$"
)
_MORE = re.compile(r"(?<!相)比(?![重例值率赛较价如])([^，。；：、\d]{2,12}?)([多少])了?$")  # 比女性多5万人
_COMPARED = re.compile("[高低快慢好优多少]于|高出|领先|超出|超过")
_BELOW = ("低于", "慢于", "少于")
_RANKED = re.compile(
    r"的?(?:全国|全省|全市|世界|全球|同类)?(?:已|(?<![人户平年月日])均|都|稳|继续|连续|跃|晋|并|位|名|排|上升|提升|前移|跻身|保持|居(?![民住])|列|在|占据|获|夺得|评为"
    r"|成为|升|进入|达到|到|至|从|由|为|：)+[^，。；：、\d]{0,14}$"
)
_RANKED_IN = re.compile("(?<=..)(?:全[国省市区县球]|世界|同类[一-龥]{0,4}?)$")  # what it is ranked in
_GROWN_BY = re.compile("(增长|下降)(?:为|达到?)$")  # a rate, not a level: 增长为64%
_PER_DAY = re.compile("(?:每[天日月年周]|[日月年]均|平均)$")
_YEARLY = re.compile("年均(增长|递增|下降|递减)$")  # 年均增长保持在6%以上
_RATE_OF = re.compile(  # 密度达每百平方公里4.6公里, 中间价为1美元兑6.8985元
    r"(?:达到?|为)每[百千万]?[一-龥]{1,4}$|(?:为|报|于)1(?:00)?[^，。；\d]{1,3}[元镑郎][兑对合]人?民?币?$"
)
_ENDS_IN_COMPOUND = re.compile(r"[最提新更较太许起升误顺逆落倍]$")
_GROWTH = ("增长", "成长")
_STOCKS = ("自然增加", "社会增加")  # terms of population statistics, no changes: 自然增加4583人
_SURPLUS = ("出超", "入超")
_TURNED = ("转为", "变为")  # 由下降1.5%转为增长3.2%
_GROWN = "发展|扩展|延伸|恢复|扩容|整合|合并"
_AMOUNTS = ("count", "person", "money", "household")
# Single characters and verbs of support that name a change only beside ratios, or against a base.
_WEAK = frozenset("高快低多升差少涨翻慢挫")
_MORE_OR_LESS = ("多", "少")
_PLACES = frozenset({"提升", "上升", "前移", "下降", "跃升"})  # 排名提升7位
_SUPPORT = frozenset({"提升", "加快", "延长", "提前", "调整", "领先", "增强", "反弹"})


class Frame(NamedTuple):
    """A frame with the words of the clause before it (`rest`) and a base it names itself."""

    name: FrameName
    direction: Direction | None
    rest: str
    base: str | None = None


class FrameReader:
    """Matches the words before a number with the verbs of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._direction = lexicon.changes.table()
        change = any_of(self._direction)
        reach = any_of(lexicon.reach.words)
        self._reach = re.compile(
            rf"(?!差[为到])(?:{change}|{_GROWN})了?(?:{reach})了?$|(?:变|改|转|调整|扩充|修订)[为成到至]$"
            r"|(?:迈上|跨上|站上|跃上|登上|迈入)了?$"
        )
        self._reached = re.compile(rf"(?:{change}|{_GROWN}|变|改|转)了?(?:{reach}|为)")
        self._change = re.compile(rf"({change})(?:了|幅度)?$")
        self._object = re.compile(
            r"^(?:累计|共|合计|已|[一两二三四五六\d]+次)*(压减|减少|降低|削减|压缩|精简|缩减|压降|调减|减轻|增加|扩大|提高|下调|上调|拉动|下拉)(?![值额量幅到至]|价值)(?=[一-龥“])"
            r"|^[^，]{2,12}?(下调|上调)(?=[一-龥“])"
        )
        levels = lexicon.levels.words
        of_all = any_of(word for word in levels if word.startswith("均"))
        others = any_of(word for word in levels if not word.startswith("均"))
        self._level = re.compile(rf"(?:(?<![平日月年人户亩])(?:{of_all})|(?:{others}))$")  # 平均|为
        # What the words of a frame can end with: most clauses end with none of it.
        self._level_ends = last_of(levels)
        self._reach_ends = last_of(lexicon.reach.words) | frozenset("了为成到至上入")
        self._change_ends = last_of(self._direction) | frozenset("了度")

    def read(self, left: str, mention: Mention, *, compared: bool, words: Sequence[str] = ()) -> Frame:
        """The frame of a number whose clause before it is `left`; `compared` where a base was found.

        A verb of one character is none where it ends a longer one of the `words` of the clause: 身高.
        """
        pair = self.starts_from(left)
        left = _without_fillers(_FROM_POINT.sub("", left) if pair else left)
        if mention.kind == "rank":
            found = _RANKED.search(left)
            return Frame("rank", None, _RANKED_IN.sub("", left[: found.start()] if found else left))
        extent = _EXTENT.search(left) if "幅" in left else None
        if extent is not None and mention.dimension in ("ratio", "points", None):
            return Frame("change", "decrease" if extent[1] in _FALLS else "increase", left[: extent.start()])
        grown = _GROWN_BY.search(left) if mention.dimension == "ratio" else None
        if grown is not None:
            return Frame("change", "increase" if grown[1] == "增长" else "decrease", left[: grown.start()])
        stock = left.rstrip("为有")
        if stock.endswith(_STOCKS):
            return Frame("subject", None, stock)
        reach = self._reach.search(left) if left[-1:] in self._reach_ends else None
        if reach is not None:
            return Frame("reach", None, left[: reach.start()])
        apart = self._difference(left, mention)
        if apart is not None:
            return apart
        found = self._change.search(left) if left[-1:] in self._change_ends else None
        named = pair and found is not None and self._sign(found[1]) is None  # 收入差距由2.1…
        if (
            found is not None
            and not named
            and self._is_change(left, found, mention, words, compared=compared)
        ):
            rest = left[: found.start()]
            sign = self._sign(found[1])
            if found[1] in _GROWTH and rest.endswith(("正", "负")):
                sign, rest = ("decrease" if rest[-1] == "负" else sign), rest[:-1]  # 转为负增长3%
            return Frame("change", sign, rest[:-2] if rest.endswith(_TURNED) else rest)
        return self._plain(left, words)

    def object_of_change(self, phrase: str, dimension: str | None) -> tuple[Direction | None, str] | None:
        """压减地下水超采量: the direction, and the thing that changed."""
        head = self._object.match(phrase)
        if head is not None and head[1] in {"拉动", "下拉"} and dimension != "points":
            return None
        return (self._sign(head[1] or head[2]), phrase[head.end() :]) if head is not None else None

    def strip_change(self, noun: str) -> str:
        """The noun without a verb of change at its end (增加值增长); nothing where it begins with 增至."""
        if self._reached.match(noun):
            return ""
        found = self._change.search(noun)
        return noun[: found.start()] if found is not None and found.start() > 1 else noun

    def is_change_verb(self, word: str) -> bool:
        """Whether the word is a verb of change; 新增 before a noun is none."""
        return word in self._direction and word != "新增"

    def starts_from(self, left: str) -> bool:
        """Whether the number is the first of a pair: 由36个月…, 由初期的11.6万…."""
        return ("从" in left or "由" in left) and _FROM_POINT.search(left) is not None

    def _difference(self, left: str, mention: Mention) -> Frame | None:
        more = _MORE.search(left) if "比" in left and mention.dimension in _AMOUNTS else None
        if more is not None:
            return Frame("difference", self._sign(more[2]), left[: more.start()], more[1])
        if mention.dimension not in ("points", "ratio", "multiple", None) and mention.unit not in (
            "位",
            "天",
            "个月",
            "年",
        ):
            return None
        apart = _DIFFERENCE.search(left) if _COMPARED.search(left) else None
        if (
            apart is None
            or re.search(r"(?:达|为|至|到|[增减]|升|降|的)$", apart[2])
            or self._change.search(apart[2])
        ):
            return None
        return Frame(
            "difference", "decrease" if apart[1] in _BELOW else "increase", left[: apart.start()], apart[2]
        )

    def _is_change(
        self, left: str, found: re.Match[str], mention: Mention, words: Sequence[str], *, compared: bool
    ) -> bool:
        word, before = found[1], left[: found.start()]
        last = words[-1] if words else word
        within = len(word) == 1 < len(last) and last.endswith(word) and last not in self._direction
        if within and not compared and default_words().knows(last):
            return False
        if compared or mention.unit == "番" or (mention.unit == "位" and word in _PLACES):
            return True
        if word == "新增" and _PER_DAY.search(before):
            return False
        alone = word in _MORE_OR_LESS and not before.strip("，、")  # 就业居民28万人，多900人
        weak = mention.dimension in _AMOUNTS and word in _WEAK and not alone
        if len(word) == 1 and (weak or _ENDS_IN_COMPOUND.search(before)):
            return False
        return not (word in _SUPPORT and mention.dimension in ("person", "count"))

    def _plain(self, left: str, words: Sequence[str]) -> Frame:
        left = _RATE_OF.sub("", left) if "每" in left or "1" in left else left
        while left[-1:] in self._level_ends and (found := self._level.search(left)) is not None:
            if found.start() == 0:
                return Frame("subject", None, "")
            if words and words[-1] in _SURPLUS and left.endswith(words[-1]):
                break  # 出超78亿美元
            left = _without_fillers(left[: found.start()])
            yearly = _YEARLY.search(left)
            if yearly is not None:
                return Frame("change", self._sign(yearly[1]), left[: yearly.start(1)])
            reach = self._reach.search(left)
            if reach is not None:
                return Frame("reach", None, left[: reach.start()])
        return Frame("subject", None, left)

    def _sign(self, verb: str) -> Direction | None:
        if verb == "拉动":
            return "increase"
        if verb == "下拉":
            return "decrease"
        return cast("Direction | None", self._direction.get(verb))


def _without_fillers(left: str) -> str:
    return _FILLERS.sub("", left) if left and (left[-1] in _FILLING or left[-1].isspace()) else left
