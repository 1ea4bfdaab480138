"""Read the words after a number: the noun that it counts, or the predicate that follows directly."""

from __future__ import annotations

import re
from typing import NamedTuple

from zhengce.indicators.affixes import (
    first_place,
    holds,
    is_han,
    strip_prefixes,
    without_suffix,
)
from zhengce.indicators.frames import FrameReader
from zhengce.indicators.lexicon import Lexicon
from zhengce.indicators.metrics import has_metric, is_metric, metric_start
from zhengce.indicators.phrases import PhraseReader
from zhengce.indicators.predicates import VerbFinder, is_place_of_action
from zhengce.indicators.relatives import concerned_noun, described_noun
from zhengce.indicators.words import character_set, word_list
from zhengce.segment.boundaries import BOUNDARY
from zhengce.types import SegmentedText

TOLL = frozenset(word_list("following", "toll"))
_SOME = word_list("following", "some")
_BARE = frozenset(word_list("following", "bare"))
_LONGEST_VERB_PHRASE = 40  # characters
_YEAR = 5  # characters of 2025年
_LONGEST_SAID = 12
_SHORT_SAID = 2  # characters that describe a noun without 的: 停产企业
_LONGEST_OF_SHARE = 14
_OF_SHARE = word_list("following", "of_share")
_OF_NOUN = word_list("following", "of_noun")
_COMPLEMENTS = word_list("following", "complements")
_NOMINAL = ("n", "vn", "j", "l", "b", "a", "s", "eng", "uj", "x")
_BASES = word_list("following", "bases")
_NUMERALS = character_set("following", "numerals")
_ADVERBS = word_list("following", "adverbs")
_LIGHT = word_list("following", "light")
_PIECE_END = re.compile(f"[{BOUNDARY}、（）]")
_STOP = re.compile(f"[{BOUNDARY}、（）“]")
_SPACE = re.compile(r"\s")
_DIGITS = re.compile(r"\d+")
_WHERE = ("在", "于")
_NO_BEING = word_list("following", "no_being")
_ONE_VERB = character_set("following", "one_verb")
_NO_COPULA = ("为了", "为其", "为此")
_GAINING = ("获", "被", "成为", "荣获", "当选", "入选")  # 57个街道|获评书香街道
_KINDS = ("级", "类", "型", "性", "种", "式")  # 3个国家级的平台
_DAY_ENDS = ("日", "月", "时")
_STAGES = word_list("following", "stages")
_SIZES = word_list("following", "sizes")
_DIVISIONS = character_set("following", "divisions")
_INSIDE = word_list("following", "inside")
_JOINTS = word_list("following", "joints")
_RANKING = frozenset(word_list("following", "ranking"))


class RightSide(NamedTuple):
    """The noun phrase after a number and the predicate after that, or a predicate that follows directly."""

    noun: str | None
    predicate: str | None


_NOTHING = RightSide(None, None)


