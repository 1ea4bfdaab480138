"""Puts the ideas together: mentions, clauses, subjects, times and status become indicators."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from zhengce.indicators.attach.bases import base_of, carry, compare_peers
from zhengce.indicators.attach.brackets import name_bracketed
from zhengce.indicators.attach.candidates import Trace
from zhengce.indicators.attach.changes import read_changes
from zhengce.indicators.attach.dealing import dealt_times
from zhengce.indicators.attach.frames import Frames
from zhengce.indicators.attach.scope import SentenceTimes, is_local
from zhengce.indicators.attach.shares import share_denominators
from zhengce.indicators.bases import BaseMention, fronted_base, without_times
from zhengce.indicators.clauses import ClauseReader
from zhengce.indicators.confidence import confidence_of
from zhengce.indicators.leading import aspect_of, name_by_aspect, take_up
from zhengce.indicators.lexicon import load_rules
from zhengce.indicators.phrases import METRIC
from zhengce.indicators.resolve.parts import Parts
from zhengce.indicators.resolve.places import Places
from zhengce.indicators.resolve.rates import as_change
from zhengce.indicators.resolve.stated import basis_of, vintage_of
from zhengce.indicators.slot import Slot, is_distributed
from zhengce.indicators.status import StatusReader, has_ended
from zhengce.indicators.subjects import part_of, share_subjects, tell_apart
from zhengce.indicators.weighing import Read, candidates
from zhengce.quantities import Mention, MentionFinder, measured
from zhengce.regions import Region, ReleaseRegion
from zhengce.segment.boundaries import clause_end, clause_start
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
_RUNNING = "连续"
_PAIR = 60  # characters from 从 to its number
_SPECIAL_REGIONS = ("71", "81", "82")  # in whose releases time and base go on over sentences
# In front of a change that goes on about the sentence before.
_BASIS = re.compile("(?:而|若)?(?:以|按)?(?:实质|名义|可比价格?|不变价格?)计算|(?:剔除|扣除)[^，]{2,10}|[与同]?[^，]{0,6}(?:相比|比较)")
_SPOKEN = ("月内", "期内", "期间", "当月")  # the time goes on, too
_BREAKDOWN = re.compile("(?:分|按|从)[^，。；\\d]{1,8}看，")
_YEARLY = re.compile("年均|平均每年|每年平均|逐年递[增减]")
_AS_OF = ("截至", "截止", "到目前", "目前")
_COMPARING = re.compile("(?:同比|环比|增长|增速|增幅|涨幅|较?上年|去年|同期|变化|变动)[为达是约]?$")
_YIELD = ("增产", "减产")
_GROUND = 24  # characters
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
    dimension: str | None = None
    unit_canonical: str | None = None
    value_canonical: Decimal | None = None
    denominator: str | None = None
    basis: Basis | None = None
    vintage: Vintage | None = None
    region: Region | None = None
    confidence: float = 0.0


class _Governing(NamedTuple):
    """The time that governs a number; `year` is one named before it in its sentence."""

    time: TimeMention | None
    inherited: bool
    year: int | None


class _Topic:
    """What the last indicator of a paragraph was about."""

    def __init__(self) -> None:
        self._paragraph = -1
        self._subject: str | None = None
        self.steady = False  # all changes of the sentence were against one base
        self.aspect: str | None = None  # 在批发业方面， in front of a paragraph
        self.bases: tuple[BaseMention, ...] = ()
        self.compared = False  # 与2020年相比， in front of a sentence holds for those after it, too

    def of(self, paragraph: int) -> str | None:
        """The topic that a sentence of this paragraph may go on about."""
        return self._subject if paragraph == self._paragraph else None

    def take(self, paragraph: int, subject: str | None) -> None:
        """Remember the topic of a sentence."""
        self._paragraph, self._subject = paragraph, subject


class IndicatorFinder:
    """Finds the indicators of a segmented text. Built once, used for many texts.

    Args:
        rules: a file of the user's own words and units, see `load_rules`.

    Raises:
        ConfigError: the file is not of that form.
    """

    def __init__(self, rules: Path | None = None) -> None:
        lexicon, units = load_rules(rules)
        self._mentions = MentionFinder(units, lexicon.of_quantities())
        self._clauses = ClauseReader(lexicon)
        self._status = StatusReader(lexicon)

    def find(
        self,
        segmented: SegmentedText,
        published: dt.date | None = None,
        *,
        title: str | None = None,
        region: ReleaseRegion | None = None,
        trace: Trace | None = None,
    ) -> list[IndicatorMention]:
        """All indicators, in order.

        Args:
            segmented: the text.
            published: when it was published.
            title: its title, normalised.
            region: whose release it is.
            trace: where the candidates of each indicator are noted, for those who ask why.
        """
        return list(self._find(segmented, published, title, region, trace))

    def _find(
        self,
        segmented: SegmentedText,
        published: dt.date | None,
        title: str | None,
        region: ReleaseRegion | None,
        trace: Trace | None,
    ) -> Iterator[IndicatorMention]:
        text = segmented.text
        is_running = region is not None and (region.code or "").startswith(_SPECIAL_REGIONS)
        frames = Frames(segmented, published, title, is_running=is_running)
        published = frames.published
        times = find_times(text, published)
        starts = [time.start for time in times]
        parts = Parts(segmented, self._status)
        places = Places(segmented, region)
        topic = _Topic()
        for index, sentence in enumerate(segmented.sentences):
            if sentence.boilerplate:
                continue
            for walker in (parts, frames, places):
                walker.enter(sentence)
            here = times[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            slots, bases = self._attached(segmented, sentence, here, topic, is_running=is_running)
            if not slots and not here:
                frames.pass_by(sentence)
                continue
            scope = SentenceTimes(text, sentence.start, sentence.end, here, bases)
            plans = self._cues(segmented, sentence, slots) if slots else []
            spoken: TimeMention | None = None
            dealt = dealt_times(text, slots, scope.times, published)
            for k, slot in enumerate(slots):
                if slot.subject is None and _needs_subject(slot.mention):
                    continue
                own = dealt.get(k) or scope.governing(slot.mention.start, slot.mention.outer_end)
                if own is not None and own.text.startswith(_RUNNING):
                    own = None if frames.inherited() is not None else own
                time = frames.dated(own, scope.before(own)) if own is not None else frames.inherited()
                if own is None and _YEARLY.search(text, slot.clause, slot.mention.outer_start):
                    time = frames.over_years(time)
                spoken = time if own is None or not is_local(text, own) else spoken
                if own is not None:
                    ended = has_ended(time, published) and not (is_local(text, own) or _is_ground(text, own))
                    parts.tell(ended=ended and not plans)
                told = self._status.read(text, plans, slot, time, parts.default, published)
                found = self._indicator(
                    text,
                    slot,
                    _Governing(time, inherited=own is None, year=_year_before(text, here, own, bases)),
                    told,
                    published,
                    sentence=index,
                    opening=sentence.start,
                    places=places,
                )
                if trace is not None:
                    status = self._status.weighed(plans, slot.mention.outer_start, told, parts.default)
                    whose = found.region.name if found.region is not None else None
                    read = Read(found.subject, found.period, own, whose, found.text)
                    trace[found.start] = [*candidates(slot, read, scope, frames, places), *status]
                sure = confidence_of(found, text, sentence.start, sentence.end)
                yield found._replace(confidence=sure)
            frames.leave(scope, spoken)

    def _cues(
        self, segmented: SegmentedText, sentence: SentenceSpan, slots: Sequence[Slot]
    ) -> list[re.Match[str]]:
        """The cues of plans of a sentence, up to its last quantity."""
        end = slots[-1].mention.outer_start
        return self._status.cues(segmented.text, sentence.start, end, segmented)

    def _attached(
        self,
        segmented: SegmentedText,
        sentence: SentenceSpan,
        times: Sequence[TimeMention],
        topic: _Topic,
        *,
        is_running: bool = False,
    ) -> tuple[list[Slot], frozenset[int]]:
        """The quantities of a sentence with subject, change and base, and where its base times stand."""
        text = segmented.text
        slots = self._slots(segmented, sentence, times)
        if not slots:
            return slots, frozenset()
        bases = frozenset(base.start for slot in slots for base in slot.bases)
        compare_peers(text, slots)
        name_bracketed(segmented, slots, self._clauses.phrases, times)
        before = topic.of(sentence.paragraph)
        topic.aspect = aspect_of(text, sentence) or (topic.aspect if before is not None else None)
        name_by_aspect(slots, topic.aspect)
        part_of(slots[0], before)
        share_subjects(slots, segmented.words_in(sentence.start, sentence.end))
        tell_apart(slots)
        front = fronted_base(text, sentence.start, sentence.end, times)
        if front is not None:
            bases |= {front.start}
        if before is not None and _opens(text, sentence, slots[0], times):
            self._continue(slots, before)
        topic.take(sentence.paragraph, slots[-1].topic or slots[-1].subject)
        read_changes(text, slots)
        share_denominators(text, sentence.start, slots, before)
        goes_on = before is not None and (
            (is_running and all(time.text in _SPOKEN for time in times))
            or text.startswith("其中", sentence.start)
            or (topic.steady and _BREAKDOWN.match(text, sentence.start) is not None)
            or (topic.compared and not times and not bases)
        )
        topic.compared = front is not None or (goes_on and topic.compared)
        topic.bases = carry(text, slots, topic.bases if goes_on else (), front)
        told = {slot.bases[0].text if slot.bases else None for slot in slots if slot.frame == "change"}
        topic.steady = len(told) == 1 and None not in told
        return slots, bases

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
        mentions = self._mentions.find(segmented, sentence.start, sentence.end, times)
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
        self,
        text: str,
        slot: Slot,
        governing: _Governing,
        told: tuple[Status, str],
        published: dt.date | None,
        *,
        sentence: int,
        opening: int,
        places: Places,
    ) -> IndicatorMention:
        """What one slot says, with the time that governs it; `opening` is where its sentence begins."""
        time, inherited = governing.time, governing.inherited
        m = slot.mention
        change = slot.frame in {"change", "change-object", "difference"}
        rate = as_change(slot.subject) if m.dimension == "ratio" and slot.denominator is None else None
        if rate is not None and (not change or slot.bases):  # 涨幅为3%; 涨幅低于…，同比上涨3%
            slot.subject, stated = rate
            change, slot.direction = True, slot.direction if change else stated
        value, low, high, unit, direction = m.value, m.value_min, m.value_max, m.unit, slot.direction
        canonical = m.value_canonical
        if m.sign and (change or _compares(text, m)):  # 同比-2.2%
            change, direction = True, "decrease" if m.sign == "-" else "increase"
            value, low, high, canonical = _size(value), _size(high), _size(low), _size(canonical)
        if m.fraction:
            unit = "%"
            value, low, high = (None if v is None else round(v * 100, 2) for v in (value, low, high))
        damaged = m.damaged or _LOST in text[max(0, m.start - 1) : m.end + 1]
        if damaged:
            value = low = high = canonical = None
        if change and slot.words.endswith(_YIELD) and slot.subject and not METRIC.search(slot.subject):
            slot.subject += "产量"  # 油菜增产5%
        if slot.denominator and slot.subject:
            # 职工中女性占43%
            slot.subject = slot.subject.removeprefix(f"{slot.denominator}中") or slot.subject
        status, cue = told
        if time is not None:
            governs = _speaks_of(text, slot, time, cue, published, inherited=inherited)
            time = of_past_year(time, published, status, governing.year) if governs else None
        inherited = inherited and time is not None
        marks = ("+distributed" if slot.distributed else "") + ("+inherited" if inherited else "")
        marks += "+inherited-base" if slot.carried and change else ""
        marks += "+inherited-subject" if slot.subject is not None and slot.own_subject is None else ""
        return IndicatorMention(
            text=m.text,
            start=m.start,
            end=m.end,
            value=value,
            value_min=low,
            value_max=high,
            unit=unit,
            measure="rank" if m.kind == "rank" else "change" if change else "level",
            direction=direction if change else None,
            modifier=m.modifier,
            subject=slot.subject,
            status=status,
            period=Period(time.text, time.first, time.last) if time is not None else None,
            base=base_of(text, slot, time, published) if change else None,
            damaged=damaged,
            sentence=sentence,
            rule=slot.frame + marks,
            evidence=_evidence(slot, time, cue),
            dimension="ratio" if m.fraction else m.dimension,
            unit_canonical="%" if m.fraction else m.unit_canonical,
            value_canonical=value if m.fraction else canonical,
            denominator=slot.denominator or None,
            basis=basis_of(text[slot.clause : m.outer_start]),
            vintage=vintage_of(text[opening : m.outer_start]),
            region=places.of(slot.subject, slot.clause, m.start, m.text),
        )


def _is_ground(text: str, time: TimeMention) -> bool:
    """Whether a time tells what a plan builds upon: 在去年建成52所的基础上，…."""
    return text.startswith("在", time.start - 1) and text.find("基础上", time.end, time.end + _GROUND) >= 0


def _compares(text: str, mention: Mention) -> bool:
    """Whether a signed number is a change by the words before it: 同比-2.2%, 增速-3%."""
    return _COMPARING.search(text, max(0, mention.outer_start - 8), mention.outer_start) is not None


def _size(value: Decimal | None) -> Decimal | None:
    return None if value is None else abs(value)


def _speaks_of(
    text: str, slot: Slot, time: TimeMention, cue: str, published: dt.date | None, *, inherited: bool
) -> bool:
    """Whether the time that governs the clause is one of the figure's, too."""
    if slot.first_of_pair and inherited and time.text.startswith(_AS_OF):
        return False  # 截至年底…从A缩短至B: A is older
    if slot.first_of_pair and not inherited:
        place = slot.mention.outer_start
        near = max(slot.clause, place - _PAIR)
        return time.start >= max(text.rfind("从", near, place), text.rfind("由", near, place))
    if (inherited or time.kind == "day") and slot.subject is not None and _STANDING.search(slot.subject):
        return False
    over = published is not None and time.last is not None and time.last < published
    return not (over and cue.startswith("将"))  # 2022年11月，…启动了计划，将…


def _opens(text: str, sentence: SentenceSpan, slot: Slot, times: Sequence[TimeMention]) -> bool:
    """Whether nothing but a time or 其中 stands before the clause of a quantity in its sentence."""
    clause = clause_start(text, sentence.start, slot.mention.outer_start)
    before = without_times(text, sentence.start, clause, times, ())
    return not _BASIS.sub("", before).strip("，：；其中而")


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
