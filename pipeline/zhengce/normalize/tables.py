"""Read tables in plain text: cells separated by tabs, vertical bars, wide spaces or commas.

A table of names and values becomes clauses (see `columns`): header words replace the separators between
cells, and every number keeps its own characters. A table whose columns are unclear is left unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from zhengce.normalize.columns import (
    Own,
    Piece,
    can_be_said,
    column,
    is_value,
    said,
    unit_of,
    without_header,
)
from zhengce.normalize.script import simplify_characters
from zhengce.normalize.text import Edit

_LONGEST_LINE = 400
_LONGEST_CELL = 60
_SENTENCE = re.compile(r"[。；！？]")
_RULE = re.compile(r"[\s|:+-]*-{2,}[\s|:+-]*$")  # |---|---:|
_PARTS = {
    "tab": re.compile(r"\t"),
    "stroke": re.compile(r"[|｜│]"),
    "blank": re.compile(r"(?:\s{2,}|\u3000)+"),
    "comma": re.compile(r"[,，]"),
    "colon": re.compile(r"[：:]"),
}
# 城镇新增就业：12.5万人, but not page metadata.
_NAMED = re.compile(
    r"[\s·•●■◆-]{0,3}(?![^：:]{0,8}(?:浏览|点击|阅读|访问|人气|下载|字数|页数|大小|评论|点赞|转发|时间|日期|字号|文号"
    r"|编号|号码|电话|[邮版刊期]|价格?$))(?=[^：:]{0,30}[\u4e00-\u9fff])[^：:，。；！？、\d\s][^：:，。；！？]{1,30}[：:]\s*"
    r"[+-]?\d[\d,]*(?:\.\d+)?\s?[百千万亿]{0,2}(?:[%％]|(?![年月日时分秒号期版页字])[\u4e00-\u9fff]{1,4})\s*$"
)
_FREE = frozenset(("tab", "stroke"))  # signs that only separate cells
_WIDE_BLANK = re.compile(r"[^\s。](?:  |\u3000)[ \u3000]*[+\-]?\d")
_LAST_OF_ROW = re.compile(r"[,，][+\-]?\d[\d.]{0,12}[%％]?(?:\n|$)")
_NAMED_LINE = re.compile(r"[：:]\s*[+-]?\d[\d.,]*\s?[百千万亿]{0,2}(?:[%％]|[\u4e00-\u9fff]{1,4})\s*(?:\n|$)")
_THOUSANDS = re.compile(r"\d[,，]\d{3}(?!\d)")
_DIGIT = re.compile(r"\d")
_TWO = 2  # header rows and the first data row
_UNIT_LINES = 2  # lines above a table, one of which may state its unit


class _Cell(NamedTuple):
    start: int
    end: int
    text: str


class _Row(NamedTuple):
    start: int
    end: int
    cells: tuple[_Cell, ...]

    @property
    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]


class _Line(NamedTuple):
    start: int
    text: str
    kind: str


def read_tables(text: str) -> Iterator[Edit]:
    r"""Turn the rows of readable tables into clauses.

    >>> from zhengce.normalize.text import edited
    >>> table = "指标\t数值（万人）\t同比增长（%）\n新增就业\t12.5\t6.1\n再就业\t3.2\t-1.4"
    >>> print(edited(table, list(read_tables(table))))
    新增就业12.5万人，同比增长6.1%。
    再就业3.2万人，同比下降1.4%。
    """
    if not _may_hold_tables(text):
        return
    lines = list(_lines(text))
    place = 0
    for kind, group in groupby(lines, key=lambda line: line.kind):
        block = list(group)
        if kind:
            yield from _table(block, kind, [line.text for line in lines[max(0, place - _UNIT_LINES) : place]])
        place += len(block)


def _may_hold_tables(text: str) -> bool:
    if any(sign in text for sign in "\t|｜│"):
        return True
    wide = ("  " in text or "\u3000" in text) and _WIDE_BLANK.search(text)
    if ("：" in text or ":" in text) and _NAMED_LINE.search(text):
        return True
    return bool(wide) or _LAST_OF_ROW.search(text) is not None


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines of a text; possible table rows with their separator."""
    place = 0
    for line in text.split("\n"):
        kind = "" if "。" in line or len(line) > _LONGEST_LINE else _kind(line)
        yield _Line(place, simplify_characters(line) if kind else line, kind)
        place += len(line) + 1


def _kind(line: str) -> str:
    if _SENTENCE.search(line):
        return ""
    inner = line.strip()
    if _NAMED.match(line):
        return "colon"
    for kind, parts in list(_PARTS.items())[:-1]:
        if parts.search(inner if kind == "blank" else line):
            return kind
    return ""


