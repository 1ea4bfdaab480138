"""Walk through the sentences of a text and find the governing time and the status of each quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhengce.indicators.affixes import holds
from zhengce.indicators.attach.candidates import Candidate
from zhengce.indicators.attach.dealing import dealt_times
from zhengce.indicators.attach.events import opens_with_event
from zhengce.indicators.attach.frames import Frames
from zhengce.indicators.attach.scope import SentenceTimes, is_local
from zhengce.indicators.making import Governing, indicator
from zhengce.indicators.mention import IndicatorMention
from zhengce.indicators.resolve.parts import Parts
from zhengce.indicators.slot import Slot
from zhengce.indicators.status import StatusReader, has_ended
from zhengce.indicators.weighing import Read, candidates
from zhengce.indicators.words import word_list
from zhengce.quantities import Mention
from zhengce.times import TimeMention
from zhengce.types import SegmentedText, SentenceSpan

_RUNNING = "连续"
_YEARLY = word_list("attach", "yearly")
_GROUND = 24  # characters


class Made(NamedTuple):
    """An indicator without region and confidence, and the offset at which its clause begins.

    For ``zhengce explain``, `before` and `after` hold the candidates of the fields before and after the
    region.
    """

    mention: IndicatorMention
    clause: int
    before: Sequence[Candidate] = ()
    after: Sequence[Candidate] = ()


class Walk:
    """A walk through the sentences of one text, in order.

    Args:
        segmented: the text.
        frames: the times that its sentences inherit.
        status: distinguishes facts from plans.
        explained: whether to keep candidates.
    """

    def __init__(
        self, segmented: SegmentedText, frames: Frames, status: StatusReader, *, explained: bool = False
    ) -> None:
        self._segmented = segmented
        self._frames = frames
        self._status = status
        self._parts = Parts(segmented, status, frames.announcers)
        self._explained = explained

    def indicators(
        self,
        times: Sequence[Sequence[TimeMention]],
        slots: Sequence[Sequence[Slot]],
        bases: Sequence[frozenset[int]],
    ) -> list[Made]:
        """Return the indicators of the text.

        Args:
            times: the time expressions of each sentence.
            slots: the quantities of each sentence.
            bases: the offsets, in each sentence, of the times that are bases of changes.
        """
        made: list[Made] = []
        for index, sentence in enumerate(self._segmented.sentences):
            if sentence.boilerplate:
                continue
            self._parts.enter(sentence)
            self._frames.enter(sentence)
            if slots[index] or times[index]:
                made += self._in_sentence(index, times[index], slots[index], bases[index])
            else:
                self._frames.pass_by(sentence)
        return made

    def _in_sentence(
        self, index: int, times: Sequence[TimeMention], slots: Sequence[Slot], bases: frozenset[int]
    ) -> Iterator[Made]:
        text, sentence = self._segmented.text, self._segmented.sentences[index]
        frames, published = self._frames, self._frames.published
        scope = SentenceTimes(text, sentence.start, sentence.end, times, bases)
        plans = self._cues(sentence, slots) if slots else []
        spoken: TimeMention | None = None
        inherited = None if opens_with_event(self._segmented, sentence) else frames.inherited()
        dealt = dealt_times(text, slots, scope.times, published)
        for k, slot in enumerate(slots):
            if slot.subject is None and _needs_subject(slot.mention):
                continue
            own = dealt.get(k) or scope.governing(slot.mention.start, slot.mention.outer_end)
            if own is not None and own.text.startswith(_RUNNING):
                own = None if inherited is not None else own
            time = frames.dated(own, scope.before(own)) if own is not None else inherited
            if own is None and holds(text[slot.clause : slot.mention.outer_start], _YEARLY):
                time = frames.over_years(time)
            local = own is not None and is_local(text, own)
            spoken = spoken if local else time
            if own is not None:
                ended = has_ended(time, published) and not (local or _is_ground(text, own))
                self._parts.tell(ended=ended and not plans)
            told = self._status.read(text, plans, slots, k, time, self._parts.default, published)
            if scope.is_of_base(own) and has_ended(time, published):
                told = "actual", ""
            if own is None and told[0] == "target" and time is not None and time.kind == "now":
                time = None  # 目前有9处，仍需增设3处
            year = _year_before(text, times, own, bases)
            governing = Governing(time, inherited=own is None, year=year, dealt=k in dealt)
            found = indicator(text, slot, governing, told, published, sentence=index, opening=sentence.start)
            if self._explained:
                read = Read(found.subject, found.period, own)
                status = self._status.weighed(plans, slot.mention.outer_start, told, self._parts.default)
                yield Made(found, slot.clause, candidates(slot, read, scope, frames), list(status))
            else:
                yield Made(found, slot.clause)
        frames.leave(scope, spoken)

    def _cues(self, sentence: SentenceSpan, slots: Sequence[Slot]) -> list[re.Match[str]]:
        """Return the cues of plans in a sentence that has quantities."""
        end = slots[-1].mention.outer_start
        return self._status.cues(self._segmented.text, sentence.start, end, self._segmented)


def _is_ground(text: str, time: TimeMention) -> bool:
    """Return whether a time dates what a plan builds on: 在去年建成52所的基础上，…."""
    return text.startswith("在", time.start - 1) and text.find("基础上", time.end, time.end + _GROUND) >= 0


def _year_before(
    text: str, times: Sequence[TimeMention], own: TimeMention | None, bases: frozenset[int]
) -> int | None:
    """Return the year named before the governing time in its sentence, or None: 2017年…，年末…."""
    if own is None:
        return None
    for time in reversed(times):
        if time.start >= own.start or time.start in bases or time.kind != "point" or time.text == "全年":
            continue
        if time.last is not None and text[time.start - 1 : time.start] != "（":
            return time.last.year
    return None


def _needs_subject(mention: Mention) -> bool:
    """Return whether a mention is a bare numeral, which says nothing without a subject.

    A bare numeral has no unit and no scale (万, 亿).
    """
    if mention.kind == "rank" or mention.fraction or mention.unit is not None:
        return False
    return "万" not in mention.text and "亿" not in mention.text
