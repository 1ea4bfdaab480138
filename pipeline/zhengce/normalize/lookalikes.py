"""Fold look-alike characters such as the Cyrillic О in 1О亿元; mark ambiguous ones as lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from zhengce.normalize.plausible import LOST
from zhengce.normalize.text import Edit

_ZEROS = "OoОоΟο"
_ONES = "lІіΙ"
_SCALE = "万萬亿億"
_AMOUNT = rf"{_SCALE}%％元人个個家户戶项項名件吨噸千百十"
# Between digits, or between a digit and what is counted.
_LETTER = re.compile(
    rf"(?<=\d)[{_ZEROS}{_ONES}]+(?=[.,]?\d|[{_AMOUNT}])|(?<=\d[.])[{_ZEROS}]+(?=\d|[{_AMOUNT}])"
    rf"|(?<![A-Za-z\d])[ОоΟο](?=[.]\d)|(?:(?<=\d)|(?<=\d[.]))[〇○◯]+(?=[.]?\d|[{_AMOUNT}])"
)
# Before a digit, where the intended digit is ambiguous.
_UNSURE = re.compile(
    r"(?<=[\u4e00-\u9fff])[ⅠⅡⅢзбЧ](?=\d+(?:\.\d+)?[%％万亿萬億元人个])|(?<=\d)[×╳✕](?=\d*[万亿萬億]?元)"
)
_DIGIT = re.compile("[\u0660-\u0669\u06f0-\u06f9\U0001d7ce-\U0001d7ff]")
_CYRILLIC = dict(zip("АВЕКМНОРСТХаеорсху", "ABEKMHOPCTXaeopcxy", strict=True))
_LATIN = re.compile(f"[{''.join(_CYRILLIC)}]+(?=[A-Za-z])|(?<=[A-Za-z])[{''.join(_CYRILLIC)}]+")
# A rare character in the position of a monetary unit.
_UNIT = re.compile(rf"(?<=\d)[{_SCALE}]?[余多]?([\u3400-\u4dbf])|(?<=[{_SCALE}])([\u3400-\u4dbf])")
_ANY = re.compile(
    rf"[{_ZEROS}{_ONES}{''.join(_CYRILLIC)}\u0660-\u0669\u06f0-\u06f9\u3400-\u4dbf\U0001d7ce-\U0001d7ff]"
)
_RARER = re.compile(r"[ⅠⅡⅢзбЧ〇○◯×╳✕]")
_BESIDE_DIGIT = re.compile(r"\d[.]?[〇○◯×╳✕]|[ⅠⅡⅢзбЧ]\d")


def fold_lookalikes(text: str) -> Iterator[Edit]:
    """Fold letters and foreign digits among digits, and Cyrillic among Latin; mark lost units.

    >>> [edit.after for edit in fold_lookalikes("投资1О亿元，增长1l.5%，GDР")]
    ['0', '1', 'P']
    """
    if _ANY.search(text) is None and not (_RARER.search(text) and _BESIDE_DIGIT.search(text)):
        return
    edits = [
        Edit(m.start(), m.end(), "".join("1" if c in _ONES else "0" for c in m[0]), "script")
        for m in _LETTER.finditer(text)
    ]
    edits += [Edit(m.start(), m.end(), str(unicodedata.digit(m[0])), "script") for m in _DIGIT.finditer(text)]
    edits += [
        Edit(m.start(), m.end(), "".join(_CYRILLIC[c] for c in m[0]), "script") for m in _LATIN.finditer(text)
    ]
    edits += [Edit(m.start(), m.end(), LOST, "lost", lossy=True) for m in _UNSURE.finditer(text)]
    for m in _UNIT.finditer(text):
        place = m.start(1) if m[1] else m.start(2)
        edits.append(Edit(place, place + 1, LOST, "lost", lossy=True))
    last = 0
    for edit in sorted(edits):
        if edit.start >= last:
            yield edit
            last = edit.end
