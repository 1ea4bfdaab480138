"""Reading bytes on that a page shows one off.

Where a byte was put in or taken out inside a character, the page pairs every following byte with its
wrong neighbour until they fall into step again. `read_on` pairs them rightly. A byte that the page
could not show leaves a gap: a list of the characters that fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from zhengce.normalize.gbk import FULL_MARK, FULL_ROW, encode, ending, holed, pair, starting
from zhengce.normalize.gloss import LETTERS, is_reading
from zhengce.normalize.plausible import score

LOST = "\ufffd"
BROKEN = "?\ufffd"  # what pages show for bytes that are no character
MARK = re.compile(rf"[{BROKEN}][(（]? ?([{LETTERS}]{{1,8}}) ?[)）]")
_GLOSS = re.compile(rf" ?[(（] ?([{LETTERS}]{{1,8}}) ?[)）]")
_ANY_GLOSS = re.compile(rf"(?:[{BROKEN}][(（]? ?| ?[(（] ?)[{LETTERS}]{{1,8}} ?[)）]")
_LONGEST = 400
_SHOWN = 60  # characters of a run that are compared with what the page shows


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
    broken byte instead of losing it; `folded` where full-width marks were folded on bytes.
    """

    table: frozenset[str] = field(default=frozenset())
    kept: bool = False
    folded: bool = False


class Run(NamedTuple):
    """Cells of a run that was read to its end, and where the page falls into step again."""

    cells: tuple[Cell, ...]
    end: int


def read_on(text: str, place: int, leads: Sequence[int], damage: Damage) -> Run | None:
    """Read on from `place` with the byte before it pending (one of `leads`), to where bytes and page agree.

    >>> run = read_on("顩r", 0, [0xA0], Damage())
    >>> known(run.cells), run.end
    ('狀況', 2)
    """
    best: Run | None = None
    if not leads:
        return None
    for run in _runs(text, place, tuple(leads), damage):
        if best is None or _better(text, run, best):
            best = run
    return best


def known(cells: Sequence[Cell]) -> str:
    """The text of the cells, gaps as U+FFFD."""
    return "".join(c.candidates[0] if len(c.candidates) == 1 else LOST for c in cells)


def _better(text: str, run: Run, other: Run) -> bool:
    """Whether `run`, which goes on longer than `other`, makes more of a text of the same piece."""
    first = run.cells[0].start
    shared = len(other.cells) - 1
    mine = known(run.cells[shared:])[:_SHOWN]
    shown = known(other.cells[shared:]) + "，" * other.cells[-1].eaten
    shown += _ANY_GLOSS.sub("", text[other.end : min(run.end, first + _SHOWN)])
    return score(mine) > score(shown) + 3


def _runs(text: str, place: int, leads: tuple[int, ...], damage: Damage) -> Iterator[Run]:
    """The run up to each place where it can end, shortest first. No leads: the byte is not known."""
    cells: list[Cell] = []
    stop = min(len(text), place + _LONGEST)
    i = place
    while i < stop:
        character = text[i]
        mark = MARK.match(text, i) if character in BROKEN else None
        gloss = _GLOSS.match(text, i) if character in " (（" and i > place else None
        if mark is not None and (fits := _glossed(mark[1], leads, damage.table)):
            cells.append(Cell(i, mark.end(), fits, joined=not leads))
            yield Run(tuple(cells), mark.end())
            return
        if gloss is not None and is_reading(gloss[1], text[i - 1]):
            cells.append(Cell(i, gloss.end(), ("",)))  # an insertion across two characters that shows as one
            i = gloss.end()
        elif character in BROKEN:
            fits = tuple(c for lead in leads for c in starting(lead) if encode(c)[1] >= 0x80)
            yield Run((*cells, Cell(i, i + 1, fits, eaten=not damage.kept)), i + 1)
            cells.append(Cell(i, i + 1, tuple(c for c in fits if holed(encode(c)[1]))))
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
                return
            cells.append(Cell(i, i + 1, fits, joined=not leads))
            i += 1
            if len(encoded) == 1:
                yield _in_step(text, cells, i, damage)
                return
            if encoded[1] < 0x80:
                cells.append(Cell(i - 1, i, (chr(encoded[1]),)))
                yield _in_step(text, cells, i, damage)
                return
            leads = (encoded[1],)


def _glossed(syllable: str, leads: tuple[int, ...], table: frozenset[str]) -> tuple[str, ...]:
    """Characters read so: those of the document's table, where it has any."""
    fits = [c for lead in leads for c in starting(lead)] if leads else list(table)
    fits = [c for c in fits if encode(c)[1] >= 0x80 and is_reading(syllable, c)]
    return tuple(c for c in fits if c in table) or tuple(fits)


def _in_step(text: str, cells: list[Cell], end: int, damage: Damage) -> Run:
    """The run, mended where the gloss after it shows that characters vanished without a mark."""
    gloss = _GLOSS.match(text, end)
    last = cells[-1]
    if gloss is None or len(last.candidates) != 1 or len(byte := encode(text[end - 1])) != 1:
        return Run(tuple(cells), end)
    if is_reading(gloss[1], last.candidates[0]):
        return Run(tuple(cells), end)
    fits = tuple(c for c in damage.table if encode(c)[1:] == byte and is_reading(gloss[1], c))
    if len(fits) != 1:
        return Run(tuple(cells), end)
    return Run((*cells[:-1], Cell(last.start, last.start, ()), Cell(last.start, last.end, fits)), end)


def _pairs(leads: Sequence[int], trail: int) -> tuple[str, ...]:
    if not leads:
        return ending(trail)
    return tuple(filter(None, (pair(lead, trail) for lead in leads)))
