"""Turn rule matches into candidate names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from zhengce.extract.programmes.boundary import begin, carried_begin, from_place, title_begin, whole_begin
from zhengce.extract.programmes.ends import OF_THE_NAME, end_of_quoted, with_additions
from zhengce.extract.programmes.heads import Head, Heads
from zhengce.extract.programmes.members import members
from zhengce.extract.programmes.modifiers import modified
from zhengce.extract.programmes.naming import counted, names
from zhengce.extract.programmes.occasions import after_verb, celebration, hosted
from zhengce.extract.programmes.overlaps import Candidate
from zhengce.extract.programmes.patterns import Rule
from zhengce.extract.programmes.registry import Registry
from zhengce.extract.programmes.tokens import HEADED, QUOTED, Tokens
from zhengce.extract.programmes.words import Words
from zhengce.types import ProgrammeKind

_REACH_OF_NEED = 24
_NO_LISTS = frozenset({"建设", "政策"})
"""Nouns that close lists of anything."""
_PERSON = 3
_ADJECTIVE = 4
_TERM = re.compile("“[一二三五十]年")


class CandidateMaker:
    """Turns a match into the names it stands for, if any."""

    def __init__(self, rules: Mapping[str, Rule], heads: Heads, registry: Registry, words: Words) -> None:
        self._rules = rules
        self._words = words
        self._heads = heads
        self._registry = registry

    def candidates(self, tokens: Tokens, rule_id: str, first: int, end: int) -> Iterator[Candidate]:
        """Yield the candidates of a rule's match of tokens ``first:end``."""
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
        whole = end
        if rule.span == "modified":
            end = end_of_quoted(tokens, first, end)
            inner = tokens.words[first][1:-1]
            describes = inner.endswith(self._words.adjectival) and len(inner) <= _ADJECTIVE
            if end == first or (describes and end > first + 1):
                return
        start = self._start(tokens, rule, first, end)
        leftwards = rule.span in {"left", "left-before"}
        if leftwards and not names(tokens, start, end - 1, self._head(tokens, end - 1), naming=rule.naming):
            return
        if rule.needs is not None and not _has(tokens, rule.needs, start, end):
            return
        if rule.span == "before":
            end -= 1
        own = whole if rule.span == "modified" and tokens.words[whole - 1] in OF_THE_NAME else end
        end = with_additions(tokens, end, self._heads.by_word)
        kind = self._kind(tokens, rule, start, own if tokens.words[end - 1].endswith("段") else max(own, end))
        yield _candidate(tokens, rule, (start, end), kind)

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
        if head.strength == "strong" and head.kind in {"initiative", "project"}:
            return carried_begin(tokens, start)
        if head.strength in {"zone", "route"}:
            return from_place(tokens, start, end - 1)
        if head.kind == "event":
            start = after_verb(tokens, start, end - 1)
        if head.kind == "event" and tokens.roles[start] not in {"ORD", "QUOTE"}:
            return celebration(tokens, hosted(tokens, start, self._words.hosting), end - 1)
        return title_begin(tokens, start, self._words.enacting) if head.title else start

    def _head(self, tokens: Tokens, index: int) -> Head | None:
        return self._heads.by_word.get(tokens.words[index])

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
        if head is None or tokens.words[end - 1] in _NO_LISTS:
            return
        stop = first if tokens.roles[first] == "ETC" else first + 1
        direct = end - 1 == first + 1 and head.kind in {"initiative", "project"}
        found = members(
            tokens,
            stop,
            strict=rule.strict or head.strength == "weak",
            built=head.kind == "project",
            launched=head.kind in {"initiative", "project"}
            and (
                head.strength == "strong"
                or (head.kind == "project" and head.alone > 0 and not counted(tokens, end))
            ),
            direct=direct and not counted(tokens, end),
        )
        if not rule.strict and len(found) == 1 and found[0][1] - found[0][0] == 1:
            role = tokens.roles[found[0][0]]
            if role in {"PROPER", "WORD"}:  # 杜家坎等30项市级疏堵工程: a place, not a project
                return
        if tokens.roles[first] != "ETC" and len(found) < 3:  # a list without 等 has three members
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
    """Return whether a word of this role occurs in the name, or before it in its clause."""
    for index in range(end - 1, max(-1, end - _REACH_OF_NEED), -1):
        if tokens.roles[index] == role:
            return True
        if tokens.roles[index] == "PUNCT" and index < start:
            return False
    return False


def _person(tokens: Tokens, start: int, stop: int) -> bool:
    """Return whether a member is one short proper noun, or counts something itself: 李某某等19个工作室."""
    if "MEASURE" in tokens.roles[start:stop] and "NUM" in tokens.roles[start:stop]:
        return True
    return stop - start == 1 and tokens.roles[start] == "PROPER" and len(tokens.words[start]) <= _PERSON


def _spoken(tokens: Tokens, index: int) -> bool:
    """Return whether a word is a quoted name in Chinese characters, not a formula such as “3+3+N”."""
    return tokens.roles[index] in QUOTED and any("\u4e00" <= sign <= "\u9fff" for sign in tokens.words[index])
