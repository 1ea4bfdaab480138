"""Split text into sentences at full stops and line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_STOP = re.compile(r"[。！？]+[”’」』）】〉》]*")
_BRACKETS = (("（", "）"), ("《", "》"), ("【", "】"), ("「", "」"))
_BRACKETED = 60
_QUOTED = 30
_SPEECH = "：，。！？；"
"""Before a quote: what is quoted is said, and its sentences are sentences."""
_NEW = " “（《【「\u3000\t"
LONGEST = 1000
"""Characters of a sentence. What has no stop for longer is a list or a damaged page, and is cut: nothing that
looks around in a sentence then takes longer for the page being long."""
_NUMERIC = r"\d.,%‰零〇○一二三四五六七八九十百千万亿兆两几"
_SEAMS = tuple(map(re.compile, (r"[；，、：\s]", f"[^{_NUMERIC}]{{4}}", f"[^{_NUMERIC}]")))
"""Where to cut, the best first: never inside a numeral, rather not near one."""


def sentence_spans(text: str) -> Iterator[tuple[int, int, int]]:
    r"""Yield (start, end, paragraph) of each sentence, without surrounding whitespace; paragraphs are lines.

    A stop inside brackets or a quoted name does not end a sentence: “有一种温暖。”品牌 continues.

    >>> [(s, e) for s, e, _ in sentence_spans("第一句。“第二句。”\n标题")]
    [(0, 4), (4, 10), (11, 13)]
    >>> [(s, e) for s, e, _ in sentence_spans("打造“暖。”品牌，建站（含在建。不含已撤）3.5万个；好。")]
    [(0, 29)]

    A sentence is cut at `LONGEST` characters, preferably after a comma and never inside a numeral.

    >>> [(s, e) for s, e, _ in sentence_spans("建站3786个，" * 150)]
    [(0, 1000), (1000, 1200)]
    """
    begin = 0
    for paragraph, line in enumerate(text.split("\n")):
        for start, end in _pieces(line):
            while start < end and line[start].isspace():
                start += 1  # noqa: PLW2901
            while start < end and line[end - 1].isspace():
                end -= 1  # noqa: PLW2901
            if start < end:
                yield begin + start, begin + end, paragraph
        begin += len(line) + 1


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a line, including surrounding whitespace."""
    start = 0
    brackets = [pair for pair in _BRACKETS if pair[0] in line]
    enclosing = bool(brackets) or "“" in line
    for stop in _STOP.finditer(line):
        if stop.start() - start > LONGEST:
            for cut in _cuts(line, start, stop.start()):
                yield start, cut
                start = cut
        if not (enclosing and _is_inside(line, start, stop, brackets)):
            yield start, stop.end()
            start = stop.end()
    for cut in _cuts(line, start, len(line)):
        yield start, cut
        start = cut
    yield start, len(line)


def _cuts(line: str, start: int, end: int) -> Iterator[int]:
    """Yield the offsets at which the overlong ``line[start:end]`` is cut."""
    while end - start > LONGEST:
        start = _seam(line, start, end)
        yield start


def _seam(line: str, start: int, end: int) -> int:
    for seam in _SEAMS:
        places = [found.end() for found in seam.finditer(line, start + LONGEST // 2, start + LONGEST)]
        if places:
            return places[-1]
    beyond = _SEAMS[-1].search(line, start + LONGEST, end)  # a single numeral with hundreds of digits
    return beyond.end() if beyond is not None else end


def _is_inside(line: str, start: int, stop: re.Match[str], brackets: Sequence[tuple[str, str]]) -> bool:
    """Return whether a stop lies inside short brackets or a quoted name within a longer sentence."""
    at, end = stop.span()
    for opening, closing in brackets:
        opened = line.rfind(opening, start, at)
        if opened > start and line.find(closing, opened, at) < 0:
            closed = line.find(closing, at, opened + _BRACKETED)
            return closed >= end or (closed >= 0 and _goes_on(line, end))
    opened = line.rfind("“", start, at)
    if opened <= start or line[opened - 1] in _SPEECH or line.find("”", opened, at) >= 0:
        return False
    closed = line.find("”", at, opened + _QUOTED)
    return closed >= end or (closed >= 0 and _goes_on(line, end))


def _goes_on(line: str, end: int) -> bool:
    """Return whether the words after a closing mark continue the sentence before it."""
    return end < len(line) and line[end] not in _NEW
