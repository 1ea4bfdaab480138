"""The release's own outline: headings, parallel topic paragraphs, lead, outlook and boilerplate."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from zhengce.types import SectionSpan

_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章部节])")
_STOP = re.compile(r"[。；，：！？…]$")
_OUTLOOK = re.compile(r"下一步|下一阶段|下阶段|今后一个时期|展望未来")
_BOILERPLATE = re.compile(
    r"转自[：:]|来源[：:]|【?版权|免责声明|延伸阅读|相关阅读|相关链接|责任编辑|【?责编|编辑[：:]|【字号|扫一扫"
    r"|分享到|打印$|关闭窗口|Copyright|网站地图|ICP备|联系电话|未经.{0,8}授权"
)
_LONGEST_HEADING = 40


def section_spans(text: str) -> tuple[SectionSpan, ...]:
    """The sections in order; together they cover the text.

    A section opens at a heading on a line of its own, at a paragraph that begins like its neighbours
    (立足…, 一是…), at an outlook (下一步…) and at boilerplate (转自：…).
    """
    lines = list(_lines(text))
    shared = _shared_openings([line for _, line in lines])
    found: list[SectionSpan] = []
    for start, line in lines:
        opened = _opening(line, shared, is_first=not found)
        if opened is None:
            continue
        if found:
            last = found[-1]
            found[-1] = SectionSpan(last.heading, last.start, start, last.kind)
        heading, kind = opened
        if kind == "boilerplate" and found and found[-1].kind == "boilerplate":
            start = found.pop().start  # noqa: PLW2901 - one section of boilerplate
        found.append(SectionSpan(heading, start, len(text), kind))
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    place = 0
    for line in text.split("\n"):
        if line.strip():
            yield place + len(line) - len(line.lstrip()), line.strip()
        place += len(line) + 1


def _shared_openings(lines: Sequence[str]) -> frozenset[str]:
    """Two-character openings that at least three long paragraphs share."""
    openings = Counter(line[:2] for line in lines if len(line) > _LONGEST_HEADING)
    return frozenset(o for o, n in openings.items() if n >= 3 and o.isalpha())


def _opening(line: str, shared: frozenset[str], *, is_first: bool) -> tuple[str | None, str] | None:  # type: ignore[return]
    if _BOILERPLATE.match(line):
        return None if is_first else (None, "boilerplate")
    if _OUTLOOK.match(line):
        return _topic(line), "outlook"
    if is_heading(line):
        return line, "body"
    if line[:2] in shared:
        return _topic(line), "body"
    if is_first:
        return None, "lead"
    return None


def _topic(line: str) -> str:
    """The topic sentence of a paragraph: up to its first stop."""
    return re.split(r"(?<=[。！？])", line, maxsplit=1)[0]


def is_heading(line: str) -> bool:
    """Whether a line is a heading: numbered or short, and without a stop at its end."""
    return bool(len(line) <= _LONGEST_HEADING and not _STOP.search(line) and (_NUMBERED.match(line) or len(line) >= 4))
