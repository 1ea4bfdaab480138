"""The cells of a run: what each character of a piece of page, read one byte off, can be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from zhengce.normalize.gbk import (
    BELOW,
    FULL_MARK,
    FULL_ROW,
    SCATTERED,
    USER_DEFINED,
    encode,
    ending,
    pair,
    starting,
)
from zhengce.normalize.gloss import LETTERS, is_reading
from zhengce.normalize.options import Rows
from zhengce.normalize.plausible import LOST

BROKEN = f"?{LOST}"  # what pages show for bytes that are no character
MARK = re.compile(rf"[{BROKEN}](?: ?[(（])? ?([{LETTERS}]{{1,8}}) ?[)）]")
GLOSS = re.compile(rf" ?[(（] ?([{LETTERS}]{{1,8}}) ?[)）]")
_UNKNOWN = 12  # cells in a row, beyond which reading on is guessing
_LONGEST = 200
_CLOSING = frozenset("”’）》」』】")
_LEAST_TRAIL = "@"  # signs from it on may be the second byte of a character: 〓?O業 is 、漁業
_WIDE_MARKS = frozenset("，！？：；（）")
_DROPS = 8  # pairs that must have been dropped in one run, beyond which it is no run


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
    ends_amount: bool = False
    """It follows an amount of money, behind which a sentence may end and a word hardly goes on."""
    likely: float = 0.0
    """Logarithm of how likely it is that its second byte and the next one left no trace on the page."""


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


Way = tuple[Cell, ...]
# The ways to read a character of the page: as one cell, or as more with dropped pairs between them.
Slot = tuple[Way, ...]


class Chain(NamedTuple):
    """All slots that can be read on, and the places where the page may be in step again before.

    An exit is the number of slots before it, the slot with the eaten sign, and where the page goes on.
    """

    slots: tuple[Slot, ...]
    end: int | None
    exits: tuple[tuple[int, Slot], ...]


def chain(text: str, place: int, leads: tuple[int, ...], damage: Damage) -> Chain | None:
    """Everything that can be read on from a place. No leads, later on: the byte is not known."""
    slots: list[Slot] = []
    exits: list[tuple[int, Slot]] = []
    stop = min(len(text), place + _LONGEST)
    i, drops = place, 0
    while i < stop and not _hopeless(slots):
        character = text[i]
        mark = MARK.match(text, i) if character in BROKEN else None
        gloss = GLOSS.match(text, i) if character in " (（" and i > place else None
        if mark is not None and (glossed := _glossed(mark[1], leads, damage.table)):
            slots.append(_one(Cell(i, mark.end(), glossed, joined=not leads)))
            return Chain(tuple(slots), mark.end(), tuple(exits))
        if gloss is not None and is_reading(gloss[1], text[i - 1]):
            slots.append(_one(Cell(i, gloss.end(), ("",))))  # an insertion across two that shows as one
            i = gloss.end()
        elif character in BROKEN:
            sign = damage.kept and _is_sign(text[i + 1 : i + 2])
            if sign or not damage.kept or text[i + 1 : i + 2] in _CLOSING:
                exits.append((len(slots), _way_out(i, leads, eaten=not damage.kept)))
            if sign and text[i + 1 : i + 2] < _LEAST_TRAIL:
                break
            slots.append(_one(Cell(i, i + 1, starting(leads, before_hole=True), joined=not leads)))
            leads = ()
            i += 1
        elif damage.folded and character in FULL_MARK:
            slots.append(_one(Cell(i, i + 1, _pairs(leads, FULL_ROW), joined=not leads)))
            leads = (FULL_MARK[character],)
            i += 1
        else:
            encoded = encode(character)
            if not encoded or encoded[0] < 0x40:
                break
            slot = _shown(leads, encoded[0], i, damage)
            if not slot:
                break
            drops += all(len(way) > 1 for way in slot)
            if drops > _DROPS:
                break
            slots.append(slot)
            i += 1
            if len(encoded) == 1 or encoded[1] < 0x80:
                if len(encoded) == 2:
                    slots.append(_one(Cell(i - 1, i, (chr(encoded[1]),))))
                return Chain(_in_step(text, slots, i, damage), i, tuple(exits))
            leads = (encoded[1],)
    return Chain(tuple(slots), None, tuple(exits)) if exits else None


def _is_sign(character: str) -> bool:
    """Whether a character was one byte before the page made marks full-width; the end of the text counts."""
    return character == "" or (character.isascii() and character != "?") or character in _WIDE_MARKS


def _one(cell: Cell) -> Slot:
    return ((cell,),)


def _shown(leads: tuple[int, ...], trail: int, place: int, damage: Damage) -> Slot:
    """A character of the page whose first byte ends a character: the ways to read it."""
    fits = _pairs(leads, trail)
    ways: list[Way] = [(Cell(place, place + 1, fits, joined=not leads),)] if fits else []
    return (*ways, *dropped(leads, trail, place, simplified=damage.simplified))


def _way_out(place: int, leads: tuple[int, ...], *, eaten: bool) -> Slot:
    """A broken byte that ends a run, with the sign behind it where that is gone as well."""
    fits = starting(leads) if leads else ()
    ways: list[Way] = [(Cell(place, place + 1, fits, eaten=eaten, joined=not leads),)]
    if leads and (first := _ending(leads, USER_DEFINED.first)):
        last = Cell(place, place + 1, starting(()), eaten=eaten)
        ways.append((Cell(place, place, first, likely=USER_DEFINED.likely), last))
    return tuple(ways)


@lru_cache(maxsize=1 << 14)
def _ending(leads: tuple[int, ...], trails: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(filter(None, (pair(lead, trail) for lead in leads for trail in trails)))


def dropped(leads: tuple[int, ...], trail: int, place: int, *, simplified: bool = False) -> tuple[Way, ...]:
    """Cells where a pair was dropped: one ends in its first byte, the next begins in its second.

    A shifted pair that spells a user-defined character is shown by no page, so that two bytes are gone. The
    halves beside them look like a character of their own:

        規模化發展  C4A3 BBAF B06C  A3BB is ；, AFB0 user-defined  →  規?;l展, and BB6C is 籰

    Two such pairs may follow each other, with a character between them of which nothing is known but that.
    Nothing where no character begins with one of the leads and ends in the first byte of such a pair.

    >>> ((before, after), *_) = dropped((0xBB,), 0x6C, 0)
    >>> "化" in before.candidates, "發" in after.candidates
    (True, True)
    """
    ways: list[Way] = []
    for pairs in (USER_DEFINED, SCATTERED) if simplified else (USER_DEFINED, SCATTERED, BELOW):
        first, last = _ending(leads, pairs.first), _pairs(pairs.second, trail)
        if first and last:
            before = Cell(place, place, first, likely=pairs.likely)
            ways.append((before, Cell(place, place + 1, last)))
            if pairs is USER_DEFINED:
                before = before._replace(likely=2 * pairs.likely)
                between = Cell(place, place, _ending(pairs.second, pairs.first))
                ways.append((before, between, Cell(place, place + 1, last)))
    return tuple(ways)


def _hopeless(slots: Sequence[Slot]) -> bool:
    """Whether nothing of the last slots is known: no word will tell what stands there."""
    return len(slots) >= _UNKNOWN and all(len(ways[0][0].candidates) != 1 for ways in slots[-_UNKNOWN:])


def _glossed(syllable: str, leads: tuple[int, ...], table: frozenset[str]) -> tuple[str, ...]:
    """Characters read so: those of the document's table, where it has any."""
    fits: Iterable[str] = starting(leads) if leads else table
    fits = [c for c in fits if encode(c)[1] >= 0x80 and is_reading(syllable, c)]
    return tuple(c for c in fits if c in table) or tuple(fits)


def _in_step(text: str, slots: list[Slot], end: int, damage: Damage) -> tuple[Slot, ...]:
    """The slots; of the last one only what is read as the gloss behind it, where there is one."""
    gloss = GLOSS.match(text, end)
    if gloss is None:
        return tuple(slots)
    read: list[Way] = []
    for way in slots[-1]:
        fits = tuple(c for c in way[-1].candidates if is_reading(gloss[1], c))
        if fits:
            fits = tuple(c for c in fits if c in damage.table) or fits
            read.append((*way[:-1], way[-1]._replace(candidates=fits)))
    own = [way for way in read if damage.table.issuperset(way[-1].candidates)]
    return (*slots[:-1], tuple(own or read) or slots[-1])


@lru_cache(maxsize=1 << 14)
def _pairs(leads: tuple[int, ...], trail: int) -> tuple[str, ...]:
    if not leads:
        return ending(trail)
    return tuple(filter(None, (pair(lead, trail) for lead in leads)))
