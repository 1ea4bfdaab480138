"""Arrange positioned characters into rows, pieces separated by wide gaps, and table cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from zhengce.ingest.readers.raised import raised

_NUMBER_OF_LINE = re.compile(r"\d{1,2}\.")
_BETWEEN_CELLS = 0.25  # minimum gap between table columns, relative to the font size


class Glyph(NamedTuple):
    """A character with its horizontal extent, baseline and size."""

    text: str
    left: float
    right: float
    base: float
    size: float
    blank: bool = False
    """Whether a blank stands before it."""


@dataclass(slots=True)
class Row:
    """The glyphs on one baseline, split into pieces at wide gaps."""

    base: float
    size: float
    glyphs: list[Glyph] = field(default_factory=list)
    small: list[Glyph] = field(default_factory=list)

    @property
    def left(self) -> float:
        return min(glyph.left for glyph in self.glyphs)

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    def pieces(self) -> list[Piece]:
        """Return the pieces between wide gaps."""
        glyphs = sorted((*self.glyphs, *self.small), key=lambda glyph: glyph.left)
        small = set(map(id, self.small))
        pitches = [b.left - a.left for a, b in pairwise(glyphs)]
        pitch = median(pitches) if pitches else 0.0
        gaps = [b.left - a.right for a, b in pairwise(glyphs)]
        spaced = median(gaps) if gaps else 0.0
        usual = max(0.0, pitch - self.size)
        gridded = _gridded(glyphs, pitch)
        wide = 0.8 * self.size + 2.2 * usual
        pieces: list[Piece] = []
        mark = ""
        for k, glyph in enumerate(glyphs):
            gap = glyph.left - glyphs[k - 1].right if k else 0.0
            if not pieces or gap > wide:
                pieces = _marked(pieces, mark)
                mark = ""
                pieces.append(Piece("", glyph.left, glyph.right, self))
            if id(glyph) in small:
                mark += glyph.text
                pieces[-1] = pieces[-1]._replace(right=glyph.right)
                continue
            pieces = _marked(pieces, mark)
            mark, last = "", pieces[-1]
            digits = last.text[-1:].isdigit() and glyph.text.isdigit()
            even = k and (
                (abs(pitches[k - 1] - pitch) < 0.12 * pitch and (gridded or not digits))
                or gap < spaced + 0.1 * self.size
            )
            least = 0.15 if digits else 0.3
            blank = last.text and not even and (glyph.blank or gap > least * self.size)
            text = _parted(last.text, glyph.text) if blank else glyph.text
            pieces[-1] = Piece(last.text + text, last.left, glyph.right, self)
        return [piece for piece in _marked(pieces, mark) if piece.text.strip()]


def _gridded(glyphs: Sequence[Glyph], pitch: float) -> bool:
    """Return whether digits are spaced as widely as Han characters."""
    steps = [b.left - a.left for a, b in pairwise(glyphs) if a.text.isdigit() and b.text.isdigit()]
    return 2 * sum(abs(step - pitch) < 0.12 * pitch for step in steps) > len(steps)


class Piece(NamedTuple):
    """The text of a row between two wide gaps."""

    text: str
    left: float
    right: float
    row: Row


def _marked(pieces: list[Piece], mark: str) -> list[Piece]:
    """Append a raised mark to the last piece."""
    if not mark or not pieces:
        return pieces
    last = pieces[-1]
    return [*pieces[:-1], last._replace(text=last.text + raised(last.text, mark))]


def _parted(before: str, text: str) -> str:
    """Join texts, with a space between two Latin words, two numbers, or a line number and a number."""
    both = before[-1].isascii() and text.isascii() and before[-1].isalnum() and text.isalnum()
    numbered = text.isdigit() and _NUMBER_OF_LINE.fullmatch(before) is not None
    return f" {text}" if both or numbered else text


def grid(rows: Sequence[Sequence[Piece]]) -> list[list[str]]:
    """Arrange cells in columns, split at shared gaps, or else aligned with the fullest row."""
    parted = _parted_by_blanks(rows)
    if parted is not None:
        return parted
    fullest = max(rows, key=len)
    table = []
    for pieces in rows:
        cells = [""] * len(fullest)
        if len(pieces) == len(fullest):
            cells = [piece.text.strip() for piece in pieces]
        else:
            for piece in pieces:
                place = min(range(len(fullest)), key=lambda k: _apart(fullest[k], piece))
                cells[place] = f"{cells[place]} {piece.text.strip()}".strip()
        table.append(cells)
    return table


def _parted_by_blanks(rows: Sequence[Sequence[Piece]]) -> list[list[str]] | None:
    """Split cells at gaps that all rows share; None if a row has more pieces than columns."""
    taken = [
        [g for p in pieces[:1] for g in (*p.row.glyphs, *p.row.small) if _within(g, pieces)]
        for pieces in rows
    ]
    spans = sorted((g.left, g.right) for glyphs in taken for g in glyphs)
    least = _BETWEEN_CELLS * rows[0][0].row.size
    cuts: list[float] = []
    reach = spans[0][1]
    for left, right in spans:
        if left - reach > least:
            cuts.append((left + reach) / 2)
        reach = max(reach, right)
    if len(cuts) + 1 < max(map(len, rows)):
        return None
    table = []
    for pieces, glyphs in zip(rows, taken, strict=True):
        row = pieces[0].row
        small = set(map(id, row.small))
        cells: list[Row] = [Row(row.base, row.size) for _ in range(len(cuts) + 1)]
        for glyph in glyphs:
            cell = cells[sum(glyph.left > cut for cut in cuts)]
            (cell.small if id(glyph) in small else cell.glyphs).append(glyph)
        table.append([" ".join(piece.text.strip() for piece in cell.pieces()) for cell in cells])
    return _together(table, max(map(len, rows)))


def _together(table: list[list[str]], width: int) -> list[list[str]]:
    """Merge adjacent columns that no row fills both of, such as a header left of its values."""
    k = 0
    while k + 1 < len(table[0]) and len(table[0]) > width:
        if any(row[k] and row[k + 1] for row in table):
            k += 1
        else:
            table = [[*row[:k], row[k] or row[k + 1], *row[k + 2 :]] for row in table]
    return table


def _within(glyph: Glyph, pieces: Sequence[Piece]) -> bool:
    return pieces[0].left - 1 <= glyph.left and glyph.right <= pieces[-1].right + 1


def _apart(one: Piece, other: Piece) -> float:
    return min(
        abs(one.left - other.left),
        abs((one.left + one.right - other.left - other.right) / 2),
        abs(one.right - other.right),
    )
