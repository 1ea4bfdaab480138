"""Full-width marks that were folded to half-width across two characters.

A site replaced the bytes of full-width ``，！？`` by the half-width mark, wherever they stood: also where
the trail byte of one character and the lead byte of the next spelled the mark. The byte before it
then makes no character and shows as ``?``, and what follows is read one off:

    發展。現代  A1A3 AC46  A3AC is ，  →  發展?,F代
    升級版。”[1]  A1A3 A1B1 5B  A3A1 is ！  →  升級版?!盵1]

Some pages lose the mark with the byte before it. Read rightly, the bytes give text, where the page
shows nonsense: that decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.normalize.filling import fill
from zhengce.normalize.gbk import FULL_MARK, FULL_ROW, ending
from zhengce.normalize.gloss import find_glosses
from zhengce.normalize.plausible import Around, choose, score
from zhengce.normalize.runs import LOST, MARK, Cell, Damage, Run, known, read_on
from zhengce.normalize.text import Edit

_BROKEN = re.compile(f"[?]|{LOST}(?=[,!?:;，！？])")
_FULL_WIDTH = dict(zip("，！？：；（）", FULL_MARK, strict=False)) | dict(zip("，！？", ",!?", strict=True))
_EATEN = re.compile(r"[?]+[.．,，]?(?=\d)")  # a digit may have been lost with the byte before it
_AMOUNT = re.compile(r"[\d萬万億亿][元人名項项戶户次]$")  # a sentence may end here, a word hardly goes on
_GAIN = 5.0  # by how much the text must be more probable than what the page shows
_BLANK = 0xA1  # first and second byte of the ideographic blank


def unfold(text: str) -> Iterator[Edit]:
    """Read the bytes rightly after each folded mark; of a page so damaged, mark what ate a digit."""
    if "?" not in text and LOST not in text:
        return
    table = frozenset(g.character for g in find_glosses(text))
    edits: list[Edit] = []
    for broken in _BROKEN.finditer(text):
        place = broken.start()
        if (edits and place < edits[-1].end) or MARK.match(text, place):
            continue
        found = _unfolded(text, place, table)
        if found is not None:
            run, damage = found
            edits += fill(text, place, run.cells, run.end, "folded", damage)
        elif eaten := _EATEN.match(text, place):
            edits.append(Edit(place, eaten.end(), "", None))
    damaged = bool(table) or any(edit.kind for edit in edits)
    for edit in edits:
        if edit.kind is not None:
            yield edit
        elif damaged or text.startswith("??", edit.start):
            yield Edit(edit.start, edit.end, LOST, "lost", lossy=True)


def _unfolded(text: str, place: int, table: frozenset[str]) -> tuple[Run, Damage] | None:
    """The most probable reading from the broken place on, if it is clearly better than what is shown."""
    best, found = _GAIN, None
    for start, leads, kept in _starts(text, place):
        damage = Damage(table=table, kept=kept, folded=True)
        for lead in leads:
            run = read_on(text, start, [lead], damage)
            if run is None:
                continue
            cells = run.cells
            if lead != _BLANK or start != place + 1 or kept or text[place + 1 : place + 2] != "。":
                cells = (
                    Cell(place, start, _before(text, place, known(cells) + text[run.end : run.end + 4])),
                    *cells,
                )
            shown = text[max(0, place - 4) : run.end]
            gain = score(text[max(0, place - 4) : place] + known(cells)) - score(shown)
            if gain > best:
                best, found = gain, (Run(cells, run.end), damage)
    return found


def _starts(text: str, place: int) -> Iterator[tuple[int, tuple[int, ...], bool]]:
    """Where the shifted bytes begin, what byte may stand before them, and whether the page keeps signs."""
    following = text[place + 1 : place + 2]
    mark = _FULL_WIDTH.get(following, following)
    if mark in FULL_MARK:
        yield place + 2, (FULL_MARK[mark],), True
    if following and following not in FULL_MARK:
        yield place + 1, tuple(FULL_MARK[m] for m in ",!?:;"), False


def _before(text: str, place: int, right: str) -> tuple[str, ...]:
    """The character whose trail byte was taken for the first byte of a mark: mostly the full stop."""
    if _AMOUNT.search(text, max(0, place - 4), place):
        return ("。",)
    chosen = choose(ending(FULL_ROW), Around(text[max(0, place - 4) : place], right.partition(LOST)[0], text))
    return (chosen,) if chosen else ending(FULL_ROW)
