"""Scan a text quickly for clauses that may name a programme."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengce.alternation import any_of, openings_of
from zhengce.extract.programmes.heads import Heads
from zhengce.extract.programmes.registry import Registry

QUOTE = r"“[^“”。！？\n]{1,44}”"
BOOK = r"《[^《》\n]{2,80}(?:[〈《][^《》〈〉\n]*[》〉][^《》\n]{0,40})?》"
BREAKS = "，。；：！？\n"
_BARE = frozenset(BREAKS + "、的了 ”")
"""Before a head noun: nothing names it."""
_BREAK = re.compile(f"[{BREAKS}]")
_TO_LAST_BREAK = re.compile(f"(?s:.*)[{BREAKS}]")


@dataclass(frozen=True, slots=True)
class Scanner:
    """Finds the clauses that need full processing."""

    expression: re.Pattern[str]
    heads: frozenset[str]

    def windows(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Return the clauses of ``text[start:end]`` that hold a trigger; quoted strings are never split."""
        found: list[tuple[int, int]] = []
        for hit in self.expression.finditer(text, start, end):
            at = hit.start()
            if found and hit.end() <= found[-1][1]:
                continue
            if at > start and text[at - 1] in _BARE and hit.group() in self.heads:
                continue
            left = _left(text, start, at)
            right = _right(text, hit.end(), end)
            if found and left < found[-1][1]:
                found[-1] = (found[-1][0], right)
            else:
                found.append((left, right))
        return found


def make_scanner(heads: Heads, registry: Registry) -> Scanner:
    """Build a scanner for quotes, titles, known names and self-sufficient head nouns.

    It first tests for a possible first character, since most characters begin none of them.
    """
    alone = [word for word, head in heads.by_word.items() if head.strength != "weak"]
    levels = "|".join(f"{unit}[^，。；、\\n]{{2,12}}(?:体系|机制|格局|制度)" for unit in ("级", "类", "分钟"))
    stages = "|".join(f"{numeral}期" for numeral in "一二三四")
    done = "|".join(f"{verb}[^，。；、\\n]{{6,20}}改革" for verb in ("完成", "启动", "试行"))
    others = (
        "号线|热线|〔|关于[^，。；！？\\n]{4,60}的(?:意见|决[定议]|通知|办法|规定|条例|方案|批复|公告|措施|倡议)"
        "|命名|评为|获评|选树|评选|最美|[\\d十]名[^，。；\\n]{1,12}(?:工匠|劳模|标兵|能手|楷模|好人)"
        "|第[一二三四五六七八九十百\\d]{1,4}届"
    )
    begins = openings_of(
        (*registry.searched, *alone), or_one_of="“《级类分第一二三四完启试号热〔关命评获选最\\d十"
    )
    expression = re.compile(
        f"(?={begins})"
        f"(?:{registry.expression}|{QUOTE}|{BOOK}|{any_of(alone)}|{levels}|{stages}|{done}|{others})"
    )
    return Scanner(expression, frozenset(heads.by_word))


def _left(text: str, floor: int, at: int) -> int:
    position = at
    while True:
        last = _TO_LAST_BREAK.match(text, floor, position)
        if last is None:
            return floor
        position = last.end() - 1
        opening = text.rfind("“", max(floor, position - 44), position)
        closing = text.find("”", position, at)
        if opening < 0 or closing < 0 or text.find("”", opening, position) >= 0:
            return position + 1


def _right(text: str, at: int, ceiling: int) -> int:
    position = at
    while True:
        found = _BREAK.search(text, position, ceiling)
        if found is None:
            return ceiling
        opening = text.rfind("“", at, found.start())
        closing = text.find("”", found.start(), min(ceiling, found.start() + 44))
        if opening < 0 or closing < 0 or text.find("”", opening, found.start()) >= 0:
            return found.start()
        position = closing
