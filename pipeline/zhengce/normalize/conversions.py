"""Undo wrong conversions in simplified text: traditional leftovers and wrongly converted characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from zhengce.normalize.plausible import words
from zhengce.normalize.script import plain_characters, simplify_characters
from zhengce.normalize.text import Edit

_STRAY = 0.1  # above this share the text is in traditional script

# 著 in words that keep it in simplified text; elsewhere it may stand for 着.
_OWN = re.compile(
    r"著(?![名作者述书称录])(?<!微知著)(?<![显顯名论論專专编編原译譯土卓合遗遺巨执執撰昭较所]著)"
)


@cache
def _strays() -> re.Pattern[str]:
    """Compile the traditional characters that are wrong in simplified text, except in certain words."""
    return re.compile(
        f"(?!乾[坤隆陵县安元州宁]|瞭望|徵羽|徵调式|(?<=[魏角])徵)[{''.join(map(chr, plain_characters()))}]"
    )


def correct_words(text: str) -> Iterator[Edit]:
    """Replace wrongly converted characters in simplified text if only the correct one makes a word.

    >>> text = "要管理好係統，大力推进全麵改革，扭转乾坤，成效十分显著，推动各项重点工作向前发展"
    >>> [(e.start, e.after) for e in correct_words(text)]
    [(4, '系'), (5, '统'), (12, '面')]
    """
    places = {m.start(): simplify_characters(m[0]) for m in _strays().finditer(text)}
    if "著" in text:
        places |= {m.start(): "着" for m in _OWN.finditer(text)}
    if not places or len(places) > _STRAY * len(text):
        return
    known = words()
    plain = "".join(places.get(i, c) for i, c in enumerate(text)) if len(places) > 50 else None
    for place, right in sorted(places.items()):
        start, end = max(0, place - 3), place + 4
        shown = text[start:end]
        fixed = plain[start:end] if plain else "".join(places.get(start + i, c) for i, c in enumerate(shown))
        if _makes_word(fixed, place - start, known) and not _makes_word(shown, place - start, known):
            yield Edit(place, place + 1, right, "script")


def _makes_word(text: str, place: int, known: Mapping[str, float]) -> bool:
    """Return whether a word of two to four characters covers the offset."""
    return any(
        text[start:end] in known
        for start in range(max(0, place - 3), place + 1)
        for end in range(max(place + 1, start + 2), min(len(text), start + 4) + 1)
    )
