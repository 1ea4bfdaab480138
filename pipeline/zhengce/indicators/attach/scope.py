"""Time expressions of a sentence that govern a number: candidates, and constraints that rule them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from zhengce.indicators.affixes import prefix_of, run_end
from zhengce.indicators.attach.candidates import Candidate
from zhengce.indicators.coordination import LINK
from zhengce.indicators.list_marks import NUMERALS
from zhengce.indicators.words import character_set, word_list
from zhengce.resources import load_toml
from zhengce.segment.clauses import ClauseTree
from zhengce.times import TimeMention

RULES = Path(__file__).with_name("scope.toml")
_BEFORE, _AFTER = 12, 48  # characters that a constraint may look at
_SPANS = character_set("scope", "spans")
_SUMS = word_list("scope", "sums")
_GROWING = word_list("scope", "growing")
_NUMBER_NEXT = re.compile(
    r"(?:同期)?的?(?:增长|下降|上升|上涨|下跌|回落|减少|增加)?了?(?:(?:位?居|位?列|排)[一-龥]{0,5}第)?-?"
    r"(?:约|近|不足|超|每[一-龥]{1,3})?[\d一二三四五六七八九十]"
)
_ABOUT = word_list("scope", "about")
_PROPERTIES = word_list("scope", "properties")
_EVENTS = word_list("scope", "events")
_LONGEST_EVENT = 12  # characters
_CLAUSE_MARKS = frozenset("，。；：\n")
_AND_ONE = re.compile(r"的?[\d.,]+[万亿]*[^，。；、和\d]{0,4}[和、]")  # 从2021年的46503元和16935元分别…
_HEAD = re.compile(
    r"(?:其中|但|而|同时|此外|另外|刚刚过去的|过去的|回首|回顾|展望|纵观|据[一-龥]{2,4}|数据显示|统计显示|初步[一-龥]{2})?"
    r"，?(?:我们|本[市省局部会]|[全我][国省市县区])?(?:截[至止]|从|自|在|到|至|进入)?"
)
_DESCRIBING = re.compile(
    r"(?!的|经|按|以|扣除)[^，。；：、！？（）“”《》\d\s]{1,6}的(?![^，。；：、\d]{0,6}(?:目标|任务))"
)
_RUNNING = "连续"
_YEARS = word_list("scope", "years")
_AS_OF = ("截至", "截止")
_AVERAGED = ("平均", "年均", "复合")
_FOUNDATION = "基础上"
_LAST_DAY = 364  # of a year, from its first


class Constraint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A condition that rules a time out, with examples in which the time is marked; see ``scope.toml``."""

    id: str
    why: str
    before_ends: tuple[str, ...] = ()
    not_before_ends: tuple[str, ...] = ()
    after_begins: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    after: str = ""
    fits: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    constraint: tuple[Constraint, ...]


class _Compiled(NamedTuple):
    rule: Constraint
    fits: frozenset[str]
    after: re.Pattern[str] | None


def constraints() -> tuple[Constraint, ...]:
    """Return the constraints in the order of the table."""
    return load_toml(RULES, _Table).constraint


@cache
def _compiled() -> tuple[_Compiled, ...]:
    return tuple(_Compiled(c, frozenset(c.fits), _expression(c.after)) for c in constraints())


