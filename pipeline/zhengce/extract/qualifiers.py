"""What modifies a number: a sign, words before it (约, 不足, ≥), words after it (以上, 左右)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast

from zhengce.extract.alternation import any_of
from zhengce.extract.lexicon import Lexicon
from zhengce.extract.mention import Mention
from zhengce.extract.numerals import Numeral, plain
from zhengce.types import Modifier

_SIGN = re.compile(r"(?:(?<=[（(，：、；。\s为是的达至到])|^)[-−－—]$|负$")
_SIGNS = frozenset("-−－—负")
_FARTHEST = 8  # characters in which a modifier and a sign find room


class Qualifier:
    """Completes a numeral to a quantity, with the words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._before = lexicon.modifiers.table()
        self._after = lexicon.suffixes.table()
        self._before_pattern = re.compile(rf"({any_of(self._before)})了?\s?$")
        self._after_pattern = re.compile(rf"\s?({any_of(self._after)})(?!样|元化|种|边|彩|次|年|劳)")

    def is_modified(self, before: str) -> bool:
        """Whether the words before a number end with a modifier."""
        return self._before_pattern.search(before) is not None

    def quantity(
        self,
        text: str,
        numeral: Numeral,
        end: int,
        *,
        unit: str | None,
        dimension: str | None = None,
        fraction: bool = False,
        indefinite: bool = False,
    ) -> Mention:
        """The quantity ``text[numeral.start:end]`` with its modifier and sign."""
        start = outer_start = numeral.start
        outer_end = end
        modifier: Modifier = "over" if numeral.plus else "at_least" if numeral.least else "exact"
        value, low, high = numeral.value, numeral.low, numeral.high
        before = text[max(0, start - _FARTHEST) : start]
        if before[-1:] in _SIGNS and _SIGN.search(before) is not None:
            outer_start = start = start - 1
            value, low, high = _negated(value), _negated(high), _negated(low)
            before = before[:-1]
        word = self._before_pattern.search(before)
        if word is not None:
            outer_start = start - (len(before) - word.start(1))
            modifier = cast("Modifier", self._before[word[1]])
        tail = self._after_pattern.match(text, end)
        if tail is not None:
            outer_end = tail.end()
            suffix = cast("Modifier", self._after[tail[1]])
            if modifier == "exact" or suffix in {"at_least", "at_most"}:
                modifier = suffix
        return Mention(
            "quantity", text[start:end], start, end, outer_start, outer_end,
            None if value is None else plain(value), low, high, unit, dimension, modifier,
            fraction, indefinite, numeral.bare, numeral.han,
        )  # fmt: skip


def _negated(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value
