"""Reading bytes on that a page shows one off.

Where a byte was put in or taken out inside a character, the page pairs every following byte with its
wrong neighbour until they fall into step again. `read_on` pairs them rightly. A byte that the page
could not show leaves a gap: a list of the characters that fit. Whether the page is in step again after
such a place is not known from the bytes: the more probable reading decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from zhengce.normalize.cells import BROKEN, GLOSS, MARK, Cell, Chain, Damage, chain
from zhengce.normalize.dropped import with_drops
from zhengce.normalize.gloss import LETTERS
from zhengce.normalize.lattice import Lattice, Options, options
from zhengce.normalize.plausible import LOST, scores
from zhengce.normalize.script import simplify_characters

_ANY_GLOSS = re.compile(rf"(?:[{BROKEN}][(（]? ?| ?[(（] ?)[{LETTERS}]{{1,8}} ?[)）]")
_NEAR = 4  # characters of context on either side
_EATEN = -3.0  # the sign that went with a broken byte: mostly a comma
_TWICE = -8.0  # a sign in a gap, where another is eaten after it
_SIGNS = frozenset("，、：")
_OWN = -4.0  # a character of the table in a gap, where its gloss should follow


class Run(NamedTuple):
    """Cells of a run that was read to its end, what they say, and where the page falls into step again.

    `read` has one character a cell, None where no character is clearly the most probable.
    """

    cells: tuple[Cell, ...]
    read: tuple[str | None, ...]
    end: int
    guessed: bool = False
    """Whether words decided anything of it: what it says, or where it ends."""


def read_on(
    text: str, place: int, leads: Sequence[int], damage: Damage, first: tuple[Cell, ...] = ()
) -> Run | None:
    """Read on from `place` with the byte before it pending (one of `leads`), to where bytes and page agree.

    `first` are cells before `place` that belong to the run.

    >>> run = read_on("顩r", 0, [0xA0], Damage())
    >>> run.read, run.end
    (('狀', '況'), 2)
    """
    found = chain(text, place, tuple(leads), damage)
    if found is None:
        return None
    cells, end = (*first, *found.cells), found.end
    begin = cells[0].start if cells else place
    row = _Row(text, begin, cells, damage)
    at = None
    if found.exits and (end is not None or len(found.exits) > 1):
        at = _way_out(row, found, len(first))
    elif end is None:
        at = 0
    if at is not None:
        before, cell = found.exits[at]
        row = _Row(text, begin, (*first, *found.cells[:before], cell), damage)
        end = cell.end
    if end is None:
        return None
    row.cells = with_drops(row.left, row.cells, row.right(end), damage, shown=len(first))
    sure = not found.exits and all(len(cell.candidates) == 1 for cell in row.cells)
    return Run(row.cells, row.read(end), end, not sure)


def _way_out(row: _Row, chain: Chain, offset: int) -> int | None:
    """The exit with the most probable reading, all compared over the same piece; None for the whole chain."""
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
    return None if chain.end is not None and lattice.best > best else found


def _shown(text: str, ends: Sequence[int], stop: int) -> list[float]:
    """How probable the page is as it stands, from each of `ends` to `stop`, without its glosses."""
    pieces = [GLOSS.sub("", MARK.sub("?", text[a:b])) for a, b in pairwise((*ends, stop))]
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

    def right(self, end: int) -> str:
        """What follows the run."""
        eaten = "，" if self.cells and self.cells[-1].eaten else ""
        return eaten + _plain_text(self.text[end : end + 4 * _NEAR])[:_NEAR]

    def read(self, end: int) -> tuple[str | None, ...]:
        """The cells, each with its most probable character."""
        lattice = self.begun()
        for k in range(len(self.cells)):
            self.push(lattice, k)
        before = len(self.left)
        for character in self.right(end):
            lattice.push(options((character,)))
        chosen = iter(zip(lattice.chosen()[before:], lattice.places[before:], strict=True))
        read: list[str | None] = []
        for cell in self.cells:
            if cell.candidates == ("",):
                read.append("")
                continue
            plain, fits = next(chosen)
            if len(cell.candidates) == 1:
                read.append(cell.candidates[0])
            else:
                read.append(None if plain is None or not cell.candidates else fits.forms[plain][0])
        return tuple(read)


def _plain_text(text: str) -> str:
    return _ANY_GLOSS.sub("", text)
