"""From the cells of a run to edits: what the bytes prove, what the words decide, and what is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhengce.normalize.gbk import encode, holes
from zhengce.normalize.plausible import Around, choose, choose_two
from zhengce.normalize.runs import LOST, Cell, Damage
from zhengce.normalize.text import Edit
from zhengce.types import RepairKind

_NUMERAL = frozenset(
    "零〇一二三四五六七八九十百千万亿兆两兩半几幾数數多余餘萬億点點分之第年月日成倍番"
    "壹贰叁肆伍陆柒捌玖拾佰仟廿卅.．％%‰℃＋－"
)
_PLANS = ("十一", "十二", "十三", "十四", "十五", "十六")
_NEAR = 8
_DIGITS = "零〇一二三四五六七八九十百千万亿两萬億兩"
_SEPARATORS = re.compile(r"[.．,:：，/~～\-－—–]+(?=\d)")
# What may follow the rest of a number whose beginning is lost, before another number that belongs to it.
_LINKED = re.compile(
    rf"[\d.,]*[{_DIGITS}余多餘]{{0,3}}(?:%|个百分点|個百分點|[元人个個])?"
    rf"(?:[至到~～\-—–、点點又或和]|分之|比)+(?=[\d{_DIGITS}])"
)


def fill(
    text: str, start: int, cells: Sequence[Cell], end: int, kind: RepairKind, damage: Damage
) -> Iterator[Edit]:
    """Edits that put the cells in the place of ``text[start:end]``; `start` may lie before the first cell."""
    begin, done = start, ""
    for k, (cell, after) in enumerate(_decided(text, start, cells, end, damage)):
        if LOST not in after:
            done += after
            continue
        if cell.start > begin:
            yield Edit(begin, cell.start, done, kind)
            done = ""
        first = max(begin, cell.start)
        begin = max(begin, cell.end)
        if k == len(cells) - 1:
            separators = _SEPARATORS.match(text, end)
            begin = end = separators.end() if separators else end
        yield Edit(first, begin, done + after, "lost", lossy=True)
        done = ""
    if done or begin < end:
        yield Edit(begin, end, done, kind)
    elif linked := _LINKED.match(text, end):
        place = linked.end() - 1
        yield Edit(place, place + 1, text[place] + LOST, "lost", lossy=True)


def _decided(
    text: str, start: int, cells: Sequence[Cell], end: int, damage: Damage
) -> Iterator[tuple[Cell, str]]:
    """Each cell with what is put in its place."""
    left = text[max(0, start - _NEAR) : start]
    second: str | None = None
    for k, cell in enumerate(cells):
        both = None
        if second is None and k + 1 < len(cells) and cells[k + 1].joined and len(cell.candidates) > 1:
            both = _fit_two(cell, cells[k + 1], left, _right(text, cells, k + 2, end), text)
        if second is not None:
            after, second = second, None
        elif both is not None:
            after, second = both[0], both[1]
        elif len(cell.candidates) == 1:
            after = cell.candidates[0]
        else:
            right = "" if cell.eaten else _right(text, cells, k + 1, end)
            after = _fit(cell.candidates, left, right, damage, text) or LOST
        if cell.eaten:
            after = after if after == LOST else after + LOST
        left = left[-_NEAR:] + after
        yield cell, after


def _right(text: str, cells: Sequence[Cell], k: int, end: int) -> str:
    """What follows cell k - 1: cells up to the next gap, and the page behind the last one."""
    right = _proven(cells[k : k + 4])
    return right + text[end : end + 4] if k + len(right) >= len(cells) else right


def _proven(cells: Sequence[Cell]) -> str:
    """Characters up to the next gap."""
    found = ""
    for cell in cells:
        if len(cell.candidates) != 1:
            break
        found += cell.candidates[0]
    return found


def _fit(candidates: Sequence[str], left: str, right: str, damage: Damage, text: str) -> str | None:
    """What the words decide for a gap; never a numeral, nor beside one where a numeral could stand."""
    if (_numeric(left[-1:]) or _numeric(right[:1])) and any(map(_numeric, candidates)):
        return None
    around = Around(left.rpartition(LOST)[2], right, text)
    return _no_numeral(choose(candidates, around, favourites=damage.table))


def _fit_two(first: Cell, second: Cell, left: str, right: str, text: str) -> str | None:
    """Like `_fit`, for two gaps that follow each other."""

    def apart(a: str, b: str) -> bool:
        return encode(b)[0] in holes(encode(a)[1])

    if left[-1:] == "“" and right[:1] == "五":  # “十四五”: the name of a plan, no number
        plans = [p for p in _PLANS if p[0] in first.candidates and p[1] in second.candidates and apart(*p)]
        if len(plans) == 1:
            return plans[0]
    if _numeric(left[-1:]) and any(map(_numeric, first.candidates)):
        return None
    if _numeric(right[:1]) and any(map(_numeric, second.candidates)):
        return None
    around = Around(left.rpartition(LOST)[2], right, text)
    return _no_numeral(choose_two(first.candidates, second.candidates, apart, around))


def _no_numeral(chosen: str | None) -> str | None:
    return None if chosen is None or any(_numeric(c) or c in ",，" for c in chosen) else chosen


def _numeric(character: str) -> bool:
    return character.isdigit() or character in _NUMERAL
