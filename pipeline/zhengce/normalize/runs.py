"""Reading bytes on that a page shows one off.

Where a byte was put in or taken out inside a character, the page pairs every following byte with its
wrong neighbour until they fall into step again. `read_on` pairs them rightly. A byte that the page
could not show leaves a gap: a list of the characters that fit. Whether the page is in step again after
such a place is not known from the bytes: the more probable reading decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from zhengce.normalize.gbk import FULL_MARK, FULL_ROW, encode, ending, pair, starting
from zhengce.normalize.gloss import LETTERS, is_reading
from zhengce.normalize.lattice import LOST, Lattice, Options, Rows, options
from zhengce.normalize.plausible import scores
from zhengce.normalize.script import simplify_characters

BROKEN = "?\ufffd"  # what pages show for bytes that are no character
MARK = re.compile(rf"[{BROKEN}][(（]? ?([{LETTERS}]{{1,8}}) ?[)）]")
_GLOSS = re.compile(rf" ?[(（] ?([{LETTERS}]{{1,8}}) ?[)）]")
_ANY_GLOSS = re.compile(rf"(?:[{BROKEN}][(（]? ?| ?[(（] ?)[{LETTERS}]{{1,8}} ?[)）]")
_LONGEST = 200
_NEAR = 4  # characters of context on either side
_EATEN = -3.0  # the sign that went with a broken byte: mostly a comma
_TWICE = -8.0  # a sign in a gap, where another is eaten after it
_SIGNS = frozenset("，、：")
_OWN = -4.0  # a character of the table in a gap, where its gloss should follow


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


class Run(NamedTuple):
    """Cells of a run that was read to its end, what they say, and where the page falls into step again.

    `read` has one character a cell, None where no character is clearly the most probable.
    """

    cells: tuple[Cell, ...]
    read: tuple[str | None, ...]
    end: int


class _Chain(NamedTuple):
    """All cells that can be read on, and the places where the page may be in step again before.

    An exit is the number of cells before it, the cell with the eaten sign, and where the page goes on.
    """

    cells: tuple[Cell, ...]
    end: int | None
    exits: tuple[tuple[int, Cell], ...]


def read_on(
    text: str, place: int, leads: Sequence[int], damage: Damage, first: tuple[Cell, ...] = ()
) -> Run | None:
    """Read on from `place` with the byte before it pending (one of `leads`), to where bytes and page agree.

    `first` are cells before `place` that belong to the run.

    >>> run = read_on("顩r", 0, [0xA0], Damage())
    >>> run.read, run.end
    (('狀', '況'), 2)
    """
    chain = _chain(text, place, tuple(leads), damage)
    if chain is None:
        return None
    cells, end = (*first, *chain.cells), chain.end
    begin = cells[0].start if cells else place
    if end is not None and not chain.exits and all(len(cell.candidates) == 1 for cell in cells):
        return Run(cells, tuple(cell.candidates[0] for cell in cells), end)
    row, lattice = _Row(text, begin, cells, damage), None
    if len(chain.exits) + (end is not None) > 1:
        at, lattice = _way_out(row, chain, len(first))
    else:
        at = None if end is not None else 0
    if at is not None:
        before, cell = chain.exits[at]
        row = _Row(text, begin, (*first, *chain.cells[:before], cell), damage)
        end, lattice = cell.end, None
    assert end is not None
    return Run(row.cells, row.read(end, lattice), end)


def _way_out(row: _Row, chain: _Chain, offset: int) -> tuple[int | None, Lattice]:
    """The exit with the most probable reading, all compared over the same piece; None for the whole chain.

    With the lattice of the whole chain.
    """
    ends = [cell.end for _, cell in chain.exits]
    stop = chain.end if chain.end is not None else ends[-1]
    shown = _shown(row.text, ends, stop)
    lattice = row.begun()
    best, found = -1e9, None
    exits = {before + offset: i for i, (before, _) in enumerate(chain.exits)}
    last = len(row.cells) if chain.end is not None else max(exits)
    for k in range(last + 1):
        if k in exits:
            cell = chain.exits[exits[k]][1]
            value = lattice.peek(*row.fits(k, cell)) + _EATEN + shown[exits[k]]
            if value > best:
                best, found = value, exits[k]
        if k < last:
            row.push(lattice, k)
    return (None if chain.end is not None and lattice.best > best else found), lattice


def _shown(text: str, ends: Sequence[int], stop: int) -> list[float]:
    """How probable the page is as it stands, from each of `ends` to `stop`, without its glosses."""
    pieces = [_GLOSS.sub("", MARK.sub("?", text[a:b])) for a, b in pairwise((*ends, stop))]
    rest = scores("".join(pieces))
    places = accumulate(map(len, pieces[:-1]), initial=0)
    return [rest[place] for place in places]


class _Row:
    """The cells of a run with what stands around them."""

    def __init__(self, text: str, begin: int, cells: tuple[Cell, ...], damage: Damage) -> None:
        self.text, self.cells, self.damage = text, cells, damage
        self.left = _plain_text(text[max(0, begin - 4 * _NEAR) : begin])[-_NEAR:]

    def begun(self) -> Lattice:
        """A lattice of what stands before the run."""
        lattice = Lattice()
        for character in self.left:
            lattice.push(options((character,)))
        return lattice

    def push(self, lattice: Lattice, k: int) -> None:
        cell = self.cells[k]
        if cell.candidates != ("",):
            lattice.push(*self.fits(k, cell), joined=cell.joined)

    def fits(self, k: int, cell: Cell) -> tuple[Options, dict[str, float]]:
        """Options of a cell at place k, and the credit of some of them."""
        fits = options(cell.candidates or (LOST,), simplified=self.damage.simplified)
        if len(fits.plain) == 1:
            return fits, {}
        credit = self.damage.rows.held(self._beside(k - 1), fits, self._beside(k + 1))
        if cell.eaten:
            credit |= dict.fromkeys(_SIGNS & fits.plain, _TWICE)
        if cell.end - cell.start == 1:
            for character in self.damage.table & fits.plain:
                credit[character] = credit.get(character, 0.0) + _OWN
        return fits, credit

    def _beside(self, k: int) -> str:
        """The character of a cell, or before the run, where it is known."""
        if k < 0:
            return simplify_characters(self.left[-1:])
        cell = self.cells[k] if k < len(self.cells) else None
        known = cell is not None and len(cell.candidates) == 1
        return simplify_characters(cell.candidates[0]) if cell is not None and known else ""

    def read(self, end: int, lattice: Lattice | None) -> tuple[str | None, ...]:
        """The cells, each with its most probable character; `lattice` may hold them already."""
        if lattice is None:
            lattice = self.begun()
            for k in range(len(self.cells)):
                self.push(lattice, k)
        before = len(self.left)
        if self.cells[-1].eaten:
            lattice.push(options(("，",)))
        for character in _plain_text(self.text[end : end + 4 * _NEAR])[:_NEAR]:
            lattice.push(options((character,)))
        chosen = iter(zip(lattice.chosen()[before:], lattice.places[before:], strict=True))
        read: list[str | None] = []
        for cell in self.cells:
            if cell.candidates == ("",):
                read.append("")
                continue
            character, fits = next(chosen)
            if len(cell.candidates) == 1:
                read.append(cell.candidates[0])
            else:
                read.append(None if character is None or not cell.candidates else fits.forms[character][0])
        return tuple(read)


def _plain_text(text: str) -> str:
    return _ANY_GLOSS.sub("", text)


def _chain(text: str, place: int, leads: tuple[int, ...], damage: Damage) -> _Chain | None:
    """Everything that can be read on from a place. No leads, later on: the byte is not known."""
    cells: list[Cell] = []
    exits: list[tuple[int, Cell]] = []
    stop = min(len(text), place + _LONGEST)
    i = place
    while i < stop:
        character = text[i]
        mark = MARK.match(text, i) if character in BROKEN else None
        gloss = _GLOSS.match(text, i) if character in " (（" and i > place else None
        if mark is not None and (glossed := _glossed(mark[1], leads, damage.table)):
            cells.append(Cell(i, mark.end(), glossed, joined=not leads))
            return _Chain(tuple(cells), mark.end(), tuple(exits))
        if gloss is not None and is_reading(gloss[1], text[i - 1]):
            cells.append(Cell(i, gloss.end(), ("",)))  # an insertion across two characters that shows as one
            i = gloss.end()
        elif character in BROKEN:
            sign = damage.kept and text[i + 1 : i + 2].isascii() and text[i + 1 : i + 2] not in BROKEN
            if sign or not damage.kept:
                fits = starting(leads) if leads else ()
                exits.append((len(cells), Cell(i, i + 1, fits, eaten=not damage.kept, joined=not leads)))
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
            fits = _pairs(leads, encoded[0]) if encoded and encoded[0] >= 0x40 else ()
            if not fits:
                break
            cells.append(Cell(i, i + 1, fits, joined=not leads))
            i += 1
            if len(encoded) == 1 or encoded[1] < 0x80:
                if len(encoded) == 2:
                    cells.append(Cell(i - 1, i, (chr(encoded[1]),)))
                return _Chain(_in_step(text, cells, i, damage), i, tuple(exits))
            leads = (encoded[1],)
    return _Chain(tuple(cells), None, tuple(exits)) if exits else None


def _glossed(syllable: str, leads: tuple[int, ...], table: frozenset[str]) -> tuple[str, ...]:
    """Characters read so: those of the document's table, where it has any."""
    fits: Iterable[str] = starting(leads) if leads else table
    fits = [c for c in fits if encode(c)[1] >= 0x80 and is_reading(syllable, c)]
    return tuple(c for c in fits if c in table) or tuple(fits)


def _in_step(text: str, cells: list[Cell], end: int, damage: Damage) -> tuple[Cell, ...]:
    """The cells, mended where the gloss after them shows that characters vanished without a mark."""
    gloss = _GLOSS.match(text, end)
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
