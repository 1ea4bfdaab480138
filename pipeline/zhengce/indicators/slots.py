"""Read the quantities of a text as slots: first from each clause, then from its sentence and paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengce.indicators.affixes import is_han
from zhengce.indicators.attach.bases import carry, compare_peers
from zhengce.indicators.attach.brackets import name_bracketed
from zhengce.indicators.attach.changes import read_changes
from zhengce.indicators.attach.dealing import base_on_former
from zhengce.indicators.attach.denominators import share_denominators
from zhengce.indicators.bases import BaseMention, fronted_base, without_times
from zhengce.indicators.breakdowns import part_of
from zhengce.indicators.clauses import ClauseReader
from zhengce.indicators.leading import aspect_of, name_by_aspect, take_up
from zhengce.indicators.lexicon import Lexicon
from zhengce.indicators.slot import Slot, is_distributed
from zhengce.indicators.subjects import share_subjects
from zhengce.indicators.telling_apart import tell_apart, tell_holders_apart
from zhengce.indicators.words import word_list
from zhengce.quantities import Mention, MentionFinder, Unit, measured
from zhengce.segment.boundaries import clause_end, clause_start
from zhengce.times import TimeMention
from zhengce.types import SegmentedText, SentenceSpan

# In front of a change that continues the sentence before.
_BASIS = re.compile(
    "(?:而|若)?(?:以|按)?(?:实质|名义|可比价格?|不变价格?)计算|(?:剔除|扣除)[^，]{2,10}|[与同]?[^，]{0,6}(?:相比|比较)"
)
_SPOKEN = ("月内", "季内", "期内", "期间", "当月")  # the time goes on, too
_GOING_ON = ("其中", "同期", "与此同期")
_BREAKDOWNS = word_list("attach", "breakdowns")
_LONGEST_ASPECT = 8

Times = Sequence[Sequence[TimeMention]]
"""The time expressions of a text, sentence by sentence."""


class SlotReader:
    """Reads slots in four steps. Each returns one collection per sentence, empty for boilerplate.

    Args:
        lexicon: the words of the rules.
        units: units defined by the user.
    """

    def __init__(self, lexicon: Lexicon, units: Sequence[Unit]) -> None:
        self._mentions = MentionFinder(units, lexicon.of_quantities())
        self._clauses = ClauseReader(lexicon)

    def mentions(self, segmented: SegmentedText, times: Times) -> list[list[Mention]]:
        """Step 1: find the number mentions in each sentence."""
        find = self._mentions.find
        return [
            [] if sentence.boilerplate else find(segmented, sentence.start, sentence.end, here)
            for sentence, here in zip(segmented.sentences, times, strict=True)
        ]

    def measured(
        self, segmented: SegmentedText, mentions: Sequence[Sequence[Mention]]
    ) -> list[list[Mention]]:
        """Step 2: keep the mentions that state a measure."""
        return [
            measured(segmented, sentence, found) if found else []
            for sentence, found in zip(segmented.sentences, mentions, strict=True)
        ]

    def slots(
        self, segmented: SegmentedText, times: Times, numbers: Sequence[Sequence[Mention]]
    ) -> list[list[Slot]]:
        """Step 3: make the slots of each sentence, each filled from its own clause."""
        return [
            self._of_clauses(segmented, sentence, here, kept) if kept else []
            for sentence, here, kept in zip(segmented.sentences, times, numbers, strict=True)
        ]

    def attach(
        self, segmented: SegmentedText, times: Times, slots: Sequence[list[Slot]], *, runs_on: bool = False
    ) -> list[frozenset[int]]:
        """Step 4: fill in subject, change, base and denominator, and return the offsets of times in bases.

        `runs_on` says that the base of a sentence also holds for the following ones of its paragraph.
        """
        topic = _Topic(runs_on=runs_on)
        bases = [
            self._attach(segmented, sentence, here, said, topic) if said else frozenset()
            for sentence, here, said in zip(segmented.sentences, times, slots, strict=True)
        ]
        tell_holders_apart(segmented, times, slots)
        return bases

    def _of_clauses(
        self,
        segmented: SegmentedText,
        sentence: SentenceSpan,
        times: Sequence[TimeMention],
        kept: Sequence[Mention],
    ) -> list[Slot]:
        text = segmented.text
        slots: list[Slot] = []
        for i, mention in enumerate(kept):
            clause = clause_start(text, sentence.start, mention.outer_start)
            previous = kept[i - 1].outer_end if i else clause
            left = max(clause, previous)
            if previous > clause:
                listed = text.rfind("、", left, mention.outer_start)
                if listed >= 0 and not is_distributed(text[left : mention.outer_start]):
                    left = listed
            right = clause_end(text, mention.outer_end, sentence.end)
            if i + 1 < len(kept):
                right = min(right, kept[i + 1].outer_start)
            slot = self._clauses.slot(
                segmented, mention, left, clause, right, times, slots[-1] if slots else None
            )
            if previous <= clause:
                opening = previous if i else sentence.start
                take_up(slot, segmented, sentence, opening, times, self._clauses.phrases)
            slots.append(slot)
        return slots

    def _attach(
        self,
        segmented: SegmentedText,
        sentence: SentenceSpan,
        times: Sequence[TimeMention],
        slots: list[Slot],
        topic: _Topic,
    ) -> frozenset[int]:
        """Do the work of `attach` for one sentence, which may continue the topic of the previous one."""
        text = segmented.text
        bases = frozenset(base.start for slot in slots for base in slot.bases)
        compare_peers(text, slots)
        name_bracketed(segmented, slots, self._clauses.phrases, times)
        before = topic.of(sentence.paragraph)
        topic.aspect = aspect_of(text, sentence) or (topic.aspect if before is not None else None)
        name_by_aspect(slots, topic.aspect)
        part_of(slots[0], before)
        share_subjects(slots, segmented.words_in(sentence.start, sentence.end))
        tell_apart(segmented, sentence, slots)
        front = fronted_base(text, sentence.start, sentence.end, times)
        if front is not None:
            bases |= {front.start}
        if before is not None and _opens(text, sentence, slots[0], times):
            _continue(slots, before, topic.unit)
        topic.take(sentence.paragraph, slots[-1])
        read_changes(text, slots)
        share_denominators(text, sentence.start, slots, before)
        goes_on = before is not None and (
            (topic.runs_on and all(time.text in _SPOKEN for time in times))
            or text.startswith(_GOING_ON, sentence.start)
            or _is_within(text, sentence.start)
            or (topic.steady and _breaks_down(text, sentence.start))
            or (topic.compared and not times and not bases)
        )
        base_on_former(text, slots, times)
        topic.compared = front is not None or (goes_on and topic.compared)
        topic.bases = carry(text, slots, topic.bases if goes_on else (), front)
        told = {slot.bases[0].text if slot.bases else None for slot in slots if slot.frame == "change"}
        topic.steady = len(told) == 1 and None not in told
        return bases


class _Topic:
    """What a sentence hands on to the next one of its paragraph: topic, aspect and bases."""

    def __init__(self, *, runs_on: bool) -> None:
        self.runs_on = runs_on
        self._paragraph = -1
        self._subject: str | None = None
        self.unit: str | None = None  # of the last figure
        self.steady = False  # all changes of the sentence were against one base
        self.aspect: str | None = None  # 在批发业方面， in front of a paragraph
        self.bases: tuple[BaseMention, ...] = ()
        self.compared = False  # 与2020年相比， in front of a sentence holds for those after it, too

    def of(self, paragraph: int) -> str | None:
        """Return the topic that a sentence of this paragraph may continue, or None."""
        return self._subject if paragraph == self._paragraph else None

    def take(self, paragraph: int, last: Slot) -> None:
        """Remember the topic of a sentence, that of its `last` figure."""
        self._paragraph, self._subject = paragraph, last.topic or last.subject
        self.unit = last.mention.unit


def _continue(slots: Sequence[Slot], subject: str | None, unit: str | None) -> None:
    """Let the first figures of a sentence inherit the subject of the previous one: 5月当月增长8%.

    A level inherits it if it has the `unit` of the previous figure: 1935年耕地16万亩。1949年21万亩.
    """
    for slot in slots:
        level = slot.frame == "subject" and unit is not None and slot.mention.unit == unit
        if slot.subject is not None or not (level or slot.frame in {"change", "reach", "difference"}):
            return
        slot.subject = slot.topic = subject


def _is_within(text: str, start: int) -> bool:
    """Return whether a sentence begins with the whole that it breaks down: 第三产业中，."""
    within = text.find("中，", start + 2, start + _LONGEST_ASPECT + 2)
    whole = text[start:within] if within >= 0 else ""
    return bool(whole) and is_han(whole)


def _breaks_down(text: str, start: int) -> bool:
    """Return whether a sentence begins with the criterion of a breakdown: 分行业看，."""
    look = text.find("看，", start + 2, start + _LONGEST_ASPECT + 3)
    aspect = text[start + 1 : look] if look >= 0 and text.startswith(_BREAKDOWNS, start) else ""
    return bool(aspect) and not any(sign in "，。；" or sign.isdecimal() for sign in aspect)


def _opens(text: str, sentence: SentenceSpan, slot: Slot, times: Sequence[TimeMention]) -> bool:
    """Return whether only a time, a basis or 其中 precedes the clause of a quantity in its sentence.

    A basis is a phrase such as 按可比价格计算 or 与上年相比.
    """
    clause = clause_start(text, sentence.start, slot.mention.outer_start)
    before = without_times(text, sentence.start, clause, times, ())
    return not _BASIS.sub("", before).strip("，：；其中而")
