"""Spans whose numerals are not quantities: times, identifiers (phone numbers, addresses), quoted names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import Protocol

from zhengce.quantities.mention import Kind

_QUOTED = re.compile(
    r"“[^“”，。；！？\n]{1,14}”|《[^《》\n]{1,80}》|〈[^〈〉\n]{1,60}〉|［[^］\n]{1,20}］"
    r"|〔[^〕\n]{1,12}〕\s?第?\d+号?"
)
# Phone and other numbers of several parts, articles like 第9-1条, addresses.
_IDENTIFIER = re.compile(
    r"(?<!\d)(?:\d{3,4}-\d{7,8}|\d{3}-\d{4}-\d{4}|1[3-9]\d{9}|\d{5,20}-\d+|\d{1,20}(?:-\d{1,20}){2,})(?!\d)"
    r"|第\s?\d{1,4}[-—–]\d{1,4}\s?条|https?://[!-~]+|(?<![!-~])[A-Za-z\d_.+-]{1,64}@[A-Za-z\d.-]+|www\.[!-~]+"
)
# A figure left out: ○○万元.
_HIDDEN = re.compile("[○〇]{2,}(?![年一二三四五六七八九])(?<![一二三四五六七八九年]..)")
_IDENTIFYING = re.compile(r"[\d@hw](?:(?<=\d)(?:[-—–]\d|\d{10})|(?<=@)|(?<=h)ttps?:|(?<=w)ww\.)")
Masked = tuple[int, int, Kind]
_START = itemgetter(0)


class Placed(Protocol):
    """The span of a time expression."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def masks(text: str, start: int, end: int, times: Sequence[Placed]) -> list[list[Masked]]:
    """Return the masked spans of ``text[start:end]`` by kind, in order."""
    masked: list[list[Masked]] = [[(t.start, t.end, "date") for t in times]] if times else []
    if _IDENTIFYING.search(text, start, end) is not None:
        masked.append([(m.start(), m.end(), "identifier") for m in _IDENTIFIER.finditer(text, start, end)])
    if text.find("○", start, end) >= 0 or text.find("〇", start, end) >= 0:
        masked.append([(m.start(), m.end(), "identifier") for m in _HIDDEN.finditer(text, start, end)])
    quoted: list[Masked] = [(m.start(), m.end(), "name") for m in _QUOTED.finditer(text, start, end)]
    if quoted:
        masked.append(quoted)
    return masked


def before_next(masked: Sequence[Sequence[Masked]], place: int, end: int) -> int:
    """Return the start of the first span after `place`, else `end`."""
    for spans in masked:
        following = bisect_right(spans, place, key=_START)
        if following < len(spans):
            end = min(end, spans[following][0])
    return end


def mask_at(masked: Sequence[Sequence[Masked]], place: int) -> Masked | None:
    """Return the first span that covers `place`, or None."""
    for spans in masked:
        before = bisect_right(spans, place, key=_START)
        if before and place < spans[before - 1][1]:
            return spans[before - 1]
    return None
