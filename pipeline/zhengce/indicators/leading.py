"""Take the subject of a quantity from the preceding clause: 全社会研发经费，从1288亿元增加到…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengce.indicators.affixes import first_place, strip_suffixes, suffix_of, without_suffix
from zhengce.indicators.bases import BaseMention, without_times
from zhengce.indicators.estimates import without_estimate
from zhengce.indicators.list_marks import without_mark
from zhengce.indicators.phrases import PhraseReader
from zhengce.indicators.slot import Slot
from zhengce.indicators.words import word_list
from zhengce.segment.boundaries import clause_start
from zhengce.times import TimeMention
from zhengce.types import Direction, SegmentedText, SentenceSpan

_EXTREMES = frozenset({"最高", "最低"})
_NOUNS = frozenset({"n", "nz", "vn", "l"})
_ADVERBIAL = frozenset("dpft")
_JOINTS = frozenset("与和及")  # 研究与实验发展经费
_ALSO = word_list("leading", "also")
_RISING = word_list("leading", "rising")
_RISING_ENDS = word_list("leading", "rising_ends")
_APPOSED = ("即", "也就是", "亦即")
_UNNAMED = re.compile(r"[，。；：、\d]")
_LONGEST_ASPECT = 14
_LONGEST_THING = 20
_OF_ASPECT = frozenset(word_list("leading", "of_aspect"))
_LINKS = frozenset("、和与及")
_LONGEST_NAME = 40
_OF_SOMETHING = frozenset(word_list("leading", "of_something"))
_OF_GRANTS = frozenset(word_list("leading", "of_grants"))
_ABSTRACT = word_list("leading", "abstract")
_ON_COURSE = re.compile(
    r"([^，。；\d“”]{2,16}?)(?:..作用)?(?:更加?|更为|日益|日趋)?"
    r"(?:连续|持续|不断|稳步|稳定|进一步|继续|再获|喜获|明显|显著|逐步|大幅|全面|加快|快速|总体|连年|平稳|保持|实现)"
)
_ARRANGED = word_list("leading", "arranged")
# 能耗、水耗近年来首次实现“双下降”，
# 两个公司增幅较大，分别达24.5%和22.2%
_PACES = word_list("leading", "paces")
_FALLS = word_list("leading", "falls")
_PACE_ADVERBS = word_list("leading", "pace_adverbs")
_PACE_VERBS = word_list("leading", "pace_verbs")
_PACE_ENDS = word_list("leading", "pace_ends")
_BOTH = re.compile(
    r"([^，。；：\d]{4,30}?)(?:近年来?|连续.{1,3}年|首次|再次|继续|均|持续|保持|出现|实现|呈)*[“‘]?双(?:下降|降|增长|增|提升|升)[”’]?"
    r"|([^，。；：\d]{4,30}?)(?:均|都|保持|继续|持续|呈)*(?:增长|上升|上涨|下降|下跌|回落|增速|增幅|降幅)(?:较|最|更|很|明显|显著|相对|比较|加|[快大高好慢小多])+"
    r"|([^，。；：\d]{4,30}?)(?:从无到有|从少到多|从弱到强|由[正负降升增减]转[正负降升增减])"
)
_DEGREES = word_list("leading", "degrees")
_COMPARING = word_list("leading", "comparing")
# 资通产品在新品热销带动下，年增28%; 矿产品则因油价走低，减少三成
_OWING = re.compile(
    r"([^，。；：\d]{2,16}?)(?:[则亦也却]|分别|同时)*(?:在[^，。；]{2,20}下|因[^，。；]{2,16}|受[^，。；]{2,16}影响)"
)
_TOPS = word_list("leading", "tops")
_MOVES = word_list("leading", "moves")
_MOVE_ADVERBS = word_list("leading", "move_adverbs")
_MEASURES = word_list("leading", "measures")
_CAUSING = word_list("leading", "causing")
_PRAISE = word_list("leading", "praise")
_MEASURED = tuple("率数量额值")
_SEQUENTIAL = ("同比", "环比")
_FAST = ("较快", "很快", "迅速", "明显", "显著", "较大", "较多")
_UP, _DOWN = ("上涨", "增长", "上升", "攀升"), ("下降", "下跌", "回落", "下滑")
_SHOWING = "呈"
_TRENDS = ("势头", "态势", "趋势", "局面", "格局")
_CHANGING = ("提高", "降低", "上调", "下调", "调整", "提升", "扩大", "缩短", "压缩", "优化", "增加", "减少")
_NOMINAL_TAGS = frozenset("nbcjlx")
_COMPARED = ("比较", "相比", "对比", "同比")
_COMPARED_WITH = ("与", "较", "同", "和")
_SHORTEST = 2
_LONGEST_COURSE = 6  # characters behind 同比: 企业存款同比多增较多，


def take_up(
    slot: Slot, segmented: SegmentedText, sentence: SentenceSpan, previous: int,
    times: Sequence[TimeMention], phrases: PhraseReader,
) -> None:  # fmt: skip
    """Give the first quantity of a clause the subject named in the preceding clause, if that has no number.

    A missing subject is filled in; a relational noun is completed. `previous` is the offset at which the
    preceding quantity ends or, without one, the sentence begins.
    """
    text, clause = segmented.text, slot.clause
    if clause == sentence.start or text[clause - 1] != "，":
        return
    start = clause_start(text, sentence.start, clause - 1)
    if text.startswith(_APPOSED, start) and start > sentence.start:
        clause, start = start, clause_start(text, sentence.start, start - 1)  # 盈余总额，即收益减支出，占…
    if previous > max(start, sentence.start):
        return
    opens = previous == sentence.start
    if (
        slot.subject is None
        and slot.mention.dimension == "ratio"
        and _grew(slot, segmented, start, clause - 1, phrases)
    ):
        return
    if slot.subject is None or (opens and slot.subject in _EXTREMES):  # 标准，最高不得超过…
        if slot.distributed:
            slot.topic = (
                slot.topic
                or _both(text, start, clause - 1)
                or _enumerated(segmented, start, clause - 1, times, phrases)
            )
        else:
            slot.subject = (
                (slot.first_of_pair and _changed(segmented, start, clause - 1))
                or _told_of(segmented, start, clause - 1, times, phrases)
                or _named(segmented, start, clause - 1, times, phrases)
                or slot.subject
                or (opens and _whose(segmented, start, clause - 1, phrases))
                or None
            )
    elif slot.subject is not None and (slot.subject in _OF_SOMETHING or slot.subject.startswith("拉动")):
        slot.subject = slot.topic = _whose(segmented, start, clause - 1, phrases) + slot.subject
    elif slot.subject in _OF_GRANTS:
        slot.subject = slot.topic = _granted(segmented, start, clause - 1) + slot.subject


def _grew(slot: Slot, segmented: SegmentedText, start: int, end: int, phrases: PhraseReader) -> bool:
    """Read a rate as the change stated in the clause ``text[start:end]``; return whether it states one.

    两个公司增幅较大，达24%; 成交额上涨较快，二季度为14%. The first rate of a pair is not a change; the noun
    of pace becomes its subject: 寄递量增速放缓，由7%降至5%.
    """
    text = segmented.text
    clause = text[start:end]
    if (paced := _paced(clause)) is not None:
        whole, pace = paced
        bare = without_suffix(whole, _SEQUENTIAL)
        if bare != whole and not slot.bases:
            place = start + len(bare)
            slot.bases = (BaseMention(place, place + 2, text[place : place + 2]),)
        name = phrases.shorten(bare, listed=True)
        if slot.first_of_pair and name:
            slot.subject = slot.topic = name + pace
            return True
        direction: Direction = "decrease" if pace in _FALLS else "increase"
    elif (moved := _course(clause)) is not None:
        name = phrases.shorten(phrases.left(moved[0], segmented.words_in(start, end)), listed=True)
        direction = moved[1]
    else:
        return False
    slot.frame, slot.direction = "change", direction
    slot.subject = slot.topic = name or None
    return True


def aspect_of(text: str, sentence: SentenceSpan) -> str | None:
    """Return the aspect announced at the start of a sentence, or None: 在|批发业|方面，…."""
    start = sentence.start + text.startswith(("在", "就"), sentence.start)
    thing, mark, _ = text[start : sentence.end].partition("方面，")
    told = mark and _SHORTEST <= len(thing) <= _LONGEST_ASPECT and _UNNAMED.search(thing) is None
    return thing if told else None


def name_by_aspect(slots: Sequence[Slot], aspect: str | None) -> None:
    """Prefix the aspect of the paragraph to bare measures: 在批发业方面，…。盈余总额占…."""
    for slot in slots:
        if aspect and slot.subject and slot.subject in _OF_ASPECT:
            slot.subject = slot.topic = aspect + slot.subject


def _whose(segmented: SegmentedText, start: int, end: int, phrases: PhraseReader) -> str:
    """Return the thing whose course or nature a clause describes, or an empty string.

    粮食|连续四年增产，产量…; 门票和场租|是剧院的主要进项.
    """
    words = segmented.between(start, end)
    if (being := _before_copula(segmented, start, words)) is not None:
        return being
    found = _ON_COURSE.match(segmented.text, start, end)
    if found is None or not words or segmented.tags[words[0]].startswith("v"):
        return ""
    whose = phrases.left(found[1], segmented.words_in(start, end))
    whose = without_suffix(phrases.shorten(whose), _ARRANGED)
    return "" if phrases.is_agent(whose) or whose.endswith(_ABSTRACT) else whose


def _granted(segmented: SegmentedText, start: int, end: int) -> str:
    """Return the noun phrase before the verb of a clause, or an empty string.

    硕士生补贴|一次性发放，标准为….
    """
    start = end - len(without_mark(segmented.text[start:end]))
    stop = start
    for k in segmented.between(start, end):
        word, tag = segmented.words[k], segmented.tags[k]
        if not (tag.startswith(("n", "vn", "b", "j", "l", "eng")) or word in ("、", "和", "与", "及")):
            break
        stop = segmented.starts[k] + len(word)
    granted = segmented.text[start:stop]
    return granted if stop < end and _SHORTEST < len(granted) <= _LONGEST_THING else ""


def _before_copula(segmented: SegmentedText, start: int, words: range) -> str | None:
    """Return the noun phrase before the copula of a clause, or None: 门票和场租|是剧院的主要进项."""
    copula = next((k for k in words if segmented.words[k] == "是"), None)
    if copula is None:
        return None
    named = segmented.text[start : segmented.starts[copula]]
    tags = {segmented.tags[k][:1] for k in words if k < copula}
    return named if tags <= _NOMINAL_TAGS and _SHORTEST <= len(named) <= _LONGEST_THING else None


def _named(
    segmented: SegmentedText, start: int, end: int, times: Sequence[TimeMention], phrases: PhraseReader
) -> str | None:
    """Return the noun phrase that a clause consists of, or None.

    A comparison, a rise or a pace at the end does not count: 内地旅客|上升显著，增幅达5%.
    """
    text = segmented.text
    if text.startswith("作为", start):
        start = max(text.rfind("的", start, end) + 1, start)  # 作为量度贡献的增加价值，为130亿元
    end = start + len(_without_comparison(without_estimate(text[start:end])))
    than = first_place(text, _COMPARING, start, end)
    if than >= 0:
        end = start + len(without_suffix(text[start:than], _DEGREES))  # 租赁价格涨幅|远低于销售价格涨幅
    if not 2 < end - start <= _LONGEST_NAME:
        return None
    course = first_place(text, _SEQUENTIAL, start + _SHORTEST, end)
    plain = 0 < end - course - 2 <= _LONGEST_COURSE and _UNNAMED.search(text, start, end) is None
    if 0 <= course <= start + _LONGEST_THING and plain:
        return phrases.left(text[start:course], segmented.words_in(start, end)) or None
    end = start + len(_without_rise(text[start:end]))  # 内地旅客上升显著，增幅达5%
    span = segmented.between(start, end)
    tags = [segmented.tags[k] for k in span if segmented.words[k] not in _JOINTS]
    if not tags or tags[0] == "v" or tags[-1] not in _NOUNS or _ADVERBIAL & set(tags):
        return None
    noun = phrases.left(without_times(text, start, end, times, ()), {segmented.words[k] for k in span})
    short = phrases.shorten(noun)
    paced = _paced(short)
    return (paced[0] if paced else short) or None


def _changed(segmented: SegmentedText, start: int, end: int) -> str:
    """Return the object of the verb of change in a clause before a pair of levels, or an empty string.

    提高|助学标准，由5元提高到8元.
    """
    words = list(segmented.between(start, end))
    verb = next((k for k in words if segmented.words[k].endswith(_CHANGING)), None)
    if verb is None or verb == words[-1] or not segmented.tags[words[-1]].startswith("n"):
        return ""
    thing = segmented.text[segmented.starts[verb + 1] : end]
    return thing if _UNNAMED.search(thing) is None and len(thing) <= _LONGEST_THING else ""


def _without_comparison(clause: str) -> str:
    """Return a clause without the comparison at its end: 消费物价|与一年前同月比较."""
    if not clause.endswith(_COMPARED):
        return clause
    found = (clause.rfind(joint, _SHORTEST, -len(_COMPARED[0])) for joint in _COMPARED_WITH)
    return clause[: next((place for place in found if place >= 0), None)]


def _told_of(
    segmented: SegmentedText, start: int, end: int, times: Sequence[TimeMention], phrases: PhraseReader
) -> str | None:
    """Return the subject of a clause that says why or how it moved, or that it is the highest, or None.

    矿产品|则因油价走低，减少三成; 客运增速|稳步提升; 失业率|最高.
    """
    text = segmented.text
    owing = _OWING.fullmatch(text, start, end)
    begin, stop = owing.span(1) if owing is not None else _moved(text[start:end], start)
    words = segmented.between(begin, stop)
    if stop - begin < _SHORTEST or not words or segmented.tags[words[0]] in ("v", "p"):
        return None
    if owing is not None and segmented.tags[words[-1]] in ("v", "d", "p"):
        return None
    said = without_times(text, begin, stop, times, ())
    return phrases.shorten(phrases.left(said, segmented.words_in(begin, stop))) or None


def _moved(clause: str, start: int) -> tuple[int, int]:
    """Return the span of the measure that a clause says to move or to be the highest, after any cause.

    客运增速|稳步提升, 失业率|最高. The span is empty if the clause says neither; `start` is the offset of the
    clause in the text.
    """
    name = without_suffix(clause, _TOPS)
    if name == clause or not name.endswith(_MEASURED):
        name = strip_suffixes(without_suffix(clause, _MOVES), _MOVE_ADVERBS)
        if name == clause or not name.endswith(_MEASURES):
            return start, start
    cause = max((name.rfind(verb, 2) + len(verb) for verb in _CAUSING if verb in name[2:]), default=0)
    return start + cause, start + len(name)


def _enumerated(
    segmented: SegmentedText, start: int, end: int, times: Sequence[TimeMention], phrases: PhraseReader
) -> str | None:
    """Return the coordination that a clause consists of, or None: 德国、日本的货价，分别升3.4%和1.8%."""
    end -= len(suffix_of(segmented.text[start:end], _PRAISE))
    text, words = segmented.text, segmented.between(start, end)
    told = not words or segmented.tags[words[-1]] not in _NOUNS or end - start > _LONGEST_NAME
    if told or not any(segmented.words[k] in _LINKS for k in words):
        return None
    return phrases.left(without_times(text, start, end, times, ()), segmented.words_in(start, end)) or None


def _both(text: str, start: int, end: int) -> str | None:
    """Return the things of which a clause says that all rise or fall, or None; a number for each follows.

    能耗、水耗|近年来首次实现“双下降”; 两个公司|增幅较大，分别达24.5%和22.2%.
    """
    found = _BOTH.fullmatch(text, start, end)
    return found[found.lastindex or 0] if found is not None else None


def _paced(clause: str) -> tuple[str, str] | None:
    """Return the thing that a clause says to move fast or slowly and its noun of pace, or None.

    两个公司|增幅|较大.
    """
    verb = suffix_of(clause, _PACE_VERBS)
    if not verb:
        clause = without_suffix(clause, _PACE_ENDS)
        verb = suffix_of(clause, _PACE_VERBS)
    whole = without_suffix(clause[: len(clause) - len(verb)], _PACE_ADVERBS)
    pace = suffix_of(whole, _PACES) if verb else ""
    return (whole[: -len(pace)], pace) if pace else None


def _course(clause: str) -> tuple[str, Direction] | None:
    """Return the thing that a clause says to rise or fall fast, and the direction, or None.

    成交额|上涨较快.
    """
    bare = without_suffix(clause, _FAST)
    up, down = without_suffix(bare, _UP), without_suffix(bare, _DOWN)
    name = up if up != bare else down
    if bare in (clause, name) or len(name) < _SHORTEST or _UNNAMED.search(name):
        return None
    return name, "increase" if up != bare else "decrease"


def _without_rise(clause: str) -> str:
    """Return a clause without words such as 上升显著 or 呈现增长的势头 at its end."""
    show = clause.find(_SHOWING, _SHORTEST)
    if show >= 0 and clause.endswith(_TRENDS):
        return clause[:show]
    whole = without_suffix(clause, _RISING_ENDS)
    bare = without_suffix(whole, _RISING)
    return clause if whole in (clause, bare) else without_suffix(bare, _ALSO)
