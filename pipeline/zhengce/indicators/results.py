"""What came of a plan that its own sentence tells: 计划建设学校30所，实际建成34所."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengce.indicators.affixes import (
    prefix_of,
    strip_prefixes,
    strip_suffixes,
    without_prefix,
    without_suffix,
)
from zhengce.indicators.slot import Slot
from zhengce.indicators.words import word_list
from zhengce.regions.mentions import names_place

_PLANNED = word_list("results", "planned")
_FORMER = word_list("results", "former")
_ACTUALLY = "实际"
_IN_FACT = (_ACTUALLY, *word_list("results", "in_fact"))
_AFTERWARDS = word_list("results", "afterwards")
_GOALS = word_list("results", "goals")
_GOAL_TAILS = word_list("results", "goal_tails")
_GOAL_KINDS = frozenset(word_list("results", "goal_kinds"))
_TOLD_OF = word_list("results", "told_of")
_PLANNERS = word_list("results", "planners")
_IN_HAND = word_list("results", "in_hand")
_PLAN, _GOAL = "计划", "目标"
_NAMES = word_list("results", "names")
_DONE = word_list("results", "done")
_DONE_TAILS = ("了", "数", "量", "额")
_ADVERBS = word_list("results", "adverbs")


def result_of(text: str, cue: re.Match[str], slots: Sequence[Slot], last: int) -> str:
    """The words that tell, up to the number `last`, what came of the plan that a cue begins; else nothing.

    A result counts in the unit of something planned: 计划招商30个，实际到位5亿元 plans both.
    """
    if not cue[0].startswith(_PLANNED):
        return ""
    planned: list[Slot] = []
    for slot in slots[: last + 1]:
        if slot.mention.outer_start < cue.end():
            continue
        if planned and any(slot.mention.unit == other.mention.unit for other in planned):
            start = max(slot.clause, planned[-1].mention.outer_end)
            told = text[start : slot.mention.outer_start]
            plan = text[cue.end() : planned[-1].mention.outer_start]
            former = cue[0].startswith(_FORMER) or text.endswith(_FORMER, 0, cue.start())
            if word := _in_fact(told, former=former) or _done(told, plan):
                return word
        planned.append(slot)
    return ""


def in_passing(cue: re.Match[str], slots: Sequence[Slot], index: int) -> bool:
    """Whether a goal is of one number before `index` only: 新增就业8万人，年度目标为7万人，再就业2万人."""
    first = next((k for k, slot in enumerate(slots) if slot.mention.outer_start >= cue.end()), 0)
    at_once = slots[first].mention.outer_start == cue.end()
    return cue[0].startswith(_GOAL) and at_once and 0 < first < index


def actually_done(clause: str) -> str:
    """实际 where it says of a verb that it was done (实际|培训), not in a name: 实际使用外资.

    >>> actually_done("实际培训"), actually_done("实际使用外资")
    ('实际', '')
    """
    word = prefix_of(clause, _IN_FACT)
    return "" if not word or clause.startswith(_NAMES, len(word)) else word


def is_goal(name: str) -> bool:
    """Whether a name is that of a goal, and does not tell of what: 年度目标, 全年目标任务数.

    >>> is_goal("年度目标"), is_goal("任务数"), is_goal("就业目标")
    (True, True, False)
    """
    wholes = (name.removesuffix(tail) for tail in ("", *_GOAL_TAILS))
    return any(whole.endswith(_GOALS) and without_suffix(whole, _GOALS) in _GOAL_KINDS for whole in wholes)


def planned_thing(phrase: str) -> str:
    """What a goal is said to be, or somebody to plan: 年初确定的目标为|新建停车位, 公司计划|生产汽车."""
    who, planned, what = phrase.partition(_PLAN)
    if planned and len(what) > 1 and plans_itself(who):
        return what
    place = max(phrase.rfind(words) + len(words) if words in phrase else 0 for words in _TOLD_OF)
    return phrase[place:] if len(phrase) - place > 1 else phrase


def plans_itself(who: str) -> bool:
    """Whether those named may plan, so that 计划 behind them is their act: 企业|计划扩大投资."""
    return who.endswith(_PLANNERS) or names_place(who)


def without_fact(phrase: str) -> str:
    """A phrase without 实际 before its verb: 实际|培训; nothing is left of 实有."""
    word = actually_done(phrase)
    if phrase.startswith(_IN_HAND, len(word)):
        return phrase
    return "" if phrase in _IN_FACT else phrase.removeprefix(word) if word == _ACTUALLY else phrase


def _in_fact(told: str, *, former: bool) -> str:
    """The word in a clause that sets a fact against a plan: 实际; 最终 against 原计划."""
    place = told.rfind(_ACTUALLY)
    if place >= 0 and actually_done(told[place:]):
        return _ACTUALLY
    return prefix_of(told, _IN_FACT) or (prefix_of(told, _AFTERWARDS) if former else "")


def _done(told: str, plan: str) -> str:
    """The verb that tells the completion of what a plan names: 计划投资3亿元，完成投资4亿元."""
    clause = strip_prefixes(told, _ADVERBS)
    verb = prefix_of(clause, _DONE)
    what = strip_suffixes(without_prefix(clause, _DONE), _DONE_TAILS)
    return verb if verb and what in plan else ""
