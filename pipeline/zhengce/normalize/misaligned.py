"""Repair glosses that were inserted into the middle of a character.

A site replaced each character of its table by the character and its gloss, working on GBK bytes. Where the
trail byte of one character and the lead byte of the next spelled a table character, the gloss was inserted
between them. The lead byte and the ``(`` are then invalid and shown as one ``?``, and the bytes after the
``)`` are shifted by one until they realign:

    持數字  B3D6 94B5 …   D694 is 謹   →  持?jǐn)?shù)字
    展狀況  D5B9 A0EE 9B72  B9A0 is 範  →  展?fàn)顩r

The gloss and the trail byte before it determine the lost lead byte; prepended to the following bytes, it
restores the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.normalize.cells import MARK, Damage
from zhengce.normalize.filling import fill, writes_half_commas
from zhengce.normalize.gbk import encode, starting
from zhengce.normalize.gloss import find_glosses, is_cut, is_reading
from zhengce.normalize.options import Rows
from zhengce.normalize.plausible import LOST
from zhengce.normalize.runs import read_on
from zhengce.normalize.script import is_traditional
from zhengce.normalize.text import Edit

_GLOSSES_BEFORE = re.compile(r"(?: ?[(（] ?[^()（）\s]{1,7} ?[)）] ?)+$")


def realign(text: str) -> Iterator[Edit]:
    """Restore the characters that the bytes prove, and mark the others as lost."""
    marks = [m for m in MARK.finditer(text) if m.start()] if "?" in text or LOST in text else []
    if not marks:
        return
    glosses = find_glosses(text)
    if not glosses and not is_cut(text):
        return
    spaced = any(text[g.start] == " " for g in glosses)
    kept = any(m[0][1] in (" " if spaced else "(（") for m in marks)
    damage = Damage(
        table=frozenset(g.character for g in glosses),
        kept=kept,
        simplified=not is_traditional(text),
        rows=Rows(text),
    )
    commas = writes_half_commas(text)
    done = 0
    for mark in marks:
        if mark.start() >= done:
            for edit in _recover(text, mark, damage, commas=commas):
                yield edit
                done = max(done, edit.end)


def _recover(text: str, mark: re.Match[str], damage: Damage, *, commas: bool) -> Iterator[Edit]:
    """Yield the edits from one mark on; none if the mark is a real question mark."""
    glosses = _GLOSSES_BEFORE.search(text, max(0, mark.start() - 40), mark.start())
    before = encode(text[(glosses.start() if glosses else mark.start()) - 1])
    if len(before) != 2:
        return
    fits = [c for c in starting((before[1],)) if is_reading(mark[1], c)]
    own = [c for c in fits if c in damage.table]
    leads = [byte for byte in (encode(c)[1] for c in own or fits) if byte >= 0x81]
    run = read_on(text, mark.end(), leads, damage) if leads else None
    if run is None:
        yield Edit(mark.start(), mark.end(), LOST, "lost", lossy=True)
    else:
        yield from fill(text, mark.start(), run, "misaligned", commas=commas)
