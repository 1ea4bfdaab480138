"""The cells of a run: the possible characters of text whose bytes are shifted by one."""

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

BROKEN = f"?{LOST}"  # shown by pages in place of invalid bytes
MARK = re.compile(rf"[{BROKEN}](?: ?[(（])? ?([{LETTERS}]{{1,8}}) ?[)）]")
GLOSS = re.compile(rf" ?[(（] ?([{LETTERS}]{{1,8}}) ?[)）]")
_UNKNOWN = 12  # maximum number of cells; longer runs would be guesses
_LONGEST = 200
_CLOSING = frozenset("”’）》」』】")
_LEAST_TRAIL = "@"  # signs from here on may be a second byte: 〓?O業 is 、漁業
_WIDE_MARKS = frozenset("，！？：；（）")
_DROPS = 8  # maximum number of dropped pairs; with more it is no run


class Cell(NamedTuple):
    """A character of the original text, and the last piece of the page that belongs to it.

    One candidate is proven by the bytes; several or none are a gap. `eaten`: the digit or sign after it is
    lost too. `joined`: it follows a gap, and its first byte with the gap's last byte is no valid character,
    since the page would show that.
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
    """What is known about the damage of a document.

    `table` holds the characters that carry a gloss; `kept` is true if pages show a sign after a broken byte
    instead of losing it; `folded` if full-width marks were folded bytewise; `simplified` if the page is in
    simplified script. `rows` holds the adjacent characters of the document.
    """

    table: frozenset[str] = field(default=frozenset())
    kept: bool = False
    folded: bool = False
    simplified: bool = False
    rows: Rows = field(default_factory=lambda: Rows(""))


Way = tuple[Cell, ...]
# The readings of a displayed character: one cell, or several with dropped pairs between them.
Slot = tuple[Way, ...]


class Chain(NamedTuple):
    """All slots of a run, and the places where the page may realign before its end.

    An exit is the number of slots before it, the slot with the eaten sign, and the offset where the page
    continues.
    """

    slots: tuple[Slot, ...]
    end: int | None
    exits: tuple[tuple[int, Slot], ...]


def chain(text: str, place: int, leads: tuple[int, ...], damage: Damage) -> Chain | None:
    """Return all slots readable from an offset; empty `leads` in the run mean that the byte is unknown."""
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
            slots.append(_one(Cell(i, gloss.end(), ("",))))  # two characters displayed as one
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
    """Return whether a character was one byte before full-width conversion; the end of the text counts."""
    return character == "" or (character.isascii() and character != "?") or character in _WIDE_MARKS


def _one(cell: Cell) -> Slot:
    return ((cell,),)


def _shown(leads: tuple[int, ...], trail: int, place: int, damage: Damage) -> Slot:
    """Return the readings of a displayed character whose first byte ends the previous character."""
    fits = _pairs(leads, trail)
    ways: list[Way] = [(Cell(place, place + 1, fits, joined=not leads),)] if fits else []
    return (*ways, *dropped(leads, trail, place, simplified=damage.simplified))


def _way_out(place: int, leads: tuple[int, ...], *, eaten: bool) -> Slot:
    """Return the slot of a broken byte that ends a run, with any sign lost after it."""
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
    """Return cells around a dropped pair: one ends in its first byte, the next begins with its second.

    Pages drop a shifted pair that encodes a user-defined character, losing two bytes. Its neighbouring
    bytes then look like a character of their own:

        規模化發展  C4A3 BBAF B06C  A3BB is ；, AFB0 user-defined  →  規?;l展, and BB6C is 籰

    Two such pairs may follow each other, with a character between them of which both bytes are unknown.
    Empty if no character begins with one of the leads and ends in the first byte of such a pair.

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
    """Return whether nothing is known of the last slots, so that words cannot determine them."""
    return len(slots) >= _UNKNOWN and all(len(ways[0][0].candidates) != 1 for ways in slots[-_UNKNOWN:])


def _glossed(syllable: str, leads: tuple[int, ...], table: frozenset[str]) -> tuple[str, ...]:
    """Return the characters with this reading, limited to the document's table if it has one."""
    fits: Iterable[str] = starting(leads) if leads else table
    fits = [c for c in fits if encode(c)[1] >= 0x80 and is_reading(syllable, c)]
    return tuple(c for c in fits if c in table) or tuple(fits)


def _in_step(text: str, slots: list[Slot], end: int, damage: Damage) -> tuple[Slot, ...]:
    """Return the slots, the last one limited to characters with the reading of the gloss behind it."""
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
