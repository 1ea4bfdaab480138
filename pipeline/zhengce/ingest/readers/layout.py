"""Arrange positioned characters of pages into lines in reading order.

Lines follow baselines; small raised characters are note marks or exponents; a gutter separates two columns;
wide gaps separate table cells; text repeated at the same height of every page is dropped; a line that
reaches the margin continues in the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from statistics import median

from zhengce.ingest.readers.glyphs import Glyph, Piece, Row, grid
from zhengce.ingest.readers.grid import is_data, is_value, lines_of_table
from zhengce.ingest.readers.raised import units

_PAGE = re.compile(
    r"\s*(?:[-—–·.]*\s?\d{1,4}\s?[-—–·.]*|第\s?\d{1,4}\s?页(?:\s?[共/，,]\s?(?:第)?\s?\d{1,4}\s?页)?|\d{1,4}\s?/\s?\d{1,4}|[ivxIVX]{1,6}|Page\s?\d+)\s*"
)
_PAGE_AT = re.compile(
    r"^\s*[-—–]?\s?\d{1,4}\s?[-—–]?\s*(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s*[-—–]?\s?\d{1,4}(?:\s?/\s?\d{1,4})?\s?[-—–]?\s*$|第\s?\d{1,4}\s?页.*$"
)
_STOP = re.compile(r"[。！？；：…][”’）》]?$")
_OPEN_END = re.compile(r"[，、（“《\d%％.\-−–—~～+＋]$|\d\s?[百千万亿]+$")
_GOES_ON = re.compile(
    r"[%％‰，。、）”》；：万亿]|\d+(?:\.\d+)?(?:%|[万亿元人个户项])|百分点|个百分点"
    r"|[百千万亿]*(?:元|人次|次|人|个|户|家|项|件|名|吨|亩|公里|平方米|公顷|倍|岁)[，。；、）]"
)
_MARK = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、]|[（(]\d{1,2}[）)]|\d{1,2}[、．]|\d{1,2}\.(?!\d)|第[一二三四五六七八九十百\d]+[章条节]|[●■◆•·▪※]|——)"
)
_NOTE = re.compile(r"[\[（(]?(\d{1,3})[\]）)]?\s?(?=[\u4e00-\u9fff])")
_SMALL = 0.87  # relative to the font size: browsers set superscripts at 0.83
_SMALL_PRINT = 0.85
_LATIN = re.compile(r"[A-Za-z]")
_EDGE = 2  # lines at the top and bottom of a page that may be running titles
_PROSE = 8  # minimum length of a piece that is not a table cell


def lines_of_pages(pages: Sequence[Sequence[Glyph]]) -> list[str]:
    """Return the lines of a document: each paragraph in one line, table rows formatted by `grid`."""
    laid = [_rows(page) for page in pages]
    running = _running(laid)
    sizes = [row.size for rows in laid for row in rows for _ in row.glyphs]
    marks = {glyph.text for rows in laid for row in rows for glyph in row.small}
    flow: list[list[Piece]] = []
    margins: list[tuple[float, float]] = []
    for number, rows in enumerate(laid):
        kept = [row for k, row in enumerate(rows) if (number, k) not in running]
        for column in _columns(kept):
            if not column:
                continue
            left = min(pieces[0].left for pieces in column)
            right = max(pieces[-1].right for pieces in column)
            flow += [_without_mark(pieces, marks, median(sizes)) for pieces in column]
            margins += [(left, right)] * len(column)
    return list(_paragraphs(flow, margins))


def _without_mark(pieces: list[Piece], marks: AbstractSet[str], body: float) -> list[Piece]:
    """Remove the mark of a footnote, which is raised in the text above."""
    found = _NOTE.match(pieces[0].text)
    if found is None or not set(found[1]) <= marks or pieces[0].row.size >= _SMALL_PRINT * body:
        return pieces
    return [pieces[0]._replace(text=f"注：{pieces[0].text[found.end() :]}"), *pieces[1:]]


def _rows(page: Sequence[Glyph]) -> list[Row]:
    """Return rows from top to bottom."""
    if not page:
        return []
    body = Counter(round(glyph.size, 1) for glyph in page).most_common(1)[0][0] or 1.0
    rows: list[Row] = []
    small = [glyph for glyph in page if glyph.size < _SMALL * body]
    for glyph in sorted((g for g in page if g.size >= _SMALL * body), key=lambda g: -g.base):
        if rows and abs(rows[-1].base - glyph.base) <= 0.4 * min(rows[-1].size, glyph.size):
            rows[-1].glyphs.append(glyph)
        else:
            rows.append(Row(glyph.base, glyph.size, [glyph]))
    notes: list[Row] = []
    for glyph in sorted(small, key=lambda g: -g.base):
        host = next((row for row in rows if _is_on(glyph, row)), None)
        if host is not None:
            (host.small if glyph.base - host.base > 0.12 * host.size else host.glyphs).append(glyph)
        elif notes and abs(notes[-1].base - glyph.base) <= 0.4 * notes[-1].size:
            notes[-1].glyphs.append(glyph)
        elif notes and 0 < glyph.base - notes[-1].base < notes[-1].size:
            notes[-1].small.append(glyph)
        else:
            notes.append(Row(glyph.base, glyph.size, [glyph]))
    for row in notes:  # a mark before a footnote in small print
        large = max(glyph.size for glyph in row.glyphs)
        raised_ones = [g for g in row.glyphs if g.size < 0.8 * large and g.base - row.base > 0.1 * large]
        row.small += raised_ones
        row.glyphs = [g for g in row.glyphs if g not in raised_ones] or row.glyphs
    rows = _merged([*rows, *notes])
    return sorted((row for row in rows if row.glyphs), key=lambda row: -row.base)


def _merged(rows: list[Row]) -> list[Row]:
    """Merge rows of small print with the separate rows of their marks."""
    rows.sort(key=lambda row: -row.base)
    found: list[Row] = []
    for row in rows:
        above = found[-1] if found else None
        if above is not None and above.size < 0.8 * row.size and 0 < above.base - row.base < 0.7 * row.size:
            row.small += above.glyphs
            found.pop()
        found.append(row)
    return found


def _is_on(glyph: Glyph, row: Row) -> bool:
    near = row.left - row.size <= glyph.left <= row.right + 1.5 * row.size
    return near and -0.15 * row.size <= glyph.base - row.base <= 0.75 * row.size


def _running(laid: Sequence[Sequence[Row]]) -> set[tuple[int, int]]:
    """Find running titles and page numbers: the same words at the same height of several pages."""
    if len(laid) < 2:
        rows = laid[0] if laid else []
        edge = {len(rows) - 1} if len(rows) > 1 else set()
        return {(0, k) for k in edge if _PAGE.fullmatch(_plain(rows[k]))}
    places: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    found: set[tuple[int, int]] = set()
    for number, rows in enumerate(laid):
        for k, row in enumerate(rows):
            top, bottom = k < _EDGE, k >= len(rows) - _EDGE
            if not (top or bottom):
                continue
            text = _plain(row)
            if _PAGE.fullmatch(text) and (k in (0, len(rows) - 1) or (number, k - 1) in found or bottom):
                found.add((number, k))
            else:
                places.setdefault((_PAGE_AT.sub("", text), top), []).append((number, k))
    for (text, _), at in places.items():
        heights = [laid[number][k].base for number, k in at]
        pages = {number for number, _ in at}
        if text and len(pages) > 1 and max(heights) - min(heights) < 30 and len(pages) >= 0.4 * len(laid):
            found |= set(at)
    return found


def _plain(row: Row) -> str:
    return "".join(piece.text for piece in row.pieces()).strip()


def _columns(rows: Sequence[Row]) -> Iterator[list[list[Piece]]]:
    """Yield the rows of each column in turn; a single-column page has one column."""
    cut = [row.pieces() for row in rows]
    gutter = _gutter(cut)
    if gutter is None:
        yield [pieces for pieces in cut if pieces]
        return
    left: list[list[Piece]] = []
    right: list[list[Piece]] = []
    for pieces in cut:
        over = [p for p in pieces if p.left < gutter - 1 and p.right > gutter + 1]
        if over:
            yield from (left, right)
            left, right = [], []
            yield [pieces]
            continue
        if before := [p for p in pieces if p.right <= gutter + 1]:
            left.append(before)
        if after := [p for p in pieces if p.left >= gutter - 1]:
            right.append(after)
    yield from (left, right)


def _gutter(cut: Sequence[Sequence[Piece]]) -> float | None:
    """Return the gutter of a two-column page: prose on both sides, few pieces across it."""
    pieces = [piece for row in cut for piece in row]
    if len(pieces) < 6:
        return None
    low, high = min(p.left for p in pieces), max(p.right for p in pieces)
    best: tuple[float, float] | None = None
    for at in sorted({piece.left for piece in pieces}):
        place = at - 1.0
        if not low + 0.3 * (high - low) < place < high - 0.3 * (high - low):
            continue
        left = [p for p in pieces if p.right <= place]
        right = [p for p in pieces if p.left >= place]
        over = len(pieces) - len(left) - len(right)
        least = min(len(left), len(right))
        if least < 3 or over > 0.25 * len(pieces):
            continue
        if min(median(len(p.text) for p in side) for side in (left, right)) < _PROSE:
            continue
        if best is None or least - 2 * over > best[0]:
            best = least - 2 * over, place
    return best[1] if best is not None else None


def _paragraphs(flow: Sequence[Sequence[Piece]], margins: Sequence[tuple[float, float]]) -> Iterator[str]:
    open_line = ""
    last: tuple[Sequence[Piece], tuple[float, float]] | None = None
    k = 0
    while k < len(flow):
        end = _table_end(flow, k)
        if end > k + 1:
            rows = grid(flow[k:end])
            if is_data(rows):
                if open_line:
                    yield units(open_line)
                    open_line = ""
                yield from lines_of_table(rows)
                last, k = None, end
                continue
        pieces, margin = flow[k], margins[k]
        cells = len(pieces) > 1 and all(is_value(piece.text) for piece in pieces[1:])
        text = ("\t" if cells else " ").join(piece.text.strip() for piece in pieces)
        if last is not None and open_line and _goes_on(open_line, last, pieces, margin, text):
            glue = " " if _LATIN.match(open_line[-1]) and _LATIN.match(text[0]) else ""
            open_line += glue + text
        else:
            if open_line:
                yield units(open_line)
            open_line = text
        last = pieces, margin
        k += 1
    if open_line:
        yield units(open_line)


def _goes_on(
    open_line: str,
    last: tuple[Sequence[Piece], tuple[float, float]],
    pieces: Sequence[Piece],
    margin: tuple[float, float],
    text: str,
) -> bool:
    """Return whether a paragraph continues in the next line."""
    before, (_, right) = last
    if "\t" in open_line or "\t" in text:  # table rows
        return False
    size = before[-1].row.size
    if _MARK.match(text) and not _OPEN_END.search(open_line):
        return False
    if abs(size - pieces[0].row.size) > 0.2 * size:
        return False
    if _STOP.search(open_line):
        return False
    if _OPEN_END.search(open_line) or _GOES_ON.match(text):
        return True
    indented = pieces[0].left > margin[0] + 1.2 * size
    return before[-1].right > right - 2.2 * size and not indented


def _table_end(flow: Sequence[Sequence[Piece]], start: int) -> int:
    """Return the end of consecutive rows with several pieces each."""
    end = start
    while end < len(flow) and len(flow[end]) > 1:
        end += 1
    return end
