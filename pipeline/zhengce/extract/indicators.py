"""Puts the ideas together: mentions, clauses, subjects, times and status become indicators."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from zhengce.extract.bases import fronted_base, without_times
from zhengce.extract.boundaries import clause_end, clause_start
from zhengce.extract.clauses import ClauseReader, Slot, is_distributed
from zhengce.extract.comparisons import base_of, compare_all, compare_peers, share_bases
from zhengce.extract.leading import take_up
from zhengce.extract.lexicon import load_rules
from zhengce.extract.measured import measured
from zhengce.extract.mention import Mention
from zhengce.extract.mentions import MentionFinder
from zhengce.extract.status import StatusReader
from zhengce.extract.subjects import part_of, share_subjects
from zhengce.extract.timeline import Timeline
from zhengce.indicators.attach.bases import carry
from zhengce.indicators.attach.brackets import name_bracketed
from zhengce.indicators.attach.changes import read_changes
from zhengce.indicators.attach.frames import Frames
from zhengce.indicators.attach.scope import SentenceTimes
from zhengce.indicators.attach.shares import share_denominators
from zhengce.indicators.confidence import confidence_of
from zhengce.indicators.resolve.rates import as_change
from zhengce.indicators.resolve.stated import basis_of, vintage_of
from zhengce.indicators.resolve.places import Places
from zhengce.regions import Region, ReleaseRegion
from zhengce.segment.clauses import ClauseTree
from zhengce.extract.units import Units
from zhengce.times import TimeMention, find_times, of_past_year
from zhengce.types import (
    Base,
    Basis,
    Direction,
    Measure,
    Modifier,
    Period,
    SegmentedText,
    SentenceSpan,
    Status,
    Vintage,
)

# What a thing is for good; a time of an earlier sentence does not govern it.
_STANDING = re.compile(
    r"(?:全长|正线长|线路长|主跨|跨度|时速|建筑面积|占地面积|占地|总投资|库容|海拔|总长|设计[一-龥]{0,4}|桥长|吨位|坝高)$"
)
_AS_OF = ("截至", "截止", "到目前", "目前")
_LOST = "\ufffd"


class IndicatorMention(NamedTuple):
    """An indicator with offsets into the normalised text; the pipeline adds area and raw offsets."""

    text: str
    start: int
    end: int
    value: Decimal | None
    value_min: Decimal | None
    value_max: Decimal | None
    unit: str | None
    measure: Measure
    direction: Direction | None
    modifier: Modifier
    subject: str | None
    status: Status
    period: Period | None
    base: Base | None
    damaged: bool
    sentence: int
    rule: str
    evidence: str
    confidence: float
    denominator: str | None = None
    basis: Basis | None = None
    vintage: Vintage | None = None
    region: Region | None = None


class IndicatorFinder:
    """Finds the indicators of a segmented text. Built once, used for many texts.

    Args:
        rules: a file of the user's own words and units, see `load_rules`.

    Raises:
        ConfigError: the file is not of that form.
    """

    def __init__(self, rules: Path | None = None) -> None:
        lexicon, units = load_rules(rules)
        self._mentions = MentionFinder(Units(units), lexicon)
        self._clauses = ClauseReader(lexicon)
        self._status = StatusReader(lexicon)

    def find(
        self,
        segmented: SegmentedText,
        published: dt.date | None = None,
        *,
        title: str | None = None,
        region: ReleaseRegion | None = None,
    ) -> list[IndicatorMention]:
        """All indicators, in order.

        Args:
            segmented: the text.
            published: when it was published.
            title: its title, normalised.
            region: whose release it is.
        """
        return list(self._find(segmented, published, title, region))

    def _find(
        self,
        segmented: SegmentedText,
        published: dt.date | None,
        title: str | None,
        region: ReleaseRegion | None,
    ) -> Iterator[IndicatorMention]:
        times = find_times(segmented.text, published)
        previous: tuple[int, str | None] | None = None
        reported, reported_in = False, -1  # whether what a plan holds is being reported
        listed = False  # whether the sentence is an item of a list of plans
        starts = [time.start for time in times]
        timeline = Timeline(segmented, published, self._status)
        frames = Frames(segmented, published, title)
        places = Places(segmented, region)
        for index, sentence in enumerate(segmented.sentences):
            if sentence.boilerplate:
                continue
            timeline.enter(sentence)
            text = segmented.text
            listed = listed and self._status.is_item(text, sentence.start) or self._status.leads(text, sentence.start, sentence.end)
            if sentence.paragraph != reported_in:
                reported = reported and not self._status.has_fact(text, sentence.start, sentence.end)
            reported = reported or self._status.reports_plan(text, sentence.start, sentence.end)
            reported_in = sentence.paragraph
            frames.enter(sentence)
            places.enter(sentence)
            tree = ClauseTree(segmented.text, sentence.start, sentence.end)
            here = times[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            slots = self._slots(segmented, sentence, here)
            before = previous
            bases: frozenset[int] = frozenset()
            time: TimeMention | None = None
            if slots:
                bases = frozenset(base.start for slot in slots for base in slot.bases)
                compare_peers(segmented.text, slots)
                name_bracketed(segmented, slots, self._clauses.phrases)
                share_subjects(slots, segmented.words_in(sentence.start, sentence.end))
                share_bases(segmented.text, slots)
                front = fronted_base(segmented.text, sentence.start, sentence.end, here)
                if front is not None:
                    bases |= {front.start}
                    compare_all(segmented.text, slots, front)
                if (
                    previous is not None
                    and previous[0] == sentence.paragraph
                    and _opens(segmented.text, sentence, slots[0], here)
                ):
                    self._continue(slots, previous[1])
                    part_of(slots[0], previous[1])
                previous = (sentence.paragraph, slots[-1].topic or slots[-1].subject)
                plans = self._status.cues(segmented.text, sentence.start, slots[-1].mention.outer_start)
            scope = SentenceTimes(tree, here, bases)
            read_changes(segmented.text, slots)
            share_denominators(slots, before[1] if before and before[0] == sentence.paragraph else None)
            carry(segmented.text, slots)
            for slot in slots:
                if slot.subject is None and _needs_subject(slot.mention):
                    continue
                own = scope.governing(slot.mention.start, slot.mention.outer_end)
                time = frames.dated(own) if own is not None else frames.inherited()
                named = _year_before(segmented.text, here, own, bases)
                told = self._status.read(
                    segmented.text, plans, slot, time, "target" if listed or reported else timeline.default, published
                )
                found = self._indicator(
                    segmented.text, index, slot, time, named, told, published, sentence.start, inherited=own is None
                )
                whose = places.of(found.subject, slot.clause, slot.mention.start, found.text)
                sure = confidence_of(found, text, sentence.start, sentence.end)
                yield found._replace(region=whose, confidence=sure)
            timeline.leave(here, bases, told=time, counts=bool(slots))
            frames.leave(scope, time)

    def _continue(self, slots: Sequence[Slot], subject: str | None) -> None:
        """A change without a subject goes on about the sentence before: 5月当月增长8%."""
        for slot in slots:
            if slot.subject is not None or slot.frame not in {"change", "reach", "difference"}:
                return
            slot.subject = slot.topic = subject

    def _slots(
        self, segmented: SegmentedText, sentence: SentenceSpan, times: Sequence[TimeMention]
    ) -> list[Slot]:
        """The quantities of a sentence, each with what its own clause says of it."""
        text = segmented.text
        mentions = self._mentions.find(text, sentence.start, sentence.end, times)
        kept = measured(segmented, sentence, mentions) if mentions else []
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

    def _indicator(
        self, text: str, index: int, slot: Slot, time: TimeMention | None,
        named: int | None, told: tuple[Status, str], published: dt.date | None, opening: int, *, inherited: bool,
    ) -> IndicatorMention:  # fmt: skip
        m = slot.mention
        change = slot.frame in {"change", "change-object", "difference"}
        rate = None if change or m.dimension != "ratio" or slot.denominator is not None else as_change(slot.subject)
        if rate is not None:
            change, (slot.subject, slot.direction) = True, rate
        value, low, high, unit = m.value, m.value_min, m.value_max, m.unit
        if m.fraction:
            unit = "%"
            value, low, high = (None if v is None else round(v * 100, 2) for v in (value, low, high))
        damaged = _LOST in text[max(0, m.start - 1) : m.end + 1]
        if damaged:
            value = low = high = None
        status, cue = told
        if time is not None:
            governs = _speaks_of(slot, time, cue, published, inherited=inherited)
            time = of_past_year(time, published, status, named) if governs else None
        inherited = inherited and time is not None
        marks = ("+distributed" if slot.distributed else "") + ("+inherited" if inherited else "")
        return IndicatorMention(
            m.text, m.start, m.end, value, low, high, unit,
            "rank" if m.kind == "rank" else "change" if change else "level",
            slot.direction if change else None, m.modifier, slot.subject, status,
            Period(time.text, time.first, time.last) if time is not None else None,
            base_of(text, slot, time, published) if change else None,
            damaged, index, slot.frame + marks, _evidence(slot, time, cue), 0.0, slot.denominator or None,
            basis_of(text[slot.clause : m.outer_start]), vintage_of(text[opening : m.outer_start]),
        )  # fmt: skip


def _speaks_of(
    slot: Slot, time: TimeMention, cue: str, published: dt.date | None, *, inherited: bool
) -> bool:
    """Whether the time that governs the clause is one of the figure's, too."""
    if slot.first_of_pair and time.text.startswith(_AS_OF):
        return False  # 截至年底…从A缩短至B: A is older
    if (inherited or time.kind == "day") and slot.subject is not None and _STANDING.search(slot.subject):
        return False
    over = published is not None and time.last is not None and time.last < published
    return not (over and cue.startswith("将"))  # 2022年11月，…启动了计划，将…


