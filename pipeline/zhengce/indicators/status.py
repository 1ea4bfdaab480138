"""Distinguish plans from facts.

A cue has scope to the end of its sentence; a heading that announces plans has scope over its section.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zhengce.alternation import WORD, spelled_out
from zhengce.indicators.affixes import holds, run_end, suffix_of, without_suffix, word_end
from zhengce.indicators.attach.candidates import Candidate
from zhengce.indicators.attach.review_dates import is_span
from zhengce.indicators.lexicon import Lexicon
from zhengce.indicators.list_marks import is_counted, is_numbered
from zhengce.indicators.results import in_passing, plans_itself, result_of
from zhengce.indicators.slot import Slot
from zhengce.indicators.words import character_set, word_list
from zhengce.times import TimeMention
from zhengce.types import SegmentedText, Status

_PLANS_AFTER = word_list("status", "planned")
_NO_PLAN_BEFORE = character_set("status", "no_plan_before")
_LONGEST_PLANNED = 4  # characters before 目标
_REVIEWED = re.compile(
    rf"回顾|成就|(?:完成|执行)情况|总结|目标{WORD}{{0,4}}(?:完成|实现|达成)|(?:超过|超额|好于|高于|优于){WORD}{{0,6}}(?:目标|预期)"
)
_NAMED = r"“[^“”，。；！？\n]{1,14}”|《[^《》\n]{1,80}》"  # 落实“两个确保”: a name is no cue of a plan
# False cues of a plan: a goal that was reached or surpassed, a purpose, a record, life expectancy.
_NO_PLAN = re.compile(
    r"(?:完成|实现|达到|比(?![重例率])|较|高于|低于|好于|优于|超过|超额完成|超出)[^，。；]{0,16}?(?:目标|计划|预期|任务)(?:任务|数)?"
    r"|(?:^|(?<=[，。；：\n]))为了?(?:确保|实现|完成|争取)[^，。；]{0,30}，"
    r"|创?[^，。；]{0,4}年内新[高低]|预期寿命|”(?:计划|规划|行动)|(?:计划|规划|预算|目标)(?:执行|完成)"
)
_TELLING = tuple(f"{word}，" for word in word_list("status", "telling"))
_AIMS = tuple(
    f"{aim}{verb}{mark}" for aim in word_list("status", "aims") for verb in "是为" for mark in "，："
)
_LONGEST_AIM = 24  # characters from the head of a sentence
_PLANS = word_list("status", "plans")
_TITLES = word_list("status", "titles")
_GOING_ON = word_list("status", "going_on")
_REPORTING = 40  # characters before it that name the plan
_LONGEST_TITLE = 30
_LEADING = word_list("status", "leading")
_AS_OF = ("截至目前", "截止目前", "到目前")
_PARTS_OF_YEAR = word_list("status", "parts_of_year")
_WHOLE_PARTS = frozenset(word_list("status", "whole_parts"))
_WILL = "将"
_NO_MOVE = character_set("status", "no_move")
_MOVING = character_set("status", "moving")
_LONGEST_MOVED = 30
_MARKS = frozenset("，。；")
_BEGINNING = 2  # the last month in which a year has just begun
_GOALS = word_list("status", "goals")
_GOAL_TAILS = word_list("status", "goal_tails")
_FACING = word_list("status", "facing")
_FOLLOWING = word_list("status", "following")
_FOLLOWED = word_list("status", "followed")
_ARRANGED = ("安排", "部署", "计划", "方案", "规划", "要求")
_CLAUSE_MARKS = "，。；：\n"
_LONGEST_CLAUSE = 200  # characters before a cue
_PLAN_WORDS = word_list("status", "plan_words")
_ESTIMATING = ("预计", "预算")
_YEARS_OF_PLAN = ("五年", "5年")
_AHEAD = 40  # characters after a cue that are looked at: 将…整合为 is no plan


class StatusReader:
    """Distinguishes plans from facts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._headings = lexicon.status.headings
        self._target = re.compile(spelled_out((_NAMED, *lexicon.status.target)))
        self._actual = re.compile("|".join(lexicon.status.actual))

    def of_heading(self, heading: str | None) -> Status | None:
        """Return ``target`` if a heading announces plans, or None."""
        named = heading.replace("预期寿命", "") if heading else ""
        if holds(named, self._headings) and not _REVIEWED.search(named):
            return "target"
        return None

    def cues(
        self, text: str, start: int, end: int, segmented: SegmentedText | None = None
    ) -> list[re.Match[str]]:
        """Return the cues of plans in a sentence that begins at `start` and has its last quantity at `end`.

        Segmentation distinguishes 将 before a verb from 将 before an object that is moved (将物资送到30个站).
        """
        found = self._target.finditer(text, start, end + _AHEAD)
        cues = [cue for cue in found if text[cue.start()] not in "“《"]
        if segmented is not None:
            cues = [cue for cue in cues if cue[0] != _WILL or not _moves(segmented, cue.end())]
        if not cues:
            return cues
        ruled_out = [m.span() for m in _NO_PLAN.finditer(text, start, end + _AHEAD)]
        return [cue for cue in cues if not any(a <= cue.start() < b for a, b in ruled_out)]

    def weighed(
        self, plans: Sequence[re.Match[str]], place: int, told: tuple[Status, str], default: Status
    ) -> Iterator[Candidate]:
        """Yield the evidence for a plan and for a fact, for a number at `place`.

        `told` holds its status and the cue for it; `default` is the status of its part of the release.
        """
        status, cue = told
        for plan in plans:
            won = status == "target" and plan[0] == cue and plan.end() <= place
            against = "" if won else "another decides"
            if plan.start() >= place:
                against = "stands behind the number"
            elif status == "actual":
                against = "a fact is told after it, or it is no plan of this number"
            yield Candidate("status", "target", f"{plan[0]} in its sentence", against)
        if cue and not any(plan[0] == cue for plan in plans):
            source = "the part of the release" if cue == "heading" else f"{cue} at the number"
            yield Candidate("status", status, source)
        against = "" if not cue else "a cue goes before"
        if cue != "heading":
            yield Candidate("status", default, "the part of the release", against)

    def leads(self, text: str, start: int, end: int) -> bool:
        """Return whether a sentence announces a list of plans: 到2030年将实现：."""
        if text[end - 1] != "：":
            return False
        if not _announces(text[start : end - 1]):
            return False
        return any(cue.end() <= end for cue in self.cues(text, start, end))

    def reports_plan(self, text: str, start: int, end: int) -> bool:
        """Return whether a sentence begins to report the content of a plan.

        《计划》提出，…; 主要目标是，….
        """
        head = text[start : min(end, start + _LONGEST_AIM)]
        aim = next((head.find(aim) for aim in _AIMS if aim in head), -1)
        if aim >= 0 and not _REVIEWED.search(head[:aim]) and _MARKS.isdisjoint(head[:aim]):
            return True
        for word in _TELLING:
            told = text.find(word, start, end)
            while told >= 0:
                if _names_plan(text[max(start, told - _REPORTING) : told]):
                    return True
                told = text.find(word, told + 1, end)
        return False

    def has_fact(self, text: str, start: int, end: int) -> bool:
        """Return whether a sentence states that something has been done."""
        return self._actual.search(text, start, end) is not None

    def is_item(self, text: str, start: int) -> bool:
        """Return whether a list item begins at `start`."""
        marked = text.startswith(("——", "—-", "-—", "--", "●", "•", "·"), start)
        return marked or is_numbered(text, start) or is_counted(text, start)

    def read(  # noqa: C901, PLR0911, PLR0912 - a decision list: goals, cues of plans, days, the default
        self, text: str, plans: Sequence[re.Match[str]], slots: Sequence[Slot], index: int,
        time: TimeMention | None, default: Status, published: dt.date | None,
    ) -> tuple[Status, str]:  # fmt: skip
        """Return the status of quantity `index`, governed by `time`, and the cue, or an empty string.

        `plans` are the cues of plans in its sentence; `default` is the status of its part of the release.
        """
        slot = slots[index]
        place = slot.mention.outer_start
        ahead = time is not None and time.future
        if _is_part(text, slot.mention.outer_end) and _names_goal(text[slot.clause : place]):
            return "target", "goal"
        if slot.first_of_pair:
            return "actual", ""  # 将由36个月缩短至22个月: the 36 are a fact
        said = (cue for cue in reversed(plans) if cue.end() <= place)
        apart = (cue for cue in said if not _is_aside(text, cue, place))
        cue = next((cue for cue in apart if not in_passing(cue, slots, index)), None)
        if cue is not None and any(base.start <= cue.start() < base.end for base in slot.bases):
            cue = None  # 优于考核目标5个百分点
        if cue is not None and (result := result_of(text, cue, slots, index)):
            return "actual", result
        if cue is not None and cue[0].startswith(_ESTIMATING) and has_ended(time, published):
            came = result_of(text, cue, slots, len(slots) - 1)
            return ("target", cue[0]) if came else ("actual", "")  # an estimate of the year under review
        if cue is not None and not self._actual.search(text, cue.end(), place):
            return "target", cue[0]
        planned = _planned_after(text, slot.mention.outer_end)
        if planned:
            return "target", planned
        if (
            time is not None
            and time.kind == "point"
            and time.text.endswith("前")
            and (ahead or time.last is None)
        ):
            return "target", time.text
        undated = published is None and time is not None and time.first is None and time.text.startswith("到")
        if undated and _plans(text) and self._actual.search(text, slot.clause, place) is None:
            return "target", time.text if time is not None else ""
        if time is not None and _goes_on(time, published) and _is_arranged(text, place):
            return "target", time.text
        if time is not None and _has_just_begun(time, published):
            return "target", time.text
        if time is not None and ahead and not _is_part_of_year(time.text):
            return "target", time.text
        if default == "target":
            if time is not None and (time.text.startswith(_AS_OF) or has_ended(time, published)):
                return "actual", time.text
            fact = self._actual.search(text, slot.clause, place)
            over_plan = time is not None and time.text in _YEARS_OF_PLAN  # 5年累计完成投资30亿元
            if fact is not None and fact[0] == "累计" and (slot.mention.dimension != "money" or over_plan):
                fact = None  # 新增1000处、累计达8000处
            return ("actual", fact[0]) if fact is not None else ("target", "heading")
        return default, ""


