"""Denominators that shares and multiples take from their sentence: from 中 or 其中, or an earlier number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

from zhengce.indicators.affixes import (
    first_place,
    holds,
    strip_suffixes,
    without_prefix,
    without_suffix,
)
from zhengce.indicators.attach.candidates import Candidate
from zhengce.indicators.attach.shares import split_named, tells_part
from zhengce.indicators.resolve.rates import as_change
from zhengce.indicators.words import word_list

_LONGEST = 60  # characters before the number that a share is looked for in
_RELATIVE = {"ratio": "ratio", "multiple": "multiple"}
_LEVELS = frozenset({"subject", "object", "reach", "predicate"})
_AMONG = re.compile(
    r"(?:^|[，；：、（])(?:在(?![岗校职建册编读])|从)?(?:\d+年)?(?:\d+月)?的?"
    r"(?:其中|(?P<of>[^，。；：、（）]{2,30}?)(?:[当之]中|中(?![小央国心部西等东高医介学间华期型级年标])|里))，?"
    r"[^，。；：中]{0,40}$"
)
_SURPASSED = word_list("denominators", "surpassed")
_NAME_BARS = frozenset("，。；、的")
_LONGEST_NAME = 20
_SEEN_FROM, _SEEN = "从", "看，"  # 从分布看，城区占四成
_LONGEST_ASPECT = 10
_MARKS = frozenset("，。；")
_SETTINGS = word_list("denominators", "settings")
_HAVING = word_list("denominators", "having")
_HAVING_ADVERBS = word_list("denominators", "having_adverbs")
_HAVING_AFTER = ("，", "中", "里")
_ATTRIBUTES = frozenset({"age", "duration", "score", "temperature", "ratio", "multiple", "points"})
_DONE = word_list("denominators", "done")  # 完成年度目标的62%，…完成67%
_GOALS = ("目标", "任务", "计划", "指标")
_AVERAGES = word_list("denominators", "averages")
_NAMES = word_list("denominators", "names")
_RATIOS = ("率", "占比", "比重", "比例")
_OF_LEVEL = word_list("denominators", "of_level")
_PLANNED = re.compile(r"(?:完成|实现|占|达到?|为|是|相当于)了?(?P<of>[^，。；：\d]{2,20}?)(?:约|近)?$")


def _without_aspect(clause: str) -> str:
    """Return a clause without the aspect that opens it: 从分布看，|城区."""
    seen = clause.find(_SEEN, 2, _LONGEST_ASPECT + 3) if clause.startswith(_SEEN_FROM) else -1
    return clause[seen + len(_SEEN) :] if seen >= 0 and not _MARKS & set(clause[1:seen]) else clause


def share_denominators(text: str, start: int, slots: Sequence[Any], topic: str | None = None) -> None:
    """Set the denominators that the numbers' own words do not give.

    The words before 中 or 其中 are the denominator up to the end of the sentence, or until something else is
    counted. A share without words of its own takes the denominator of the previous share, as do the change
    of a share and the second number of a pair (从…提高到…).

    Args:
        text: the text.
        start: the offset of the sentence.
        slots: the quantities of the sentence.
        topic: topic of the previous sentence, the denominator of a share that opens this one (城区占41.5%).
    """
    among: str | None = None  # the whole marked by 中 or 其中
    last: str | None = None  # the denominator of the last share
    before: Any = None
    for k, slot in enumerate(slots):
        _split_names(slot)
        if _is_share(slot) and not slot.denominator:
            here = _among(text, start, slots[:k], slot, topic)
            among = here or among
            part = slot.denominator == "" or (slot.subject or "").endswith(_NAMES)
            if (told := among if part else here) is not None:
                _take(slot, told, "what 中 or 其中 marks")
        elif slot.partial and not _is_share(slot):
            among = _told_before(slots[:k], slot, topic)
        elif slot.frame in _LEVELS and not _is_share(slot) and slot.own_subject and not slot.joined:
            among = None  # something else is counted
        goal = slot.denominator is None and _is_share(slot) and (last or "").endswith(_GOALS)
        if goal and text.endswith(_DONE, start, slot.mention.outer_start):
            _take(slot, last, "the share before")
        if slot.denominator == "" and (slot.subject or "").endswith("比例"):
            slot.denominator = None  # 天数比例占3.2%: its own name is enough
        if slot.denominator == "":
            opens = text.startswith("其中", start) or "，" not in _without_aspect(text[start : slot.clause])
            _take(slot, last, "the share before")
            _take(slot, among, "what 其中 marks")
            _take(slot, _counted(topic) if before is None and opens else None, "the sentence before")
        if before is not None:
            _carry(text, slots[:k], slot)
        last, before = slot.denominator or last, slot


def _take(slot: Any, of: str | None, source: str) -> None:  # noqa: ANN401
    """Record a denominator from outside the number's own words; the first one recorded is set."""
    if not of:
        return
    slot.notes.append(Candidate("denominator", of, source, "another goes before" if slot.denominator else ""))
    slot.denominator = slot.denominator or of


