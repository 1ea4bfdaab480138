"""Pinyin glosses that scraper sites strew after characters: 質(zhì)量."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from zhengce.normalize.text import Edit
from zhengce.normalize.width import HAN

LETTERS = "A-Za-zāáǎàōóǒòēéěèīíǐìūúǔùüǖǘǚǜńňǹḿêếề\u0300\u0301\u0304\u030c\u0308ɡ"
GLOSS = re.compile(rf"(?<=([{HAN}])) ?[(（] ?([{LETTERS}]{{1,7}}) ?[)）]")
_ENOUGH = 3  # a document is damaged as a whole, not once
_SHARE = 0.5  # a site glosses nearly every place of a character of its table; a language lesson does not


@cache
def readings(character: str) -> frozenset[str]:
    """All readings of a character, without tone: 長 has {'chang', 'zhang'}. Source: pypinyin's Unihan data."""
    from pypinyin.constants import PINYIN_DICT

    return frozenset(map(toneless, PINYIN_DICT.get(ord(character), "").split(","))) - {""}


def toneless(syllable: str) -> str:
    """A syllable in plain letters; ü is written v, as on keyboards.

    >>> toneless("zhì"), toneless("lǜ"), toneless("NÜ")
    ('zhi', 'lv', 'nv')
    """
    plain = unicodedata.normalize("NFD", syllable.lower().replace("ɡ", "g")).replace("u\u0308", "v")
    return "".join(c for c in plain if "a" <= c <= "z")


@lru_cache(maxsize=1 << 16)
def is_reading(syllable: str, character: str) -> bool:
    """Whether the syllable, with or without tone marks, is a reading of the character."""
    plain = toneless(syllable)
    own = readings(character)
    return plain in own or plain.replace("v", "u") in own or plain.replace("v", "ue") in own


def find_glosses(text: str) -> list[re.Match[str]]:
    """The glosses of a document that is damaged as a whole; none for a clean one."""
    found = [m for m in GLOSS.finditer(text) if is_reading(m[2], m[1])]
    if len(found) < _ENOUGH:
        return []
    glossed = Counter(m[1] for m in found)
    places = sum(text.count(character) for character in glossed)
    return found if len(found) >= _SHARE * places else []


def remove_glosses(text: str) -> Iterator[Edit]:
    """Take the glosses out."""
    if "(" not in text and "（" not in text:
        return
    for match in find_glosses(text):
        yield Edit(match.start(), match.end(), "", "gloss")
