"""Load and match the outline rules of ``outline.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from zhengce.errors import ConfigError
from zhengce.resources import load_toml

OUTLINE = Path(__file__).with_name("outline.toml")
LONGEST_HEADING = 40
_LONGEST_QUESTION = 80
Matcher = Callable[[str], "re.Match[str] | None"]
STOPS = tuple("。；，、：:！？…")
_SENTENCE_END = re.compile("[。！？；]")
_SECOND_NUMBER = re.compile("[一二三四五六七八九十]{1,3}、")


class MarkRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mark that opens a section; the head of ``outline.toml`` describes the fields."""

    id: str
    begins: str
    rank: int
    form: Literal["line", "run-in", "number"]
    pattern: str
    examples: tuple[tuple[str, str], ...]
    counter: tuple[str, ...]


class FurnitureRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern for lines that are page furniture."""

    id: str
    begins: str
    place: Literal["head", "line", "tail", "rest"]
    pattern: str
    examples: tuple[str, ...]
    counter: tuple[str, ...]


class OutlookRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that introduce plans."""

    id: str
    begins: str
    place: Literal["opening", "heading", "closing"]
    pattern: str
    examples: tuple[str, ...]
    counter: tuple[str, ...]


class OutlineRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All rules of ``outline.toml``."""

    mark: tuple[MarkRule, ...]
    furniture: tuple[FurnitureRule, ...]
    outlook: tuple[OutlookRule, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """The section a line opens: its heading, its rank, and whether text follows on the same line."""

    rule: str
    rank: int
    heading: str
    run_in: bool
    listed: bool
    """One sentence and no more: an item of a list, or a heading whose text follows below."""
    number: str = ""
    """The mark alone: （一）."""


@cache
def load_outline(path: Path = OUTLINE) -> OutlineRules:
    """Load the rules from `path`.

    Raises:
        ConfigError: the file is malformed, or a pattern is not a valid regular expression.
    """
    rules = load_toml(path, OutlineRules)
    every: list[MarkRule | FurnitureRule | OutlookRule] = [*rules.mark, *rules.furniture, *rules.outlook]
    for rule in every:
        try:
            re.compile(rule.pattern)
        except re.error as error:
            raise ConfigError(f"{path}: {rule.id}: {error}") from error
    return rules


class Expression:
    """Several patterns as one expression, indexed by the first character of a line."""

    def __init__(self, rules: Sequence[MarkRule | FurnitureRule | OutlookRule]) -> None:
        self._begins = "".join(rule.begins for rule in rules) if all(rule.begins for rule in rules) else ""
        self._match = re.compile("|".join(f"(?:{rule.pattern})" for rule in rules)).match

    def match(self, line: str) -> re.Match[str] | None:
        """Return the match at the start of `line`, or None."""
        return self._match(line) if not self._begins or line[0] in self._begins else None


@cache
def furniture(*places: str) -> Expression:
    """Return the furniture patterns for the given positions."""
    return Expression([rule for rule in load_outline().furniture if rule.place in places])


@cache
def outlook(place: str) -> Expression:
    """Return the outlook phrases for the given position."""
    return Expression([rule for rule in load_outline().outlook if rule.place == place])


def topic(line: str, limit: int = LONGEST_HEADING) -> str | None:
    """Return the first sentence of `line` without its full stop, or None if it is too long for a heading.

    >>> topic("职工队伍不断壮大。截至2024年底，会员达1860.5万人。")
    '职工队伍不断壮大'
    """
    stop = _SENTENCE_END.search(line, 0, limit + 1)
    if stop is None:
        return line if len(line) <= limit and not line.endswith(STOPS) else None
    return line[: stop.start()]


def mark_of(line: str) -> Mark | None:
    """Return the section that `line` opens by its own mark, or None.

    >>> mark_of("（一）扩大有效需求。实施百日攻坚，全年铺排项目。").heading
    '（一）扩大有效需求'
    """
    found = rule = None
    for candidate, match in _marks().get(line[0], ()):
        found, rule = match(line), candidate
        if found is not None:
            break
    if rule is None or found is None:
        return None
    begun = found.end()
    if rule.id == "chinese" and _SECOND_NUMBER.match(line, begun):
        return None
    run_in = rule.form == "run-in"
    if "heading" in found.re.groupindex:
        return Mark(rule.id, rule.rank, found["heading"], run_in, listed=False)
    if rule.form == "number":
        return Mark(rule.id, rule.rank, found.group().strip(), run_in, listed=False)
    number = line[:begun].strip().rstrip("、，是要")
    if rule.id == "question":
        asked = line if len(line) <= _LONGEST_QUESTION else topic(line, _LONGEST_QUESTION) or line[:begun]
        return Mark(rule.id, rule.rank, asked.removesuffix("。"), run_in, listed=False)
    if not line.endswith(STOPS) and len(line) <= LONGEST_HEADING:
        return Mark(rule.id, rule.rank, line, run_in, listed=False, number=number)
    heading = topic(line)
    listed = heading is not None and len(heading) + 1 >= len(line)
    if heading is None and run_in:
        comma = line.find("，", begun)
        heading = line[:comma] if begun + 3 < comma <= LONGEST_HEADING else None
    if heading is None:
        listed = _SENTENCE_END.search(line, 0, len(line) - 1) is None
        heading = number
    return Mark(rule=rule.id, rank=rule.rank, heading=heading, run_in=run_in, listed=listed, number=number)


@cache
def _marks() -> dict[str, list[tuple[MarkRule, Matcher]]]:
    """Index the rules by the first characters of the lines they can match."""
    by_character: dict[str, list[tuple[MarkRule, Matcher]]] = {}
    for rule in load_outline().mark:
        match = re.compile(rule.pattern).match
        for sign in rule.begins:
            by_character.setdefault(sign, []).append((rule, match))
    return by_character