def _split_names(slot: Any) -> None:  # noqa: ANN401
    named = split_named(slot.subject) if slot.denominator is None else None
    if named is not None:
        slot.subject, slot.denominator = named
    paced = as_change(slot.subject) if slot.denominator is not None else None
    if paced is not None:
        slot.subject = paced[0]  # a share is of the thing, not of its growth


def _is_share(slot: Any) -> bool:  # noqa: ANN401
    mention = slot.mention
    return (mention.dimension == "ratio" or mention.fraction) and slot.frame in _LEVELS


def _among(text: str, start: int, earlier: Sequence[Any], slot: Any, topic: str | None) -> str | None:  # noqa: ANN401
    """Return the whole that 中 or 其中 marks right before a share, or None: 女职工干部中，高级工占三成."""
    before = earlier[-1] if earlier else None
    floor = before.mention.outer_end if before is not None else start
    here = slot.mention.outer_start
    left = text[max(start, slot.clause - _LONGEST, here - 2 * _LONGEST) : here]
    part = tells_part(left)
    if not part and (slot.frame == "object" or not _has_part(left)):
        return None
    found = _AMONG.search(left)
    if found is None:
        return None
    if found["of"] is None:
        return _told_before(earlier, slot, topic)
    place = here - len(left)
    of = text[max(place + found.start("of"), floor) : place + found.end("of")].lstrip("的")
    if not of and before is not None:
        return cast("str | None", before.subject)  # 项目93个中，产业链项目占84%
    return None if len(of) < 2 or of.endswith(_SETTINGS) else of


def _has_part(left: str) -> bool:
    """Return whether a text ends with a bare verb of having: 职工中，已有."""
    verb = without_suffix(strip_suffixes(left, ("约", "近")), _HAVING)
    return strip_suffixes(verb, _HAVING_ADVERBS).endswith(_HAVING_AFTER)


def _counted(told: str | None) -> str | None:
    """Return what an average is of, or the whole text if it names no average: 产业工人|平均年龄."""
    if not told:
        return told
    place = first_place(told, _AVERAGES, 2)
    return told[: max(2, place - told.startswith("的", place - 1))] if place >= 0 else told


def _told_before(earlier: Sequence[Any], slot: Any, topic: str | None) -> str | None:  # noqa: ANN401
    """Return the antecedent of 其中, or None.

    It is the topic of a quantity in an earlier clause or, without one, that of the previous sentence.
    """
    apart = [one for one in reversed(earlier) if one.clause != slot.clause]
    counts = [one for one in apart if one.mention.unit == slot.mention.unit] if slot.mention.unit else []
    before = next(iter(counts or apart), None)  # 项目316个，总投资9亿元，其中重大项目215个
    told = _counted(topic if before is None else (before.topic or before.subject))
    share = (before is not None and before.denominator is not None) or (told or "").endswith(_RATIOS)
    return None if share else told


def _carry(text: str, earlier: Sequence[Any], slot: Any) -> None:  # noqa: ANN401
    """Set the denominator of a quantity from the previous one, by its denominator, level or topic."""
    before = earlier[-1]
    between = text[before.mention.outer_end : slot.mention.outer_start]
    if before.denominator is None:
        of_level = _is_share(slot) and between in _OF_LEVEL
        named = text[max(slot.clause, before.mention.outer_start - _LONGEST) : before.mention.outer_start]
        if of_level and not holds(named, _SURPASSED):
            told = _PLANNED.search(named)
            _take(slot, told["of"] if told is not None else before.subject, "the level right before it")
            if told is not None and len(earlier) > 1 and slot.own_subject is None:
                slot.subject = slot.topic = earlier[-2].subject  # 就业15万人，完成全年目标18万人的80%
        elif slot.denominator == "" and slot.own_subject and before.mention.dimension not in _RELATIVE:
            counts = (one for one in reversed(earlier) if one.mention.dimension not in _ATTRIBUTES)
            counted = next(counts, before)  # 职工30万人，其中女职工占四成
            _take(slot, _counted(counted.topic or counted.subject), "the number before")
        return
    if slot.denominator is not None:
        again = slot.own_subject == slot.denominator and between.startswith(("，", "、", "和"))
        if again and before.subject != before.denominator:
            slot.subject = slot.topic = before.subject  # 完成省目标的130%，市目标的127%
        return
    same = slot.mention.dimension == before.mention.dimension
    times = _of_next_multiple(between) if same and before.mention.dimension == "multiple" else ""
    change = slot.mention.dimension == "points" and slot.subject == before.subject and slot.frame == "change"
    second = before.first_of_pair and _is_share(slot) and slot.own_subject is None
    if (slot.joined and same) or second or change:
        _take(slot, before.denominator, "the share before")
    else:
        _take(slot, times, "its own words, after the multiple before")


def _of_next_multiple(between: str) -> str:
    """Return what the second of two multiples is of, or an empty string: 是去年的2倍、|前年|的3倍."""
    if not between.startswith(("、", "和", "，")):
        return ""
    phrase = without_suffix(between[1:], ("约", "近"))
    of = without_prefix(phrase[:-1], ("是", "为"), least=2) if phrase.endswith("的") else ""
    return of if 2 <= len(of) <= _LONGEST_NAME and _NAME_BARS.isdisjoint(of) else ""