class RightReader:
    """Reads what follows numbers with the words of a lexicon."""

    def __init__(self, lexicon: Lexicon, frames: FrameReader, phrases: PhraseReader) -> None:
        self._frames = frames
        self._phrases = phrases
        self._verbs = VerbFinder(lexicon, frames)
        self._served = tuple(lexicon.verbs.served)

    def right(  # noqa: C901 - what may follow a number, case by case from left to right
        self,
        segmented: SegmentedText,
        start: int,
        end: int,
        *,
        before: str,
        money: bool,
        counts: bool = False,
        things: bool = False,
    ) -> RightSide:
        """Return the noun and the predicate after a number that ends at `start`, each None if missing.

        `before` is the clause up to the number. `money`, `counts` and `things` say that it is a sum of money,
        may count people or firms, or counts things.
        """
        text = segmented.text
        start = _behind_particles(text, start, money=money)
        if text.startswith("口", start) and text[start - 1] == "人":
            start -= 1
            if text.startswith("的", start + 2):
                return RightSide("人口", None)  # 13亿多人口的大国
        stop = self._stop(text, start, end)
        piece = text[start:stop]
        words = segmented.between(start, stop)
        if (early := _at_once(segmented, start, end, piece, words)) is not None:
            return early
        if piece.startswith(_JOINTS):
            return _NOTHING
        described = described_noun(text, start, end, verb_first=_begins_with_verb(segmented, words))
        if described is not None:
            begun, over = described
            cut, _ = self._verbs.place(segmented, begun, over, served=False, money=False)
            return RightSide(text[begun : cut if cut > begun else over], None)
        if before.endswith("在") and is_place_of_action(segmented, words):
            return RightSide(segmented.words[words[0]], None)  # 在30个县|建设中心
        served = _is_served(before[-6:], self._served)
        cut, opens = self._verbs.place(segmented, start, stop, served=served, money=money)
        if cut == start and _is_listed(segmented, words, stop):
            cut = stop  # 落地54款|特许药械、39家医院
        located = _is_located(segmented, start, cut) or text.startswith(_NO_COPULA, start)
        if cut == start or located:
            opens = opens or located
            return RightSide(None, self._verb_phrase(segmented, start, stop)) if opens else _NOTHING
        if cut >= stop and text.startswith("、", stop) and not before.endswith("、"):
            stop = cut = self._coordination(segmented, stop, end, served=served)
        noun = text[start : min(cut, stop)]
        if cut >= stop and stop == end:
            noun = self._frames.strip_change(noun)
        whole, noun = noun, _trimmed(noun, things=things)
        if things and whole != noun and whole.endswith(_BASES):
            cut = start + len(noun)  # 36个行业|增加值同比增长
        if (counts or things) and "的" in noun:
            noun = self._counted_before(segmented, start, noun)
        inside = segmented.words[words[-1]] == "中" or (cut < stop and segmented.begins_word(cut - 1))
        noun = _without_localiser(noun, inside=inside)
        return RightSide(noun or None, _told(segmented, cut, stop) if cut < stop else None)

    def _counted_before(self, segmented: SegmentedText, start: int, noun: str) -> str:
        """Return the nominal phrase before 的, if it is what is counted, or the whole noun.

        贫困人口 in 450万贫困人口的收入.
        """
        whose = noun.partition("的")[0]
        words = segmented.between(start, start + len(whose))
        tags = [segmented.tags[k] for k in words]
        nominal = all(tag.startswith(("n", "b", "j", "vn", "eng", "l", "c", "x")) for tag in tags)
        whole = nominal and tags and tags[-1].startswith("n") and not whose.endswith(_KINDS)
        return whose if whole and len(whose) > 1 else noun

    def _stop(self, text: str, start: int, end: int) -> int:
        """Return the end of the piece: a boundary, 、, bracket or gap outside quotation marks, or `end`.

        县（市、区） is one piece.
        """
        stop = start
        while (found := _STOP.search(text, stop, end)) is not None and found[0] == "“":
            closing = text.find("”", found.start(), end)
            stop = closing + 1 if closing >= 0 else end
        stop = end if found is None else found.start()
        stop = _gap(text, start, stop)
        return min(_division_end(text, stop) if stop > start else stop, end)

    def _coordination(self, segmented: SegmentedText, stop: int, end: int, *, served: bool) -> int:
        """Return the end of a coordination with 、 whose first noun ends at `stop`.

        困难劳模、困难职工|送去.
        """
        text = segmented.text
        while text.startswith("、", stop):
            following = self._stop(text, stop + 1, end)
            words = segmented.between(stop + 1, following)
            if not words or self._phrases.is_light(segmented.words[words[0]]):
                return stop
            cut, _ = self._verbs.place(segmented, stop + 1, following, served=served, money=False)
            measured = _has_number(text[stop:cut]) or is_metric(text[stop + 1 : cut])
            if cut <= stop + 1 or measured or not _is_nominal(segmented, stop + 1, cut):
                return stop
            if cut < following:
                return cut
            stop = following
        return stop

    def _verb_phrase(self, segmented: SegmentedText, start: int, stop: int) -> str:
        """Return a predicate with its object, across the 、 of an enumeration, without auxiliary words."""
        text, end = segmented.text, stop
        while end < len(text) and text[end] == "、":
            found = _PIECE_END.search(text, end + 1)
            end = len(text) if found is None else found.start()
        return _without_auxiliaries(_told(segmented, start, end))[:_LONGEST_VERB_PHRASE]


def _without_localiser(noun: str, *, inside: bool) -> str:
    """Return a noun without the localiser at its end: 21个条目|中, 客机|上, 家|中.

    `inside` says that 中 or 上 at its end is a word of its own.
    """
    if inside:
        noun = noun.removesuffix("中").removesuffix("上")
    return without_suffix("" if noun == "中" else noun, _INSIDE)