def _table(block: Sequence[_Line], kind: str, above: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits for the rows of one table; a line above it may state its unit."""
    if not any(map(_DIGIT.search, (line.text for line in block))) or (
        kind not in _FREE and len(block) < _TWO
    ):
        return
    every = [_row(line, kind) for line in block]
    rows = [row for row in every if row.cells]
    unit = next(filter(None, map(unit_of, map(simplify_characters, reversed(above)))), "")
    while len(rows) > 1 and sum(map(bool, rows[0].texts)) == 1:  # its title or unit
        unit = unit_of("".join(rows[0].texts)) or unit
        rows = rows[1:]
    head, body = _headed(rows)
    if kind == "colon":
        head, body = (), rows
    headless = kind not in (*_FREE, "colon") and (not head or len({len(row.cells) for row in rows}) > 1)
    if headless or not _is_data(rows):
        return
    width = max(len(row.cells) for row in rows)
    names = _joined([row.texts for row in head], width)
    cells = [row.texts for row in body]
    columns = [column(names[k], [row[k] for row in cells if k < len(row)]) for k in range(width)]
    if not head:
        columns = without_header(columns, cells[0])
    if not can_be_said(columns):
        return
    whole = [said(row, columns, unit) for row in cells]
    if not any(whole) or (kind not in _FREE and not all(pieces and all(pieces) for pieces in whole)):
        return  # spaces and commas have other uses: every row must be expressible with its units
    edits = [Edit(row.start, row.end + 1, "", "table") for row in every if row in head or not row.cells]
    for row, pieces in zip(body, whole, strict=True):
        if pieces is not None:
            edits += _edits(row, pieces)
    yield from sorted(edits, key=lambda edit: edit.start)


def _headed(rows: Sequence[_Row]) -> tuple[Sequence[_Row], Sequence[_Row]]:
    """Return the header rows, at most two, and the rows below."""
    count = 0
    while count < 2 and count + 1 < len(rows) and not any(map(is_value, rows[count].texts[1:])):
        count += 1
    return rows[:count], rows[count:]


def _joined(head: Sequence[Sequence[str]], width: int) -> list[str]:
    names = [""] * width
    for row in head:
        for k, cell in enumerate(row):
            names[k] = names[k] if cell in ("", names[k]) else names[k] + cell
    return names


def _is_data(rows: Sequence[_Row]) -> bool:
    """Return whether the rows have short cells with values among them."""
    cells = [cell for row in rows for cell in row.texts if cell]
    if not cells or not any(map(is_value, cells)) or any(len(row.cells) < 2 for row in rows):
        return False
    return sum(len(cell) <= _LONGEST_CELL for cell in cells) >= 0.8 * len(cells)


def _row(line: _Line, kind: str) -> _Row:
    """Return the cells of a line; none for a rule between rows, or if a comma may separate thousands."""
    text, end = line.text, line.start + len(line.text)
    if (kind == "stroke" and _RULE.match(text)) or (kind == "comma" and _THOUSANDS.search(text)):
        return _Row(line.start, end, () if kind == "stroke" else (_Cell(line.start, end, text),))
    places = [match.span() for match in _PARTS[kind].finditer(text)]
    bounds = [0, *(place for span in places for place in span), len(text)]
    cells = [_cell(line, a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    if kind != "tab" and cells and not cells[0].text:
        cells = cells[1:]
    if kind != "tab" and cells and not cells[-1].text:
        cells = cells[:-1]
    return _Row(line.start, end, tuple(cells))


def _cell(line: _Line, start: int, end: int) -> _Cell:
    piece = line.text[start:end]
    text = piece.strip()
    begin = line.start + start + piece.index(text) if text else line.start + start
    return _Cell(begin, begin + len(text), text)


def _edits(row: _Row, pieces: Sequence[Piece]) -> Iterator[Edit]:
    """Yield edits that insert words between the cells of a row, and units after their numbers."""
    place, words = row.start, []
    for piece in [*pieces, None]:
        if isinstance(piece, str):
            words.append(piece)
            continue
        start = row.end if piece is None else row.cells[piece.cell].start + piece.start
        if words and place > row.start:
            if words[0]:
                yield Edit(place, place, words[0], None)
            words = words[1:]
        if start > place or any(words):
            yield Edit(place, start, "".join(words), "table" if start > place else None)
        words = []
        if isinstance(piece, Own):
            end = row.cells[piece.cell].start + piece.end
            if piece.put is not None:
                yield Edit(start, end, piece.put, None)
            place = end
