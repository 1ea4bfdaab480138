"""The candidates of a place, and how strongly the document itself supports them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import add

from zhengce.normalize.gbk import encode
from zhengce.normalize.plausible import SIGNS, single
from zhengce.normalize.script import simplify_characters

_FREQUENT = -11.0  # characters that may stand alone in a gap
_MOST_FREQUENT = -8.5  # the same if nearly every character fits
MANY = 200  # candidates, if nearly every character fits
_ELSEWHERE = 2.0  # credit for a bigram found elsewhere in the document
_SAMPLE = 100_000  # length of the document that is searched for such bigrams


DIGITS = frozenset("〇零一二三四五六七八九十百千万亿两０１２３４５６７８９")
_NUMERAL = DIGITS | frozenset(
    "兆兩半几幾数數多余餘萬億点點分之第年月日成倍番壹贰叁肆伍陆柒捌玖拾佰仟廿卅.．％%‰℃＋－"
)


def is_numeral(character: str) -> bool:
    """Return whether a character is, or belongs to, a number.

    >>> is_numeral("三"), is_numeral("5"), is_numeral("增"), is_numeral("")
    (True, True, False, False)
    """
    return character.isdigit() or character in _NUMERAL


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Candidates of a place by their simplified forms.

    `alone` holds those that may be words, `first` those that may begin one.
    """

    forms: Mapping[str, tuple[str, ...]]
    plain: frozenset[str]
    alone: frozenset[str]
    first: frozenset[str]


@lru_cache(maxsize=1 << 13)
def options(candidates: tuple[str, ...], *, simplified: bool = False) -> Options:
    """Make options of candidates; for a simplified page only simplified characters.

    >>> sorted(options(("產", "产", "阐")).forms.items())
    [('产', ('產', '产')), ('阐', ('阐',))]
    """
    forms: dict[str, tuple[str, ...]] = {}
    for candidate, plain in zip(candidates, simplify_characters("".join(candidates)), strict=True):
        if len(candidates) == 1 or not simplified or (plain == candidate and _plain_page(plain)):
            forms[plain] = (*forms.get(plain, ()), candidate)
    least = -math.inf if len(forms) == 1 else _FREQUENT if len(forms) < MANY else _MOST_FREQUENT
    alone = frozenset(c for c in forms if c in SIGNS or single(c) > least)
    return Options(forms, frozenset(forms), alone, frozenset(forms) if len(forms) < MANY else alone)


@cache
def _plain_page(character: str) -> bool:
    """Return whether a character is in GB 2312, like simplified pages."""
    code = encode(character)
    return len(code) == 2 and code[0] >= 0xA1 and code[1] >= 0xA1


class Rows:
    """The bigrams of a document, collected on first use."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pairs: set[str] | None = None

    def held(self, left: str, fits: Options, right: str) -> dict[str, float]:
        """Return credit for those of `fits` that occur elsewhere after `left` or before `right`."""
        if self._pairs is None:
            text = simplify_characters(self._text[:_SAMPLE])
            self._pairs = set(map(add, text, text[1:]))
        pairs, credit = self._pairs, {}
        if len(fits.plain) < MANY:
            for character in fits.plain:
                value = _ELSEWHERE * ((left + character in pairs) + (character + right in pairs))
                if value:
                    credit[character] = value
        return credit
