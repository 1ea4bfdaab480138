"""Modifiers of a number: words before it (约, 不足, ≥) and after it (以上, 左右)."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import cast

from zhengce.alternation import any_of, last_of
from zhengce.quantities.edges import is_edge, word_over
from zhengce.quantities.lexicon import QuantityLexicon
from zhengce.quantities.mention import NO_CANONICAL, Mention, converted
from zhengce.quantities.numerals import Numeral, plain
from zhengce.quantities.signs import find_sign, negated
from zhengce.quantities.units import Unit, Units
from zhengce.segment.words import default_words
from zhengce.types import Modifier, SegmentedText

_SIZES = "长宽高深重厚"  # 全长约6公里: the dictionary knows 长约
_FARTHEST = 8  # characters in which a modifier finds room


def _is_torn(segmented: SegmentedText, place: int) -> bool:
    """Return whether a dictionary word spans `place`: 节|约50%."""
    i = word_over(segmented, place)
    sized = segmented.text[place - 1 : place] in _SIZES
    return segmented.starts[i] < place and not sized and default_words().knows(segmented.words[i])


_LIMIT = re.compile(r"最[高多](?:为|达|可|可达|给予|可给予|不得?超过)?\s?$")  # 补贴最高100万元
_GRANTED = ("标准", "补贴", "补助", "奖励", "给予", "享受", "额度", "贷款", "资助", "扶持", "支持")
_GRANT_NEAR = 24  # characters


def _limit(text: str, start: int) -> int:
    """Return where 最高 begins before an amount at `start` that a rule limits, else -1: 单笔最高6万元."""
    limit = _LIMIT.search(text, max(0, start - _FARTHEST), start)
    if limit is None:
        return -1
    before = text[max(0, start - _GRANT_NEAR) : start].rpartition("。")[2]
    return limit.start() if any(word in before for word in _GRANTED) else -1


def _in_canonical_unit(
    measure: Unit | None, value: Decimal | None, factor: Fraction | None
) -> tuple[str | None, Decimal | None]:
    """Return canonical unit and value of a measure, or None for both."""
    if measure is None or measure.canonical == NO_CANONICAL:
        return None, None
    if value is None:
        return measure.canonical, None
    return measure.canonical, converted(value, measure.factor if factor is None else factor)


class Qualifier:
    """Completes a numeral to a quantity with the words of a lexicon."""

    def __init__(self, lexicon: QuantityLexicon, units: Units) -> None:
        self._units = units
        self._before = lexicon.modifiers.table()
        self._after = lexicon.suffixes.table()
        self._before_pattern = re.compile(rf"({any_of(self._before)})了?\s?$")
        self._after_pattern = re.compile(rf"\s?({any_of(self._after)})")
        # What they end and begin with, which is looked at before them.
        self._before_last = last_of(self._before) | {"了"}
        self._after_first = frozenset(word[0] for word in self._after)

    def modifier_before(self, before: str) -> Modifier | None:
        """Return the modifier at the end of the words before a number."""
        word = self._before_pattern.search(before)
        return None if word is None else cast("Modifier", self._before[word[1]])

    def _modified(
        self, segmented: SegmentedText, start: int, end: int, modifier: Modifier
    ) -> tuple[int, int, Modifier]:
        """Return the span of ``text[start:end]`` with the modifiers around it, and the modifier they make."""
        text, outer_start, outer_end = segmented.text, start, end
        before = text[max(0, start - _FARTHEST) : start]
        last, following = before[-1:], text[end : end + 1]
        word = self._before_pattern.search(before) if last in self._before_last or last.isspace() else None
        if word is not None and not _is_torn(segmented, start - (len(before) - word.start(1))):
            outer_start = start - (len(before) - word.start(1))
            modifier = cast("Modifier", self._before[word[1]])
        begins = following in self._after_first or following.isspace()
        tail = self._after_pattern.match(text, end) if begins else None
        if tail is not None and is_edge(segmented, tail.end()):
            outer_end = tail.end()
            suffix = cast("Modifier", self._after[tail[1]])
            if modifier == "exact" or suffix in {"at_least", "at_most"}:
                modifier = suffix
        return outer_start, outer_end, modifier

    def quantity(  # noqa: PLR0913 - what was found, by keyword
        self,
        segmented: SegmentedText,
        numeral: Numeral,
        end: int,
        *,
        unit: str | None,
        dimension: str | None = None,
        fraction: bool = False,
        indefinite: bool = False,
        measure: Unit | None = None,
        factor: Fraction | None = None,
        sign: str | None = None,
    ) -> Mention:
        """Return the quantity ``text[numeral.start:end]`` with modifier and sign.

        The canonical unit and value are those of `measure`, converted by its own factor or by `factor`.
        `sign` is given if already read; it is then included in the numeral and its values.
        """
        text = segmented.text
        start = numeral.start
        modifier: Modifier = "over" if numeral.plus else "at_least" if numeral.least else "exact"
        value, low, high = numeral.value, numeral.low, numeral.high
        if sign is None:
            sign, start = find_sign(segmented, start, self._units)
            if sign == "-":
                value, low, high = negated(value), negated(high), negated(low)
        outer_start, outer_end, modifier = self._modified(segmented, start, end, modifier)
        if modifier == "exact" and dimension == "money":
            limit = _limit(text, outer_start)
            outer_start, modifier = (limit, "at_most") if limit >= 0 else (outer_start, modifier)
        value = None if value is None else plain(value)
        canonical, measured = _in_canonical_unit(measure, value, factor)
        return Mention(
            kind="quantity",
            text=text[start:end],
            start=start,
            end=end,
            outer_start=outer_start,
            outer_end=outer_end,
            value=value,
            value_min=low,
            value_max=high,
            unit=unit,
            dimension=dimension,
            modifier=modifier,
            fraction=fraction,
            indefinite=indefinite,
            bare=numeral.bare,
            han=numeral.han,
            sign=sign,
            unit_canonical=canonical,
            value_canonical=measured,
        )
