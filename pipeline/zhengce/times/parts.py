"""Split a stretch of the calendar into parts: 截至|2024年8|月底, 自|2019年|开始, 6月1日|至|7日."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from zhengce.times.grammar import pieces, read

_EDGES = ("", "底", "末", "初", "中", "中期")
_LONGEST_TAIL = 12


@lru_cache(1 << 12)
def parts_of(text: str) -> Mapping[str, str]:
    """Return the parts of a stretch by role, or an empty mapping for other forms.

    >>> dict(parts_of("截至2024年8月底"))
    {'until': '截至', 'left': '2024年8月', 'left_edge': '底'}
    >>> dict(parts_of("自去年9月至今年6月"))
    {'from': '自', 'left': '去年9月', 'right': '今年6月'}
    """
    head = _head().match(text)
    before = {} if head is None else read("head", head[0])
    for begins, roles in ((0, {}), (0 if head is None else head.end(), before)):
        for body, tail in _without_tail(text[begins:]):
            found = _between(body)
            if found is not None:
                return {**roles, **found, **tail}
        if head is None:
            break
    return {}


def event_of(text: str) -> tuple[str, str]:
    """Split 自1963年建院以来 into the time and the event."""
    roles = read("begun", text)
    return roles.get("printed", ""), roles.get("event", "")


def _without_tail(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    yield text, {}
    for size in range(1, min(_LONGEST_TAIL, len(text) - 1) + 1):
        tail = read("tail", text[-size:])
        if tail:
            yield text[:-size], tail


def _between(text: str) -> Mapping[str, str] | None:
    """Split a point in time (2024年8月|底) or a range into parts by role; return None for neither."""
    left = _point(text, "left")
    if left is not None:
        return left
    for dash in _to().finditer(text, 1):
        left, rest = _point(text[: dash.start()].removesuffix("起"), "left"), text[dash.end() :]
        if left is None:
            continue
        right = _point(rest, "right")
        if right is not None:
            return {**left, **right}
    return None


def _point(text: str, role: str) -> dict[str, str] | None:
    for edge in _EDGES:
        if text.endswith(edge) and read("point", text.removesuffix(edge)):
            return {role: text.removesuffix(edge), **({f"{role}_edge": edge} if edge else {})}
    return None


@cache
def _head() -> re.Pattern[str]:
    return re.compile(pieces()["head"])


@cache
def _to() -> re.Pattern[str]:
    return re.compile(pieces()["to"])
