"""What belongs to the page, not to the release: buttons, sources, rights, tables of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengce.segment.lines import Line
from zhengce.segment.marks import LONGEST_HEADING, furniture, mark_of

_HEAD = 16
_CONTENTS_TITLE = re.compile(r"目\s*录$|目$|录$")
_CONTENTS = re.compile(r".{2,60}?(?:[.．…·]{4,}|[.…]{2,}\s)\s*\d{1,4}$")
_PROSE = 60
_KINDRED = re.compile("版权|转载|授权|声明|来源|网站|本网|联系|责任")
_LONGEST_WRAP = 2


def head_furniture(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the first lines that are buttons, sources and the like."""
    found = {i for i, line in enumerate(lines[:_HEAD]) if furniture("head", "line").match(line.text)}
    first = next(
        (i for i in range(min(_HEAD, len(lines))) if i not in found and len(lines[i].text) > _PROSE), _HEAD
    )
    return frozenset(i for i in found if i < first)


def tail_furniture(lines: Sequence[Line]) -> int:
    """Index of the line at which the end of the page begins; the number of lines where there is none.

    A line such as 转自：… opens the end only if no heading and no real paragraph follows it.

    >>> tail_furniture([Line(0, "正文一句话。"), Line(7, "转自：某网"), Line(13, "延伸阅读")])
    1
    """
    rest, closing = furniture("rest"), furniture("tail", "line")
    ends = [
        index
        for index, (_, text) in enumerate(lines)
        if (len(text) <= LONGEST_HEADING and rest.match(text)) or closing.match(text)
    ]
    first = 0
    for end in ends:
        if end <= first:
            continue
        for index in range(end, len(lines)):
            text = lines[index].text
            if rest.match(text):
                return end
            if not closing.match(text) and _is_prose(text):
                first = index + 1
                break
        else:
            return end
    return len(lines)


def _is_prose(text: str) -> bool:
    """Whether a line below the first furniture shows that the release goes on."""
    if mark_of(text) is not None:
        return True
    return len(text) > _PROSE and text[-1] in "。！？" and not _KINDRED.search(text)


def contents(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Tables of contents, as spans of line indices: dots and a page number at the end of each entry."""
    if not any("...." in line.text or "……" in line.text for line in lines):
        return []
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        if not _CONTENTS.match(lines[index].text):
            index += 1
            continue
        first = index
        while first > 0 and _CONTENTS_TITLE.match(lines[first - 1].text):
            first -= 1
        last = index
        while (following := _next_entry(lines, last + 1)) is not None:
            last = following
        if last > index:
            found.append((first, last + 1))
        index = last + 1
    return found


def _next_entry(lines: Sequence[Line], index: int) -> int | None:
    """The next entry of a table, at most two lines of a broken entry away."""
    for at in range(index, min(index + _LONGEST_WRAP + 1, len(lines))):
        if _CONTENTS.match(lines[at].text):
            return at
    return None
