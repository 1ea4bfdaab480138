"""Collect the candidates for one indicator, for ``zhengce explain``, without reading the text again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zhengce.indicators.attach.candidates import Candidate
from zhengce.indicators.attach.frames import Frames
from zhengce.indicators.attach.scope import SentenceTimes
from zhengce.indicators.slot import Slot
from zhengce.times import TimeMention
from zhengce.types import Period

_NOT_ITS = "not of this figure: a former level, a lasting attribute or an average over years"


class Read(NamedTuple):
    """What was chosen for one number."""

    subject: str | None
    period: Period | None
    own: TimeMention | None
    """The time found in its own sentence."""


def candidates(slot: Slot, read: Read, scope: SentenceTimes, frames: Frames) -> list[Candidate]:
    """Return the candidates for subject and period, then those noted in the slot (base, denominator)."""
    return [*_subjects(slot, read.subject), *_times(slot, read, scope, frames), *slot.notes]


def _subjects(slot: Slot, chosen: str | None) -> Iterator[Candidate]:
    """Yield the subject in the clause, and the one that was inherited or composed."""
    own = slot.own_subject
    if own is not None:
        yield Candidate("subject", own, "its clause", "" if own == chosen else "completed or cut")
    if chosen is not None and chosen != own:
        source = "what was spoken of before" if own is None else "its clause and what stands around it"
        yield Candidate("subject", chosen, source)


def _times(slot: Slot, read: Read, scope: SentenceTimes, frames: Frames) -> Iterator[Candidate]:
    """Yield the times of the sentence, then those inherited from outside it."""
    told = list(scope.weighed(slot.mention.start, slot.mention.outer_end, read.own))
    for k, (source, time) in enumerate(frames.handed_on()):
        against = "a nearer one goes before" if k else ""
        if read.own is not None:
            against = "its sentence goes before"
        told.append(Candidate("period", time.text, source, against))
    for one in told:
        won = not one.against and read.period is not None and read.period.text == one.value
        yield one if one.against or won else one._replace(against=_NOT_ITS)
