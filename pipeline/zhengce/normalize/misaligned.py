"""Glosses that were written into the middle of a character.

A site replaced each character of its table by the character and its gloss, on GBK bytes: where the
trail byte of one character and the lead byte of the next spelled a table character, the gloss was
written between them. The lead byte and the ``(`` then make no character and show as one ``?``, and
the bytes after the ``)`` are read one off until they fall into step again:

    持數字  B3D6 94B5 …   D694 is 謹   →  持?jǐn)?shù)字
    展狀況  D5B9 A0EE 9B72  B9A0 is 範  →  展?fàn)顩r

The gloss and the trail byte before it name the lost lead byte; put before the bytes that follow, it
gives the text back. Where the byte after it is lost too, the next gloss may name the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from zhengce.normalize.gloss import LETTERS, find_glosses, is_reading, readings, toneless
from zhengce.normalize.text import Edit

LOST = "\ufffd"
_MARK = re.compile(rf"\?([{LETTERS}]{{1,7}})\)")
_NEXT_GLOSS = re.compile(rf"\?([{LETTERS}]{{1,7}})\)")
_LONGEST_RUN = 60


def realign(text: str) -> Iterator[Edit]:
    """Give back the characters the bytes prove; mark what they do not as lost."""
    marks = list(_MARK.finditer(text)) if "?" in text else []
    if not marks:
        return
    table = frozenset(m[1] for m in find_glosses(text))
    done = 0
    for mark in marks:
        if mark.start() < done or mark.start() == 0:
            continue
        edit = _recover(text, mark, table)
        if edit is not None:
            yield edit
            done = edit.end


def _recover(text: str, mark: re.Match[str], table: frozenset[str]) -> Edit | None:
    before = _gbk(text[mark.start() - 1])
    if len(before) != 2:
        return None
    leads = _leads(before[1], toneless(mark[1]), table)
    if not leads:
        return None
    lost_trail = text.startswith("?", mark.end())
    if lost_trail:
        gloss = _NEXT_GLOSS.match(text, mark.end())
        if gloss is not None:
            candidates = {c for lead in leads for c in _page(lead) if is_reading(gloss[1], c)}
            chosen = _choose(candidates, table)
            if chosen is not None:
                return Edit(mark.start(), gloss.end(), chosen, "misaligned")
            return Edit(mark.start(), gloss.end(), LOST, "lost", lossy=True)
        return Edit(mark.start(), mark.end() + 1, LOST, "lost", lossy=True)
    for lead in leads:
        run = _shifted(lead, text, mark.end())
        if run is not None:
            end, after = run
            return Edit(mark.start(), end, after, "misaligned")
    return Edit(mark.start(), mark.end(), LOST, "lost", lossy=True)


def _leads(trail: int, syllable: str, table: frozenset[str]) -> Sequence[int]:
    """Lead bytes that pair with `trail` to a character read `syllable`: the table's own, else all."""
    pairs = [(second, c) for second, c in _starting(trail) if syllable in readings(c)]
    own = [second for second, c in pairs if c in table]
    return own or [second for second, _ in pairs if second >= 0x81]


@cache
def _page(lead: int) -> tuple[str, ...]:
    """All characters of GBK with this lead byte."""
    return tuple(c for _, c in _starting(lead))


@cache
def _starting(first: int) -> tuple[tuple[int, str], ...]:
    pairs = []
    for second in range(0x40, 0xFF):
        try:
            pairs.append((second, bytes((first, second)).decode("gbk")))
        except UnicodeDecodeError:
            continue
    return tuple(pairs)


def _choose(candidates: set[str], table: frozenset[str]) -> str | None:
    """One candidate, or the only one of the document's own table."""
    if len(candidates) == 1:
        return next(iter(candidates))
    own = candidates & table
    return next(iter(own)) if len(own) == 1 else None


def _shifted(lead: int, text: str, start: int) -> tuple[int, str] | None:
    """Read on from `start` with `lead` put before, until the bytes fall into step: (end, characters)."""
    pending = bytes((lead,))
    after = []
    for place in range(start, min(len(text), start + _LONGEST_RUN)):
        encoded = _gbk(text[place])
        if not encoded:
            return None
        pending += encoded
        try:
            after.append(pending[:2].decode("gbk"))
        except UnicodeDecodeError:
            return None
        pending = pending[2:]
        if not pending:
            return place + 1, "".join(after)
    return None


def _gbk(character: str) -> bytes:
    try:
        return character.encode("gbk")
    except UnicodeEncodeError:
        return b""
