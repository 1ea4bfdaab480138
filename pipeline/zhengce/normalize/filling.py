"""Turn the cells of a run into edits: proven by bytes, decided by words, or marked as lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.normalize.gbk import encode, holes
from zhengce.normalize.options import DIGITS, is_numeral
from zhengce.normalize.plausible import LOST
from zhengce.normalize.runs import Run
from zhengce.normalize.text import Edit
from zhengce.types import RepairKind

_FAR = 8.0  # margin over a numeral, where one is possible
_ENDS = ("。", "；", "！", "？", "。”", "！”", "？”")  # line breaks of a paragraph
_PLANS = ("十一", "十二", "十三", "十四", "十五", "十六")
# Countable nouns and measure words: a digit may have been lost before them.
_COUNTED = (
    "个個人名家户戶条條项項次年月日号號元吨噸公千米亩畝平多余餘场場座所岁歲倍成分位届屆套种種部批辆輛台臺架艘只隻"
    "头頭天小周週期点點度级級类類组組集册冊件份支对對双雙层層村县縣市省国國区區站艘株棵张張篇本股票"
)
_WORDS = re.compile(rf"[\u3000\u4e00-\u9fff“《](?<![{_COUNTED}])")
_DIGITS = "零〇一二三四五六七八九十百千万亿两萬億兩"
_SEPARATORS = re.compile(r"[ .．,:：，/~～\-－—–]{1,3}(?=\d)")
# What may follow the rest of a number with a lost beginning, before another number of the same figure.
_LINKED = re.compile(
    rf"[\d.,]*[{_DIGITS}余多餘]{{0,3}}(?:%|个百分点|個百分點|[元人个個])?"
    rf"(?:[至到~～\-—–、点點又或和]|分之|比)+(?=[\d{_DIGITS}])"
)


def writes_half_commas(text: str) -> bool:
    """Return whether the page uses half-width commas.

    >>> writes_half_commas("产业,质量，发展,"), writes_half_commas("产业，质量")
    (True, False)
    """
    return text.count(",") > text.count("，")


def fill(text: str, start: int, run: Run, kind: RepairKind, *, commas: bool = False) -> Iterator[Edit]:
    """Yield edits that replace ``text[start:run.end]`` by the run; `start` may precede the first cell.

    `commas`: the page uses half-width commas, so a sign lost between words was probably one.
    """
    begin, end, done, lossy, before = start, run.end, "", run.guessed, ""
    for k, (cell, after) in enumerate(zip(run.cells, _decided(text, run), strict=True)):
        if LOST not in after and not cell.eaten:
            done += after
            before = after
            continue
        if cell.start > begin:
            yield Edit(begin, cell.start, done, kind, lossy)
            done = ""
        first = max(begin, cell.start)
        begin = max(begin, cell.end)
        if cell.eaten:
            sign = _eaten(text, end, before + after, commas=commas)
            put = after if after == LOST == sign else after + sign
        else:
            put = after
        if k == len(run.cells) - 1:
            separators = _SEPARATORS.match(text, end)
            begin = end = separators.end() if separators else end
        yield Edit(first, begin, done + put, "lost", lossy=True)
        done, before = "", after
    if done or begin < end:
        yield Edit(begin, end, done, kind, lossy)
    elif linked := _LINKED.match(text, end):
        place = linked.end() - 1
        yield Edit(place, place + 1, text[place] + LOST, "lost", lossy=True)


def _decided(text: str, run: Run) -> Iterator[str]:
    """Yield the replacement of each cell: never a numeral, nor anything where a numeral is possible."""
    left = text[max(0, run.cells[0].start - 1) : run.cells[0].start]
    plans = _plans(text, run)
    for k, (cell, read) in enumerate(zip(run.cells, run.read, strict=True)):
        right = run.read[k + 1] if k + 1 < len(run.cells) else text[run.end : run.end + 1]
        if k in plans:
            after = plans[k]
        elif len(cell.candidates) == 1:
            after = cell.candidates[0]
        elif read is None or read in DIGITS:
            after = LOST
        else:
            beside = is_numeral(left) or (is_numeral(right or "") and not cell.eaten)
            after = LOST if beside and (run.numerals[k] < _FAR or is_numeral(read)) else read
        left = after or left
        yield after


def _plans(text: str, run: Run) -> dict[int, str]:
    """Fill two-character gaps that complete “十四五”, which names a plan and is not a number."""
    cells = run.cells
    found: dict[int, str] = {}
    for k in range(len(cells) - 1):
        left = (run.read[k - 1] or "") if k else text[cells[0].start - 1 : cells[0].start]
        right = (run.read[k + 2] or "") if k + 2 < len(cells) else text[run.end : run.end + 1]
        if left == "“" and right == "五" and (cells[k + 1].joined or cells[k].likely) and not cells[k].eaten:
            plans = [
                p
                for p in _PLANS
                if p[0] in cells[k].candidates
                and p[1] in cells[k + 1].candidates
                and (cells[k].likely or encode(p[1])[0] in holes(encode(p[0])[1]))
            ]
            if len(plans) == 1:
                found |= {k: plans[0][0], k + 1: plans[0][1]}
    return found


def _eaten(text: str, place: int, before: str, *, commas: bool) -> str:
    """Return the sign lost with a byte: a line end after a full stop, a comma between words, or unknown."""
    if _WORDS.match(text, place) is None or is_numeral(text[place]):  # may have been a digit
        return LOST
    if before.endswith(_ENDS):
        return "\n"
    return "，" if commas else LOST
