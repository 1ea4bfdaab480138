"""Times with scope over several sentences: of a paragraph, a section (heading or lead), or the title."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from zhengce.indicators.affixes import holds
from zhengce.indicators.attach.announcing import announcers
from zhengce.indicators.attach.frame_words import (
    begins_with_span,
    frame_words,
    is_item,
    is_lasting,
    may_date,
    sets_goals,
    years_kind,
)
from zhengce.indicators.attach.review_dates import dated, is_span, open_days, year_before
from zhengce.indicators.attach.scope import SentenceTimes, ruled_out
from zhengce.indicators.list_marks import is_counted, without_mark
from zhengce.times import TimeMention, find_times
from zhengce.types import SegmentedText, SentenceSpan

_ENDS = ("末", "底")
_UNTIL = ("截至", "截止")
_AVERAGE = ("平均", "年均")  # 两年平均增长2.5%
_LONGEST_LEAD = 40  # characters of a paragraph that only announces what follows

_RELATIVE = ("month", "stretch", "before", "named")

# Openings that continue the time of the number before, even in a new paragraph.
_GOES_ON = ("其中", "与此同时", "同时", "此外", "另外", "同期")


_OF_WHICH = ("其中", "当中")
# Where a time comes from that reaches a sentence from outside, the strongest first.
_SOURCES = (
    "the number before 其中 or 与此同时",
    "a sentence before in the paragraph",
    "the line that announces the list",
    "a heading, the lead of a section or the title",
    "a paragraph before",
)


class Frames:
    """Walks through the sentences of one text in order and keeps the times that each inherits.

    A heading's time governs its section and the sections under it; so does the time that opens the lead
    of a section (一年来，主要做了以下工作。). Within a paragraph, the time at the head of a sentence also
    governs the following sentences. The time in the title of a bulletin governs what no other time does.
    """

    def __init__(
        self, segmented: SegmentedText, published: dt.date | None, title: str | None, *, runs_on: bool = False
    ) -> None:
        self._segmented = segmented
        self._words = frame_words()
        self.announcers = announcers(segmented)
        title = title or next((part.heading for part in segmented.sections if part.kind == "lead"), None)
        self.published = published or self._last_day_told(title)
        self._published = self.published
        self._outlined = any(part.heading is not None and part.level > 0 for part in segmented.sections)
        self._title = self._told_by_title(title)
        self._title_year = year_before(self._title, self._published)
        self._of_section: dict[int | None, TimeMention | None] = {}
        self._headed: dict[int | None, bool] = {}  # sections under a heading with a time
        self._opening: TimeMention | None = None  # of the last paragraph; it governs a list after it
        self._across: TimeMention | None = None  # the time that governs the next paragraphs of news
        self._of_list: TimeMention | None = None  # the time of the line that announces a list
        self._in_paragraph: TimeMention | None = None
        self._told: TimeMention | None = None  # the time of the last indicator
        self._last: TimeMention | None = None  # the last dated time of an indicator in the section
        self._seen: TimeMention | None = None  # the last dated time of any sentence in the section
        self._runs_on = runs_on
        self._paragraph = self._first_paragraph = -1
        self._section: int | None = -1
        self._goes_on = False  # whether the sentence before is not finished
        self._sentence: SentenceSpan | None = None

    def enter(self, sentence: SentenceSpan) -> None:
        """Move to a sentence."""
        text = self._segmented.text
        if sentence.section != self._section:
            self._section = sentence.section
            self._last = self._seen = None
            self._first_paragraph = -1
            if sentence.section not in self._of_section:
                self._of_section[sentence.section] = self._of(sentence.section)
        if sentence.paragraph != self._paragraph:
            if not self._goes_on:
                self._in_paragraph = None
            if self._told is not None and not text.startswith(_GOES_ON, sentence.start):
                self._told = None
            if self._of_list is not None and not is_item(text, sentence.start):
                self._of_list = None
        told = self._in_paragraph or self._across
        if told is not None and text.startswith(self._words.turns, sentence.start):
            self._in_paragraph = self._across = None
        self._paragraph, self._sentence = sentence.paragraph, sentence
        if self._first_paragraph < 0 and not self._is_headline(sentence):
            self._first_paragraph = sentence.paragraph

    def inherited(self) -> TimeMention | None:
        """Return the time that governs a number whose own sentence has none, or None."""
        return next(filter(None, self._reaching()), None)

    def handed_on(self) -> Iterator[tuple[str, TimeMention]]:
        """Yield the times that govern the sentence from outside, each after its source, strongest first."""
        for source, time in zip(_SOURCES, self._reaching(), strict=False):
            if time is not None:
                yield source, time

    def _reaching(self) -> tuple[TimeMention | None, ...]:
        """Return the time inherited from each of the `_SOURCES`, in order, or None for a source without one.

        A headline inherits a time only from the line that announces its list.
        """
        sentence = self._sentence
        if sentence is None:
            return ()
        if self._is_headline(sentence):
            return None, None, self._of_list
        return (
            self._told if self._segmented.text.startswith(_GOES_ON, sentence.start) else None,
            self._in_paragraph,
            self._of_list,
            self._of_section.get(sentence.section),
            self._across or self._running(),
        )

    def _running(self) -> TimeMention | None:
        """Return the last time with a first day, or None unless times carry over to the next paragraphs."""
        last = self._last
        return last if self._runs_on and last is not None and last.first is not None else None

    def dated(self, time: TimeMention, before: TimeMention | None = None) -> TimeMention:
        """Return the time with its dates resolved by headings and earlier times.

        `before` is an earlier time in the same sentence.
        """
        frame = self._of_section.get(self._section)
        year = self._title_year if time.floating else None
        if year is not None and not self._is_headed_by_time():  # 全年 and 年末 of a bulletin: of its title
            placed = _in_year(time, year)
            if placed is not None:
                return placed._replace(future=False, floating=False)
        if not open_days(time) and not time.floating:
            return time
        nearest = (
            before or self._in_paragraph or self._told or self._last or self._seen or frame or self._across
        )
        if time.floating:
            return time if self._published is not None else _in_year_of(nearest, time)
        relative = years_kind(time.text) in _RELATIVE
        spoken = nearest if relative else frame or self._seen
        return dated(time, self._headings(), spoken, self._published)

    def over_years(self, time: TimeMention | None) -> TimeMention | None:
        """Return the plan or span of years that an annual average covers, if one is known: 年均增长6%.

        A `time` that is itself a span is returned unchanged, as is one for which no span is known.
        """
        if time is None or is_span(time):
            return time
        near = (self._in_paragraph, self._of_list, self._of_section.get(self._section))
        told = [t for heading in self._headings() for t in find_times(heading, self._published)]
        spans = [t for t in (*near, *told) if t is not None and is_span(t)]
        return spans[0] if spans else time

    def pass_by(self, sentence: SentenceSpan) -> None:
        """Leave a sentence that contains neither a number nor a time."""
        self._goes_on = self._segmented.text[sentence.end - 1] in "；，、"

    def leave(self, times: SentenceTimes, told: TimeMention | None) -> None:
        """Leave a sentence and keep the times it hands on; `told` is the time of its last indicator."""
        sentence, text = self._sentence, self._segmented.text
        if sentence is None:
            return
        self._told = told or self._told
        self._seen = next((t for t in reversed(times.times) if t.last is not None), self._seen)
        self._last = told if told is not None and told.last is not None else self._last
        self._goes_on = text[sentence.end - 1] in "；，、"
        if not times.times or self._is_headline(sentence):
            return
        partial = text.startswith(_OF_WHICH, sentence.start)  # 其中3月份新增存款3万亿元 is an aside
        heads = [
            time
            for time in times.heads()
            if not partial
            and not holds(time.text, self._words.passing)
            and not text.startswith(_AVERAGE, time.end)
        ]
        lasting = [time for time in heads if time.kind != "now" or text.startswith("，", time.end)]
        if lasting:
            self._hand_on(lasting, times)
        frame = next((t for t in heads if t.kind != "now" and not t.text.startswith(_UNTIL)), None)
        if frame is not None and times.opens(frame):
            self._opening = self.dated(frame)
            if text[sentence.end - 1] == "：":
                self._of_list = self._opening
        if self._leads(sentence):
            self._frame_section(sentence, times, frame)

    def _hand_on(self, lasting: Sequence[TimeMention], times: SentenceTimes) -> None:
        """Hand a time on to the rest of the paragraph and, without an outline, to the next paragraphs."""
        first = lasting[0] if times.opens(lasting[0]) else _widest(lasting)
        if self._is_end_in_review(first):
            return
        before = self._in_paragraph
        frame = before or self._of_section.get(self._section)
        if frame is not None and _is_span_over(frame, first) and not times.opens(first):
            return  # 五年来…。总量…，2025年人均7万元。…: the year is of its sentence
        if first.text != "全年" or before is None or before.text in self._words.parts:
            self._in_paragraph = self.dated(first)
        if not self._outlined:
            points = [t for t in lasting if t.kind == "point" and t.text.endswith(self._words.months)]
            months = [t for t in points if t.start == first.start or times.opens(t)]
            self._across = next((t for t in reversed(months) if t.last is not None), None)
            opens = times.opens(first) and self._segmented.text.startswith("，", first.end)
            if opens and self._starts_paragraph() and first.text in self._past_years():
                self._across = self.dated(first)

    def _is_end_in_review(self, time: TimeMention) -> bool:
        """Return whether a time is the end of a year in a review of several years.

        Such a time (去年末) governs one sentence only.
        """
        frame = self._of_section.get(self._section)
        return frame is not None and frame.kind == "years" and time.text.endswith(_ENDS)

    def _starts_paragraph(self) -> bool:
        sentence = self._sentence
        return sentence is not None and self._segmented.text[: sentence.start].rstrip(" \u3000")[-1:] in (
            "",
            "\n",
        )

    def _past_years(self) -> tuple[str, ...]:
        """Return expressions for the year before publication.

        In a review without an outline they govern all that follows.
        """
        return () if self._published is None else (f"{self._published.year - 1}年", "去年", "过去一年")

    def _frame_section(self, sentence: SentenceSpan, times: SentenceTimes, frame: TimeMention | None) -> None:
        """Date a section by its lead: by the time it sets goals for, else by the time that opens it."""
        if not self._outlined and not (frame is not None and is_lasting(frame.text)):
            return
        text = self._segmented.text
        goals = next((t for t in times.times if sets_goals(text, t.end)), None)
        if goals is not None:
            self._of_section[sentence.section] = self.dated(goals)
        elif frame is not None and times.opens(frame) and not self._is_end_in_review(frame):
            self._of_section[sentence.section] = self.dated(frame)

    def _leads(self, sentence: SentenceSpan) -> bool:
        """Return whether a sentence opens its section, or announces a list (一年来，主要做了以下工作。)."""
        text = self._segmented.text
        if sentence.paragraph == self._first_paragraph or text[sentence.end - 1] == "：":
            return True
        around = text[sentence.start - 1 : sentence.start] + text[sentence.end : sentence.end + 1]
        return around.strip("\n") == "" and sentence.end - sentence.start <= _LONGEST_LEAD

    def _of(self, section: int | None) -> TimeMention | None:
        """Return the time of a section, or None.

        It is that of its heading, else of the sentence that announces it, else of the section above it.
        A section at the top level takes the time of the title or, if it is an item of a list, the time
        that opened the last paragraph.
        """
        if section is None:
            return self._title
        part = self._segmented.sections[section]
        own = self._told_by(part.heading)
        if own is not None:
            return own
        announced = self._told_by_announcer(section)
        if announced is not None:
            return announced
        if part.parent is None:
            listed = part.heading is not None and (
                part.heading.startswith(self._words.bullets) or is_counted(part.heading)
            )
            return self._opening if listed else self._title
        if part.parent not in self._of_section:
            self._of_section[part.parent] = self._of(part.parent)
        return self._of_section[part.parent]

    def _told_by(self, heading: str | None) -> TimeMention | None:
        """Return the time that a heading names, or None.

        Where a year is coordinated with a quoted plan, the plan counts.
        """
        if heading is None:
            return None
        sentence = heading[-1] in "。！？" or not may_date(heading)
        opens = len(heading) - len(without_mark(heading))
        if sentence and not opens and not begins_with_span(heading):
            return None
        for time in find_times(heading, self._published):
            narrow = time.kind == "point" and heading[time.end : time.end + 1] in ("和", "及", "与")
            begun = time.start if not heading[: time.start].strip("—") else 0
            if sentence and opens and time.start != opens:
                continue
            if ruled_out(heading, time, begun) is None and not (narrow and "“" in heading):
                return self.dated(time)
        return None

    def _told_by_announcer(self, section: int) -> TimeMention | None:
        """Return the time in the clause that announces a list of sections, or None.

        Example: “十一五”的主要目标是：.
        """
        announcer = self.announcers.get(section)
        if announcer is None:
            return None
        said = self._segmented.text[announcer.start : announcer.end]
        begin = said.rfind("，") + 1
        times = [t for t in find_times(said, self._published) if t.start >= begin or t.start == 0]
        told = [t for t in times if t.kind not in ("day", "now") and ruled_out(said, t, 0) is None]
        return self.dated(told[-1]) if told else None

    def _last_day_told(self, title: str | None) -> dt.date | None:
        """Return the last day of the only fully dated time in a title, or None.

        It replaces a missing publication date.
        """
        if title is None or holds(title, self._words.documents):
            return None
        times = [t for t in find_times(title) if t.last is not None]
        return times[0].last if len(times) == 1 else None

    def _told_by_title(self, title: str | None) -> TimeMention | None:
        """Return the only time in the title, or None.

        It counts in the title of a bulletin, and elsewhere if it is a past year that opens the title.
        """
        words = self._words
        if title is None or holds(title, words.documents):
            return None
        times = [t for t in find_times(title, self._published) if t.kind == "point" and t.last is not None]
        if not holds(title, words.bulletins) and not (times and self._is_past_year(times[0])):
            return None
        return times[0] if len(times) == 1 and ruled_out(title, times[0], 0) is None else None

    def _is_past_year(self, time: TimeMention) -> bool:
        """Return whether a time opens a title and is a year that had ended: 2019年上海建成…."""
        ended = self._published is not None and time.last is not None and time.last < self._published
        return ended and time.start == 0 and time.text.endswith("年")

    def _headings(self) -> Iterator[str]:
        """Yield the headings above the sentence, the nearest first."""
        section = self._section
        while section is not None and section >= 0:
            part = self._segmented.sections[section]
            if part.heading:
                yield part.heading
            section = part.parent

    def _is_headed_by_time(self) -> bool:
        """Return whether a heading above the sentence contains a time."""
        if self._section not in self._headed:
            told = any(find_times(heading, self._published) for heading in self._headings())
            self._headed[self._section] = told
        return self._headed[self._section]

    def _is_headline(self, sentence: SentenceSpan) -> bool:
        if sentence.section is None:
            return False
        part = self._segmented.sections[sentence.section]
        stopped = self._segmented.text[sentence.end - 1] in "。！？；，、："
        return part.heading is not None and part.start == sentence.start and not stopped


def _in_year_of(nearest: TimeMention | None, time: TimeMention) -> TimeMention:
    """Return a part of a year (年末), dated in the year of the preceding time, for texts without a date."""
    if nearest is None or nearest.last is None:
        return time
    return _in_year(time, nearest.last.year) or time


def _in_year(time: TimeMention, year: int) -> TimeMention | None:
    """Return a part of a year (年末), dated in that year, or None if its text is not one time."""
    found = find_times(time.text, dt.date(year, 12, 31))
    return time._replace(first=found[0].first, last=found[0].last) if len(found) == 1 else None


def _widest(heads: Sequence[TimeMention]) -> TimeMention:
    """Return the first of the times that contains the last one, or the last one itself."""
    last = heads[-1]
    for time in heads[:-1]:
        if _contains(time, last):
            return time
    return last


def _is_span_over(span: TimeMention, time: TimeMention) -> bool:
    """Return whether a span of years contains a time, as far as their dates are known."""
    if span.kind == "years" and span.first is None and time.kind == "point":
        return not time.future
    return is_span(span) and _contains(span, time)


def _contains(time: TimeMention, part: TimeMention) -> bool:
    """Return whether the days of `part` lie within those of `time`."""
    if time.first is None or time.last is None or part.first is None or part.last is None:
        return False
    return time.first <= part.first and part.last <= time.last