def _opens(text: str, sentence: SentenceSpan, slot: Slot, times: Sequence[TimeMention]) -> bool:
    """Whether nothing but a time or 其中 stands before the clause of a quantity in its sentence."""
    clause = clause_start(text, sentence.start, slot.mention.outer_start)
    return not without_times(text, sentence.start, clause, times, ()).strip("，：；其中而")


def _year_before(
    text: str, times: Sequence[TimeMention], own: TimeMention | None, bases: frozenset[int]
) -> int | None:
    """The year that is named before the governing time in its sentence: 2017年…，年末…."""
    if own is None:
        return None
    for time in reversed(times):
        if time.start >= own.start or time.start in bases or time.kind != "point" or time.text == "全年":
            continue
        if time.last is not None and text[time.start - 1 : time.start] != "（":
            return time.last.year
    return None


def _needs_subject(mention: Mention) -> bool:
    """A plain numeral without unit or scale says nothing unless its subject is known."""
    if mention.kind == "rank" or mention.fraction or mention.unit is not None:
        return False
    return "万" not in mention.text and "亿" not in mention.text


def _evidence(slot: Slot, time: TimeMention | None, cue: str) -> str:
    """The words that decided, each with what it decided: ``frame=分别增长 base=2017年 time=截至目前@424``."""
    parts = []
    if slot.words:
        parts.append(f"frame={slot.words}")
    if slot.bases:
        parts.append(f"base={'、'.join(base.text for base in slot.bases)}")
    if time is not None:
        parts.append(f"time={time.text}@{time.start}")
    if cue:
        parts.append(f"status={cue}")
    return " ".join(parts)
