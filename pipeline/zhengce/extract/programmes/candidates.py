"""From matches of rules to candidate names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from zhengce.extract.programmes.boundary import begin, content, title_begin, whole_begin
from zhengce.extract.programmes.heads import Head, Heads
from zhengce.extract.programmes.members import members
from zhengce.extract.programmes.modifiers import modified
from zhengce.extract.programmes.occasions import celebration, hosted
from zhengce.extract.programmes.overlaps import Candidate
from zhengce.extract.programmes.patterns import Rule
from zhengce.extract.programmes.registry import Registry
from zhengce.extract.programmes.tokens import HEADED, QUOTED, Tokens
from zhengce.extract.programmes.words import Words
from zhengce.types import ProgrammeKind

_REACH_OF_NEED = 24
_LONGEST_ROUTE = 10
_ORDINAL = 2
"""What 第N轮 says of a name, in characters."""
_LONG_HEAD = 4
"""Characters of a head noun that a scope alone makes a name."""
_TRADE = frozenset({"自贸", "自由贸易"})
"""Tagged as proper nouns, but every tract of this kind has them."""
_OCCASION = 5
_PERSON = 3
_PERIOD = re.compile("“[一二三四五六七八九十]{1,3}五”")
"""A five-year term: “十四五”规划 is a plan, “十四五”水利建设 names nothing."""
_YEAR = re.compile("(?:19|20)\\d\\d年度?")
_SAID = 6
_TERM = re.compile("“[一二三五十]年")
_DAY = frozenset({"年", "月", "日"})
_DISTINCTIONS = ("最美", "优秀", "首席", "十佳", "十大", "模范", "首届", "杰出")
_SECTION = re.compile("[\u4e00-\u9fff]{2,6}?[至到][\u4e00-\u9fff]{2,8}?段")
_SECTIONS = frozenset({"东段", "西段", "南段", "北段", "中段", "先行段", "首开段", "改扩建", "扩建", "项目"})
_PART = frozenset({"段", "支线"})
_LINES = frozenset({"复线", "支线", "客运", "货运", "通用"})
_PARTED = frozenset({"PROPER", "WORD"})
_STAGE = ("段", "期", "试行")


class CandidateMaker:
    """Turns a match into the names it stands for, or none."""

    def __init__(
        self, rules: Mapping[str, Rule], heads: Heads, registry: Registry, words: Words
    ) -> None:
        self._rules = rules
        self._words = words
        self._heads = heads
        self._registry = registry

    def candidates(self, tokens: Tokens, rule_id: str, first: int, end: int) -> Iterator[Candidate]:
        """Candidates of the match of tokens ``first:end`` by a rule."""
        rule = self._rules[rule_id]
        if rule.span == "members":
            yield from self._members(tokens, rule, first, end)
            return
        if rule.span == "quotes":
            for index in range(first, end):
                if tokens.roles[index] in QUOTED:
                    yield _candidate(
                        tokens, rule, (index, index + 1), self._kind(tokens, rule, index, index + 1)
                    )
            return
        if rule.span in {"inner", "left-before"}:
            end -= 1
        if rule.span == "modified" and tokens.roles[end - 1] == "WEAK" and _PERIOD.fullmatch(tokens.words[first]):
            return
        start = self._start(tokens, rule, first, end)
        leftwards = rule.span in {"left", "left-before"}
        if leftwards and not self._names(tokens, start, end - 1, naming=rule.naming):
            return
        if rule.needs is not None and not _has(tokens, rule.needs, start, end):
            return
        if rule.span == "before":
            end -= 1
        end = _with_section(tokens, _with_stage(tokens, self._with_occasion(tokens, end)))
        yield _candidate(tokens, rule, (start, end), self._kind(tokens, rule, start, end))

    def _start(self, tokens: Tokens, rule: Rule, first: int, end: int) -> int:
        if rule.span in {"after", "inner"}:
            start = first + 1
            while start + 1 < end and tokens.roles[start] in {"NUM", "MEASURE"}:
                start += 1
            return start
        if rule.span == "modified":
            head = self._heads.ending("".join(tokens.words[first:end]).rstrip("”"))
            if first == end - 1 and _TERM.match(tokens.words[first]):
                return begin(tokens, first)  # 工作室提质增效“三年提升计划”
            kind = head.kind if head is not None else None
            begun = modified(tokens, first, kind)
            return celebration(tokens, begun, end - 1) if kind == "event" else begun
        if rule.span in {"match", "before"}:
            return first
        start = min(begin(tokens, end - 1), first)
        head = self._head(tokens, end - 1)
        if head is None:
            return start
        if head.whole:
            return whole_begin(tokens, start)
        if head.strength in {"zone", "route"}:
            return _from_place(tokens, start, end - 1)
        if head.kind == "event" and tokens.roles[start] not in {"ORD", "QUOTE"}:
            return celebration(tokens, hosted(tokens, start, self._words.hosting), end - 1)
        return title_begin(tokens, start, self._words.enacting) if head.title else start

    def _with_occasion(self, tokens: Tokens, end: int) -> int:
        """The end of the name with the occasion that 暨 adds: …工程发布会暨启动仪式, …发布暨启动仪式."""
        for stop in range(end + 1, min(end + _OCCASION, len(tokens.words))):
            if tokens.words[stop - 1] == "暨" and (head := self._head(tokens, stop)) is not None:
                return stop + 1 if head.kind == "event" else end
            if tokens.roles[stop - 1] in {"PUNCT", "STOP", "ENUM", "ETC", "NUM"}:
                break
        return end

    def _head(self, tokens: Tokens, index: int) -> Head | None:
        return self._heads.by_word.get(tokens.words[index])

    def _names(self, tokens: Tokens, start: int, head: int, *, naming: bool) -> bool:
        """Whether what stands before the head noun makes it a name."""
        if start == head or tokens.roles[head - 1] == "JOINT":
            return False
        noun = self._head(tokens, head)
        said = content(tokens, start, head)
        if noun is None and naming:
            return _distinguished(tokens, start, head)
        if noun is None:
            return said >= 2  # 毗河供水一期: any noun before a stage
        if naming and _counted(tokens, head + 1) and not _set_apart(tokens, start, head):
            return False
        if "ORD" not in tokens.roles[start:head] and "".join(tokens.words[start:head]).endswith(noun.bodies):
            return False  # 常委会会议: which one, only an ordinal tells
        if naming and not _modified(tokens, start, head, noun):
            return False
        if noun.strength in {"zone", "route"} and not _placed(tokens, start, head, noun.strength):
            return False
        if "ORD" in tokens.roles[start:head]:
            return said >= (0 if noun.strength == "ordinal" else noun.minimum - _ORDINAL)
        if start > 0 and tokens.words[start - 1].endswith("级") and tokens.roles[start - 1] == "REACH":
            return said >= noun.minimum - _ORDINAL  # 市级疏堵工程
        if len(tokens.words[head]) >= _LONG_HEAD and (noun.strength in {"award", "scoped"} or noun.placed):
            scoped = tokens.words[start] in tokens.scope or (noun.placed and tokens.roles[start] == "PROPER")
            return scoped or said >= noun.minimum  # 全国文明城市
        return said >= noun.minimum

    def _kind(self, tokens: Tokens, rule: Rule, start: int, end: int) -> ProgrammeKind:
        text = "".join(tokens.words[start:end])
        known = self._registry.resolve(text)
        if known is not None:
            return known.kind
        if rule.kind is not None:
            return rule.kind
        head = self._heads.ending(text.rstrip("”）"))
        return head.kind if head is not None else "initiative"

    def _members(self, tokens: Tokens, rule: Rule, first: int, end: int) -> Iterator[Candidate]:
        head = self._head(tokens, end - 1)
        if head is None or tokens.words[end - 1] == "建设":
            return
        stop = first if tokens.roles[first] == "ETC" else first + 1
        direct = end - 1 == first + 1 and head.kind in {"initiative", "project"}
        found = members(
            tokens,
            stop,
            strict=rule.strict or head.strength == "weak",
            built=head.kind == "project",
            launched=head.kind in {"initiative", "project"}
            and (head.strength == "strong" or (head.kind == "project" and head.alone > 0 and not _counted(tokens, end))),
            direct=direct and not _counted(tokens, end),
        )
        if not rule.strict and len(found) == 1 and found[0][1] - found[0][0] == 1:
            role = tokens.roles[found[0][0]]
            if role in {"PROPER", "WORD"}:  # 杜家坎等30项市级疏堵工程: a place, not a work
                return
        if tokens.roles[first] != "ETC" and len(found) < 3:  # without 等 a list has three
            return
        for start, stop in found:
            text = "".join(tokens.words[start:stop])
            if _person(tokens, start, stop):
                continue
            own = tokens.roles[stop - 1] in HEADED - {"WEAK"} or tokens.roles[stop - 1] == "KNOWN"
            kind = self._kind(tokens, rule, start, stop) if own else head.kind
            bare = own or _spoken(tokens, stop - 1) or "等" in text or head.strength == "route"
            name = None if bare else text + tokens.words[end - 1]
            yield _candidate(tokens, rule, (start, stop), kind, name)


def _candidate(
    tokens: Tokens, rule: Rule, span: tuple[int, int], kind: ProgrammeKind, name: str | None = None
) -> Candidate:
    start, end = tokens.starts[span[0]], tokens.ends[span[1] - 1]
    return Candidate(start, end, kind, rule.id, rule.priority, name)


def _has(tokens: Tokens, role: str, start: int, end: int) -> bool:
    """Whether a word of this role stands in the name, or before it in its clause."""
    for index in range(end - 1, max(-1, end - _REACH_OF_NEED), -1):
        if tokens.roles[index] == role:
            return True
        if tokens.roles[index] == "PUNCT" and index < start:
            return False
    return False


def _modified(tokens: Tokens, start: int, head: int, noun: Head) -> bool:
    """Whether a modifier that names stands before the head noun.

    A scope does, an ordinal, a quoted part, or as much of anything as the head noun asks for.
    """
    if _set_apart(tokens, start, head) or (noun.placed and tokens.roles[start] in {"PROPER", "KNOWN"}):
        return True  # 全国劳模 is one word
    return noun.alone > 0 and content(tokens, start, head) >= noun.alone


def _set_apart(tokens: Tokens, start: int, head: int) -> bool:
    """Whether a scope, an ordinal or a quoted part stands before the head noun."""
    inside = tokens.roles[start:head]
    scoped = any(word.startswith(tuple(tokens.scope)) for word in tokens.words[start:head])
    yearly = start > 0 and tokens.roles[start - 1] == "TIME" and _YEAR.fullmatch(tokens.words[start - 1])
    if yearly and tokens.words[head].endswith("会") and content(tokens, start, head) >= _SAID:
        return True  # 2023年…工作推进会: which one, the year tells
    return scoped or "ORD" in inside or bool(QUOTED.intersection(inside))


def _distinguished(tokens: Tokens, start: int, head: int) -> bool:
    """Whether a place, a scope or a word of praise makes an honour of a word for persons: 临江市优秀工会工作者."""
    return (
        tokens.roles[start] == "PROPER"
        or tokens.words[start] in tokens.scope
        or any(word.startswith(_DISTINCTIONS) for word in tokens.words[start : head + 1])
    )


def _counted(tokens: Tokens, end: int) -> bool:
    """Whether a number follows the head noun, so that it counts a category: 项目200余项."""
    if end + 1 >= len(tokens.roles) or tokens.words[end + 1] in _DAY:
        return False
    return tokens.roles[end] in {"NUM", "ADV"}


def _from_place(tokens: Tokens, start: int, head: int) -> int:
    """Where the place begins that names a tract or a route, after what is said of building it."""
    for index in range(start, head):
        if tokens.roles[index] in {"PROPER", "KNOWN"}:
            return index
        if tokens.roles[index] not in {"GENERIC", "OPENER", "WEAK"}:
            break
    return start


def _placed(tokens: Tokens, start: int, head: int, strength: str) -> bool:
    """Whether a place, or the short form of two, stands before a tract or a route."""
    size = sum(len(word) for word in tokens.words[start:head])
    unnamed = any(
        tokens.roles[index] in {"GENERIC", "OPENER", "NUM"} and tokens.words[index] not in _LINES
        for index in range(start, head)
    )
    if strength == "route" and (unnamed or size > _LONGEST_ROUTE):
        return False
    if tokens.roles[start] in {"PROPER", "KNOWN"}:
        return tokens.words[start] not in _TRADE
    return strength == "route" and 2 <= size <= 4


def _with_stage(tokens: Tokens, end: int) -> int:
    """The end of the name with the （section） or （stage） that follows it."""
    if end < len(tokens.roles) and tokens.roles[end] == "PAREN" and tokens.words[end][1:-1].endswith(_STAGE):
        return end + 1
    return end


def _with_section(tokens: Tokens, end: int) -> int:
    """The end of the name with the section of the line that follows it: 川青铁路成都至黄胜关段."""
    if tokens.roles[end - 1] != "ROUTE":
        return end
    if end < len(tokens.words) and tokens.words[end] in _SECTIONS:
        return end + 1
    if end + 1 < len(tokens.words) and tokens.words[end + 1] in _PART and tokens.roles[end] in _PARTED:
        return end + 2  # 包茂高速茂名段
    for stop in range(end + 3, min(end + 8, len(tokens.words))):
        if _SECTION.fullmatch("".join(tokens.words[end:stop])):
            return stop
    return end


def _person(tokens: Tokens, start: int, stop: int) -> bool:
    """Whether a member is a single short proper noun, or counts something itself: 李某某等19个工作室."""
    if "MEASURE" in tokens.roles[start:stop] and "NUM" in tokens.roles[start:stop]:
        return True
    return stop - start == 1 and tokens.roles[start] == "PROPER" and len(tokens.words[start]) <= _PERSON


def _spoken(tokens: Tokens, index: int) -> bool:
    """Whether a word is a quoted name in characters, not a formula such as “3+3+N”."""
    return tokens.roles[index] in QUOTED and any("\u4e00" <= sign <= "\u9fff" for sign in tokens.words[index])
