"""Pairs that a page dropped without a trace, found by the words around them.

A shifted pair that spells a user-defined character is shown by no page: two bytes are gone, the second one
of a character and the first one of the next. The halves beside them then look like a character of their own:

    規模化發展  C4A3 BBAF B06C  A3BB is ；, AFB0 user-defined  →  規?;l展, and BB6C is 籰

The bytes tell nothing of it. Each place of a run is therefore weighed with two characters in the place of
one; where neither reading is clearly the more probable, the place is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhengce.normalize.cells import Cell, Damage, dropped
from zhengce.normalize.gbk import encode
from zhengce.normalize.lattice import Lattice, Options, options
from zhengce.normalize.plausible import LOST, single
from zhengce.normalize.script import simplify_characters

_WINDOW = 6  # cells on either side that are weighed
_CLEAR = 3.0  # by how much one reading must be more probable than the other
_MOST = 80  # cells of a run in which drops are looked for
_NONSENSE = -18.0  # a character that no dictionary holds


def with_drops(
    left: str, cells: tuple[Cell, ...], right: str, damage: Damage, *, shown: int = 0
) -> tuple[Cell, ...]:
    """The cells, with two where a pair was dropped, and none known where that is as likely as not.

    Args:
        left: what stands before the run.
        cells: what the bytes say if nothing was dropped.
        right: what stands behind it.
        damage: what is known of the document.
        shown: how many of the first cells stand before the bytes that are read one off.
    """
    if len(cells) > _MOST:
        return cells
    found = list(cells)
    tried: set[tuple[int, int]] = set()
    for _ in range(len(cells)):
        best: tuple[float, int, tuple[Cell, ...]] | None = None
        for k, cell in enumerate(found):
            if k < shown or (cell.start, cell.end) in tried or (pieces := _split(cell)) is None:
                continue
            gain = _gain(left, found, right, k, pieces, damage)
            if gain < -_CLEAR:
                tried.add((cell.start, cell.end))
            elif best is None or gain > best[0]:
                best = gain, k, pieces
        if best is None:
            break
        gain, k, pieces = best
        tried.add((found[k].start, found[k].end))
        if gain > _CLEAR:
            found[k : k + 1] = pieces
        else:
            found[k] = found[k]._replace(candidates=())
    return tuple(cell._replace(candidates=()) if _is_nonsense(cell) else cell for cell in found)


def _split(cell: Cell) -> tuple[Cell, ...] | None:
    """Two cells in the place of one, if a pair can have been dropped inside it."""
    if len(cell.candidates) != 1 or cell.candidates == ("",) or cell.dropped or cell.start == cell.end:
        return None
    code = encode(cell.candidates[0])
    if len(code) != 2:
        return None
    return dropped((code[0],), code[1], cell.start) or None


def _gain(
    left: str, cells: Sequence[Cell], right: str, k: int, pieces: tuple[Cell, ...], damage: Damage
) -> float:
    """By how much the text is more probable with the pieces in the place of cell k."""
    before, after = cells[max(0, k - _WINDOW) : k], cells[k + 1 : k + 1 + _WINDOW]
    outer = (left if k <= _WINDOW else "", right if k + 1 + _WINDOW >= len(cells) else "")
    plain = _score(outer, (*before, cells[k], *after), damage)
    return _score(outer, (*before, *pieces, *after), damage) - plain


def _score(outer: tuple[str, str], cells: Sequence[Cell], damage: Damage) -> float:
    lattice = Lattice()
    for character in outer[0]:
        lattice.push(options((character,)))
    for cell in cells:
        if cell.candidates != ("",):
            lattice.push(_fits(cell, damage), joined=cell.joined)
    for character in outer[1]:
        lattice.push(options((character,)))
    return lattice.best


def _fits(cell: Cell, damage: Damage) -> Options:
    return options(cell.candidates or (LOST,), simplified=damage.simplified)


def _is_nonsense(cell: Cell) -> bool:
    """Whether no dictionary holds the character: two halves that do not belong together look like that."""
    return len(cell.candidates) == 1 and single(simplify_characters(cell.candidates[0])) < _NONSENSE
