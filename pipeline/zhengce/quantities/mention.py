"""A numeral with its analysis, passed between the modules of this package."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from zhengce.quantities.numerals import FINEST, plain
from zhengce.quantities.units import ONE
from zhengce.types import Modifier

_CONTEXT = Context(prec=80)
_STEP = Decimal(1).scaleb(-FINEST)
NO_CANONICAL = "-"
Kind = Literal["quantity", "rank", "date", "ordinal", "identifier", "name", "count"]


class Mention(NamedTuple):
    """A numeral and its analysis.

    `start`/`end` enclose the core quantity (sign, numeral, 余/多, unit), `outer_start`/`outer_end` also its
    modifiers (约…, …以上). `indefinite` marks 一个 and 一批, `bare` a scale word without digits. A
    `fraction` has its ratio as value and no unit; `parts` is a ratio of parts (3.9:59.5:36.6) without a
    value. `sign` is ``-`` or ``+`` if printed, and included in the value. A `damaged` numeral cannot be
    restored and has no value. `value_canonical` is the value in `unit_canonical`, the canonical unit of its
    `dimension`.
    """

    kind: Kind
    text: str
    start: int
    end: int
    outer_start: int
    outer_end: int
    value: Decimal | None = None
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    dimension: str | None = None
    modifier: Modifier = "exact"
    fraction: bool = False
    indefinite: bool = False
    bare: bool = False
    han: bool = False
    sign: str = ""
    damaged: bool = False
    parts: bool = False
    unit_canonical: str | None = None
    value_canonical: Decimal | None = None


def converted(value: Decimal, factor: Fraction) -> Decimal:
    """Multiply a value by a factor, exactly if it terminates, else to the stored decimal places.

    >>> converted(Decimal(15), Fraction(2000, 3)), converted(Decimal(1), Fraction(2000, 3))
    (Decimal('10000'), Decimal('666.6666666667'))
    """
    if factor is ONE or factor == 1:
        return value
    whole = Fraction(value) * factor
    quotient = _CONTEXT.divide(Decimal(whole.numerator), Decimal(whole.denominator))
    return plain(_CONTEXT.quantize(quotient, _STEP))


def unmeasured(kind: Kind, text: str, start: int, end: int) -> Mention:
    """Return a mention that is not a quantity."""
    return Mention(kind=kind, text=text[start:end], start=start, end=end, outer_start=start, outer_end=end)


def is_han(character: str) -> bool:
    """Return whether a character (or the empty string) is a Han character."""
    return "一" <= character <= "龥"
