"""Find the predicate at which the noun phrase after a number ends: 30个站|建成."""

from __future__ import annotations

from zhengce.indicators.affixes import suffix_of
from zhengce.indicators.frames import FrameReader
from zhengce.indicators.lexicon import Lexicon
from zhengce.indicators.words import word_list
from zhengce.types import SegmentedText

_NO_VERBS = frozenset(word_list("predicates", "no_verbs"))
_OTHERS = frozenset(word_list("predicates", "others"))
_HEADS = frozenset(word_list("predicates", "heads"))
_FUND_ENDS = word_list("predicates", "fund_ends")
_FUNDS = word_list("predicates", "funds")
_PLANNING = word_list("predicates", "planning")
_WHOLLY = word_list("predicates", "wholly")
_WHERE = frozenset(word_list("predicates", "where"))
_ATTRIBUTIVE = frozenset(word_list("predicates", "attributive"))
_LANDS = word_list("predicates", "lands")
# Nouns that can act, by the measure word before them: 名 counts people, 家 firms, 个 places.
_ACTORS = dict.fromkeys("名人位万亿", word_list("predicates", "people")) | {
    "家": word_list("predicates", "firms"),
    "个": _LANDS,
}
_GOVERNING = "自于在"  # 来自|企业 is no name of a kind of 企业
_SHORTEST_ACT = 2


class VerbFinder:
    """Finds the verb of a predicate with the words of a lexicon."""

    def __init__(self, lexicon: Lexicon, frames: FrameReader) -> None:
        self._frames = frames
        self._predicates = frozenset(lexicon.verbs.predicate)
        self._spent = frozenset(lexicon.verbs.spent)

    def place(
        self, segmented: SegmentedText, start: int, stop: int, *, served: bool, money: bool
    ) -> tuple[int, bool]:
        """Return the end of the noun phrase in ``text[start:stop]``, and whether a predicate follows it.

        `served` says that the number counts those for whom something is done (为30人|提供服务), `money` that
        it is an amount of money.
        """
        text = segmented.text
        quoted_to = start
        for index in segmented.between(start, stop):
            word, tag, place = segmented.words[index], segmented.tags[index], segmented.starts[index]
            if place < quoted_to:
                continue
            if word[0] in "“《":
                closing = text.find("”" if word[0] == "“" else "》", place)
                quoted_to = closing + 1 if closing >= 0 else stop
                continue
            after = place + len(word)
            if word == "或" and segmented.tags[index + 1] in ("v", "p"):
                return place, True
            if after < stop and segmented.words[index + 1] in _HEADS and word[-1] not in _GOVERNING:
                continue  # 信息发布|平台
            if word == "在" and place == start and _is_located(segmented, index):
                continue  # 30家|在沪企业
            if served and place == start and tag == "v" and after < stop:
                return start, True  # 为30人|提供免费服务
            spends = money and (tag == "v" or word in self._spent) and after < stop
            spent = spends and not text.startswith(_FUNDS, after)
            given = spent and place > start and word in self._spent
            if given and suffix_of(text[start:place], _FUND_ENDS, least=1):
                return place, True  # 几万元物资|慰问职工
            opens = place == start and (self._frames.is_change_verb(word) or spent)
            if opens and not self._frames.strip_change(text[start:stop]):
                return start, False  # 增至3120家 belongs to the next number
            done = tag.startswith("v") and text.startswith("了", after) and after < stop  # 77所大学|建设了
            named = tag in ("ad", "a", "b") and after < stop and segmented.tags[index + 1].startswith("n")
            plans = word in _PLANNING and place > start and segmented.tags[index + 1] == "v"
            ends = (
                plans or (word in self._predicates and not named) or opens or done or word.startswith(_WHOLLY)
            )
            ends = (
                ends
                or tag in ("p", "u", "ul", "uz", "ug", "y")
                or (tag == "d" and (after < stop or len(word) == 1))
            )
            ends = ends or (word[0] == "在" and tag.startswith("nr"))  # the tags know 在城镇 as a name
            ends = ends or (tag.startswith("r") and word not in _OTHERS)
            finite = after >= stop and place > start + 1 and self._is_predicate(segmented, index)
            acts = tag == "v" and place > start and _acts(segmented, index, start, stop)
            if (
                ends or finite or acts or (served and tag == "v" and place > start)
            ) and word not in _NO_VERBS:
                return self._before_adverbs(segmented, start, index), True
        return stop, False

    def _before_adverbs(self, segmented: SegmentedText, start: int, verb: int) -> int:
        """Return the start of a verb, including the adverbs before it: 农户|还要采购."""
        while verb and segmented.starts[verb - 1] > start:
            if (
                segmented.tags[verb - 1] not in ("a", "d", "ad", "p")
                and segmented.words[verb - 1] not in _WHERE
            ):
                break
            verb -= 1
        return segmented.starts[verb]

    def _is_predicate(self, segmented: SegmentedText, index: int) -> bool:
        """Return whether the last word of a piece is the predicate of the noun before it: 7个省市|增加."""
        word, tag = segmented.words[index], segmented.tags[index]
        verb = tag == "v" and (word in self._predicates or self._frames.is_change_verb(word))
        return verb or (tag in ("ad", "a") and segmented.tags[index - 1].startswith("n"))


def _is_located(segmented: SegmentedText, index: int) -> bool:
    """Return whether 在 precedes the abbreviation of a place: 在华, 在沪."""
    if index + 1 >= len(segmented.words):
        return False
    return len(segmented.words[index + 1]) == 1 and segmented.tags[index + 1] in ("ns", "j")


def is_place_of_action(segmented: SegmentedText, words: range) -> bool:
    """Return whether the number counts places in which something is done: 在30个|县|建设中心."""
    place, act = words[0], words[0] + 1
    acts = len(words) > 1 and segmented.tags[act].startswith("v") and segmented.words[act] not in _ATTRIBUTIVE
    return acts and segmented.words[place].endswith(_LANDS)


def _acts(segmented: SegmentedText, index: int, start: int, stop: int) -> bool:
    """Return whether the people, firms or places counted are the agent of the verb at `index`.

    120名职工|领取水杯, 30个县|建设中心.
    """
    text, place, word = segmented.text, segmented.starts[index], segmented.words[index]
    actors = _ACTORS.get(text[start - 1])
    if actors is None or not text.endswith(actors, start, place) or place + len(word) >= stop:
        return False
    if len(word) < _SHORTEST_ACT or word in _ATTRIBUTIVE:
        return False
    last = segmented.between(start, stop)[-1]
    if text[start - 1] == "个" and any(other.endswith(actors) for other in segmented.words[index + 1 : last]):
        return False  # 50个国省乡村|振兴|重点帮扶县
    verbal = segmented.tags[last] == "v"
    return verbal or not (text.endswith(actors, place, stop) or segmented.words[last] in _HEADS)
