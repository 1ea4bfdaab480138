"""Pinyin glosses that scraper sites strew after characters: 質(zhì)量."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from statistics import median
from typing import NamedTuple

import msgspec

from zhengce.normalize.text import Edit
from zhengce.resources import package_file

LETTERS = "a-zāáǎàōóǒòēéěèīíǐìūúǔùüǖǘǚǜńňǹḿêếề\u0300\u0301\u0304\u030c\u0308ɡ"
_GLOSS = re.compile(rf"[(（] ?([{LETTERS}]{{1,8}}) ?[)）]")
_EMOJI = re.compile(
    "[(（] ?[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]{1,4} ?[)）]"
)
_ENOUGH = 3  # a document is damaged as a whole, not once
_SHARE = 0.5  # a site glosses nearly every place of a character of its table; a language lesson does not
_COMMON = -15.0  # logarithm of the probability of a character that needs no gloss


class Gloss(NamedTuple):
    """A gloss with the blanks around it, and the character it stands after."""

    start: int
    end: int
    character: str
    syllable: str


@cache
def readings(character: str) -> frozenset[str]:
    """All readings of a character, without tone: 長 has 'chang', 'zhang'. Source: pypinyin (Unihan)."""
    return frozenset(map(toneless, _pinyin().get(ord(character), "").split(","))) - {""}


@cache
def _pinyin() -> Mapping[int, str]:
    """Readings of characters by code point, read from pypinyin's table without its table of phrases."""
    table = package_file("pypinyin", "pinyin_dict.json", "it tells the readings of characters")
    return msgspec.json.decode(table.read_bytes(), type=dict[int, str])


def toneless(syllable: str) -> str:
    """A syllable in plain letters; ü is written v, as on keyboards.

    >>> toneless("zhì"), toneless("lǜ"), toneless("NÜ")
    ('zhi', 'lv', 'nv')
    """
    plain = unicodedata.normalize("NFD", syllable.lower().replace("ɡ", "g")).replace("u\u0308", "v")
    return "".join(c for c in plain if "a" <= c <= "z")


@lru_cache(maxsize=1 << 16)
def is_reading(syllable: str, character: str) -> bool:
    """Whether the syllable, with or without tone marks, is a reading of the character.

    >>> is_reading("zhǎng", "長"), is_reading("cháng", "長"), is_reading("ai", "能")
    (True, True, False)
    """
    plain = toneless(syllable)
    own = readings(character)
    return plain in own or plain.replace("v", "u") in own or plain.replace("v", "ue") in own


def find_glosses(text: str) -> list[Gloss]:
    """The glosses of a document that is damaged as a whole; none for a clean one."""
    if "(" not in text and "（" not in text:
        return []
    found = []
    for match in _GLOSS.finditer(text):
        start = match.start()
        if text[start - 1 : start] == " ":
            start -= 1
        if start and is_reading(match[1], text[start - 1]):
            found.append(Gloss(start, match.end(), text[start - 1], match[1]))
    return found if _strewn(found, text) else []


def _strewn(found: Sequence[Gloss], text: str) -> bool:
    """Whether a site strewed these glosses, and not a writer who tells how a few characters are read."""
    if len(found) < _ENOUGH and not _needless(found, text):
        return False
    glossed = Counter(gloss.character for gloss in found)
    if len(found) < _SHARE * sum(text.count(character) for character in glossed):
        return False
    if len({(gloss.character, gloss.syllable) for gloss in found}) > len(glossed):  # 长(cháng)度, 长(zhǎng)大
        return len(found) > 4 * len(glossed)
    if max(glossed.values()) > 1:
        return True
    from zhengce.normalize.plausible import words
    from zhengce.normalize.script import simplify_characters

    return median(words().get(simplify_characters(c), -20.0) for c in glossed) > _COMMON


def _needless(found: Sequence[Gloss], text: str) -> bool:
    """Whether two glosses stand in a text in traditional script, one of them where no reading is in doubt."""
    from zhengce.normalize.script import is_traditional

    once = len(found) == _ENOUGH - 1 and len({gloss.character for gloss in found}) == len(found)
    return once and any(len(readings(gloss.character)) == 1 for gloss in found) and is_traditional(text)


def remove_glosses(text: str) -> Iterator[Edit]:
    """Take the glosses out, and the emoji that some sites strew like them."""
    glosses = find_glosses(text)
    if not glosses:
        return
    spaced = sum(text[g.end : g.end + 1] == " " for g in glosses) > len(glosses) / 2
    edits = [Edit(g.start, g.end + (spaced and text[g.end : g.end + 1] == " "), "", "gloss") for g in glosses]
    edits.extend(Edit(m.start(), m.end(), "", "gloss") for m in _EMOJI.finditer(text))
    yield from sorted(edits)