def _expression(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


def ruled_out(text: str, time: TimeMention, start: int) -> str | None:
    """Return the id of the constraint that rules out a time of the sentence from `start`, or None."""
    before, after = text[max(start, time.start - _BEFORE) : time.start], text[time.end : time.end + _AFTER]
    kinds = {time.kind, "date"} if _is_date(time) else {time.kind}
    for one in _compiled():
        if (one.fits and one.fits.isdisjoint(kinds)) or not _has_words(one.rule, time, before, after):
            continue
        if one.after is not None and one.after.match(after) is None:
            continue
        return one.rule.id
    return None


def _has_words(rule: Constraint, time: TimeMention, before: str, after: str) -> bool:
    """Return whether the text of the time and the words around it satisfy a constraint."""
    if rule.texts and time.text not in rule.texts:
        return False
    if rule.before_ends and not before.endswith(rule.before_ends):
        return False
    if rule.after_begins and not after.startswith(rule.after_begins):
        return False
    return not before.endswith(rule.not_before_ends)


def _is_date(time: TimeMention) -> bool:
    """Return whether a time is a single calendar day, not the end of a range (截至5月31日)."""
    dated = time.text.endswith(("日", "号")) and time.text[-2:-1].isdecimal()
    until = time.text.startswith(("截至", "截止", "到", "至"))
    return dated and not until and _SPANS.isdisjoint(time.text[1:])


class SentenceTimes:
    """The times of one sentence that may govern its numbers.

    Args:
        text: the text.
        start: the offset of the sentence.
        end: the end of the sentence.
        times: its time expressions, in order.
        bases: offsets of the times that are the base of a change.
    """

    def __init__(
        self, text: str, start: int, end: int, times: Sequence[TimeMention], bases: frozenset[int]
    ) -> None:
        self._place = text, start, end
        reasons = [(t, "base" if t.start in bases else ruled_out(text, t, start)) for t in times]
        self._reasons = reasons
        self.times = [time for time, reason in reasons if reason is None]
        self._of_level = [  # 比1980年的7159亿元: the time of that level alone
            time for time, reason in reasons if reason == "base" and _is_of_level(text, time.end)
        ]

    @cached_property
    def _tree(self) -> ClauseTree:
        return ClauseTree(*self._place)

    def governing(self, start: int, end: int) -> TimeMention | None:
        """Return the time that governs the number at ``text[start:end]``, or None."""
        time = self._with_joint(self._nearest(start, end))
        if time is None or time.text not in _YEARS or self._tree.text.startswith("，", time.end):
            return time
        for head in self.heads():
            if head.end < time.start and _lies_in(head, time) and self._reaches(head, start, -1):
                return head if head.first is not None else head._replace(first=time.first)
        return time

    def _with_joint(self, time: TimeMention | None) -> TimeMention | None:
        """Return a time joined with the one coordinated before it, if any.

        Examples: 3月27日和9月15日两次下调, 2022年、2023年新建.
        """
        if time is None or time.kind != "point" or time.last is None:
            return time
        text = self._tree.text
        before = next((t for t in self.times if t.kind == "point" and t.end < time.start <= t.end + 1), None)
        if before is None or before.first is None or LINK.fullmatch(text, before.end, time.start) is None:
            return time
        whole = text[before.start : time.end]
        return time._replace(text=whole, start=before.start, first=before.first)

    def is_of_base(self, time: TimeMention | None) -> bool:
        """Return whether a time is that of a level that something is measured against: 比2020年的7千张."""
        return time is not None and any(time.start == one.start for one in self._of_level)

    def weighed(self, start: int, end: int, own: TimeMention | None) -> Iterator[Candidate]:
        """Yield each time of the sentence, with what rules it out for the number at ``text[start:end]``."""
        text, why = self._tree.text, {rule.id: rule.why for rule in constraints()}
        opener = self._tree.at(start).opener
        for time, reason in self._reasons:
            if own is not None and time.start == own.start:
                against = ""
            elif reason is not None:
                against = f"ruled out, {why[reason]} ({reason})"
            elif time.start >= end:
                against = "stands behind the number"
            elif not self._reaches(time, start, opener):
                against = "does not reach over to the number"
            else:
                against = f"{own.text} stands nearer" if own is not None else "does not fit"
            yield Candidate("period", text[time.start : time.end], "its sentence", against)

    def before(self, time: TimeMention) -> TimeMention | None:
        """Return the last dated time before another in the sentence, or None.

        It is the antecedent of 上月 and 同年.
        """
        dated = [t for t in self.times if t.end <= time.start and t.last is not None]
        return dated[-1] if dated else None

    def _nearest(self, start: int, end: int) -> TimeMention | None:
        if not self.times and not self._of_level:
            return None
        text, tree = self._tree.text, self._tree
        here = tree.at(start)
        running = None
        own = next((t for t in reversed(self._of_level) if t.end <= start), None)
        if own is not None and not _has_number(text[own.end : start]):
            return own
        for time in reversed(self.times):
            if time.start >= end:
                remarked = time.start == end + 1 and text[end] == "（" and text.startswith("）", time.end)
                if remarked:  # 3786个（截至目前）
                    return time
                continue
            if time.end > start:
                continue
            if self._reaches(time, start, here.opener):
                if not time.text.startswith(_RUNNING):
                    return time
                running = running or time
        return running

    def _reaches(self, time: TimeMention, place: int, bracket: int) -> bool:
        text, tree = self._tree.text, self._tree
        of = tree.at(time.start)
        if of.opener >= 0 and of.opener != bracket:
            return False  # a remark in brackets governs only inside them
        if text.find(_FOUNDATION, time.end, min(place, time.end + _AFTER)) >= 0:
            return False  # 在去年建成52所的基础上，再建…
        if is_local(text, time) and _has_number(text[time.end : place]):
            return _AND_ONE.fullmatch(text, time.end, place) is not None
        here = tree.at(place)
        same_clause = of.start == here.start
        if not same_clause and text.startswith(_PROPERTIES, here.start) and _is_of_event(text, time.end):
            return False  # 大桥于2019年4月动工，主跨486米
        if time.text.startswith(_RUNNING):
            return same_clause
        if same_clause or of.part == here.part:
            return True
        return time.start == tree.start or text.startswith(("，", "的"), time.end) or self.is_head(time)

    def heads(self) -> list[TimeMention]:
        """Return the times at the heads of clauses, which may govern more than one number."""
        return [time for time in self.times if self.is_head(time)]

    def is_head(self, time: TimeMention) -> bool:
        """Return whether a time opens its clause, or is a clause by itself, and does not modify a noun.

        In 去年投产的电池 it modifies one.
        """
        text, tree = self._tree.text, self._tree
        clause = tree.at(time.start)
        built_on = text.find(_FOUNDATION, time.end, min(clause.end, time.end + _AFTER)) >= 0
        if clause.opener >= 0 or is_local(text, time) or built_on:
            return False
        if text.startswith("，", time.end):
            return True
        lead = _HEAD.match(text, clause.start, time.start)
        opens = lead is not None and lead.end() == time.start
        return opens and _DESCRIBING.match(text, time.end) is None

    def opens(self, time: TimeMention) -> bool:
        """Return whether a time stands at the head of the sentence."""
        clause = self._tree.at(time.start)
        return clause.start == self._tree.start and self.is_head(time)


def _lies_in(head: TimeMention, year: TimeMention) -> bool:
    """Return whether `head` limits `year` to a part of it: 截至5月底，国家铁路今年累计…."""
    if head.last is None or year.first is None or year.last is None:
        return False
    part = head.kind == "point" and head.first != head.last and (head.last - year.first).days < _LAST_DAY
    if not part and not head.text.startswith(_AS_OF):
        return False
    within = head.first is None or head.first >= year.first
    return within and year.first <= head.last <= year.last


def _has_number(text: str) -> bool:
    return any(map(_is_numeral, text))


def _is_numeral(sign: str) -> bool:
    return sign in NUMERALS or sign.isdecimal()


def _is_of_level(text: str, place: int) -> bool:
    """Return whether a level follows the time that ends at `place`: 的7159亿元."""
    if not text.startswith("的", place):
        return False
    place += 2 if text.startswith(_ABOUT, place + 1) else 1
    return _has_number(text[place : place + 1])


def _is_of_event(text: str, place: int) -> bool:
    """Return whether the clause ends after `place` with the verb of an event: 2019年4月|正式动工."""
    end = run_end(text, place, min(place + _LONGEST_EVENT, len(text)), _CLAUSE_MARKS)
    return text[place:end].removesuffix("了").endswith(_EVENTS)


def _tells_growth(text: str, place: int) -> bool:
    return text.startswith(_GROWING, place + len(prefix_of(text, _SUMS, place)))


def is_local(text: str, time: TimeMention) -> bool:
    """Return whether a time governs only the number right after it: 由2002年7703元增加到2007年13786元."""
    before = text[max(0, time.start - 1) : time.start]
    if time.kind == "years" and before == "，" and _tells_growth(text, time.end):
        return True  # 达到88.1%，十年提高了23.6个百分点
    if time.kind == "years" and text.startswith(_AVERAGED, time.end) and before not in ("", "。", "\n"):
        return True  # …，两年平均增长4.5%
    return (
        before in ("从", "由", "到", "至")
        and time.kind in ("point", "now")
        and bool(_NUMBER_NEXT.match(text, time.end))
    )
