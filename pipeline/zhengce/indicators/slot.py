"""A quantity with what its clause says of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhengce.indicators.attach.candidates import Candidate
from zhengce.indicators.bases import BaseMention
from zhengce.indicators.frames import FrameName
from zhengce.quantities.mention import Mention
from zhengce.types import Direction


@dataclass(slots=True)
class Slot:
    """A quantity with what its clause, and later its sentence, say of it.

    Attributes:
        mention: the quantity.
        frame: the frame of its clause.
        direction: of a change; None if the clause gives none.
        subject: what is measured; None while it is elided.
        topic: the noun before the verb, the antecedent of a following clause without a subject.
        bases: what a change is compared with.
        clause: the offset at which the clause begins.
        distributed: whether 分别 or the like precedes the number.
        joined: whether only 、 or 和 stands between it and the preceding number.
        first_of_pair: whether it is A in 从A增加到B.
        partial: whether it is part of the preceding whole (其中).
        lead: 新增 or the like at the start of the subject, or an empty string.
        listed: whether it has no verb and 、 joins it to the preceding words.
        so_far: whether the clause gives a cumulative total (累计达).
        words: the words that decided the frame.
        part: the index of its part of the sentence; ； separates parts.
        bracket: the offset of the bracket around it, or -1.
        denominator: the whole of a share, or None.
        own_subject: the subject in the clause itself, or None.
        carried: whether the bases are those of the preceding change.
        verb: the verb at the start of the subject where things are counted, or an empty string.
        said: the predicate after the noun, or an empty string.
        notes: the candidates weighed for its fields.
    """

    mention: Mention
    frame: FrameName
    direction: Direction | None
    subject: str | None
    topic: str | None
    bases: tuple[BaseMention, ...]
    clause: int
    distributed: bool
    joined: bool
    first_of_pair: bool
    partial: bool
    lead: str
    listed: bool
    so_far: bool
    words: str
    part: int
    bracket: int
    denominator: str | None = None
    own_subject: str | None = None
    carried: bool = False
    verb: str = ""
    said: str = ""
    notes: list[Candidate] = field(default_factory=list)


def is_distributed(left: str) -> bool:
    """Return whether the clause distributes its numbers: 分别, 依次."""
    return "分别" in left or "依次" in left or "分占" in left
