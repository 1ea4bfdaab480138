"""Resolve short forms within a release: 《条例》 to its full title, “春风” to “春风”专项行动."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from zhengce.extract.programmes.mention import ProgrammeMention
from zhengce.types import ProgrammeKind

_QUOTE = re.compile("“([^“”]{3,})”")
_TIME = re.compile("[一二三四五六七八九十]{1,3}五$|[一二两三四五六七八九十]个")
"""A five-year term or a count stands for nothing by itself: “十四五”, “三个代表”."""
_SAID_SHORT: frozenset[ProgrammeKind] = frozenset(
    {"initiative", "project", "plan", "competition", "platform"}
)
_LONGEST_TITLE = 10
"""Characters of a title, with its 《》, that may be short for another."""


def with_long_titles(found: Sequence[ProgrammeMention]) -> dict[str, str]:
    """Map titles in `found` to the longer title they abbreviate: ``{"《条例》": "《…条例》"}``.

    A title that could abbreviate two others is left alone.
    """
    titles = {m.name for m in found if m.kind == "document" and m.name.startswith("《")}
    long = {}
    for title in titles:
        if len(title) > _LONGEST_TITLE:
            continue
        longer = [one for one in titles if one != title and one.endswith(title[1:])]
        if len(longer) == 1:
            long[title] = longer[0]
    return long


def long_names(found: Iterable[ProgrammeMention]) -> dict[str, ProgrammeMention]:
    """Map quoted parts that stand for a whole name in `found` to a mention of that name.

    A part that two names share is left alone.
    """
    parts: dict[str, ProgrammeMention | None] = {}
    for mention in found:
        if mention.kind not in _SAID_SHORT or mention.text.startswith("《"):
            continue
        quotes = _QUOTE.findall(mention.text)
        if len(quotes) != 1 or mention.text == f"“{quotes[0]}”" or _TIME.match(quotes[0]):
            continue
        before = parts.setdefault(quotes[0], mention)
        if before is not None and before.name != mention.name:
            parts[quotes[0]] = None
    return {part: mention for part, mention in parts.items() if mention is not None}


def overlaps(found: Sequence[ProgrammeMention], firsts: Sequence[int], start: int, end: int) -> bool:
    """Return whether ``start:end`` overlaps one of `found`, which are sorted by their starts `firsts`."""
    place = bisect_left(firsts, end)
    return place > 0 and found[place - 1].end > start
