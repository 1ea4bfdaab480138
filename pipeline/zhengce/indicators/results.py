"""Find the outcome of a plan in the same sentence: 计划建设学校30所，实际建成34所."""

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
    """Return the word that marks the outcome of the plan that `cue` begins, or an empty string.

    The outcome is the slot at index `last` or an earlier one. It has the unit of something planned; in
    计划招商30个，实际到位5亿元 both numbers are plans.
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
    """Return whether a goal applies only to the number right after it, which precedes slot `index`.

    新增就业8万人，年度目标为7万人，再就业2万人.
    """
    first = next((k for k, slot in enumerate(slots) if slot.mention.outer_start >= cue.end()), 0)
    at_once = slots[first].mention.outer_start == cue.end()
    return cue[0].startswith(_GOAL) and at_once and 0 < first < index


def actually_done(clause: str) -> str:
    """Return 实际 or the like where it marks something done (实际|培训), or an empty string.

    In 实际使用外资 it is part of a name.

    >>> actually_done("实际培训"), actually_done("实际使用外资")
    ('实际', '')
    """
    word = prefix_of(clause, _IN_FACT)
    return "" if not word or clause.startswith(_NAMES, len(word)) else word


def is_goal(name: str) -> bool:
    """Return whether a name is a bare goal that does not say what it is for: 年度目标, 全年目标任务数.

    >>> is_goal("年度目标"), is_goal("任务数"), is_goal("就业目标")
    (True, True, False)
    """
    wholes = (name.removesuffix(tail) for tail in ("", *_GOAL_TAILS))
    return any(whole.endswith(_GOALS) and without_suffix(whole, _GOALS) in _GOAL_KINDS for whole in wholes)


def planned_thing(phrase: str) -> str:
    """Return what a phrase says is planned, without the words that introduce it, or the whole phrase.

    年初确定的目标为|新建停车位, 公司计划|生产汽车.
    """
    who, planned, what = phrase.partition(_PLAN)
    if planned and len(what) > 1 and plans_itself(who):
        return what
    place = max(phrase.rfind(words) + len(words) if words in phrase else 0 for words in _TOLD_OF)
    return phrase[place:] if len(phrase) - place > 1 else phrase


def plans_itself(who: str) -> bool:
    """Return whether `who` can plan, so that a following 计划 is a verb: 企业|计划扩大投资."""
    return who.endswith(_PLANNERS) or names_place(who)


def without_fact(phrase: str) -> str:
    """Return a phrase without 实际 before its verb (实际|培训), or an empty string for 实际 or 实有 alone."""
    word = actually_done(phrase)
    if phrase.startswith(_IN_HAND, len(word)):
        return phrase
    return "" if phrase in _IN_FACT else phrase.removeprefix(word) if word == _ACTUALLY else phrase


def _in_fact(told: str, *, former: bool) -> str:
    """Return the word in a clause that sets a fact against a plan, or an empty string: 实际.

    `former` says that the plan is a former one (原计划), to which 最终 is also opposed.
    """
    place = told.rfind(_ACTUALLY)
    if place >= 0 and actually_done(told[place:]):
        return _ACTUALLY
    return prefix_of(told, _IN_FACT) or (prefix_of(told, _AFTERWARDS) if former else "")


def _done(told: str, plan: str) -> str:
    """Return the verb that says that what a plan names was completed, or an empty string.

    计划投资3亿元，完成|投资4亿元.
    """
    clause = strip_prefixes(told, _ADVERBS)
    verb = prefix_of(clause, _DONE)
    what = strip_suffixes(without_prefix(clause, _DONE), _DONE_TAILS)
    return verb if verb and what in plan else ""