@lru_cache(maxsize=8)
def _plans(text: str) -> bool:
    """Return whether a text contains any word of planning; if not, it is a history (到1982年)."""
    return holds(text, _PLAN_WORDS)


def _is_aside(text: str, cue: re.Match[str], place: int) -> bool:
    """Return whether a cue stands in an introductory clause before that of a number.

    针对将出现的高峰，|铁路增开….
    """
    floor = max(0, cue.start() - _LONGEST_CLAUSE)
    begins = max(floor - 1, *(text.rfind(mark, floor, cue.start()) for mark in _CLAUSE_MARKS)) + 1
    ends = text.find("，", cue.end(), place)
    if ends < 0:
        return False
    if text.startswith(_FOLLOWING, begins):
        return text.endswith(_FOLLOWED, begins, ends)
    return text.startswith(_FACING, begins)


def _moves(segmented: SegmentedText, place: int) -> bool:
    """Return whether a noun that is moved, not a verb, follows 将 at `place`."""
    first = next(iter(segmented.between(place, place + 1)), None)
    if first is None or not _is_moved(segmented.text, place):
        return False
    return segmented.tags[first].startswith(("n", "r", "m", "b", "j"))


def _goes_on(time: TimeMention, published: dt.date | None) -> bool:
    """Return whether a period of several years had not ended at publication."""
    return published is not None and is_span(time) and time.last is not None and time.last > published


