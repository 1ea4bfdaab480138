"""Find the end of a name: include what belongs to it after the head noun, exclude mere attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from zhengce.extract.programmes.heads import Head
from zhengce.extract.programmes.tokens import HEADED, QUOTED, Tokens

_CEREMONIES = ("仪式", "开幕式", "动员大会")
_NUMERALS = frozenset("一二两三四五六七八九十")
OF_THE_NAME = frozenset({"建设", "事项", "名单", "服务"})
"""Right after a quoted name, or after a head noun, these are of it and no part of it."""
_PLANNED = frozenset({"规划", "计划", "纲要"})
_TERM = re.compile("“[一二三四五六七八九十]{1,3}五”")
"""A five-year term: “十四五”规划 is a plan, “十四五”水利建设 names nothing."""
_SECTION = re.compile("[\u4e00-\u9fff]{2,6}?[至到][\u4e00-\u9fff]{2,8}?段")
_SECTIONS = frozenset({"东段", "西段", "南段", "北段", "中段", "先行段", "首开段", "改扩建", "扩建", "项目"})
_PART = frozenset({"段", "支线"})
_PARTED = frozenset({"PROPER", "WORD"})
_STAGE = ("段", "期", "试行")


def end_of_quoted(tokens: Tokens, first: int, end: int) -> int:
    """Return the end of a name that begins with a quoted string, or `first` if it is not a name.

    Args:
        tokens: the words.
        first: index of the quoted string.
        end: end of the words that a rule matched.
    """
    if _TERM.fullmatch(tokens.words[first]):
        plan = next((i for i in range(first + 1, end) if tokens.words[i] in _PLANNED), None)
        if plan is not None:
            return plan + 1  # “十四五”规划|重大工程
        return first if tokens.roles[end - 1] == "WEAK" else end
    if tokens.words[end - 1] not in OF_THE_NAME:
        return end
    before = tokens.roles[end - 2]
    if tokens.words[end - 1] == "建设" and before in QUOTED and tokens.words[first][1] in _NUMERALS:
        return first  # “一张网”建设: a formula, not a name
    own = before in QUOTED or (tokens.words[end - 1] == "建设" and before in HEADED)
    return end - own  # “川渝通办”|事项, “光谷”能源基地|建设


def with_additions(tokens: Tokens, end: int, heads: Mapping[str, Head]) -> int:
    """Extend the name by the occasion, stage or section that follows it."""
    return _with_section(tokens, _with_stage(tokens, _with_occasion(tokens, end, heads)))


def _with_occasion(tokens: Tokens, end: int, heads: Mapping[str, Head]) -> int:
    """Extend the name by a ceremony, and by the occasion that 暨 joins to it.

    技能竞赛|启动仪式 is one event, and so is …启动仪式暨首届论坛.
    """
    if end < len(tokens.words) and tokens.words[end].endswith(_CEREMONIES) and tokens.words[end] in heads:
        end += 1
    if end + 1 < len(tokens.words) and tokens.words[end].endswith("会") and tokens.words[end + 1] == "暨":
        end += 1  # 服务站点工程|发布会暨启动仪式
    if end + 1 >= len(tokens.words) or tokens.words[end] != "暨":
        return end
    stop = end + 1 + (tokens.roles[end + 1] == "ORD")  # 暨首届论坛
    head = heads.get(tokens.words[stop]) if stop < len(tokens.words) else None
    return stop + 1 if head is not None and head.kind == "event" else end


def _with_stage(tokens: Tokens, end: int) -> int:
    """Extend the name by a following （section） or （stage）."""
    if end < len(tokens.roles) and tokens.roles[end] == "PAREN" and tokens.words[end][1:-1].endswith(_STAGE):
        return end + 1
    return end


def _with_section(tokens: Tokens, end: int) -> int:
    """Extend the name by a following section of a route: 川青铁路成都至黄胜关段."""
    work = tokens.words[end - 1] == "工程"
    if work and end < len(tokens.words) and tokens.is_place(end):
        return _part(tokens, end)  # 藏粤直流工程广东段
    if tokens.roles[end - 1] not in {"ROUTE", "PHASE"}:
        return end
    if end < len(tokens.words) and tokens.words[end] in _SECTIONS:
        return end + 1
    if (parted := _part(tokens, end)) > end:
        return parted  # 包茂高速茂名段
    for stop in range(end + 3, min(end + 8, len(tokens.words))):
        if _SECTION.fullmatch("".join(tokens.words[end:stop])):
            return stop
    return end


def _part(tokens: Tokens, end: int) -> int:
    """Return the end of a place and its 段 after a name, in one word or two."""
    if end >= len(tokens.words) or tokens.roles[end] not in _PARTED:
        return end
    if tokens.words[end].endswith("段") and len(tokens.words[end]) > 2:
        return end + 1
    return end + 2 if end + 1 < len(tokens.words) and tokens.words[end + 1] in _PART else end