def _begins_with_verb(segmented: SegmentedText, words: range) -> bool:
    """Return whether the words begin with a verb, perhaps after an adverb: 正在|翻修的古戏台."""
    first = words[0]
    adverbial = segmented.tags[first] in ("d", "ad", "t") and len(words) > 1
    return segmented.tags[first + adverbial].startswith("v")


def _at_once(segmented: SegmentedText, start: int, end: int, piece: str, words: range) -> RightSide | None:
    """Return what follows a number if its first words decide (a toll, 与…相关的, nothing), or None."""
    if not piece.strip() or piece[0] in " \n" or _is_stage(piece) or piece in _RANKING:
        return _NOTHING
    if not words:
        return RightSide(_cut_with_unit(piece), None)
    if segmented.words[words[0]] in TOLL:
        return RightSide(segmented.words[words[0]], None)
    concerned = concerned_noun(segmented.text, start, end)
    return RightSide(concerned, None) if concerned else None


def _cut_with_unit(piece: str) -> str | None:
    """Return a noun segmented as one word with the unit before it, or None: 100|家首店, 87|个村."""
    return piece if is_han(piece) and (piece in _BARE or 2 <= len(piece) <= 4) else None


def _is_located(segmented: SegmentedText, start: int, cut: int) -> bool:
    """Return whether ``text[start:cut]`` is only a verb followed by 在 or 于: 9座|建|在山区."""
    if cut == start or not segmented.text.startswith(_WHERE, cut):
        return False
    words = segmented.between(start, cut)
    if not words:  # 9|座建|在: unit and verb were cut as one word
        return cut == start + 1 and segmented.text[start] in _ONE_VERB
    return len(words) == 1 and (segmented.tags[words[0]].startswith("v") or segmented.text[cut] == "于")


def described(noun: str, said: str) -> str:
    """Return a noun after the predicate that modifies it: 建成快递站的|行政村, 停产|企业.

    >>> described("行政村", "建成快递站"), described("企业", "停产"), described("企业", "")
    ('建成快递站的行政村', '停产企业', '企业')
    """
    return f"{said}{'的' if len(said) > _SHORT_SAID else ''}{noun}"


def attributive(right: RightSide, *, share: bool = False, always: bool = False) -> str:
    """Return the predicate that distinguishes a noun from others of its kind, or an empty string.

    Only a bare noun (23个县|入选) and the denominator of a share (62%的断面|达不到标准) need one; with
    `always`, any noun may have one.
    """
    noun, said = right.noun, right.predicate
    if not noun or not said or not (share or always or noun.partition("（")[0] in _BARE):
        return ""
    said = strip_prefixes(said, _ADVERBS) if share else _without_auxiliaries(said)
    longest, unsaid = (_LONGEST_OF_SHARE, _OF_SHARE) if share else (_LONGEST_SAID, _OF_NOUN)
    named = said[-1:] in noun and not said.startswith(_GAINING)
    if not 2 <= len(said) <= longest or named or "的" in said:
        return ""
    told = not said.startswith(unsaid) and not said.endswith(_COMPLEMENTS)
    return said if told and _DIGITS.search(said) is None else ""


def _told(segmented: SegmentedText, start: int, end: int) -> str:
    """Return a predicate without the 了 inside it: 建成|了|快递站."""
    said = segmented.text[start:end]
    for k in reversed(segmented.between(start, end)):
        place = segmented.starts[k] - start
        if segmented.words[k] == "了" and 0 < place < len(said) - 1:
            said = said[:place] + said[place + 1 :]
    return said


def _behind_particles(text: str, start: int, *, money: bool) -> int:
    """Return the start of the noun after a number, skipping 的, 均, 为 and 给予."""
    if text.startswith("的", start):
        start += 1
    if text.startswith("均", start) and text[start - 1] == "人":
        start += 1  # 30人|均为党员
    if text.startswith(("为", "系"), start) and not text.startswith((*_NO_COPULA, *_NO_BEING), start):
        start += 1
    if money and text.startswith(("给予", "予以"), start):
        start += 2  # 按每人1500元给予一次性补贴
    return start


