"""Join lines that a page broke inside a sentence, across page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from zhengce.normalize.cuts import cuts, may_cut
from zhengce.normalize.text import Edit
from zhengce.normalize.width import HAN

_PAGE_NUMBER = re.compile(r"\s*(?:[-—–] ?\d{1,4} ?[-—–]|\d{1,3}|[IVXLivxl]{1,6}|第 ?\d{1,4} ?页)\s*")
_STOPS = frozenset("。！？；：!?;:…")
_CLOSING = frozenset("”’）")
_ENDS = re.compile(r"(?:[。！？…][”’）]|\.{3}\s*\d+)\s*$")
_LIST_MARK = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)、]|[.．](?!\d))"
    r"|[（(] ?[一二三四五六七八九十\d]{1,3} ?[）)]|第[一二三四五六七八九十百\d]+[章条節节部]"
    r"|[●■◆•·▪※]|[（(][ivx]+[）)]|【|——|专栏|表 ?\d|图 ?\d|附件|附錄|附录|注：|註：)"
)
_PROSE = re.compile(f"[{HAN}]")
_NARROW, _WIDE = 30, 120  # half-width cells per line: the narrowest and widest set text
_TAIL = 12
_ENOUGH = 6  # lines that reach the margin
_SLACK = 8  # a line may end this far before the margin: words, numbers and closing marks are not split
_RUNNING = re.compile(r"[，、（“\d%]")


def join_wraps(text: str) -> Iterator[Edit]:
    """Join lines broken at a margin, across page numbers.

    A document has a margin if many lines end at one width without a full stop. Only lines that reach it are
    joined, and only with a line of prose that does not open a list or section. Even without a margin, a
    number that a line break certainly splits is joined, and a page number between two lines of running prose
    is removed.
    """
    lines = text.split("\n")
    if len(lines) < 2:
        return
    margin = _margin(lines)
    place = 0
    places = []
    for line in lines:
        places.append(place)
        place += len(line) + 1
    i = 0
    while i < len(lines) - 1:
        j, pages = i + 1, 0
        if lines[i] and not lines[i].isspace():
            while j < len(lines) and (not lines[j].strip() or _PAGE_NUMBER.fullmatch(lines[j])):
                pages += bool(lines[j].strip())
                j += 1
            if j < len(lines) and _goes_on(lines, i, j, pages, margin):
                start = places[i] + len(lines[i].rstrip())
                end = places[j] + len(lines[j]) - len(lines[j].lstrip())
                yield Edit(start, end, _glue(text, start, end), "furniture" if pages else "wrap")
        i = j


def width(line: str) -> int:
    """Return the printed width in half-width cells.

    >>> width("共8间")
    5
    """
    return len(line) if line.isascii() else (len(line.encode("utf-8", "surrogatepass")) + len(line)) // 2


def _margin(lines: Sequence[str]) -> int:
    """Return the width reached by most unfinished lines of prose, or 0 if lines end like paragraphs."""
    long = [line for line in lines if 2 * len(line) >= _NARROW]
    if sum(not _is_finished(line) for line in long) < _ENOUGH:
        return 0
    unfinished: Counter[int] = Counter()
    finished: Counter[int] = Counter()
    for line in long:
        w = width(line.rstrip())
        if w >= _NARROW and _is_prose(line):
            (finished if _is_finished(line) else unfinished)[w] += 1
    near = {w: sum(unfinished[v] for v in range(w - 5, w + 1)) for w in unfinished if w <= _WIDE}
    if not near:
        return 0
    margin, count = max((many, w) for w, many in near.items())[::-1]
    longer = sum(n for widths in (finished, unfinished) for w, n in widths.items() if w > margin + 12)
    stopped = sum(finished[v] for v in range(margin - 5, margin + 1))
    if count < _ENOUGH or stopped > count or longer > 0.3 * count:
        return 0
    return margin


def _is_finished(line: str) -> bool:
    """Return whether a line ends like a sentence, heading or table-of-contents entry."""
    last = line.rstrip()[-1:]
    if last in _CLOSING or last.isdecimal():
        return _ENDS.search(line[-_TAIL:]) is not None
    return last in _STOPS


def _is_prose(line: str) -> bool:
    """Return whether more than a third of the characters are wide, unlike a row of figures."""
    return 3 * (width(line) - len(line)) > len(line)


def _goes_on(lines: Sequence[str], i: int, j: int, pages: int, margin: int) -> bool:
    """Return whether the sentence of line i continues in line j."""
    line, following = lines[i].rstrip(), lines[j]
    if "\t" in line or "\t" in following:
        return False  # table rows
    if not margin and not pages and not may_cut(line):
        return False  # no case below
    if _is_finished(line) or _LIST_MARK.match(following) or not _is_prose(line):
        return False
    if j == i + 1 and cuts(line, following):
        return True
    if margin and margin - _SLACK <= width(line) <= margin + 6:
        return (bool(pages) or j == i + 1) and _PROSE.search(following) is not None
    if pages != 1 or "，" not in line or len(line) < 8 or _PROSE.search(following) is None:
        return False
    return (_RUNNING.match(line[-1]) or _PROSE.match(line[-1])) is not None


def _glue(text: str, start: int, end: int) -> str:
    """Return a space between Latin words, else ""."""
    left, right = text[start - 1 : start], text[end : end + 1]
    return " " if left.isascii() and right.isascii() and left.isalpha() and right.isalpha() else ""
