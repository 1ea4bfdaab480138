"""What sentences hand on to the next: the governing time, and whether a part of the release tells plans.

A time at the head of a clause is handed on within its paragraph, one that opens a paragraph to those that
follow in its section. A heading with a time governs its part, an item of a list begins with the time before
the list, a question and an answer begin anew. A part headed by plans, or an outlook, tells plans.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from zhengce.alternation import WORD
from zhengce.extract.governing import is_governing, is_local
from zhengce.extract.status import StatusReader
from zhengce.times import TimeMention, find_times
from zhengce.types import SegmentedText, SentenceSpan, Status

_OUTLINE_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]|.*(?:回顾|工作|成就|情况|概况|安排|目标|任务|发展)$"
)
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、")
_SUBSECTION = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]是")
_TURNS = ("问：", "答：", "记者：")
_DESCRIBING = re.compile(rf"(?!的){WORD}{{1,6}}的(?!{WORD}{{0,6}}(?:目标|任务))")  # 去年投产的动力电池
_UNTIL = ("截至", "截止")
_OPENS = ("自", "从", "经过", "们在")
_THE_YEAR = frozenset({"过去一年", "一年来"})  # of a review that its heading dates
_PARTS = frozenset({"年末", "年底", "上半年", "下半年", "前三季度"})


class Timeline:
    """Walks through the sentences of one text in order."""

    def __init__(self, segmented: SegmentedText, published: dt.date | None, status: StatusReader) -> None:
        self._segmented = segmented
        self._published = published
        self._status = status
        self._section: int | None = -1
        self._paragraph = -1
        self._opens = True  # whether no sentence of the paragraph has been left
        self._told: TimeMention | None = None  # the time of the last quantity of the sentence before
        self._goes_on = False  # whether that sentence is not finished
        self._frame: TimeMention | None = None
        self._outer: TimeMention | None = None  # what stands before a list of subsections hands on
        self._heading: TimeMention | None = None  # the time that the section's heading, or one above, tells
        self._within = False  # whether the section is such a subsection
        self._chapter: Status = "actual"
        self.inherited: TimeMention | None = None
        self.default: Status = "actual"

    def enter(self, sentence: SentenceSpan) -> None:
        """Go to a sentence: `inherited` and `default` are then what it inherits."""
        text = self._segmented.text
        if sentence.section != self._section:
            self._open(sentence.section)
        elif sentence.paragraph != self._paragraph and not self._goes_on:
            self.inherited = self._frame
        if text.startswith("其中", sentence.start):
            self.inherited = self._told or self.inherited
        self._opens = sentence.paragraph != self._paragraph
        self._paragraph = sentence.paragraph
        if text.startswith(_TURNS, sentence.start):
            self.inherited = self._frame = None
        self._sentence = sentence

    def time_for(self, own: TimeMention | None) -> TimeMention | None:
        """The time that governs: the sentence's own, else the inherited one; a headline inherits none."""
        if own is not None and own.text in _THE_YEAR and self._heading is not None:
            return own._replace(first=self._heading.first, last=self._heading.last)
        return own or (None if self._is_headline() else self.inherited)

    def leave(
        self, times: Sequence[TimeMention], bases: frozenset[int], *, told: TimeMention | None, counts: bool
    ) -> None:
        """Take along what the sentence hands on.

        Args:
            times: the time expressions of the sentence.
            bases: places of those that a change is measured against.
            told: the time that governs its last indicator.
            counts: whether it held an indicator.
        """
        self._told = told
        self._goes_on = self._segmented.text[self._sentence.end - 1] in "；，、"
        if times and not self._is_headline():
            self.inherited = self._handed_on(times, bases, counts=counts) or self.inherited
            as_of = self.inherited is not None and self.inherited.text.startswith(_UNTIL)
            if self._opens or as_of:
                self._frame = self.inherited

    def _open(self, section: int | None) -> None:
        self._section = section
        part = self._segmented.sections[section] if section is not None else None
        heading = part.heading if part is not None else None
        told = self._status.of_heading(heading)
        if heading and _CHAPTER.match(heading):
            self._chapter = told or "actual"
        outlook = part is not None and part.kind == "outlook"
        self.default = "target" if outlook else told or self._chapter
        item = _SUBSECTION.match(heading) if heading is not None else None
        self._within = item is not None
        if item is not None and item[0].strip("（(）)是") == "一":
            self._outer = self.inherited
        own = self._told_by(heading)
        above = part.parent if part is not None else None
        self._heading = own or self._above(above)
        if heading is None:
            self.inherited = self._frame = None
        elif heading[-1] in "。！？":  # a topic sentence, not a heading
            self._frame = self.inherited = self._outer if self._within else self.inherited
        else:
            self.inherited = self._frame = own or (self._outer if self._within else None) or self._heading

    def _told_by(self, heading: str | None) -> TimeMention | None:
        """The time in the heading of a part of the release."""
        if heading is None or heading[-1] in "。！？" or not _OUTLINE_HEADING.match(heading):
            return None
        times = find_times(heading, self._published)
        return next((time for time in times if is_governing(heading, time, 0)), None)

    def _above(self, section: int | None) -> TimeMention | None:
        """The time in the heading of a section, or in the next one above it that has one."""
        while section is not None:
            part = self._segmented.sections[section]
            found = self._told_by(part.heading)
            if found is not None:
                return found
            section = part.parent
        return None

    def _is_headline(self) -> bool:
        sentence = self._sentence
        if sentence.section is None:
            return False
        part = self._segmented.sections[sentence.section]
        stopped = self._segmented.text[sentence.end - 1] in "。！？"
        return part.heading is not None and part.start == sentence.start and not stopped

    def _yields_to_year(self) -> bool:
        """Whether 全年 at the head of a sentence says more than what is handed on: nothing yet, or 年末."""
        return self._opens or (self.inherited is not None and self.inherited.text in _PARTS)

    def _handed_on(
        self, times: Sequence[TimeMention], bases: frozenset[int], *, counts: bool
    ) -> TimeMention | None:
        text, sentence = self._segmented.text, self._sentence
        for time in reversed(times):
            until = time.text.startswith(_UNTIL)
            if time.start in bases or time.kind == "day":
                continue
            if time.text == "全年" and not (time.start == sentence.start and self._yields_to_year()):
                continue
            if time.text.startswith("连续"):
                continue  # how long something has gone on
            if not is_governing(text, time, sentence.start) or is_local(text, time):
                continue
            if not counts and time.kind == "since" and self.inherited is not None:
                continue  # what is said of an era, not of its figures
            if not counts and time.kind == "point" and "月" in time.text and not until:
                continue  # the day something was said or signed
            before = text[max(sentence.start, time.start - 2) : time.start]
            opens = not before or before[-1] in "。；：\n）】" or before.endswith(_OPENS)
            described = _DESCRIBING.match(text, time.end)
            if until or text.startswith("，", time.end) or (opens and not described and time.kind != "now"):
                return time
        return None
