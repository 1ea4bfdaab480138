"""What the marks of an outline are: the rules of ``outline.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from zhengce.errors import ConfigError
from zhengce.resources import load_toml

OUTLINE = Path(__file__).with_name("outline.toml")
LONGEST_HEADING = 40
_STOP = re.compile(r"[。；，、：:！？…]$")
_SENTENCE_END = re.compile("[。！？；]")
_SECOND_NUMBER = re.compile("[一二三四五六七八九十]{1,3}、")


class MarkRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way to open a section; see the head of ``outline.toml`` for the fields."""

    id: str
    rank: int
    form: Literal["line", "run-in", "number"]
    pattern: str
    examples: tuple[tuple[str, str], ...]
    counter: tuple[str, ...]


class FurnitureRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line that is no part of the release."""

    id: str
    place: Literal["head", "line", "tail", "rest"]
    pattern: str
    examples: tuple[str, ...]
    counter: tuple[str, ...]


class OutlookRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that open what is still to come."""

    id: str
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
    """What a line opens: its heading, how high it ranks, and whether text follows on the line."""

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
    """Read the rules.

    Raises:
        ConfigError: the file is not of its form, or a pattern is no regular expression; names the file.
    """
    rules = load_toml(path, OutlineRules)
    for rule in (*rules.mark, *rules.furniture, *rules.outlook):
        try:
            re.compile(rule.pattern)
        except re.error as error:
            raise ConfigError(f"{path}: {rule.id}: {error}") from error
    return rules


@cache
def expression(kind: str, *places: str) -> re.Pattern[str]:
    """All furniture or outlook patterns of these places as one expression."""
    rules: tuple[FurnitureRule | OutlookRule, ...] = getattr(load_outline(), kind)
    return re.compile("|".join(f"(?:{rule.pattern})" for rule in rules if rule.place in places))


def topic(line: str, limit: int = LONGEST_HEADING) -> str | None:
    """The first sentence of `line` without its stop, if it is short enough to be a heading.

    >>> topic("职工队伍不断壮大。截至2024年底，会员达1860.5万人。")
    '职工队伍不断壮大'
    """
    stop = _SENTENCE_END.search(line, 0, limit + 1)
    if stop is None:
        return line if len(line) <= limit and not _STOP.search(line) else None
    return line[: stop.start()]


def mark_of(line: str) -> Mark | None:
    """What `line` opens by its own mark.

    >>> mark_of("（一）扩大有效需求。实施百日攻坚，全年铺排项目。").heading
    '（一）扩大有效需求'
    """
    found = _marks().match(line)
    if found is None:
        return None
    rule = _rule(found.lastgroup or "")
    begun = found.end()
    if rule.id == "chinese" and _SECOND_NUMBER.match(line, begun):
        return None
    run_in = rule.form == "run-in"
    named = re.match(rule.pattern, line)
    if named is not None and named.groupdict().get("heading"):
        return Mark(rule.id, rule.rank, named["heading"], run_in, listed=False)
    if rule.form == "number":
        return Mark(rule.id, rule.rank, found.group().strip(), run_in, listed=False)
    if rule.id == "question":
        heading = line if len(line) <= LONGEST_HEADING * 2 else (topic(line, LONGEST_HEADING * 2) or line[:begun])
        return Mark(rule.id, rule.rank, heading.removesuffix("。"), run_in, listed=False)
    if not _STOP.search(line) and len(line) <= LONGEST_HEADING:
        return Mark(rule.id, rule.rank, line, run_in, listed=False, number=line[:begun].strip())
    heading = topic(line)
    listed = heading is not None and len(heading) + 1 >= len(line)
    if heading is None and run_in:
        comma = line.find("，", begun)
        heading = line[:comma] if begun + 3 < comma <= LONGEST_HEADING else None
    if heading is None:
        listed = _SENTENCE_END.search(line, 0, len(line) - 1) is None
        heading = line[:begun].rstrip("、，是要")
    return Mark(rule.id, rule.rank, heading, run_in, listed, line[:begun].rstrip("、，是要"))


@cache
def _marks() -> re.Pattern[str]:
    parts = (
        f"(?P<m_{rule.id.replace('-', '_')}>{rule.pattern.replace('(?P<heading>', '(?:')})"
        for rule in load_outline().mark
    )
    return re.compile("|".join(parts))


@cache
def _rule(group: str) -> MarkRule:
    return next(rule for rule in load_outline().mark if f"m_{rule.id.replace('-', '_')}" == group)
