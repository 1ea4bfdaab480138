"""Single characters: remove invisible ones, unify compatibility ideographs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from zhengce.normalize.text import Edit

# Controls except tab and line feed, zero-width and bidirectional marks, soft hyphens, lone surrogates.
_NOTHING = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ue000-\uf8ff"
    f"{chr(0xD800)}-{chr(0xDFFF)}"
)
INVISIBLE = re.compile(rf"\r\n?|\x85|[\u2028\u2029]|[{_NOTHING}]+")
_ANY_INVISIBLE = re.compile(rf"[\r\x85\u2028\u2029{_NOTHING}]")
_LINE_ENDS = {"\r\n", "\r", "\x85", "\u2028", "\u2029"}


def remove_invisible(text: str) -> Iterator[Edit]:
    """Normalise line ends to line feeds, and remove control and invisible characters."""
    if _ANY_INVISIBLE.search(text) is None:
        return
    for match in INVISIBLE.finditer(text):
        if match[0] in _LINE_ENDS:
            if len(match[0]) > 1:
                yield Edit(match.start(), match.end(), "\n", None)
            else:
                yield Edit(match.start(), match.end(), "\n", "blank")
        else:
            yield Edit(match.start(), match.end(), "", "blank")


def _unify() -> dict[int, str]:
    """Map compatibility ideographs and Kangxi radicals to unified ideographs (Unicode, ch. 18)."""
    table = {}
    for first, last in ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F), (0x2E80, 0x2FDF)):
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code) and len(plain) == 1:
                table[code] = plain
    return table


_UNIFIED = _unify()
_COMPATIBILITY = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


def unify_ideographs(text: str) -> Iterator[Edit]:
    """Replace U+F98E by 年, U+2F83 by 自 and so on: same length, logged."""
    for match in _COMPATIBILITY.finditer(text):
        plain = _UNIFIED.get(ord(match[0]))
        if plain is not None:
            yield Edit(match.start(), match.end(), plain, "compatibility")
