"""The cells of a run: what each character of a piece of page, read one byte off, can be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from zhengce.normalize.gbk import (
    FULL_MARK,
    FULL_ROW,
    USER_LEADS,
    USER_TRAILS,
    encode,
    ending,
    pair,
    starting,
)
from zhengce.normalize.gloss import LETTERS, is_reading
from zhengce.normalize.lattice import Rows
from zhengce.normalize.plausible import LOST

BROKEN = f"?{LOST}"  # what pages show for bytes that are no character
MARK = re.compile(rf"[{BROKEN}][(（]? ?([{LETTERS}]{{1,8}}) ?[)）]")
GLOSS = re.compile(rf" ?[(（] ?([{LETTERS}]{{1,8}}) ?[)）]")
_UNKNOWN = 12  # cells in a row, beyond which reading on is guessing
_LONGEST = 200
_CLOSING = frozenset("”’）》」』】")
_DROPS = 2  # pairs that must have been dropped in one run, beyond which it is no run


class Cell(NamedTuple):
    """A character of the true text, and the piece of the page that completes it.

    One candidate: the bytes prove it. Several or none: a gap. `eaten`: a digit or sign that followed
    it is gone as well. `joined`: it follows a gap, and its first byte and the last of that gap are
    no character together, else the page would show one.
    """

    start: int
    end: int
    candidates: tuple[str, ...]
    eaten: bool = False
    joined: bool = False
    dropped: bool = False
    """Its second byte, and the first one of the next cell, left no trace on the page."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What is known of a document's damage.

    `table` are the characters that carry a gloss; `kept` is true where pages show a sign after a
    broken byte instead of losing it; `folded` where full-width marks were folded on bytes; `simplified`
    where the page is in simplified script. `rows` tells which characters it holds beside each other.
    """

    table: frozenset[str] = field(default=frozenset())
    kept: bool = False
    folded: bool = False
    simplified: bool = False
    rows: Rows = field(default_factory=lambda: Rows(""))


class Chain(NamedTuple):
    """All cells that can be read on, and the places where the page may be in step again before.

    An exit is the number of cells before it, the cell with the eaten sign, and where the page goes on.
    """

    cells: tuple[Cell, ...]
    end: int | None
    exits: tuple[tuple[int, Cell], ...]


def chain(text: str, place: int, leads: tuple[int, ...], damage: Damage) -> Chain | None:
    """Everything that can be read on from a place. No leads, later on: the byte is not known."""
    cells: list[Cell] = []
    exits: list[tuple[int, Cell]] = []
    stop = min(len(text), place + _LONGEST)
    i, drops = place, 0
    while i < stop and not _hopeless(cells):
        character = text[i]
        mark = MARK.match(text, i) if character in BROKEN else None
        gloss = GLOSS.match(text, i) if character in " (（" and i > place else None
        if mark is not None and (glossed := _glossed(mark[1], leads, damage.table)):
            cells.append(Cell(i, mark.end(), glossed, joined=not leads))
            return Chain(tuple(cells), mark.end(), tuple(exits))
        if gloss is not None and is_reading(gloss[1], text[i - 1]):
            cells.append(Cell(i, gloss.end(), ("",)))  # an insertion across two characters that shows as one
            i = gloss.end()
        elif character in BROKEN:
            sign = damage.kept and text[i + 1 : i + 2].isascii() and text[i + 1 : i + 2] not in BROKEN
            if sign or not damage.kept:
                fits = starting(leads) if leads else ()
                exits.append((len(cells), Cell(i, i + 1, fits, eaten=not damage.kept, joined=not leads)))
            elif text[i + 1 : i + 2] in _CLOSING:
                exits.append((len(cells), Cell(i, i + 1, starting(leads) if leads else (), joined=not leads)))
            if sign:
                break
            cells.append(Cell(i, i + 1, starting(leads, before_hole=True), joined=not leads))
            leads = ()
            i += 1
        elif damage.folded and character in FULL_MARK:
            cells.append(Cell(i, i + 1, _pairs(leads, FULL_ROW), joined=not leads))
            leads = (FULL_MARK[character],)
            i += 1
        else:
            encoded = encode(character)
            if not encoded or encoded[0] < 0x40:
                break
            fits = _pairs(leads, encoded[0])
            if not fits:
                lost = dropped(leads, encoded[0], i) if drops < _DROPS else ()
                if not lost:
                    break
                drops += 1
                cells.extend(lost)
            else:
                cells.append(Cell(i, i + 1, fits, joined=not leads))
            i += 1
            if len(encoded) == 1 or encoded[1] < 0x80:
                if len(encoded) == 2:
                    cells.append(Cell(i - 1, i, (chr(encoded[1]),)))
                return Chain(_in_step(text, cells, i, damage), i, tuple(exits))
            leads = (encoded[1],)
    return Chain(tuple(cells), None, tuple(exits)) if exits else None


def dropped(leads: tuple[int, ...], trail: int, place: int) -> tuple[Cell, ...]:
    """Two cells where a pair was dropped: one ends in its first byte, the other begins in its second.

    Nothing where no character begins with one of the leads and ends in the first byte of such a pair.

    >>> before, after = dropped((0xBB,), 0x6C, 0)
    >>> "化" in before.candidates, "發" in after.candidates
    (True, True)
    """
    first = tuple(filter(None, (pair(lead, user) for lead in leads for user in USER_LEADS)))
    second = _pairs(USER_TRAILS, trail)
    if not first or not second:
        return ()
    return Cell(place, place, first, dropped=True), Cell(place, place + 1, second)


def _hopeless(cells: Sequence[Cell]) -> bool:
    """Whether nothing of the last cells is known: no word will tell what stands there."""
    return len(cells) >= _UNKNOWN and all(len(cell.candidates) != 1 for cell in cells[-_UNKNOWN:])


def _glossed(syllable: str, leads: tuple[int, ...], table: frozenset[str]) -> tuple[str, ...]:
    """Characters read so: those of the document's table, where it has any."""
    fits: Iterable[str] = starting(leads) if leads else table
    fits = [c for c in fits if encode(c)[1] >= 0x80 and is_reading(syllable, c)]
    return tuple(c for c in fits if c in table) or tuple(fits)


def _in_step(text: str, cells: list[Cell], end: int, damage: Damage) -> tuple[Cell, ...]:
    """The cells, mended where the gloss after them shows that characters vanished without a mark."""
    gloss = GLOSS.match(text, end)
    last = cells[-1]
    if gloss is not None and len(last.candidates) > 1:
        fits = tuple(c for c in last.candidates if is_reading(gloss[1], c))
        fits = tuple(c for c in fits if c in damage.table) or fits or last.candidates
        return (*cells[:-1], last._replace(candidates=fits))
    if gloss is None or len(last.candidates) != 1 or len(byte := encode(text[end - 1])) != 1:
        return tuple(cells)
    if is_reading(gloss[1], last.candidates[0]):
        return tuple(cells)
    fits = tuple(c for c in damage.table if encode(c)[1:] == byte and is_reading(gloss[1], c))
    if len(fits) != 1:
        return tuple(cells)
    return (*cells[:-1], Cell(last.start, last.start, ()), Cell(last.start, last.end, fits))


@lru_cache(maxsize=1 << 14)
def _pairs(leads: tuple[int, ...], trail: int) -> tuple[str, ...]:
    if not leads:
        return ending(trail)
    return tuple(filter(None, (pair(lead, trail) for lead in leads)))
