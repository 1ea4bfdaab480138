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
    """A quantity with what its clause says; `subject` is null where the clause leaves it out.

    `topic` is the noun before the verb, the antecedent of a following clause without a subject.
    `distributed`: 分别 stands before; `joined`: only 、 or 和 stands between it and the number before;
    `first_of_pair`: A in 从A增加到B; `partial`: the clause begins with 其中; `words` decided the frame;
    `lead`: 新增 or the like that begins the subject; `listed`: no verb, and joined by 、 to what is before;
    `so_far`: the clause gives a cumulative total (累计达);
    `own_subject` is the subject in the clause itself; `carried`: the base is that of the change before;
    `verb` is the verb that begins the subject, where things are counted;
    `said` is the predicate after the noun;
    `notes` are the candidates that were weighed for its fields;
    `part` numbers the stretches between ；; `bracket` is the offset of the bracket around it, else -1.
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
    """Whether the clause distributes its numbers: 分别, 依次."""
    return "分别" in left or "依次" in left or "分占" in left
