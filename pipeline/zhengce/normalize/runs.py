"""Decode runs of bytes that a page displays shifted by one.

Where a byte was inserted or removed inside a character, the page pairs every following byte with the wrong
neighbour until the pairs realign. `read_on` pairs them correctly. A byte that the page could not display
leaves a gap: a list of candidates. Whether the page has realigned after such a gap is not known from the
bytes, so the more probable reading decides.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from zhengce.normalize.cells import BROKEN, GLOSS, MARK, Cell, Chain, Damage, Slot, chain
from zhengce.normalize.gloss import LETTERS
from zhengce.normalize.lattice import Lattice, Place, Read
from zhengce.normalize.options import options
from zhengce.normalize.plausible import LOST, scores, single
from zhengce.normalize.script import simplify_characters

_ANY_GLOSS = re.compile(rf"(?:[{BROKEN}][(（]? ?| ?[(（] ?)[{LETTERS}]{{1,8}} ?[)）]")
_NEAR = 4  # characters of context on either side
_EATEN = -3.0  # the sign lost with a broken byte: usually a comma
_TWICE = -8.0  # a sign in a gap before another eaten sign
_SIGNS = frozenset("，、：")
_EATEN_SIGNS = ("，", "\n")  # that a page may write with one byte
_OWN = -4.0  # a glossed character in a gap without its gloss


_PAIRS = (("“", "”"), ("《", "》"), ("〔", "〕"))
_MARKS = frozenset(mark for two in _PAIRS for mark in two)
_PAIRED = 4.0  # a mark that completes a pair
_AMOUNT = 8.0  # a full stop after an amount
_SURE = 6.0  # required margin of the byte's character over a dropped pair
_NONSENSE = -18.0  # a character that no dictionary contains


class Run(NamedTuple):
    """The cells of a complete run, their reading, and the offset where the page realigns.

    `read` has one character per cell, None if no character is clearly the most probable.
    """

    cells: tuple[Cell, ...]
    read: tuple[str | None, ...]
    end: int
    guessed: bool = False
    """Whether words decided anything of it: what it says, or where it ends."""
    numerals: tuple[float, ...] = ()
    """By how much each character is more probable than a numeral in its place."""


def read_on(
    text: str, place: int, leads: Sequence[int], damage: Damage, first: tuple[Cell, ...] = ()
) -> Run | None:
    """Read from `place` with one of the bytes `leads` pending, up to where bytes and page agree.

    `first` holds cells before `place` that belong to the run.

    >>> run = read_on("顩r", 0, [0xA0], Damage())
    >>> run.read, run.end
    (('狀', '況'), 2)
    """
    found = chain(text, place, tuple(leads), damage)
    if found is None:
        return None
    before: tuple[Slot, ...] = tuple(((cell,),) for cell in first)
    slots, end = (*before, *found.slots), found.end
    begin = first[0].start if first else found.slots[0][0][0].start if found.slots else place
    row = _Row(text, begin, slots, damage)
    at = None
    if found.exits and (end is not None or len(found.exits) > 1):
        at = _way_out(row, found, len(first))
    elif end is None:
        at = 0
    if at is not None:
        count, slot = found.exits[at]
        row = _Row(text, begin, (*before, *found.slots[:count], slot), damage)
        end = slot[0][-1].end
    return None if end is None else row.read(end)


def _way_out(row: _Row, chain: Chain, offset: int) -> int | None:
    """Return the exit with the most probable reading, or None for the whole chain."""
    ends = [slot[0][-1].end for _, slot in chain.exits]
    stop = chain.end if chain.end is not None else ends[-1]
    after = _plain_text(row.text[stop : stop + 4 * _NEAR])[:_NEAR]
    shown = _shown(row.text, ends, stop, after)
    lattice = row.begun()
    best, found = -1e9, None
    exits = {before + offset: i for i, (before, _) in enumerate(chain.exits)}
    last = len(row.slots) if chain.end is not None else max(exits)
    for k in range(last + 1):
        if k in exits:
            slot = chain.exits[exits[k]][1]
            value = lattice.peek(row.ways(k, slot)) + _EATEN + shown[exits[k]]
            if value > best:
                best, found = value, exits[k]
        if k < last:
            row.push(lattice, k)
    if chain.end is None:
        return found
    for character in after:
        lattice.push([[Place(options((character,)), {})]])
    return None if lattice.best > best else found


def _shown(text: str, ends: Sequence[int], stop: int, after: str) -> list[float]:
    """Return the score of the displayed text from each of `ends`, with `after` following the last."""
    pieces = [GLOSS.sub("", MARK.sub("?", text[a:b])) for a, b in pairwise((*ends, stop))]
    pieces.append(pieces.pop() + after)
    rest = scores("".join(pieces))
    places = accumulate(map(len, pieces[:-1]), initial=0)
    return [rest[place] for place in places]


class _Row:
    """The slots of a run with their context."""

    def __init__(self, text: str, begin: int, slots: tuple[Slot, ...], damage: Damage) -> None:
        self.text, self.slots, self.damage, self.begin = text, slots, damage, begin
        self.left = _plain_text(text[max(0, begin - 4 * _NEAR) : begin])[-_NEAR:]

    def begun(self) -> Lattice:
        """Return a lattice of the text before the run."""
        lattice = Lattice()
        for character in self.left:
            lattice.push([[Place(options((character,)), {})]])
        return lattice

    def push(self, lattice: Lattice, k: int) -> None:
        slot = self.slots[k]
        if slot[0][0].candidates != ("",):
            lattice.push(self.ways(k, slot))

    def ways(self, k: int, slot: Slot) -> list[list[Place]]:
        """Return the readings of a slot at index k."""
        return [[self._place(k, cell) for cell in way] for way in slot]

    def _place(self, k: int, cell: Cell) -> Place:
        fits = options(cell.candidates or (LOST,), simplified=self.damage.simplified)
        if len(fits.plain) == 1:
            return Place(fits, {}, cell.joined, cell.likely)
        credit = self.damage.rows.held(self._beside(k - 1), fits, self._beside(k + 1))
        if cell.eaten:
            credit |= dict.fromkeys(_SIGNS & fits.plain, _TWICE)
        if fits.plain & _MARKS:
            credit |= self._pairs(k, cell.end)
        if cell.ends_amount:
            credit["。"] = credit.get("。", 0.0) + _AMOUNT
        if cell.end - cell.start == 1:
            for character in self.damage.table & fits.plain:
                credit[character] = credit.get(character, 0.0) + _OWN
        return Place(fits, credit, cell.joined, cell.likely)

    def _pairs(self, k: int, end: int) -> dict[str, float]:
        """Return credit for the missing mark of a pair that is opened but not closed, or the reverse."""
        line = self.text[self.text.rfind("\n", 0, self.begin) + 1 : self.begin]
        line += "".join(self._beside(i) for i in range(k))
        credit: dict[str, float] = {}
        for opening, closing in _PAIRS:
            opened = line.rfind(opening) > line.rfind(closing)
            places = [p for p in (self.text.find(sign, end) for sign in (opening, closing, "\n")) if p >= 0]
            closed = bool(places) and self.text[min(places)] == closing
            credit[closing] = _PAIRED if opened and not closed else 0.0 if opened else -_PAIRED
            credit[opening] = _PAIRED if closed and not opened else 0.0 if closed else -_PAIRED
        return credit

    def _beside(self, k: int) -> str:
        """Return the character of a slot, or before the run, if it is known."""
        if k < 0:
            return simplify_characters(self.left[-1:])
        cell = self.slots[k][0][0] if k < len(self.slots) else None
        known = cell is not None and len(cell.candidates) == 1
        return simplify_characters(cell.candidates[0]) if cell is not None and known else ""

    def right(self, end: int) -> list[tuple[str, ...]]:
        """Return what may follow the run, place by place: a sign eaten with its last byte, then the page."""
        eaten = [_EATEN_SIGNS] if self.slots and self.slots[-1][0][-1].eaten else []
        return [*eaten, *((c,) for c in _plain_text(self.text[end : end + 4 * _NEAR])[:_NEAR])]

    def read(self, end: int) -> Run:
        """Read the slots up to `end`, each with its most probable reading."""
        lattice = self.begun()
        for k in range(len(self.slots)):
            self.push(lattice, k)
        for fits in self.right(end):
            lattice.push([[Place(options(fits), {})]])
        chosen = iter(lattice.chosen()[len(self.left) :])
        cells: list[Cell] = []
        read: list[str | None] = []
        numerals: list[float] = []
        sure = True
        for slot in self.slots:
            if slot[0][0].candidates == ("",):
                cells.append(slot[0][0])
                read.append("")
                numerals.append(math.inf)
                continue
            which, reads, ahead = next(chosen)
            sure = sure and which == 0 and ahead >= _SURE and len(slot[0]) == 1 == len(slot[0][0].candidates)
            if which is None:
                cells.append(Cell(slot[0][0].start, slot[0][-1].end, (), eaten=slot[0][-1].eaten))
                read.append(None)
                numerals.append(0.0)
                continue
            for cell, one in zip(slot[which], reads, strict=True):
                known, decided = self._decided(cell, one)
                cells.append(known)
                read.append(decided)
                numerals.append(one.numeral)
        return Run(tuple(cells), tuple(read), end, not sure, tuple(numerals))

    def _decided(self, cell: Cell, read: Read) -> tuple[Cell, str | None]:
        """Return a cell with its character, or None if two halves form no known character."""
        if len(cell.candidates) == 1:
            if single(simplify_characters(cell.candidates[0])) < _NONSENSE:
                return cell._replace(candidates=()), None
            return cell, cell.candidates[0]
        if read.character is None or not cell.candidates:
            return cell, None
        fits = options(cell.candidates, simplified=self.damage.simplified)
        return cell, fits.forms[read.character][0]


def _plain_text(text: str) -> str:
    return _ANY_GLOSS.sub("", text)