def _is_arranged(text: str, place: int) -> bool:
    """Return whether a reference to an arrangement opens the sentence of the number at `place`.

    根据安排，|2022年至2025年遴选85家.
    """
    start = max(text.rfind(mark, 0, place) for mark in "。\n") + 1
    comma = text.find("，", start, place)
    return comma >= 0 and text.startswith(_FOLLOWING, start) and text.endswith(_ARRANGED, start, comma)


def _has_just_begun(time: TimeMention, published: dt.date | None) -> bool:
    """Return whether a year had only just begun at publication, so that a figure for all of it is a plan."""
    if published is None or published.month > _BEGINNING or not _is_named_year(time.text):
        return False
    return time.first is not None and time.first == published.replace(month=1, day=1)


def has_ended(time: TimeMention | None, published: dt.date | None) -> bool:
    """Return whether a time had ended when the text was published."""
    return time is not None and published is not None and time.last is not None and time.last < published


def _announces(lead: str) -> bool:
    """Return whether the last part of a sentence before ： is about plans."""
    part = lead[max(lead.rfind("。"), lead.rfind("；")) + 1 :]
    return any(word in part[-_AHEAD - len(word) :] for word in _LEADING)


def _names_plan(left: str) -> bool:
    """Return whether the words end with a plan whose content is reported: 《行动计划》还."""
    bare = without_suffix(left, _GOING_ON)
    if bare.endswith(_PLANS):
        return True
    title = suffix_of(bare, _TITLES)
    opened = bare.rfind("《")
    return bool(title) and opened >= 0 and len(bare) - len(title) - opened - 1 <= _LONGEST_TITLE


def _names_goal(left: str) -> bool:
    """Return whether the words end with a goal: 完成全年目标任务数."""
    whole = left.removesuffix("为")
    return whole.endswith(_GOALS) or without_suffix(whole, _GOAL_TAILS).endswith(_GOALS)


def _is_part(text: str, place: int) -> bool:
    """Return whether a share of the number that ends at `place` follows: 的80%, 的近80%."""
    if not text.startswith("的", place):
        return False
    place += 2 if text.startswith(("约", "近"), place + 1) else 1
    return text[place : place + 1].isdecimal()


def _planned_after(text: str, place: int) -> str:
    """Return the words that call the number before `place` a plan, or an empty string.

    5.5%左右|的控制目标.
    """
    first = place + 1 if text.startswith("的", place) else place
    for start in range(word_end(text, first, min(first + _LONGEST_PLANNED, len(text))), first - 1, -1):
        if text.startswith(_PLANS_AFTER, start) and text[start + 2 : start + 3] not in _NO_PLAN_BEFORE:
            return "" if plans_itself(text[first:start]) else text[place : start + 2]
    return ""


def _is_moved(text: str, place: int) -> bool:
    """Return whether the words from `place` on say that something is moved somewhere: 将|物资送到30个站."""
    if text[place : place + 1] in _NO_MOVE:
        return False
    last = run_end(text, place, min(place + _LONGEST_MOVED, len(text) - 1), _MARKS)
    return any(text[k] in _MOVING for k in range(place + 2, last + 1))


def _is_part_of_year(text: str) -> bool:
    return text.startswith(_PARTS_OF_YEAR) or text in _WHOLE_PARTS


def _is_named_year(text: str) -> bool:
    return len(text) == 5 and text[:4].isdecimal() and text.endswith("年")
