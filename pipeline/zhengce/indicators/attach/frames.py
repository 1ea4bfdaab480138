"""Times that reach over sentences: of the paragraph, of the section with its heading and lead, of the title."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from zhengce.times import TimeMention, find_times
from zhengce.indicators.attach.scope import SentenceTimes, ruled_out
from zhengce.types import SegmentedText, SentenceSpan

_OUTLINE_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]|.*(?:回顾|工作|成就|情况|概况|安排|目标|任务|发展|形势|运行)$"
)
_TURNS = ("问：", "答：", "记者：")
_UNTIL = ("截至", "截止")
_PASSING = re.compile("近期|近日|日前|近年来?|近些年来?|最近|今[天日晚]|昨[天日]|当[天日]|连续")  # said of one sentence
_GOALS = re.compile(r"的[^，。；：\d]{0,6}目标")
_REPORT = re.compile("报告|规划|计划|方案|意见|通知|办法|条例|会议|峰会|论坛|大会|活动|讲话|致辞|草案")
_BULLETIN = re.compile("公报|统计|数据|情况|运行|快报|月报|指标|數字|数字")
_PAST_YEAR = re.compile("(?:这|过去|刚刚过去的?|过去的)?一年(?:来|间|多来)?$")
_PAST_FIVE = re.compile("(?:这|过去|过去的|近)?(?:五|5)年(?:来|间)?$")
_NEXT_FIVE = re.compile("(?:今后|未来)(?:五|5)年$")
_YEARS_ON = re.compile("^(?:这|过去)?[一两二三四五六七八九十\\d]+年来?$|^过去")  # of a review, outline or not
_ITEMS = ("——", "—", "一是", "二是", "三是", "四是", "五是", "六是", "●", "■")
_OF_MONTH = frozenset({"当月", "本月"})
_MONTHS = re.compile("(?:月份?|季度?|半年)$")
_PARTS = frozenset({"年末", "年底", "上半年", "下半年", "前三季度"})


class Frames:
    """Walks through the sentences of one text in order, and knows what each inherits.

    A heading's time governs its section and the sections under it; so does the time that the lead of a
    section begins with (一年来，主要做了以下工作。). Within a paragraph, the time at the head of a sentence goes
    on. The title of a bulletin governs what nothing else does.
    """

    def __init__(self, segmented: SegmentedText, published: dt.date | None, title: str | None) -> None:
        self._segmented = segmented
        self._published = published
        self._of_section: dict[int | None, TimeMention | None] = {}
        self._opening: TimeMention | None = None  # of the last paragraph, for the items of a list that follow it
        self._title = self._told_by_title(title)
        self._paragraph = -1
        self._section: int | None = -1
        self._first_paragraph = -1
        self._told: TimeMention | None = None
        self._across: TimeMention | None = None  # a stretch of months that paragraphs without a time go on about
        self._in_paragraph: TimeMention | None = None
        self._goes_on = False
        self._sentence: SentenceSpan | None = None

    def enter(self, sentence: SentenceSpan) -> None:
        """Go to a sentence."""
        text = self._segmented.text
        if sentence.section != self._section:
            self._section = sentence.section
            self._first_paragraph = -1
            if sentence.section not in self._of_section:
                self._of_section[sentence.section] = self._of(sentence.section)
        if sentence.paragraph != self._paragraph and not self._goes_on:
            self._in_paragraph = None
        if sentence.paragraph != self._paragraph:
            self._told = self._told if text.startswith("其中", sentence.start) else None
        if text.startswith(_TURNS, sentence.start):
            self._in_paragraph = None
        self._paragraph = sentence.paragraph
        self._sentence = sentence
        if not self._is_headline() and self._first_paragraph < 0:
            self._first_paragraph = sentence.paragraph

    def inherited(self) -> TimeMention | None:
        """What governs a number of the sentence for which the sentence itself tells no time."""
        sentence = self._sentence
        if sentence is None or self._is_headline():
            return None
        if self._told is not None and self._segmented.text.startswith("其中", sentence.start):
            return self._told
        return self._in_paragraph or self._of_section.get(sentence.section) or self._across

    def dated(self, time: TimeMention) -> TimeMention:
        """一年来, 这五年 and 今后五年 with the days that heading or title tell."""
        if time.text in _OF_MONTH:
            return self._in_month(time)
        if time.kind != "years" and not _PAST_FIVE.match(time.text):
            return time
        if _PAST_YEAR.match(time.text):
            days = self._year_told()
        elif _PAST_FIVE.match(time.text):
            days = self._plan_told(past=True)
        elif _NEXT_FIVE.match(time.text):
            days = self._plan_told(past=False)
        else:
            return time
        return time if days is None else time._replace(first=days[0], last=days[1])

    def _in_month(self, time: TimeMention) -> TimeMention:
        """当月 is the last month that was spoken of."""
        spoken = self._in_paragraph or self._told or self._of_section.get(self._section) or self._across
        if spoken is None or spoken.last is None:
            return time
        last = spoken.last
        return time._replace(first=last.replace(day=1), last=last)

    def leave(self, times: SentenceTimes, told: TimeMention | None) -> None:
        """Take along what the sentence hands on; `told` is the time of its last indicator."""
        sentence = self._sentence
        assert sentence is not None, "enter comes before leave"  # noqa: S101
        text = self._segmented.text
        self._told = told or self._told
        self._goes_on = text[sentence.end - 1] in "；，、"
        if self._is_headline():
            return
        heads = [time for time in times.heads() if not _PASSING.search(time.text)]
        lasting = [t for t in heads if t.kind != "now" or text.startswith("，", t.end)]
        if lasting:
            first = lasting[0] if times.opens(lasting[0]) else self._widest(lasting)
            narrower = self._in_paragraph is not None and self._in_paragraph.text in _PARTS
            if first.text != "全年" or self._in_paragraph is None or narrower:
                self._in_paragraph = self.dated(first)
        frame = next((t for t in heads if t.kind != "now" and not t.text.startswith(_UNTIL)), None)
        if lasting and not self._has_outline():
            months = [t for t in lasting if t.kind == "point" and _MONTHS.search(t.text) and t.last is not None]
            self._across = months[-1] if months else None
        leads = sentence.paragraph == self._first_paragraph or text[sentence.end - 1] == "：" or self._is_lead(sentence)
        if frame is not None and times.opens(frame):
            self._opening = self.dated(frame)
        lasting_years = frame is not None and _YEARS_ON.search(frame.text) is not None
        if not leads or not (self._has_outline() or lasting_years):
            return
        goals = next((t for t in times.times if _GOALS.match(text, t.end)), None)
        if goals is not None:
            self._of_section[sentence.section] = self.dated(goals)
        elif frame is not None and times.opens(frame):
            self._of_section[sentence.section] = self.dated(frame)

    def _widest(self, heads: Sequence[TimeMention]) -> TimeMention:
        """Of times at the heads of later clauses the one that holds the others, else the last."""
        last = heads[-1]
        for time in heads:
            within = time.first is not None and time.last is not None and last.first is not None and last.last is not None
            if within and time.first <= last.first and last.last <= time.last and time != last:
                return time
        return last

    def _is_lead(self, sentence: SentenceSpan) -> bool:
        """A paragraph of one short sentence that announces what follows: 一年来，主要做了以下工作。"""
        text = self._segmented.text
        alone = text[sentence.start - 1 : sentence.start] in ("", "\n") and text[sentence.end : sentence.end + 1] in ("", "\n")
        return alone and sentence.end - sentence.start <= 40

    def _has_outline(self) -> bool:
        return any(part.heading is not None and part.level > 0 for part in self._segmented.sections)

    def _of(self, section: int | None) -> TimeMention | None:
        """The time of a section: its heading's, else that of the section above it, else the title's."""
        if section is None:
            return self._title
        part = self._segmented.sections[section]
        own = self._told_by(part.heading)
        if own is not None:
            return own
        if part.parent is None and part.heading is not None and part.heading.startswith(_ITEMS):
            return self._opening
        if part.parent is None:
            return self._title
        if part.parent not in self._of_section:
            self._of_section[part.parent] = self._of(part.parent)
        return self._of_section[part.parent]

    def _told_by(self, heading: str | None) -> TimeMention | None:
        if heading is None or heading[-1] in "。！？" or not _OUTLINE_HEADING.match(heading):
            return None
        times = find_times(heading, self._published)
        return next((self.dated(t) for t in times if ruled_out(heading, t, 0) is None and not _is_plan_head(heading, t)), None)

    def _told_by_title(self, title: str | None) -> TimeMention | None:
        if title is None or not _BULLETIN.search(title) or _REPORT.search(title):
            return None
        times = [t for t in find_times(title, self._published) if t.kind == "point" and t.last is not None]
        return times[0] if len(times) == 1 and ruled_out(title, times[0], 0) is None else None

    def _headings(self) -> list[str]:
        """The headings above the sentence, the nearest first, and the lead of the text."""
        found = []
        section = self._section
        while section is not None and section >= 0:
            part = self._segmented.sections[section]
            if part.heading:
                found.append(part.heading)
            section = part.parent
        return found

    def _year_told(self) -> tuple[dt.date, dt.date] | None:
        """The year under review: the one that a heading or the lead names."""
        for heading in self._headings():
            for time in find_times(heading, self._published):
                if _is_year(time):
                    return time.first, time.last
        frame = self._of_section.get(self._section)
        return (frame.first, frame.last) if frame is not None and _is_year(frame) else None

    def _plan_told(self, *, past: bool) -> tuple[dt.date, dt.date] | None:
        """The five years of the plan that a heading names."""
        for heading in self._headings():
            for time in find_times(heading, self._published):
                if time.first is None or time.last is None or time.last.year - time.first.year != 4:
                    continue
                if self._published is None or (time.first <= self._published - dt.timedelta(days=365)) == past:
                    return time.first, time.last
        return None

    def _is_headline(self) -> bool:
        sentence = self._sentence
        if sentence is None or sentence.section is None:
            return False
        part = self._segmented.sections[sentence.section]
        stopped = self._segmented.text[sentence.end - 1] in "。！？；，、："
        return part.heading is not None and part.start == sentence.start and not stopped


def _is_plan_head(heading: str, time: TimeMention) -> bool:
    """Of two times in a heading, the wide one stands for the whole: 2025年和“十四五”时期工作回顾 is of both."""
    return heading[time.end : time.end + 1] in ("和", "及", "与") and time.kind == "point" and "“" in heading


def _is_year(time: TimeMention) -> bool:
    return time.first is not None and time.last is not None and (time.last - time.first).days in (364, 365)
