"""Which parts of a release are plans: by heading, by lead, or because they report on a plan."""

from __future__ import annotations

from collections.abc import Mapping

from zhengce.indicators.list_marks import chapter_end
from zhengce.indicators.status import StatusReader
from zhengce.types import SectionSpan, SegmentedText, SentenceSpan, Status

_NEXT = ("下一步", "下步", "下一阶段", "下阶段", "接下来", "今后", "未来")


def _next_step(text: str, part: SectionSpan) -> int:
    """Return the offset of the first 下一步, 今后 or similar word in a section without a heading, or 0."""
    if part.heading is not None:
        return 0
    found = [text.find(word, part.start, part.end) for word in _NEXT]
    return min((place for place in found if place >= 0), default=0)


class Parts:
    """Walks through the sentences of one text in order; `default` is the status without a cue."""

    def __init__(
        self, segmented: SegmentedText, status: StatusReader, announcers: Mapping[int, SentenceSpan]
    ) -> None:
        self._segmented = segmented
        self._status = status
        self._announcers = announcers
        self._section: int | None = -1
        self._chapter: Status = "actual"
        self._of_section: Status = "actual"
        self._plans_from = 0  # in a closing paragraph, the facts before 下一步 are facts
        self._listed = False  # an item of a list of plans: 到2030年将实现：
        self._reported = False  # what a plan holds: 《规划》提出，…。
        self._before_plans = False
        self._paragraph = -1
        self._told = False  # the sentence, or the one it continues, states facts

    @property
    def default(self) -> Status:
        """Return the status of a number whose sentence has no cue of a fact or a plan."""
        if self._listed or self._reported:
            return "target"
        return "actual" if self._told or self._before_plans else self._of_section

    def tell(self, *, ended: bool) -> None:
        """Record whether the last time has ended: the sentence then states facts, whatever its heading."""
        self._told = ended

    def enter(self, sentence: SentenceSpan) -> None:
        """Move to a sentence."""
        text, status = self._segmented.text, self._status
        start, end = sentence.start, sentence.end
        if sentence.section != self._section:
            self._open(sentence.section)
        self._before_plans = end <= self._plans_from
        self._told = self._told and text.startswith("其中", start)
        self._listed = (self._listed and status.is_item(text, start)) or status.leads(text, start, end)
        if self._reported and sentence.paragraph != self._paragraph and status.has_fact(text, start, end):
            self._reported = False
        self._paragraph = sentence.paragraph
        self._reported = self._reported or status.reports_plan(text, start, end)

    def _open(self, section: int | None) -> None:
        self._section = section
        part = self._segmented.sections[section] if section is not None else None
        heading = part.heading if part is not None else None
        told = self._status.of_heading(heading)
        if heading and chapter_end(heading):
            self._chapter = told or "actual"
        outlook = part is not None and part.kind == "outlook"
        self._plans_from = _next_step(self._segmented.text, part) if part is not None and outlook else 0
        self._of_section = "target" if outlook else told or self._announced(section) or self._chapter

    def _announced(self, section: int | None) -> Status | None:
        """Return the status that the announcing sentence gives the sections of its list, or None."""
        announcer = self._announcers.get(-1 if section is None else section)
        if announcer is None:
            return None
        start, end = announcer.start, announcer.end
        if self._status.leads(self._segmented.text, start, end):
            return "target"
        return self._status.of_heading(self._segmented.text[start:end].rpartition("，")[2])