def _trimmed(noun: str, *, things: bool) -> str:
    """Return a noun after a number without a date, coordination or metric that belongs to what follows."""
    noun = noun[: _day_start(noun)]
    if "的" in noun and has_metric(noun):
        noun = noun.partition("的")[0] if things else _with_metric(noun)
        noun = noun.partition("的")[0] if has_metric(noun) else noun
    some = first_place(noun, _SOME)
    noun = _without_listed(noun[: some if some >= 0 else None].rstrip("和与及 的"))
    if things and (start := metric_start(without_suffix(noun, _BASES))) > 1:
        noun = _without_year(noun[:start])  # 36个行业|增加值同比增长
    return noun


def _without_year(noun: str) -> str:
    """Return a noun without the year at its end, which dates what is measured of it: 重点园区|2025年."""
    dated = noun.endswith("年") and len(noun) > _YEAR and noun[-_YEAR:-1].isdecimal()
    return noun[:-_YEAR] if dated else noun


def _is_listed(segmented: SegmentedText, words: range, stop: int) -> bool:
    """Return whether words after a number end with a noun, and another number continues the list."""
    next_number = segmented.text.startswith("、", stop) and segmented.text[stop + 1 : stop + 2].isdecimal()
    return next_number and len(words) > 1 and segmented.tags[words[-1]].startswith("n")


def _day_start(noun: str) -> int:
    """Return the offset of a day, month or hour in a noun, or its length: 小型飞机|8日坠毁."""
    for digits in _DIGITS.finditer(noun):
        start, end = digits.span()
        if start and end - start <= 2 and is_han(noun[start - 1]) and noun.startswith(_DAY_ENDS, end):
            return start
    return len(noun)


def _with_metric(noun: str) -> str:
    """Return a noun without the 的 before its metric, or the noun if it has none: 企业|的|利润."""
    place = noun.find("的", 2)
    while place >= 0:
        if has_metric(noun[place + 1 :]):
            return noun[:place] + noun[place + 1 :]
        place = noun.find("的", place + 1)
    return noun


def _without_listed(noun: str) -> str:
    """Return a noun without the member of an open list (X等) after it: 14条高速公路项目|和黄河等|4个."""
    if not noun.endswith("等"):
        return noun
    joint = max(noun.rfind(one) for one in "和与及")
    return noun[:joint] if joint >= 2 and 2 <= len(noun) - joint - 2 <= 8 else noun


def _without_auxiliaries(said: str) -> str:
    return strip_prefixes(said, (*_ADVERBS, *_LIGHT)).removeprefix("是")


def _is_stage(piece: str) -> bool:
    """Return whether the piece begins with a stage of growth, which is not counted: 新台阶."""
    piece = piece.removeprefix("新")
    return piece.startswith(_STAGES) and not piece.startswith(_SIZES)


def _is_served(before: str, served: tuple[str, ...]) -> bool:
    """Return whether those counted are to do what the verb after them says: 资助|1.5万名农民工."""
    if not holds(before, served):
        return False
    start = next((k + 1 for k in range(len(before) - 1, -1, -1) if _parts_served(before[k])), 0)
    tail = before[start:]
    return any(word in tail[-len(word) - 4 :] for word in served)


def _parts_served(character: str) -> bool:
    return character in "，。；、" or character.isdecimal()


def _gap(text: str, start: int, stop: int) -> int:
    """Return the offset of the space between two names in a list without marks, or `stop`."""
    for space in _SPACE.finditer(text, start, stop):
        before, after = text[space.start() - 1], text[space.end() : space.end() + 1]
        ends = before in "”》" or is_han(before)
        if ends and space.end() < stop and (after in "“《" or is_han(after)):
            return space.start()
    return stop


def _division_end(text: str, stop: int) -> int:
    """Return the end of a name that continues in a bracket after `stop` (县（市、区）), or `stop`."""
    if text[stop - 1] not in _DIVISIONS or not text.startswith("（", stop):
        return stop
    closing = text.find("）", stop, stop + 8)
    return closing + 1 if closing > stop + 1 and "（" not in text[stop + 1 : closing] else stop


def _has_number(text: str) -> bool:
    return any(character in _NUMERALS or character.isdecimal() for character in text)


def _is_nominal(segmented: SegmentedText, start: int, end: int) -> bool:
    return all(segmented.tags[k].startswith(_NOMINAL) for k in segmented.between(start, end))
